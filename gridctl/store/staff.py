"""Staff of a project."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Text

from gridctl.domain.staff import Staff
from gridctl.store.schema import Day, Ledgered, unique

STAFF = Ledgered(
    "staff",
    Staff,
    Column("number", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("post", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("joined", Day),
    Column("departed", Day),
    Column("lives_in", Text, nullable=False),
    Column("remark", Text, nullable=False),
    unique("number"),
    CheckConstraint("number <> '' AND name <> ''", name="named"),
    CheckConstraint("departed IS NULL OR joined IS NULL OR joined <= departed", name="dated"),
)

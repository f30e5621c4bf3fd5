"""Versions of check-lists."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Text

from gridctl.domain.checklists import Checklist
from gridctl.store.schema import Day, Ledgered, unique

CHECKLIST = Ledgered(
    "checklist",
    Checklist,
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("valid_from", Day, nullable=False),
    Column("valid_to", Day),
    Column("definition", Text, nullable=False),
    Column("clause", Text, nullable=False),
    unique("code", "valid_from"),
    CheckConstraint("code <> '' AND name <> '' AND definition <> ''", name="filled"),
    CheckConstraint("valid_to IS NULL OR valid_from <= valid_to", name="dated"),
)

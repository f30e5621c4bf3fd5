"""Leave of staff."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from gridctl.domain.leaves import Leave
from gridctl.store.schema import Day, Ledgered, link

LEAVE = Ledgered(
    "leave",
    Leave,
    Column("staff", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("valid_from", Day, nullable=False),
    Column("valid_to", Day, nullable=False),
    Column("deputy", Integer),
    Column("granted_by", Integer),
    Column("reason", Text, nullable=False),
    link("staff", to="staff"),
    link("deputy", to="staff"),
    link("granted_by", to="staff"),
    CheckConstraint("kind <> ''", name="filled"),
    CheckConstraint("valid_from < valid_to", name="dated"),
    CheckConstraint("deputy IS NULL OR deputy <> staff", name="another"),
    CheckConstraint("granted_by IS NULL OR granted_by <> staff", name="not_himself"),
)
Index("ix_leave_staff", LEAVE.c["project"], LEAVE.c["staff"])

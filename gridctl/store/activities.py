"""Activities."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from gridctl.domain.activities import Activity
from gridctl.store.schema import Day, Ledgered, link

ACTIVITY = Ledgered(
    "activity",
    Activity,
    Column("day", Day, nullable=False),
    Column("kind", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("grid", Integer),
    Column("venue", Text, nullable=False),
    Column("staff", Integer, nullable=False),
    Column("attendance", Integer, nullable=False),
    Column("material", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    link("grid", to="grid"),
    link("staff", to="staff"),
    CheckConstraint("kind <> '' AND topic <> '' AND recorded_at <> ''", name="filled"),
    CheckConstraint("attendance >= 0", name="attendance"),
)
Index("ix_activity_day", ACTIVITY.c["project"], ACTIVITY.c["day"])

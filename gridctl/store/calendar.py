"""The days on which the week's rule does not hold."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Integer, Text

from gridctl.domain.calendar import CalendarDay
from gridctl.store.schema import Day, Ledgered, unique

CALENDAR_DAY = Ledgered(
    "calendar_day",
    CalendarDay,
    Column("day", Day, nullable=False),
    Column("working", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("source", Text, nullable=False),
    unique("day"),
    CheckConstraint("working IN (0, 1)", name="working"),
    CheckConstraint("source IN ('regulation', 'sheet')", name="source"),
)

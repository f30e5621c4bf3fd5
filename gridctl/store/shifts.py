"""Shifts of who enters."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Integer, Text

from gridctl.domain.shifts import Shift
from gridctl.store.schema import Ledgered, link

SHIFT = Ledgered(
    "shift",
    Shift,
    Column("seat", Text, nullable=False),
    Column("staff", Integer, nullable=False),
    Column("started_at", Text, nullable=False),
    Column("ended_at", Text, nullable=False),
    Column("hours", Integer, nullable=False),
    link("staff", to="staff"),
    CheckConstraint("seat <> '' AND started_at <> '' AND hours >= 1", name="begun"),
)

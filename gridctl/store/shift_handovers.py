"""Hand-overs from shift to shift."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from gridctl.domain.shift_handovers import ShiftHandover
from gridctl.store.schema import Ledgered, link

SHIFT_HANDOVER = Ledgered(
    "shift_handover",
    ShiftHandover,
    Column("at", Text, nullable=False),
    Column("post", Text, nullable=False),
    Column("giver", Integer, nullable=False),
    Column("taker", Integer, nullable=False),
    Column("content", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    link("giver", to="staff"),
    link("taker", to="staff"),
    CheckConstraint("at <> '' AND content <> '' AND recorded_at <> ''", name="filled"),
    CheckConstraint("giver <> taker", name="two_names"),
)
Index("ix_shift_handover_at", SHIFT_HANDOVER.c["project"], SHIFT_HANDOVER.c["at"])

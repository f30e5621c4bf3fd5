"""Meetings and what they resolved."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from gridctl.domain.meetings import Meeting, MeetingItem
from gridctl.store.schema import Day, Ledgered, link, unique

MEETING = Ledgered(
    "meeting",
    Meeting,
    Column("kind", Text, nullable=False),
    Column("also", Text, nullable=False),
    Column("day", Day, nullable=False),
    Column("at", Text, nullable=False),
    Column("ended", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("convener", Integer),
    Column("convener_name", Text, nullable=False),
    Column("deputised", Integer, nullable=False),
    Column("venue", Text, nullable=False),
    Column("topic", Text, nullable=False),
    Column("minutes", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    link("convener", to="staff"),
    CheckConstraint("kind <> '' AND also <> '' AND at <> ''", name="filled"),
    CheckConstraint("state IN ('planned', 'held', 'cancelled')", name="state"),
    CheckConstraint("state <> 'held' OR convener IS NOT NULL OR convener_name <> ''", name="convened"),
    CheckConstraint("convener IS NULL OR convener_name = ''", name="one_convener"),
    CheckConstraint("deputised IN (0, 1)", name="deputised"),
    CheckConstraint("(state = 'held') = (recorded_at <> '')", name="recorded"),
)
Index("ix_meeting_day", MEETING.c["project"], MEETING.c["day"])


MEETING_ITEM = Ledgered(
    "meeting_item",
    MeetingItem,
    Column("meeting", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("what", Text, nullable=False),
    Column("owner", Integer),
    Column("owner_name", Text, nullable=False),
    Column("due", Day),
    Column("done_on", Day),
    Column("result", Text, nullable=False),
    Column("need", Integer),
    link("meeting", to="meeting"),
    link("owner", to="staff"),
    link("need", to="need"),
    unique("meeting", "number"),
    CheckConstraint("what <> ''", name="filled"),
    CheckConstraint("owner IS NULL OR owner_name = ''", name="one_owner"),
)

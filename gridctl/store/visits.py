"""Visits, and the needs that were found."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from gridctl.domain.visits import Need, Visit
from gridctl.store.schema import Day, Ledgered, link

VISIT = Ledgered(
    "visit",
    Visit,
    Column("day", Day, nullable=False),
    Column("at", Text, nullable=False),
    Column("place", Integer),
    Column("grid", Integer),
    Column("staff", Integer, nullable=False),
    Column("mode", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("people", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    link("place", to="place"),
    link("grid", to="grid"),
    link("staff", to="staff"),
    CheckConstraint("at <> '' AND mode <> '' AND outcome <> '' AND recorded_at <> ''", name="filled"),
)
Index("ix_visit_day", VISIT.c["project"], VISIT.c["day"])
Index("ix_visit_place", VISIT.c["project"], VISIT.c["place"])


NEED = Ledgered(
    "need",
    Need,
    Column("visit", Integer),
    Column("day", Day, nullable=False),
    Column("place", Integer),
    Column("grid", Integer),
    Column("staff", Integer),
    Column("kind", Text, nullable=False),
    Column("what", Text, nullable=False),
    Column("solved", Integer, nullable=False),
    Column("meeting", Integer),
    Column("ticket", Integer),
    Column("settled_on", Day),
    Column("settlement", Text, nullable=False),
    link("visit", to="visit"),
    link("place", to="place"),
    link("grid", to="grid"),
    link("staff", to="staff"),
    link("meeting", to="meeting"),
    link("ticket", to="ticket"),
    CheckConstraint("kind <> '' AND what <> ''", name="filled"),
    CheckConstraint("solved IN (0, 1)", name="solved"),
    CheckConstraint("settled_on IS NULL OR settlement <> ''", name="settled"),
)
Index("ix_need_day", NEED.c["project"], NEED.c["day"])
Index("ix_need_visit", NEED.c["project"], NEED.c["visit"])
Index("ix_need_meeting", NEED.c["project"], NEED.c["meeting"])

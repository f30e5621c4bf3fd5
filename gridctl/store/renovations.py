"""Renovation files."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from gridctl.domain.renovations import Renovation, RenovationEvent
from gridctl.store.schema import Day, Ledgered, link

RENOVATION = Ledgered(
    "renovation",
    Renovation,
    Column("place", Integer, nullable=False),
    Column("applicant", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("company", Text, nullable=False),
    Column("works", Text, nullable=False),
    Column("applied_on", Day, nullable=False),
    Column("permit", Text, nullable=False),
    Column("permit_from", Day),
    Column("permit_until", Day),
    Column("finished_on", Day),
    Column("accepted_on", Day),
    Column("accepted_by", Integer),
    Column("passed", Integer),
    Column("cancelled_on", Day),
    Column("note", Text, nullable=False),
    link("place", to="place"),
    link("accepted_by", to="staff"),
    CheckConstraint("works <> ''", name="filled"),
    CheckConstraint(
        "(permit_from IS NULL) = (permit_until IS NULL) AND (permit_from IS NULL OR permit_from <= permit_until)",
        name="permit",
    ),
    CheckConstraint(
        "(accepted_on IS NULL) = (passed IS NULL) AND (passed IS NULL OR passed IN (0, 1))", name="accepted"
    ),
)
Index("ix_renovation_place", RENOVATION.c["project"], RENOVATION.c["place"])


RENOVATION_EVENT = Ledgered(
    "renovation_event",
    RenovationEvent,
    Column("renovation", Integer, nullable=False),
    Column("day", Day, nullable=False),
    Column("kind", Text, nullable=False),
    Column("staff", Integer, nullable=False),
    Column("what", Text, nullable=False),
    Column("due", Day),
    Column("mended_on", Day),
    Column("ticket", Integer),
    Column("recorded_at", Text, nullable=False),
    link("renovation", to="renovation"),
    link("staff", to="staff"),
    link("ticket", to="ticket"),
    CheckConstraint("recorded_at <> ''", name="filled"),
    CheckConstraint("kind IN ('patrol', 'violation') AND (kind = 'patrol' OR what <> '')", name="kind"),
    CheckConstraint("mended_on IS NULL OR (kind = 'violation' AND day <= mended_on)", name="mended"),
)
Index("ix_renovation_event_renovation", RENOVATION_EVENT.c["project"], RENOVATION_EVENT.c["renovation"])
Index("ix_renovation_event_day", RENOVATION_EVENT.c["project"], RENOVATION_EVENT.c["day"])

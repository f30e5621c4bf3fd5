"""Inspections, and the tickets that they opened, found open, accepted or sent back."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from gridctl.domain.inspections import Inspection, InspectionTicket
from gridctl.store.schema import Day, Ledgered, link, unique

INSPECTION = Ledgered(
    "inspection",
    Inspection,
    Column("checklist", Integer, nullable=False),
    Column("day", Day, nullable=False),
    Column("started", Text, nullable=False),
    Column("finished", Text, nullable=False),
    Column("grid", Integer),
    Column("building", Integer),
    Column("place", Integer),
    Column("inspector", Integer, nullable=False),
    Column("partner", Integer),
    Column("answers", Text, nullable=False),
    Column("abnormal", Integer, nullable=False),
    Column("note", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    link("checklist", to="checklist"),
    link("grid", to="grid"),
    link("building", to="building"),
    link("place", to="place"),
    link("inspector", to="staff"),
    link("partner", to="staff"),
    CheckConstraint("started <> '' AND answers <> '' AND recorded_at <> ''", name="filled"),
    CheckConstraint("abnormal >= 0", name="abnormal"),
    CheckConstraint("partner IS NULL OR partner <> inspector", name="two_people"),
)
Index("ix_inspection_day", INSPECTION.c["project"], INSPECTION.c["day"])


INSPECTION_TICKET = Ledgered(
    "inspection_ticket",
    InspectionTicket,
    Column("inspection", Integer, nullable=False),
    Column("point", Text, nullable=False),
    Column("ticket", Integer, nullable=False),
    Column("outcome", Text, nullable=False),
    link("inspection", to="inspection"),
    link("ticket", to="ticket"),
    unique("inspection", "point", "ticket"),
    CheckConstraint("outcome IN ('opened', 'known', 'accepted', 'sent_back')", name="outcome"),
)
Index("ix_inspection_ticket_ticket", INSPECTION_TICKET.c["project"], INSPECTION_TICKET.c["ticket"])

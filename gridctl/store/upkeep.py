"""Environment services, as planned and as done."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from gridctl.domain.upkeep import Upkeep
from gridctl.store.schema import Day, Ledgered, link

UPKEEP = Ledgered(
    "upkeep",
    Upkeep,
    Column("service", Text, nullable=False),
    Column("planned_on", Day, nullable=False),
    Column("grid", Integer),
    Column("place", Integer),
    Column("contractor", Integer),
    Column("done_on", Day),
    Column("staff", Integer),
    Column("quantity", Text, nullable=False),
    Column("accepted_by", Integer),
    Column("accepted_on", Day),
    Column("passed", Integer),
    Column("note", Text, nullable=False),
    Column("recorded_at", Text, nullable=False),
    link("grid", to="grid"),
    link("place", to="place"),
    link("contractor", to="contractor"),
    link("staff", to="staff"),
    link("accepted_by", to="staff"),
    CheckConstraint("service <> ''", name="filled"),
    CheckConstraint(
        "(accepted_on IS NULL) = (passed IS NULL) AND (passed IS NULL OR passed IN (0, 1))", name="accepted"
    ),
    CheckConstraint("accepted_on IS NULL OR (done_on IS NOT NULL AND done_on <= accepted_on)", name="done_first"),
    CheckConstraint("(done_on IS NULL) = (recorded_at = '')", name="recorded"),
    CheckConstraint("accepted_by IS NULL OR staff IS NULL OR accepted_by <> staff", name="four_eyes"),
)
Index("ix_upkeep_planned_on", UPKEEP.c["project"], UPKEEP.c["planned_on"])

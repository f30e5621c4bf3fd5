"""Equipment and in whose hands it is."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from gridctl.domain.equipment import Custody, Equipment
from gridctl.store.schema import Day, Ledgered, link, unique

EQUIPMENT = Ledgered(
    "equipment",
    Equipment,
    Column("number", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("retired_on", Day),
    Column("remark", Text, nullable=False),
    unique("number"),
    CheckConstraint("number <> '' AND name <> '' AND kind <> ''", name="filled"),
)


CUSTODY = Ledgered(
    "custody",
    Custody,
    Column("equipment", Integer, nullable=False),
    Column("staff", Integer),
    Column("borrower", Text, nullable=False),
    Column("handed_on", Day, nullable=False),
    Column("due_on", Day),
    Column("returned_on", Day),
    Column("condition", Text, nullable=False),
    Column("note", Text, nullable=False),
    link("equipment", to="equipment"),
    link("staff", to="staff"),
    CheckConstraint("(staff IS NULL) = (borrower <> '')", name="somebody"),
    CheckConstraint("returned_on IS NULL OR handed_on <= returned_on", name="dated"),
    CheckConstraint(
        "condition IN ('', 'good', 'broken', 'lost') AND (condition = '') = (returned_on IS NULL)", name="condition"
    ),
)
Index("ix_custody_equipment", CUSTODY.c["project"], CUSTODY.c["equipment"])

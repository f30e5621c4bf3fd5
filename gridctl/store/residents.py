"""Persons and the rooms they occupy."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text

from gridctl.domain.residents import Occupancy, Person
from gridctl.store.schema import Day, Ledgered, link

PERSON = Ledgered(
    "person",
    Person,
    Column("name", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("id_number", Text, nullable=False),
    Column("sex", Text, nullable=False),
    Column("remark", Text, nullable=False),
    CheckConstraint("name <> ''", name="named"),
)

OCCUPANCY = Ledgered(
    "occupancy",
    Occupancy,
    Column("place", Integer, nullable=False),
    Column("person", Integer, nullable=False),
    Column("role", Text, nullable=False),
    Column("valid_from", Day),
    Column("valid_to", Day),
    link("place", to="place"),
    link("person", to="person"),
    CheckConstraint("valid_from IS NULL OR valid_to IS NULL OR valid_from <= valid_to", name="dated"),
)
Index("ix_occupancy_place", OCCUPANCY.c["project"], OCCUPANCY.c["place"])

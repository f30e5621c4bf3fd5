"""The register: buildings, units, places and their other names."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text, func

from gridctl.domain.estates import Alias, Building, Place, Unit
from gridctl.store.schema import Ledgered, link, unique

BUILDING = Ledgered(
    "building",
    Building,
    Column("phase", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("written", Text, nullable=False),
    Column("x_mm", Integer),
    Column("y_mm", Integer),
    unique("phase", "name"),
    CheckConstraint("(x_mm IS NULL) = (y_mm IS NULL)", name="coordinates"),
)

UNIT = Ledgered(
    "unit",
    Unit,
    Column("building", Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("written", Text, nullable=False),
    unique("building", "name"),
    link("building", to="building"),
)

PLACE = Ledgered(
    "place",
    Place,
    Column("kind", Text, nullable=False),
    Column("building", Integer),
    Column("unit", Integer),
    Column("floor", Integer),
    Column("key", Text, nullable=False),
    Column("written", Text, nullable=False),
    Column("use", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("area_cm2", Integer),
    Column("location", Text, nullable=False),
    Column("keeper", Text, nullable=False),
    Column("keeper_staff", Integer),
    Column("remark", Text, nullable=False),
    link("building", to="building"),
    link("unit", to="unit"),
    link("keeper_staff", to="staff"),
    CheckConstraint("kind IN ('room', 'area', 'equipment')", name="kind"),
    CheckConstraint("kind <> 'room' OR (building IS NOT NULL AND unit IS NOT NULL)", name="room_in_unit"),
    CheckConstraint("unit IS NULL OR building IS NOT NULL", name="unit_in_building"),
    CheckConstraint("key <> ''", name="key"),
    CheckConstraint("area_cm2 IS NULL OR area_cm2 >= 0", name="area"),
)
Index(
    "uq_place_key",
    PLACE.c["project"],
    PLACE.c["key"],
    func.coalesce(PLACE.c["building"], 0),
    func.coalesce(PLACE.c["unit"], 0),
    unique=True,
)
Index("ix_place_unit", PLACE.c["project"], PLACE.c["unit"])

ALIAS = Ledgered(
    "alias",
    Alias,
    Column("place", Integer, nullable=False),
    Column("key", Text, nullable=False),
    unique("key", "place"),
    link("place", to="place"),
)

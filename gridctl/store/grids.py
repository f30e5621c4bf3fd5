"""Grids, their extent and who is assigned to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Column, Index, Integer, Text, text

from gridctl.domain.grids import Assignment, Extent, Grid
from gridctl.store.schema import Day, Ledgered, link, unique

if TYPE_CHECKING:
    from collections.abc import Collection

    from gridctl.store.snapshots import Reader

_DATED = "valid_to IS NULL OR valid_from < valid_to"

GRID = Ledgered(
    "grid",
    Grid,
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("valid_from", Day, nullable=False),
    Column("valid_to", Day),
    unique("code"),
    CheckConstraint("code <> '' AND name <> ''", name="named"),
    CheckConstraint(_DATED, name="dated"),
)

EXTENT = Ledgered(
    "extent",
    Extent,
    Column("grid", Integer, nullable=False),
    Column("unit", Integer),
    Column("place", Integer),
    Column("valid_from", Day, nullable=False),
    Column("valid_to", Day),
    link("grid", to="grid"),
    link("unit", to="unit"),
    link("place", to="place"),
    CheckConstraint("(unit IS NULL) <> (place IS NULL)", name="one_ground"),
    CheckConstraint(_DATED, name="dated"),
)
Index("ix_extent_unit", EXTENT.c["project"], EXTENT.c["unit"])
Index("ix_extent_place", EXTENT.c["project"], EXTENT.c["place"])

ASSIGNMENT = Ledgered(
    "assignment",
    Assignment,
    Column("staff", Integer, nullable=False),
    Column("post", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("grid", Integer),
    Column("building", Integer),
    Column("place", Integer),
    Column("valid_from", Day, nullable=False),
    Column("valid_to", Day),
    link("staff", to="staff"),
    link("grid", to="grid"),
    link("building", to="building"),
    link("place", to="place"),
    CheckConstraint("scope IN ('grid', 'buildings', 'project', 'place')", name="scope"),
    CheckConstraint(
        "(grid IS NOT NULL) = (scope = 'grid') AND (building IS NOT NULL) = (scope = 'buildings')"
        " AND (place IS NOT NULL) = (scope = 'place')",
        name="ground",
    ),
    CheckConstraint(_DATED, name="dated"),
)
Index("ix_assignment_staff", ASSIGNMENT.c["project"], ASSIGNMENT.c["staff"])
Index("ix_assignment_grid", ASSIGNMENT.c["project"], ASSIGNMENT.c["grid"])


def households_by_unit(
    reader: Reader, project: int, *, kinds: Collection[str], states: Collection[str]
) -> dict[int, tuple[int, int]]:
    """Count by unit its rooms and those of them that are a household: of these kinds and states ("" is not known)."""
    statement = text(
        "SELECT unit, \"use\", state, count(*) FROM place WHERE project = :project AND kind = 'room' GROUP BY 1, 2, 3"
    )
    counts: dict[int, tuple[int, int]] = {}
    for unit, kind, state, number in reader.connection.execute(statement, {"project": project}):
        rooms, households = counts.get(unit, (0, 0))
        counted = number if kind in kinds and state in states else 0
        counts[unit] = rooms + number, households + counted
    return counts

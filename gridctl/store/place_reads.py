"""Reads that only feed lists of public places and equipment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import text

if TYPE_CHECKING:
    from datetime import date

    from gridctl.store.snapshots import Reader


@dataclass(frozen=True, slots=True)
class PublicRecord:
    """A public place or a piece of equipment, for a list."""

    id: int
    kind: str
    building: int | None
    unit: int | None
    floor: int | None
    written: str
    use: str
    location: str
    keeper: str
    remark: str


@dataclass(frozen=True, slots=True)
class GridNames:
    """The grids of a day by what belongs to them."""

    by_unit: dict[int, str]
    by_place: dict[int, str]


def public_records(reader: Reader, project: int) -> list[PublicRecord]:
    """Every public place in the order of the register."""
    sql = text(
        'SELECT id, kind, building, unit, floor, written, "use", location, keeper, remark FROM place'
        " WHERE project = :project AND kind <> 'room' ORDER BY id"
    )
    return [PublicRecord(*row) for row in reader.connection.execute(sql, {"project": project})]


class PublicName(NamedTuple):
    """What a public place is called, and where it is."""

    id: int
    building: int | None
    unit: int | None
    written: str


class PublicNames(NamedTuple):
    """All public places of a project, and the other names of places (place, key of the name)."""

    places: list[PublicName]
    aliases: list[tuple[int, str]]


def public_names(reader: Reader, project: int) -> PublicNames:
    """The names of every public place."""
    places = text(
        "SELECT id, building, unit, written FROM place WHERE project = :project AND kind <> 'room' ORDER BY id"
    )
    aliases = text("SELECT place, key FROM alias WHERE project = :project ORDER BY id")
    of_project = {"project": project}
    return PublicNames(
        [PublicName(*row) for row in reader.connection.execute(places, of_project)],
        [(place, key) for place, key in reader.connection.execute(aliases, of_project)],
    )


def grids_on(reader: Reader, project: int, day: date) -> GridNames:
    """The names of the grids that units and places belong to on a day."""
    sql = text(
        "SELECT extent.unit, extent.place, grid.name FROM extent"
        " JOIN grid ON grid.project = extent.project AND grid.id = extent.grid WHERE extent.project = :project"
        " AND extent.valid_from <= :day AND (extent.valid_to IS NULL OR extent.valid_to > :day)"
    )
    rows = list(reader.connection.execute(sql, {"project": project, "day": day.isoformat()}))
    return GridNames(
        {unit: name for unit, _, name in rows if unit is not None},
        {place: name for _, place, name in rows if place is not None},
    )


def open_tickets(reader: Reader, project: int, place: int) -> int:
    """How many tickets of a place are neither done nor void."""
    sql = text(
        "SELECT count(*) FROM ticket WHERE project = :project AND place = :place AND state NOT IN ('done', 'void')"
    )
    return int(reader.connection.execute(sql, {"project": project, "place": place}).scalar_one())

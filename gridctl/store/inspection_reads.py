"""Reads that only inspections ask: plain SQL over indexes, never over the whole history of tickets."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from gridctl.store.sqlite import raw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.store.snapshots import Reader

_ON = "{0}.valid_from <= :day AND ({0}.valid_to IS NULL OR :day < {0}.valid_to)"

_LAST_DAY = """SELECT max(inspection.day) FROM checklist
    JOIN inspection ON inspection.project = checklist.project AND inspection.checklist = checklist.id
    WHERE checklist.project = :project AND checklist.code = :code"""

# A round that was not accepted ends where the next one begins.
_OPEN_ON = """SELECT ticket.id FROM ticket
    JOIN round ON round.project = ticket.project AND round.ticket = ticket.id
    LEFT JOIN round AS next ON next.project = round.project AND next.ticket = round.ticket
        AND next.round = round.round + 1
    WHERE ticket.project = :project AND ticket.place = :place AND ticket.kind = :kind AND ticket.category = :category
        AND ticket.state <> 'void' AND substr(round.opened, 1, 10) <= :day
        AND substr(coalesce(nullif(round.verified, ''), nullif(round.voided, ''), next.opened, '9999'), 1, 10) >= :day
    ORDER BY ticket.id LIMIT 1"""

_OF_GRID = f"""SELECT place.id, place."use", place.written, place.building, place.unit FROM place
    JOIN extent ON extent.project = place.project AND (extent.place = place.id OR extent.unit = place.unit)
    WHERE place.project = :project AND place.kind <> 'room' AND extent.grid = :grid AND {_ON.format("extent")}
    ORDER BY place.id"""  # noqa: S608 - words of our own

_OF_BUILDING = """SELECT id, "use", written, building, unit FROM place
    WHERE project = :project AND kind <> 'room' AND building = :building ORDER BY id"""

_GRIDS_OF_BUILDING = f"""SELECT DISTINCT extent.grid FROM unit
    JOIN extent ON extent.project = unit.project AND extent.unit = unit.id
    WHERE unit.project = :project AND unit.building = :building AND {_ON.format("extent")}"""  # noqa: S608 - words of our own


_EXTENT_DAYS = """SELECT valid_from FROM extent WHERE project = :project
    UNION SELECT valid_to FROM extent WHERE project = :project AND valid_to IS NOT NULL"""


class PublicPlace(NamedTuple):
    """A public place, its category as the office wrote it, and where it is."""

    id: int
    category: str
    written: str
    building: int | None
    unit: int | None


def last_inspected(reader: Reader, project: int, code: str) -> date | None:
    """The day of the last inspection made with any version of a check-list."""
    ((day,),) = raw(reader.connection, _LAST_DAY, {"project": project, "code": code})
    return date.fromisoformat(day) if day else None


def open_on(reader: Reader, project: int, day: date, **alike: Any) -> int | None:
    """The first ticket of the same kind, place and category that was open on a day, by id."""
    found = next(raw(reader.connection, _OPEN_ON, {"project": project, "day": day.isoformat(), **alike}), None)
    return int(found[0]) if found else None


def places_of_grid(reader: Reader, project: int, grid: int, day: date) -> list[PublicPlace]:
    """The public places that are in a grid on a day, by themselves or by their unit."""
    values = {"project": project, "grid": grid, "day": day.isoformat()}
    return [PublicPlace(*row) for row in raw(reader.connection, _OF_GRID, values)]


def places_of_building(reader: Reader, project: int, building: int) -> list[PublicPlace]:
    """The public places of a building."""
    return [
        PublicPlace(*row) for row in raw(reader.connection, _OF_BUILDING, {"project": project, "building": building})
    ]


def grids_of_building(reader: Reader, project: int, building: int, day: date) -> Sequence[int]:
    """The grids that hold a unit of a building on a day."""
    values = {"project": project, "building": building, "day": day.isoformat()}
    return [grid for (grid,) in raw(reader.connection, _GRIDS_OF_BUILDING, values)]


def extent_days(reader: Reader, project: int) -> list[date]:
    """The days on which ground came to a grid or left it."""
    return [date.fromisoformat(day) for (day,) in raw(reader.connection, _EXTENT_DAYS, {"project": project})]

"""Who answers for a place on a day, asked of the register row by row: no table of a noun is needed for it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from gridctl.domain.leaves import Leave
from gridctl.store.sqlite import raw

if TYPE_CHECKING:
    from gridctl.store.snapshots import Reader

_ON = "{0}.valid_from <= :day AND ({0}.valid_to IS NULL OR :day < {0}.valid_to)"

_BY_ITSELF_OR_UNIT = f"""SELECT extent.grid FROM place
    JOIN extent ON extent.project = place.project AND (extent.place = place.id OR extent.unit = place.unit)
    WHERE place.project = :project AND place.id = :place AND {_ON.format("extent")}
    ORDER BY extent.place IS NULL, extent.id LIMIT 1"""  # noqa: S608 - words of our own

_BY_BUILDING = f"""SELECT DISTINCT extent.grid FROM place
    JOIN unit ON unit.project = place.project AND unit.building = place.building
    JOIN extent ON extent.project = unit.project AND extent.unit = unit.id
    WHERE place.project = :project AND place.id = :place AND place.unit IS NULL AND {_ON.format("extent")} LIMIT 2"""  # noqa: S608 - words of our own

_HEAD = f"""SELECT staff FROM assignment
    WHERE project = :project AND grid = :grid AND post = :post AND {_ON.format("assignment")} ORDER BY id LIMIT 1"""  # noqa: S608 - words of our own

_HEADS = f"""SELECT grid.code, grid.name, staff.id, coalesce(staff.name, '') FROM grid
    LEFT JOIN assignment ON assignment.project = grid.project AND assignment.grid = grid.id
        AND assignment.post = :post AND {_ON.format("assignment")}
    LEFT JOIN staff ON staff.project = assignment.project AND staff.id = assignment.staff
    WHERE grid.project = :project AND {_ON.format("grid")} ORDER BY grid.id, assignment.id"""  # noqa: S608 - words of our own

_LEAVES = f"""SELECT project, id, staff, kind, valid_from, valid_to, deputy, granted_by, reason FROM leave
    WHERE project = :project AND {_ON.format("leave")} ORDER BY id"""  # noqa: S608 - words of our own


class Headed(NamedTuple):
    """A grid and who is on it; `head` is None, and his name "", where there is nobody."""

    code: str
    name: str
    head: int | None
    head_name: str


def grid_of(reader: Reader, project: int, place: int, day: date) -> int | None:
    """The grid that a place is in on a day: by itself, else by its unit, else by the units of its building.

    A building that several grids share is in none.
    """
    held = _ids(reader, _BY_ITSELF_OR_UNIT, project, day, place=place)
    found = held or _ids(reader, _BY_BUILDING, project, day, place=place)
    return found[0] if len(found) == 1 else None


def head_of(reader: Reader, project: int, grid: int, post: str, day: date) -> int | None:
    """Who is on a grid in a post on a day."""
    return next(iter(_ids(reader, _HEAD, project, day, grid=grid, post=post)), None)


def heads_on(reader: Reader, project: int, post: str, day: date) -> list[Headed]:
    """The grids that stand on a day, with who is on them in a post."""
    values = {"project": project, "post": post, "day": day.isoformat()}
    return [Headed(*row) for row in raw(reader.connection, _HEADS, values)]


def leaves_on(reader: Reader, project: int, day: date) -> list[Leave]:
    """The leave that anybody is on on a day."""
    rows = raw(reader.connection, _LEAVES, {"project": project, "day": day.isoformat()})
    return [Leave(*row[:4], *map(date.fromisoformat, row[4:6]), *row[6:]) for row in rows]


def name_of(reader: Reader, project: int, staff: int) -> str:
    """What a member of staff is called."""
    named = "SELECT name FROM staff WHERE project = :project AND id = :staff"
    [(name,)] = raw(reader.connection, named, {"project": project, "staff": staff})
    return str(name)


def _ids(reader: Reader, sql: str, project: int, day: date, **values: Any) -> list[int]:
    found = raw(reader.connection, sql, {"project": project, "day": day.isoformat(), **values})
    return [number for (number,) in found]

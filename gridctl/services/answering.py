"""Who answers for a place on a day: its grid, and the grid's head (D2 3.1, D7 四)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.grids import holds_on
from gridctl.store.estates import PLACE
from gridctl.store.grids import ASSIGNMENT, EXTENT, extents_of

if TYPE_CHECKING:
    from gridctl.services.desk import Desk


def grid_of(desk: Desk, place_id: int, day: date) -> int | None:
    """The grid that a place belongs to on a day: by itself, else by its unit, else by a unit of its building."""
    place = desk.reader.get(PLACE, desk.pid, place_id)
    if place is None:
        return None
    rows = extents_of(desk.reader, desk.pid, place=place.id, unit=place.unit)
    held = sorted((row for row in rows if holds_on(row, day)), key=lambda row: row.place is None)
    if held:
        return held[0].grid
    return None if place.building is None or place.unit is not None else _grid_of_building(desk, place.building, day)


def _grid_of_building(desk: Desk, building: int, day: date) -> int | None:
    """The grid of a building's ground: the one that holds its units, where all of them are in one grid."""
    from gridctl.store.estates import UNIT  # noqa: PLC0415 - only for public places of a building

    units = [unit.id for unit in desk.reader.find(UNIT, desk.pid, UNIT.c["building"] == building)]
    rows = desk.reader.find(EXTENT, desk.pid, EXTENT.c["unit"].in_(units))
    grids = {row.grid for row in rows if holds_on(row, day)}
    return grids.pop() if len(grids) == 1 else None


def head_of(desk: Desk, grid: int, day: date) -> int | None:
    """The member of staff who heads a grid on a day, by the post that heads grids in this project."""
    post = desk.policy("grid_head_post", day)
    rows = desk.reader.find(ASSIGNMENT, desk.pid, ASSIGNMENT.c["grid"] == grid, ASSIGNMENT.c["post"] == post)
    return next((row.staff for row in rows if holds_on(row, day)), None)


def answerable(desk: Desk, place_id: int, day: date) -> tuple[int | None, int | None]:
    """The grid of a place on a day and its head; None where there is none."""
    grid = grid_of(desk, place_id, day)
    return grid, None if grid is None else head_of(desk, grid, day)

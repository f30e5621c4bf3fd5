"""Grids: found by code or name, and the ground they cover on a day in words (D5, D7 三)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.grids import holds_on
from gridctl.domain.text import code_order, fold
from gridctl.errors import AmbiguousError, NotFoundError
from gridctl.services.estates.houses import Houses
from gridctl.store.estates import PLACE
from gridctl.store.grids import EXTENT, GRID

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gridctl.domain.grids import Grid
    from gridctl.services.desk import Desk
    from gridctl.store.places import UnitKey

_LISTED = 12


def find_grid(desk: Desk, text: str) -> Grid:
    """Find a grid by its code, else by its name; NotFoundError with all grids, AmbiguousError where two share a name."""
    wanted = fold(text).casefold()
    grids = all_grids(desk)
    found = [grid for grid in grids if fold(grid.code).casefold() == wanted]
    found = found or [grid for grid in grids if fold(grid.name).casefold() == wanted]
    if not found:
        raise NotFoundError(f"没有网格“{text}”", _known(grids))
    if len(found) > 1:
        choices = tuple(f"{grid.code} {grid.name}" for grid in found)
        raise AmbiguousError(f"有 {len(found)} 个网格叫“{text}”", "请改用编号", choices)
    return found[0]


def _known(grids: list[Grid]) -> str:
    if not grids:
        return "还没有网格，先建立：gridctl grid add 或 gridctl grid import"
    more = f" 等 {len(grids)} 个" if len(grids) > _LISTED else ""
    return "已有网格：" + "、".join(f"{grid.code} {grid.name}" for grid in grids[:_LISTED]) + more


def all_grids(desk: Desk) -> list[Grid]:
    """Every grid of the project, whenever it stands, in the order of their codes."""
    return sorted(desk.reader.find(GRID, desk.pid), key=lambda grid: code_order(grid.code))


def grids_on(desk: Desk, day: date) -> list[Grid]:
    """The grids that stand on a day, in the order of their codes."""
    return [grid for grid in all_grids(desk) if holds_on(grid, day)]


def ground_words(desk: Desk, grid_id: int, day: date, houses: Houses | None = None) -> str:
    """The ground of a grid on a day as people say it: 1栋、2栋1—2单元、中心花园."""
    rows = desk.reader.find(EXTENT, desk.pid, EXTENT.c["grid"] == grid_id)
    held = [row for row in rows if holds_on(row, day)]
    units = {row.unit for row in held if row.unit is not None}
    places = [row.place for row in held if row.place is not None]
    return "、".join([*buildings_words(houses or Houses.of(desk), units), *_places(desk, places)])


NO_UNIT = "（不分单元）"  # what of a building with units belongs to none of them


def units_words(houses: Houses, units: set[int]) -> str:
    """Units as people say them, whole buildings by their names: 1栋、2栋1—2单元."""
    return "、".join(buildings_words(houses, units))


def buildings_words(houses: Houses, units: set[int]) -> Iterable[str]:
    """Units as people say them, in order: 1栋 where they are the whole of it, else 2栋1—2单元."""
    touched = {houses.units[unit].building for unit in units}
    for building in sorted(touched, key=lambda key: code_order(houses.building_name(key))):
        here = [unit for unit in houses.by_building[building] if unit.id in units]
        whole = len(here) == len(houses.by_building[building])
        yield houses.building_name(building) + ("" if whole else _runs(here))


def _runs(units: list[UnitKey]) -> str:
    """Units of one building, those in a row drawn together: 1—2单元, 4单元."""
    ordered = sorted(units, key=lambda unit: code_order(unit.name))
    runs: list[list[UnitKey]] = []
    for unit in ordered:
        follows = runs and runs[-1][-1].name.isdecimal() and unit.name.isdecimal()
        if follows and int(unit.name) == int(runs[-1][-1].name) + 1:
            runs[-1].append(unit)
        else:
            runs.append([unit])
    return "、".join(_run(run) for run in runs)


def _run(run: list[UnitKey]) -> str:
    first, last = run[0], run[-1]
    if first is last:
        return last.written or NO_UNIT
    return f"{first.name}—{last.name}单元"


def _places(desk: Desk, places: list[int]) -> Iterable[str]:
    found = desk.reader.find(PLACE, desk.pid, PLACE.c["id"].in_(places)) if places else []
    return (place.written for place in found)

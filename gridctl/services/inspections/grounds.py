"""The ground of an inspection: a grid, a building, a place or the whole project, as the list has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.grids import Scope, grid_name, holds_on, period_words
from gridctl.domain.text import code_order, fold
from gridctl.errors import RuleError, UsageError
from gridctl.services.estates.houses import Houses
from gridctl.services.grids.finding import all_grids, find_grid, grids_on
from gridctl.services.grids.ground import building_meant, places_of, written_out
from gridctl.services.places.finding import place_name
from gridctl.store.answering import grid_of
from gridctl.store.estates import PLACE
from gridctl.store.grids import ASSIGNMENT
from gridctl.store.inspection_reads import grids_of_building, places_of_building, places_of_grid

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from gridctl.domain.checklists import Definition
    from gridctl.domain.estates import Place
    from gridctl.domain.grids import Grid
    from gridctl.domain.inspections import Inspection
    from gridctl.services.checklists.finding import Version
    from gridctl.services.desk import Desk
    from gridctl.store.inspection_reads import PublicPlace

WHOLE = "全项目"
_OPTIONS = {Scope.GRID: "--grid 编号", Scope.BUILDINGS: "--building 楼栋", Scope.PLACE: "--place 部位"}
_WORDS = {Scope.GRID: "网格", Scope.BUILDINGS: "楼栋", Scope.PLACE: "部位"}


@dataclass(frozen=True, slots=True)
class Ground:
    """What was inspected, by id: one of the three, or none for the whole project."""

    grid: int | None = None
    building: int | None = None
    place: int | None = None


def ground_of(row: Inspection) -> Ground:
    """The ground of an inspection."""
    return Ground(row.grid, row.building, row.place)


@dataclass(frozen=True, slots=True)
class GroundSaid:
    """Ground as typed; each may name several."""

    grid: str = ""
    building: str = ""
    place: str = ""

    def of(self, scope: str) -> str:
        """What was said of a scope."""
        return {Scope.GRID: self.grid, Scope.BUILDINGS: self.building, Scope.PLACE: self.place}.get(Scope(scope), "")


def grounds_meant(desk: Desk, version: Version, said: GroundSaid, day: date | None) -> list[Ground]:
    """The ground that was named; UsageError where the list is not of such ground, or none was named.

    RuleError for a grid that does not stand on the day, if one is said.
    """
    scope = Scope(version.definition.ground)
    others = [word for other, word in _WORDS.items() if other is not scope and said.of(other)]
    if others:
        way = f"写 {_OPTIONS[scope]}" if scope in _OPTIONS else "查的是全项目，不用写哪里"
        raise UsageError(f"“{version.name}”不按{'、'.join(others)}查", way)
    if scope is Scope.PROJECT:
        return [Ground()]
    if not said.of(scope):
        raise UsageError(f"没有说明“{version.name}”查的是哪里", f"加上 {_OPTIONS[scope]}")
    return _READ[scope](desk, said.of(scope), day)


def _grids(desk: Desk, text: str, day: date | None) -> list[Ground]:
    found = dict.fromkeys(_grid(desk, one) for one in written_out(text))
    for grid in found:
        if day is not None and not holds_on(grid, day):
            stands = period_words(grid.valid_from, grid.valid_to)
            raise RuleError(f"{day} 没有网格 {grid_name(grid)}（{stands}）", "核对日期和网格")
    return [Ground(grid=grid.id) for grid in found]


def _grid(desk: Desk, text: str) -> Grid:
    """A grid by its code, its name or, as our own sheets have it, both."""
    grids: list[Grid] = desk.once("grids", ("grid",), lambda: all_grids(desk))
    wanted = fold(text).casefold()
    found = [grid for grid in grids if wanted in (fold(grid.code).casefold(), fold(grid_name(grid)).casefold())]
    return found[0] if len(found) == 1 else find_grid(desk, text)


def _buildings(desk: Desk, text: str, day: date | None) -> list[Ground]:
    _ = day
    houses = Houses.of(desk)
    return [
        Ground(building=key) for key in dict.fromkeys(building_meant(desk, houses, one) for one in written_out(text))
    ]


def _places(desk: Desk, text: str, day: date | None) -> list[Ground]:
    _ = day
    return [Ground(place=key) for key in places_of(desk, [text])]


_READ = {Scope.GRID: _grids, Scope.BUILDINGS: _buildings, Scope.PLACE: _places}


def every_ground(desk: Desk, definition: Definition, day: date) -> list[Ground]:
    """All ground that a list is gone through on: grids of the day, buildings, the places that its posts were put on."""
    scope = Scope(definition.ground)
    if scope is Scope.GRID:
        return [Ground(grid=grid.id) for grid in grids_on(desk, day)]
    if scope is Scope.BUILDINGS:
        houses = Houses.of(desk)
        return [
            Ground(building=key)
            for key in sorted(houses.buildings, key=lambda key: code_order(houses.building_name(key)))
        ]
    if scope is Scope.PLACE:
        rows = desk.reader.find(ASSIGNMENT, desk.pid, ASSIGNMENT.c["scope"] == Scope.PLACE.value)
        held = [row for row in rows if row.post in definition.posts and holds_on(row, day)]
        return [Ground(place=key) for key in dict.fromkeys(row.place for row in held)]
    return [Ground()]


def ground_names(desk: Desk, grounds: Iterable[Ground]) -> dict[Ground, str]:
    """What ground is called: 03 云杉三网格, 3栋, 会所, 全项目."""
    wanted = list(dict.fromkeys(grounds))
    grids = {grid.id: grid_name(grid) for grid in all_grids(desk)} if any(one.grid for one in wanted) else {}
    keys = {one.place for one in wanted if one.place is not None}
    places = {one.id: one for one in desk.reader.find(PLACE, desk.pid, PLACE.c["id"].in_(keys))} if keys else {}
    return {one: _name(desk, one, grids, places) for one in wanted}


def _name(desk: Desk, ground: Ground, grids: dict[int, str], places: dict[int, Place]) -> str:
    if ground.grid is not None:
        return grids[ground.grid]
    if ground.building is not None:
        return Houses.of(desk).building_name(ground.building)
    if ground.place is not None:
        return place_name(desk, places[ground.place])
    return WHOLE


def ground_name(desk: Desk, ground: Ground) -> str:
    """What one piece of ground is called."""
    return ground_names(desk, [ground])[ground]


def holds(desk: Desk, ground: Ground, place: int, day: date, *, strictly: bool = False) -> bool:
    """Whether a place is on ground or, unless `strictly`, on nobody's: what stands beside a building belongs to none."""
    free = set() if strictly else {None}
    if ground.place is not None:
        return place == ground.place
    if ground.grid is not None:
        return grid_of(desk.reader, desk.pid, place, day) in {ground.grid, *free}
    row = desk.reader.get(PLACE, desk.pid, place)
    return ground.building is None or (row is not None and row.building in {ground.building, *free})


def grids_under(desk: Desk, ground: Ground, day: date) -> Sequence[int]:
    """The grids that ground lies in on a day."""
    if ground.grid is not None:
        return [ground.grid]
    if ground.building is not None:
        return grids_of_building(desk.reader, desk.pid, ground.building, day)
    found = None if ground.place is None else grid_of(desk.reader, desk.pid, ground.place, day)
    return [] if found is None else [found]


def public_places(desk: Desk, ground: Ground, day: date) -> list[PublicPlace]:
    """The public places on ground on a day; those of the whole project are too many to be meant."""
    if ground.grid is not None:
        return places_of_grid(desk.reader, desk.pid, ground.grid, day)
    return [] if ground.building is None else places_of_building(desk.reader, desk.pid, ground.building)

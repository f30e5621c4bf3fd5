"""Public places and equipment in a list: with their grid and their keeper (E7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.text import fold
from gridctl.services.estates.houses import Houses, find_building
from gridctl.store.place_reads import GridNames, PublicRecord, grids_on, public_records

if TYPE_CHECKING:
    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A public place in a list; `place` is its full name, `kind` is area or equipment."""

    place: str
    category: str
    kind: str
    building: str
    floor: int | None
    location: str
    keeper: str
    grid: str
    remark: str


def place_lines(desk: Desk, *, building: str = "", category: str = "", grid: str = "") -> list[PlaceLine]:
    """List public places of a building, a category or a grid, as far as these are said."""
    houses, grids = Houses.of(desk), grids_on(desk.reader, desk.pid, desk.today)
    there = find_building(desk, "", building, houses).id if building else None
    held = _grid(desk, grid) if grid else None
    lines = [
        _line(houses, one, _grid_name(houses, grids, one))
        for one in public_records(desk.reader, desk.pid)
        if there in (None, one.building) and (not category or fold(category) in (fold(one.use), one.kind))
    ]
    return [line for line in lines if held in (None, line.grid)]


def _grid_name(houses: Houses, grids: GridNames, place: PublicRecord) -> str:
    """The grid of a place: its own, else its unit's, else that of its building where only one grid has units of it."""
    if place.id in grids.by_place:
        return grids.by_place[place.id]
    if place.unit is not None or place.building is None:
        return grids.by_unit.get(place.unit or 0, "")
    names = {grids.by_unit[unit.id] for unit in houses.by_building[place.building] if unit.id in grids.by_unit}
    return names.pop() if len(names) == 1 else ""


def _grid(desk: Desk, text: str) -> str:
    from gridctl.services.grids.finding import find_grid  # noqa: PLC0415 - tables load with their noun

    return find_grid(desk, text).name


def _line(houses: Houses, place: PublicRecord, grid: str) -> PlaceLine:
    return PlaceLine(
        place=houses.place_name(place),
        category=place.use,
        kind=place.kind,
        building=houses.ground_name(place.building, place.unit),
        floor=place.floor,
        location=place.location,
        keeper=place.keeper,
        grid=grid,
        remark=place.remark,
    )

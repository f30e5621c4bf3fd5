"""A division as one side of a comparison: a plan, or what stands today, grid by grid (E2, E6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gridctl.domain.coordinates import Point
from gridctl.domain.text import fold
from gridctl.errors import BadDataError, UsageError
from gridctl.services.estates.houses import Houses
from gridctl.services.grids.assignments import heads_on
from gridctl.services.grids.finding import grids_on
from gridctl.services.grids.lists import counted_units
from gridctl.services.plans.asking import asked_again, blocks_from, present_grids
from gridctl.services.plans.keeping import Kept, read_plan
from gridctl.services.plans.measuring import Measured, measured
from gridctl.store.staff import STAFF

if TYPE_CHECKING:
    from gridctl.domain.dividing.estate import Block
    from gridctl.services.desk import Desk

TODAY = ("今天", "今日", "现在", "today", "now")


@dataclass(frozen=True, slots=True)
class SideGrid:
    """A grid of one side: `present` is the grid of the register that it is or goes on from, None for a new one."""

    code: str
    name: str
    head: str
    present: int | None
    units: tuple[int, ...]
    households: int
    over_by: int
    walking_metres: int | None
    pieces: int | None


@dataclass(frozen=True)
class Side:
    """One side: its name (方案 3, 今天), the band, the grids, households and care load by unit, and the figures in all."""

    label: str
    band: tuple[int, int]
    grids: tuple[SideGrid, ...]
    households: Mapping[int, int]
    care: Mapping[int, int]
    violation: int
    in_band: int
    splits: int

    @cached_property
    def grid_of(self) -> Mapping[int, int]:
        """By unit, the place of its grid."""
        return {unit: place for place, grid in enumerate(self.grids) for unit in grid.units}

    def care_of(self, grid: SideGrid) -> int:
        """The care load of a grid."""
        return sum(self.care.get(unit, 0) for unit in grid.units)


def both_sides(desk: Desk, before: str, after: str) -> tuple[Side, Side]:
    """The two divisions that were named; UsageError where both are the same, NotFoundError for no such plan."""
    plans = [_plan(desk, text) for text in (before, after)]
    kept = [plan for plan in plans if plan]
    if not kept or (len(kept) > 1 and kept[0].plan.id == kept[1].plan.id):
        raise UsageError("比较要写两个不同的划分", "例如 gridctl grid compare 今天 3，或 gridctl grid compare 2 3")
    one, other = (_side_of_plan(desk, plan) if plan else _today(desk, kept[0]) for plan in plans)
    return one, other


def sides_with_today(desk: Desk, kept: Kept) -> tuple[Side, Side]:
    """Today and a plan."""
    return _today(desk, kept), _side_of_plan(desk, kept)


def _plan(desk: Desk, text: str) -> Kept | None:
    """The plan that a text names, None for today."""
    word = fold(text).removeprefix("方案").strip()
    if word.casefold() in TODAY:
        return None
    if not (word.isascii() and word.isdecimal()):
        raise UsageError(f"“{text}”不是方案号", "写方案的号，或者 今天；列出方案：gridctl grid plans")
    return read_plan(desk, int(word))


def _side_of_plan(desk: Desk, kept: Kept) -> Side:
    people = _people(desk)
    grids = tuple(
        SideGrid(
            code=grid.code,
            name=grid.name,
            head=people.get(grid.head or 0, ""),
            present=grid.grid,
            units=tuple(unit.unit for unit in kept.units_of[grid.id]),
            households=kept.households(grid),
            over_by=kept.over_by(grid),
            walking_metres=figure.walking_metres,
            pieces=figure.pieces,
        )
        for grid, figure in zip(kept.grids, kept.told.figures, strict=True)
    )
    return Side(
        label=f"方案 {kept.plan.id}",
        band=(kept.plan.band_low, kept.plan.band_high),
        grids=grids,
        households={unit.unit: unit.households for unit in kept.units},
        care={unit.unit: unit.care for unit in kept.units},
        violation=kept.told.violation,
        in_band=sum(map(kept.in_band, kept.grids)),
        splits=kept.told.splits,
    )


def _today(desk: Desk, other: Kept) -> Side:
    """What stands today, measured by the band, the rules and the care loads of the plan that it is compared with."""
    houses, counted, present = Houses.of(desk), counted_units(desk, desk.today), present_grids(desk, desk.today)
    standing = [grid for grid in grids_on(desk, desk.today) if grid.id in present.values()]
    units = [tuple(unit for unit, grid in present.items() if grid == one.id) for one in standing]
    households = {unit: counted.get(unit, (0, 0))[1] for unit in houses.units}
    care = {unit.unit: unit.care for unit in other.units}
    points = {key: Point(*point) for key, point in other.told.points.items()}
    blocks = blocks_from(houses, present, households, care, points)
    figures = _figures(blocks, units, other)
    heads, people = heads_on(desk, desk.today), _people(desk)
    low, high = other.plan.band_low, other.plan.band_high
    counts = [sum(households[unit] for unit in each) for each in units]
    over = [max(0, count - high) - max(0, low - count) for count in counts]
    return Side(
        label="今天",
        band=(low, high),
        grids=tuple(
            SideGrid(
                code=grid.code,
                name=grid.name,
                head="、".join(people[key] for key in heads.get(grid.id, ())),
                present=grid.id,
                units=units[place],
                households=counts[place],
                over_by=over[place],
                walking_metres=figures.figures[place].walking_metres if figures else None,
                pieces=figures.figures[place].pieces if figures else None,
            )
            for place, grid in enumerate(standing)
        ),
        households=households,
        care=care,
        violation=sum(map(abs, over)),
        in_band=over.count(0),
        splits=_splits(houses, units),
    )


def _figures(blocks: tuple[Block, ...], units: list[tuple[int, ...]], other: Kept) -> Measured | None:
    """The figures on the ground; None where the ground cannot be told, such as before all coordinates are known."""
    try:
        return measured(blocks, units, asked_again(other.said), [False] * len(units))
    except BadDataError:
        return None


def _splits(houses: Houses, units: list[tuple[int, ...]]) -> int:
    pairs = {(houses.units[unit].building, place) for place, each in enumerate(units) for unit in each}
    return len(pairs) - len({building for building, _ in pairs})


def _people(desk: Desk) -> dict[int, str]:
    return {person.id: person.name for person in desk.reader.find(STAFF, desk.pid)}

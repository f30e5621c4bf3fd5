"""Two divisions side by side: figures, grids matched with one another, and who gets another steward (E2, E6)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.overlaps import continuing
from gridctl.domain.plan_views import CompareLine, MovedBlock
from gridctl.services.estates.houses import Houses
from gridctl.services.grids.finding import units_words
from gridctl.services.plans.sides import Side, SideGrid, both_sides, sides_with_today

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gridctl.services.desk import Desk
    from gridctl.services.plans.keeping import Kept


@dataclass(frozen=True, slots=True)
class GridPair:
    """A grid before and after; null where there is none on that side. `over_by` as in a plan."""

    code_before: str
    code: str
    head_before: str
    head: str
    households_before: int | None
    households: int | None
    over_by_before: int | None
    over_by: int | None
    walking_metres_before: int | None
    walking_metres: int | None
    stay: int
    buildings: str


@dataclass(frozen=True, slots=True)
class StewardChange:
    """Households that get another steward: "" for nobody yet."""

    before: str
    after: str
    households: int
    buildings: str


@dataclass(frozen=True, slots=True)
class Compared:
    """Two divisions: how they are called, figures in words, grids, what moves, and who changes steward."""

    before: str
    after: str
    lines: tuple[CompareLine, ...]
    grids: tuple[GridPair, ...]
    moved: tuple[MovedBlock, ...]
    moved_households: int
    stewards: tuple[StewardChange, ...]


def compare(desk: Desk, before: str, after: str) -> Compared:
    """Put two plans, or a plan and today, side by side."""
    return _compared(desk, *both_sides(desk, before, after))


def against_today(desk: Desk, kept: Kept) -> Compared | None:
    """What a plan changes against today; None where nothing is divided yet."""
    today, planned = sides_with_today(desk, kept)
    return _compared(desk, today, planned) if today.grids else None


def _compared(desk: Desk, one: Side, other: Side) -> Compared:
    houses, goes_on = Houses.of(desk), _matched(one, other)
    moving = [unit for unit in other.grid_of if goes_on[other.grid_of[unit]] != one.grid_of.get(unit)]
    return Compared(
        before=one.label,
        after=other.label,
        lines=tuple(_lines(one, other)),
        grids=tuple(_pairs(one, other, goes_on, houses)),
        moved=tuple(_moved(one, other, moving, houses)),
        moved_households=sum(other.households[unit] for unit in moving),
        stewards=tuple(_stewards(one, other, houses)),
    )


def _matched(one: Side, other: Side) -> list[int | None]:
    """For each grid after, the place of the one before: the same grid of the register, else by greatest overlap."""
    same = {grid.present: place for place, grid in enumerate(one.grids) if grid.present is not None}
    found: list[int | None] = [same.get(grid.present) if grid.present is not None else None for grid in other.grids]
    left = {unit: place for unit, place in one.grid_of.items() if place not in found}
    rest = [place for place, before in enumerate(found) if before is None]
    matched = continuing([other.grids[place].units for place in rest], left, other.households)
    for place, before in zip(rest, matched, strict=True):
        found[place] = before
    return found


def _lines(one: Side, other: Side) -> Iterator[CompareLine]:
    """Measure by measure."""
    rows = [(_figures(one)), (_figures(other))]
    for what, before in rows[0].items():
        if before or rows[1][what]:
            yield CompareLine(what, before, rows[1][what])


def _figures(side: Side) -> dict[str, str]:
    counts = [grid.households for grid in side.grids]
    walks = [(grid.walking_metres, grid.households) for grid in side.grids if grid.walking_metres is not None]
    apart = [grid.pieces for grid in side.grids if grid.pieces is not None]
    care = [side.care_of(grid) for grid in side.grids]
    households = sum(count for _, count in walks)
    return {
        "户数标准": f"{side.band[0]}-{side.band[1]}",
        "网格数": str(len(counts)),
        "达标的网格": str(side.in_band),
        "共差户数": str(side.violation),
        "户数（最少—最多）": f"{min(counts, default=0)}—{max(counts, default=0)}",
        "步行（米）": str(round(sum(walk * count for walk, count in walks) / households)) if households else "",
        "不相连的网格": str(sum(pieces > 1 for pieces in apart)) if apart else "",
        "拆开的楼栋": str(side.splits),
        "关爱（最少—最多）": f"{min(care, default=0)}—{max(care, default=0)}" if any(care) else "",
    }


def _pairs(one: Side, other: Side, goes_on: list[int | None], houses: Houses) -> Iterator[GridPair]:
    for grid, place in zip(other.grids, goes_on, strict=True):
        before = one.grids[place] if place is not None else None
        stay = sum(other.households[unit] for unit in grid.units if before and unit in before.units)
        yield _pair(before, grid, stay, units_words(houses, set(grid.units)))
    for place, gone in enumerate(one.grids):
        if place not in goes_on:
            yield _pair(gone, None, 0, "")


def _pair(before: SideGrid | None, after: SideGrid | None, stay: int, buildings: str) -> GridPair:
    return GridPair(
        code_before=before.code if before else "",
        code=after.code if after else "",
        head_before=before.head if before else "",
        head=after.head if after else "",
        households_before=before.households if before else None,
        households=after.households if after else None,
        over_by_before=before.over_by if before else None,
        over_by=after.over_by if after else None,
        walking_metres_before=before.walking_metres if before else None,
        walking_metres=after.walking_metres if after else None,
        stay=stay,
        buildings=buildings,
    )


def _moved(one: Side, other: Side, moving: Iterable[int], houses: Houses) -> Iterator[MovedBlock]:
    """What another grid has, building by building."""
    groups: dict[tuple[int, int | None, int], list[int]] = {}
    for unit in moving:
        key = houses.units[unit].building, one.grid_of.get(unit), other.grid_of[unit]
        groups.setdefault(key, []).append(unit)
    for (building, was, now), units in groups.items():
        whole = len(units) == len(houses.by_building[building])
        name = houses.building_name(building)
        yield MovedBlock(
            building=name,
            unit="" if whole else units_words(houses, set(units)).removeprefix(name),
            households=sum(other.households[unit] for unit in units),
            before=one.grids[was].code if was is not None else "",
            after=other.grids[now].code,
        )


def _stewards(one: Side, other: Side, houses: Houses) -> Iterator[StewardChange]:
    """From which steward to which, and how many households."""
    counts: Counter[tuple[str, str]] = Counter()
    units: dict[tuple[str, str], set[int]] = {}
    for unit, now in other.grid_of.items():
        was = one.grid_of.get(unit)
        pair = (one.grids[was].head if was is not None else "", other.grids[now].head)
        if pair[0] != pair[1]:
            counts[pair] += other.households[unit]
            units.setdefault(pair, set()).add(unit)
    for before, after in sorted(counts, key=lambda pair: (-counts[pair], pair)):
        yield StewardChange(before, after, counts[before, after], units_words(houses, units[before, after]))

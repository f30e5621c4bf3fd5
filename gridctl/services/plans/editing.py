"""A plan edited by hand: buildings or units go to another of its grids, and what comes of it is told at once (E2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gridctl.domain.coordinates import Point
from gridctl.domain.plans import PlanState
from gridctl.domain.text import fold
from gridctl.errors import NotFoundError, RuleError
from gridctl.services.estates.houses import Houses
from gridctl.services.grids.finding import units_words
from gridctl.services.grids.ground import ground_units
from gridctl.services.plans.asking import asked_again, blocks_from, present_grids
from gridctl.services.plans.keeping import Kept, moved_households, read_plan
from gridctl.services.plans.measuring import measured
from gridctl.services.plans.views import plan_view
from gridctl.store.plans import PLAN, PLAN_GRID, PLAN_UNIT

if TYPE_CHECKING:
    from gridctl.domain.plan_views import PlanGridView
    from gridctl.domain.plans import PlanGrid
    from gridctl.services.desk import Desk, WritingDesk

MOST_LISTED = 20


@dataclass(frozen=True, slots=True)
class GridChange:
    """A grid of a plan before and after; `over_by` is households above (+) or below (-) the band, 0 within it.

    `walking_metres` is null without coordinates; after an edit that left nothing of a grid all its figures are 0.
    """

    code: str
    name: str
    households_before: int
    households: int
    over_by_before: int
    over_by: int
    pieces_before: int
    pieces: int
    walking_metres_before: int | None
    walking_metres: int | None
    buildings: str


@dataclass(frozen=True, slots=True)
class Moved:
    """What came of an edit: the units that went, the grids they touched, and the plan as a whole."""

    plan: int
    moved: tuple[str, ...]
    households: int
    to: str
    grids: tuple[GridChange, ...]
    violation_before: int
    violation: int
    in_band_before: int
    in_band: int
    splits_before: int
    splits: int
    moved_households: int


def move(desk: WritingDesk, ground: Sequence[str], to: str, number: int | None) -> Moved:
    """Move buildings or units to another grid of a plan; RuleError where the plan is applied or nothing would change."""
    before = read_plan(desk, number)
    if before.plan.state == PlanState.APPLIED:
        raise RuleError(
            f"方案 {before.plan.id} 已从 {before.plan.applied_from} 起施行，不能再改",
            "要调整现在的划分，另拟一个：gridctl grid plan --from-current",
        )
    houses = Houses.of(desk)
    target = find_plan_grid(before, to)
    wanted = set(ground_units(desk, houses, ground))
    going = [unit for unit in before.units if unit.unit in wanted and unit.plan_grid != target.id]
    _refuse_nothing(before, houses, target, wanted, going)
    units = tuple(replace(unit, plan_grid=target.id) if unit in going else unit for unit in before.units)
    after = _remeasured(desk, houses, replace(before, units=units))
    desk.tx.update(PLAN_UNIT, [replace(unit, plan_grid=target.id) for unit in going])
    desk.tx.delete(PLAN_GRID, [grid for grid in before.grids if grid not in after.grids])
    desk.tx.update(PLAN, [after.plan])
    touched = {unit.plan_grid for unit in going} | {target.id}
    return _told(desk, before, after, touched, houses_named(houses, (unit.unit for unit in going)), target)


def find_plan_grid(kept: Kept, text: str) -> PlanGrid:
    """A grid of a plan by its code, else by its name; NotFoundError with what there is."""
    wanted = fold(text).casefold()
    found = [grid for grid in kept.grids if fold(grid.code).casefold() == wanted]
    found = found or [grid for grid in kept.grids if fold(grid.name).casefold() == wanted]
    if len(found) != 1:
        known = "、".join(grid.code for grid in kept.grids[:MOST_LISTED])
        raise NotFoundError(f"方案 {kept.plan.id} 里没有网格“{text}”", f"它有：{known}")
    return found[0]


def houses_named(houses: Houses, units: Iterable[int]) -> tuple[str, ...]:
    """Units by name, whole buildings by theirs."""
    return tuple(part for part in units_words(houses, set(units)).split("、") if part)


def _refuse_nothing(kept: Kept, houses: Houses, target: PlanGrid, wanted: set[int], going: Sequence[object]) -> None:
    known = {unit.unit for unit in kept.units}
    if strange := sorted(wanted - known):
        names = "、".join(houses.unit_name(unit) for unit in strange[:3])
        raise RuleError(f"拟方案 {kept.plan.id} 时还没有 {names}", "房屋变了，重新拟一个方案：gridctl grid plan")
    if not going:
        raise RuleError(
            f"本来就在方案 {kept.plan.id} 的网格 {target.code} 里", f"查看：gridctl grid plans {kept.plan.id}"
        )


def _remeasured(desk: Desk, houses: Houses, kept: Kept) -> Kept:
    """The plan with its figures as they are now; a grid that nothing is left of is none any more."""
    grids = tuple(grid for grid in kept.grids if kept.units_of[grid.id])
    asked = asked_again(kept.said)
    households = {unit.unit: unit.households for unit in kept.units}
    care = {unit.unit: unit.care for unit in kept.units}
    points = {key: Point(*point) for key, point in kept.told.points.items()}
    units = [[unit.unit for unit in kept.units_of[grid.id]] for grid in grids]
    found = measured(
        blocks_from(houses, households, households, care, points), units, asked, [bool(grid.gold) for grid in grids]
    )
    moved = moved_households(units, [grid.grid for grid in grids], present_grids(desk, desk.today), households)
    told = kept.told.remeasured(found.figures, found.violation, found.splits, moved)
    # What no division as it was asked for can better still holds; that this one is the best need not.
    plan = replace(kept.plan, told=told.to_json(), edited=1, proof="bound" if kept.plan.proof else "")
    return Kept(plan, grids, kept.units)


def _told(desk: Desk, before: Kept, after: Kept, touched: set[int], names: tuple[str, ...], target: PlanGrid) -> Moved:
    was, now = ({view.code: view for view in plan_view(desk, kept).grids} for kept in (before, after))
    codes = [grid.code for grid in before.grids if grid.id in touched]
    going = sum(unit.households for unit, old in zip(after.units, before.units, strict=True) if unit != old)
    return Moved(
        plan=after.plan.id,
        moved=names,
        households=going,
        to=target.code,
        grids=tuple(_change(was[code], now.get(code)) for code in codes),
        violation_before=before.told.violation,
        violation=after.told.violation,
        in_band_before=sum(map(before.in_band, before.grids)),
        in_band=sum(map(after.in_band, after.grids)),
        splits_before=before.told.splits,
        splits=after.told.splits,
        moved_households=after.told.moved,
    )


def _change(was: PlanGridView, now: PlanGridView | None) -> GridChange:
    return GridChange(
        code=was.code,
        name=was.name,
        households_before=was.households,
        households=now.households if now else 0,
        over_by_before=was.over_by,
        over_by=now.over_by if now else 0,
        pieces_before=was.pieces,
        pieces=now.pieces if now else 0,
        walking_metres_before=was.walking_metres,
        walking_metres=now.walking_metres if now else None,
        buildings=now.buildings if now else "",
    )

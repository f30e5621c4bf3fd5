"""What applying a plan from a day on changes in the register: worked out and refused before anything is written (E6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridctl.domain.grids import Assignment, Extent, Grid, ended, grid_name, holds_on
from gridctl.domain.movements import FORM_CODE
from gridctl.domain.plans import PlanGrid, PlanState
from gridctl.errors import RuleError
from gridctl.services.estates.houses import Houses
from gridctl.services.grids.assignments import assignments_in
from gridctl.services.grids.finding import all_grids
from gridctl.services.grids.lists import counted_units
from gridctl.services.plans.words import listed
from gridctl.store.closing import first_open_day
from gridctl.store.grids import EXTENT

if TYPE_CHECKING:
    from gridctl.services.desk import Desk
    from gridctl.services.plans.keeping import Kept

_AFRESH = "按现在的房屋重新拟一个：gridctl grid plan"


@dataclass(frozen=True, slots=True)
class Laid:
    """Ground that a grid of the plan gets: a unit or a public place."""

    unit: int | None
    place: int | None
    to: PlanGrid


@dataclass(frozen=True, slots=True)
class Change:
    """Grids that end (each with the grid of the plan that has most of it), new ones, and extents and duties that end."""

    start: date
    ending: tuple[tuple[Grid, PlanGrid], ...]
    fresh: tuple[PlanGrid, ...]
    closing: tuple[Extent, ...]
    never: tuple[Extent, ...]
    laid: tuple[Laid, ...]
    duties: tuple[Assignment, ...]


def change_of(desk: Desk, kept: Kept, start: date) -> Change:
    """What a plan changes from a day on; RuleError where it cannot be applied then."""
    _refuse_applied(kept)
    _refuse_day(desk, start)
    grids = all_grids(desk)
    extents = desk.reader.find(EXTENT, desk.pid)
    _refuse_later(grids, extents, start)
    _refuse_register(desk, kept)
    _refuse_codes(kept, grids)
    held = [row for row in extents if holds_on(row, start)]
    standing = [grid for grid in grids if holds_on(grid, start)]
    _refuse_gone(kept, standing, start)
    ending = _ending(kept, standing, held)
    _refuse_just_begun([grid for grid, _ in ending], start)
    stale, laid = _ground(kept, held, {grid.id: to for grid, to in ending})
    closing, never = ended(stale, start)
    duties = [row for grid, _ in ending for row in assignments_in(desk, grid.id)]
    fresh = tuple(grid for grid in kept.grids if grid.grid is None)
    over = tuple(row for row in duties if row.valid_to is None or row.valid_to > start)
    return Change(start, tuple(ending), fresh, tuple(closing), tuple(never), tuple(laid), over)


def _refuse_applied(kept: Kept) -> None:
    if kept.plan.state == PlanState.APPLIED:
        raise RuleError(
            f"方案 {kept.plan.id} 已从 {kept.plan.applied_from} 起施行",
            f"移交清单：gridctl grid handover {kept.plan.id}",
        )


def _refuse_day(desk: Desk, start: date) -> None:
    first_open = first_open_day(desk.reader, desk.pid, FORM_CODE)
    if start < first_open:
        last = first_open - timedelta(days=1)
        raise RuleError(f"到 {last} 为止的周汇总表已定稿，不能从 {start} 起改划分", f"用 --from {first_open} 或以后")
    if start < desk.project.live_from:
        raise RuleError(
            f"{start} 在启用日 {desk.project.live_from} 之前，不能从那天起施行",
            f"用 --from {desk.project.live_from} 或以后",
        )


def _refuse_later(grids: Iterable[Grid], extents: Iterable[Extent], start: date) -> None:
    """Refuse where the ground was dealt out otherwise for a day to come."""
    for grid in grids:
        if grid.valid_from > start or (grid.valid_to and grid.valid_to > start):
            day = grid.valid_from if grid.valid_from > start else grid.valid_to
            raise _later(f"网格 {grid_name(grid)} 从 {day} 起另有变动", day)
    days = {row.valid_from for row in extents if row.valid_from > start}
    days |= {row.valid_to for row in extents if row.valid_to and row.valid_to > start}
    if days:
        raise _later(f"{min(days)} 起的划分已经定好", max(days))


def _later(message: str, day: date | None) -> RuleError:
    return RuleError(
        f"{message}，不能再从更早的日期施行方案", f"用 --from {day} 或以后；或先用 gridctl undo 撤销那次划分"
    )


def _refuse_register(desk: Desk, kept: Kept) -> None:
    """Refuse a plan that does not know of units with households; say so where households have changed since."""
    houses, known = Houses.of(desk), {unit.unit: unit.households for unit in kept.units}
    counted = {unit: households for unit, (_, households) in counted_units(desk, desk.today).items()}
    strange = [unit for unit, households in counted.items() if households and unit not in known]
    if strange:
        names = listed(houses.unit_name(unit) for unit in sorted(strange))
        raise RuleError(f"拟方案 {kept.plan.id} 以后登记了新的单元，方案里没有：{names}", _AFRESH)
    changed = [unit for unit, households in known.items() if counted.get(unit, 0) != households]
    if changed:
        names = listed(f"{houses.unit_name(unit)} {known[unit]}→{counted.get(unit, 0)} 户" for unit in sorted(changed))
        desk.notices.append(f"拟方案以后户数有变：{names}")


def _refuse_codes(kept: Kept, grids: Iterable[Grid]) -> None:
    codes = {grid.code.casefold() for grid in grids}
    taken = [grid.code for grid in kept.grids if grid.grid is None and grid.code.casefold() in codes]
    if taken:
        raise RuleError(f"拟方案以后建立了网格 {'、'.join(taken)}，与方案的新网格同号", _AFRESH)


def _refuse_gone(kept: Kept, standing: Iterable[Grid], start: date) -> None:
    there = {grid.id for grid in standing}
    gone = [grid.code for grid in kept.grids if grid.grid is not None and grid.grid not in there]
    if gone:
        raise RuleError(f"方案沿用的网格 {'、'.join(gone)} 在 {start} 已经没有了", _AFRESH)


def _refuse_just_begun(ending: Iterable[Grid], start: date) -> None:
    young = [grid_name(grid) for grid in ending if grid.valid_from >= start]
    if young:
        raise RuleError(
            f"网格 {'、'.join(young)} 从 {start} 起才有，不能同一天结束",
            f"用 --from {start + timedelta(days=1)} 或以后；或先用 gridctl undo 撤销那次划分",
        )


def _ending(kept: Kept, standing: Sequence[Grid], held: Sequence[Extent]) -> list[tuple[Grid, PlanGrid]]:
    """The grids that do not go on, each with the grid of the plan that takes most of its households.

    A grid of public places alone stays as it is: a plan says nothing of it.
    """
    units = {unit.unit: unit for unit in kept.units}
    by_id = {grid.id: grid for grid in kept.grids}
    goes_on = {grid.grid for grid in kept.grids}
    found = []
    for grid in standing:
        own = [units[row.unit] for row in held if row.grid == grid.id and row.unit in units]
        if grid.id in goes_on or not own:
            continue
        shares: Counter[int] = Counter()
        for unit in own:
            shares[unit.plan_grid] += unit.households * len(units) + 1  # households first, then units
        found.append((grid, by_id[min(shares, key=lambda key: (-shares[key], by_id[key].ordinal))]))
    return found


def _ground(kept: Kept, held: Sequence[Extent], heirs: dict[int, PlanGrid]) -> tuple[list[Extent], list[Laid]]:
    """Extents that end, and the ground that is laid anew; a unit that stays in its grid is in neither."""
    target = {unit.unit: grid for grid in kept.grids for unit in kept.units_of[grid.id]}
    stale: list[Extent] = []
    laid: list[Laid] = []
    staying: set[int] = set()
    for row in held:
        to = target.get(row.unit) if row.unit is not None else None
        if to and to.grid == row.grid:
            staying.add(row.unit or 0)
        elif to:
            stale.append(row)
        elif row.grid in heirs:
            stale.append(row)
            laid.append(Laid(row.unit, row.place, heirs[row.grid]))
    laid += [Laid(unit, None, to) for unit, to in target.items() if unit not in staying]
    return stale, laid


def as_ended(grid: Grid, start: date) -> Grid:
    """A grid that stood until a day."""
    return replace(grid, valid_to=start)

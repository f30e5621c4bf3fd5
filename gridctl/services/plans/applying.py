"""A plan applied from a day on: grids, ground, duties and open tickets in one transaction; what was before stays (E6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.grids import Extent, Grid
from gridctl.domain.plans import PlanState
from gridctl.services.estates.houses import Houses
from gridctl.services.gold.holding import gold_on
from gridctl.services.grids.assignments import assignment_lines, end_assignments, heads_on
from gridctl.services.grids.finding import units_words
from gridctl.services.grids.ground import keep_extents
from gridctl.services.places.finding import place_name
from gridctl.services.plans.changing import as_ended, change_of
from gridctl.services.plans.following import following, hand_over
from gridctl.services.plans.keeping import read_plan
from gridctl.services.plans.words import listed
from gridctl.store.estates import PLACE
from gridctl.store.grids import EXTENT, GRID
from gridctl.store.plans import PLAN
from gridctl.store.staff import STAFF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridctl.domain.plans import PlanGrid
    from gridctl.services.desk import Desk, WritingDesk
    from gridctl.services.plans.changing import Change, Laid
    from gridctl.services.plans.keeping import Kept


@dataclass(frozen=True, slots=True)
class GridFate:
    """What becomes of a grid: `fate` is "goes_on", "new" or "ends"; `places` are public places that it takes over."""

    code: str
    name: str
    fate: str
    households: int
    over_by: int
    head: str
    buildings: str
    places: str


@dataclass(frozen=True, slots=True)
class Applied:
    """What applying a plan did; `tickets` open ones follow, `tickets_moved` says whether they went with it already."""

    plan: int
    applied_from: date
    grids: tuple[GridFate, ...]
    units_moved: int
    households_moved: int
    places_moved: int
    duties_ended: tuple[str, ...]
    tickets: int
    tickets_moved: bool


def apply_plan(desk: WritingDesk, number: int | None, start: date) -> Applied:
    """Apply a plan from a day on; RuleError where it cannot be then."""
    kept = read_plan(desk, number)
    change = change_of(desk, kept, start)
    duties = _duties(desk, change)
    ids = _write_grids(desk, kept, change)
    _write_ground(desk, change, ids)
    end_assignments(desk, change.duties, start)
    desk.tx.update(PLAN, [replace(kept.plan, state=PlanState.APPLIED, applied_from=start)])
    going = following(desk, start)
    begun = start <= min(desk.today, desk.clock_now.date())
    if begun:
        hand_over(desk, going, start)
    _notice(desk, kept, change, tickets=len(going), begun=begun)
    return _told(desk, kept, change, duties, len(going), begun=begun)


def _write_grids(desk: WritingDesk, kept: Kept, change: Change) -> dict[int, int]:
    """Set up the new grids and end the old ones; by the id of a grid of the plan, that of the register."""
    first = desk.tx.next_id(desk.pid, GRID, len(change.fresh)) if change.fresh else 0
    fresh = {grid.id: first + place for place, grid in enumerate(change.fresh)}
    rows = [Grid(desk.pid, fresh[grid.id], grid.code, grid.name, change.start, None) for grid in change.fresh]
    desk.tx.insert(GRID, rows)
    desk.tx.update(GRID, [as_ended(grid, change.start) for grid, _ in change.ending])
    return {grid.id: grid.grid if grid.grid is not None else fresh[grid.id] for grid in kept.grids}


def _write_ground(desk: WritingDesk, change: Change, ids: dict[int, int]) -> None:
    desk.tx.update(EXTENT, change.closing)
    desk.tx.delete(EXTENT, change.never)
    rows = [Extent(desk.pid, 0, ids[one.to.id], one.unit, one.place, change.start, None) for one in change.laid]
    keep_extents(desk, rows)


def _duties(desk: Desk, change: Change) -> tuple[str, ...]:
    return tuple(f"{line.staff}（{line.ground}）" for line in assignment_lines(desk, change.duties))


def _notice(desk: Desk, kept: Kept, change: Change, *, tickets: int, begun: bool) -> None:
    heads = heads_on(desk, change.start)
    headless = [grid.code for grid in kept.grids if not heads.get(grid.grid or 0)]
    if headless:
        desk.notices.append(
            f"网格 {listed(headless, 10)} 还没有负责人：gridctl grid assign --suggest，或 gridctl grid assign 网格 人员 --from {change.start}"
        )
    golden = [grid.code for grid in _overfull(desk, kept, heads, gold_on(desk, change.start))]
    if golden:
        desk.notices.append(f"网格 {listed(golden, 10)} 超过户数标准，要由金牌管家负责：gridctl gold apply 人员")
    if tickets and not begun:
        desk.notices.append(
            f"到 {change.start} 再移交 {tickets} 张未完的单：gridctl grid handover {kept.plan.id} --apply"
        )


def _overfull(desk: Desk, kept: Kept, heads: dict[int, list[int]], gold: dict[int, int]) -> Iterator[PlanGrid]:
    """The grids above the common band whose head may not have so many households."""
    most: int = desk.policy("grid_band_max")
    for grid in kept.grids:
        allowed = max([most, *(gold.get(head, 0) for head in heads.get(grid.grid or 0, ()))])
        if kept.households(grid) > allowed:
            yield grid


def _told(desk: Desk, kept: Kept, change: Change, duties: tuple[str, ...], tickets: int, *, begun: bool) -> Applied:
    households = {unit.unit: unit.households for unit in kept.units}
    moved = [one.unit for one in change.laid if one.unit is not None]
    return Applied(
        plan=kept.plan.id,
        applied_from=change.start,
        grids=tuple(_fates(desk, kept, change)),
        units_moved=len(moved),
        households_moved=sum(households.get(unit, 0) for unit in moved),
        places_moved=sum(one.place is not None for one in change.laid),
        duties_ended=duties,
        tickets=tickets,
        tickets_moved=begun,
    )


def _fates(desk: Desk, kept: Kept, change: Change) -> Iterator[GridFate]:
    houses = Houses.of(desk)
    people = {person.id: person.name for person in desk.reader.find(STAFF, desk.pid)}
    heads = heads_on(desk, change.start)
    for grid in kept.grids:
        places = [one for one in change.laid if one.place is not None and one.to.id == grid.id]
        yield GridFate(
            code=grid.code,
            name=grid.name,
            fate="new" if grid.grid is None else "goes_on",
            households=kept.households(grid),
            over_by=kept.over_by(grid),
            head="、".join(people[key] for key in heads.get(grid.grid or 0, ())),
            buildings=units_words(houses, {unit.unit for unit in kept.units_of[grid.id]}),
            places=_places(desk, houses, places),
        )
    for old, _ in change.ending:
        yield GridFate(old.code, old.name, "ends", 0, 0, "", "", "")


def _places(desk: Desk, houses: Houses, laid: list[Laid]) -> str:
    found = desk.reader.find(PLACE, desk.pid, PLACE.c["id"].in_([one.place for one in laid])) if laid else []
    return "、".join(place_name(desk, place, houses) for place in found)

"""Who might head which grid: a proposal with its reasons; a person decides with `grid assign` (D2 三, D5, D7 四).

One person a grid. Who has most of its homes already comes first, then who lives there where the post is to live in its
grid, then gold stewards on the grids above the band, then who has no grid; where all that is equal, who lives there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.grids import holds_on
from gridctl.domain.matching import best_pairs
from gridctl.domain.plans import PlanState
from gridctl.services.grids.finding import all_grids, grids_on
from gridctl.services.grids.heading import Candidates, HeadlessGrid
from gridctl.services.grids.lists import counted_units
from gridctl.store.grids import EXTENT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gridctl.domain.staff import Staff
    from gridctl.services.desk import Desk
    from gridctl.services.grids.heading import Fitness
    from gridctl.services.plans.keeping import Kept


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody for a grid and why; `command` is what to type, "" where nobody is left or nothing would change."""

    code: str
    name: str
    households: int
    enlarged: bool
    staff_number: str
    staff: str
    reason: str
    command: str


def suggest_heads(desk: Desk, day: date) -> list[Suggestion]:
    """People for the grids that nobody heads on a day, from among those who head none."""
    who = Candidates(desk, day)
    there = {one.id for one in who.people}
    headless = [grid for grid in _standing(desk, who) if not there.intersection(grid.heads)]
    free = [one for one in who.people if not who.headed(one.id)]
    return _suggested(who, headless, free)


def suggest_for_plan(desk: Desk, number: int, start: date | None = None) -> list[Suggestion]:
    """People for every grid of a kept plan, from a day on (that of the plan, else today), from among all in the post.

    NotFoundError where there is no such plan.
    """
    from gridctl.services.plans.keeping import read_plan  # noqa: PLC0415 - tables load with their noun

    kept = read_plan(desk, number)
    plan = kept.plan
    day = start or plan.applied_from or desk.today
    who = Candidates(desk, day)
    suggestions = _suggested(who, _planned(desk, kept, who), who.people)
    if plan.state == PlanState.PROPOSED and any(line.command for line in suggestions):
        first = f"gridctl grid apply {number} --from {day}"
        desk.notices.append(f"方案 {number} 还没有施行，先 {first}，再照下面的命令指定")
    return suggestions


def _standing(desk: Desk, who: Candidates) -> list[HeadlessGrid]:
    """The grids that stand on the day, as they are."""
    counted = counted_units(desk, who.day)
    units: dict[int, list[int]] = {}
    for row in desk.reader.find(EXTENT, desk.pid):
        if row.unit is not None and holds_on(row, who.day):
            units.setdefault(row.grid, []).append(row.unit)
    most = desk.policy("grid_band_max", who.day)
    found = []
    for grid in grids_on(desk, who.day):
        homes = {unit: counted.get(unit, (0, 0))[1] for unit in units.get(grid.id, ())}
        heads = tuple(who.heads.get(grid.id, ()))
        found.append(HeadlessGrid(grid.code, grid.name, grid.id, homes, sum(homes.values()) > most, heads))
    return found


def _planned(desk: Desk, kept: Kept, who: Candidates) -> list[HeadlessGrid]:
    """The grids of a plan, in its order."""
    by_code = {grid.code: grid.id for grid in all_grids(desk)}
    homes: dict[int, dict[int, int]] = {}
    for part in kept.units:
        homes.setdefault(part.plan_grid, {})[part.unit] = part.households
    found = []
    for row in kept.grids:
        here = homes.get(row.id, {})
        grid = row.grid or by_code.get(row.code)
        heads = tuple(who.heads.get(grid, ())) if grid is not None else ()
        enlarged = bool(row.gold) or sum(here.values()) > kept.plan.band_high
        found.append(HeadlessGrid(row.code, row.name, grid, here, enlarged, heads))
    return found


def _suggested(who: Candidates, grids: Sequence[HeadlessGrid], people: Sequence[Staff]) -> list[Suggestion]:
    fits = [[who.fitness(person, grid) for person in people] for grid in grids]
    places = len(grids) + 1
    most = 1 + sum(sum(grid.households.values()) for grid in grids)
    pairs = best_pairs([[_weight(fit, places, most, wanted=who.post.lives_in_grid) for fit in row] for row in fits])
    chosen = [None if column is None else people[column] for column in pairs]
    new_grid = {person.id: grid for person, grid in zip(chosen, grids, strict=True) if person}
    return [
        _nobody(who, grid, new_grid)
        if person is None or column is None
        else _somebody(who, grid, person, fits[row][column])
        for row, (grid, person, column) in enumerate(zip(grids, chosen, pairs, strict=True))
    ]


def _weight(fit: Fitness, places: int, most: int, *, wanted: bool) -> int:
    """What a pair is worth as one figure: what comes first outweighs all that follows, in every grid together."""
    weight = fit.now * most + fit.before
    for mark in (fit.lives and wanted, fit.gold, fit.free, fit.lives):
        weight = weight * places + mark
    return weight


def _somebody(who: Candidates, grid: HeadlessGrid, person: Staff, fit: Fitness) -> Suggestion:
    stays = grid.heads == (person.id,)
    replaces = " --replace" if grid.heads and not stays else ""
    command = f"gridctl grid assign {_typed(grid.code)} {_typed(person.number)} --from {who.day}{replaces}"
    return Suggestion(
        code=grid.code,
        name=grid.name,
        households=sum(grid.households.values()),
        enlarged=grid.enlarged,
        staff_number=person.number,
        staff=person.name,
        reason="，".join(_reasons(who, grid, person, fit, stays=stays)),
        command="" if stays else command,
    )


def _reasons(who: Candidates, grid: HeadlessGrid, person: Staff, fit: Fitness, *, stays: bool) -> list[str]:
    reasons = ["照旧"] if stays else []
    if fit.now:
        reasons.append(f"其中 {fit.now} 户现在就由本人负责")
    if fit.before:
        reasons.append(f"其中 {fit.before} 户以前负责过")
    if fit.lives:
        reasons.append("住在这个网格里")
    if fit.gold:
        most = who.gold[person.id]
        reasons.append(f"金牌管家，可到 {most} 户")
    if fit.free:
        reasons.append("现在没有网格")
    if grid.enlarged and not fit.gold:
        reasons.append(f"户数超过标准，要先申请金牌管家：gridctl gold apply {_typed(person.number)} --reason 理由")
    return reasons or ["没有更合适的人"]


def _nobody(who: Candidates, grid: HeadlessGrid, new_grid: dict[int, HeadlessGrid]) -> Suggestion:
    """A grid for which nobody is left, and what can be done about it."""
    names = {one.id: f"{one.number} {one.name}" for one in who.people}
    moving = [f"现任 {names[key]} 拟任 {new_grid[key].code}" for key in grid.heads if key in new_grid]
    ways = f"登记新的{who.post.name}（gridctl staff add），或让别人兼管（gridctl grid assign {_typed(grid.code)} 人员）"
    why = f"在岗的{who.post.name}都已有网格" if who.people else f"还没有在岗的{who.post.name}"
    reason = "；".join([*moving, f"没有人可派，{why}：{ways}"])
    households = sum(grid.households.values())
    return Suggestion(grid.code, grid.name, households, grid.enlarged, "", "", reason, "")


def _typed(text: str) -> str:
    """A word as it is typed in any shell."""
    return f'"{text}"' if any(mark in text for mark in " ()&;'") else text

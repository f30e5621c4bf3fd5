"""Plans as the ledger keeps them: written as proposals, read back, and found by their number."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from gridctl.domain.overlaps import continuing, fresh_codes, fresh_name
from gridctl.domain.plans import Plan, PlanGrid, PlanState, PlanUnit
from gridctl.domain.text import code_order
from gridctl.errors import NotFoundError
from gridctl.services.grids.assignments import heads_on
from gridctl.services.grids.finding import all_grids
from gridctl.services.plans.facts import Told, told_of
from gridctl.store.plans import PLAN, PLAN_GRID, PLAN_UNIT

if TYPE_CHECKING:
    from gridctl.domain.dividing.answer import Answer
    from gridctl.services.desk import Desk, WritingDesk
    from gridctl.services.plans.asking import Job


@dataclass(frozen=True)
class Kept:
    """A plan with its grids in order and its units."""

    plan: Plan
    grids: tuple[PlanGrid, ...]
    units: tuple[PlanUnit, ...]

    @cached_property
    def said(self) -> Mapping[str, Any]:
        """What was asked for."""
        found: Mapping[str, Any] = json.loads(self.plan.asked)
        return found

    @cached_property
    def told(self) -> Told:
        """What is told of it."""
        return Told.from_json(self.plan.told)

    @cached_property
    def units_of(self) -> Mapping[int, tuple[PlanUnit, ...]]:
        """By the id of a grid of the plan, its units."""
        found: dict[int, list[PlanUnit]] = {grid.id: [] for grid in self.grids}
        for unit in self.units:
            found[unit.plan_grid].append(unit)
        return {key: tuple(units) for key, units in found.items()}

    def households(self, grid: PlanGrid) -> int:
        """The households of a grid of the plan."""
        return sum(unit.households for unit in self.units_of[grid.id])

    def over_by(self, grid: PlanGrid) -> int:
        """The households of a grid above (+) or below (-) the band, 0 within it."""
        count = self.households(grid)
        return max(0, count - self.plan.band_high) - max(0, self.plan.band_low - count)

    def in_band(self, grid: PlanGrid) -> bool:
        """Whether a grid is within its band: the gold one, where it needs a gold steward."""
        over, wide = self.over_by(grid), self.said["gold_band"]
        return not over or bool(grid.gold and wide and wide[0] <= self.households(grid) <= wide[1])


def read_plan(desk: Desk, number: int | None) -> Kept:
    """A plan by its number, the latest proposal where none is said; NotFoundError."""
    plan = desk.reader.get(PLAN, desk.pid, number) if number is not None else _latest(desk)
    if plan is None:
        raise NotFoundError(
            f"没有方案 {number}" if number else "还没有待定的划分方案",
            "列出方案：gridctl grid plans；拟一个：gridctl grid plan",
        )
    grids = desk.reader.find(PLAN_GRID, desk.pid, PLAN_GRID.c["plan"] == plan.id, order="ordinal")
    units = desk.reader.find(PLAN_UNIT, desk.pid, PLAN_UNIT.c["plan"] == plan.id)
    return Kept(plan, tuple(grids), tuple(units))


def _latest(desk: Desk) -> Plan | None:
    found = desk.reader.find(PLAN, desk.pid, PLAN.c["state"] == str(PlanState.PROPOSED))
    return found[-1] if found else None


def keep_plan(desk: WritingDesk, job: Job, answer: Answer) -> Kept:
    """Keep what was found as a proposal: grids that go on keep code, name and head, new ones get the next free codes."""
    division = answer.division
    continues = division.continues
    if not any(continues):
        continues = continuing(division.grids, job.present, job.households)
    names = _names(desk, continues)
    order = sorted(range(len(names)), key=lambda place: code_order(names[place][0]))
    number = desk.tx.next_id(desk.pid, PLAN)
    grids = _grids(desk, number, [(*names[place], continues[place], place in division.gold) for place in order])
    units = _units(desk, grids, [division.grids[place] for place in order], job)
    moved = moved_households(division.grids, continues, job.present, job.households)
    plan = Plan(
        project=desk.pid,
        id=number,
        made_on=job.made_on,
        band_low=job.asked.band.low,
        band_high=job.asked.band.high,
        asked=json.dumps(job.said, ensure_ascii=False),
        told=told_of(answer, job.blocks, moved, _present_violation(job)).in_order(order).to_json(),
        bound=answer.proof.bound,
        proof=str(answer.proof.proved),
        edited=0,
        state=PlanState.PROPOSED,
        applied_from=None,
    )
    desk.tx.insert(PLAN, [plan])
    desk.tx.insert(PLAN_GRID, grids)
    desk.tx.insert(PLAN_UNIT, units)
    return Kept(plan, tuple(grids), tuple(units))


def _present_violation(job: Job) -> int | None:
    """The households that the present grids leave outside the band; None where they do not have every household."""
    counts: Counter[int] = Counter()
    for unit, households in job.households.items():
        if unit in job.present:
            counts[job.present[unit]] += households
        elif households:
            return None
    return sum(map(job.asked.band.violation, counts.values())) if counts else None


def _names(desk: Desk, continues: Sequence[int | None]) -> list[tuple[str, str]]:
    """The code and name of each grid: those it goes on with, else the next free ones in the office's own style."""
    every = all_grids(desk)
    known = {grid.id: (grid.code, grid.name) for grid in every}
    names = dict(known.values())
    free = iter(fresh_codes([grid.code for grid in every], continues.count(None)))
    fresh = ((code, fresh_name(code, names)) for code in free)
    return [known[present] if present is not None else next(fresh) for present in continues]


def _grids(desk: WritingDesk, plan: int, rows: Sequence[tuple[str, str, int | None, bool]]) -> list[PlanGrid]:
    heads = heads_on(desk, desk.today)
    first = desk.tx.next_id(desk.pid, PLAN_GRID, len(rows))
    return [
        PlanGrid(
            project=desk.pid,
            id=first + place,
            plan=plan,
            ordinal=place + 1,
            code=code,
            name=name,
            grid=present,
            gold=int(gold),
            head=next(iter(heads.get(present, ())), None) if present is not None else None,
        )
        for place, (code, name, present, gold) in enumerate(rows)
    ]


def _units(desk: WritingDesk, named: Sequence[PlanGrid], grids: Sequence[Sequence[int]], job: Job) -> list[PlanUnit]:
    households, care = job.households, job.care
    dealt = [(row.id, unit) for row, grid in zip(named, grids, strict=True) for unit in grid]
    first = desk.tx.next_id(desk.pid, PLAN_UNIT, len(dealt))
    return [
        PlanUnit(desk.pid, first + place, named[0].plan, grid, unit, households[unit], care[unit])
        for place, (grid, unit) in enumerate(dealt)
    ]


def moved_households(
    grids: Sequence[Sequence[int]],
    continues: Sequence[int | None],
    present: Mapping[int, int],
    households: Mapping[int, int],
) -> int:
    """The households that change their grid; those that have none at present do not count."""
    return sum(
        households[unit]
        for grid, goes_on in zip(grids, continues, strict=True)
        for unit in grid
        if unit in present and present[unit] != goes_on
    )

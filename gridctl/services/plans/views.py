"""A plan shaped for the screen, for JSON and for the workbook (E2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gridctl.domain.plan_views import PlanBlockView, PlanGridView, PlanView, Standing
from gridctl.domain.plans import PlanState
from gridctl.services.estates.houses import Houses, shown_phase
from gridctl.services.grids.finding import units_words
from gridctl.services.plans import words
from gridctl.store.journal import head
from gridctl.store.staff import STAFF

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gridctl.domain.plans import Plan, PlanGrid
    from gridctl.services.desk import Desk
    from gridctl.services.plans.facts import Figure
    from gridctl.services.plans.keeping import Kept

HEAD_DIGITS = 16  # of the journal's head on paper


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A plan for JSON: figures and codes beside the words; `proved` is "optimal", "bound" or null."""

    number: int | None
    made_on: Any
    state: str
    applied_from: Any
    edited: bool
    asked: Mapping[str, Any]
    band_low: int
    band_high: int
    households: int
    in_band: int
    violation: int
    bound: int | None
    proved: str
    splits: int
    moved_households: int
    unchanged: bool
    order_only: bool
    grids: tuple[PlanGridView, ...]
    blocks: tuple[PlanBlockView, ...]
    shortfalls: tuple[Mapping[str, Any], ...]
    ways_out: tuple[Mapping[str, Any], ...]
    summary: tuple[str, ...]
    reasons: tuple[str, ...]
    proof: str
    remedies: tuple[str, ...]
    notices: tuple[str, ...]


def plan_view(desk: Desk, kept: Kept, *, saved: bool = True) -> PlanView:
    """A plan as it is shown; `saved` is false for one that is not kept."""
    houses = Houses.of(desk)
    people = {person.id: person.name for person in desk.reader.find(STAFF, desk.pid)}
    last = head(desk.reader.connection, desk.pid) if saved else None
    return PlanView(
        number=kept.plan.id if saved else None,
        project=desk.project.name,
        made_on=kept.plan.made_on,
        band_low=kept.plan.band_low,
        band_high=kept.plan.band_high,
        state=state_words(kept.plan),
        grids=tuple(
            _grid(kept, grid, figure, houses, people)
            for grid, figure in zip(kept.grids, kept.told.figures, strict=True)
        ),
        blocks=tuple(block for grid in kept.grids for block in _blocks(kept, grid, houses)),
        summary=words.summary(kept),
        reasons=words.reasons(kept),
        proof=words.proof(kept),
        remedies=words.remedies(kept),
        notices=words.notices(kept),
        company=desk.project.company,
        journal_head=f"{last.number}-{last.hash.hex()[:HEAD_DIGITS]}" if last else "",
    )


def plan_card(kept: Kept, view: PlanView) -> PlanCard:
    """Everything of a plan."""
    plan, told = kept.plan, kept.told
    return PlanCard(
        number=view.number,
        made_on=plan.made_on,
        state=plan.state,
        applied_from=plan.applied_from,
        edited=bool(plan.edited),
        asked=kept.said,
        band_low=plan.band_low,
        band_high=plan.band_high,
        households=sum(unit.households for unit in kept.units),
        in_band=sum(map(kept.in_band, kept.grids)),
        violation=told.violation,
        bound=plan.bound,
        proved=plan.proof,
        splits=told.splits,
        moved_households=told.moved,
        unchanged=told.unchanged,
        order_only=told.order_only,
        grids=view.grids,
        blocks=view.blocks,
        shortfalls=told.shortfalls,
        ways_out=told.ways,
        summary=view.summary,
        reasons=view.reasons,
        proof=view.proof,
        remedies=view.remedies,
        notices=view.notices,
    )


def state_words(plan: Plan) -> str:
    """What became of a plan, in words."""
    if plan.state == PlanState.APPLIED:
        return f"{plan.applied_from} 起施行"
    return "方案（手工改过）" if plan.edited else "方案"


def _grid(kept: Kept, grid: PlanGrid, figure: Figure, houses: Houses, people: Mapping[int, str]) -> PlanGridView:
    units = {unit.unit for unit in kept.units_of[grid.id]}
    over = kept.over_by(grid)
    standing = Standing.OVER if over > 0 else Standing.UNDER if over else Standing.IN_BAND
    return PlanGridView(
        ordinal=grid.ordinal,
        code=grid.code,
        name=grid.name,
        households=kept.households(grid),
        care=sum(unit.care for unit in kept.units_of[grid.id]),
        buildings=units_words(houses, units),
        building_count=len({houses.units[unit].building for unit in units}),
        walking_metres=figure.walking_metres,
        pieces=figure.pieces,
        over_by=over,
        standing=Standing.GOLD if over and kept.in_band(grid) else standing,
        reason=words.REASONS.get(figure.reason, "") if over else "",
        head=people.get(grid.head or 0, ""),
        continues=grid.code if grid.grid is not None else "",
        gold=bool(grid.gold),
    )


def _blocks(kept: Kept, grid: PlanGrid, houses: Houses) -> Iterator[PlanBlockView]:
    """The buildings of a grid in the order of the register."""
    units = {unit.unit: unit for unit in kept.units_of[grid.id]}
    for key in sorted({houses.units[unit].building for unit in units}):
        one, every = houses.buildings[key], houses.by_building[key]
        here = [units[unit.id] for unit in every if unit.id in units]
        whole = units_words(houses, {unit.unit for unit in here})
        point = kept.told.points.get(key)
        yield PlanBlockView(
            building=one.written,
            phase=shown_phase(one.phase) if one.phase else "",
            unit="" if len(here) == len(every) else whole.removeprefix(houses.building_name(key)),
            ordinal=grid.ordinal,
            grid=grid.code,
            households=sum(unit.households for unit in here),
            care=sum(unit.care for unit in here),
            x_m=point[0] / 1000 if point else None,
            y_m=point[1] / 1000 if point else None,
        )

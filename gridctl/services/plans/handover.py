"""The hand-over sheet of a division (移交清单): from which grid and steward to which, with everything that goes along (E6).

Open hazards, incidents and requests go along as repairs do; what other records add joins each pair as a list of its own.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gridctl.domain.grids import holds_on
from gridctl.domain.handovers import Handover, HandoverPair, TicketHanded
from gridctl.domain.plans import PlanState
from gridctl.domain.privacy import mask_free_text
from gridctl.errors import RuleError
from gridctl.regulation.tickets import REPAIR, ticket_kind
from gridctl.services.estates.houses import Houses
from gridctl.services.grids.assignments import heads_on
from gridctl.services.grids.finding import units_words
from gridctl.services.places.finding import place_name
from gridctl.services.plans.following import Follow, following, hand_over, open_tickets
from gridctl.services.plans.keeping import read_plan
from gridctl.services.tickets.handing import HANDED
from gridctl.services.tickets.lists import ticket_lines
from gridctl.store.estates import PLACE
from gridctl.store.grids import EXTENT, GRID
from gridctl.store.staff import STAFF
from gridctl.store.tickets import STEP
from gridctl.store.weekly import open_rounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gridctl.domain.tickets import Step
    from gridctl.services.desk import Desk, WritingDesk
    from gridctl.services.plans.keeping import Kept
    from gridctl.services.tickets.lists import TicketLine

Key = int | None


class Pair(NamedTuple):
    """The grid that hands over and the one that takes over, by their ids."""

    giver: Key
    taker: Key


@dataclass(frozen=True, slots=True)
class _Goes:
    """A ticket that goes with a pair, done or still to do."""

    pair: Pair
    ticket: int
    handed: bool


def handover(desk: Desk, number: int) -> Handover:
    """The hand-over sheet of a plan that was applied; RuleError for one that is not."""
    kept, start = _applied(desk, number)
    waiting = following(desk, start)
    return _sheet(desk, kept, start, waiting)


def carry_out(desk: WritingDesk, number: int) -> Handover:
    """Let the tickets that still wait count under their new grids; RuleError before the day of the division."""
    _, start = _applied(desk, number)
    if start > min(desk.today, desk.clock_now.date()):
        raise RuleError(f"方案 {number} 从 {start} 起施行，还没有到", "到那天再移交；现在只看清单，去掉 --apply")
    waiting = following(desk, start)
    hand_over(desk, waiting, start)
    if not waiting:
        desk.notices.append("没有等着移交的单")
    return handover(desk, number)


def _applied(desk: Desk, number: int) -> tuple[Kept, date]:
    kept = read_plan(desk, number)
    if kept.plan.state != PlanState.APPLIED or kept.plan.applied_from is None:
        raise RuleError(
            f"方案 {number} 还没有施行，没有移交清单",
            f"施行：gridctl grid apply {number} --from 日期；先看谁换管家：gridctl grid compare 今天 {number}",
        )
    return kept, kept.plan.applied_from


def _sheet(desk: Desk, kept: Kept, start: date, waiting: list[Follow]) -> Handover:
    ground = _ground(desk, start)
    going = [*_waiting(waiting), *_handed(desk, start)]
    tickets = _tickets(desk, going)
    pairs = sorted({*ground, *tickets}, key=lambda pair: (pair.giver or 0, pair.taker or 0))
    households = {unit.unit: unit.households for unit in kept.units}
    made = _Maker(desk, start, households)
    lines = tuple(made.line(pair, ground.get(pair, ([], [])), tickets.get(pair, ())) for pair in pairs)
    return Handover(kept.plan.id, desk.project.name, desk.project.company, start, len(waiting), lines)


def _ground(desk: Desk, start: date) -> dict[Pair, tuple[list[int], list[int]]]:
    """Units and public places that another grid has from a day on."""
    rows = desk.reader.find(EXTENT, desk.pid)
    was = {(row.unit, row.place): row.grid for row in rows if holds_on(row, start - timedelta(days=1))}
    found: dict[Pair, tuple[list[int], list[int]]] = {}
    for row in rows:
        if holds_on(row, start) and (before := was.get((row.unit, row.place))) != row.grid:
            units, places = found.setdefault(Pair(before, row.grid), ([], []))
            if row.unit is not None:
                units.append(row.unit)
            elif row.place is not None:
                places.append(row.place)
    return found


def _waiting(waiting: Iterable[Follow]) -> Iterator[_Goes]:
    for each in waiting:
        yield _Goes(Pair(each.row.grid, each.after.grid), each.ticket.id, handed=False)


def _handed(desk: Desk, start: date) -> Iterator[_Goes]:
    """The tickets still open that were handed over on account of the division of a day."""
    keys = {each.row.ticket: each.row.round for each in open_rounds(desk.reader, desk.pid)}
    for step in desk.reader.find(STEP, desk.pid, STEP.c["words"].contains(f'"{HANDED}": "{start}"')):
        if keys.get(step.ticket) == step.round and (pair := _pair_of(step)):
            yield _Goes(pair, step.ticket, handed=True)


def _pair_of(step: Step) -> Pair | None:
    changes = {name: Pair(before, after) for name, before, after in json.loads(step.words)["changes"]}
    return changes.get("grid")


def _tickets(desk: Desk, going: Iterable[_Goes]) -> dict[Pair, tuple[TicketHanded, ...]]:
    going = list(going)
    known = open_tickets(desk, [one.ticket for one in going])
    lines = {line.number: line for line in ticket_lines(desk, list(known.values()))} if known else {}
    found: dict[Pair, list[TicketHanded]] = {}
    for one in going:
        line = lines[known[one.ticket].code]
        problem = mask_free_text(line.problem)
        kind = _kind_words(line)
        told = TicketHanded(kind, line.number, line.place, problem, line.state_name, line.due, one.handed)
        found.setdefault(one.pair, []).append(told)
    return {pair: tuple(sorted(tickets, key=lambda one: one.number)) for pair, tickets in found.items()}


def _kind_words(line: TicketLine) -> str:
    """What is handed over besides repairs, in words."""
    if line.kind == REPAIR:
        return ""
    kind = ticket_kind(line.kind)
    first = kind.urgencies[0].code == line.urgency
    return kind.name if first else f"{kind.name}·{line.urgency_name}"


class _Maker:
    """Puts pairs into words."""

    def __init__(self, desk: Desk, start: date, households: Mapping[int, int]) -> None:
        self.desk, self.households, self.houses = desk, households, Houses.of(desk)
        self.grids = {grid.id: grid for grid in desk.reader.find(GRID, desk.pid)}
        self.people = {person.id: person.name for person in desk.reader.find(STAFF, desk.pid)}
        self.before, self.after = heads_on(desk, start - timedelta(days=1)), heads_on(desk, start)

    def line(self, pair: Pair, ground: tuple[list[int], list[int]], tickets: tuple[TicketHanded, ...]) -> HandoverPair:
        """A pair with all that goes along."""
        units, places = ground
        return HandoverPair(
            code_from=self.grids[pair.giver].code if pair.giver else "",
            grid_from=self.grids[pair.giver].name if pair.giver else "",
            head_from=self._heads(self.before, pair.giver),
            code_to=self.grids[pair.taker].code if pair.taker else "",
            grid_to=self.grids[pair.taker].name if pair.taker else "",
            head_to=self._heads(self.after, pair.taker),
            buildings=units_words(self.houses, set(units)),
            households=sum(self.households.get(unit, 0) for unit in units),
            units=len(units),
            places=tuple(self._places(places)),
            tickets=tickets,
        )

    def _heads(self, heads: Mapping[int, list[int]], grid: Key) -> str:
        return "、".join(self.people[key] for key in heads.get(grid or 0, ()))

    def _places(self, places: list[int]) -> Iterator[str]:
        found = self.desk.reader.find(PLACE, self.desk.pid, PLACE.c["id"].in_(places)) if places else []
        return (place_name(self.desk, place, self.houses) for place in found)

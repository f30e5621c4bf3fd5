"""The hazard ledger (隐患台账): every hazard with its measures, its report, who mends it by when, and the check (D2 三.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.money import yuan
from gridctl.domain.privacy import mask_free_text
from gridctl.errors import UsageError
from gridctl.regulation.tickets import ticket_kind, urgency_from_text
from gridctl.services.tickets.chains import LinkLine, chains, parts
from gridctl.services.tickets.lacking import details_by_ticket, lacking
from gridctl.services.tickets.lists import Asked, find_tickets, ticket_lines
from gridctl.store.staff import STAFF
from gridctl.store.tickets import TICKET

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import Desk
    from gridctl.services.tickets.cards import StepLine
    from gridctl.services.tickets.lists import TicketLine
    from gridctl.services.tickets.terms import TermLine

HAZARD = "hazard"
_TEXTS = ("measures", "measured_at", "reported_to", "reported_at", "plan", "emergency_plan", "recheck")


@dataclass(frozen=True, slots=True)
class HazardLine:
    """A row of the hazard ledger; times are moments as stored, money is in fen and, as `fund`, in yuan.

    `missing` names what is still to be filled in; `overdue_days` is null unless overdue today. `place` is the place as the
    register has it, `where` with its grid before it.
    """

    index: int
    number: str
    found_on: str
    found_by: str
    grid: str
    place: str
    where: str
    problem: str
    category: str
    category_name: str
    level: str
    level_name: str
    source: str
    source_name: str
    measures: str
    measured_at: str
    reported_to: str
    reported_at: str
    plan: str
    emergency_plan: str
    fund_fen: int | None
    fund: str
    answerable: str
    due: date
    finished: str
    executor: str
    verified: str
    verifier: str
    recheck: str
    state: str
    state_name: str
    round: int
    overdue_days: int | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HazardCard(HazardLine):
    """A hazard with its further limits, who was told of it, and everything that happened to it."""

    terms: tuple[TermLine, ...]
    chain: tuple[LinkLine, ...]
    steps: tuple[StepLine, ...]


def find_hazards(desk: Desk, asked: Asked, *, level: str = "", missing: bool = False) -> list[HazardLine]:
    """The hazards that are asked for, oldest first; `level` as typed, `missing` for those that still lack something."""
    wanted = _level(level) if level else ""
    found = [line for line in find_tickets(desk, asked) if wanted in ("", line.urgency)]
    lines = _lines(desk, found)
    return _numbered([line for line in lines if line.missing or not missing])


def hazard_lines(desk: Desk, tickets: Sequence[Ticket]) -> list[HazardLine]:
    """These hazards as they stand now."""
    return _numbered(_lines(desk, ticket_lines(desk, list(tickets))))


def hazard_card(desk: Desk, ticket: Ticket) -> HazardCard:
    """One hazard with all that happened to it."""
    from gridctl.services.tickets.cards import ticket_steps  # noqa: PLC0415 - a list needs neither steps nor limits
    from gridctl.services.tickets.terms import terms_of  # noqa: PLC0415 - likewise

    [line] = hazard_lines(desk, [ticket])
    known = {name: getattr(line, name) for name in HazardLine.__slots__}
    told = chains(desk, [ticket])[ticket.id]
    return HazardCard(
        **known, terms=tuple(terms_of(desk, ticket)), chain=tuple(told), steps=tuple(ticket_steps(desk, ticket))
    )


def _level(text: str) -> str:
    found = urgency_from_text(text, HAZARD)
    if found is None:
        names = "、".join(word.name for word in ticket_kind(HAZARD).urgencies)
        raise UsageError(f"没有“{text}”这个等级", f"等级有：{names}")
    return found.code


def _numbered(lines: Sequence[HazardLine]) -> list[HazardLine]:
    return [replace(line, index=i) for i, line in enumerate(lines, 1)]


def _lines(desk: Desk, found: Sequence[TicketLine]) -> list[HazardLine]:
    codes = [line.number for line in found]
    tickets = [one for part in parts(codes) for one in desk.reader.find(TICKET, desk.pid, TICKET.c["code"].in_(part))]
    known = {one.code: one for one in tickets}
    details, told = details_by_ticket(desk, [one.id for one in tickets]), chains(desk, tickets)
    keys = {values[name] for values in details.values() for name in ("found_by", "answerable") if name in values}
    people = {str(one.id): one.name for one in desk.reader.find(STAFF, desk.pid)} if keys else {}
    return [
        _line(line, details[key], people, lacking(known[line.number], details[key], told[key]))
        for line in found
        for key in [known[line.number].id]
    ]


def _line(line: TicketLine, said: dict[str, str], people: dict[str, str], missing: tuple[str, ...]) -> HazardLine:
    fund = int(said["fund"]) if "fund" in said else None
    source = next((word.name for word in ticket_kind(HAZARD).sources if word.code == line.source), line.source)
    return HazardLine(
        index=0,
        number=line.number,
        found_on=line.opened,
        found_by=people.get(said.get("found_by", ""), line.reporter),
        grid=line.grid,
        place=line.place,
        where=f"{line.grid} {line.place}".strip(),
        problem=line.problem,
        category=line.category,
        category_name=line.category_name,
        level=line.urgency,
        level_name=line.urgency_name,
        source=line.source,
        source_name=source,
        fund_fen=fund,
        fund="" if fund is None else yuan(fund),
        answerable=people.get(said.get("answerable", ""), ""),
        due=line.due,
        finished=line.finished,
        executor=line.executor,
        verified=line.verified,
        verifier=line.verifier,
        state=line.state,
        state_name=line.state_name,
        round=line.round,
        overdue_days=line.overdue_days,
        missing=missing,
        **{name: mask_free_text(said.get(name, "")) for name in _TEXTS},
    )

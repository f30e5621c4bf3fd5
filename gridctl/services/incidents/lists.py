"""Incidents as they are listed: what happened, who was told and when, what was done on the spot, how it ended (D10 3.3.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.money import yuan
from gridctl.domain.privacy import mask_free_text
from gridctl.regulation.tickets import ticket_kind
from gridctl.services.tickets.chains import LinkLine, chain, chains, parts
from gridctl.services.tickets.lacking import details_by_ticket, lacking
from gridctl.services.tickets.lists import Asked, find_tickets, ticket_lines
from gridctl.store.tickets import TICKET

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import Desk
    from gridctl.services.tickets.cards import StepLine
    from gridctl.services.tickets.lists import TicketLine
    from gridctl.services.tickets.terms import TermLine

INCIDENT = "incident"
_TEXTS = ("scene", "arrived", "rescue", "rescued", "casualties", "outcome", "cause", "prevention")


@dataclass(frozen=True, slots=True)
class IncidentLine:
    """An incident; times are moments as stored, `loss` is in yuan. `told` and `untold` are links of the chain by name.

    `missing` names all that is still to be filled in or told, `late` the links that were told, or are still untold, past
    their limit.
    """

    number: str
    happened: str
    grid: str
    place: str
    problem: str
    category: str
    category_name: str
    level: str
    level_name: str
    source: str
    source_name: str
    reporter: str
    scene: str
    arrived: str
    rescue: str
    rescued: str
    casualties: str
    loss_fen: int | None
    loss: str
    outcome: str
    cause: str
    prevention: str
    due: date
    finished: str
    executor: str
    verified: str
    verifier: str
    state: str
    state_name: str
    round: int
    overdue_days: int | None
    told: tuple[str, ...]
    untold: tuple[str, ...]
    late: tuple[str, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IncidentCard(IncidentLine):
    """An incident with its limits, its chain link by link, and everything that happened."""

    terms: tuple[TermLine, ...]
    chain: tuple[LinkLine, ...]
    steps: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True)
class MissingLine:
    """One thing that an incident lacks; `due` is until when it was to be told, "" for what has no limit of its own."""

    number: str
    happened: str
    place: str
    problem: str
    missing: str
    due: str
    late: bool
    clause: str


def find_incidents(desk: Desk, asked: Asked, *, missing: bool = False) -> list[IncidentLine]:
    """The incidents that are asked for, oldest first; `missing` only those that still lack something."""
    lines = _lines(desk, find_tickets(desk, asked))
    return [line for line in lines if line.missing or not missing]


def incident_lines(desk: Desk, tickets: Sequence[Ticket]) -> list[IncidentLine]:
    """These incidents as they stand now."""
    return _lines(desk, ticket_lines(desk, list(tickets)))


def incident_card(desk: Desk, ticket: Ticket) -> IncidentCard:
    """One incident with all that happened to it."""
    from gridctl.services.tickets.cards import ticket_steps  # noqa: PLC0415 - a list needs neither steps nor limits
    from gridctl.services.tickets.terms import terms_of  # noqa: PLC0415 - likewise

    [line] = incident_lines(desk, [ticket])
    known = {name: getattr(line, name) for name in IncidentLine.__slots__}
    told, steps = tuple(chain(desk, ticket)), tuple(ticket_steps(desk, ticket))
    return IncidentCard(**known, terms=tuple(terms_of(desk, ticket)), chain=told, steps=steps)


def missing_lines(desk: Desk, asked: Asked) -> list[MissingLine]:
    """All that incidents lack, a line each: who was not told, then what is not filled in."""
    lines = [line for line in find_incidents(desk, asked) if line.missing]
    known = _tickets(desk, [line.number for line in lines])
    links = chains(desk, list(known.values()))
    return [each for line in lines for each in _missing(line, known[line.number], links[known[line.number].id])]


def _missing(line: IncidentLine, ticket: Ticket, links: Sequence[LinkLine]) -> list[MissingLine]:
    about = (line.number, line.happened, line.place, line.problem)
    clauses = {one.title: one.clause for one in ticket_kind(ticket.kind).fields}
    untold = [MissingLine(*about, f"通知{one.name}", one.due, one.late, one.clause) for one in links if one.missing]
    fields = [title for title in line.missing if title in clauses]
    return [*untold, *(MissingLine(*about, title, "", late=False, clause=clauses[title]) for title in fields)]


def _tickets(desk: Desk, codes: Sequence[str]) -> dict[str, Ticket]:
    found = [one for part in parts(codes) for one in desk.reader.find(TICKET, desk.pid, TICKET.c["code"].in_(part))]
    return {one.code: one for one in found}


def _lines(desk: Desk, found: Sequence[TicketLine]) -> list[IncidentLine]:
    known = _tickets(desk, [line.number for line in found])
    details = details_by_ticket(desk, [one.id for one in known.values()])
    links = chains(desk, list(known.values()))
    return [
        _line(line, details[ticket.id], links[ticket.id], lacking(ticket, details[ticket.id], links[ticket.id]))
        for line in found
        for ticket in [known[line.number]]
    ]


def _line(line: TicketLine, said: dict[str, str], links: Sequence[LinkLine], missing: tuple[str, ...]) -> IncidentLine:
    loss = int(said["loss"]) if "loss" in said else None
    source = next((word.name for word in ticket_kind(INCIDENT).sources if word.code == line.source), line.source)
    return IncidentLine(
        number=line.number,
        happened=line.opened,
        grid=line.grid,
        place=line.place,
        problem=line.problem,
        category=line.category,
        category_name=line.category_name,
        level=line.urgency,
        level_name=line.urgency_name,
        source=line.source,
        source_name=source,
        reporter=line.reporter,
        loss_fen=loss,
        loss="" if loss is None else yuan(loss),
        due=line.due,
        finished=line.finished,
        executor=line.executor,
        verified=line.verified,
        verifier=line.verifier,
        state=line.state,
        state_name=line.state_name,
        round=line.round,
        overdue_days=line.overdue_days,
        told=tuple(one.name for one in links if not one.missing),
        untold=tuple(one.name for one in links if one.missing),
        late=tuple(one.name for one in links if one.late),
        missing=missing,
        **{name: mask_free_text(said.get(name, "")) for name in _TEXTS},
    )

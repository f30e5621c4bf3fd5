"""Requests as they are listed and shown: masked, unless it is asked with a reason to see them in full (T8, H6)."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

from gridctl.domain.moments import Moment, not_before
from gridctl.domain.privacy import mask_free_text, mask_name, mask_phone
from gridctl.regulation.tickets import ticket_kind
from gridctl.services.requests.opening import REQUEST, earlier_requests, find_request
from gridctl.services.tickets.cards import StepLine, ticket_steps
from gridctl.services.tickets.lists import TicketLine, find_tickets, ticket_lines
from gridctl.services.tickets.repeats import fault_words
from gridctl.store.requests import request_facts

if TYPE_CHECKING:
    from gridctl.domain.tickets import Ticket
    from gridctl.regulation.words import Word
    from gridctl.services.desk import Desk
    from gridctl.services.tickets.lists import Asked
    from gridctl.store.requests import RequestFacts


@dataclass(frozen=True, slots=True)
class RequestLine(TicketLine):
    """A request in a list: the ticket, its answer, and what was said of it.

    `answer_due` is the limit of the first answer and `answer_late` whether that was, or is, missed; `urged` counts.
    """

    source_name: str
    reporter_phone: str
    answered: str
    answer: str
    answer_due: str
    answer_late: bool
    satisfaction: str
    satisfaction_name: str
    urged: int


@dataclass(frozen=True, slots=True)
class RequestCard(RequestLine):
    """A request with what its household asked for before, in a line each, and everything that happened to it."""

    earlier: tuple[str, ...]
    steps: tuple[StepLine, ...]


def find_requests(desk: Desk, asked: Asked, *, unanswered: bool = False, full: bool = False) -> list[RequestLine]:
    """The requests that are asked for, oldest first; `unanswered`: only those without a first answer."""
    lines = request_lines(desk, find_tickets(desk, replace(asked, kind=REQUEST)), full=full)
    return [line for line in lines if not line.answered] if unanswered else lines


def lines_of(desk: Desk, tickets: list[Ticket]) -> list[RequestLine]:
    """These requests as they stand now, masked."""
    return request_lines(desk, ticket_lines(desk, tickets))


def request_lines(desk: Desk, lines: list[TicketLine], *, full: bool = False) -> list[RequestLine]:
    """Tickets with what lists of requests say besides."""
    facts = request_facts(desk.reader, desk.pid, [line.number for line in lines])
    now, names = Moment.of(desk.now), {word.code: word.name for word in _ratings()}
    return [_line(line, facts[line.number], now, names, full=full) for line in lines]


def request_card(desk: Desk, number: str, *, full: bool = False) -> RequestCard:
    """One request with all its steps."""
    ticket = find_request(desk, number)
    [line] = request_lines(desk, ticket_lines(desk, [ticket]), full=full)
    known = {field.name: getattr(line, field.name) for field in fields(line)}
    earlier = tuple(fault_words(desk, one) for one in earlier_requests(desk, ticket))
    return RequestCard(**known, earlier=earlier, steps=tuple(ticket_steps(desk, ticket)))


def _line(line: TicketLine, facts: RequestFacts, now: Moment, names: dict[str, str], *, full: bool) -> RequestLine:
    known = {field.name: getattr(line, field.name) for field in fields(line)}
    known |= {} if full else {"reporter": mask_name(line.reporter)}
    return RequestLine(
        **known,
        source_name=next((word.name for word in ticket_kind(REQUEST).sources if word.code == line.source), line.source),
        reporter_phone=facts.phone if full else mask_phone(facts.phone),
        answered=facts.answered,
        answer=facts.answer if full else mask_free_text(facts.answer),
        answer_due=facts.answer_due,
        answer_late=_late(facts, now),
        satisfaction=facts.satisfaction,
        satisfaction_name=names.get(facts.satisfaction, ""),
        urged=facts.urged,
    )


def _late(facts: RequestFacts, now: Moment) -> bool:
    if not facts.answer_due:
        return False
    at = Moment.parse_stored(facts.answer_met) if facts.answer_met else now
    return not not_before(Moment.parse_stored(facts.answer_due), at)


def _ratings() -> tuple[Word, ...]:
    return ticket_kind(REQUEST).field("satisfaction").choices

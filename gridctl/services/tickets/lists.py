"""Tickets as they are listed: in words, with what is overdue computed for the day that is looked at."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.deadlines import days_overdue
from gridctl.domain.privacy import mask_free_text
from gridctl.domain.tickets import OPEN_STATES, STATE_WORDS, State
from gridctl.errors import UsageError
from gridctl.regulation.tickets import category_from_text, state_from_text, ticket_kind
from gridctl.store.ticket_reads import TicketFilter, ticket_records

if TYPE_CHECKING:
    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import Desk
    from gridctl.store.ticket_reads import TicketRecord

FREE_TEXTS = ("problem", "progress", "material", "remark")


@dataclass(frozen=True, slots=True)
class TicketLine:
    """A ticket in a list; times are moments as stored, `overdue_days` is null unless overdue today.

    Telephone and identity numbers that somebody wrote into its texts are masked.
    """

    number: str
    paper: str
    state: str
    category: str
    category_name: str
    place: str
    problem: str
    urgency: str
    source: str
    reporter: str
    opened: str
    due: date
    overdue_days: int | None
    executor: str
    accepted: str
    finished: str
    verifier: str
    verified: str
    voided: str
    grid: str
    head: str
    round: int
    rejections: int
    progress: str
    material: str
    remark: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Which tickets a person asks for, as typed; only open ones unless states or `everything` say otherwise."""

    states: tuple[str, ...] = ()
    overdue: bool = False
    category: str = ""
    place: str = ""
    grid: str = ""
    staff: str = ""
    since: str = ""
    until: str = ""
    everything: bool = False


def find_tickets(desk: Desk, asked: Asked) -> list[TicketLine]:
    """Give the tickets that are asked for, oldest first."""
    open_only = () if asked.everything and not asked.overdue else tuple(OPEN_STATES)
    wanted = TicketFilter(
        states=tuple(_state(text) for text in asked.states) or open_only,
        grid=_grid(desk, asked.grid) if asked.grid else None,
        executor=_staff(desk, asked.staff) if asked.staff else None,
        category=category_from_text(asked.category).code if asked.category else "",
        place=_place(desk, asked.place) if asked.place else None,
        opened_from=_day(desk, asked.since, ahead=False) if asked.since else None,
        opened_to=_day(desk, asked.until, ahead=True) if asked.until else None,
        overdue_on=desk.today if asked.overdue else None,
    )
    return [ticket_line(record, desk.today) for record in ticket_records(desk.reader, desk.pid, wanted)]


def _grid(desk: Desk, text: str) -> int:
    from gridctl.services.grids.finding import find_grid  # noqa: PLC0415 - tables load with their noun

    return find_grid(desk, text).id


def _staff(desk: Desk, text: str) -> int:
    from gridctl.store.staff import find_staff  # noqa: PLC0415 - tables load with their noun

    return find_staff(desk.reader, desk.pid, text).id


def _place(desk: Desk, text: str) -> int:
    from gridctl.services.places.finding import find_place_id  # noqa: PLC0415 - the join loads with its first question

    return find_place_id(desk, text)


def _day(desk: Desk, text: str, *, ahead: bool) -> date:
    from gridctl.domain.days import any_day  # noqa: PLC0415 - patterns to compile, where no day is asked for
    from gridctl.domain.moments import parse_day  # noqa: PLC0415 - likewise

    return any_day(text, desk.now) if ahead else parse_day(text, desk.now)


def _state(text: str) -> str:
    word = state_from_text(text)
    if word is None or word.code not in tuple(State):
        raise UsageError(f"没有“{text}”这个状态", f"状态有：{'、'.join(STATE_WORDS.values())}")
    return word.code


def ticket_lines(desk: Desk, tickets: list[Ticket]) -> list[TicketLine]:
    """Give these tickets as they stand now."""
    wanted = TicketFilter(ids=tuple(ticket.id for ticket in tickets))
    return [ticket_line(record, desk.today) for record in ticket_records(desk.reader, desk.pid, wanted)]


def ticket_line(record: TicketRecord, today: date) -> TicketLine:
    """Put a record into words for a day; a limit that ends today is not yet passed."""
    known = {field.name: getattr(record, field.name) for field in fields(TicketLine) if hasattr(record, field.name)}
    known |= {name: mask_free_text(known[name]) for name in FREE_TEXTS}
    return TicketLine(**known, category_name=category_name(record.category), overdue_days=_overdue(record, today))


def _overdue(record: TicketRecord, today: date) -> int | None:
    still_open = record.state in OPEN_STATES
    return (days_overdue(record.due, record.finished_counts, today) or None) if still_open else None


def category_name(code: str) -> str:
    """The Chinese name of a category."""
    return next((item.name for item in ticket_kind("repair").categories if item.code == code), code)

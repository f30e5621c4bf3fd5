"""Tickets as they are listed: in words, with what is overdue computed for the day that is looked at."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.deadlines import days_overdue
from gridctl.domain.privacy import mask_free_text
from gridctl.domain.tickets import OPEN_STATES, State
from gridctl.domain.transitions import AT_WORK
from gridctl.errors import UsageError
from gridctl.regulation.tickets import (
    REPAIR,
    category_from_text,
    hold_reason_name,
    state_from_text,
    ticket_kind,
)
from gridctl.services.tickets.signed import signed_limits
from gridctl.store.ticket_reads import TicketFilter, held_on, merged_into, ticket_records

if TYPE_CHECKING:
    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import Desk
    from gridctl.services.tickets.signed import SignedLimit
    from gridctl.store.ticket_reads import Aside, TicketRecord

FREE_TEXTS = ("problem", "progress", "material", "remark")
HELD, MERGED = "held", "merged"  # what no state is: computed of a day, and of what was joined to another
_BELOW = {HELD: AT_WORK, MERGED: (State.VOID,)}  # the states that lie below them


@dataclass(frozen=True, slots=True)
class TicketLine:
    """A ticket in a list; times are moments as stored, `overdue_days` is null unless overdue today.

    Telephone and identity numbers that somebody wrote into its texts are masked. `state_name` is what the state is called
    for this kind, 挂起 while it is put aside (until `held_until`), 已并单 once it was joined to `merged_into`. `due` is the
    limit with what the project leader signed for; `original_due` is null unless he did.
    """

    kind: str
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
    state_name: str
    urgency_name: str
    held_until: date | None
    held_for: str
    merged_into: str
    original_due: date | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Which tickets a person asks for, as typed; only open ones unless states or `everything` say otherwise.

    `kind` is a kind by code or name, "" for repairs, 全部 or all for every kind.
    """

    states: tuple[str, ...] = ()
    overdue: bool = False
    category: str = ""
    place: str = ""
    grid: str = ""
    staff: str = ""
    since: str = ""
    until: str = ""
    everything: bool = False
    kind: str = ""


def find_tickets(desk: Desk, asked: Asked) -> list[TicketLine]:
    """Give the tickets that are asked for, oldest first."""
    kind = _kind(asked.kind)
    states = _states(asked.states, kind or REPAIR)
    open_only = () if asked.everything and not asked.overdue else tuple(OPEN_STATES)
    wanted = TicketFilter(
        kind=kind,
        states=tuple(below for state in states for below in _BELOW.get(state, (state,))) or open_only,
        grid=_grid(desk, asked.grid) if asked.grid else None,
        executor=_staff(desk, asked.staff) if asked.staff else None,
        category=category_from_text(asked.category, kind or REPAIR).code if asked.category else "",
        place=_place(desk, asked.place) if asked.place else None,
        opened_from=_day(desk, asked.since, ahead=False) if asked.since else None,
        opened_to=_day(desk, asked.until, ahead=True) if asked.until else None,
        overdue_on=desk.today if asked.overdue else None,
    )
    lines = _lines(desk, ticket_records(desk.reader, desk.pid, wanted))
    lines = [line for line in lines if line.overdue_days] if asked.overdue else lines  # what was signed for is not
    return [line for line in lines if _is_in(line, states)] if _BELOW.keys() & set(states) else lines


def _is_in(line: TicketLine, states: tuple[str, ...]) -> bool:
    held, joined = HELD in states and line.held_until, MERGED in states and line.merged_into
    return bool(line.state in states or held or joined)


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


def _kind(text: str) -> str:
    if text in ("all", "全部"):
        return ""
    return ticket_kind(text).code if text else REPAIR


def _states(texts: tuple[str, ...], kind: str) -> tuple[str, ...]:
    """The states that are meant; a name may cover several of them."""
    codes: list[str] = []
    for text in texts:
        word = state_from_text(text, kind)
        if word is None or word.code not in (*State, *_BELOW):
            known = (word.name for word in ticket_kind(kind).states if word.code in (*State, *_BELOW))
            raise UsageError(f"没有“{text}”这个状态", f"状态有：{'、'.join(known)}")
        codes += word.codes
    return tuple(codes)


def ticket_lines(desk: Desk, tickets: list[Ticket]) -> list[TicketLine]:
    """Give these tickets as they stand now."""
    if not tickets:
        return []
    wanted = TicketFilter(ids=tuple(ticket.id for ticket in tickets))
    return _lines(desk, ticket_records(desk.reader, desk.pid, wanted))


def _lines(desk: Desk, records: list[TicketRecord]) -> list[TicketLine]:
    """Put records into words for today; a limit that ends today is not yet passed."""
    held = held_on(desk.reader, desk.pid, [each.id for each in records if each.state in AT_WORK], desk.today)
    joined = merged_into(desk.reader, desk.pid, [each.id for each in records if each.state == State.VOID])
    signed = signed_limits(desk, [(each.id, each) for each in records])
    lines = ((_extended(each, signed.get((each.id, each.round))), each) for each in records)
    return [
        _line(record, desk.today, held.get(record.id), joined.get(record.id, ""), stored.due)
        for record, stored in lines
    ]


def _extended(record: TicketRecord, signed: SignedLimit | None) -> TicketRecord:
    return replace(record, due=signed.due) if signed else record


def _line(record: TicketRecord, today: date, aside: Aside | None, joined: str, stored: date) -> TicketLine:
    known = {field.name: getattr(record, field.name) for field in fields(TicketLine) if hasattr(record, field.name)}
    known |= {name: mask_free_text(known[name]) for name in FREE_TEXTS}
    kind = ticket_kind(record.kind)
    return TicketLine(
        **known,
        category_name=category_name(record.category, record.kind),
        overdue_days=_overdue(record, today),
        state_name=kind.state_name(HELD if aside else MERGED if joined else record.state),
        urgency_name=next((word.name for word in kind.urgencies if word.code == record.urgency), record.urgency),
        held_until=aside.until if aside else None,
        held_for=hold_reason_name(aside.reason) if aside else "",
        merged_into=joined,
        original_due=stored if stored != record.due else None,
    )


def _overdue(record: TicketRecord, today: date) -> int | None:
    still_open = record.state in OPEN_STATES
    return (days_overdue(record.due, record.finished_counts, today) or None) if still_open else None


def category_name(code: str, kind: str = REPAIR) -> str:
    """The Chinese name of a category of a kind."""
    return next((item.name for item in ticket_kind(kind).categories if item.code == code), code)

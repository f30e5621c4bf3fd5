"""A joint inspection looks at what was mended since the last: accepted, or sent back to be mended again (D10 3.3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.inspections import Outcome
from gridctl.domain.moments import Moment, not_before
from gridctl.domain.tickets import OPEN_STATES, Action, State
from gridctl.errors import RuleError, UsageError
from gridctl.regulation.tickets import ticket_kind
from gridctl.services.cleaning.faults import KIND as CLEANING
from gridctl.services.inspections.findings import Link
from gridctl.services.inspections.grounds import ground_name, holds
from gridctl.services.tickets.entry import take_steps
from gridctl.services.tickets.lists import ticket_lines
from gridctl.services.tickets.opening import current_round, find_ticket
from gridctl.store.tickets import TICKET

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import Desk, WritingDesk
    from gridctl.services.inspections.findings import Round
    from gridctl.services.inspections.grounds import Ground
    from gridctl.services.inspections.verdicts import Verdicts
    from gridctl.services.tickets.lists import TicketLine

RESULT = "result"  # the field of a cleaning fault in which the half-monthly inspection says how it came out
PASSED, LATE, FAILED = "passed", "late", "failed"


@dataclass(frozen=True, slots=True)
class OpenLine:
    """A ticket that is open on the ground: when it was found, when it was mended ("" while it is not) and by whom."""

    number: str
    kind: str
    kind_name: str
    state: str
    state_name: str
    place: str
    problem: str
    opened: str
    due: date
    overdue_days: int | None
    finished: str
    executor: str


def open_findings(desk: Desk, kinds: Sequence[str], ground: Ground, day: date) -> list[OpenLine]:
    """The tickets of these kinds on the ground that were found by a day and are open, the mended ones first."""
    if not kinds:
        return []
    columns = TICKET.c
    tickets = desk.reader.find(TICKET, desk.pid, columns["kind"].in_(kinds), columns["state"].in_(OPEN_STATES))
    here = [one for one in tickets if holds(desk, ground, one.place, day, strictly=True)]
    lines = [_line(line) for line in ticket_lines(desk, here) if line.opened[:10] <= day.isoformat()]
    return sorted(lines, key=lambda line: not line.finished)


def is_waiting(line: OpenLine, day: date) -> bool:
    """Whether a ticket was mended by a day and waits to be accepted."""
    return line.state == State.TO_VERIFY and line.finished[:10] <= day.isoformat()


def _line(line: TicketLine) -> OpenLine:
    names = (name for name in OpenLine.__slots__ if name != "kind_name")
    return OpenLine(**{name: getattr(line, name) for name in names}, kind_name=ticket_kind(line.kind).name)


def settle(desk: WritingDesk, round_: Round, verdicts: Verdicts) -> list[Link]:
    """Accept or send back what was mended, by who inspects; RuleError for a ticket that this inspection cannot settle."""
    kinds = round_.version.definition.settles
    if verdicts and not kinds:
        raise UsageError(
            f"“{round_.version.name}”不验收单子", "去掉 --accept、--send-back；验收用 gridctl ticket verify"
        )
    links = []
    for text in verdicts.accepted:
        ticket = _settleable(desk, round_, kinds, text)
        details = {RESULT: _promptness(desk, ticket)} if ticket.kind == CLEANING else {}
        _take(desk, round_, ticket, Action.VERIFY, "", details)
        links.append(Link("", ticket.id, Outcome.ACCEPTED))
    for text in verdicts.sent_back:
        number, _, reason = text.replace("＝", "=").partition("=")
        if not reason.strip():
            raise UsageError(f"{number} 退回要写原因", f"写成 --send-back {number}=原因")
        ticket = _settleable(desk, round_, kinds, number)
        details = {RESULT: FAILED} if ticket.kind == CLEANING else {}
        _take(desk, round_, ticket, Action.REJECT, reason, details)
        links.append(Link("", ticket.id, Outcome.SENT_BACK))
    return links


def _settleable(desk: WritingDesk, round_: Round, kinds: Sequence[str], text: str) -> Ticket:
    ticket = find_ticket(desk, text, kinds[0])
    if ticket.kind not in kinds:
        names = "、".join(ticket_kind(kind).name for kind in kinds)
        raise RuleError(f"{ticket.code} 是{ticket_kind(ticket.kind).name}，这里验收的是{names}", "核对单号")
    if not holds(desk, round_.ground, ticket.place, round_.at.day, strictly=True):
        raise RuleError(f"{ticket.code} 的部位不在{ground_name(desk, round_.ground)}", "核对单号，或记在那一处的检查里")
    if ticket.state != State.TO_VERIFY:
        state = ticket_kind(ticket.kind).state_name(ticket.state)
        raise RuleError(f"{ticket.code} 现在是{state}，不是待验收", f"查看：gridctl ticket show {ticket.code}")
    return ticket


def _take(desk: WritingDesk, round_: Round, ticket: Ticket, action: Action, note: str, details: dict[str, str]) -> None:
    finished = Moment.parse_stored(current_round(desk, ticket).finished)
    if not not_before(round_.at, finished):
        raise RuleError(f"{ticket.code} 在 {finished} 才整改，{round_.at} 的检查不能验收", "核对检查的时间")
    at, who = str(round_.at), round_.inspector.number
    take_steps(desk, [ticket.code], action, at=at, by=who, note=note, kind=ticket.kind, details=details)


def _promptness(desk: Desk, ticket: Ticket) -> str:
    """Whether it was mended within its limit."""
    row = current_round(desk, ticket)
    return LATE if row.finished_counts is not None and row.finished_counts > row.due else PASSED

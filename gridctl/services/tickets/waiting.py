"""待签批: what waits for the project leader's signature before 50 yuan are due, and what to type (D10 3.3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.privacy import mask_free_text
from gridctl.services.tickets.extending import waiting_extensions
from gridctl.services.tickets.lists import Asked, TicketLine, find_tickets, ticket_lines
from gridctl.services.tickets.warning import warning_come
from gridctl.store.tickets import TICKET

if TYPE_CHECKING:
    from gridctl.domain.signatures import Extension
    from gridctl.services.desk import Desk

ASKED, OVERDUE = "待签批", "超期未签批"


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """A ticket that needs a signature, or soon will; `days_left` is below zero once the limit has passed.

    `until` and `reason` are those of a request that waits, `command` is what to type next.
    """

    number: str
    place: str
    problem: str
    executor: str
    grid: str
    head: str
    opened: str
    due: date
    days_left: int
    why: str
    until: date | None
    reason: str
    command: str


def waiting_list(desk: Desk) -> list[WaitingLine]:
    """Requests that wait, and open rounds whose warning days have come without one, by how near the limit is."""
    asked = {row.ticket: row for row in waiting_extensions(desk)}
    tickets = desk.reader.find(TICKET, desk.pid, TICKET.c["id"].in_(list(asked))) if asked else []
    by_code = {ticket.code: asked[ticket.id] for ticket in tickets}
    lines = [_line(desk, line, ASKED, by_code[line.number]) for line in ticket_lines(desk, tickets)]
    lines += [
        _line(desk, line, why)
        for line in find_tickets(desk, Asked())
        if line.number not in by_code and (why := _warned(desk, line))
    ]
    return sorted(lines, key=lambda line: (line.due, line.number))


def _warned(desk: Desk, line: TicketLine) -> str:
    """Why an open ticket needs a signature soon: the last of its warning days that has come; "" where none has."""
    if line.overdue_days:
        return OVERDUE
    if line.finished:
        return ""
    last = warning_come(desk, line)
    if not last:
        return ""
    return f"离期限 {(line.due - desk.today).days} 天" if line.original_due else f"第{last}天"


def _line(desk: Desk, line: TicketLine, why: str, asked: Extension | None = None) -> WaitingLine:
    return WaitingLine(
        number=line.number,
        place=line.place,
        problem=line.problem,
        executor=line.executor,
        grid=line.grid,
        head=line.head,
        opened=line.opened,
        due=line.due,
        days_left=(line.due - desk.today).days,
        why=why,
        until=asked.until if asked else None,
        reason=mask_free_text(asked.reason) if asked else "",
        command=f"gridctl ticket sign {line.number}"
        if asked
        else f"gridctl ticket extend {line.number} --until 日期 --reason 理由",
    )

"""What is open at a hand-over: tickets that wait for somebody, and keys that are to come back (P6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.shift_handovers import KeyLent, ShiftContent, TicketLeft
from gridctl.domain.tickets import State
from gridctl.regulation.tickets import ticket_kind
from gridctl.services.equipment.lists import Wanted, find_things
from gridctl.services.tickets.lists import Asked, find_tickets

if TYPE_CHECKING:
    from gridctl.services.desk import Desk
    from gridctl.services.equipment.lists import EquipmentLine
    from gridctl.services.tickets.lists import TicketLine

_REQUEST, _EVERY = "request", "all"


def what_is_open(desk: Desk) -> ShiftContent:
    """What is open now: of tickets of every kind those that wait, of keys those lent outside or due back."""
    lines = find_tickets(desk, Asked(kind=_EVERY))
    waiting = [line for line in lines if line.held_until is None]
    answered = [line for line in waiting if line.state == State.TO_VERIFY]
    keys = [line for line in find_things(desk, Wanted(kind="key", out=True)) if line.lent or line.due_on]
    return ShiftContent(
        undispatched=tuple(_left(line) for line in waiting if line.state == State.TO_DISPATCH),
        to_verify=tuple(_left(line) for line in answered if line.kind != _REQUEST),
        to_call_back=tuple(_left(line) for line in answered if line.kind == _REQUEST),
        held=tuple(_left(line) for line in lines if line.held_until),
        keys=tuple(map(_lent, keys)),
    )


def _left(line: TicketLine) -> TicketLeft:
    aside = f"{line.held_for}，到 {line.held_until}" if line.held_until else ""
    late = f"超期 {line.overdue_days} 天" if line.overdue_days else ""
    return TicketLeft(
        kind=ticket_kind(line.kind).name,
        number=line.number,
        place=line.place,
        problem=line.problem,
        state=line.state_name,
        who=line.executor,
        due=line.due.isoformat(),
        note="；".join(part for part in (aside, late, line.progress) if part),
    )


def _lent(line: EquipmentLine) -> KeyLent:
    return KeyLent(
        number=line.number,
        name=line.name,
        holder=line.holder,
        handed=line.handed_on.isoformat() if line.handed_on else "",
        due=line.due_on.isoformat() if line.due_on else "",
        overdue=bool(line.overdue_days),
    )

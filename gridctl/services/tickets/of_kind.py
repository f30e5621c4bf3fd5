"""A ticket of one kind by its number: a command for hazards takes no repairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.errors import RuleError
from gridctl.regulation.tickets import ticket_kind
from gridctl.services.tickets.opening import find_ticket

if TYPE_CHECKING:
    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import Desk


def ticket_of(desk: Desk, number: str, kind: str) -> Ticket:
    """The ticket of a number, which must be of a kind (RuleError); a short number is one of that kind."""
    ticket = find_ticket(desk, number, kind)
    if ticket.kind != kind:
        known, wanted = ticket_kind(ticket.kind), ticket_kind(kind)
        raise RuleError(f"{ticket.code} 是{known.name}，不是{wanted.name}", f"查看：gridctl ticket show {ticket.code}")
    return ticket

"""Requests (诉求) opened, with what the same household asked for not long ago."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from gridctl.domain.moments import Moment
from gridctl.domain.tickets import State
from gridctl.errors import RuleError
from gridctl.services.tickets.entry import open_slip
from gridctl.services.tickets.opening import current_round, find_ticket
from gridctl.services.tickets.repeats import fault_words, same_fault
from gridctl.store.tickets import TICKET

if TYPE_CHECKING:
    from datetime import date

    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import Desk, WritingDesk
    from gridctl.services.tickets.entry import Words

REQUEST = "request"


def open_request(desk: WritingDesk, words: Words, *, by: str = "") -> Ticket:
    """Open a request from what was typed; what the household asked for before is told of."""
    ticket = open_slip(desk, replace(words, kind=REQUEST), by=by)
    _tell_earlier(desk, ticket)
    return ticket


def find_request(desk: Desk, number: str) -> Ticket:
    """The request of a number; a short number is one of this kind. RuleError for a ticket of another kind."""
    ticket = find_ticket(desk, number, REQUEST)
    if ticket.kind != REQUEST:
        raise RuleError(f"{ticket.code} 不是诉求", f"用 gridctl ticket 办理，例如 gridctl ticket show {ticket.code}")
    return ticket


def earlier_requests(desk: Desk, ticket: Ticket) -> list[Ticket]:
    """The other requests of its household opened within the policy's days before it, oldest first."""
    opened = _opened(desk, ticket)
    since = opened - timedelta(days=desk.policy("same_fault_days", opened))
    at_place = desk.reader.find(TICKET, desk.pid, TICKET.c["place"] == ticket.place)
    others = [one for one in at_place if one.kind == REQUEST and one.id != ticket.id and one.state != State.VOID]
    return [one for one in others if since <= _opened(desk, one) <= opened and one.id < ticket.id]


def _opened(desk: Desk, ticket: Ticket) -> date:
    return Moment.parse_stored(current_round(desk, ticket).opened).day


def _tell_earlier(desk: Desk, ticket: Ticket) -> None:
    """Tell of the household's earlier requests, unless the same matter is the only one and was told of already."""
    earlier, opened = earlier_requests(desk, ticket), _opened(desk, ticket)
    if not earlier:
        return
    told = same_fault(desk, ticket.kind, ticket.place, ticket.category, opened, besides=ticket.id)
    if told and [one.id for one in earlier] == [told.id]:
        return
    days = desk.policy("same_fault_days", opened)
    lines = "；".join(fault_words(desk, one) for one in earlier)
    desk.notices.append(f"这一户 {days} 天内是第 {len(earlier) + 1} 次提诉求：{lines}")

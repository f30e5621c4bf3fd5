"""The same fault at the same place (T10): an earlier ticket that is open still, or was closed not long ago."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from gridctl.domain.moments import Moment
from gridctl.domain.privacy import mask_free_text
from gridctl.domain.tickets import OPEN_STATES
from gridctl.regulation.tickets import ticket_kind
from gridctl.services.tickets.opening import current_round
from gridctl.store import ticket_reads
from gridctl.store.tickets import TICKET

if TYPE_CHECKING:
    from datetime import date

    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import Desk


def same_fault(desk: Desk, kind: str, place: int, category: str, day: date, *, besides: int = 0) -> Ticket | None:
    """The ticket of the same kind, place and category that is open, else the one closed last within the policy's days.

    `day` is when the new one is opened, `besides` the new one itself where it is kept already.
    """
    since = day - timedelta(days=desk.policy("same_fault_days", day))
    found = ticket_reads.same_fault(
        desk.reader, desk.pid, besides, since, day, kind=kind, place=place, category=category
    )
    return desk.reader.get(TICKET, desk.pid, found) if found else None


def tell_same_fault(desk: Desk, ticket: Ticket) -> None:
    """Tell of an earlier ticket of the same fault, and what to do where it is one and the same."""
    opened = Moment.parse_stored(current_round(desk, ticket).opened).day
    earlier = same_fault(desk, ticket.kind, ticket.place, ticket.category, opened, besides=ticket.id)
    if earlier is None:
        return
    desk.notices.append(f"{ticket.code} 的部位和类别以前报过：{fault_words(desk, earlier)}；{_advice(ticket, earlier)}")


def fault_words(desk: Desk, ticket: Ticket) -> str:
    """An earlier ticket in a line: its number, state and days, and its problem with numbers masked."""
    row, state = current_round(desk, ticket), ticket_kind(ticket.kind).state_name(ticket.state)
    closed = f"，{row.verified[:10]} {state}" if row.verified else f"，现在是{state}"
    return f"{ticket.code}（{row.opened[:10]} 开单{closed}）{mask_free_text(ticket.problem)}"


def _advice(ticket: Ticket, earlier: Ticket) -> str:
    if ticket.state not in OPEN_STATES or earlier.state not in OPEN_STATES:
        return f"查看：gridctl ticket show {earlier.code}"
    return f"确是同一件事的，并成一张：gridctl ticket merge {ticket.code} --into {earlier.code}"

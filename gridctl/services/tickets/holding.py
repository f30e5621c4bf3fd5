"""Which tickets are put aside (挂起) on a day: computed of their holds, whatever was or was not entered since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.store.ticket_details import HOLD

if TYPE_CHECKING:
    from datetime import date

    from gridctl.domain.ticket_details import Hold
    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import Desk


def holds_of(desk: Desk, ticket: Ticket) -> list[Hold]:
    """The holds of the ticket's current round, oldest first."""
    found = desk.reader.find(HOLD, desk.pid, HOLD.c["ticket"] == ticket.id, order="since")
    return [hold for hold in found if hold.round == ticket.round]


def hold_on(desk: Desk, ticket: Ticket, day: date) -> Hold | None:
    """The hold that a ticket is in on a day, or None."""
    return next((hold for hold in holds_of(desk, ticket) if _holds(hold, day)), None)


def _holds(hold: Hold, day: date) -> bool:
    return hold.since <= day < (hold.resumed or hold.until)

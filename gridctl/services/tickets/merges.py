"""Which ticket is joined to which now (并单), for what may and may not be done to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.errors import RuleError
from gridctl.store.ticket_details import MERGE
from gridctl.store.tickets import TICKET

if TYPE_CHECKING:
    from gridctl.domain.ticket_details import Merge
    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import Desk


def merge_of(desk: Desk, ticket: Ticket) -> Merge | None:
    """How a ticket is joined to another now, or None."""
    found = desk.reader.find(MERGE, desk.pid, MERGE.c["ticket"] == ticket.id)
    return next((merge for merge in found if merge.undone_on is None), None)


def refuse_joined(desk: Desk, ticket: Ticket) -> None:
    """Refuse to void a ticket that others were joined to: their fault would be nobody's."""
    target = MERGE.c["target"] == ticket.id
    joined = [merge.ticket for merge in desk.reader.find(MERGE, desk.pid, target) if merge.undone_on is None]
    if joined:
        codes = "、".join(row.code for row in desk.reader.find(TICKET, desk.pid, TICKET.c["id"].in_(joined)))
        raise RuleError(f"{codes} 并在 {ticket.code} 里，不能作废它", f"先分开：gridctl ticket unmerge {codes}")

"""What is still to be filled in of tickets of a kind: fields that the regulation demands, and who was not told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.tickets import State
from gridctl.regulation.tickets import ticket_kind, urgency_from_text
from gridctl.services.tickets.chains import DEPARTMENT, parts
from gridctl.store.ticket_details import DETAIL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import Desk
    from gridctl.services.tickets.chains import LinkLine


def details_by_ticket(desk: Desk, keys: Sequence[int]) -> dict[int, dict[str, str]]:
    """What tickets say besides, by id and field, as the ledger keeps it."""
    found: dict[int, dict[str, str]] = {key: {} for key in keys}
    for part in parts(keys):
        for row in desk.reader.find(DETAIL, desk.pid, DETAIL.c["ticket"].in_(part)):
            found[row.ticket][row.name] = row.value
    return found


def needed_at_once(code: str, level: str, said: Mapping[str, str]) -> dict[str, str]:
    """What a new ticket of a kind and level still has to say when it is opened: titles by field."""
    kind = ticket_kind(code)
    urgency = (urgency_from_text(level, code) if level else None) or kind.urgencies[0]
    fields = (one for one in kind.fields if one.step == "open" and one.required and not said.get(one.name))
    return {one.name: one.title for one in fields if not one.urgencies or urgency.code in one.urgencies}


def lacking(ticket: Ticket, details: Mapping[str, str], links: Iterable[LinkLine]) -> tuple[str, ...]:
    """What a ticket lacks, by the titles of its fields, those needed first at the head, then who was not told.

    While it is open that is everything that its work needs; once it is closed, also what its check needed.
    """
    if ticket.state == State.VOID:
        return ()
    step = "verify" if ticket.state == State.DONE else "finish"
    needed = [
        one for one in ticket_kind(ticket.kind).fields_for(ticket.urgency, ticket.category) if one.needed_by(step)
    ]
    first = sorted(needed, key=lambda one: not one.needed_by("open"))
    titles = [one.title for one in first if one.name not in details]
    reported = any(one.name == "reported_to" for one in needed)  # the report itself says that the department was told
    untold = (link for link in links if link.missing and not (reported and link.link == DEPARTMENT))
    return (*titles, *(f"通知{link.name}" for link in untold))

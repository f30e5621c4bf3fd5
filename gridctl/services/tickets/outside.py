"""Work that a contractor took instead of our own people: named on the ticket, by the name it is registered under."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.ticket_details import Detail
from gridctl.store.ticket_details import DETAIL

if TYPE_CHECKING:
    from gridctl.services.desk import Desk, WritingDesk

OUTSIDE = "contractor"  # the field of a ticket


def outside(desk: Desk, ticket: int) -> str:
    """The contractor that a ticket (by id) is named for, "" for none."""
    rows = _rows(desk, ticket)
    return rows[0].value if rows else ""


def name_outside(desk: WritingDesk, ticket: int, contractor: str) -> None:
    """Name a ticket for a contractor, "" for nobody outside."""
    known = _rows(desk, ticket)
    if known and contractor:
        desk.tx.update(DETAIL, [Detail(desk.pid, known[0].id, ticket, OUTSIDE, contractor)])
    elif contractor:
        desk.tx.insert(DETAIL, [Detail(desk.pid, desk.tx.next_id(desk.pid, DETAIL), ticket, OUTSIDE, contractor)])
    else:
        desk.tx.delete(DETAIL, known)


def _rows(desk: Desk, ticket: int) -> list[Detail]:
    return desk.reader.find(DETAIL, desk.pid, DETAIL.c["ticket"] == ticket, DETAIL.c["name"] == OUTSIDE)

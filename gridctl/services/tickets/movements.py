"""Keeping the book of open rounds, and knowing up to which day it is closed."""

from __future__ import annotations

from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING

from gridctl.domain.movements import FORM_CODE, Position, as_draft, facts_of, reconcile
from gridctl.domain.tickets import Movement
from gridctl.regulation.tickets import ticket_kind
from gridctl.services.tickets.handing import handed
from gridctl.store.closing import first_open_day
from gridctl.store.tickets import MOVEMENT

if TYPE_CHECKING:
    from gridctl.domain.movements import Draft
    from gridctl.domain.tickets import Round, Ticket
    from gridctl.services.desk import WritingDesk


def keep_book(desk: WritingDesk, ticket: Ticket, row: Round) -> None:
    """Make the book say what is true of a round now; what issued weeks counted stands. It is kept only of some kinds."""
    if not ticket_kind(ticket.kind).weekly_book:
        return
    first_open = first_open_day(desk.reader, desk.pid, FORM_CODE)
    kept = desk.reader.alike(MOVEMENT, desk.pid, ticket=ticket.id, round=row.round)
    entries = sorted(kept, key=attrgetter("counts_on", "id"))
    issued = [entry for entry in entries if entry.counts_on < first_open]
    position = Position(ticket.category, row.grid, row.head)
    known = handed(desk, ticket, row) if entries else []  # a new round was never handed over
    wanted = Counter(reconcile(issued, facts_of(row), position, first_open, known))
    stale = []
    for entry in entries[len(issued) :]:
        if wanted[draft := as_draft(entry)]:
            wanted[draft] -= 1
        else:
            stale.append(entry)
    desk.tx.delete(MOVEMENT, stale)
    desk.tx.insert(MOVEMENT, [_entry(desk, ticket, row, draft) for draft in wanted.elements()])


def _entry(desk: WritingDesk, ticket: Ticket, row: Round, draft: Draft) -> Movement:
    return Movement(
        project=desk.pid,
        id=desk.tx.next_id(desk.pid, MOVEMENT),
        ticket=ticket.id,
        round=row.round,
        reason=draft.reason,
        delta=draft.delta,
        category=draft.position.category,
        grid=draft.position.grid,
        head=draft.position.head,
        counts_on=draft.counts_on,
        late=int(draft.late),
    )

"""Open tickets that follow their ground to another grid when a division begins: found, and handed over (E6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from gridctl.domain.moments import Moment
from gridctl.domain.tickets import Action
from gridctl.services.grids.answering import answerable
from gridctl.services.tickets.handing import handing_words
from gridctl.services.tickets.movements import keep_book
from gridctl.services.tickets.opening import add_step
from gridctl.store.grids import GRID
from gridctl.store.ticket_reads import CHUNK
from gridctl.store.tickets import ROUND, TICKET
from gridctl.store.weekly import open_rounds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gridctl.domain.grids import Grid
    from gridctl.domain.tickets import Round, Ticket
    from gridctl.services.desk import Desk, WritingDesk

NOTE = "网格划分调整，移交"


@dataclass(frozen=True, slots=True)
class Follow:
    """An open round as it is, and as it is once its new grid answers for it."""

    ticket: Ticket
    row: Round
    after: Round


def following(desk: Desk, start: date) -> list[Follow]:
    """The open rounds that a division beginning on a day takes to another grid, and that have not gone there yet."""
    rows = [each.row for each in open_rounds(desk.reader, desk.pid)]
    tickets = open_tickets(desk, [row.ticket for row in rows])
    grids = {grid.id: grid for grid in desk.reader.find(GRID, desk.pid)}
    found = (_follow(desk, tickets[row.ticket], row, start, grids) for row in rows)
    return [each for each in found if each]


def open_tickets(desk: Desk, keys: list[int]) -> dict[int, Ticket]:
    """Tickets by their ids."""
    found: list[Ticket] = []
    for first in range(0, len(keys), CHUNK):
        found += desk.reader.find(TICKET, desk.pid, TICKET.c["id"].in_(keys[first : first + CHUNK]))
    return {ticket.id: ticket for ticket in found}


def _follow(desk: Desk, ticket: Ticket, row: Round, start: date, grids: dict[int, Grid]) -> Follow | None:
    """Where a round goes: who answers on the day the division begins or, opened since, on its opening day."""
    opened = Moment.parse_stored(row.opened).day
    grid, head = answerable(desk, ticket.place, max(opened, start))
    after = replace(row, grid=grid, head=head)
    return Follow(ticket, row, after) if _goes(desk, ticket, row, after, opened, start, grids) else None


def _goes(
    desk: Desk, ticket: Ticket, row: Round, after: Round, opened: date, start: date, grids: dict[int, Grid]
) -> bool:
    if row.grid == after.grid:
        fresh = after.grid is not None and grids[after.grid].valid_from >= start
        return fresh and row.head is None and after.head is not None and opened < start
    ended = row.grid is not None and (end := grids[row.grid].valid_to) is not None and end <= start
    if ended or opened >= start:
        return ended or after.grid is not None
    before, _ = answerable(desk, ticket.place, start - timedelta(days=1))
    return after.grid is not None and before != after.grid


def hand_over(desk: WritingDesk, going: Iterable[Follow], start: date) -> None:
    """Let rounds count under their new grid from a day on, with a step that says so in each ticket."""
    for each in going:
        desk.tx.update(ROUND, [each.after])
        words: Any = handing_words(each.row, each.after, start)
        add_step(desk, each.ticket, Action.EDIT, str(Moment.of(desk.now)), note=NOTE, **words)
        keep_book(desk, each.ticket, each.after)


def unhanded(desk: Desk, start: date) -> list[tuple[str, tuple[str, ...]]]:
    """The open tickets that still wait to be handed over, by the grids from and to, in words, with their numbers."""
    grids = {grid.id: grid.code for grid in desk.reader.find(GRID, desk.pid)}
    found: dict[str, list[str]] = {}
    for each in following(desk, start):
        pair = f"{grids.get(each.row.grid or 0, '—')}→{grids.get(each.after.grid or 0, '—')}"
        found.setdefault(pair, []).append(each.ticket.code)
    return [(pair, tuple(sorted(numbers))) for pair, numbers in sorted(found.items())]

"""The tickets that a daily report tells of one by one: the day's hazards and incidents, and what is overdue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.daily import NO_GRID, TicketItem
from gridctl.domain.privacy import mask_free_text
from gridctl.domain.tickets import State
from gridctl.regulation.tickets import ticket_kind
from gridctl.store.ticket_reads import round_records

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from gridctl.services.daily.flows import Span
    from gridctl.services.desk import Desk
    from gridctl.store.ticket_reads import TicketRecord


def items_of_day(
    desk: Desk, spans: Sequence[Span], kind: str, day: date, grids: Mapping[int, str]
) -> tuple[TicketItem, ...]:
    """The tickets of a kind that were opened or closed on a day, oldest first."""
    on = day.isoformat()
    return _items(desk, [span for span in spans if span.kind == kind and on in (span.opened, span.ended)], day, grids)


def overdue_items(desk: Desk, spans: Sequence[Span], day: date, grids: Mapping[int, str]) -> tuple[TicketItem, ...]:
    """The tickets of every kind that are overdue at the end of a day, the longest first."""
    items = _items(desk, [span for span in spans if span.overdue_days(day)], day, grids)
    return tuple(sorted(items, key=lambda item: -(item.overdue_days or 0)))


def _items(desk: Desk, spans: Sequence[Span], day: date, grids: Mapping[int, str]) -> tuple[TicketItem, ...]:
    by_key = {(span.ticket, span.round): span for span in spans}
    records = round_records(desk.reader, desk.pid, [span.id for span in spans])
    return tuple(_item(record, by_key[record.id, record.round], day, grids) for record in records)


def _item(record: TicketRecord, span: Span, day: date, grids: Mapping[int, str]) -> TicketItem:
    kind = ticket_kind(record.kind)
    return TicketItem(
        number=record.number,
        kind=kind.name,
        grid=grids.get(span.grid or 0, record.grid) or NO_GRID,
        at=record.opened,
        place=record.place,
        problem=mask_free_text(record.problem),
        level=next((word.name for word in kind.urgencies if word.code == record.urgency), record.urgency),
        state=kind.state_name(_state_after(record, day.isoformat())),
        who=record.executor or record.head,
        due=span.due_after(day),
        overdue_days=span.overdue_days(day) or None,
    )


def _state_after(record: TicketRecord, day: str) -> str:
    """The state at the end of a day, as far as the times of the round tell."""
    times = (record.accepted, record.finished, record.verified, record.voided)
    if all(at[:10] <= day for at in times):
        return record.state
    reached = (State.ACCEPTED, State.TO_VERIFY, State.DONE, State.VOID)
    known = [state for at, state in zip(times, reached, strict=True) if at and at[:10] <= day]
    return known[-1] if known else State.TO_DISPATCH

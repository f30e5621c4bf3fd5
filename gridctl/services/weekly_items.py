"""Parts two and three of the weekly summary: its rounds one by one, and those past half a month."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridctl.domain.tickets import STATE_WORDS, State
from gridctl.domain.weekly import ItemLine, PlanLine
from gridctl.regulation import ticket_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gridctl.domain.weekly_rounds import Tracked
    from gridctl.store.ticket_reads import TicketRecord


def item_lines(rounds: Iterable[tuple[Tracked, TicketRecord]], first: date, last: date) -> tuple[ItemLine, ...]:
    """Part two, by category, carried over first, then as they were opened."""
    categories = [item.code for item in ticket_kind("repair").categories]
    before = first - timedelta(days=1)

    def order(pair: tuple[Tracked, TicketRecord]) -> tuple[int, bool, str, str]:
        tracked, record = pair
        return categories.index(record.category), not tracked.position_after(before), record.opened, record.number

    lines = (_item(tracked, record, first, last) for tracked, record in sorted(rounds, key=order))
    return tuple(replace(line, sequence=i) for i, line in enumerate(lines, 1))


def plan_lines(rounds: Iterable[tuple[Tracked, TicketRecord]], last: date) -> tuple[PlanLine, ...]:
    """Part three: open past half a month at the end of the week; what is not yet kept of a plan stands blank."""
    late = [record for tracked, record in rounds if tracked.overdue_after(last)]
    return tuple(
        PlanLine(r.number, f"{r.place} {r.problem}", "", "", "", r.executor, "", "")
        for r in sorted(late, key=lambda record: (record.due, record.number))
    )


def _item(tracked: Tracked, record: TicketRecord, first: date, last: date) -> ItemLine:
    state = tracked.state_after(last)
    names = {item.code: item.name for item in ticket_kind("repair").categories}
    return ItemLine(
        sequence=0,
        number=record.number,
        opened=record.opened,
        place=record.place,
        problem=record.problem,
        category=names[record.category],
        reporter=record.reporter,
        executor=record.executor,
        due=record.due.isoformat(),
        progress=_progress(state, record),
        finished=record.finished if record.finished[:10] <= last.isoformat() else "",
        verifier=record.verifier if state is State.DONE else "",
        overdue_days=tracked.overdue_after(last) or None,
        remark=_remark(tracked, record, tracked.moved_in(first, last)),
    )


def _progress(state: State, record: TicketRecord) -> str:
    at_work = state in (State.ACCEPTED, State.IN_PROGRESS) and record.progress
    return f"{STATE_WORDS[state]}：{record.progress}" if at_work else STATE_WORDS[state]


def _remark(tracked: Tracked, record: TicketRecord, moved: Sequence[object]) -> str:
    marks = [
        "补录" if any(getattr(entry, "late", 0) for entry in moved) else "",
        f"第{record.round}轮" if record.round > 1 else "",
        f"返工{tracked.row.rejections}次" if tracked.row.rejections else "",
        f"纸质单 {record.paper}" if record.paper else "",
        record.remark,
    ]
    return "；".join(mark for mark in marks if mark)

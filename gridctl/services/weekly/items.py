"""Part two of the weekly summary: its rounds one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.privacy import mask_free_text
from gridctl.domain.tickets import STATE_WORDS, State
from gridctl.domain.weekly import ItemLine
from gridctl.regulation.tickets import ticket_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.domain.weekly_rounds import Standing
    from gridctl.store.ticket_reads import TicketRecord

LEFT = "已转出"  # 处理进度 of a round that a correction took out of this summary


def item_lines(rounds: Sequence[tuple[Standing, TicketRecord]], last: date) -> tuple[ItemLine, ...]:
    """Part two, by category, carried over first, then as they were opened."""
    names = {item.code: item.name for item in ticket_kind("repair").categories}
    place = {code: i for i, code in enumerate(names)}

    def order(pair: tuple[Standing, TicketRecord]) -> tuple[int, bool, str, str, int]:
        standing, record = pair
        return place[standing.category], not standing.carried, record.opened, record.number, record.round

    lines = (_item(standing, record, last, names) for standing, record in sorted(rounds, key=order))
    return tuple(replace(line, sequence=i) for i, line in enumerate(lines, 1))


def _item(standing: Standing, record: TicketRecord, last: date, names: dict[str, str]) -> ItemLine:
    state = standing.tracked.state_after(last)
    return ItemLine(
        sequence=0,
        number=record.number,
        opened=record.opened,
        place=record.place,
        problem=mask_free_text(record.problem),
        category=names[standing.category],
        reporter=record.reporter,
        executor=record.executor,
        due=standing.tracked.due_after(last).isoformat(),
        progress=LEFT if standing.left else _progress(state, record),
        finished=record.finished if record.finished[:10] <= last.isoformat() else "",
        verifier=record.verifier if state is State.DONE else "",
        overdue_days=(standing.open_here and standing.tracked.overdue_after(last)) or None,
        remark=_remark(standing, record, names, last),
    )


def _progress(state: State, record: TicketRecord) -> str:
    at_work = state in (State.ACCEPTED, State.IN_PROGRESS) and record.progress
    return f"{STATE_WORDS[state]}：{mask_free_text(record.progress)}" if at_work else STATE_WORDS[state]


def _remark(standing: Standing, record: TicketRecord, names: dict[str, str], last: date) -> str:
    marks = [
        "补录" if standing.late else "",
        _adjustment(standing, names),
        f"第{record.round}轮" if record.round > 1 else "",
        f"返工{record.rejections}次" if record.rejections else "",
        f"已签批延期，原期限 {record.due}" if standing.tracked.due_after(last) != record.due else "",
        f"纸质单 {record.paper}" if record.paper else "",
        mask_free_text(record.remark),
    ]
    return "；".join(mark for mark in marks if mark)


def _adjustment(standing: Standing, names: dict[str, str]) -> str:
    """What a correction after issue, or a handing over, moved: out of this summary, into it, or from another category of it."""
    total = sum(entry.delta for entry in standing.adjusted)
    if total:
        why = "移交" if standing.tracked.handed else "更正"
        return f"{why}转入" if total > 0 else f"{why}转出"
    gone = [names[e.category] for e in standing.adjusted if e.delta < 0 and e.category != standing.category]
    return f"更正前为{'、'.join(gone)}" if gone else "部位已更正" if standing.adjusted else ""

"""Duties switched on and off, changed and filled in from a day on; what is past stays judged as it was (I8)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.clock import minute_of_day, plain, written
from gridctl.domain.duties.duties import END_OF_DAY, Blank, Duty, duty_changed, duty_on
from gridctl.domain.duties.figures import filled
from gridctl.domain.text import fold
from gridctl.errors import RuleError, UsageError
from gridctl.regulation.duties import duty_post
from gridctl.services.duties.finding import find_duty
from gridctl.services.duties.seeding import add_duties, lacking
from gridctl.store.duties import DUTY
from gridctl.store.duty_reads import anything_done

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gridctl.domain.duties.duties import Definition
    from gridctl.services.desk import WritingDesk

_SEPARATORS = re.compile(r"[、,;/ ]+")
_ENDS = ("24:00", "24点", "24时")


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be otherwise, as typed; "" leaves it. `figures` are those that a regulation may leave blank."""

    figures: Mapping[Blank, str]
    until: str = ""
    posts: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """A duty before and after a change, in force from a day on; `before` is None where the project did not have it."""

    before: Duty | None
    after: Duty


def set_duty(desk: WritingDesk, name: str, change: Change, start: date | None = None) -> list[Changed]:
    """Change a duty from a day on (the first that may be); what is so already is left out of the answer.

    RuleError before that day, UsageError where nothing is to change or a figure is none.
    """
    history = find_duty(desk, name)
    day = _allowed(desk, start)
    holder = duty_on(history, day) or history[0]
    content = _wanted(holder.content, change)
    return _keep(desk, history, day, content, enabled=bool(holder.enabled))


def switch_duties(desk: WritingDesk, names: Sequence[str], start: date | None, *, on: bool) -> list[Changed]:
    """Switch duties on or off from a day on."""
    day = _allowed(desk, start)
    changed = []
    for history in {rows[0].code: rows for rows in (find_duty(desk, name) for name in names)}.values():
        holder = duty_on(history, day) or history[0]
        changed += _keep(desk, history, day, holder.content, enabled=on)
    return changed


def adopt_duties(desk: WritingDesk, start: date | None = None) -> list[Changed]:
    """Copy the regulations' duties that the project lacks, in force from a day on; what it has stays as it is.

    From today, where no day is said: nobody missed what the project did not have yet.
    """
    day = _allowed(desk, start or max(desk.clock_now.date(), desk.project.live_from))
    rows = add_duties(desk.tx, desk.pid, lacking(desk), day, {})
    return [Changed(None, row) for row in rows]


def _wanted(content: Definition, change: Change) -> Definition:
    """The duty as it is to be."""
    figures = {figure: text for figure, text in change.figures.items() if text}
    if not (figures or change.until or change.posts):
        raise UsageError("没有说要改什么", "例如 --every 每月、--times 2、--until 18:00、--posts 物业助理")
    for figure, text in figures.items():
        content = filled(content, figure, text)
    if change.until:
        content = replace(content, until=_hour(change.until))
    if change.posts:
        codes = dict.fromkeys(duty_post(part) for part in _SEPARATORS.split(fold(change.posts)) if part)
        content = replace(content, posts=tuple(codes), who="")
    return content


def _hour(text: str) -> str:
    typed = plain(fold(text))
    if typed in _ENDS:
        return END_OF_DAY
    try:
        minute = minute_of_day(typed)
    except ValueError as wrong:
        raise UsageError(f"时刻“{fold(text)}”：{wrong}", "例如 --until 18:00") from None
    if minute is None:
        raise UsageError(f"“{fold(text)}”没有写几点", "例如 --until 18:00")
    return written(minute)


def _keep(
    desk: WritingDesk, history: Sequence[Duty], day: date, content: Definition, *, enabled: bool
) -> list[Changed]:
    """Write the rows that change, and tell of what is arranged otherwise for a later day."""
    rows = duty_changed(history, day, content, enabled=enabled)
    if not rows:
        return []
    new = [row if row.id else replace(row, id=desk.tx.next_id(desk.pid, DUTY)) for row in rows]
    desk.tx.update(DUTY, [row for row, given in zip(new, rows, strict=True) if given.id])
    desk.tx.insert(DUTY, [row for row, given in zip(new, rows, strict=True) if not given.id])
    after = new[-1]
    if after.valid_to is not None:
        desk.notices.append(f"{after.name}从 {after.valid_to} 起已另有安排；查看：gridctl duty history {after.code}")
    return [Changed(duty_on(history, day) or history[0], after)]


def _allowed(desk: WritingDesk, start: date | None) -> date:
    """The first day for which duties may still change: today by the clock, or the go-live day where that is to come.

    While nothing that proves a duty is in the ledger nothing has been judged yet, so the first rows themselves may change.
    """
    today, live_from = desk.clock_now.date(), desk.project.live_from
    fresh = live_from > today or not anything_done(desk.reader, desk.pid)
    first = live_from if fresh else today
    if start is not None and start < first:
        since = "启用日" if first == live_from else "今天"
        raise RuleError(f"不能改{since}以前的例行工作：{start} 早于 {first}", "去掉 --from，或写今天或以后的日期")
    return start or first

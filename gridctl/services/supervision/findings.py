"""Findings of supervision: found, to be mended by a day, and checked by somebody else (D2 四.1, D4 三.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.supervisions import Supervision
from gridctl.domain.text import clean
from gridctl.errors import NotFoundError, RuleError, UsageError
from gridctl.services.grids.answering import answerable, head_of
from gridctl.services.grids.finding import find_grid
from gridctl.services.places.finding import find_place_id
from gridctl.store.staff import find_staff
from gridctl.store.supervisions import SUPERVISION

if TYPE_CHECKING:
    from gridctl.services.desk import Desk, WritingDesk


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, as typed; `answerable` where it is not the head of the place's or the grid's day."""

    what: str
    due: date | None
    place: str = ""
    grid: str = ""
    answerable: str = ""
    by: str = ""


def add_finding(desk: WritingDesk, found: Found, day: date) -> Supervision:
    """Keep what supervision found on a day; who answers is whoever heads the place's grid, unless somebody is named."""
    what = clean(found.what)
    if not what:
        raise UsageError("没有写发现了什么", "写明问题，例如 消防通道堆放杂物")
    _refuse_future(desk, day, "检查")
    due = _due(found.due, day)
    place, grid, head = _ground(desk, found, day)
    who = find_staff(desk.reader, desk.pid, found.answerable).id if found.answerable else head
    if who is None:
        raise UsageError("没有说明由谁整改", "加上 --staff 工号或姓名；写 --place 或 --grid 时是那天的网格负责人")
    row = Supervision(
        project=desk.pid,
        id=desk.tx.next_id(desk.pid, SUPERVISION),
        found_on=day,
        found_by=find_staff(desk.reader, desk.pid, found.by).id if found.by else None,
        what=what,
        place=place,
        grid=grid,
        answerable=who,
        due=due,
        mended_on=None,
        measures="",
        checked_by=None,
        checked_on=None,
        passed=None,
    )
    desk.tx.insert(SUPERVISION, [row])
    return row


def mend_finding(desk: WritingDesk, number: int, measures: str, day: date) -> Supervision:
    """Keep that a finding was mended, and how; what was done before a check that it did not pass stays."""
    row = find_finding(desk, number)
    done = clean(measures)
    if not done:
        raise UsageError("没有写怎么整改的", "加上 --note 整改措施")
    if row.passed:
        raise RuleError(f"第 {number} 条已经复查合格", f"查看：gridctl supervision show {number}")
    _refuse_before(row, day, "整改")
    _refuse_future(desk, day, "整改")
    joined = "；".join(part for part in (row.measures, done) if part)
    mended = replace(row, mended_on=day, measures=joined, checked_by=None, checked_on=None, passed=None)
    desk.tx.update(SUPERVISION, [mended])
    return mended


@dataclass(frozen=True, slots=True)
class Check:
    """The check of a finding, as typed: by whom, whether it passed, and what is still wrong where it did not."""

    by: str
    passed: bool
    note: str = ""


def check_finding(desk: WritingDesk, number: int, check: Check, day: date) -> Supervision:
    """Keep the check of what was mended, by somebody other than who answers for it; not passed, it is mended again."""
    row = find_finding(desk, number)
    checker = find_staff(desk.reader, desk.pid, check.by)
    if row.mended_on is None:
        raise RuleError(f"第 {number} 条还没有整改", f"先登记：gridctl supervision mend {number} --note 整改措施")
    if row.passed is not None:
        raise RuleError(f"第 {number} 条已经复查过", f"查看：gridctl supervision show {number}")
    if checker.id == row.answerable:
        raise RuleError("不能复查自己的整改", "换一个人：--by 工号或姓名")
    if day < row.mended_on:
        raise RuleError(f"{row.mended_on} 才整改，不能在 {day} 复查", "核对 --on 的日期")
    _refuse_future(desk, day, "复查")
    checked = replace(row, checked_by=checker.id, checked_on=day, passed=int(check.passed))
    if not check.passed:
        checked = replace(checked, measures=_still_wrong(row, checker.name, day, clean(check.note)))
    desk.tx.update(SUPERVISION, [checked])
    return checked


def find_finding(desk: Desk, number: int) -> Supervision:
    """The finding of a number."""
    row = desk.reader.get(SUPERVISION, desk.pid, number)
    if row is None:
        raise NotFoundError(f"没有第 {number} 条监督检查", "查看编号：gridctl supervision list --all")
    return row


def _still_wrong(row: Supervision, checker: str, day: date, note: str) -> str:
    if not note:
        raise UsageError("复查不合格要写明哪里不合格", "加上 --note 文字")
    return f"{row.measures}；{day} {checker}复查不合格：{note}"


def _ground(desk: Desk, found: Found, day: date) -> tuple[int | None, int | None, int | None]:
    """The place, its grid and that grid's head, as far as they were said."""
    if found.place:
        place = find_place_id(desk, found.place)
        return place, *answerable(desk, place, day)
    if found.grid:
        grid = find_grid(desk, found.grid).id
        return None, grid, head_of(desk, grid, day)
    return None, None, None


def _due(due: date | None, day: date) -> date:
    if due is None:
        raise UsageError("没有写整改期限", "加上 --due 日期，例如 --due 明天 或 --due 11-30")
    if due < day:
        raise RuleError(f"整改期限 {due} 早于检查日期 {day}", "核对 --due 和 --on")
    return due


def _refuse_before(row: Supervision, day: date, what: str) -> None:
    start = row.checked_on or row.found_on
    if day < start:
        word = "复查" if row.checked_on else "检查"
        raise RuleError(f"{start} 才{word}，不能在 {day} {what}", "核对 --on 的日期")


def _refuse_future(desk: Desk, day: date, what: str) -> None:
    if day > desk.today:
        raise RuleError(f"{what}日期 {day} 还没有到", "核对 --on 的日期")

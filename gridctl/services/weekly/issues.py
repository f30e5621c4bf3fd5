"""定稿: a finished week's summaries kept as they are handed in, in order, the project and all its grids together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.days import any_day
from gridctl.domain.issues import IssuedReport
from gridctl.domain.movements import FORM_CODE
from gridctl.domain.weekly import from_json, to_json
from gridctl.domain.weeks import last_whole_week, week_from_text, week_of
from gridctl.errors import NotFoundError, RuleError, UsageError
from gridctl.services.desk import OWNER, SYSTEM
from gridctl.services.grids.answering import headed_by
from gridctl.services.grids.finding import all_grids, find_grid, grids_on, ground_words
from gridctl.services.weekly.summary import PROJECT, Period, Scope, gather, summarise
from gridctl.store.closing import first_open_day
from gridctl.store.issues import ISSUED
from gridctl.store.journal import head
from gridctl.store.staff import STAFF, find_staff
from gridctl.store.transactions import utc_text

if TYPE_CHECKING:
    from gridctl.domain.weekly import WeeklySummary
    from gridctl.domain.weeks import Week
    from gridctl.services.desk import Desk, WritingDesk

PERSON = "staff:"  # how the scope of a head of grids begins
HEAD_DIGITS = 16  # of the journal's head on paper: enough to tell two ledgers apart, short enough to compare by eye


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which summary is asked for, as typed: a week or the days from and to, and one grid or one head of grids."""

    week: str = ""
    since: str = ""
    until: str = ""
    grid: str = ""
    staff: str = ""
    version: int = 0


def weekly_summaries(desk: Desk, wanted: Wanted) -> list[WeeklySummary]:
    """The summaries that are asked for; the last whole week where nothing is said."""
    if wanted.grid and wanted.staff:
        raise UsageError("--grid 和 --staff 只能写一个", "按网格或按人，各出一次")
    if not (wanted.since or wanted.until):
        week = _week(desk, wanted.week)
        return weekly(desk, week, grid=wanted.grid, staff=wanted.staff, version=wanted.version)
    if wanted.week or wanted.version or not (wanted.since and wanted.until):
        raise UsageError("统计周期写 --week，或者 --from 和 --to 都写", "例如 --week 上周，或 --from 11-01 --to 11-15")
    first, last = any_day(wanted.since, desk.now), any_day(wanted.until, desk.now)
    return between(desk, first, last, grid=wanted.grid, staff=wanted.staff)


def issue_summaries(desk: WritingDesk, week: str, *, again: bool = False, reason: str = "") -> list[WeeklySummary]:
    """Issue the week that is named, or the last whole one."""
    if again and not reason:
        raise UsageError("重出已定稿的汇总表要写原因", "加上 --reason 文字")
    return issue_week(desk, _week(desk, week), again=again)


def _week(desk: Desk, text: str) -> Week:
    cuts = desk.policies.week_cuts()
    return week_from_text(text, desk.today, cuts) if text else last_whole_week(desk.today, cuts)


def weekly(desk: Desk, week: Week, *, grid: str = "", staff: str = "", version: int = 0) -> list[WeeklySummary]:
    """The summaries of a week as issued or, until then, as a draft: the project and its grids, or the one asked for.

    Of an issued week the last version, unless one is asked for.
    """
    scope = _asked(desk, grid, staff, week.last) if grid or staff else None
    if kept := _kept(desk, week.first, version):
        return _issued(kept, scope, week)
    if version:
        raise NotFoundError(f"{week.words}还没有定稿", "去掉 --version 看草稿")
    period = gather(desk, week.first, week.last)
    scopes = [scope] if scope else _scopes(desk, period)
    return [summarise(desk, period, each, week.label) for each in scopes]


def between(desk: Desk, first: date, last: date, *, grid: str = "", staff: str = "") -> list[WeeklySummary]:
    """The summaries of any days, always a draft."""
    if last < first:
        raise UsageError(f"统计周期反了：{first} 在 {last} 之后", "--from 写开始的日期，--to 写结束的日期")
    period = gather(desk, first, last)
    scopes = [_asked(desk, grid, staff, last)] if grid or staff else _scopes(desk, period)
    return [summarise(desk, period, each) for each in scopes]


def issue_week(desk: WritingDesk, week: Week, *, again: bool = False) -> list[WeeklySummary]:
    """Keep a week's summaries for good; a week that is issued already is given as it was kept.

    RuleError where the week has not ended or an earlier one is still to be issued. `again` makes the next version.
    """
    if week.last >= desk.clock_now.date():
        raise RuleError(f"{week.words}还没有结束，不能定稿", "周期结束后的第二天起可以定稿")
    kept = _kept(desk, week.first)
    if kept and not again:
        desk.notices.append(f"{week.words}已经定稿（第 {kept[0].version} 版），没有改动")
        return weekly(desk, week)
    if again and not kept:
        raise RuleError(f"{week.words}还没有定稿，谈不上重出", f"定稿：gridctl report issue weekly --week {week.label}")
    if not kept:
        _refuse_disorder(desk, week)
    period = gather(desk, week.first, week.last)
    scopes = [*_scopes(desk, period), *_people(desk, period)]
    drafts = [(scope, summarise(desk, period, scope, week.label)) for scope in scopes]
    version = kept[0].version + 1 if kept else 1
    issued = [(scope, _finalised(desk, draft, version)) for scope, draft in drafts]
    first = desk.tx.next_id(desk.pid, ISSUED, len(issued))
    desk.tx.insert(ISSUED, [_row(desk, first + i, week, scope, each) for i, (scope, each) in enumerate(issued)])
    return [each for scope, each in issued if not scope.code.startswith(PERSON)]


def _refuse_disorder(desk: WritingDesk, week: Week) -> None:
    first_open = first_open_day(desk.reader, desk.pid, FORM_CODE)
    if first_open in (date.min, week.first):
        return
    due = week_of(first_open, desk.policies.week_cuts())
    if week.first < first_open:
        raise RuleError(f"{week.words}在已定稿的各周之前，不能再定稿", f"接下来该定稿的是 {due.words}")
    raise RuleError(f"要按顺序定稿：{due.words}还没有定稿", f"先运行 gridctl report issue weekly --week {due.label}")


def _kept(desk: Desk, first: date, version: int = 0) -> list[IssuedReport]:
    """The rows of one version of an issued week, else of the last; none where it is not issued."""
    rows = desk.reader.find(ISSUED, desk.pid, ISSUED.c["form"] == FORM_CODE, ISSUED.c["first_day"] == first)
    last = max((row.version for row in rows), default=0)
    if version > last > 0:
        raise NotFoundError(
            f"{rows[0].label} 只有 {last} 版定稿，没有第 {version} 版", f"去掉 --version 看第 {last} 版"
        )
    return [row for row in rows if row.version == (version or last)]


def _issued(kept: list[IssuedReport], scope: Scope | None, week: Week) -> list[WeeklySummary]:
    """What was kept: the project and its grids, or the scope that is asked for."""
    if scope is None:
        return [from_json(row.content) for row in kept if not row.scope.startswith(PERSON)]
    row = next((row for row in kept if row.scope == scope.code), None)
    if row is None:
        raise NotFoundError(
            f"{week.words}定稿时没有“{scope.name}”这一份", f"看全部：gridctl report weekly --week {week.label}"
        )
    return [from_json(row.content)]


def _finalised(desk: WritingDesk, draft: WeeklySummary, version: int) -> WeeklySummary:
    last = head(desk.reader.connection, desk.pid)
    return replace(
        draft,
        issued=True,
        version=version,
        filled_by=_actor_name(desk),
        filled_on=desk.clock_now.date().isoformat(),
        journal_head=f"{last.number}-{last.hash.hex()[:HEAD_DIGITS]}" if last else "",
    )


def _row(desk: WritingDesk, key: int, week: Week, scope: Scope, summary: WeeklySummary) -> IssuedReport:
    return IssuedReport(
        project=desk.pid,
        id=key,
        form=FORM_CODE,
        label=week.label,
        first_day=week.first,
        last_day=week.last,
        scope=scope.code,
        version=summary.version,
        content=to_json(summary),
        head=summary.journal_head,
        issued_by=desk.actor,
        issued_on=desk.clock_now.date(),
        recorded_at=utc_text(desk.tx.now),
    )


def _actor_name(desk: WritingDesk) -> str:
    if desk.actor in (OWNER, SYSTEM):
        return ""
    person = desk.reader.get(STAFF, desk.pid, int(desk.actor))
    return person.name if person else ""


def _scopes(desk: Desk, period: Period) -> list[Scope]:
    """The project, each grid of the period, and the ground in no grid where something stands there."""
    counted = {position.grid for position in period.positions()}
    standing = {grid.id for grid in grids_on(desk, period.last)}
    grids = [grid for grid in all_grids(desk) if grid.id in counted | standing]
    scopes = [Scope(PROJECT, "全项目", "、".join(grid.name for grid in grids))]
    scopes += [_grid_scope(desk, grid.id, grid.name, period.last) for grid in grids]
    return [*scopes, Scope("grid:", "未划入网格")] if None in counted else scopes


def _people(desk: Desk, period: Period) -> list[Scope]:
    """The heads of grids on the last day, and those that something of the period is counted under."""
    counted = {position.head for position in period.positions()}
    standing = {headed_by(desk, grid.id, period.last) for grid in grids_on(desk, period.last)}
    heads = sorted(head for head in counted | standing if head is not None)
    people = {person.id: person for person in desk.reader.find(STAFF, desk.pid)}
    return [Scope(f"{PERSON}{key}", people[key].name) for key in heads]


def _asked(desk: Desk, grid: str, staff: str, day: date) -> Scope:
    if grid:
        found = find_grid(desk, grid)
        return _grid_scope(desk, found.id, found.name, day)
    person = find_staff(desk.reader, desk.pid, staff)
    return Scope(f"{PERSON}{person.id}", person.name)


def _grid_scope(desk: Desk, key: int, name: str, day: date) -> Scope:
    return Scope(f"grid:{key}", name, ground_words(desk, key, day))

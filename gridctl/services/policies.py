"""Policies of a project changed from a day on: never before today, and never within a week that was issued."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gridctl.domain.movements import FORM_CODE
from gridctl.domain.policies import Policies, set_from
from gridctl.domain.weeks import week_of
from gridctl.errors import BadDataError, RuleError, UsageError
from gridctl.regulation.policies import policy_default
from gridctl.store.closing import first_open_day
from gridctl.store.projects import POLICY
from gridctl.store.ticket_reads import any_ticket

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gridctl.domain.policies import Policy
    from gridctl.services.desk import Desk, WritingDesk

WEEK = "week_last_day"


@dataclass(frozen=True, slots=True)
class PolicyChange:
    """What a policy was and what it is from a day on, in words."""

    name: str
    title: str
    before: str
    after: str
    valid_from: date
    valid_to: date | None


def set_policies(desk: WritingDesk, wanted: Mapping[str, str], start: date | None = None) -> list[PolicyChange]:
    """Give policies, named by code or title, the values that a clerk typed, from a day on (the first that may be).

    RuleError before that day, where warnings or the band would contradict each other, and for a week already issued;
    UsageError for a value that is none. What is so already is left out of the answer.
    """
    day = _allowed(desk, start)
    values = {policy_default(name).name: _typed(name, text) for name, text in wanted.items()}
    if WEEK in values:
        _refuse_issued(desk, day)
    rows = [row for name, value in values.items() for row in set_from(desk.policies.history(name), day, value)]
    after = _after(desk, rows)
    _refuse_contradictions(after, day)
    _keep(desk, rows)
    changed = [row for row in rows if row.valid_from == day]
    _tell(desk, after, changed)
    return [_change(desk, row) for row in changed]


def first_settable_day(desk: WritingDesk) -> date:
    """The first day for which a policy may still change: today by the clock, or the go-live day where that is to come.

    While no ticket is in the ledger nothing has been judged yet, so the first policies themselves may change.
    """
    today, live_from = desk.clock_now.date(), desk.project.live_from
    return live_from if live_from > today or not any_ticket(desk.reader, desk.pid) else today


def _allowed(desk: WritingDesk, start: date | None) -> date:
    first = first_settable_day(desk)
    if start is None or start == first:
        return first
    if start < first:
        since = "启用日" if first == desk.project.live_from else "今天"
        raise RuleError(f"不能改{since}以前的规定：{start} 早于 {first}", "去掉 --from，或写今天或以后的日期")
    return start


def _typed(name: str, text: str) -> str:
    item = policy_default(name)
    try:
        return json.dumps(item.parse(text), ensure_ascii=False)
    except BadDataError as wrong:
        raise UsageError(wrong.message, wrong.hint) from None


def _refuse_issued(desk: Desk, day: date) -> None:
    first_open = first_open_day(desk.reader, desk.pid, FORM_CODE)
    if day < first_open:
        raise RuleError(
            f"{first_open} 以前的周汇总表已经定稿，不能改那些周的截止日", f"从 {first_open} 或以后改：--from"
        )


def _after(desk: Desk, changed: list[Policy]) -> Policies:
    """All policies as they will be."""
    known = {row.id: row for row in desk.policies.rows} | {row.id: row for row in changed if row.id}
    return Policies((*known.values(), *(row for row in changed if not row.id)))


def _refuse_contradictions(after: Policies, start: date) -> None:
    """On the day and on every later one that brings a change, the figures must fit together."""
    for day in sorted({start, *(row.valid_from for row in after.rows if row.valid_from > start)}):
        low, high = after.value("grid_band_min", day), after.value("grid_band_max", day)
        if low > high:
            raise RuleError(f"{day} 起户数标准下限 {low} 会大于上限 {high}", "两个一起改：--band 350-400")
        warnings, limit = after.value("repair_warning_days", day), after.value("repair_limit_days", day)
        if max(warnings) >= limit:
            raise RuleError(
                f"{day} 起期限是 {limit} 天，第 {max(warnings)} 天提醒就晚了",
                "一起改：--limit-days 15 --warn-days 10,13",
            )


def _keep(desk: WritingDesk, rows: list[Policy]) -> None:
    desk.tx.update(POLICY, [row for row in rows if row.id])
    new = [row for row in rows if not row.id]
    if new:
        first = desk.tx.next_id(desk.pid, POLICY, len(new))
        desk.tx.insert(POLICY, [replace(row, id=first + i) for i, row in enumerate(new)])


def _tell(desk: Desk, after: Policies, changed: list[Policy]) -> None:
    for row in changed:
        if row.valid_to:
            item, later = policy_default(row.name), after.value(row.name, row.valid_to)
            desk.notices.append(f"{item.title}从 {row.valid_to} 起已另有安排：{item.words(later)}")
        if row.name == WEEK:
            week = week_of(row.valid_from, after.week_cuts())
            desk.notices.append(f"{row.valid_from} 所在的周是 {week.words}")


def _change(desk: Desk, row: Policy) -> PolicyChange:
    item, before = policy_default(row.name), desk.policies.value(row.name, row.valid_from)
    return PolicyChange(row.name, item.title, item.words(before), item.words(row.content), row.valid_from, row.valid_to)

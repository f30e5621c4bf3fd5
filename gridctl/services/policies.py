"""Policies of a project: seen, and changed from a day on, never before today or within a week that was issued."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gridctl.domain.movements import FORM_CODE
from gridctl.domain.policies import Policies, Policy, set_from
from gridctl.domain.weeks import week_of
from gridctl.errors import BadDataError, RuleError, UsageError
from gridctl.regulation.policies import policy_default, policy_defaults
from gridctl.services.calendar.days import lacking_days
from gridctl.services.projects import policy_line
from gridctl.store.closing import first_open_day
from gridctl.store.projects import POLICY
from gridctl.store.ticket_reads import any_ticket

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from gridctl.regulation.policies import PolicyDefault
    from gridctl.services.desk import Desk, WritingDesk
    from gridctl.services.projects import PolicyLine

WEEK = "week_last_day"
PROGRAM = "gridctl policy set"
DAY_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class PolicyChange:
    """What a policy was and what it is from a day on, in words; `before` is null where the project had none."""

    name: str
    title: str
    before: str | None
    after: str
    valid_from: date
    valid_to: date | None


def list_policies(desk: Desk, day: date) -> list[PolicyLine]:
    """The policies in force on a day, in the regulation's order; those that the project lacks are told of."""
    if missing := lacking(desk):
        names = "、".join(item.title for item in missing)
        desk.notices.append(f"本项目还没有程序的这 {len(missing)} 项规定：{names}；采用：gridctl policy adopt")
    known = {row.name for row in desk.policies.rows}
    return [policy_line(desk.policies.row(item.name, day)) for item in policy_defaults() if item.name in known]


def policy_history(desk: Desk, name: str) -> list[PolicyLine]:
    """Every value that a policy had and will have, oldest first; RuleError where the project has none."""
    return [policy_line(row) for row in _history(desk, policy_default(name))]


def lacking(desk: Desk) -> list[PolicyDefault]:
    """The regulation's policies that a project does not have yet: a newer program brought them."""
    known = {row.name for row in desk.policies.rows}
    return [item for item in policy_defaults() if item.name not in known]


def adopt_policies(
    desk: WritingDesk, names: Sequence[str] = (), start: date | None = None, *, every: bool = False
) -> list[PolicyChange]:
    """Copy what the program's regulation says into the project's policies, from a day on (the first that may be).

    Policies that the project lacks are always copied; of those it has otherwise, which is mostly its own will, only the
    ones named, or `every` one: the rest are told of. What set_policies refuses is refused.
    """
    day = _allowed(desk, start)
    chosen = {policy_default(name).name for name in names}
    lacked = lacking(desk)
    differing = [item for item in policy_defaults() if item not in lacked and _differs(desk, item, day)]
    taken = [item for item in differing if every or item.name in chosen]
    _tell_left(desk, [item for item in differing if item not in taken], day)
    if years := sorted({item.day.year for item in lacking_days(desk)}):
        words = "、".join(map(str, years))
        desk.notices.append(f"台账里没有 {words} 年的节假日安排，程序有；采用：gridctl policy calendar adopt")
    return _change_to({item.name: _json(item.default) for item in (*lacked, *taken)}, desk, day)


def _differs(desk: Desk, item: PolicyDefault, day: date) -> bool:
    return desk.policies.row(item.name, day).value != _json(item.default)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _tell_left(desk: Desk, left: Collection[PolicyDefault], day: date) -> None:
    for item in left:
        here, there = item.words(desk.policies.value(item.name, day)), item.words(item.default)
        desk.notices.append(f"{item.title}是 {here}，程序的规定是 {there}：照旧；要改用，写明名称或加 --all")


def set_policies(desk: WritingDesk, wanted: Mapping[str, str], start: date | None = None) -> list[PolicyChange]:
    """Give policies, named by code or title, the values that a clerk typed, from a day on (the first that may be).

    RuleError before that day, where warnings or the band would contradict each other, and for a week already issued;
    UsageError for a value that is none. What is so already is left out of the answer.
    """
    day = _allowed(desk, start)
    values: dict[str, str] = {}
    for name, text in wanted.items():
        item = policy_default(name)
        _history(desk, item)
        if values.setdefault(item.name, _typed(item, text)) != _typed(item, text):
            raise UsageError(f"“{item.title}”写了两个不同的内容", "一项规定只写一次")
    return _change_to(values, desk, day)


def _change_to(values: Mapping[str, str], desk: WritingDesk, day: date) -> list[PolicyChange]:
    """Give policies their values (JSON text) from a day on."""
    if WEEK in values:
        _refuse_issued(desk, day)
    rows = [row for name, value in values.items() for row in _rows_for(desk, name, day, value)]
    after = _after(desk, rows)
    _refuse_contradictions(after, day)
    _keep(desk, rows)
    changed = [row for row in rows if row.valid_from == day]
    _tell(desk, after, changed)
    return [_change(desk, row) for row in changed]


def _rows_for(desk: Desk, name: str, day: date, value: str) -> tuple[Policy, ...]:
    """The rows that change, or the first row of a policy that the project lacks."""
    if history := desk.policies.history(name):
        return set_from(history, day, value)
    return (Policy(desk.pid, 0, name, day, None, value, policy_default(name).clause),)


def _history(desk: Desk, item: PolicyDefault) -> list[Policy]:
    history = desk.policies.history(item.name)
    if not history:
        raise RuleError(f"本项目还没有“{item.title}”这一项规定", "先采用程序的规定：gridctl policy adopt")
    return history


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


def _typed(item: PolicyDefault, text: str) -> str:
    try:
        return _json(item.parse(text))
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
            raise RuleError(
                f"{day} 起户数标准下限 {low} 会大于上限 {high}",
                f"两个一起改：{PROGRAM} 户数标准下限 350 户数标准上限 400",
            )
        warnings, limit = after.value("repair_warning_days", day), after.value("repair_limit_days", day)
        if max(warnings) >= limit:
            raise RuleError(
                f"{day} 起期限是 {limit} 天，第 {max(warnings)} 天提醒就晚了",
                f"一起改：{PROGRAM} 公区维修整改期限 15 公区维修提醒日 10,13",
            )
        urgent = after.value("repair_urgent_minutes", day)
        if urgent > limit * DAY_MINUTES:
            raise RuleError(
                f"{day} 起紧急报修的时限 {urgent} 分钟会比一般的期限 {limit} 天还长",
                f"一起改：{PROGRAM} 公区维修整改期限 15 紧急完成时限 1440",
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
    item, known = policy_default(row.name), desk.policies.history(row.name)
    before = item.words(desk.policies.value(row.name, row.valid_from)) if known else None
    return PolicyChange(row.name, item.title, before, item.words(row.content), row.valid_from, row.valid_to)

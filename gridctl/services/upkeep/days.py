"""The days of a service that comes again: weekdays and days of the month as clerks write them, or an RFC 5545 rule."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from gridctl.domain.duties.windows import checked_rule
from gridctl.domain.text import fold
from gridctl.errors import RuleError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST = 400  # a year of days, and some more: what is planned in one go
_WEEKDAYS = dict(zip("一二三四五六日天", ("MO", "TU", "WE", "TH", "FR", "SA", "SU", "SU"), strict=True))
_WEEKDAY = re.compile(r"(?:每?(?:周|星期|礼拜))?([一二三四五六日天])")
_DAY = re.compile(r"(?:每月)?([1-9]|[12]\d|3[01])[日号]", re.ASCII)
_INTERVAL = re.compile(r"每(?:隔)?([1-9]\d?)[天日]", re.ASCII)
_END_OF_MONTH = re.compile(r"(?:每月)?(?:月末|月底|最后一天)")
_HINT = "例如 --every 每天、--every 周一,周四、--every 1日,15日、--every 月末、--every 每3天"


def rule_meant(every: str, rule: str) -> str:
    """The RFC 5545 rule that was typed, as a rule or as a clerk writes how often; UsageError where it is neither."""
    if not rule:
        return every_rule(every)
    checked_rule(rule)
    return fold(rule).upper().removeprefix("RRULE:").rstrip(";")


def every_rule(text: str) -> str:
    """The RFC 5545 rule of what a clerk writes (`周一,周四`, `1日,15日,月末`, `每3天`, `每天`); UsageError else."""
    typed = fold(text).replace(" ", "")
    if typed in ("每天", "每日", "天天"):
        return "FREQ=DAILY"
    if found := _INTERVAL.fullmatch(typed):
        return f"FREQ=DAILY;INTERVAL={found[1]}"
    parts = [part for part in re.split(r"[,、;和]", typed) if part]
    weekdays, days = list(_weekdays(parts)), list(_month_days(parts))
    if parts and len(weekdays) == len(parts):
        return f"FREQ=WEEKLY;BYDAY={','.join(dict.fromkeys(weekdays))}"
    if parts and len(days) == len(parts):
        return f"FREQ=MONTHLY;BYMONTHDAY={','.join(dict.fromkeys(days))}"
    raise UsageError(f"看不懂多久做一次：“{fold(text)}”", _HINT)


def _weekdays(parts: list[str]) -> Iterator[str]:
    found = (_WEEKDAY.fullmatch(part) for part in parts)
    return (_WEEKDAYS[each[1]] for each in found if each)


def _month_days(parts: list[str]) -> Iterator[str]:
    for part in parts:
        if _END_OF_MONTH.fullmatch(part):
            yield "-1"
        elif found := _DAY.fullmatch(part):
            yield found[1]


def days_of(rule: str, first: date, last: date) -> list[date]:
    """The days of an RFC 5545 rule from `first` to `last`, both included; it counts from `first`.

    RuleError where it has no day between them, or more than MOST.
    """
    from dateutil.rrule import rrulestr  # noqa: PLC0415 - only where a rule is expanded

    if last < first:
        raise RuleError(f"到 {last} 为止，早于开始的 {first}", "核对 --from 和 --to")
    start, end = datetime.combine(first, time.min), datetime.combine(last, time.min)
    days = [moment.date() for moment in rrulestr(rule, dtstart=start).between(start, end, inc=True)]
    if not days:
        raise RuleError(f"从 {first} 到 {last} 没有一天要做", "核对 --every 或 --rule，和 --from、--to")
    if len(days) > MOST:
        raise RuleError(f"从 {first} 到 {last} 有 {len(days)} 次，一次最多排 {MOST} 次", "把 --to 写近一些，分几次排")
    return days

"""How often a duty is due as people say it: 每天, 每个工作日, 每周, 每半月, 每月2天, 每季度, 每10天."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gridctl.domain.clock import plain
from gridctl.domain.duties.duties import DutyDays
from gridctl.domain.duties.windows import DAILY, HINT, NAMED_RULES, checked_rule
from gridctl.domain.numerals import arabic
from gridctl.domain.text import fold
from gridctl.errors import UsageError

_ALIKE = {"日": "天", "星期": "周", "礼拜": "周", "个月": "月", "季": "季度", "半个月": "半月", "个工作日": "工作日"}
_WORKING = "每个工作日"
_TYPED = re.compile(
    r"每?(?P<every>\d{1,3})?(?P<unit>个?工作日|天|日|周|星期|礼拜|半个?月|个?月|季度?|半年|年)"
    r"(?:(?P<times>\d{1,2})[次天回])?",
    re.ASCII,
)
_INTERVALS = {
    "天": "FREQ=DAILY;INTERVAL={}",
    "周": "FREQ=WEEKLY;INTERVAL={};BYDAY=SU",
    "月": "FREQ=MONTHLY;INTERVAL={};BYMONTHDAY=-1",
    "年": "FREQ=YEARLY;INTERVAL={};BYMONTH=12;BYMONTHDAY=-1",
}
_MEASURES = {"天": "天", "周": "周", "月": "个月", "年": "年"}
_SAID = {rule: words for words, rule in NAMED_RULES.items()} | {
    f"FREQ=YEARLY;BYMONTH={','.join(map(str, range(every, 13, every)))};BYMONTHDAY=-1": f"每{every}个月"
    for every in (2, 4)
}
_DATES = re.compile(r"FREQ=(?:MONTHLY|YEARLY)(?:;BYMONTH=(?P<months>[\d,]+))?;BYMONTHDAY=(?P<day>-1|\d+)")
_YEAR, _HALF_YEARS = 12, 2
MONTHS_END = 10  # 次月初: the last day of the month's first ten


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often: a rule, on which days, and on how many days of a window; None leaves that as it is."""

    rule: str
    days: DutyDays | None = None
    times: int | None = None


def frequency_from_text(text: str) -> Frequency:
    """Read how often a duty is due, as a clerk types it or as an RFC 5545 rule; UsageError where it is neither."""
    typed = plain(arabic(fold(text)))
    if "freq=" in typed.lower():
        return Frequency(checked_rule(fold(text)))
    found = _TYPED.fullmatch(typed)
    if found is None:
        raise UsageError(f"看不懂多久一次：“{fold(text)}”", HINT)
    unit = _ALIKE.get(found["unit"], found["unit"])
    times = int(found["times"]) if found["times"] else None
    if unit == "工作日" and not found["every"]:
        return Frequency(DAILY, DutyDays.WORKING, times)
    return Frequency(_rule(unit, int(found["every"] or 1), text), DutyDays.ALL if unit == "天" else None, times)


def _rule(unit: str, every: int, text: str) -> str:
    if every == 1:
        return NAMED_RULES[f"每{unit}"]
    if unit == "月" and every and _YEAR % every == 0:
        months = ",".join(str(month) for month in range(every, _YEAR + 1, every))
        return f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY=-1"
    if unit not in _INTERVALS or every == 0:
        raise UsageError(f"看不懂多久一次：“{fold(text)}”", HINT)
    return checked_rule(_INTERVALS[unit].format(every))


def frequency_words(rule: str, times: int = 1, days: DutyDays = DutyDays.ALL) -> str:
    """Say how often as people do; "" while it is blank."""
    if not rule:
        return ""
    words = _WORKING if rule == DAILY and days is DutyDays.WORKING else _rule_words(rule)
    return f"{words}{times}天" if times > 1 else words


def _rule_words(rule: str) -> str:
    if rule in _SAID:
        return _SAID[rule]
    for unit, pattern in _INTERVALS.items():
        if found := re.fullmatch(pattern.replace("{}", r"(\d+)"), rule):
            return f"每{found[1]}{_MEASURES[unit]}"
    found = _DATES.fullmatch(rule)
    return _dates_words(found["months"] or "", found["day"]) if found else rule


def _dates_words(months: str, day: str) -> str:
    word = "月底" if day == "-1" else f"月{day}日"
    if not months:
        return f"每{word}前"
    return f"每年{'、'.join(f'{month}{word}' for month in months.split(','))}前"


def half_years_from_text(text: str) -> str:
    """The rule of 每半年、具体时间为某月底、某月底或次月初: each half ends with the first ten days after its month.

    UsageError for anything but two months, such as 6,12.
    """
    parts = [part.removesuffix("底").removesuffix("月") for part in re.split(r"[,、;和 ]+", arabic(fold(text))) if part]
    months = sorted({int(part) for part in parts if part.isdecimal() and part.isascii()})
    if len(parts) != _HALF_YEARS or len(months) != _HALF_YEARS or not set(months) <= set(range(1, _YEAR + 1)):
        raise UsageError(f"要写两个月份，“{fold(text)}”不是", "例如 6,12，就是 6 月底、12 月底或次月初")
    ends = sorted(month % _YEAR + 1 for month in months)
    return f"FREQ=YEARLY;BYMONTH={','.join(map(str, ends))};BYMONTHDAY={MONTHS_END}"


def times_from_text(text: str) -> int:
    """How many times, on days of their own, within a window; UsageError for what is no such number."""
    found = re.fullmatch(r"(\d{1,2})[次天回]?", arabic(fold(text)), re.ASCII)
    if found is None or not 1 <= int(found[1]) <= 31:  # noqa: PLR2004 - no month has more days
        raise UsageError(f"次数“{fold(text)}”不是 1 至 31 的整数", "例如 2")
    return int(found[1])

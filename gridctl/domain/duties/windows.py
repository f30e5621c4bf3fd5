"""When a duty is due: windows of days, told by a rule of RFC 5545 whose dates are the last days of the windows (I8).

A window runs from the day after the rule's previous date to its date. FREQ=DAILY is each day by itself, and FREQ=WEEKLY
the project's own week; only other rules are expanded by dateutil, which costs more than all else here.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING

from gridctl.domain.weeks import week_of
from gridctl.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gridctl.domain.calendar import Calendar
    from gridctl.domain.weeks import Cuts

DAILY, WEEKLY = "FREQ=DAILY", "FREQ=WEEKLY"
NAMED_RULES = {
    "每天": DAILY,
    "每周": WEEKLY,
    "每半月": "FREQ=MONTHLY;BYMONTHDAY=15,-1",
    "每月": "FREQ=MONTHLY;BYMONTHDAY=-1",
    "每季度": "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",
    "每半年": "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1",
    "每年": "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1",
}
"""The rules that people have a word for; that they occur is known without expanding them."""
HINT = (
    "写成 每天、每个工作日、每周、每半月、每月、每季度、每半年、每年、每10天，或 RRULE，如 FREQ=MONTHLY;BYMONTHDAY=10"
)
_DAY = timedelta(days=1)
_EPOCH = date(2000, 1, 3)  # a Monday; where an interval of several periods counts from
_PARTS = frozenset({"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYYEARDAY", "BYWEEKNO", "BYSETPOS", "WKST"})
_SPANS = {"DAILY": _DAY, "WEEKLY": timedelta(weeks=1)}
_MONTHS = {"MONTHLY": 1, "YEARLY": 12}
_LAST_YEARS = date(9940, 1, 1)
_NO_WEEKDAY = re.compile(r"BYDAY=[^;]*?(?:[6-9]|\d{2,})[A-Z]")  # a sixth one of a month: dateutil breaks on it
_PERIODS = _SPANS.keys() | _MONTHS.keys()
_BACK, _FAR_BACK = 2, 28  # years: the weekdays of 29 February come round after 28
_COMPLETED = {"MONTHLY": "BYMONTHDAY=-1", "YEARLY": "BYMONTH=12;BYMONTHDAY=-1"}


@dataclass(frozen=True, slots=True)
class Window:
    """The days within which a duty is to be done once more, both included."""

    first: date
    last: date

    def holds(self, day: date) -> bool:
        """Whether a day is in it."""
        return self.first <= day <= self.last

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1


def windows(
    rule: str, first: date, last: date, cuts: Cuts = ((date.min, 6),), working: Calendar | None = None
) -> list[Window]:
    """Give the windows that end on a day from `first` to `last`, oldest first.

    `cuts` are the project's weeks; with `working` a daily duty is due on the working days of that calendar.
    """
    if rule == DAILY:
        return [Window(day, day) for day in _days(first, last) if working is None or working.is_working_day(day)]
    if rule == WEEKLY:
        return list(_weeks(first, last, cuts))
    ends = _dates(rule, first, last)
    return [Window(before + _DAY, end) for before, end in pairwise(ends) if end >= first]


def windows_holding(
    rule: str, day: date, cuts: Cuts = ((date.min, 6),), working: Calendar | None = None
) -> list[Window]:
    """Give the window that a day is in: one, or none where it is a day off."""
    if rule in (DAILY, WEEKLY):
        end = day if rule == DAILY else week_of(day, cuts).last
        return windows(rule, end, end, cuts, working)
    for years in (1, _FAR_BACK):
        if found := windows(rule, day, _years_on(day, years)):
            return [one for one in found[:1] if one.holds(day)]
    return []


def checked_rule(text: str) -> str:
    """Give a rule in the one way that it is kept; UsageError for what is none, and for a rule that never occurs."""
    rule = text.strip().upper().removeprefix("RRULE:").rstrip(";")
    parts = _parts_of(rule)
    strange = sorted(parts.keys() - _PARTS)
    counted = parts.get("INTERVAL", "1").strip("0").isdecimal()  # not 0, not -1
    if strange or "" in parts.values() or not counted or parts.get("FREQ") not in _PERIODS:
        what = f"{'、'.join(filter(None, strange))} 用不上" if any(strange) else "看不懂"
        raise UsageError(f"“{text}”不是能用的频次：{what}", HINT)
    rule = _completed(rule, parts)
    if rule not in NAMED_RULES.values():
        _refuse_never(rule, text)
    return rule


def _completed(rule: str, parts: dict[str, str]) -> str:
    """Say the day where a rule leaves it to the day that it begins: the end of the month, of the year, Sunday."""
    if parts.get("INTERVAL") == "1":
        rule = ";".join(f"{key}={value}" for key, value in parts.items() if key != "INTERVAL")
    by = {key for key in parts if key.startswith("BY")}
    if parts["FREQ"] == "WEEKLY" and not by and rule != WEEKLY:
        return f"{rule};BYDAY=SU"
    if parts["FREQ"] == "YEARLY" and by == {"BYMONTH"}:
        return f"{rule};BYMONTHDAY=-1"
    return rule if by or parts["FREQ"] not in _COMPLETED else f"{rule};{_COMPLETED[parts['FREQ']]}"


def _refuse_never(rule: str, text: str) -> None:
    """Look for it in the last years of all: dateutil goes on until there are no more years, seconds from now."""
    never = UsageError(f"按“{text}”永远轮不到哪一天", HINT)
    if _NO_WEEKDAY.search(rule) and ("MONTHLY" in rule or "BYMONTH=" in rule):
        raise never
    try:
        found = _rrule(rule, _start(rule, _LAST_YEARS))
    except (ValueError, TypeError, KeyError, IndexError, OverflowError, ArithmeticError):
        raise UsageError(f"“{text}”不是能用的频次：看不懂", HINT) from None
    with suppress(ValueError):  # the last week of all has days of a year that there is not
        late = (moment for moment in found if moment.date() >= _LAST_YEARS)
        if len(list(islice(late, 2))) == 2:  # noqa: PLR2004 - what occurs once in half a century has no window
            return
    raise never


def _parts_of(rule: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in rule.split(";"))
    return {key.strip(): value.strip() for key, _, value in pairs}


def _days(first: date, last: date) -> Iterator[date]:
    return (date.fromordinal(ordinal) for ordinal in range(first.toordinal(), last.toordinal() + 1))


def _weeks(first: date, last: date, cuts: Cuts) -> Iterator[Window]:
    week = week_of(first, cuts)
    while week.last <= last:
        yield Window(week.first, week.last)
        week = week_of(week.last + _DAY, cuts)


def _dates(rule: str, first: date, last: date) -> list[date]:
    """The dates of a rule from `first` to `last` and, where there is one, the last before them."""
    for years in (_BACK, _FAR_BACK):
        start = _start(rule, _years_on(first, -years))
        dates = _expanded(rule, start, last)
        before = [day for day in dates if day < first]
        if before:
            return [before[-1], *(day for day in dates if day >= first)]
    return dates


def _expanded(rule: str, start: date, last: date) -> list[date]:
    ends = datetime.combine(last, time.min)
    return [moment.date() for moment in takewhile(lambda moment: moment <= ends, _rrule(rule, start))]


def _rrule(rule: str, start: date) -> Iterable[datetime]:
    from dateutil.rrule import rrulestr  # noqa: PLC0415 - most duties are daily, and need none

    return rrulestr(rule, dtstart=datetime.combine(start, time.min))


def _start(rule: str, day: date) -> date:
    """The last beginning of a period of the rule's until a day, as intervals are counted from the epoch."""
    parts = _parts_of(rule)
    every = int(parts.get("INTERVAL", "1"))
    if span := _SPANS.get(parts["FREQ"]):
        return day - (day - _EPOCH) % (span * every)
    step = _MONTHS[parts["FREQ"]] * every
    months = (day.year - _EPOCH.year) * 12 + day.month - 1
    months -= months % step
    return date(_EPOCH.year + months // 12, months % 12 + 1, 1)


def _years_on(day: date, years: int) -> date:
    """The first of the month that is so many years on."""
    return date(day.year + years, day.month, 1)

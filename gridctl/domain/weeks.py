"""The week of a project: seven days up to the weekday on which the office cuts, numbered by the ISO week of its fourth day.

The weekday is a dated policy. A change from a day D never touches a week that ended before D; the running week gives
way, and no week becomes shorter than four days:

* Where both pieces of the week that D breaks have four days, it ends on the day before D, and the new weeks begin on D.
* Else the pieces are one week, up to the new style's first end from D on; is that too short, or its number taken,
  up to the end after it. So a week has 4 to 13 days, and a number may be left out, never used twice.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from gridctl.domain.clock import calendar_day, plain
from gridctl.domain.moments import NO_MOMENT, UNKNOWN, WEEKDAYS, parse_cell_day, parse_day
from gridctl.domain.text import fold
from gridctl.errors import AmbiguousError, UsageError

Cuts = tuple[tuple[date, int], ...]
"""From which day, the last weekday of the week (0 is Monday); sorted, and the first also holds before its day."""

WEEKDAY_WORDS = tuple(f"周{word}" for word in WEEKDAYS)
HINT = "可以写 上周、本周、上上周、2026-W47、第47周，或那一周里的一天，如 2026-11-14"
_SHORTEST = 4
_DAY = timedelta(days=1)
_FROM_FOURTH = timedelta(days=3)
_WELL_BEFORE = timedelta(days=35)  # more than any week is long
_LABEL = re.compile(r"(?:(?P<year>\d{4})(?:-?(?=w)|年(?=第|\d+周)))?(?:w(?P<w>\d{1,2})|第?(?P<n>\d{1,2})周)", re.ASCII)
_BACK = {"本周": 0, "这周": 0, "this": 0, "上周": 1, "上一周": 1, "last": 1, "上上周": 2}


@dataclass(frozen=True, slots=True)
class Week:
    """A week of a project, both days included; `year` and `number` as ISO 8601 numbers its fourth day."""

    first: date
    last: date
    year: int
    number: int

    @property
    def label(self) -> str:
        """The week for listings and file names: `2026-W47`."""
        return f"{self.year}-W{self.number:02}"

    @property
    def words(self) -> str:
        """The week for a sheet: `2026年第47周（11月14日—11月20日）`, with the years where it has a day of another."""
        whole = self.first.year == self.last.year == self.year
        first, last = (f"{'' if whole else f'{day.year}年'}{day.month}月{day.day}日" for day in (self.first, self.last))
        return f"{self.year}年第{self.number}周（{first}—{last}）"

    def holds(self, day: date) -> bool:
        """Whether a day is of this week."""
        return self.first <= day <= self.last

    @property
    def key(self) -> tuple[int, int]:
        """Year and number, which no other week of the project has and which grow with its days."""
        return self.year, self.number


@dataclass(frozen=True, slots=True)
class _Era:
    """The weeks from a day on: first those that a change left out of shape, then seven days each, ending on a weekday."""

    start: date
    opening: tuple[Week, ...]
    weekday: int


def week_of(day: date, cuts: Cuts) -> Week:
    """Give the week that holds a day."""
    return _find(day, _eras(cuts))


def next_week(week: Week, cuts: Cuts) -> Week:
    """Give the week after a week."""
    return week_of(week.last + _DAY, cuts)


def previous_week(week: Week, cuts: Cuts) -> Week:
    """Give the week before a week."""
    return week_of(week.first - _DAY, cuts)


def last_whole_week(today: date, cuts: Cuts) -> Week:
    """Give the last week that ended before today; one that ends today is not whole yet."""
    return previous_week(week_of(today, cuts), cuts)


def _find(day: date, eras: tuple[_Era, ...]) -> Week:
    """Give the week of a day by the last era that has begun."""
    era = next(era for era in reversed(eras) if era.start <= day)
    return next((week for week in era.opening if week.holds(day)), None) or _regular(day, era.weekday)


def _regular(day: date, weekday: int) -> Week:
    """Give the week of seven days that ends on a weekday and holds a day."""
    last = day + timedelta(days=(weekday - day.weekday()) % 7)
    return _named(last - timedelta(days=6), last, last - _FROM_FOURTH)


def _named(first: date, last: date, fourth: date) -> Week:
    """Give a week the number of a day."""
    iso = fourth.isocalendar()
    return Week(first, last, iso.year, iso.week)


@lru_cache(maxsize=64)
def _eras(cuts: Cuts) -> tuple[_Era, ...]:
    """Lay the calendar out, one change of the weekday after the other."""
    eras: tuple[_Era, ...] = (_Era(date.min, (), cuts[0][1]),)
    for day, weekday in cuts[1:]:
        if weekday != eras[-1].weekday:
            eras = _changed(eras, day, weekday)
    return eras


def _changed(eras: tuple[_Era, ...], day: date, weekday: int) -> tuple[_Era, ...]:
    """Let the weeks end on another weekday from a day on; every week that ended before it stays."""
    running = _find(day, eras)
    before = _find(running.first - _DAY, eras)
    opening = _opening(running.first, day, _regular(day, weekday), before)
    return (*(era for era in eras if era.start < running.first), _Era(running.first, opening, weekday))


def _opening(first: date, day: date, new: Week, before: Week) -> tuple[Week, ...]:
    """Divide the days from the start of the running week to the end of the new style's week, or of the one after."""
    head = _named(first, day - _DAY, new.last - _FROM_FOURTH - timedelta(days=7))
    if (day - first).days >= _SHORTEST and (new.last - day).days + 1 >= _SHORTEST and head.key > before.key:
        return head, Week(day, new.last, new.year, new.number)
    while new.key <= before.key or (new.last - first).days + 1 < _SHORTEST:
        new = _regular(new.last + _DAY, new.last.weekday())
    return (Week(first, new.last, new.year, new.number),)


def week_from_text(text: str, today: date, cuts: Cuts) -> Week:
    """Read a week as a clerk types it: 上周, 2026-W47, 第47周 (the latest that has begun), or a day in it.

    UsageError for a week that is none.
    """
    typed = fold(text)
    shape = plain(typed).removesuffix("-week")
    if shape in _BACK:
        return _back(week_of(today, cuts), _BACK[shape], cuts)
    if found := _LABEL.fullmatch(shape):
        number = int(found["w"] or found["n"])
        return _numbered(int(found["year"]), number, cuts) if found["year"] else _latest(number, today, cuts)
    return week_of(_day_in_week(typed, today), cuts)


def _back(week: Week, count: int, cuts: Cuts) -> Week:
    """Go some weeks back."""
    for _ in range(count):
        week = previous_week(week, cuts)
    return week


def _numbered(year: int, number: int, cuts: Cuts) -> Week:
    """Give the week of a year by its number."""
    try:
        week = week_of(date.fromisocalendar(calendar_day(year, 1, 1).year, number, 4) - _WELL_BEFORE, cuts)
    except ValueError:
        raise UsageError(f"{year}年没有第{number}周", HINT) from None
    while week.key < (year, number):
        week = next_week(week, cuts)
    if week.key != (year, number):
        raise UsageError(f"{year}年没有第{number}周：改每周截止日时并入了{week.words}", f"请写 {week.label}")
    return week


def _latest(number: int, today: date, cuts: Cuts) -> Week:
    """Give the week of that number that has begun, of this year, else of the last."""
    this = week_of(today, cuts).year
    for year in (this, this - 1):
        try:
            week = _numbered(year, number, cuts)
        except UsageError:
            continue
        if week.first <= today:
            return week
    raise UsageError(f"今年和去年都没有已开始的第{number}周", HINT)


def _day_in_week(typed: str, today: date) -> date:
    """Read a day that stands for its week; with its year it may be one to come."""
    try:
        return parse_cell_day(typed)
    except ValueError:
        pass
    try:
        return parse_day(typed, datetime.combine(today, time.max))
    except AmbiguousError:
        raise
    except UsageError as wrong:
        raise UsageError(
            f"看不懂是哪一周：{wrong.message.removeprefix(UNKNOWN).replace(NO_MOMENT, '')}", HINT
        ) from None

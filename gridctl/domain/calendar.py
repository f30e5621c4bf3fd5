"""Working days: Monday to Friday, but for dated exceptions, holidays and the make-up days that they cost (D1, D10).

A calendar is made once of its exceptions; whatever is asked of it then is a few look-ups, however far apart the days.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

SATURDAY = 5
WEEK, WORKING_WEEK = 7, 5
# The statutory days of National Day: one of them at least is a weekday, so every year's arrangement lists one.
_ALWAYS_LISTED = ((10, 1), (10, 2), (10, 3))


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day on which the week's rule does not hold: `working` (a make-up day, 班) or not (休); `name` is the holiday."""

    day: date
    working: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A special day as a ledger keeps it: `working` 1 or 0, `source` "regulation" (the program's) or "sheet"."""

    project: int
    id: int
    day: date
    working: int
    name: str
    source: str

    @property
    def special(self) -> SpecialDay:
        """The day itself."""
        return SpecialDay(self.day, bool(self.working), self.name)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working days of a place; made by `calendar`.

    `_shifts` holds the ordinals of the days that differ from the week's rule, oldest first, and `_sums` by how many
    working days these have moved the count so far.
    """

    special: Mapping[date, SpecialDay]
    _shifts: tuple[int, ...]
    _sums: tuple[int, ...]

    def is_working_day(self, day: date) -> bool:
        """Whether people work on a day."""
        special = self.special.get(day)
        return special.working if special else day.weekday() < SATURDAY

    def name(self, day: date) -> str:
        """The holiday that a day belongs to, or "" for an ordinary one."""
        special = self.special.get(day)
        return special.name if special else ""

    def working_days(self, after: date, until: date) -> int:
        """How many working days lie after a day, up to and with another; negative where `until` lies before."""
        return self._count(until) - self._count(after)

    def next_working_day(self, day: date) -> date:
        """The first working day after a day."""
        return self.add_working_days(day, 1)

    def add_working_days(self, day: date, count: int) -> date:
        """The working day that is so many after a day, which itself does not count; ValueError for less than 1."""
        if count < 1:
            raise ValueError(f"{count} working days is no way ahead")
        wanted = self._count(day) + count
        first = day.toordinal() + 1
        last = first + WEEK * (count // WORKING_WEEK + 2) + 2 * len(self._shifts)
        return date.fromordinal(bisect_left(range(first, last), wanted, key=self._count_to) + first)

    def unknown_years(self, first: date, last: date) -> tuple[int, ...]:
        """The years between two days whose holidays the calendar does not have: there only the week's rule holds."""
        return tuple(year for year in range(first.year, last.year + 1) if not self._knows(year))

    def _knows(self, year: int) -> bool:
        return any(date(year, month, day) in self.special for month, day in _ALWAYS_LISTED)

    def _count(self, day: date) -> int:
        return self._count_to(day.toordinal())

    def _count_to(self, ordinal: int) -> int:
        """The working days from the first day of all (a Monday) up to and with a day."""
        weeks, rest = divmod(ordinal, WEEK)
        at = bisect_right(self._shifts, ordinal)
        return weeks * WORKING_WEEK + min(rest, WORKING_WEEK) + (self._sums[at - 1] if at else 0)


def calendar(special: Iterable[SpecialDay]) -> Calendar:
    """Make the calendar of some special days; of two for the same day the later one holds."""
    known = {item.day: item for item in special}
    differing = sorted(day for day, item in known.items() if item.working != (day.weekday() < SATURDAY))
    sums = accumulate(1 if known[day].working else -1 for day in differing)
    return Calendar(known, tuple(day.toordinal() for day in differing), tuple(sums))


def special_days(first: date, last: date, name: str, *, working: bool) -> tuple[SpecialDay, ...]:
    """Every day from the first up to and with the last, as one holiday or its make-up days."""
    days = (date.fromordinal(ordinal) for ordinal in range(first.toordinal(), last.toordinal() + 1))
    return tuple(SpecialDay(day, working, name) for day in days)


WEEKDAYS = calendar(())
"""Monday to Friday: what holds where no holidays are known."""


def unknown_words(years: Iterable[int]) -> str:
    """Say which years are judged by the week alone, or nothing where there are none."""
    said = "、".join(f"{year} 年" for year in years)
    return f"台账里没有{said}的节假日安排，按星期一至星期五算工作日" if said else ""

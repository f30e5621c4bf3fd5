"""Limits of a round, in minutes, working days or calendar days: by when, which days warn, what a hold adds (D10 3.3.1).

A limit in days does not count the day it begins and runs to the end of its last one: half a month is 15 calendar days,
whatever they are. One in minutes runs to a minute; where only the day of the beginning is known, from that day's end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from gridctl.domain.calendar import WEEKDAYS
from gridctl.domain.moments import Moment
from gridctl.domain.numerals import arabic
from gridctl.domain.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gridctl.domain.calendar import Calendar
    from gridctl.domain.policies import Policy

DAY_MINUTES, HOUR_MINUTES = 24 * 60, 60
HALF_A_MONTH = "15天"
_ONE_DAY = timedelta(days=1)


class Unit(StrEnum):
    """What a limit counts."""

    MINUTES = "minutes"
    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"


@dataclass(frozen=True, slots=True)
class Limit:
    """So many minutes, working days or calendar days; as text `15 calendar_days`, which `parse_stored` reads back."""

    amount: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.amount} {self.unit}"

    @classmethod
    def parse_stored(cls, text: str) -> Limit:
        """Read what `str` wrote; anything else is a ValueError."""
        amount, _, unit = text.partition(" ")
        return cls(int(amount), Unit(unit))

    @property
    def words(self) -> str:
        """The limit as a clerk reads it: 30分钟, 24小时, 3个工作日, 15天."""
        if self.unit is Unit.MINUTES and self.amount % HOUR_MINUTES == 0:
            return f"{self.amount // HOUR_MINUTES}小时"
        return f"{self.amount}{_WORDS[self.unit]}"


_MINUTES = "_minutes"
_WORDS = {Unit.MINUTES: "分钟", Unit.WORKING_DAYS: "个工作日", Unit.CALENDAR_DAYS: "天"}
_TYPED = re.compile(
    r"(?P<amount>\d{1,5})(?P<half>个半|\.5)? ?(?:(?P<minutes>分钟?|minutes?)|(?P<hours>个?(?:小时|钟头)|hours?)"
    r"|(?P<working>个?工作[日天]|working_days)|(?P<calendar>个?自然[日天]|天|日|calendar_days|days?))",
    re.ASCII,
)


def limit_from_text(text: str) -> Limit | None:
    """The limit that is typed (`半个月`, `3个工作日`, `24小时`, `30 minutes`), or None where it is none."""
    typed = HALF_A_MONTH if fold(text) == "半个月" else arabic(fold(text)).lower()
    found = _TYPED.fullmatch(typed)
    if found is None or (found["half"] and not found["hours"]) or not int(found["amount"]):
        return None
    amount = int(found["amount"])
    if found["hours"]:
        return Limit(amount * HOUR_MINUTES + (HOUR_MINUTES // 2 if found["half"] else 0), Unit.MINUTES)
    if found["minutes"]:
        return Limit(amount, Unit.MINUTES)
    return Limit(amount, Unit.WORKING_DAYS if found["working"] else Unit.CALENDAR_DAYS)


def policy_limit(policy: Policy) -> Limit:
    """The limit that a policy's value is: a number counts minutes where the policy is named so, else days."""
    value = policy.content
    if isinstance(value, str):
        return Limit.parse_stored(value)
    return Limit(value, Unit.MINUTES if policy.name.endswith(_MINUTES) else Unit.CALENDAR_DAYS)


class Hold(NamedTuple):
    """A time for which the work waited (待料, 待批, 待外委): from its beginning until it came back, or is to come back."""

    since: Moment
    until: Moment


def due_moment(opened: Moment, limit: Limit, calendar: Calendar = WEEKDAYS, holds: Iterable[Hold] = ()) -> Moment:
    """The last moment of a limit: a day, to its end, or a minute.

    `holds` are given only where the kind's policy stops the clock for them: each that began within the limit adds the
    days (working days, minutes) that it took; what began after the limit had passed adds nothing.
    """
    if limit.unit is Unit.MINUTES:
        return _due_minute(opened, limit.amount, holds)
    return Moment(_due_day(opened.day, limit, calendar, holds))


def warning_days(
    opened: date, after: Iterable[int], unit: Unit, calendar: Calendar = WEEKDAYS, holds: Iterable[Hold] = ()
) -> tuple[date, ...]:
    """The days that warn, so many days (of the limit's unit) after the opening one: day 10 and day 13 of half a month.

    A limit in minutes is too short to warn of: there are none.
    """
    if unit is Unit.MINUTES:
        return ()
    spans = tuple(holds)
    return tuple(_due_day(opened, Limit(days, unit), calendar, spans) for days in after)


def warnings_reached(days: Iterable[date], today: date) -> int:
    """How many of the warning days have come."""
    return sum(day <= today for day in days)


def _due_day(opened: date, limit: Limit, calendar: Calendar, holds: Iterable[Hold]) -> date:
    day, held = _ahead(opened, limit, calendar, 0), 0
    for since, until in _spans(((hold.since.day.toordinal(), hold.until.day.toordinal()) for hold in holds), opened):
        if since > day.toordinal():
            break
        held += _days_held(date.fromordinal(since), date.fromordinal(until), limit.unit, calendar)
        day = _ahead(opened, limit, calendar, held)
    return day


def _ahead(opened: date, limit: Limit, calendar: Calendar, held: int) -> date:
    if limit.unit is Unit.WORKING_DAYS:
        return calendar.add_working_days(opened, limit.amount + held)
    return opened + timedelta(days=limit.amount + held)


def _days_held(since: date, until: date, unit: Unit, calendar: Calendar) -> int:
    """The days from the one on which the work stopped up to, not with, the one on which it went on."""
    if unit is Unit.WORKING_DAYS:
        return calendar.working_days(since - _ONE_DAY, until - _ONE_DAY)
    return (until - since).days


def _spans(held: Iterable[tuple[int, int]], opened: date, scale: int = 1) -> Iterator[tuple[int, int]]:
    """Holds in order and as one where they overlap, none before the opening; in days, or minutes of `scale` a day."""
    reached = opened.toordinal() * scale
    for since, until in sorted(held):
        if until > reached:
            yield max(since, reached), until
            reached = until


def _due_minute(opened: Moment, minutes: int, holds: Iterable[Hold]) -> Moment:
    """Count in minutes from the first day of all; a day alone is known to have ended, no more."""
    end = _minutes(opened) + (DAY_MINUTES if opened.minute is None else 0) + minutes
    held = ((_minutes(hold.since), _minutes(hold.until)) for hold in holds)
    for since, until in _spans(held, opened.day, DAY_MINUTES):
        if since > end:
            break
        end += until - since
    day, minute = divmod(end, DAY_MINUTES)
    if opened.minute is None and minute == 0:
        return Moment(date.fromordinal(day) - _ONE_DAY)
    return Moment(date.fromordinal(day), minute)


def _minutes(moment: Moment) -> int:
    return moment.day.toordinal() * DAY_MINUTES + (moment.minute or 0)

"""The holidays of a year as the State Council arranged them: the seed of a project's calendar, never what is judged by.

`chinese_calendar` has them from 2004 to the year that was arranged last (each November for the next one). It takes 10 ms
to import, so it is imported only where a calendar is copied into a ledger.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from gridctl.domain.calendar import SpecialDay


def known_years() -> range:
    """The years whose holidays are known."""
    years = {item.day.year for item in _every_day()}
    return range(min(years), max(years) + 1)


def holidays_of(year: int) -> tuple[SpecialDay, ...]:
    """The days off and the make-up days of a year, oldest first; none where the year is not known."""
    return tuple(item for item in _every_day() if item.day.year == year)


def seed(first_year: int) -> tuple[SpecialDay, ...]:
    """What a project's calendar begins with: every known day from a year on."""
    return tuple(item for item in _every_day() if item.day.year >= first_year)


@cache
def _every_day() -> tuple[SpecialDay, ...]:
    from chinese_calendar import Holiday, holidays, workdays  # type: ignore[import-untyped]  # noqa: PLC0415

    names = {item.value: str(item.chinese) for item in Holiday}
    off = (SpecialDay(day, working=False, name=names[holiday]) for day, holiday in holidays.items())
    make_up = (SpecialDay(day, working=True, name=names[holiday]) for day, holiday in workdays.items())
    return tuple(sorted((*off, *make_up), key=_day))


def _day(item: SpecialDay) -> date:
    return item.day

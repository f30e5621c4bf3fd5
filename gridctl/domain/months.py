"""Calendar months: read as people type them, kept as 2026-03."""

from __future__ import annotations

import re
from datetime import date, timedelta

from gridctl.domain.clock import calendar_day, plain
from gridctl.domain.text import fold
from gridctl.errors import UsageError

HINT = "可以写 2026-03、2026年3月、3月、上月、本月"
_LABEL = re.compile(r"(?:(?P<year>\d{4})(?:-|/|年))?(?P<month>\d{1,2})月?份?", re.ASCII)
_SPOKEN = {"本月": 0, "这个月": 0, "当月": 0, "上月": 1, "上个月": 1}


def month_of(day: date) -> date:
    """The month of a day, as its first day."""
    return day.replace(day=1)


def month_after(month: date) -> date:
    """The next month, as its first day."""
    return month_of(month_of(month) + timedelta(days=31))


def last_day(month: date) -> date:
    """The last day of a month."""
    return month_after(month) - timedelta(days=1)


def month_text(month: date) -> str:
    """A month as it is kept: 2026-03."""
    return f"{month:%Y-%m}"


def month_meant(text: str, today: date) -> date:
    """The month that is meant, as its first day; one without a year is the latest that has begun. UsageError else."""
    typed = plain(fold(text))
    if typed in _SPOKEN:
        return month_of(month_of(today) - timedelta(days=_SPOKEN[typed]))
    found = _LABEL.fullmatch(typed)
    if found is None or not (found["year"] or typed.endswith(("月", "份"))):
        raise UsageError(f"看不懂月份“{fold(text)}”", HINT)
    try:
        month = calendar_day(int(found["year"] or today.year), int(found["month"]), 1)
    except ValueError as error:
        raise UsageError(f"月份“{fold(text)}”：{error}", HINT) from None
    return month if found["year"] or month <= today else month.replace(year=month.year - 1)

"""Days of dated rows as clerks type them: they may lie behind or ahead, so both readings are tried."""

from __future__ import annotations

from datetime import date, datetime, time

from gridctl.domain.moments import parse_cell_day, parse_day
from gridctl.errors import UsageError


def any_day(text: str, now: datetime) -> date:
    """Read a day on either side of `now` (local time): 2026-12-01, 昨天, 明天, 3-1.

    A text that fits behind is read so; UsageError where it fits neither side, AmbiguousError where it is unclear.
    """
    try:
        return parse_cell_day(text)
    except ValueError:
        pass
    try:
        return parse_day(text, datetime.combine(now, time.max))
    except UsageError as behind:
        try:
            return parse_day(text, now, ahead=True)
        except UsageError:
            raise behind from None

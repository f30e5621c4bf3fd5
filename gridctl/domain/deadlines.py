"""Deadlines of a round: half a month from the opening day, met by the day the work was finished (D10 3.3.1).

How long each limit is stands in limits.py, and what a signature adds in extensions.py; here is what meets one, and by
how much it was missed. A calendar that is not given is Monday to Friday.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gridctl.domain.calendar import Calendar
    from gridctl.domain.moments import Moment


def due_day(opened: date, limit_days: int) -> date:
    """The last day of the limit: the opening day plus the limit, to the end of that local day."""
    return opened + timedelta(days=limit_days)


def next_working_day(day: date, calendar: Calendar | None = None) -> date:
    """The first working day after a day."""
    return _known(calendar).next_working_day(day)


def grace_ends(day: date, grace: str, calendar: Calendar | None = None) -> datetime:
    """Until when what happened on a day may be entered and is in time: an hour (`10:00`) of the next working day."""
    return datetime.combine(next_working_day(day, calendar), time.fromisoformat(grace))


def counts_as_finished(
    finished: date, recorded: datetime, grace: str, live_from: date, calendar: Calendar | None = None
) -> date:
    """The day a deadline stops: when the work was finished or, if that was entered after the grace, when it was entered.

    `recorded` is the project's local time, `grace` the hour (`10:00`) of the next working day until which an entry is in
    time. What was finished before the project went live is judged by when it happened.
    """
    if _entered_in_time(finished, recorded, grace, live_from, calendar):
        return finished
    return max(finished, recorded.date())


def counts_at(
    happened: Moment, recorded: datetime, grace: str, live_from: date, calendar: Calendar | None = None
) -> Moment:
    """The same to the minute, for whatever stops a deadline: a finish, or a voiding."""
    if _entered_in_time(happened.day, recorded, grace, live_from, calendar):
        return happened
    return type(happened).of(recorded) if recorded.date() >= happened.day else happened


def days_overdue(due: date, finished_counts: date | None, at_end_of: date) -> int:
    """Days past the limit at the end of a day; 0 where it was met or has not passed.

    What was finished late stays overdue, by the days it was late, until it is accepted.
    """
    stopped = min(finished_counts, at_end_of) if finished_counts else at_end_of
    return max(0, (stopped - due).days)


def _entered_in_time(
    happened: date, recorded: datetime, grace: str, live_from: date, calendar: Calendar | None
) -> bool:
    return happened < live_from or recorded <= grace_ends(happened, grace, calendar)


def _known(calendar: Calendar | None) -> Calendar:
    if calendar is not None:
        return calendar
    from gridctl.domain.calendar import WEEKDAYS  # noqa: PLC0415 - a list asks how late things are, never which day it is

    return WEEKDAYS

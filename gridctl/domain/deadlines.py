"""Deadlines of a round: half a month from the opening day, met by the day the work was finished (D10 3.3.1)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

SATURDAY = 5


def due_day(opened: date, limit_days: int) -> date:
    """The last day of the limit: the opening day plus the limit, to the end of that local day."""
    return opened + timedelta(days=limit_days)


def next_working_day(day: date) -> date:
    """The first Monday to Friday after a day."""
    day += timedelta(days=1)
    while day.weekday() >= SATURDAY:
        day += timedelta(days=1)
    return day


def counts_as_finished(finished: date, recorded: datetime, grace: str, live_from: date) -> date:
    """The day a deadline stops: when the work was finished or, if that was entered after the grace, when it was entered.

    `recorded` is the project's local time, `grace` the hour (`10:00`) of the next working day until which an entry is in
    time. What was finished before the project went live is judged by when it happened.
    """
    if finished < live_from or recorded <= datetime.combine(next_working_day(finished), time.fromisoformat(grace)):
        return finished
    return max(finished, recorded.date())


def days_overdue(due: date, finished_counts: date | None, at_end_of: date) -> int:
    """Days past the limit at the end of a day; 0 where it was met or has not passed.

    What was finished late stays overdue, by the days it was late, until it is accepted.
    """
    stopped = min(finished_counts, at_end_of) if finished_counts else at_end_of
    return max(0, (stopped - due).days)

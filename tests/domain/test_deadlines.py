"""Deadlines met and missed; the days of 2026 are those of its wall calendar."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from gridctl.domain.calendar import calendar
from gridctl.domain.deadlines import (
    counts_as_finished,
    counts_at,
    days_overdue,
    due_day,
    grace_ends,
    next_working_day,
)
from gridctl.domain.moments import Moment
from gridctl.regulation.holidays import holidays_of

LIVE = date(2026, 1, 1)
YEAR = calendar(holidays_of(2026))


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("opened", "due"),
    [
        ("2026-11-01", "2026-11-16"),
        ("2026-01-31", "2026-02-15"),  # over the end of a month of 31 days
        ("2026-02-14", "2026-03-01"),  # February of 28 days
        ("2028-02-14", "2028-02-29"),  # a leap year
        ("2028-02-29", "2028-03-15"),
        ("2026-04-30", "2026-05-15"),
        ("2026-12-20", "2027-01-04"),
    ],
)
def test_half_a_month_is_fifteen_days_to_the_end_of_the_day(opened: str, due: str) -> None:
    assert due_day(day(opened), 15) == day(due)


@pytest.mark.parametrize(
    ("given", "following"),
    [
        ("2026-03-16", "2026-03-17"),  # Monday
        ("2026-03-20", "2026-03-23"),  # Friday
        ("2026-03-21", "2026-03-23"),
        ("2026-03-22", "2026-03-23"),
    ],
)
def test_working_days_are_monday_to_friday(given: str, following: str) -> None:
    assert next_working_day(day(given)) == day(following)


@pytest.mark.parametrize(
    ("finished", "recorded", "counts"),
    [
        ("2026-03-16", "2026-03-16T18:00", "2026-03-16"),
        ("2026-03-16", "2026-03-17T10:00", "2026-03-16"),  # to the minute still in time
        ("2026-03-16", "2026-03-17T10:01", "2026-03-17"),
        ("2026-03-20", "2026-03-23T09:59", "2026-03-20"),  # Friday's work entered on Monday morning
        ("2026-03-20", "2026-03-23T10:30", "2026-03-23"),
        ("2026-03-21", "2026-03-23T09:00", "2026-03-21"),  # Saturday's
        ("2026-03-16", "2026-03-25T08:00", "2026-03-25"),
        ("2025-12-31", "2026-03-25T08:00", "2025-12-31"),  # before the office worked with the ledger
        ("2026-01-01", "2026-03-25T08:00", "2026-03-25"),
    ],
)
def test_a_deadline_stops_when_the_work_was_finished_or_at_a_late_entry(
    finished: str, recorded: str, counts: str
) -> None:
    assert counts_as_finished(day(finished), datetime.fromisoformat(recorded), "10:00", LIVE) == day(counts)


@pytest.mark.parametrize(
    ("finished", "at_end_of", "days"),
    [
        (None, "2026-03-14", 0),
        (None, "2026-03-15", 0),  # the last day of the limit is within it
        (None, "2026-03-16", 1),
        (None, "2026-03-25", 10),
        ("2026-03-15", "2026-03-25", 0),  # met
        ("2026-03-18", "2026-03-25", 3),  # late, and no later than that
        ("2026-03-18", "2026-03-16", 1),  # seen before it was finished
        ("2026-03-18", "2026-03-15", 0),
    ],
)
def test_days_overdue_stop_with_the_work(finished: str | None, at_end_of: str, days: int) -> None:
    assert days_overdue(day("2026-03-15"), day(finished) if finished else None, day(at_end_of)) == days


@pytest.mark.parametrize(
    ("finished", "recorded", "counts"),
    [
        ("2026-02-14", "2026-02-24T10:00", "2026-02-14"),  # the last day worked before Spring Festival
        ("2026-02-14", "2026-02-24T10:01", "2026-02-24"),
        ("2026-02-18", "2026-02-24T09:59", "2026-02-18"),  # done within the holiday
        ("2026-01-03", "2026-01-04T09:00", "2026-01-03"),  # the Sunday after is worked
        ("2026-01-03", "2026-01-05T09:00", "2026-01-05"),
        ("2026-05-08", "2026-05-09T10:30", "2026-05-09"),  # a Friday before a Saturday that is worked
        ("2026-10-01", "2026-10-08T10:00", "2026-10-01"),
        ("2026-10-09", "2026-10-12T09:00", "2026-10-12"),
        ("2026-11-21", "2026-11-23T09:00", "2026-11-21"),  # an ordinary weekend
        ("2026-12-31", "2027-01-01T10:00", "2026-12-31"),  # nobody arranged 2027 yet
    ],
)
def test_the_grace_knows_holidays_and_make_up_days(finished: str, recorded: str, counts: str) -> None:
    entered = datetime.fromisoformat(recorded)
    assert counts_as_finished(day(finished), entered, "10:00", LIVE, YEAR) == day(counts)
    assert counts_at(Moment(day(finished)), entered, "10:00", LIVE, YEAR).day == day(counts)


@pytest.mark.parametrize(
    ("happened", "recorded", "counts"),
    [
        ("2026-03-16 08:30", "2026-03-16T18:00", "2026-03-16 08:30"),
        ("2026-03-16 08:30", "2026-03-17T10:00", "2026-03-16 08:30"),
        ("2026-03-16 08:30", "2026-03-17T10:01", "2026-03-17 10:01"),
        ("2026-03-16", "2026-03-17T10:01", "2026-03-17 10:01"),
        ("2025-12-31 08:30", "2026-03-17T10:01", "2025-12-31 08:30"),
    ],
)
def test_what_stops_a_deadline_counts_to_the_minute(happened: str, recorded: str, counts: str) -> None:
    found = counts_at(Moment.parse_stored(happened), datetime.fromisoformat(recorded), "10:00", LIVE, YEAR)
    assert str(found) == counts


def test_the_grace_ends_at_an_hour_of_the_next_working_day() -> None:
    assert grace_ends(day("2026-09-30"), "09:30", YEAR) == datetime.fromisoformat("2026-10-08T09:30")
    assert grace_ends(day("2026-09-30"), "09:30") == datetime.fromisoformat("2026-10-01T09:30")
    assert next_working_day(day("2026-02-14"), YEAR) == day("2026-02-24")


DAYS = st.integers(0, 400).map(lambda n: LIVE + timedelta(days=n))
MINUTES = st.integers(0, 20 * 1440)


@settings(max_examples=80)
@given(DAYS, MINUTES, MINUTES)
def test_entering_later_never_makes_it_earlier(finished: date, one: int, other: int) -> None:
    midnight = datetime.combine(finished, datetime.min.time())
    entries = [midnight + timedelta(minutes=minutes) for minutes in sorted((one, other))]
    counts = [counts_as_finished(finished, entered, "10:00", LIVE, YEAR) for entered in entries]
    assert finished <= counts[0] <= counts[1] <= entries[1].date()


@settings(max_examples=80)
@given(DAYS, st.none() | DAYS, DAYS, DAYS)
def test_lateness_only_grows(due: date, finished: date | None, one: date, other: date) -> None:
    first, second = (days_overdue(due, finished, at_end_of) for at_end_of in sorted((one, other)))
    assert 0 <= first <= second <= days_overdue(due, None, max(one, other))

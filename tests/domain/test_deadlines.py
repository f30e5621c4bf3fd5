from datetime import date, datetime

import pytest

from gridctl.domain.deadlines import counts_as_finished, days_overdue, due_day, next_working_day

LIVE = date(2026, 1, 1)


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

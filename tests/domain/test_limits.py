"""Limits counted by hand on a wall calendar of 2026: half a month, working days, minutes, holds and warnings."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from gridctl.domain.calendar import calendar
from gridctl.domain.limits import (
    Hold,
    Limit,
    Unit,
    due_moment,
    limit_from_text,
    warning_days,
    warnings_reached,
)
from gridctl.domain.moments import Moment
from gridctl.regulation.holidays import holidays_of

YEAR = calendar(holidays_of(2026))
HALF_MONTH = Limit(15, Unit.CALENDAR_DAYS)


def moment(text: str) -> Moment:
    return Moment.parse_stored(text)


def limit(text: str) -> Limit:
    found = limit_from_text(text)
    assert found
    return found


def holds(*spans: str) -> list[Hold]:
    """`03-05/03-08`: on hold from the 5th, back on the 8th; a span may say minutes of the 20th of November too."""
    ends = [[f"2026-11-20 {end}" if ":" in end else f"2026-{end}" for end in span.split("/")] for span in spans]
    return [Hold(moment(since), moment(until)) for since, until in ends]


@pytest.mark.parametrize(
    ("opened", "allowed", "due"),
    [
        # half a month: 15 calendar days, whatever days they are
        ("2026-03-02", "半个月", "2026-03-17"),
        ("2026-03-02 23:59", "半个月", "2026-03-17"),
        ("2026-03-31", "半个月", "2026-04-15"),
        ("2026-02-01", "半个月", "2026-02-16"),  # ends within Spring Festival
        ("2026-09-20", "半个月", "2026-10-05"),  # ends within National Day
        ("2026-02-13", "半个月", "2026-02-28"),
        ("2026-02-14", "半个月", "2026-03-01"),
        ("2024-02-14", "半个月", "2024-02-29"),  # a leap year
        ("2024-02-15", "半个月", "2024-03-01"),
        ("2026-12-17", "半个月", "2027-01-01"),
        # working days
        ("2026-11-16", "1个工作日", "2026-11-17"),
        ("2026-11-16", "3个工作日", "2026-11-19"),
        ("2026-11-20", "1个工作日", "2026-11-23"),  # a Friday
        ("2026-11-21", "1个工作日", "2026-11-23"),  # a Saturday
        ("2026-02-13", "1个工作日", "2026-02-14"),  # a Saturday that is worked
        ("2026-02-14", "1个工作日", "2026-02-24"),  # over Spring Festival
        ("2026-04-30", "4个工作日", "2026-05-09"),  # 6, 7, 8, and a Saturday that is worked
        ("2026-09-30", "3个工作日", "2026-10-10"),
        ("2026-12-31", "1个工作日", "2027-01-01"),  # a year that nobody arranged yet
        # minutes
        ("2026-11-20 08:30", "30分钟", "2026-11-20 09:00"),
        ("2026-11-20 23:45", "30分钟", "2026-11-21 00:15"),
        ("2026-11-20 08:30", "24小时", "2026-11-21 08:30"),
        ("2028-02-28 12:00", "24小时", "2028-02-29 12:00"),
        ("2026-12-31 12:00", "24小时", "2027-01-01 12:00"),
        ("2026-11-20", "24小时", "2026-11-21"),  # no minute is known: the day's end
        ("2026-11-20", "30分钟", "2026-11-21 00:30"),
    ],
)
def test_when_a_limit_ends(opened: str, allowed: str, due: str) -> None:
    assert str(due_moment(moment(opened), limit(allowed), YEAR)) == due


@pytest.mark.parametrize(
    ("opened", "allowed", "spans", "due"),
    [
        ("2026-03-02", "15天", ["03-05/03-08"], "2026-03-20"),
        ("2026-03-02", "15天", ["03-02/03-05"], "2026-03-20"),  # as if it had been opened on the 5th
        ("2026-03-02", "15天", ["03-05/03-05"], "2026-03-17"),
        ("2026-03-02", "15天", ["03-17/03-19"], "2026-03-19"),  # on its last day
        ("2026-03-02", "15天", ["03-18/03-25"], "2026-03-17"),  # when it had passed
        ("2026-03-02", "15天", ["03-05/03-08", "03-19/03-21"], "2026-03-22"),  # within what the first one gave
        ("2026-03-02", "15天", ["03-19/03-21", "03-05/03-08"], "2026-03-22"),
        ("2026-03-02", "15天", ["03-05/03-09", "03-07/03-10"], "2026-03-22"),  # five days, not seven
        ("2026-03-02", "15天", ["02-25/03-04"], "2026-03-19"),
        ("2026-03-02", "15天", ["02-20/02-25"], "2026-03-17"),
        ("2026-11-16", "3个工作日", ["11-17/11-19"], "2026-11-23"),
        ("2026-11-16", "5个工作日", ["11-20/11-23"], "2026-11-24"),  # of a weekend only its Friday
        ("2026-11-16", "5个工作日", ["11-21/11-23"], "2026-11-23"),
        ("2026-11-20 08:30", "2小时", ["09:00/10:00"], "2026-11-20 11:30"),
        ("2026-11-20 08:30", "2小时", ["10:30/11:00"], "2026-11-20 11:00"),
        ("2026-11-20 08:30", "2小时", ["10:31/11:00"], "2026-11-20 10:30"),
    ],
)
def test_what_a_hold_adds(opened: str, allowed: str, spans: list[str], due: str) -> None:
    assert str(due_moment(moment(opened), limit(allowed), YEAR, holds(*spans))) == due


@pytest.mark.parametrize(
    ("opened", "after", "unit", "spans", "days"),
    [
        ("2026-03-02", (10, 13), Unit.CALENDAR_DAYS, [], ["2026-03-12", "2026-03-15"]),
        ("2026-02-19", (10, 13), Unit.CALENDAR_DAYS, [], ["2026-03-01", "2026-03-04"]),
        ("2026-03-02", (10, 13), Unit.CALENDAR_DAYS, ["03-13/03-16"], ["2026-03-12", "2026-03-18"]),
        ("2026-02-13", (1, 2), Unit.WORKING_DAYS, [], ["2026-02-14", "2026-02-24"]),
        ("2026-03-02", (10, 13), Unit.MINUTES, [], []),
    ],
)
def test_which_days_warn(opened: str, after: tuple[int, ...], unit: Unit, spans: list[str], days: list[str]) -> None:
    found = warning_days(date.fromisoformat(opened), after, unit, YEAR, holds(*spans))
    assert [str(day) for day in found] == days


def test_how_many_warnings_have_come() -> None:
    days = warning_days(date(2026, 3, 2), (10, 13), Unit.CALENDAR_DAYS)
    assert [warnings_reached(days, date(2026, 3, day)) for day in (11, 12, 14, 15, 20)] == [0, 1, 1, 2, 2]


@pytest.mark.parametrize(
    ("text", "stored", "words"),
    [
        ("半个月", "15 calendar_days", "15天"),
        ("15天", "15 calendar_days", "15天"),
        ("十五日", "15 calendar_days", "15天"),
        ("７个自然日", "7 calendar_days", "7天"),
        ("3个工作日", "3 working_days", "3个工作日"),
        ("三工作日", "3 working_days", "3个工作日"),
        ("30分钟", "30 minutes", "30分钟"),
        ("30 minutes", "30 minutes", "30分钟"),
        ("24小时", "1440 minutes", "24小时"),
        ("1个半小时", "90 minutes", "90分钟"),
        ("15 calendar_days", "15 calendar_days", "15天"),
    ],
)
def test_limits_are_typed_stored_and_said(text: str, stored: str, words: str) -> None:
    found = limit(text)
    assert (str(found), found.words) == (stored, words)
    assert Limit.parse_stored(stored) == found == limit(words)


@pytest.mark.parametrize("text", ["", "15", "0天", "1.5天", "-3天", "十五", "工作日", "999999天", "三个月"])
def test_what_is_no_limit(text: str) -> None:
    assert limit_from_text(text) is None


DAYS = st.integers(0, 700).map(lambda n: date(2025, 6, 1) + timedelta(days=n))
MOMENTS = st.builds(Moment, DAYS, st.none() | st.integers(0, 1439))
LIMITS = st.builds(Limit, st.integers(1, 40), st.sampled_from(Unit))
HOLDS = st.lists(st.tuples(MOMENTS, MOMENTS).map(lambda pair: Hold(*sorted(pair, key=str))), max_size=3)


def end(moment: Moment) -> tuple[date, int]:
    return moment.day, 1440 if moment.minute is None else moment.minute


@settings(max_examples=80)
@given(DAYS, DAYS, LIMITS, HOLDS)
def test_what_is_opened_later_is_due_no_earlier(one: date, other: date, allowed: Limit, spans: list[Hold]) -> None:
    first, second = sorted((one, other))
    dues = [end(due_moment(Moment(day), allowed, YEAR)) for day in (first, second)]
    assert dues[0] <= dues[1]
    assert end(due_moment(Moment(first), allowed, YEAR, spans)) >= dues[0]


@settings(max_examples=80)
@given(MOMENTS, LIMITS, HOLDS, HOLDS)
def test_no_hold_takes_time_away(opened: Moment, allowed: Limit, some: list[Hold], more: list[Hold]) -> None:
    held = due_moment(opened, allowed, YEAR, some)
    assert end(held) >= end(due_moment(opened, allowed, YEAR))
    assert end(due_moment(opened, allowed, YEAR, some + more)) >= end(held)
    assert due_moment(opened, allowed, YEAR, some[::-1] + some) == held

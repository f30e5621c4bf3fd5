"""Working days around the holidays of 2026, counted by hand on a wall calendar, and against counting day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings, strategies as st

from gridctl.domain.calendar import WEEKDAYS, Calendar, SpecialDay, calendar, special_days, unknown_words


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def off(first: str, last: str, name: str) -> list[SpecialDay]:
    count = (day(last) - day(first)).days + 1
    return [SpecialDay(day(first) + timedelta(days=n), working=False, name=name) for n in range(count)]


def make_up(*days: str) -> list[SpecialDay]:
    return [SpecialDay(day(text), working=True) for text in days]


YEAR = calendar(
    [
        *off("01-01", "01-03", "元旦"),
        *off("02-15", "02-23", "春节"),
        *off("04-04", "04-06", "清明"),
        *off("05-01", "05-05", "劳动节"),
        *off("06-19", "06-21", "端午"),
        *off("09-25", "09-27", "中秋"),
        *off("10-01", "10-07", "国庆节"),
        *make_up("01-04", "02-14", "02-28", "05-09", "09-20", "10-10"),
    ]
)


@pytest.mark.parametrize(
    ("text", "working"),
    [
        ("01-01", False),  # a Thursday, New Year
        ("01-04", True),  # a Sunday that is worked
        ("01-05", True),
        ("02-13", True),
        ("02-14", True),  # a Saturday that is worked
        ("02-15", False),
        ("02-23", False),  # a Monday off
        ("02-28", True),
        ("03-01", False),  # an ordinary Sunday
        ("10-07", False),
        ("10-08", True),
        ("10-10", True),
    ],
)
def test_which_days_are_worked(text: str, *, working: bool) -> None:
    assert YEAR.is_working_day(day(text)) is working


@pytest.mark.parametrize(
    ("text", "following"),
    [
        ("01-02", "01-04"),  # a holiday before a Sunday that is worked
        ("01-03", "01-04"),
        ("02-13", "02-14"),
        ("02-14", "02-24"),  # over nine days of Spring Festival
        ("02-27", "02-28"),
        ("02-28", "03-02"),
        ("04-03", "04-07"),
        ("04-30", "05-06"),
        ("09-30", "10-08"),
        ("10-09", "10-10"),
        ("10-10", "10-12"),
        ("11-20", "11-23"),  # an ordinary Friday
    ],
)
def test_the_next_working_day(text: str, following: str) -> None:
    assert YEAR.next_working_day(day(text)) == day(following)


@pytest.mark.parametrize(
    ("text", "count", "last"),
    [
        ("11-16", 1, "11-17"),
        ("11-16", 5, "11-23"),
        ("11-21", 1, "11-23"),  # from a Saturday on
        ("02-13", 3, "02-25"),  # 14, 24, 25
        ("02-13", 7, "03-02"),  # 14, 24, 25, 26, 27, 28, March 2
        ("09-24", 4, "10-08"),  # 28, 29, 30, then over National Day
        ("09-24", 5, "10-09"),
        ("04-30", 3, "05-08"),
        ("04-30", 4, "05-09"),  # a Saturday that is worked
    ],
)
def test_some_working_days_ahead(text: str, count: int, last: str) -> None:
    assert YEAR.add_working_days(day(text), count) == day(last)


@pytest.mark.parametrize(
    ("after", "until", "count"),
    [
        ("11-16", "11-16", 0),
        ("11-13", "11-16", 1),
        ("11-16", "11-13", -1),
        ("09-30", "10-07", 0),
        ("09-30", "10-10", 3),
        ("02-13", "02-24", 2),
        ("01-31", "02-28", 16),  # 2 to 6, 9 to 14, 24 to 28
    ],
)
def test_working_days_between(after: str, until: str, count: int) -> None:
    assert YEAR.working_days(day(after), day(until)) == count


def test_a_calendar_knows_what_it_does_not_know() -> None:
    assert YEAR.unknown_years(day("01-01"), day("12-31")) == ()
    assert YEAR.unknown_years(day("12-20"), date(2027, 1, 4)) == (2027,)
    assert YEAR.unknown_years(date(2024, 12, 31), date(2026, 1, 1)) == (2024, 2025)
    assert YEAR.next_working_day(date(2026, 12, 31)) == date(2027, 1, 1)  # the week alone
    assert "2027 年" in unknown_words((2027,))
    assert unknown_words(()) == ""


def test_one_day_of_the_office_itself_does_not_make_a_year_known() -> None:
    founded = SpecialDay(date(2027, 3, 15), working=False, name="司庆")
    assert calendar([founded]).unknown_years(founded.day, founded.day) == (2027,)
    assert not calendar([founded]).is_working_day(founded.day)


def test_the_later_word_about_a_day_holds() -> None:
    said = SpecialDay(day("10-10"), working=True)
    changed = calendar([said, SpecialDay(day("10-10"), working=False, name="调整")])
    assert not changed.is_working_day(day("10-10"))
    assert changed.name(day("10-10")) == "调整"
    assert changed.name(day("10-11")) == ""


def test_a_long_time_off() -> None:
    closed = calendar(special_days(day("03-01"), day("08-31"), "停业", working=False))
    assert closed.add_working_days(day("02-27"), 1) == day("09-01")
    assert closed.add_working_days(day("02-27"), 3) == day("09-03")


def test_no_way_back() -> None:
    with pytest.raises(ValueError, match="0 working days"):
        WEEKDAYS.add_working_days(day("11-16"), 0)


START = day("01-01")
DAYS = st.integers(0, 420).map(lambda n: START + timedelta(days=n))
CALENDARS = st.lists(st.builds(SpecialDay, DAYS, working=st.booleans()), max_size=40).map(calendar)


def counted(of: Calendar, after: date, until: date) -> int:
    return sum(of.is_working_day(after + timedelta(days=n + 1)) for n in range((until - after).days))


@settings(max_examples=60)
@given(CALENDARS, DAYS, DAYS)
def test_counting_agrees_with_the_fingers(of: Calendar, one: date, other: date) -> None:
    after, until = min(one, other), max(one, other)
    assert of.working_days(after, until) == counted(of, after, until) == -of.working_days(until, after)


@settings(max_examples=60)
@given(CALENDARS, DAYS, st.integers(1, 60))
def test_ahead_is_the_first_day_with_so_many_behind_it(of: Calendar, start: date, count: int) -> None:
    found = of.add_working_days(start, count)
    assert of.is_working_day(found)
    assert counted(of, start, found) == count


def test_a_stretch_of_days_is_one_holiday() -> None:
    days = special_days(day("10-01"), day("10-07"), "国庆节", working=False)
    assert [item.day for item in days] == [day("10-01") + timedelta(days=n) for n in range(7)]
    assert {(item.working, item.name) for item in days} == {(False, "国庆节")}
    assert special_days(day("10-10"), day("10-10"), "", working=True) == (SpecialDay(day("10-10"), working=True),)

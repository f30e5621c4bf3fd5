"""Windows of a rule: they follow each other without gap or overlap, whatever stretch of days is asked for."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, strategies as st

from gridctl.domain.calendar import SpecialDay, calendar
from gridctl.domain.duties.windows import DAILY, NAMED_RULES, WEEKLY, Window, checked_rule, windows, windows_holding
from gridctl.errors import UsageError

DAY = timedelta(days=1)
ANY_DAY = st.dates(date(2020, 1, 1), date(2032, 12, 31))
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@st.composite
def rules(draw: st.DrawFn) -> str:
    """A rule that occurs: named, or with intervals, months, days and weekdays of its own."""
    interval = draw(st.integers(1, 14))
    month_days = draw(st.sets(st.integers(1, 28) | st.integers(-28, -1), min_size=1, max_size=4))
    months = draw(st.sets(st.integers(1, 12), min_size=1, max_size=6))
    weekdays = draw(st.sets(st.sampled_from(WEEKDAYS), min_size=1, max_size=4))
    days = ",".join(map(str, sorted(month_days)))
    return draw(
        st.sampled_from(
            [
                *NAMED_RULES.values(),
                f"FREQ=DAILY;INTERVAL={interval}",
                f"FREQ=WEEKLY;INTERVAL={interval};BYDAY={','.join(sorted(weekdays))}",
                f"FREQ=MONTHLY;INTERVAL={interval};BYMONTHDAY={days}",
                f"FREQ=MONTHLY;BYDAY={draw(st.sampled_from(('1', '2', '-1')))}{min(weekdays)}",
                f"FREQ=YEARLY;BYMONTH={','.join(map(str, sorted(months)))};BYMONTHDAY={days}",
            ]
        )
    )


@given(rules(), ANY_DAY, st.integers(0, 400))
def test_windows_leave_no_day_out_and_share_none(rule: str, first: date, days: int) -> None:
    last = first + days * DAY
    found = windows(rule, first, last)
    assert all(a.last + DAY == b.first for a, b in pairwise(found))
    assert all(one.first <= one.last and first <= one.last <= last for one in found)


@given(rules(), ANY_DAY, st.integers(0, 200), st.integers(0, 200))
def test_windows_do_not_depend_on_the_days_asked_for(rule: str, first: date, some: int, more: int) -> None:
    middle, last = first + some * DAY, first + (some + more) * DAY
    assert windows(rule, first, last) == windows(rule, first, middle) + windows(rule, middle + DAY, last)


@given(rules())
def test_a_rule_that_occurs_is_kept_as_it_is(rule: str) -> None:
    assert checked_rule(checked_rule(rule)) == checked_rule(rule)


@given(rules(), ANY_DAY)
def test_every_day_is_in_one_window(rule: str, day: date) -> None:
    [window] = windows_holding(rule, day)
    assert window.holds(day)
    assert [window] == windows(rule, window.last, window.last)


@given(st.sampled_from([rule for rule in NAMED_RULES.values() if rule not in (DAILY, WEEKLY)]), ANY_DAY)
def test_last_days_are_the_dates_of_the_rule(rule: str, first: date) -> None:
    last = first + 800 * DAY
    dates = [moment.date() for moment in rrulestr(f"DTSTART:20000101T000000\nRRULE:{rule};UNTIL={last:%Y%m%d}")]
    assert [one.last for one in windows(rule, first, last)] == [day for day in dates if day >= first]


@pytest.mark.parametrize(
    ("rule", "day", "window"),
    [
        ("FREQ=DAILY", "2026-03-15", ("2026-03-15", "2026-03-15")),
        ("FREQ=WEEKLY", "2026-03-15", ("2026-03-09", "2026-03-15")),
        ("FREQ=MONTHLY;BYMONTHDAY=15,-1", "2028-02-20", ("2028-02-16", "2028-02-29")),
        ("FREQ=MONTHLY;BYMONTHDAY=15,-1", "2026-03-15", ("2026-03-01", "2026-03-15")),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-02-01", ("2026-02-01", "2026-02-28")),
        ("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1", "2026-01-01", ("2026-01-01", "2026-03-31")),
        ("FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=10", "2026-03-01", ("2026-01-11", "2026-07-10")),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2026-03-01", ("2024-03-01", "2028-02-29")),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU", "2026-03-15", ("2026-03-02", "2026-03-15")),
        ("FREQ=MONTHLY;BYDAY=1MO", "2026-03-15", ("2026-03-03", "2026-04-06")),
    ],
)
def test_windows_as_people_count_them(rule: str, day: str, window: tuple[str, str]) -> None:
    expected = Window(*map(date.fromisoformat, window))
    assert windows_holding(rule, date.fromisoformat(day)) == [expected]
    assert expected.days == (expected.last - expected.first).days + 1


def test_the_week_is_the_projects_own_from_the_day_it_was_changed() -> None:
    cuts = ((date(2026, 1, 1), 6), (date(2026, 3, 12), 4))
    found = windows(WEEKLY, date(2026, 3, 1), date(2026, 3, 31), cuts)
    assert [f"{one.last:%m-%d %a}" for one in found] == [
        "03-01 Sun",
        "03-08 Sun",
        "03-13 Fri",
        "03-20 Fri",
        "03-27 Fri",
    ]
    assert [one.days for one in found] == [7, 7, 5, 7, 7]


def test_a_daily_duty_of_working_days_knows_holidays_and_make_up_days() -> None:
    spring = calendar([SpecialDay(date(2026, 2, 14), working=True), SpecialDay(date(2026, 2, 16), working=False)])
    found = windows(DAILY, date(2026, 2, 13), date(2026, 2, 17), working=spring)
    assert [one.last.day for one in found] == [13, 14, 17]
    assert windows_holding(DAILY, date(2026, 2, 15), working=spring) == []
    assert windows_holding(DAILY, date(2026, 2, 14), working=spring) == [Window(date(2026, 2, 14), date(2026, 2, 14))]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("freq=daily;interval=1", "FREQ=DAILY"),
        ("RRULE:FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1"),
        ("FREQ=YEARLY;BYMONTH=6", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=-1"),
        ("FREQ=WEEKLY;BYDAY=SA,SU", "FREQ=WEEKLY;BYDAY=SA,SU"),
        ("FREQ=WEEKLY;BYMONTH=1;BYDAY=SU", "FREQ=WEEKLY;BYMONTH=1;BYDAY=SU"),
        ("FREQ=WEEKLY;INTERVAL=2", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU"),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29"),
    ],
)
def test_a_rule_is_kept_in_one_way(text: str, rule: str) -> None:
    assert checked_rule(text) == rule


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "永远轮不到哪一天"),
        ("FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "永远轮不到哪一天"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9", "永远轮不到哪一天"),
        ("FREQ=YEARLY;BYWEEKNO=1;BYMONTH=6", "永远轮不到哪一天"),
        ("FREQ=MONTHLY;BYDAY=8MO", "永远轮不到哪一天"),
        ("FREQ=MONTHLY;BYDAY=5MO,8MO", "永远轮不到哪一天"),
        ("FREQ=YEARLY;INTERVAL=99999;BYMONTHDAY=31", "永远轮不到哪一天"),
        ("FREQ=DAILY;COUNT=3", "COUNT 用不上"),
        ("FREQ=DAILY;UNTIL=20260301", "UNTIL 用不上"),
        ("FREQ=HOURLY", "看不懂"),
        ("FREQ=DAILY;INTERVAL=0", "看不懂"),
        ("FREQ=DAILY;INTERVAL=-1", "看不懂"),
        ("FREQ=WEEKLY;BYDAY=XX", "看不懂"),
        ("FREQ=MONTHLY;BYMONTHDAY=", "看不懂"),
        ("FREQ=DAILY\nDTSTART:20260101", "看不懂"),
        ("每天", "用不上"),
        ("", "看不懂"),
    ],
)
def test_a_rule_that_never_occurs_or_is_none_is_refused(text: str, why: str) -> None:
    with pytest.raises(UsageError) as refused:
        checked_rule(text)
    assert why in refused.value.message
    assert "每月" in refused.value.hint

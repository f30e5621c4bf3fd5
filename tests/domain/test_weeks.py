from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from gridctl.domain.weeks import (
    Cuts,
    Week,
    last_whole_week,
    next_week,
    previous_week,
    week_from_text,
    week_of,
)
from gridctl.errors import AmbiguousError, UsageError

FRIDAY: Cuts = ((date.min, 4),)
SUNDAY: Cuts = ((date.min, 6),)
DAY = timedelta(days=1)
TODAY = date(2026, 11, 25)


def day(text: str) -> date:
    return date.fromisoformat(text)


@st.composite
def cuts(draw: st.DrawFn, apart: int = 28) -> Cuts:
    """Up to five changes of the weekday, so many days apart at least."""
    start, dated = day("2019-06-01"), [(date.min, draw(st.integers(0, 6)))]
    for _ in range(draw(st.integers(0, 5))):
        start += timedelta(days=draw(st.integers(apart, apart + 60)))
        dated.append((start, draw(st.integers(0, 6))))
    return tuple(dated)


def weeks_between(first: date, last: date, dated: Cuts) -> list[Week]:
    weeks = [week_of(first, dated)]
    while weeks[-1].last < last:
        weeks.append(next_week(weeks[-1], dated))
    return weeks


@pytest.mark.parametrize(
    ("when", "last_weekday", "first", "last", "label"),
    [
        ("2024-12-30", 6, "2024-12-30", "2025-01-05", "2025-W01"),
        ("2024-12-29", 6, "2024-12-23", "2024-12-29", "2024-W52"),
        ("2026-12-31", 6, "2026-12-28", "2027-01-03", "2026-W53"),
        ("2027-01-03", 6, "2026-12-28", "2027-01-03", "2026-W53"),
        ("2027-01-04", 6, "2027-01-04", "2027-01-10", "2027-W01"),
        ("2026-11-14", 4, "2026-11-14", "2026-11-20", "2026-W47"),
        ("2026-11-20", 4, "2026-11-14", "2026-11-20", "2026-W47"),
        ("2026-11-21", 4, "2026-11-21", "2026-11-27", "2026-W48"),
        ("2024-12-30", 4, "2024-12-28", "2025-01-03", "2025-W01"),
        ("2026-12-31", 4, "2026-12-26", "2027-01-01", "2026-W53"),
        ("2020-12-31", 4, "2020-12-26", "2021-01-01", "2020-W53"),
        ("2024-02-29", 4, "2024-02-24", "2024-03-01", "2024-W09"),
        ("2024-02-29", 3, "2024-02-23", "2024-02-29", "2024-W09"),
        ("2024-03-01", 3, "2024-03-01", "2024-03-07", "2024-W10"),
        ("2023-02-28", 1, "2023-02-22", "2023-02-28", "2023-W08"),
        ("2026-01-01", 2, "2026-01-01", "2026-01-07", "2026-W01"),
        ("2025-12-31", 2, "2025-12-25", "2025-12-31", "2025-W52"),
        ("2026-01-01", 0, "2025-12-30", "2026-01-05", "2026-W01"),
        ("2026-01-01", 5, "2025-12-28", "2026-01-03", "2026-W01"),
    ],
)
def test_a_week_bears_the_number_of_its_fourth_day(
    when: str, last_weekday: int, first: str, last: str, label: str
) -> None:
    week = week_of(day(when), ((date.min, last_weekday),))
    assert (str(week.first), str(week.last), week.label) == (first, last, label)


@pytest.mark.parametrize(
    ("when", "words"),
    [
        ("2026-11-20", "2026年第47周（11月14日—11月20日）"),
        ("2026-01-02", "2026年第1周（2025年12月27日—2026年1月2日）"),
        ("2026-12-28", "2026年第53周（2026年12月26日—2027年1月1日）"),
    ],
)
def test_a_week_in_words(when: str, words: str) -> None:
    assert week_of(day(when), FRIDAY).words == words


@pytest.mark.parametrize(
    ("old", "new", "changed", "expected"),
    [
        # Friday to Sunday on a Monday: Saturday and Sunday are too short, the new week takes them.
        (4, 6, "2026-11-23", ["W47 11-14 11-20", "W48 11-21 11-29", "W49 11-30 12-06"]),
        # On the first day of a week: its number is W47's of the new style, so it runs on.
        (4, 6, "2026-11-21", ["W47 11-14 11-20", "W48 11-21 11-29", "W49 11-30 12-06"]),
        # On the last day of a week.
        (4, 6, "2026-11-20", ["W46 11-07 11-13", "W47 11-14 11-22", "W48 11-23 11-29"]),
        # Sunday to Friday: a week of five days.
        (6, 4, "2026-11-25", ["W47 11-16 11-22", "W48 11-23 11-27", "W49 11-28 12-04"]),
        (6, 4, "2026-11-23", ["W47 11-16 11-22", "W48 11-23 11-27", "W49 11-28 12-04"]),
        # On the Saturday or Sunday: two pieces, of which one is too short.
        (6, 4, "2026-11-28", ["W47 11-16 11-22", "W48 11-23 11-27", "W49 11-28 12-04"]),
        # Wednesday to Sunday: both pieces have four days, and there is a number for each.
        (2, 6, "2026-11-23", ["W46 11-12 11-18", "W47 11-19 11-22", "W48 11-23 11-29"]),
        # Sunday to Monday is a day more; Monday to Sunday a day less.
        (6, 0, "2026-11-25", ["W47 11-16 11-22", "W48 11-23 11-30", "W49 12-01 12-07"]),
        (0, 6, "2026-11-25", ["W47 11-17 11-23", "W48 11-24 11-29", "W49 11-30 12-06"]),
        # No change at all.
        (4, 4, "2026-11-25", ["W47 11-14 11-20", "W48 11-21 11-27", "W49 11-28 12-04"]),
    ],
)
def test_a_change_of_the_last_day(old: int, new: int, changed: str, expected: list[str]) -> None:
    dated: Cuts = ((date.min, old), (day(changed), new))
    first = day(f"2026-{expected[0].split()[1]}")
    weeks = weeks_between(first, first + timedelta(days=20), dated)[:3]
    assert [f"{week.label[5:]} {week.first:%m-%d} {week.last:%m-%d}" for week in weeks] == expected


def test_the_first_cut_also_holds_before_its_day() -> None:
    dated: Cuts = ((day("2026-11-01"), 4), (day("2026-12-01"), 6))
    assert week_of(day("2020-05-05"), dated) == week_of(day("2020-05-05"), FRIDAY)


@given(dated=cuts())
def test_weeks_part_the_calendar_in_order_and_no_label_comes_twice(dated: Cuts) -> None:
    weeks = weeks_between(day("2019-05-01"), dated[-1][0] + timedelta(days=60) if dated[1:] else TODAY, dated)
    assert all(a.last + DAY == b.first for a, b in pairwise(weeks))
    assert all(a.key < b.key for a, b in pairwise(weeks))
    assert len({week.label for week in weeks}) == len(weeks)
    assert all(4 <= (week.last - week.first).days + 1 <= 13 for week in weeks)


@given(when=st.dates(date(1990, 1, 1), date(2090, 1, 1)), weekday=st.integers(0, 6))
def test_without_a_change_all_weeks_are_numbered_as_iso_does(when: date, weekday: int) -> None:
    week = week_of(when, ((date.min, weekday),))
    assert (week.last.weekday(), week.last - week.first) == (weekday, timedelta(days=6))
    assert week.key == tuple((week.first + timedelta(days=3)).isocalendar()[:2])


@given(dated=cuts(apart=1))
@settings(max_examples=60)
def test_even_hasty_changes_leave_no_gap_and_no_label_twice(dated: Cuts) -> None:
    weeks = weeks_between(day("2019-05-01"), dated[-1][0] + timedelta(days=30) if dated[1:] else TODAY, dated)
    assert all(a.last + DAY == b.first and a.first <= a.last and a.key < b.key for a, b in pairwise(weeks))


@given(dated=cuts(apart=1), offset=st.integers(-30, 30))
def test_every_day_of_a_week_is_of_that_week(dated: Cuts, offset: int) -> None:
    when = dated[-1][0] + timedelta(days=offset) if dated[1:] else TODAY
    week = week_of(when, dated)
    assert week.holds(when)
    assert {week_of(week.first + timedelta(days=n), dated) for n in range((week.last - week.first).days + 1)} == {week}
    assert previous_week(next_week(week, dated), dated) == week == next_week(previous_week(week, dated), dated)


@given(dated=cuts(apart=1), weekday=st.integers(0, 6), wait=st.integers(1, 40))
def test_a_change_never_touches_a_week_that_has_ended(dated: Cuts, weekday: int, wait: int) -> None:
    changed = (dated[-1][0] if dated[1:] else TODAY) + timedelta(days=wait)
    after = (*dated, (changed, weekday))
    for back in range(80):
        week = week_of(changed - timedelta(days=back), dated)
        if week.last < changed:
            assert week_of(week.first, after) == week
    later = week_of(changed + timedelta(days=21), after)
    assert later.last.weekday() == weekday
    assert (later.last - later.first).days == 6


@given(dated=cuts(), offset=st.integers(-40, 40))
def test_a_label_is_read_back_as_its_week(dated: Cuts, offset: int) -> None:
    week = week_of((dated[-1][0] if dated[1:] else TODAY) + timedelta(days=offset), dated)
    assert week_from_text(week.label, TODAY, dated) == week
    assert week_from_text(f"{week.year}年第{week.number}周", TODAY, dated) == week
    assert week_from_text(str(week.last), TODAY, dated) == week


@pytest.mark.parametrize(
    ("today", "last"),
    [("2026-11-20", "2026-11-13"), ("2026-11-21", "2026-11-20"), ("2026-11-27", "2026-11-20")],
)
def test_a_week_that_ends_today_is_not_whole(today: str, last: str) -> None:
    assert last_whole_week(day(today), FRIDAY).last == day(last)


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("本周", "2026-W48"),
        ("这周", "2026-W48"),
        ("this", "2026-W48"),
        ("上周", "2026-W47"),
        ("上一周", "2026-W47"),
        ("last", "2026-W47"),
        ("last-week", "2026-W47"),
        ("上上周", "2026-W46"),
        ("2026-W47", "2026-W47"),
        ("2026W47", "2026-W47"),
        ("2026-w47", "2026-W47"),
        ("２０２６－Ｗ４７", "2026-W47"),
        ("2026-W5", "2026-W05"),
        ("2026年第47周", "2026-W47"),
        ("2026年47周", "2026-W47"),
        ("2027-W01", "2027-W01"),
        ("2020-W53", "2020-W53"),
        ("W47", "2026-W47"),
        ("W48", "2026-W48"),
        ("W49", "2025-W49"),
        ("47周", "2026-W47"),
        ("第47周", "2026-W47"),
        ("第四十七周", "2026-W47"),
        ("第 5 周", "2026-W05"),
        ("2026-11-14", "2026-W47"),
        ("2026年11月13日", "2026-W46"),
        ("2026-12-25", "2026-W52"),
        ("11-14", "2026-W47"),
        ("昨天", "2026-W48"),
        ("上周五", "2026-W47"),
        ("上周六", "2026-W48"),
    ],
)
def test_weeks_as_clerks_type_them(typed: str, label: str) -> None:
    assert week_from_text(typed, TODAY, FRIDAY).label == label


def test_a_bare_number_is_of_the_year_of_the_week_not_of_the_calendar() -> None:
    assert week_from_text("W01", day("2024-12-30"), SUNDAY).label == "2025-W01"
    assert week_from_text("W53", day("2027-01-10"), SUNDAY).label == "2026-W53"
    assert week_from_text("W52", day("2027-01-10"), SUNDAY).label == "2026-W52"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("2026-W54", "2026年没有第54周"),
        ("2025-W53", "2025年没有第53周"),
        ("2026-W00", "2026年没有第0周"),
        ("9999-W52", "9999年没有第52周"),
        ("0001-W01", "1年没有第1周"),
        ("W53", "都没有已开始的第53周"),
        ("W54", "都没有已开始的第54周"),
        ("0周", "都没有已开始的第0周"),
        ("26-W47", "看不懂"),
        ("2026-47", "看不懂"),
        ("2026-W475", "看不懂"),
        ("下周", "看不懂"),
        ("47", "看不懂"),
        ("", "看不懂"),
        ("2026-02-30", "没有30日"),
        ("昨天 8:30", "看不懂"),
    ],
)
def test_a_week_that_is_none(typed: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason) as refused:
        week_from_text(typed, TODAY, FRIDAY)
    assert "2026-W47" in refused.value.hint


def test_a_day_of_an_unclear_year_is_asked_back() -> None:
    with pytest.raises(AmbiguousError):
        week_from_text("12-20", TODAY, FRIDAY)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("下周", "看不懂是哪一周：“下周”"), ("2026-02-30", "看不懂是哪一周：“2026-02-30”：2026年2月没有30日")],
)
def test_what_is_not_understood_is_said_once(typed: str, said: str) -> None:
    with pytest.raises(UsageError) as refused:
        week_from_text(typed, TODAY, FRIDAY)
    assert refused.value.message == said


def test_a_number_that_a_change_left_out_is_told() -> None:
    # Wednesday to Thursday on a Friday: the pieces are one day and seven, and become one week of eight.
    dated: Cuts = ((date.min, 2), (day("2026-11-20"), 3))
    weeks = weeks_between(day("2026-11-12"), day("2026-12-03"), dated)
    missing = next(b.number - 1 for a, b in pairwise(weeks) if b.number - a.number > 1)
    joined = next(b for a, b in pairwise(weeks) if b.number - a.number > 1)
    with pytest.raises(UsageError, match=f"没有第{missing}周：改每周截止日时并入了") as refused:
        week_from_text(f"2026-W{missing}", TODAY, dated)
    assert refused.value.hint == f"请写 {joined.label}"

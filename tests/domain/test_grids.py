"""Dated rows: half-open, so that one may begin on the day another ends."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from gridctl.domain.grids import Assignment, days_words, ended, holds_on, overlaps, period_words

MARCH = date(2026, 3, 1)
APRIL = date(2026, 4, 1)
MAY = date(2026, 5, 1)
DAYS = st.integers(0, 20).map(lambda n: MARCH + timedelta(days=n))


def row(start: date, end: date | None) -> Assignment:
    return Assignment(1, 1, 1, "steward", "grid", 1, None, None, start, end)


@pytest.mark.parametrize(
    ("start", "end", "shared"),
    [
        (MARCH, APRIL, True),
        (APRIL, MAY, False),  # hands over on the day the other ends
        (MARCH - timedelta(days=31), MARCH, False),  # ends on the day the other begins
        (APRIL - timedelta(days=1), None, True),  # shares the last day
        (MARCH - timedelta(days=31), MARCH + timedelta(days=1), True),  # shares the first day
        (MARCH - timedelta(days=31), None, True),
        (MAY, None, False),
    ],
)
def test_a_shared_day_is_an_overlap(start: date, end: date | None, shared: bool) -> None:  # noqa: FBT001
    assert overlaps(row(MARCH, APRIL), start, end) is shared


def test_an_open_end_shares_every_later_day() -> None:
    assert overlaps(row(MARCH, None), MAY, None)
    assert not overlaps(row(MARCH, None), MARCH - timedelta(days=9), MARCH)


@given(DAYS, st.none() | DAYS, DAYS, st.none() | DAYS)
def test_overlapping_is_holding_on_a_common_day(a: date, b: date | None, c: date, d: date | None) -> None:
    first, second = row(a, b), row(c, d)
    days = [MARCH + timedelta(days=n) for n in range(22)]
    common = any(holds_on(first, day) and holds_on(second, day) for day in days)
    nonempty = (b is None or a < b) and (d is None or c < d)
    assert not nonempty or overlaps(first, c, d) == overlaps(second, a, b) == common


@given(st.lists(st.tuples(DAYS, st.none() | DAYS), max_size=5), DAYS)
def test_what_was_ended_holds_as_before_up_to_the_day_and_not_from_it_on(
    periods: list[tuple[date, date | None]], day: date
) -> None:
    rows = [row(a, b) for a, b in periods if b is None or a < b]
    closing, never = ended(rows, day)
    over = [r for r in rows if r not in never and not (r.valid_to is None or r.valid_to > day)]
    left = over + closing
    for offset in range(22):
        on = MARCH + timedelta(days=offset)
        expected = sum(holds_on(r, on) for r in rows) if on < day else 0
        assert sum(holds_on(r, on) for r in left) == expected
    assert all(r.valid_to is None or r.valid_from < r.valid_to for r in left)


def test_a_period_names_its_last_day() -> None:
    assert period_words(MARCH, None) == "自 2026-03-01 起"
    assert period_words(MARCH, APRIL) == "2026-03-01 至 2026-03-31"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (MARCH, MARCH, "2026-03-01"),
        (MARCH, date(2026, 3, 9), "2026-03-01 至 03-09"),
        (date(2025, 12, 30), date(2026, 1, 2), "2025-12-30 至 2026-01-02"),
    ],
)
def test_days_in_a_row_are_told_in_short(first: date, last: date, words: str) -> None:
    assert days_words(first, last) == words

"""What a contractor's month costs, and when the next inspection is."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from gridctl.domain.contractors import Contractor, Deduction, next_inspection, payment, reversed_by


def contractor(start: date, end: date | None, fee: int = 310_000) -> Contractor:
    return Contractor(1, 1, "洁净保洁", "cleaning", "", "", fee, start, end)


def deduction(amount: int, state: str = "confirmed", reverses: int | None = None, key: int = 1) -> Deduction:
    return Deduction(1, key, 1, None, None, "2026-03", amount, "", None, date.min, state, None, None, reverses)


@pytest.mark.parametrize(
    ("start", "end", "days", "fee"),
    [
        (date(2025, 1, 1), None, 31, 310_000),
        (date(2026, 3, 1), date(2026, 4, 1), 31, 310_000),
        (date(2026, 3, 31), None, 1, 10_000),
        (date(2025, 1, 1), date(2026, 3, 11), 10, 100_000),
        (date(2026, 3, 10), date(2026, 3, 12), 2, 20_000),
        (date(2026, 4, 1), None, 0, 0),
        (date(2025, 1, 1), date(2026, 3, 1), 0, 0),
    ],
)
def test_a_contract_that_begins_or_ends_within_the_month_is_paid_by_days(
    start: date, end: date | None, days: int, fee: int
) -> None:
    due = payment(contractor(start, end), date(2026, 3, 1), [])
    assert (due.days, due.days_of_month, due.fee, due.payable) == (days, 31, fee, fee)


@pytest.mark.parametrize(
    ("month", "days_of_month", "fee"), [(date(2026, 2, 1), 28, 10_000), (date(2028, 2, 1), 29, 9_655)]
)
def test_a_day_of_february(month: date, days_of_month: int, fee: int) -> None:
    due = payment(contractor(month, month + timedelta(days=1), 280_000), month, [])
    assert (due.days_of_month, due.fee) == (days_of_month, fee)


def test_only_what_is_confirmed_is_deducted_and_a_reversal_gives_it_back() -> None:
    rows = [deduction(5_000), deduction(20_000, "proposed"), deduction(7_000), deduction(-5_000, reverses=1)]
    due = payment(contractor(date(2025, 1, 1), None), date(2026, 3, 1), rows)
    assert (due.deducted, due.payable, due.uncovered) == (7_000, 303_000, 0)
    assert list(reversed_by(rows)) == [1]


def test_a_deduction_above_the_fee_leaves_nothing_to_pay() -> None:
    due = payment(contractor(date(2025, 1, 1), None, 1_000), date(2026, 3, 1), [deduction(1_500)])
    assert (due.payable, due.uncovered) == (0, 500)


@given(st.dates(date(2024, 1, 1), date(2027, 1, 1)), st.integers(1, 60), st.integers(0, 10**8))
def test_the_parts_of_a_month_make_the_whole(start: date, length: int, fee: int) -> None:
    cut, month = start + timedelta(days=length), start.replace(day=1)
    spans: list[tuple[date, date | None]] = [(month, cut), (cut, None)]
    parts = [payment(contractor(first, end, fee), month, []) for first, end in spans]
    assert sum(part.days for part in parts) == parts[0].days_of_month
    assert abs(sum(part.fee for part in parts) - fee) <= 1


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 3, 14), date(2026, 3, 15)),
        (date(2026, 3, 15), date(2026, 3, 31)),
        (date(2026, 3, 31), date(2026, 4, 15)),
        (date(2026, 2, 15), date(2026, 2, 28)),
        (date(2026, 12, 31), date(2027, 1, 15)),
    ],
)
def test_the_next_inspection(day: date, due: date) -> None:
    assert next_inspection(day, (15, 31)) == due

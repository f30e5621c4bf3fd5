"""Months as people type them."""

from datetime import date

import pytest
from hypothesis import given, strategies as st

from gridctl.domain.months import last_day, month_after, month_meant, month_of, month_text
from gridctl.errors import UsageError

TODAY = date(2026, 3, 16)


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-03", date(2026, 3, 1)),
        ("2026-3", date(2026, 3, 1)),
        ("2026年3月", date(2026, 3, 1)),
        ("２０２６年三月份", date(2026, 3, 1)),
        ("2027/11", date(2027, 11, 1)),
        ("3月", date(2026, 3, 1)),
        ("4月", date(2025, 4, 1)),
        ("本月", date(2026, 3, 1)),
        ("上月", date(2026, 2, 1)),
        ("上个月", date(2026, 2, 1)),
    ],
)
def test_what_is_typed(text: str, month: date) -> None:
    assert month_meant(text, TODAY) == month


def test_the_month_before_january_is_december() -> None:
    assert month_meant("上月", date(2026, 1, 31)) == date(2025, 12, 1)


@pytest.mark.parametrize("text", ["", "3", "2026", "2026-13", "0月", "2026-03-01", "三个月", "下月", "999-01"])
def test_what_is_no_month(text: str) -> None:
    with pytest.raises(UsageError):
        month_meant(text, TODAY)


@given(st.dates(date(2000, 1, 1), date(2090, 12, 31)))
def test_months_follow_each_other(day: date) -> None:
    month = month_of(day)
    assert month <= day <= last_day(month)
    assert (month_after(month) - last_day(month)).days == 1
    assert month_meant(month_text(month), TODAY) == month

"""Days of dated rows lie behind or ahead."""

from datetime import date, datetime

import pytest

from gridctl.domain.days import any_day
from gridctl.errors import AmbiguousError, UsageError

NOW = datetime(2026, 3, 16, 10, 0)  # noqa: DTZ001 - local, a Monday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-01", date(2026, 12, 1)),
        ("2020年1月5日", date(2020, 1, 5)),
        ("今天", date(2026, 3, 16)),
        ("昨天", date(2026, 3, 15)),
        ("明天", date(2026, 3, 17)),
        ("3-1", date(2026, 3, 1)),
        ("3-20", date(2026, 3, 20)),
        ("11-20", date(2025, 11, 20)),
        ("12日", date(2026, 3, 12)),
        ("20日", date(2026, 3, 20)),
        ("上周五", date(2026, 3, 13)),
        ("下周五", date(2026, 3, 27)),
    ],
)
def test_either_side_is_read(text: str, day: date) -> None:
    assert any_day(text, NOW) == day


@pytest.mark.parametrize("text", ["", "7", "2月30日", "8:30", "不知道"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(UsageError):
        any_day(text, NOW)


def test_a_year_of_two_digits_is_asked_back() -> None:
    with pytest.raises(AmbiguousError):
        any_day("26-3-1", NOW)

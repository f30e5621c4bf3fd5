from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from gridctl.domain.numerals import arabic, chinese

ONES = "零一二三四五六七八九"


def spelled(number: int) -> str:
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    head = f"{ONES[hundreds]}百" if hundreds else ""
    middle = f"{ONES[tens] if tens > 1 or hundreds else ''}十" if tens else "零" if hundreds and ones else ""
    return head + middle + (ONES[ones] if ones or not number else "")


@given(st.integers(0, 999))
def test_every_number_below_a_thousand(number: int) -> None:
    assert arabic(f"第{spelled(number)}号") == f"第{number}号"


@given(st.text("0123456789", min_size=1, max_size=6))
def test_digit_by_digit_keeps_zeros(digits: str) -> None:
    assert arabic("".join(ONES[int(digit)] for digit in digits)) == digits


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("廿一", "21"),
        ("卅", "30"),
        ("廿五", "25"),
        ("二〇二六", "2026"),
        ("一○一", "101"),
        ("两", "2"),
        ("叁号楼", "3号楼"),
        ("壹拾贰栋", "12栋"),
        ("陆家嘴", "陆家嘴"),
        ("百货", "百货"),
        ("十十", "十十"),
        ("十二号楼三单元", "12号楼3单元"),
        ("3栋", "3栋"),
        ("", ""),
    ],
)
def test_arabic(written: str, digits: str) -> None:
    assert arabic(written) == digits


@given(st.integers(0, 200))
def test_a_number_in_a_name_is_read_back(value: int) -> None:
    assert chinese(value).isdecimal() is (value not in range(1, 11))
    assert int(arabic(chinese(value))) == value


@given(st.text(ONES + "十百廿卅〇○两壹贰拾号栋1", max_size=12))
def test_any_run_of_numerals_is_read_or_left(text: str) -> None:
    assert arabic(text).isascii() or set(arabic(text)) <= set(text) | set("0123456789")

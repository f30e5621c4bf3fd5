"""Chinese numerals as people write them in places and dates, turned into digits."""

from __future__ import annotations

import re
from functools import cache

NUMERALS = "零〇○一二两三四五六七八九十百廿卅"
_DIGITS = {**{char: value for value, char in enumerate("零一二三四五六七八九")}, "〇": 0, "○": 0, "两": 2}
_TO_TEN = "一二三四五六七八九十"
_TENS = {"廿": 20, "卅": 30}
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾", "一二三四五六七八九十")


@cache
def _runs() -> re.Pattern[str]:
    """A run of numerals. The formal ones count only before a counter or the end: 伍 and 陆 are surnames too."""
    return re.compile(rf"[{NUMERALS}]+|[壹贰叁肆伍陆柒捌玖拾]+(?=号|栋|幢|座|单元|期|层|楼|#|$)")


def number(run: str) -> str:
    """Return the digits of one run of numerals; the run itself where it is no number.

    With 十, 百, 廿 or 卅 it is counted (十二 → 12, 廿一 → 21, 一百零二 → 102), else read digit by digit (〇一 → 01).
    """
    plain = run.translate(_FORMAL)
    if not any(char in "十百廿卅" for char in plain):
        return "".join(str(_DIGITS[char]) for char in plain)
    counted = re.fullmatch(r"(?:(.)百[零〇○]?)?(?:([^十百廿卅]?)十|([廿卅]))?([^十百廿卅]?)", plain)
    if not counted:
        return run
    hundreds, tens, short, ones = counted.groups()
    if any(char and char not in _DIGITS for char in (hundreds, tens)):
        return run
    value = 100 * _DIGITS.get(hundreds or "零", 0) + _TENS.get(short or "", 0) + _DIGITS.get(ones or "零", 0)
    return str(value + (10 * _DIGITS.get(tens or "一", 0) if tens is not None else 0))


def chinese(value: int) -> str:
    """Return a number from 1 to 10 as people write it in a name: 一 … 十; others stay digits."""
    return _TO_TEN[value - 1] if value in range(1, 11) else str(value)


def arabic(text: str) -> str:
    """Return a text with every run of Chinese numerals in digits: 三号楼二单元 → 3号楼2单元."""
    return text if text.isascii() else _runs().sub(lambda run: number(run[0]), text)

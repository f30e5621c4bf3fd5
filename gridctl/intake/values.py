"""From what a cell holds to text, numbers and dates.

Each function takes a cell and gives a value, None for blank, CLEAR for <清空>, or a Doubt; UnfitError (or ValueError)
with a Chinese reason where the cell cannot be taken. They are called once for each different value of a column.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from gridctl.domain.clock import minute_of_day, plain as plain_time
from gridctl.domain.moments import Moment, parse_cell_day, parse_cell_moment
from gridctl.domain.sheets import CLEAR, Clear
from gridctl.domain.text import clean, fold
from gridctl.intake.sheets import Damage

EXACT = 1e15
"""From here on a float no longer holds each whole number."""
_A_DAY, _MINUTES = timedelta(days=1), 24 * 60
_CM2 = Decimal(10_000)
_MAX_CM2 = Decimal(10) ** 11
_FIRST_ODD = frozenset("<＜《=\"'‘’")
_SCIENTIFIC = re.compile(r"[+-]?[0-9](?:\.[0-9]+)?[eE]\+?[0-9]{1,3}")
_AS_FORMULA = re.compile(r'="(.*)"')
_LOST = "是 Excel 改坏的长号码，后几位已经丢失；请把这一列设成文本，重新录入"
NOTHING = frozenset(
    [
        "/",
        "//",
        "\\",
        "-",
        "--",
        "---",
        "—",
        "——",
        "无",
        "暂无",
        "没有",
        "不详",
        "未知",
        "未填",
        "空",
        "n/a",
        "na",
        "未提供",
        "未登记",
        "null",
        "none",
        "?",
        "??",
        "*",
    ]
)
"""What offices write where there is nothing to write, folded."""
_UNITS = re.compile(r"(?:平方米|平米|平方|平|m2|米|m|度|°)$", re.IGNORECASE)


class UnfitError(ValueError):
    """A cell that cannot be taken, with the reason in Chinese."""


class Doubt(NamedTuple):
    """A value that is taken, and what should be looked at."""

    value: object
    reason: str


def text(cell: object) -> str | Clear | Doubt | None:
    """Read text, and numbers that were meant as text."""
    if not isinstance(cell, str):
        return _text_of(cell)
    text = cell.strip() if cell.isprintable() else clean(cell)
    if not text:
        return None
    if text[0] in _FIRST_ODD:
        if fold(text) == CLEAR.value:
            return CLEAR
        text = _unwrapped(text)
    elif "+" in text and _SCIENTIFIC.fullmatch(text):
        raise UnfitError(_LOST)
    if not cell.isprintable() and _steers(cell):
        return Doubt(text or None, "含有看不见的控制字符，已去掉")
    return text or None


def _unwrapped(text: str) -> str:
    """Take off what keeps Excel from making a number of it: ="0101" and '0101."""
    formula = _AS_FORMULA.fullmatch(text)
    if formula:
        return formula[1].strip()
    return text[1:].strip() if text[0] == "'" and text[1:2].isdigit() else text


def _steers(text: str) -> bool:
    return any(unicodedata.category(each) == "Cc" and not each.isspace() for each in text)


def _text_of(cell: object) -> str | None:
    """Read a number, exactly, as the text it was typed as."""
    if cell is None:
        return None
    if isinstance(cell, bool):
        raise UnfitError("是逻辑值（TRUE 或 FALSE），不是文字")
    if isinstance(cell, int | float):
        if not math.isfinite(cell):
            raise UnfitError("不是数字")
        if abs(cell) >= EXACT:
            raise UnfitError(_LOST)
        return str(int(cell)) if cell == int(cell) else f"{cell:.15g}"
    if isinstance(cell, Damage):
        raise UnfitError(cell.reason)
    if isinstance(cell, date | time | timedelta):
        raise UnfitError("被 Excel 当成了日期或时间；请把这一列设成文本，重新录入")
    raise UnfitError("不是文字")


def plain(cell: object) -> tuple[str, str] | Clear | None:
    """Read text for a kind that has no use for control characters: the text and what there is to say about it."""
    value = text(cell)
    if isinstance(value, Doubt):
        return (str(value.value), value.reason) if value.value else None
    return (value, "") if isinstance(value, str) else value


def part(cell: object) -> object:
    """Read a building, unit or floor; a shop's unit is `/`, 无 or 0 where it has none."""
    value = text(cell)
    if not isinstance(value, str):
        return value
    return None if value.casefold() in NOTHING or value == "0" else value


def _number(cell: object) -> Decimal | Clear | None:
    said = plain(cell)
    if not isinstance(said, tuple):
        return said
    folded = fold(said[0])
    if folded.casefold() in NOTHING:
        return None
    try:
        number = Decimal(_UNITS.sub("", folded).strip().replace(",", ""))
    except InvalidOperation:
        raise UnfitError("不是数字") from None
    if not number.is_finite():
        raise UnfitError("不是数字")
    return number


def area(cell: object) -> object:
    """Read square metres as whole square centimetres."""
    number = _number(cell)
    if not isinstance(number, Decimal):
        return number
    if number == 0:
        return Doubt(None, "面积是 0，按没有填处理")
    if not 0 < number * _CM2 < _MAX_CM2:
        raise UnfitError("面积要大于 0，以平方米计")
    return int((number * _CM2).to_integral_value())


def decimal(cell: object) -> object:
    """Read a number as plain decimal text."""
    number = _number(cell)
    return f"{number:f}" if isinstance(number, Decimal) else number


def day(cell: object) -> object:
    """Read a day."""
    return _dated(cell, parse_cell_day)


def moment(cell: object) -> object:
    """Read a day, with its minute where it has one."""
    return _dated(cell, parse_cell_moment)


def _dated(cell: object, parse: Callable[[object], object]) -> object:
    if isinstance(cell, Damage):
        raise UnfitError(cell.reason)
    if isinstance(cell, time | timedelta):
        raise UnfitError("只有时间，没有日期")
    if isinstance(cell, bool):
        raise UnfitError("是逻辑值（TRUE 或 FALSE），不是日期")
    if isinstance(cell, str):
        text = fold(cell)
        if not text or text.casefold() in NOTHING:
            return None
        if text == CLEAR.value:
            return CLEAR
    return None if cell is None else parse(cell)


def clock(cell: object) -> object:
    """Read a time of day as its minute: 8:30, 上午8点半, or a sheet's own time; what bears a day gives its minute."""
    if isinstance(cell, Damage):
        raise UnfitError(cell.reason)
    if isinstance(cell, datetime | time):
        return cell.hour * 60 + cell.minute
    if isinstance(cell, timedelta):
        return _minute_in_day(cell / _A_DAY)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _minute_in_day(cell)
    said = plain(cell)
    if not isinstance(said, tuple):
        return said
    folded = fold(said[0])
    if folded.casefold() in NOTHING:
        return None
    return full[1] if (full := _with_day(folded)) else minute_of_day(plain_time(folded))


def _with_day(folded: str) -> tuple[Moment, int | None] | None:
    """A text that bears its day, with its minute; None for one that does not."""
    try:
        moment = parse_cell_moment(folded)
    except ValueError:
        return None
    return moment, moment.minute


def _minute_in_day(share: float) -> int:
    if not 0 <= share < 1:
        raise UnfitError("不是时间")
    return round(share * _MINUTES)


def choice(cell: object, choices: dict[str, str]) -> object:
    """Read one of a few words."""
    said = plain(cell)
    if not isinstance(said, tuple):
        return said
    folded = fold(said[0]).casefold()
    if folded in NOTHING:
        return None
    chosen = choices.get(folded)
    if chosen is None:
        raise UnfitError("只能写" + "、".join(dict.fromkeys(choices.values())))
    return chosen

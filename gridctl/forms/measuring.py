"""How much room a text takes on paper: Chinese characters are two half-widths wide, digits and Latin letters one."""

from __future__ import annotations

import re
import unicodedata

from gridctl.domain.text import clean

CELL_LIMIT = 32767  # UTF-16 units that a cell may hold
ROW_LIMIT = 409.0  # points that a row may be high
CUT_MARK = "…（过长，余下见台账）"
_LINE, _AIR = 14.0, 6.0  # points of a line of 10 pt, and above and below the lines
_WORD = re.compile(r"[!-~]+|.", re.DOTALL)
_ZERO_WIDTH = {"Mn", "Me", "Cf"}


def width(text: str) -> int:
    """Count the half-widths of a text; ambiguous characters (“ ” … ± —) are wide, as Chinese fonts draw them."""
    if text.isascii():
        return len(text)
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if unicodedata.category(char) in _ZERO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


def lines(text: str, room: float) -> int:
    """Count the lines of a text wrapped to `room` half-widths; Latin words and numbers stay whole where they fit."""
    count, used = 1, 0.0
    for word in _WORD.findall(text):
        size = width(word)
        if used + size <= room:
            used += size
            continue
        count += int(used > 0)
        extra = max(0, -int(-size // max(room, 1)) - 1)  # a word longer than a line breaks inside
        count, used = count + extra, size - extra * room
    return count


def height(line_count: int) -> float:
    """Return the points of a row with so many lines of 10 pt."""
    return min(ROW_LIMIT, line_count * _LINE + _AIR)


def fitting(text: str, room: float) -> str:
    """Cut, with a mark, a text that even the highest row could not show in a column of `room` half-widths."""
    most = int((ROW_LIMIT - _AIR) // _LINE)
    if width(text) <= room or lines(text, room) <= most:
        return text
    shown = text[: int(most * room)]
    while shown and lines(shown + CUT_MARK, room) > most:
        shown = shown[: -max(1, len(shown) // 50)]
    return shown + CUT_MARK


def cell_text(text: str) -> str:
    """Return a text as a cell can hold it: clean, and cut with a mark at the limit of spreadsheets."""
    text = clean(text)
    if _units(text) <= CELL_LIMIT:
        return text
    kept = text.encode("utf-16-le")[: (CELL_LIMIT - _units(CUT_MARK)) * 2]
    return kept.decode("utf-16-le", "ignore") + CUT_MARK


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)

"""How wide text stands on a terminal: Chinese takes two columns a character."""

from __future__ import annotations

import shutil
from functools import cache

_WIDEST_PAGE = 100
_NO_LINE_START = "，。、；：？！）》”’"


def width(text: str) -> int:
    """Columns that `text` takes; combining marks take none."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


@cache
def _columns(char: str) -> int:
    if "\u4e00" <= char <= "\u9fff" or char in "，。、；：？！（）《》【】　":
        return 2
    if char < "\u0300" or "\u2010" <= char <= "\u2027":
        return 1
    import unicodedata  # two milliseconds that the usual characters do not need

    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def padded(text: str, columns: int, *, right: bool = False) -> str:
    """`text` filled up with blanks to `columns`; right-aligned on request."""
    blanks = " " * (columns - width(text))
    return blanks + text if right else text + blanks


def page_width() -> int:
    """Columns of the terminal, within what reads well; 80 where there is none."""
    return max(50, min(shutil.get_terminal_size().columns, _WIDEST_PAGE))


def screen_width() -> int:
    """Columns of the terminal as it is, however narrow; 80 where there is none."""
    return max(20, min(shutil.get_terminal_size().columns, _WIDEST_PAGE))


def wrapped(text: str, columns: int) -> list[str]:
    """Lines of at most `columns`: broken at blanks and between Chinese characters, never before a closing mark."""
    if width(text) <= columns:
        return [text]
    lines = [""]
    for piece in _pieces(text):
        if lines[-1] and width(lines[-1]) + width(piece.rstrip()) > columns and piece.strip():
            lines[-1] = lines[-1].rstrip()
            lines += [] if piece[0] in _NO_LINE_START else [""]
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


def _pieces(text: str) -> list[str]:
    """What must stay together: a Chinese character, or a run of others with the blanks that follow it."""
    pieces: list[str] = []
    for char in text:
        alone = not pieces or width(char) > 1 or width(pieces[-1][-1]) > 1
        if alone or (pieces[-1].endswith(" ") and char != " "):
            pieces.append(char)
        else:
            pieces[-1] += char
    return pieces

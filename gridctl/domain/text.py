"""What every text passes through on its way in (clean, fold) and on its way to a terminal (shown).

A printable text, which nearly all are, costs one method call: an import cleans some 800,000 cells.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping

Code = TypeVar("Code", bound=str)

# Escape sequences go whole, then every character that steers a terminal, hides, or reorders what is read.
_STEERING = (
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor, erasing
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\r\n]*(?:\x07|\x1b\\|\x9c)"  # OSC, DCS, SOS, PM, APC
    r"|\x1b[ -/]*[0-Z\\^-~]"  # the short ones; an unfinished [ or ] loses its ESC alone
    r"|[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"  # C0 and C1 but for the breaks
    r"|[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"  # zero width and direction
    r"|[\ud800-\udfff\ufffe\uffff]"  # no characters at all: neither UTF-8 nor XML can hold them
    r"|[\U000e0000-\U000e007f]"  # tags
)
_BREAKS = "\t\n\v\f\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"


@cache
def _steering() -> re.Pattern[str]:
    """Compile on first need: plain text never needs it."""
    return re.compile(_STEERING)


def _broken(text: str) -> bool:
    """Tell whether a text holds a break or a tab."""
    return any(char in text for char in _BREAKS)


def _one_line(run: re.Match[str]) -> str:
    """Make white space that holds a break or a tab one space; leave other white space alone."""
    return " " if _broken(run[0]) else run[0]


def _stripped(text: str) -> str:
    """Take out what steers and hides, and join the lines."""
    text = _steering().sub("", text)
    return re.sub(r"\s+", _one_line, text) if _broken(text) else text


def clean(text: str) -> str:
    """Return a text as it is stored: one line without control, escape, zero-width or direction characters.

    Chinese full-width punctuation and spaces inside the text stay as they were typed; the ends are stripped.
    """
    return text.strip() if text.isprintable() else _stripped(text).strip()


def fold(text: str) -> str:
    """Return a text as it is compared: clean, full-width characters as ASCII (NFKC), single spaces; case is kept.

    、 and 。 stay, for ASCII has no like; half-width ､ and ｡ become them.
    """
    text = clean(text)
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.split())


def shown(text: str) -> str:
    """Return any stored text in a shape that a terminal can only print: one line, nothing that steers it."""
    return text if text.isprintable() else _stripped(text)


def code_order(code: str) -> tuple[tuple[int, int, str], ...]:
    """Codes as people count them: 2 before 10, 03-018 before 03-100."""
    parts = re.findall(r"[0-9]+|[^0-9]+", code)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


def meant(text: str, words: Mapping[Code, str]) -> Code | None:
    """Which code a text means, by the code itself or by its word; None where it means none."""
    typed = fold(text).casefold()
    return next((code for code, word in words.items() if typed in (code, word)), None)

"""Pinyin: the first letters of a name's characters. The one place that loads the dictionary, and only to write.

What is read again is kept in the ledger (domain/initials.py); loading takes 40 ms and 12 MB.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

from gridctl.domain import initials

if TYPE_CHECKING:
    from collections.abc import Callable

_SPARING = ("PYPINYIN_NO_PHRASES", "PYPINYIN_NO_DICT_COPY")
"""All readings of a character are kept, so its words, four times as much to load, say nothing more."""


def letters_of(name: str) -> str:
    """The letters of a name, as `initials.letters_of` keeps them; a name without Chinese needs no dictionary."""
    return initials.letters_of(name, _read)


@lru_cache(4096)
def _read(char: str) -> tuple[str, ...]:
    """The first letters of the readings of a character, the usual one first; nothing for a mark."""
    return () if char.isascii() or not char.isalpha() else _first_letters()(char)


@lru_cache(1)
def _first_letters() -> Callable[[str], tuple[str, ...]]:
    before = {name: os.environ.get(name) for name in _SPARING}
    os.environ.update(dict.fromkeys(_SPARING, "1"))
    try:
        from pypinyin import Style, pinyin  # noqa: PLC0415 - a dictionary, which no reading command may load
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value

    def read(char: str) -> tuple[str, ...]:
        found = pinyin(char, style=Style.FIRST_LETTER, heteronym=True, errors="ignore")
        return tuple(found[0]) if found else ()

    return read

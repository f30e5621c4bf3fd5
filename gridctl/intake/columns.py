"""What the columns of each kind of sheet may be called and how they are read, from columns.toml."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gridctl.domain.text import fold
from gridctl.errors import BadDataError

_LEFT_OUT = re.compile(r"[\s*:_.\[\]【】'\"]")
_BRACKETED = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its field, the kind of its values, and the words a cell may hold where they are given."""

    field: str
    title: str
    kind: str
    key: bool
    choices: dict[str, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """A kind of sheet: `words` and `weak` give the field that a header means, `needs` what must be there."""

    title: str
    needs: tuple[tuple[str, ...], ...]
    columns: dict[str, Column]
    words: dict[str, str]
    weak: dict[str, str]
    ignored: frozenset[str]

    def meaning(self, header: str) -> tuple[str, bool]:
        """Give the field that a header means, "" for none, and whether it is a strong word for it."""
        for spelt in spellings(header):
            if spelt in self.words:
                return self.words[spelt], True
            if spelt in self.weak:
                return self.weak[spelt], False
        return "", False

    def titles(self, fields: tuple[str, ...]) -> str:
        """Name columns as a clerk would head them."""
        return "或".join(f"“{self.columns[field].title}”" for field in fields)


def spellings(header: str) -> list[str]:
    """Give a header as it is compared: with what stands in brackets and, failing that, without."""
    whole = _LEFT_OUT.sub("", fold(header)).casefold()
    return [whole, _BRACKETED.sub("", whole)]


@cache
def layout(noun: str) -> Layout:
    """Give the layout of a kind of sheet ("room", "resident"…); BadDataError where columns.toml was edited wrongly."""
    return _layout(files(__package__).joinpath("columns.toml").read_text("utf-8"), noun)


def _layout(toml: str, noun: str) -> Layout:
    try:
        whole = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise _wrong(str(error)) from error
    table: dict[str, Any] = whole[noun]
    words: dict[str, str] = {}
    weak: dict[str, str] = {}
    for field, told in table["columns"].items():
        for kept, name in ((words, "words"), (weak, "weak")):
            for word in told.get(name, ()):
                if {words.get(spellings(word)[0], field), weak.get(spellings(word)[0], field)} != {field}:
                    raise _wrong(f"{noun} 的“{word}”同时写在两列里")
                kept[spellings(word)[0]] = field
    columns = {field: _column(field, told) for field, told in table["columns"].items()}
    ignored = frozenset(spellings(word)[0] for word in whole["ignored"])
    needs = tuple(tuple(group) for group in table["needs"])
    return Layout(table["title"], needs, columns, words, weak, ignored)


def _wrong(what: str) -> BadDataError:
    return BadDataError(f"列名表 columns.toml 写错了：{what}", "请改正 gridctl/intake/columns.toml，或恢复原来的文件。")


def _column(field: str, told: dict[str, Any]) -> Column:
    choices = {fold(word).casefold(): value for value, words in told.get("choices", {}).items() for word in words}
    return Column(field, told["words"][0], told["kind"], told.get("key", False), choices)

"""What is said of the points of a list: on a command line point by point, in a cell of a sheet by its mark."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from gridctl.domain.inspections import Mark
from gridctl.domain.text import clean, fold
from gridctl.errors import UsageError
from gridctl.regulation.checklists import mark_signs, marks
from gridctl.services.checklists.finding import find_point

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gridctl.domain.checklists import Point
    from gridctl.services.checklists.finding import Version
    from gridctl.services.desk import Desk

_MOST = 1_000_000  # of anything that is counted by hand
_NUMBER = re.compile(
    r"([0-9]{1,7})(?!\.?[0-9])\s*(?:个|件|人|把|套|台|瓶|只|张|名)?\s*[:：,，、;；。(（]?\s*(.*)", re.DOTALL
)
_SAID = re.compile(r"[一-鿿].*[一-鿿]")
_AFTER_WORD = r"[\s:：,，、;；。(（]"


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is said of a point: its mark, words, and how many."""

    mark: Mark
    words: str = ""
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What was typed of the points of a list: `abnormal` and `counts` as 点=说明 and 点=数, the others with or without words."""

    all_normal: bool = False
    normal: tuple[str, ...] = ()
    abnormal: tuple[str, ...] = ()
    not_applicable: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()


def spoken(desk: Desk, version: Version, said: Said) -> dict[str, Spoken]:
    """What is said of each point, in the order of the list; UsageError where one is said twice, or × without words."""
    found: dict[str, Spoken] = {}
    for mark, texts in (
        (Mark.NORMAL, said.normal),
        (Mark.ABNORMAL, said.abnormal),
        (Mark.NOT_APPLICABLE, said.not_applicable),
    ):
        for point, words in _pairs(desk, version, texts):
            if point.code in found:
                raise UsageError(f"“{point.name}”写了两次", "每个检查点只写一次")
            if mark is Mark.ABNORMAL and not words:
                raise UsageError(f"“{point.name}”异常，没有写是什么情况", f"写成 --abnormal {point.name}=部位：情况")
            found[point.code] = Spoken(mark, words)
    for point, words in _pairs(desk, version, said.counts):
        before = found.get(point.code, Spoken(Mark.NORMAL))
        found[point.code] = replace(before, count=_count(point, words))
    if said.all_normal:
        found |= {code: Spoken(Mark.NORMAL) for code in version.points if code not in found}
    return {code: found[code] for code in version.points if code in found}


def _pairs(desk: Desk, version: Version, texts: Iterable[str]) -> Iterator[tuple[Point, str]]:
    for text in texts:
        name, _, words = text.replace("＝", "=").partition("=")
        yield find_point(desk, version, name), clean(words)


def _count(point: Point, text: str) -> int:
    digits = fold(text)
    if not point.counted:
        raise UsageError(f"“{point.name}”不用写数量", f"有情况的写 --abnormal {point.name}=情况")
    if not digits.isdecimal() or int(digits) > _MOST:
        raise UsageError(f"“{point.name}”的数量“{text}”不是整数", f"例如 --count {point.name}=36")
    return int(digits)


def spoken_in(point: Point, cell: str) -> Spoken | None:
    """What a cell of a sheet says of a point, None for a blank one; ValueError with a Chinese reason where it is unclear.

    A text that is no mark says what is abnormal.
    """
    text = clean(cell)
    if not text:
        return None
    if (known := marks().find(text)) is not None:
        return Spoken(Mark(known.code))
    mark, rest = _marked(text)
    if point.counted and (found := _NUMBER.fullmatch(fold(rest))):
        words = found[2].strip()
        meant = mark or (Mark.ABNORMAL if words else Mark.NORMAL)
        return Spoken(meant, words, int(found[1]))
    if mark is None and not _SAID.search(rest):
        signs = mark_signs()
        raise ValueError(
            f"看不懂；写 {signs[Mark.NORMAL]} 正常、{signs[Mark.ABNORMAL]} 异常、{signs[Mark.NOT_APPLICABLE]} 不适用，"
            f"异常的接着写部位和情况" + ("，数量写整数" if point.counted else "")
        )
    return Spoken(mark or Mark.ABNORMAL, rest)


def _marked(text: str) -> tuple[Mark | None, str]:
    """The mark that a text begins with, and the rest of it."""
    for pattern, mark in _beginnings():
        if found := pattern.match(text):
            return mark, text[found.end() :].strip()
    return None, text


@cache
def _beginnings() -> tuple[tuple[re.Pattern[str], Mark], ...]:
    """A sign may stand right before the words, a letter before Chinese, a word before a stop."""
    told = [(text, Mark(item.code)) for item in marks() for text in (item.name, *item.aliases)]
    patterns = []
    for text, mark in sorted(told, key=lambda pair: -len(pair[0])):
        if text.isascii() and len(text) == 1 and text.isalpha():
            follows = r"(?![A-Za-z0-9])[\s:：,，、;；。]*"
        elif len(text) == 1 and not text.isalnum() and text != "/":
            follows = r"[\s:：,，、;；。]*"
        else:
            follows = rf"{_AFTER_WORD}\s*"
        patterns.append((re.compile(re.escape(text) + follows, re.IGNORECASE), mark))
    return tuple(patterns)

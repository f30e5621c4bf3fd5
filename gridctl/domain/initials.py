"""Short ways to a name: the initials of its pinyin (东门岗 dmg, 林晓彤 lxt), a part of it, or its numbers (3-2dt).

A name's letters are kept as text beside it, so that nobody needs a dictionary to look one up: a letter for each
character, in brackets where the character is read in several ways (单强 → `[dcs][qj]`), digits as they stand, `-`
where a mark parts a number from what follows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from gridctl.domain.text import fold

_UNIT = re.compile(r"[0-9]+|\[[a-z]+\]|\w", re.ASCII | re.IGNORECASE)
_CHARACTER = re.compile(r"[0-9]+|[^\W0-9_]")

Unit = frozenset[str]  # what a stretch of a name can be typed as: one number, or one of some letters


@dataclass(frozen=True, slots=True)
class Known:
    """What can be meant: its key, the names that it has, and the letters of these as they are kept."""

    key: int
    names: tuple[str, ...]
    letters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Initials:
    """The letters of a name of a member of staff or of a public place, as they are kept."""

    project: int
    id: int
    staff: int | None
    place: int | None
    name: str
    letters: str


def letters_of(name: str, read: Callable[[str], Iterable[str]]) -> str:
    """The letters of a name as they are kept; `read` gives the first letters of the readings of a character."""
    kept: list[str] = []
    for char in fold(name).casefold():
        if char.isascii() and char.isalnum():
            kept.append(char)
        elif readings := "".join(dict.fromkeys(letter for letter in read(char) if "a" <= letter <= "z")):
            kept.append(readings if len(readings) == 1 else f"[{readings}]")
        elif kept and kept[-1].isdigit():
            kept.append("-")
    return "".join(kept).rstrip("-")


_GROUND = {"栋": "d", "幢": "dz", "座": "z", "楼": "l", "号": "h", "单": "d", "元": "y", "期": "q", "区": "q"}


def ground_letters(name: str) -> str:
    """The letters of the name of a building or unit (3栋2单元, A座): its few words are known without a dictionary."""
    return letters_of(name, lambda char: _GROUND.get(char, ""))


def following(before: str, letters: str) -> str:
    """Letters that follow others; two numbers stay two."""
    return before + "-" * (before[-1:].isdigit() and letters[:1].isdigit()) + letters


def meant(known: Iterable[Known], text: str) -> list[Known]:
    """Give those that a text can mean, in their order: only the closest kind of likeness that any of them has.

    The whole name or all its initials; else a part of either; else its parts in order (`3-2dt`: 3栋2单元大堂), first
    those that begin with the first part and have no number that was not said.
    """
    asked = _asked(text)
    if not asked:
        return []
    likeness = [(_likeness(one, asked), one) for one in known]
    best = min((how for how, _ in likeness), default=_NOT)
    return [one for how, one in likeness if how == best] if best < _NOT else []


_WHOLE, _PART, _ALL_NUMBERS, _IN_ORDER, _SCATTERED, _NOT = range(6)


def _asked(text: str) -> list[list[Unit]]:
    """The runs of what was typed: a number alone, characters together."""
    runs: list[list[Unit]] = []
    joined = False
    for unit in _units(_CHARACTER, text):
        number = _is_number(unit)
        if joined and not number:
            runs[-1].append(unit)
        else:
            runs.append([unit])
        joined = not number
    return runs


def _likeness(one: Known, asked: list[list[Unit]]) -> int:
    forms = [_units(_CHARACTER, name) for name in one.names]
    forms += [_units(_UNIT, letters) for letters in one.letters]
    return min((_compared(form, asked) for form in forms), default=_NOT)


def _compared(form: Sequence[Unit], asked: list[list[Unit]]) -> int:
    whole = [unit for run in asked for unit in run]
    at = _found(form, whole, 0)
    if at is not None:
        return _WHOLE if len(form) == len(whole) else _PART
    first = end = None
    for run in asked:
        at = _found(form, run, end or 0)
        if at is None:
            return _NOT
        first, end = (at if first is None else first), at + len(run)
    if first:
        return _SCATTERED
    return _ALL_NUMBERS if sum(map(_is_number, form)) == sum(map(_is_number, whole)) else _IN_ORDER


def _found(form: Sequence[Unit], run: Sequence[Unit], start: int) -> int | None:
    """Where a run stands in a form, from `start` on."""
    for at in range(start, len(form) - len(run) + 1):
        if all(form[at + i] & unit for i, unit in enumerate(run)):
            return at
    return None


def _units(pattern: re.Pattern[str], text: str) -> list[Unit]:
    """A text, or letters as they are kept, as units; 01 is 1."""
    return [_unit(found) for found in pattern.findall(fold(text).casefold())]


def _unit(found: str) -> Unit:
    return frozenset([found.lstrip("0") or "0"] if found.isdigit() else found.strip("[]"))


def _is_number(unit: Unit) -> bool:
    return all(one.isdigit() for one in unit)

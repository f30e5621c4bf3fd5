"""Which grid goes on from which: two divisions matched by the households that they share, and codes for what is new."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from gridctl.domain.numerals import arabic, chinese

_NUMBERED = re.compile(r"(.*?)([0-9]+)")
_IN_NAME = re.compile(r"[一二三四五六七八九十百零]+|[0-9]+")


def continuing(
    grids: Sequence[Iterable[int]], present: Mapping[int, int], households: Mapping[int, int]
) -> tuple[int | None, ...]:
    """For each grid (units), the present one that it goes on from: by most households shared, then by most units.

    No present grid goes on in two, and none of the grids goes on from two; None for a new one.
    """
    shared: Counter[tuple[int, int]] = Counter()
    units: Counter[tuple[int, int]] = Counter()
    for place, grid in enumerate(grids):
        for unit in grid:
            if unit in present:
                shared[place, present[unit]] += households.get(unit, 0)
                units[place, present[unit]] += 1
    found: dict[int, int] = {}
    for place, grid_id in sorted(units, key=lambda pair: (-shared[pair], -units[pair], pair[1], pair[0])):
        if place not in found and grid_id not in found.values():
            found[place] = grid_id
    return tuple(found.get(place) for place in range(len(grids)))


def fresh_codes(known: Sequence[str], count: int) -> list[str]:
    """So many codes in the style of those that are there (01, 02 … or 03-018 …), none of which is taken."""
    styles = [found for code in known if (found := _NUMBERED.fullmatch(code))]
    prefix = Counter(found[1] for found in styles).most_common(1)[0][0] if styles else ""
    same = [found[2] for found in styles if found[1] == prefix]
    width = max(map(len, same), default=max(2, len(str(count))))
    taken, number, fresh = {code.casefold() for code in known}, max(map(int, same), default=0), list[str]()
    while len(fresh) < count:
        number += 1
        if (code := f"{prefix}{number:0{width}}").casefold() not in taken:
            fresh.append(code)
    return fresh


def fresh_name(code: str, known: Mapping[str, str]) -> str:
    """A name for a new grid as the others are named after their codes (01 云杉一网格, 02 云杉二网格), else its code.

    `known` has the names of the grids by their codes.
    """
    number = _number(code)
    frames = Counter(frame for each, name in known.items() if (frame := _frame(name, _number(each))))
    if number is None or not frames:
        return code
    (before, after, digits), _ = frames.most_common(1)[0]
    return before + (f"{number:0{digits}}" if digits else _in_chinese(number)) + after


def _number(code: str) -> int | None:
    found = _NUMBERED.fullmatch(code)
    return int(found[2]) if found else None


def _frame(name: str, number: int | None) -> tuple[str, str, int] | None:
    """What stands before and after the number of a code in a name, and of how many digits it is (0: Chinese); or None."""
    for found in _IN_NAME.finditer(name) if number is not None else ():
        if arabic(found[0]).isdecimal() and int(arabic(found[0])) == number:
            return name[: found.start()], name[found.end() :], len(found[0]) if found[0].isascii() else 0
    return None


def _in_chinese(number: int) -> str:
    """A number below a hundred as it stands in a name: 十一, 二十, 二十三; others stay digits."""
    tens, ones = divmod(number, 10)
    if number > 99 or number < 11:  # noqa: PLR2004 - what chinese() knows, and what it does not
        return chinese(number)
    return ("" if tens == 1 else chinese(tens)) + "十" + (chinese(ones) if ones else "")

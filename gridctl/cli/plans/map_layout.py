"""Where buildings go on a map of letters: rows from north to south, columns from west to east, none on top of another.

Distances give way to order. Buildings about as far north share a row, and within a row they stand in the order of their
way to the east. A row too crowded becomes two, so that nothing is ever hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil, floor, sqrt

Spot = tuple[float, float]
"""Metres to the east and to the north."""
Cell = tuple[int, int]
"""Row and column, both from 0."""

_SHARE = 0.6  # of the usual way from building to building: what lies nearer is of one row, or of one column
_GAP, _ONE = 0.6, 1.5  # steps between two rows at least, and of a row from north to south at most
_WIDER = 1.15
_FAR = 3  # steps without a building after which one row or column is left blank
_SHIFT = 1.5  # columns that a building may be moved before its row becomes two


def placed(spots: Sequence[Spot], columns: int, squeeze: float = float("inf")) -> list[Cell] | None:
    """A cell for each building, within so many columns; None where that would squeeze the columns more than so much."""
    usual = step = max(_usual_way(spots) * _SHARE, 1.0)
    east, north = [x for x, _ in spots], [-y for _, y in spots]
    ranks = _ranks(east, step)
    while max(ranks) >= columns:
        step *= _WIDER
        if step > usual * squeeze:
            return None
        ranks = _ranks(east, step)
    return _in_rows(spots, ranks, _ranks(north, usual), columns)


def in_list_order(count: int, columns: int) -> list[Cell]:
    """Cells line by line, for buildings that stand nowhere."""
    return [divmod(place, columns) for place in range(count)]


def _usual_way(spots: Sequence[Spot]) -> float:
    """About how far it is from a building to the next, measured where most of them are."""
    tenth = len(spots) // 10
    east, north = sorted(x for x, _ in spots), sorted(y for _, y in spots)
    width, height = (axis[-1 - tenth] - axis[tenth] for axis in (east, north))
    most = max(1, len(spots) - 2 * tenth)  # within each axis; of both, a smaller share
    return max(sqrt(width * height * len(spots)) / most, max(width, height) / max(1, most - 1))


def _ranks(values: Sequence[float], step: float) -> list[int]:
    """Values numbered by where they lie: those that hang together within a step share a number."""
    numbered: dict[float, int] = {}
    rank, before = -1, min(values)
    for run in _runs(sorted(set(values)), step * _GAP):
        rank += 2 if run[0] - before > _FAR * step else 1
        width = run[-1] - run[0]
        cuts = 1 if width <= _ONE * step else ceil(width / step)
        numbered |= {
            value: rank + min(cuts - 1, floor((value - run[0]) * cuts / width)) if cuts > 1 else rank for value in run
        }
        rank, before = rank + cuts - 1, run[-1]
    return [numbered[value] for value in values]


def _runs(values: Sequence[float], gap: float) -> list[list[float]]:
    """Rising values, cut wherever the next is farther than a gap."""
    runs = [[values[0]]]
    for before, value in pairwise(values):
        if value - before > gap:
            runs.append([])
        runs[-1].append(value)
    return runs


def _in_rows(spots: Sequence[Spot], columns: Sequence[int], rows: Sequence[int], limit: int) -> list[Cell]:
    members: dict[int, list[int]] = {}
    for place, row in enumerate(rows):
        members.setdefault(row, []).append(place)
    cells: dict[int, Cell] = {}
    row, before = 0, 0
    for rank in sorted(members):
        row += rank - before - 1 if rank > before else 0
        before = rank
        for each, taken in _fitted(spots, columns, members[rank], limit):
            cells |= {place: (row, column) for place, column in zip(each, taken, strict=True)}
            row += 1
    return [cells[place] for place in range(len(spots))]


def _fitted(
    spots: Sequence[Spot], columns: Sequence[int], members: Iterable[int], limit: int
) -> list[tuple[list[int], list[int]]]:
    """The buildings of a row with their columns; where they crowd each other, those of two rows or more."""
    each = sorted(members, key=lambda place: (spots[place][0], place))
    if len(each) <= limit:
        wanted = [columns[place] for place in each]
        taken = spread(wanted, limit)
        moved = max(abs(column - wish) for column, wish in zip(taken, wanted, strict=True))
        if moved <= _SHIFT or len({spots[place][1] for place in each}) == 1:
            return [(each, taken)]
    north, south = _halves(spots, each)
    return _fitted(spots, columns, north, limit) + _fitted(spots, columns, south, limit)


def _halves(spots: Sequence[Spot], each: list[int]) -> tuple[list[int], list[int]]:
    """A crowded row cut about in the middle, where the way to the south is longest; every other one where there is none."""
    south = sorted(each, key=lambda place: (-spots[place][1], spots[place][0], place))
    third = len(south) // 3
    ways = [spots[one][1] - spots[other][1] for one, other in pairwise(south)]
    cut = max(range(third, len(ways) - third), key=lambda at: (ways[at], -at), default=0)
    return (south[: cut + 1], south[cut + 1 :]) if ways[cut] > 0 else (each[::2], each[1::2])


def spread(wanted: Sequence[int], limit: int) -> list[int]:
    """Rising columns below a limit, as near as can be to the wanted ones, which never fall."""
    blocks: list[list[int]] = []  # sum and count of what moves as one
    for place, column in enumerate(wanted):
        blocks.append([column - place, 1])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] > blocks[-1][0] * blocks[-2][1]:
            total, count = blocks.pop()
            blocks[-1] = [blocks[-1][0] + total, blocks[-1][1] + count]
    even = [(2 * total + count) // (2 * count) for total, count in blocks for _ in range(count)]
    most = limit - len(wanted)
    return [min(max(column, 0), most) + place for place, column in enumerate(even)]

"""Which buildings are neighbours: by where they stand (Gabriel graph), or by the order of the list.

Everything is reckoned in whole millimetres, so the same points have the same neighbours on any machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import product
from math import isqrt

from gridctl.domain.coordinates import Point
from gridctl.domain.dividing.barriers import Barrier, crosses, in_sight
from gridctl.domain.dividing.connected import parts

Neighbours = tuple[tuple[int, ...], ...]
Pair = tuple[int, int]
_Place = tuple[int, int, int]  # index, x, y
_Offset = tuple[int, int, int, int]  # squared distance, index, way to the east, way to the north
_Sight = Callable[[int, list[int]], list[int]]

_AT_ONE_POINT = 8  # buildings at one point are neighbours of the next few in order: all of them in any real estate
_TO_A_CELL = 16  # points that a cell holds, about
_EIGHTHS = 4  # of the compass, to the east


def as_neighbours(count: int, pairs: Iterable[Pair]) -> Neighbours:
    """The neighbours of each of 0..count-1 in rising order, from pairs in any order."""
    found: list[set[int]] = [set() for _ in range(count)]
    for one, other in pairs:
        if one != other:
            found[one].add(other)
            found[other].add(one)
    return tuple(tuple(sorted(each)) for each in found)


def in_order(count: int) -> Neighbours:
    """Each building beside the one before it in the list."""
    return as_neighbours(count, ((index - 1, index) for index in range(1, count)))


def on_ground(
    points: Sequence[Point], barriers: Sequence[Barrier] = (), empty: frozenset[int] = frozenset()
) -> Neighbours:
    """Neighbours by where the buildings stand, none across a barrier; `empty` holds those where nobody lives.

    What barriers have cut apart is joined again by the shortest links that cross none of them. What is still apart
    stays so, but buildings without households join what is nearest: nobody is served there.
    """
    pairs = _gabriel_pairs(points)
    if barriers:
        pairs = [pair for pair in pairs if not _cut(points[pair[0]], points[pair[1]], barriers)]
        pairs += _links(points, pairs, lambda eye, others: in_sight(points, eye, others, barriers))
        pairs += _links(points, pairs, lambda _, others: others, only=empty)
    return as_neighbours(len(points), pairs)


def _cut(one: Point, other: Point, barriers: Sequence[Barrier]) -> bool:
    return any(crosses(one, other, *barrier) for barrier in barriers)


def _gabriel_pairs(points: Sequence[Point]) -> list[Pair]:
    """Pairs of neighbours on open ground; buildings at one point share its neighbours."""
    at: dict[Point, list[int]] = {}
    for index, point in enumerate(points):
        at.setdefault(point, []).append(index)
    pairs = [pair for group in at.values() for pair in _within(group)]
    distinct = sorted(at)
    for one, other in gabriel(distinct):
        pairs += product(at[distinct[one]][:_AT_ONE_POINT], at[distinct[other]][:_AT_ONE_POINT])
    return pairs


def _within(group: Sequence[int]) -> Iterator[Pair]:
    for place, one in enumerate(group):
        yield from ((one, other) for other in group[place + 1 : place + 1 + _AT_ONE_POINT])


def gabriel(points: Sequence[Point]) -> list[Pair]:
    """The Gabriel graph of distinct points in rising order: pairs with no third point in or on the circle over them."""
    side = _cell_side(points)
    places = [(index, x, y) for index, (x, y) in enumerate(points)]
    everywhere = 3 * max(abs(figure) for point in points for figure in point) + 1
    cells: dict[Pair, list[_Place]] = {}
    for place in places:
        cells.setdefault((place[1] // side, place[2] // side), []).append(place)
    pairs: list[Pair] = []
    for cell, inside in cells.items():
        rings = [(side * ring, _around(cells, cell, ring)) for ring in (1, 2)]
        for place in inside:
            pairs += ((place[0], other) for other in _after(place, [*rings, (everywhere, places)]))
    return pairs


def _cell_side(points: Sequence[Point]) -> int:
    """The side of a cell, measured where most of the points are."""
    count, tenth = len(points), len(points) // 10
    axes = sorted(point.x for point in points), sorted(point.y for point in points)
    width, height = (axis[-1 - tenth] - axis[tenth] + 1 for axis in axes)
    return max(isqrt(width * height * _TO_A_CELL // count), max(width, height) // count) + 1


def _around(cells: dict[Pair, list[_Place]], cell: Pair, rings: int) -> list[_Place]:
    columns, rows = (range(middle - rings, middle + rings + 1) for middle in cell)
    return [place for near in product(columns, rows) for place in cells.get(near, ())]


def _after(place: _Place, rings: Sequence[tuple[int, Sequence[_Place]]]) -> list[int]:
    """The Gabriel neighbours that come after a point: from what is near where that settles it, else from all.

    Each ring is how far it reaches at least, and the points in it; the last one reaches all of them.
    """
    offsets: list[_Offset] = []
    for reach, near in rings:
        offsets = _offsets(place, near, reach * reach)
        if _settled(offsets, reach * reach):
            break
    return _unblocked(offsets)


def _offsets(place: _Place, others: Iterable[_Place], within: int) -> list[_Offset]:
    """The ways from a point to the others that are within a squared distance, the nearest first."""
    _, x, y = place
    return sorted(
        [
            (distance, other, dx, dy)
            for other, dx, dy in [(other, px - x, py - y) for other, px, py in others]
            if 0 < (distance := dx * dx + dy * dy) <= within
        ]
    )


def _settled(offsets: Sequence[_Offset], seen: int) -> bool:
    """Whether no point after this one, to the east, can be a neighbour from beyond the squared distance `seen`.

    A point hides all in its own eighth of the compass, 45 degrees, that is more than 1.42 times as far.
    """
    near = ((x, y) for distance, _, x, y in offsets if x > 0 and 2 * distance <= seen)
    return len({(y > 0, x > abs(y)) for x, y in near}) == _EIGHTHS


def _unblocked(offsets: Sequence[_Offset]) -> list[int]:
    """Those that come after, to the east, and have no nearer point in the circle between."""
    found: list[int] = []
    nearer: list[tuple[int, int, int]] = []
    for distance, other, x, y in offsets:
        if x > 0 or (x == 0 and y > 0):
            for limit, kx, ky in nearer:
                if kx * x + ky * y >= limit:
                    break
            else:
                found.append(other)
        nearer.append((distance, x, y))
    return found


def _links(
    points: Sequence[Point], pairs: Sequence[Pair], sight: _Sight, only: frozenset[int] | None = None
) -> list[Pair]:
    """The shortest links in sight that join what `pairs` leaves apart; only from parts within `only` where given."""
    links: set[Pair] = set()
    hopeless: set[tuple[int, ...]] = set()
    while True:
        apart = parts(as_neighbours(len(points), [*pairs, *links]))
        largest = max(apart, key=len)
        found = set()
        for part in apart:
            if part not in hopeless and (part != largest if only is None else only.issuperset(part)):
                link = _shortest(points, part, sight)
                found |= {link} if link else set()
                hopeless |= set() if link else {part}
        if not found:
            return sorted(links)
        links |= found


def _shortest(points: Sequence[Point], part: Sequence[int], sight: _Sight) -> Pair | None:
    """The shortest link from a part to what is outside it and in sight."""
    inside = set(part)
    outside = [index for index in range(len(points)) if index not in inside]
    found = (
        (_squared(points[one], points[other]), min(one, other), max(one, other))
        for one in part
        for other in sight(one, outside)
    )
    shortest = min(found, default=None)
    return shortest[1:] if shortest else None


def _squared(one: Point, other: Point) -> int:
    return (one.x - other.x) ** 2 + (one.y - other.y) ** 2

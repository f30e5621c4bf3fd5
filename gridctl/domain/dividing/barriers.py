"""Barriers on the ground, lines between two points: what they cut and what they hide. Touching is crossing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gridctl.domain.coordinates import Point

Barrier = tuple[Point, Point]


def crosses(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether the lines from a to b and from c to d have a point in common."""
    if max(a.x, b.x) < min(c.x, d.x) or max(c.x, d.x) < min(a.x, b.x):
        return False
    if max(a.y, b.y) < min(c.y, d.y) or max(c.y, d.y) < min(a.y, b.y):
        return False
    return _turn(a, b, c) * _turn(a, b, d) <= 0 and _turn(c, d, a) * _turn(c, d, b) <= 0


def _turn(a: Point, b: Point, c: Point) -> int:
    """Which side of the line from a to b point c is on: -1, 0 or 1."""
    area = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    return (area > 0) - (area < 0)


def in_sight(points: Sequence[Point], eye: int, others: Iterable[int], barriers: Sequence[Barrier]) -> list[int]:
    """Those of the others that can be reached from one point in a straight line that crosses no barrier."""
    at, seen = points[eye], list(others)
    for c, d in sorted(barriers, key=lambda barrier: (_distance(at, *barrier), barrier)):  # the nearest hide the most
        if not seen:
            break
        seen = _not_behind(points, at, seen, c, d)
    return seen


def _distance(at: Point, c: Point, d: Point) -> int:
    """How far, about, a barrier is: to its middle, doubled."""
    return abs(c.x + d.x - 2 * at.x) + abs(c.y + d.y - 2 * at.y)


def _not_behind(points: Sequence[Point], at: Point, others: list[int], c: Point, d: Point) -> list[int]:
    """Those that the line from c to d does not hide: it hides what is in its wedge and on it or beyond."""
    wedge = _area(at, c, d)
    if wedge == 0:  # seen from its end: a line, or a point
        return [other for other in others if not crosses(at, points[other], c, d)]
    if wedge < 0:
        c, d = d, c
    (x, y), ex, ey = at, d.x - c.x, d.y - c.y
    cx, cy, dx, dy = c.x - x, c.y - y, d.x - x, d.y - y
    return [
        other
        for other in others
        for px, py in (points[other],)
        if cx * (py - y) < cy * (px - x) or (px - x) * dy < (py - y) * dx or ex * (py - c.y) > ey * (px - c.x)
    ]


def _area(a: Point, b: Point, c: Point) -> int:
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)

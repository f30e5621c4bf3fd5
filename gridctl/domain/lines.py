"""Lines on the ground as people write them: roads, water and walls, point after point (D7 三).

The points are metres of the office's plan, or longitude and latitude: a line between Chinese degrees that would be less
than a metre long in metres is in degrees.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from gridctl.domain.coordinates import Point, on_earth, on_plan
from gridctl.domain.text import fold

_SEPARATORS = re.compile(r"[\s,;、。|/()\[\]→]+")
_POINTS = re.compile(r"[;、。|/→]+")
_EAST, _NORTH = (73.0, 136.0), (3.0, 54.0)
_SHORTEST = 1.0  # metres of a road; a road of one degree would be a hundred kilometres long
_LONGEST = 0.1  # degrees from one point to the next: ten kilometres
_ENDS = 2


def pairs_of(text: str) -> list[tuple[str, str]]:
    """The figures of each point of "40,120; 200,120.5"; ValueError says in Chinese what is wrong."""
    parts = [part for part in _POINTS.split(fold(text)) if part.strip(" ,()[]")]
    each = [_figures(part) for part in parts]
    if len(each) == 1:  # nothing between the points but what is between x and y
        figures = each[0]
        each = [figures[at : at + 2] for at in range(0, len(figures), 2)]
    if any(len(figures) != _ENDS for figures in each):
        raise ValueError("坐标要成对，写成 40,120; 200,120")
    return [(figures[0], figures[1]) for figures in each]


def _figures(text: str) -> list[str]:
    return [figure for figure in _SEPARATORS.split(text) if figure]


def line_of(pairs: Sequence[tuple[str, str]], known: Point | None) -> list[Point]:
    """The points of a line, at least two; `known` is a building of the estate; ValueError says what is wrong."""
    if len(pairs) < _ENDS:
        raise ValueError("一条线至少要有两个点")
    points = _on_earth(pairs, known) if _in_degrees(pairs) else [on_plan(*pair) for pair in pairs]
    if len(set(points)) == 1:
        raise ValueError("几个点是同一处，不成一条线")
    return points


def _on_earth(pairs: Sequence[tuple[str, str]], known: Point | None) -> list[Point]:
    """Degrees laid flat, each point beside the one before it: so all are around the same point of the lattice."""
    if any(
        abs(float(b) - float(a)) > _LONGEST for one, other in pairwise(pairs) for a, b in zip(one, other, strict=True)
    ):
        raise ValueError("前后两点相距十公里以上，请核对经纬度")
    points: list[Point] = []
    for pair in pairs:
        points.append(on_earth(*pair, points[-1] if points else known))
    return points


def _in_degrees(pairs: Sequence[tuple[str, str]]) -> bool:
    try:
        east, north = ([float(figure) for figure in axis] for axis in zip(*pairs, strict=True))
    except ValueError:
        return False  # what is no number will be said of metres
    if _swapped(east, north):
        east, north = north, east
    inside = _within(east, _EAST) and _within(north, _NORTH)
    return inside and max(east) - min(east) < _SHORTEST and max(north) - min(north) < _SHORTEST


def _swapped(east: Sequence[float], north: Sequence[float]) -> bool:
    return _within(east, _NORTH) and _within(north, _EAST)


def _within(figures: Sequence[float], bounds: tuple[float, float]) -> bool:
    return all(bounds[0] <= figure <= bounds[1] for figure in figures)


def across(one: Point, other: Point, reach: int) -> tuple[Point, Point]:
    """The line that parts two buildings: square to the way between them, through its middle, so far to either side.

    `reach` in millimetres; ValueError where both stand at one point.
    """
    dx, dy = other.x - one.x, other.y - one.y
    length = max(abs(dx), abs(dy))
    if not length:
        raise ValueError("坐标相同，中间隔不下一条线")
    x, y = (one.x + other.x) // 2, (one.y + other.y) // 2
    sx, sy = -dy * reach // length, dx * reach // length
    return Point(x - sx, y - sy), Point(x + sx, y + sy)

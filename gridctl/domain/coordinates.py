"""Where a building stands: metres of the office's own plan, or longitude and latitude made into local metres.

Both are kept as whole millimetres, x to the east and y to the north. Degrees are laid flat (equirectangular) around a
point of a lattice of tenths of a degree, so the same building gets the same figures in every import; which point is
told by a building whose place is known already, for an estate is far smaller than the lattice is wide.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from itertools import product
from math import cos, radians
from typing import NamedTuple

_EARTH_MM = 6_371_008_771  # the mean radius
_STEPS = 10  # lattice points a degree
_NORTH, _EAST = (3, 54), (73, 136)  # China, with its islands
_FARTHEST = Decimal(100_000)  # metres from the origin of the office's plan


class Point(NamedTuple):
    """Millimetres to the east and to the north of an origin."""

    x: int
    y: int


def on_plan(x: str, y: str) -> Point:
    """Read metres of a plan; ValueError says in Chinese what is wrong."""
    east, north = _number(x), _number(y)
    if max(abs(east), abs(north)) > _FARTHEST:
        raise ValueError("坐标以米计，不应超过 100 公里")
    return Point(round(east * 1000), round(north * 1000))


def on_earth(longitude: str, latitude: str, known: Point | None = None) -> Point:
    """Read degrees; `known` is a building of the same estate, if any; ValueError says in Chinese what is wrong."""
    east, north = float(_number(longitude)), float(_number(latitude))
    if not (_EAST[0] <= east <= _EAST[1] and _NORTH[0] <= north <= _NORTH[1]):
        swapped = _EAST[0] <= north <= _EAST[1] and _NORTH[0] <= east <= _NORTH[1]
        raise ValueError("经度和纬度写反了" if swapped else "不是中国境内的经纬度")
    column, row = round(east * _STEPS), round(north * _STEPS)
    if known is None:
        return _flat(east, north, column, row)
    steps = product((-1, 0, 1), repeat=2)
    return min((_flat(east, north, column + i, row + j) for i, j in steps), key=lambda point: _apart(point, known))


def _flat(east: float, north: float, column: int, row: int) -> Point:
    x = radians(east - column / _STEPS) * cos(radians(row / _STEPS))
    return Point(round(x * _EARTH_MM), round(radians(north - row / _STEPS) * _EARTH_MM))


def _apart(one: Point, other: Point) -> int:
    return abs(one.x - other.x) + abs(one.y - other.y)


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError("不是数字") from None
    if not number.is_finite():
        raise ValueError("不是数字")
    return number

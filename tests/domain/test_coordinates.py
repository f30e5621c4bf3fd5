from math import dist

import pytest
from hypothesis import given, strategies as st

from gridctl.domain.coordinates import on_earth, on_plan


def test_metres_become_whole_millimetres() -> None:
    assert on_plan("12.3456", "-0.001") == (12346, -1)


@pytest.mark.parametrize(
    ("x", "y", "reason"),
    [("十", "1", "不是数字"), ("NaN", "1", "不是数字"), ("1", "200000", "坐标以米计，不应超过 100 公里")],
)
def test_what_is_no_plan_is_said(x: str, y: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        on_plan(x, y)


@pytest.mark.parametrize(
    ("longitude", "latitude", "reason"),
    [("28.2", "112.9", "写反了"), ("0", "0", "不是中国境内"), ("abc", "28", "不是数字")],
)
def test_what_is_no_degree_is_said(longitude: str, latitude: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        on_earth(longitude, latitude)


def test_a_thousandth_of_a_degree_north_is_111_metres() -> None:
    one = on_earth("112.9400", "28.2000")
    other = on_earth("112.9400", "28.2010", one)
    assert other.x == one.x
    assert other.y - one.y == pytest.approx(111_195, abs=2)


@given(st.floats(75, 134), st.floats(5, 52), st.floats(-0.01, 0.01), st.floats(-0.01, 0.01), st.floats(-0.01, 0.01))
def test_whoever_is_known_first_the_distance_stays(
    east: float, north: float, right: float, up: float, left: float
) -> None:
    # An estate across a line of the lattice must not be torn apart by the order of its rows.
    places = [(east, north), (east + right, north + up), (east + left, north - up)]
    written = [(f"{e:.7f}", f"{n:.7f}") for e, n in places]
    first, last = on_earth(*written[0]), on_earth(*written[2])
    forward = [on_earth(e, n, first) for e, n in written]
    backward = [on_earth(e, n, last) for e, n in written]
    for i, j in [(0, 1), (0, 2), (1, 2)]:
        assert dist(forward[i], forward[j]) == pytest.approx(dist(backward[i], backward[j]), rel=0.01, abs=20)
        assert dist(forward[i], forward[j]) < 6_000_000

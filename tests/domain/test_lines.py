"""Roads, water and walls as people write them."""

import pytest
from hypothesis import given, strategies as st

from gridctl.domain.coordinates import Point, on_earth, on_plan
from gridctl.domain.dividing.barriers import crosses
from gridctl.domain.lines import across, line_of, pairs_of

POINTS = st.builds(Point, st.integers(-(10**7), 10**7), st.integers(-(10**7), 10**7))


@pytest.mark.parametrize(
    "text",
    [
        "40,120; 200,120.5",
        "40，120；200，120.5",
        "(40,120)、(200,120.5)",
        "40 120; 200 120.5",
        "40,120,200,120.5",
        "（40，120）→（200，120.5）;",
        " 40 , 120 \n 200 , 120.5 ",
    ],
)
def test_the_points_of_a_line(text: str) -> None:
    assert pairs_of(text) == [("40", "120"), ("200", "120.5")]


@pytest.mark.parametrize("text", ["40,120; 200", "40; 120", "40,120,200", "1,2,3; 4,5,6"])
def test_points_that_are_no_pairs(text: str) -> None:
    with pytest.raises(ValueError, match="坐标要成对"):
        pairs_of(text)


def test_metres() -> None:
    assert line_of([("40", "120"), ("200", "120.5"), ("-3", "0")], None) == [
        Point(40_000, 120_000),
        Point(200_000, 120_500),
        Point(-3_000, 0),
    ]


@pytest.mark.parametrize(
    ("pairs", "degrees"),
    [
        ([("113.0521", "23.7012"), ("113.0550", "23.7012")], True),
        ([("113", "23.5"), ("113.09", "23.5")], True),
        ([("100", "40"), ("135", "40")], False),  # a road of 35 metres
        ([("40", "120"), ("45", "120")], False),
        ([("113.05", "23.70"), ("113.05", "60")], False),
    ],
)
def test_degrees_are_told_from_metres(pairs: list[tuple[str, str]], degrees: bool) -> None:  # noqa: FBT001
    known = on_earth("113.05", "23.70")
    first, *_, last = line_of(pairs, known)
    assert (first == on_plan(*pairs[0])) is not degrees
    assert abs(first.x - last.x) + abs(first.y - last.y) > 0


def test_a_line_in_degrees_is_laid_flat_around_one_point() -> None:
    pairs = [("113.04", "23.70"), ("113.05", "23.70"), ("113.06", "23.70")]
    for known in (None, Point(0, 0), on_earth("113.051", "23.70"), on_earth("113.049", "23.70")):
        one, middle, other = line_of(pairs, known)
        assert abs((middle.x - one.x) - 1_018_000) < 1_000
        assert abs((other.x - middle.x) - 1_018_000) < 1_000


@pytest.mark.parametrize(
    ("pairs", "reason"),
    [
        ([("1", "2")], "至少要有两个点"),
        ([("1", "2"), ("1", "2.0")], "同一处"),
        ([("1", "2"), ("x", "2")], "不是数字"),
        ([("1", "2"), ("nan", "2")], "不是数字"),
        ([("1", "2"), ("200000", "2")], "不应超过 100 公里"),
        ([("113", "23.5"), ("113.5", "23.5")], "十公里以上"),
        ([("23.70", "113.05"), ("23.71", "113.05")], "写反"),
    ],
)
def test_lines_that_are_none(pairs: list[tuple[str, str]], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        line_of(pairs, None)


@given(POINTS, POINTS)
def test_a_wall_between_two_buildings_parts_them(one: Point, other: Point) -> None:
    if one == other:
        with pytest.raises(ValueError, match="坐标相同"):
            across(one, other, 1_000)
        return
    wall = across(one, other, 1_000)
    assert crosses(one, other, *wall)
    if max(abs(one.x - other.x), abs(one.y - other.y)) > 10:
        assert wall[0] != wall[1]
        assert max(abs(wall[0].x - wall[1].x), abs(wall[0].y - wall[1].y)) <= 2_001

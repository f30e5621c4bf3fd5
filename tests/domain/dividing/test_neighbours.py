"""Who is whose neighbour: the Gabriel graph against its definition, barriers, and bridges round them."""

from itertools import combinations

import pytest
from hypothesis import given, settings, strategies as st

from gridctl.domain.coordinates import Point
from gridctl.domain.dividing.barriers import crosses, in_sight
from gridctl.domain.dividing.connected import parts
from gridctl.domain.dividing.neighbours import gabriel, in_order, on_ground

POINTS = st.builds(Point, st.integers(-9, 9), st.integers(-9, 9))
WIDE = st.builds(Point, st.integers(-900_000, 900_000), st.integers(-900_000, 900_000))
LINES = st.tuples(POINTS, POINTS)


def metres(*points: tuple[int, int]) -> list[Point]:
    return [Point(1000 * x, 1000 * y) for x, y in points]


def by_definition(points: list[Point]) -> list[tuple[int, int]]:
    """Pairs with nothing within or on the circle over them."""

    def seen_at_less_than_a_right_angle(one: int, other: int, third: int) -> bool:
        a, b, c = points[one], points[other], points[third]
        return (a.x - c.x) * (b.x - c.x) + (a.y - c.y) * (b.y - c.y) > 0

    return [
        (one, other)
        for one, other in combinations(range(len(points)), 2)
        if all(seen_at_less_than_a_right_angle(one, other, third) for third in set(range(len(points))) - {one, other})
    ]


@given(st.sets(POINTS | WIDE, min_size=1, max_size=30))
@settings(deadline=None)
def test_the_graph_is_gabriels(points: set[Point]) -> None:
    ordered = sorted(points)
    assert sorted(gabriel(ordered)) == by_definition(ordered)


def test_the_graph_of_many_rows_is_gabriels_too() -> None:
    rows = sorted(Point(40_000 * (n % 17) + n * n % 977 * 7, 45_000 * (n // 17) + n * n % 941 * 9) for n in range(120))
    assert sorted(gabriel(rows)) == by_definition(rows)


@given(st.lists(POINTS, min_size=2, max_size=20))
@settings(deadline=None)
def test_open_ground_hangs_together(points: list[Point]) -> None:
    neighbours = on_ground(points)
    assert len(parts(neighbours)) == 1
    assert all(index in neighbours[other] for index, others in enumerate(neighbours) for other in others)


@given(st.lists(POINTS, min_size=2, max_size=12, unique=True), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_order_of_rows_does_not_matter(points: list[Point], dice: object) -> None:
    shuffled = list(points)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    named = {tuple(sorted((points[a], points[b]))) for a, others in enumerate(on_ground(points)) for b in others}
    again = {tuple(sorted((shuffled[a], shuffled[b]))) for a, others in enumerate(on_ground(shuffled)) for b in others}
    assert named == again


def test_buildings_at_one_point_are_neighbours_and_share_theirs() -> None:
    assert on_ground(metres((0, 0), (40, 0), (0, 0))) == ((1, 2), (0, 2), (0, 1))


def test_many_at_one_point_hang_together_without_each_knowing_all() -> None:
    neighbours = on_ground(metres(*[(0, 0)] * 500, (40, 0)))
    assert len(parts(neighbours)) == 1
    assert max(len(each) for each in neighbours) <= 17


def test_in_order_each_is_beside_the_last() -> None:
    assert in_order(3) == ((1,), (0, 2), (1,))
    assert in_order(1) == ((),)


@pytest.mark.parametrize(
    ("barrier", "expected"),
    [
        (((20, -5), (20, 5)), False),
        (((20, 0), (20, 5)), False),  # it ends on the way: nobody gets through
        (((10, 0), (30, 0)), False),  # along the way
        (((40, -5), (40, 5)), False),  # through the building itself
        (((20, 1), (20, 5)), True),
        (((50, -5), (50, 5)), True),
        (((20, 0), (20, 0)), False),  # a point, in the way
    ],
)
def test_a_barrier_cuts_what_it_touches(barrier: tuple[tuple[int, int], tuple[int, int]], *, expected: bool) -> None:
    start, end = metres(*barrier)
    one, other = metres((0, 0), (40, 0))
    assert crosses(one, other, start, end) is not expected
    assert on_ground([one, other], [(start, end)]) == (((1,), (0,)) if expected else ((), ()))


@given(st.lists(POINTS, min_size=2, max_size=9), st.lists(LINES, max_size=4))
@settings(deadline=None)
def test_what_is_in_sight_is_what_no_barrier_crosses(points: list[Point], barriers: list[tuple[Point, Point]]) -> None:
    free = [
        other
        for other in range(1, len(points))
        if not any(crosses(points[0], points[other], *barrier) for barrier in barriers)
    ]
    assert in_sight(points, 0, range(1, len(points)), barriers) == free


@given(st.lists(POINTS, min_size=2, max_size=9, unique=True), st.lists(LINES, max_size=4))
@settings(max_examples=60, deadline=None)
def test_what_is_apart_could_not_be_joined(points: list[Point], barriers: list[tuple[Point, Point]]) -> None:
    neighbours = on_ground(points, barriers)
    for one, others in enumerate(neighbours):
        assert not any(crosses(points[one], points[other], *line) for other in others for line in barriers)
    for part in parts(neighbours):
        outside = set(range(len(points))) - set(part)
        assert not [seen for one in part for seen in in_sight(points, one, outside, barriers)]


def test_a_wall_with_a_gap_is_walked_round() -> None:
    points = metres((0, 0), (40, 0), (0, 40), (40, 40), (0, 80), (40, 80))
    wall = [tuple(metres((20, -50), (20, 55)))]
    neighbours = on_ground(points, wall)  # type: ignore[arg-type]
    assert 5 in neighbours[4]
    assert not {0, 2} & {*neighbours[1], *neighbours[3]}


def test_where_nobody_lives_nobody_is_cut_off() -> None:
    points = metres((0, 0), (40, 0), (80, 0))
    wall = [tuple(metres((60, -50), (60, 50)))]
    assert on_ground(points, wall)[2] == ()  # type: ignore[arg-type]
    assert on_ground(points, wall, frozenset([2]))[2] == (1,)  # type: ignore[arg-type]

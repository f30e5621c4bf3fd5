"""Buildings split on unit boundaries: whole units, in one run each, never for the worse."""

from itertools import groupby, product

import pytest
from hypothesis import given, settings, strategies as st

from gridctl.domain.dividing.estate import Band, Block
from gridctl.domain.dividing.measure import pieces
from gridctl.domain.dividing.splitting import Splits, split

BAND = Band(350, 400)


def row_of(*buildings: tuple[int, ...]) -> list[Block]:
    """Buildings in a row with these households by unit; unit ids count on from 1."""
    blocks, first = [], 1
    for key, households in enumerate(buildings):
        units = tuple(range(first, first + len(households)))
        blocks.append(Block(key, f"{key + 1}栋", "", units, households, (0,) * len(households)))
        first += len(households)
    return blocks


def in_a_row(count: int) -> list[list[int]]:
    return [[other for other in (one - 1, one + 1) if 0 <= other < count] for one in range(count)]


def runs_of(blocks: list[Block], found: Splits) -> list[list[int]]:
    """By building, the grids of its units in their order, those in a row drawn together."""
    owner = {unit: grid for grid, units in enumerate(found.grids) for unit in units}
    return [[grid for grid, _ in groupby(owner[unit] for unit in block.units)] for block in blocks]


def test_a_surplus_goes_on_by_one_unit() -> None:
    blocks = row_of((150, 150), (80, 80), (120, 120))
    found = split(blocks, [[0, 1], [2]], in_a_row(3), [BAND] * 2)
    assert (found.violation, found.splits) == (30, 1)
    assert [len(units) for units in found.grids] == [3, 3]


def test_a_surplus_travels_through_a_grid_between() -> None:
    blocks = row_of((150, 150, 50, 50, 50), (175, 150, 50), (150, 150))
    found = split(blocks, [[0], [1], [2]], in_a_row(3), [BAND] * 3)
    assert (found.violation, found.splits) == (0, 2)
    assert found.grids == ((1, 2, 3, 4), (5, 6, 7), (8, 9, 10))


def test_a_shortage_is_filled_through_a_grid_between() -> None:
    blocks = row_of((150, 150), (50, 50, 175, 100), (50, 200, 150))
    found = split(blocks, [[0], [1], [2]], in_a_row(3), [BAND] * 3)
    assert found.violation == 0


def test_a_building_that_belongs_to_others_is_not_split() -> None:
    blocks = row_of((200, 200, 50), (250, 50))
    assert split(blocks, [[0], [1]], in_a_row(2), [BAND] * 2).violation == 0
    kept = split(blocks, [[0], [1]], in_a_row(2), [BAND] * 2, whole=frozenset({0, 1}))
    assert (kept.violation, kept.splits) == (100, 0)


def test_units_do_not_go_where_their_building_may_not() -> None:
    blocks = row_of((200, 200, 50), (250, 50))
    kept = split(blocks, [[0], [1]], in_a_row(2), [BAND] * 2, apart=frozenset({(0, 1)}))
    assert (kept.violation, kept.splits) == (100, 0)


def test_what_is_in_band_is_left_alone() -> None:
    blocks = row_of((200, 180), (350, 10))
    assert split(blocks, [[0], [1]], in_a_row(2), [BAND] * 2) == Splits(((1, 2), (3, 4)), 0, 0)


def test_a_gold_band_is_as_good_as_another() -> None:
    blocks = row_of((200, 250), (250, 50))
    assert split(blocks, [[0], [1]], in_a_row(2), [Band(350, 500), Band(300, 400)]).splits == 0


@st.composite
def divided(draw: st.DrawFn) -> tuple[list[Block], list[list[int]], list[list[int]]]:
    """A small estate on a lattice three buildings wide, cut into runs of its buildings in reading order."""
    households = st.lists(st.integers(0, 120), min_size=1, max_size=4).map(tuple)
    blocks = row_of(*draw(st.lists(households, min_size=2, max_size=12)))
    count = len(blocks)
    near = [
        [o for o in range(count) if o in (i - 3, i + 3) or (abs(o - i) == 1 and o // 3 == i // 3)] for i in range(count)
    ]
    cuts = sorted(draw(st.sets(st.integers(1, count - 1), min_size=1, max_size=3)))
    grids = [list(range(first, last)) for first, last in zip([0, *cuts], [*cuts, count], strict=True)]
    return blocks, grids, near


@settings(max_examples=100, deadline=None)
@given(divided())
def test_every_unit_stays_in_one_grid_and_nothing_gets_worse(
    estate: tuple[list[Block], list[list[int]], list[list[int]]],
) -> None:
    blocks, grids, near = estate
    bands = [BAND] * len(grids)
    found = split(blocks, grids, near, bands)
    assert sorted(unit for units in found.grids for unit in units) == [unit for block in blocks for unit in block.units]
    households = {u: h for block in blocks for u, h in zip(block.units, block.households, strict=True)}
    violation = sum(BAND.violation(sum(households[unit] for unit in units)) for units in found.grids)
    assert violation == found.violation <= sum(BAND.violation(sum(blocks[b].total for b in grid)) for grid in grids)
    runs = runs_of(blocks, found)
    assert all(len(run) == len(set(run)) for run in runs), "a grid has one run of a building"
    assert found.splits == sum(len(run) - 1 for run in runs)
    for number, grid in enumerate(grids):
        now = {block.key for block in blocks if set(block.units) & set(found.grids[number])}
        assert pieces(near, now) <= pieces(near, grid)
    assert found == split(blocks, grids, near, bands)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(10, 120), min_size=2, max_size=4), st.lists(st.integers(10, 120), min_size=2, max_size=4))
def test_between_two_grids_it_is_the_least_there_is(one: list[int], other: list[int]) -> None:
    blocks = row_of(tuple(one), tuple(other))
    bands = [Band(150, 180)] * 2
    found = split(blocks, [[0], [1]], in_a_row(2), bands)
    everything = one + other
    least = min(
        bands[0].violation(sum(everything[:cut])) + bands[1].violation(sum(everything[cut:]))
        for cut in range(1, len(everything))
    )
    assert found.violation <= least


@pytest.mark.parametrize("seed", range(3))
def test_a_tower_estate_loses_most_of_its_violation(seed: int) -> None:
    households = [75 + (i * 37 + seed * 11) % 101 for i in range(36)]
    blocks = row_of(*((h // 4, h // 4, h // 4, h - 3 * (h // 4)) for h in households))
    near = [[o for o in range(36) if abs(i % 6 - o % 6) + abs(i // 6 - o // 6) == 1] for i, _ in enumerate(blocks)]
    grids = [[i + 6 * r for i, r in product(range(c, c + 3), (row,))] for row in range(6) for c in (0, 3)]
    before = sum(BAND.violation(sum(blocks[b].total for b in grid)) for grid in grids)
    assert split(blocks, grids, near, [BAND] * len(grids)).violation <= before * 0.35

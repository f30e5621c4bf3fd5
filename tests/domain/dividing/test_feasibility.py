"""What totals alone say, against dealing households out in every way."""

from dataclasses import replace
from itertools import combinations, pairwise, product

import pytest
from hypothesis import given, settings, strategies as st

from gridctl.domain.dividing.estate import Asked, Band, Rules
from gridctl.domain.dividing.feasibility import (
    Load,
    ShortfallKind,
    allocate,
    dealt,
    gold_of,
    least_violation,
    load_of,
    shortfalls,
)
from gridctl.domain.dividing.ground import survey
from gridctl.domain.dividing.task import Task
from gridctl.errors import UsageError
from tests.domain.dividing.invented import BAND, GOLD, asked, block, partitions, row, tasks, violation

REAL = Band(350, 400)


def infeasible(total: int) -> bool:
    load = Load(60, total, ())  # far more than any of these totals wants
    return load.gap(load.best_count(REAL), REAL) > 0


def test_which_totals_no_number_of_grids_can_hold() -> None:
    ranges = [(1, 349), (401, 699), (801, 1049), (1201, 1399), (1601, 1749), (2001, 2099), (2401, 2449)]
    expected = {total for start, end in ranges for total in range(start, end + 1)}
    assert {total for total in range(1, 3000) if infeasible(total)} == expected


@given(st.integers(0, 130), st.integers(1, 4))
@settings(deadline=None)
def test_the_gap_is_the_least_of_all_ways_to_deal_out_households(total: int, grids: int) -> None:
    ends = ((0, *inner, total) for inner in combinations(range(0, total + 1, 5), grids - 1))
    every = (sum(BAND.violation(end - start) for start, end in pairwise(each)) for each in ends)
    gap = Load(9, total, ()).gap(grids, BAND)
    assert all(gap <= one for one in every)
    share, more = divmod(total, grids)
    assert gap == sum(BAND.violation(share + (place < more)) for place in range(grids))


@given(tasks(most=6))
@settings(max_examples=80, deadline=None)
def test_no_cut_is_better_than_totals_allow(task: Task) -> None:
    load = Load(len(task.weights), sum(task.weights), tuple(weight for weight in task.weights if weight > BAND.high))
    wish = asked(gold=task.gold, gold_band=GOLD)
    bound = least_violation(load, task.grids, task.gold, wish)
    assert all(violation(task, cut) >= bound for cut in partitions(len(task.weights), task.grids))


@given(
    st.lists(st.builds(Load, st.integers(1, 5), st.integers(0, 200), st.just(())), min_size=1, max_size=3),
    st.integers(1, 12),
)
@settings(deadline=None)
def test_grids_are_dealt_out_with_the_least_gap(loads: list[Load], grids: int) -> None:
    every = [counts for counts in product(*(range(1, load.nodes + 1) for load in loads)) if sum(counts) == grids]
    if every:
        found = dealt(loads, grids, BAND)

        def price(counts: tuple[int, ...]) -> tuple[int, int]:
            pairs = list(zip(loads, counts, strict=True))
            return sum(load.gap(count, BAND) for load, count in pairs), sum(
                load.off_mean(count, BAND) for load, count in pairs
            )

        assert found in every
        assert price(found) == min(map(price, every))


@pytest.mark.parametrize(
    ("households", "grids"),
    [((20, 20), 1), ((20, 20, 20, 20), 2), ((15,) * 10, 4), ((20, 20, 15), 1), ((10,), 1), ((90, 20, 18), 2)],
)
def test_how_many_grids_suit(households: tuple[int, ...], grids: int) -> None:
    assert allocate(survey(row(*households), asked()), asked()) == (grids,)


def test_present_grids_stay_as_many_where_they_do() -> None:
    wish = asked(current={unit * 10: unit % 5 for unit in range(1, 13)})
    blocks = row(*[15] * 12)
    assert allocate(survey(blocks, asked()), asked()) == (5,)
    assert allocate(survey(blocks, wish), wish) == (5,)
    four = replace(wish, band=Band(35, 45), current={unit * 10: unit % 4 for unit in range(1, 13)})
    assert allocate(survey(blocks, four), four) == (4,)


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        (asked(grids=5), "整栋划分时最多只能划出 4 个网格"),
        (asked(grids=5, split=True), "最多只能划出 4 个网格，划不出 5 个"),
        (asked(grids=1), "互不相连的 2 片"),
    ],
)
def test_a_number_of_grids_that_cannot_be_is_refused(wish: Asked, words: str) -> None:
    blocks = row(20, 20, phase="一期") + tuple(replace(each, key=each.key + 9, phase="二期") for each in row(20, 20))
    with pytest.raises(UsageError) as told:
        allocate(survey(blocks, wish), wish)
    assert words in told.value.message
    assert told.value.hint


def test_gold_stewards_go_where_households_are_too_many() -> None:
    loads = [Load(9, 75, ()), Load(9, 95, ())]
    assert gold_of(loads, (2, 2), asked(gold=1, gold_band=GOLD)) == (0, 1)
    assert gold_of(loads, (2, 2), asked(gold=5, gold_band=GOLD)) == (2, 2)
    assert gold_of(loads, (2, 2), asked()) == (0, 0)


def test_a_shortfall_tells_which_numbers_of_grids_would_do() -> None:
    wish = asked(grids=2)
    ground = survey(row(20, 20, 20), wish)
    (lacking,) = shortfalls(ground, (2,), (0,), wish)
    assert (lacking.kind, lacking.region, lacking.households) == (ShortfallKind.TOO_FEW, "整个小区", 60)
    assert (lacking.grids, lacking.gap, lacking.feasible, lacking.nearby) == (2, 10, None, ((1, 20), (3, 45)))


def test_a_shortfall_names_the_region() -> None:
    blocks = (*row(20, 20, phase="一期"), *(replace(each, key=each.key + 9, phase="二期") for each in row(25)))
    ground = survey(blocks, asked())
    assert [(each.region, each.gap) for each in shortfalls(ground, (1, 1), (0, 0), asked())] == [("二期", 10)]
    parted = asked(rules=Rules(neighbours=((1, 2), (3, 4))))
    ground = survey(row(20, 20, 9, 9), parted)
    assert [each.region for each in shortfalls(ground, (1, 1), (0, 0), parted)] == ["第 2 片（含3栋、4栋）"]


def test_a_building_too_large_counts_beforehand() -> None:
    blocks = [block(1, 90, at=(0, 0)), block(2, 20, at=(40, 0)), block(3, 18, at=(80, 0))]
    ground = survey(blocks, asked())
    assert load_of(ground, ground.regions[0], asked()) == Load(3, 128, (90,))
    (lacking,) = shortfalls(ground, (2,), (0,), asked())
    assert (lacking.kind, lacking.region, lacking.households, lacking.gap) == (ShortfallKind.BUILDING, "1栋", 90, 50)


def test_a_gold_steward_may_have_a_building_too_large_for_others() -> None:
    blocks = [block(1, 45, at=(0, 0)), block(2, 20, at=(40, 0)), block(3, 18, at=(80, 0))]
    wish = asked(gold=1, gold_band=GOLD)
    ground = survey(blocks, wish)
    assert shortfalls(ground, (2,), (1,), wish) == ()
    assert least_violation(load_of(ground, ground.regions[0], wish), 2, 1, wish) == 0

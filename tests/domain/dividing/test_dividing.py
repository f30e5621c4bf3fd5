"""The whole road of a division, on estates by chance: what is claimed of an answer holds."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from gridctl.domain.dividing.answer import Answer, Reason, Remedy, Way
from gridctl.domain.dividing.connected import parts
from gridctl.domain.dividing.dividing import divide
from gridctl.domain.dividing.estate import Asked, Band, Block, Rules
from gridctl.domain.dividing.feasibility import ShortfallKind
from gridctl.domain.dividing.ground import survey, task_of
from gridctl.domain.dividing.task import Proof, Proved
from gridctl.errors import BadDataError
from tests.domain.dividing.invented import GOLD, asked, block, connected_cuts, estates, row, violation

Pairs = tuple[tuple[int, int], ...]


@st.composite
def wishes(draw: st.DrawFn, blocks: tuple[Block, ...]) -> Asked:
    """What may be asked of an estate; what it has is always possible, but for `apart`."""
    keys = st.sampled_from([block.key for block in blocks])
    pairs = st.lists(st.tuples(keys, keys).filter(lambda pair: pair[0] != pair[1]), max_size=2)
    together, apart = (tuple(each) for each in (draw(pairs), draw(pairs)))
    units = [unit for block in blocks for unit in block.units]
    present = draw(st.lists(st.integers(1, 3), min_size=len(units), max_size=len(units))) if draw(st.booleans()) else ()
    return asked(
        keep_phases=draw(st.booleans()),
        split=draw(st.booleans()),
        gold=draw(st.integers(0, 1)),
        gold_band=GOLD,
        rules=Rules(together=together, apart=apart),
        current=dict(zip(units, present, strict=False)),
    )


@st.composite
def cases(draw: st.DrawFn, *, most: int = 8) -> tuple[tuple[Block, ...], Asked]:
    blocks = draw(estates(most=most))
    return blocks, draw(wishes(blocks))


def answered(blocks: Sequence[Block], wish: Asked) -> Answer | None:
    """The answer, or None where the estate or the rules cannot be."""
    try:
        return divide(blocks, wish)
    except BadDataError:
        return None


def grid_of(answer: Answer) -> dict[int, int]:
    """The place of the grid of each unit."""
    return {unit: place for place, grid in enumerate(answer.division.grids) for unit in grid}


def names(blocks: Sequence[Block], answer: Answer) -> list[set[tuple[int, int]]]:
    """Each grid as buildings and places of units in them, whatever the order of rows."""
    at = {unit: (block.key, nth) for block in blocks for nth, unit in enumerate(block.units)}
    return [{at[unit] for unit in grid} for grid in answer.division.grids]


@given(cases())
@settings(max_examples=100, deadline=None)
def test_every_unit_is_in_one_grid_and_sums_are_equal(case: tuple[tuple[Block, ...], Asked]) -> None:
    blocks, wish = case
    if answer := answered(blocks, wish):
        dealt = [unit for grid in answer.division.grids for unit in grid]
        assert sorted(dealt) == sorted(unit for block in blocks for unit in block.units)
        assert all(answer.division.grids)
        assert sum(grid.households for grid in answer.grids) == sum(block.total for block in blocks)
        assert sum(grid.care for grid in answer.grids) == sum(sum(block.care) for block in blocks)


@given(cases())
@settings(max_examples=100, deadline=None)
def test_rules_are_kept(case: tuple[tuple[Block, ...], Asked]) -> None:
    blocks, wish = case
    if answer := answered(blocks, wish):
        owner = grid_of(answer)
        grids = {each.key: {owner[unit] for unit in each.units} for each in blocks}
        assert all(len(grids[one] | grids[other]) == 1 for one, other in wish.rules.together)
        assert not any(grids[one] & grids[other] for one, other in wish.rules.apart)
        if not (wish.split or answer.unchanged):
            assert all(len(each) == 1 for each in grids.values())
        if wish.keep_phases:
            phases = [{each.phase for each in blocks if place in grids[each.key]} for place in range(len(answer.grids))]
            assert all(len(each) == 1 for each in phases)


@given(cases())
@settings(max_examples=100, deadline=None)
def test_the_figures_are_what_they_say(case: tuple[tuple[Block, ...], Asked]) -> None:
    blocks, wish = case
    if answer := answered(blocks, wish):
        _check_figures(blocks, wish, answer)


def _check_figures(blocks: Sequence[Block], wish: Asked, answer: Answer) -> None:
    households = {unit: n for each in blocks for unit, n in zip(each.units, each.households, strict=True)}
    key_of = {unit: each.key for each in blocks for unit in each.units}
    ground, outside = survey(blocks, wish), 0
    place_of = {each.key: place for place, each in enumerate(ground.blocks)}
    for place, (grid, figures) in enumerate(zip(answer.division.grids, answer.grids, strict=True)):
        assert figures.households == sum(households[unit] for unit in grid)
        assert set(figures.buildings) == {key_of[unit] for unit in grid}
        assert figures.heart in figures.buildings
        assert abs(figures.over_by) == wish.band.violation(figures.households)
        assert (figures.reason is None) == (figures.over_by == 0)
        gold = place in answer.division.gold
        assert gold == (figures.reason is Reason.GOLD)
        outside += min(GOLD.violation(figures.households), abs(figures.over_by)) if gold else abs(figures.over_by)
        if len(place_of) == len(ground.blocks) and not wish.rules.together:
            inside = {place_of[key] for key in figures.buildings}
            assert figures.pieces == len(parts(ground.links, inside))
    assert answer.violation == outside
    assert len(answer.division.gold) <= wish.gold
    shared = Counter(key for figures in answer.grids for key in figures.buildings)
    assert answer.splits == sum(count - 1 for count in shared.values())
    assert {key for figures in answer.grids for key in figures.split} == {k for k, n in shared.items() if n > 1}


@given(cases())
@settings(max_examples=60, deadline=None)
def test_each_present_grid_goes_on_once(case: tuple[tuple[Block, ...], Asked]) -> None:
    blocks, wish = case
    if answer := answered(blocks, wish):
        going_on = [grid for grid in answer.division.continues if grid is not None]
        assert len(answer.division.continues) == len(answer.grids)
        assert going_on == sorted(set(going_on))
        households = {unit: n for each in blocks for unit, n in zip(each.units, each.households, strict=True)}
        staying = {unit: answer.division.continues[place] for unit, place in grid_of(answer).items()}
        leaving = [unit for unit, grid in wish.current.items() if staying[unit] != grid]
        assert answer.moved == sum(households[unit] for unit in leaving)


@given(cases())
@settings(max_examples=60, deadline=None)
def test_a_division_in_order_is_left_as_it_is(case: tuple[tuple[Block, ...], Asked]) -> None:
    blocks, wish = case
    first = answered(blocks, replace(wish, current={}))
    if first and first.violation == 0:
        present = {unit: place + 5 for unit, place in grid_of(first).items()}
        again = divide(blocks, replace(wish, current=present))
        assert again.unchanged
        assert again.moved == 0
        assert {frozenset(grid) for grid in again.division.grids} == {frozenset(grid) for grid in first.division.grids}
        assert again.proof == Proof(Proved.OPTIMAL, 0)


@given(estates(placed=True), st.data())
@settings(max_examples=60, deadline=None)
def test_with_coordinates_the_order_of_rows_changes_nothing(blocks: tuple[Block, ...], data: st.DataObject) -> None:
    wish = data.draw(wishes(blocks))
    shuffled = data.draw(st.permutations(blocks))
    if answer := answered(blocks, wish):
        again = divide(shuffled, wish)
        assert again == answer
        assert names(shuffled, again) == names(blocks, answer)


@given(cases())
@settings(max_examples=30, deadline=None)
def test_the_same_register_has_the_same_plan(case: tuple[tuple[Block, ...], Asked]) -> None:
    blocks, wish = case
    assert answered(blocks, wish) == answered(blocks, wish)


@given(estates(most=7), st.booleans())
@settings(max_examples=60, deadline=None)
def test_optimal_is_said_of_the_least_alone(blocks: tuple[Block, ...], proving: bool) -> None:  # noqa: FBT001
    wish = asked(keep_phases=False, gold=1, gold_band=GOLD)
    if not any(each.total for each in blocks):
        return
    answer = divide(blocks, wish, proving=proving)
    ground = survey(blocks, wish)
    task = task_of(ground, ground.regions[0], len(answer.grids), wish)
    least = min(violation(task, cut) for cut in connected_cuts(task) if not ground.order_only or _are_runs(cut))
    assert answer.proof.bound <= least
    if answer.proof.proved is Proved.OPTIMAL:
        in_one_piece = all(figures.pieces == 1 for figures in answer.grids)
        assert answer.violation == answer.proof.bound
        assert answer.violation == least or not in_one_piece
    else:
        assert not proving


def _are_runs(cut: Sequence[Sequence[int]]) -> bool:
    return all(other == one + 1 for grid in cut for one, other in pairwise(grid))


@given(cases())
@settings(max_examples=60, deadline=None)
def test_grids_of_an_order_are_runs_of_it(case: tuple[tuple[Block, ...], Asked]) -> None:
    blocks = tuple(replace(each, point=None) for each in case[0])
    wish = replace(case[1], rules=Rules(), split=False, keep_phases=False, current={})
    if answer := answered(blocks, wish):
        keys = [key for figures in answer.grids for key in figures.buildings]
        assert keys == [each.key for each in blocks]
        assert answer.order_only
        assert all(figures.walking_metres is None for figures in answer.grids)


@given(cases())
@settings(max_examples=40, deadline=None)
def test_ways_out_are_offered_where_something_is_out_of_band(case: tuple[tuple[Block, ...], Asked]) -> None:
    blocks, wish = case
    if answer := answered(blocks, wish):
        ways = {remedy.way: remedy for remedy in answer.remedies}
        assert len(ways) == len(answer.remedies)
        if answer.violation == 0:
            assert ways == {}
        for way in (Way.GOLD, Way.SPLIT):
            assert way not in ways or ways[way].violation <= answer.violation
        assert Way.MORE not in ways or ways[Way.MORE].count == len(answer.grids) + 1
        assert Way.FEWER not in ways or ways[Way.FEWER].count == len(answer.grids) - 1


def test_grids_are_numbered_as_one_reads_a_map() -> None:
    blocks = [block(n, 38, at=at) for n, at in enumerate([(90, 0), (0, 0), (90, 90), (0, 90)], 1)]
    assert [grid.buildings for grid in divide(blocks, asked()).grids] == [(4,), (3,), (2,), (1,)]


def test_present_grids_keep_their_order_and_new_ones_follow() -> None:
    blocks = [block(n, 38, at=(90 * n, 0)) for n in range(1, 5)]
    answer = divide(blocks, asked(current={10: 9, 20: 9, 30: 7, 40: 8}))
    assert answer.division.continues == (7, 8, 9, None)
    assert [grid.buildings for grid in answer.grids[:2]] == [(3,), (4,)]
    assert answer.moved == 38


def test_one_building_is_one_grid() -> None:
    answer = divide([block(1, 38, at=(0, 0))], asked())
    assert answer.division.grids == ((10,),)
    assert answer.proof == Proof(Proved.OPTIMAL, 0)


def test_a_building_too_large_without_units_is_told() -> None:
    answer = divide(row(90, 38), asked())
    assert [figures.reason for figures in answer.grids] == [Reason.BUILDING, None]
    assert [(each.kind, each.gap) for each in answer.shortfalls] == [(ShortfallKind.BUILDING, 50)]
    assert answer.proof == Proof(Proved.OPTIMAL, 50)


def test_totals_to_blame_are_named() -> None:
    answer = divide(row(20, 20, 10), asked())
    assert [figures.reason for figures in answer.grids] == [Reason.TOTAL]
    assert Remedy(Way.GOLD, 1, 0, 0) in divide(row(20, 20, 10), asked(gold_band=GOLD)).remedies


def test_a_gold_steward_takes_what_is_over() -> None:
    answer = divide(row(20, 28), asked(gold=1, gold_band=GOLD, grids=1))
    assert (answer.violation, answer.division.gold, answer.grids[0].over_by) == (0, (0,), 8)
    assert answer.remedies == ()


def test_units_are_parted_where_that_is_asked_for() -> None:
    blocks = [block(1, 18, 18, 18, 18, at=(0, 0)), block(2, 2, at=(40, 0))]
    assert divide(blocks, asked()).violation > 0
    answer = divide(blocks, asked(split=True))
    assert (answer.violation, answer.splits) == (0, 1)
    assert [figures.households for figures in answer.grids] == [36, 38]


def test_rules_that_cannot_be_kept_are_told() -> None:
    rules = Rules(apart=((1, 2), (2, 3), (1, 3)))
    with pytest.raises(BadDataError, match="做不到规则里所有“分开”的要求"):
        divide(row(12, 12, 12), asked(rules=rules))
    assert len(divide(row(12, 12, 12), asked(rules=rules, grids=3)).grids) == 3


def test_regions_that_are_in_order_stay_while_others_are_divided_anew() -> None:
    blocks = (*row(38, 38, phase="一期"), *(replace(each, key=each.key + 9, phase="二期") for each in row(10, 28)))
    renamed = [replace(each, units=(each.key,)) for each in blocks]
    answer = divide(renamed, asked(current={1: 4, 2: 3, 10: 5, 11: 6}))
    assert answer.division.continues[:2] == (3, 4)
    assert answer.division.grids[:2] == ((2,), (1,))
    assert not answer.unchanged
    assert len(answer.grids) == 3


def test_a_band_of_the_regulation_on_a_small_estate() -> None:
    blocks = [block(n, 60, 66, at=(40 * (n % 6), 45 * (n // 6))) for n in range(18)]
    answer = divide(blocks, asked(band=Band(350, 400), gold_band=Band(400, 500)))
    assert {figures.households for figures in answer.grids} == {378}
    assert all(figures.pieces == 1 for figures in answer.grids)

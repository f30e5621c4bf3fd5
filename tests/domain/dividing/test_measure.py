"""What a cut costs: each part by hand, and against counting by other means."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings, strategies as st

from gridctl.domain.coordinates import Point
from gridctl.domain.dividing.connected import parts
from gridctl.domain.dividing.measure import (
    Cost,
    breaches,
    cost_of,
    gold_places,
    in_order,
    names,
    pieces,
    rank,
    violation_of,
    walking_metres,
    walking_of,
)
from gridctl.domain.dividing.task import Task
from tests.domain.dividing.invented import BAND, GOLD, METRE, tasks

ROW = Task(
    weights=(10, 20, 30, 40),
    care=(1, 0, 0, 3),
    points=tuple(Point(100 * METRE * nth, 0) for nth in range(4)),
    neighbours=((1,), (0, 2), (1, 3), (2,)),
    grids=2,
    band=BAND,
)


def test_walking_goes_to_the_building_that_is_best_for_all() -> None:
    assert walking_of(ROW, (0, 1)) == 10 * 100
    assert walking_of(ROW, (0, 1, 2)) == 10 * 100 + 30 * 100
    assert walking_of(ROW, (2,)) == 0
    assert walking_metres(ROW, ((0, 1), (2, 3))) == (10 * 100 + 30 * 100) / 100


def test_walking_is_nothing_where_nobody_lives() -> None:
    assert walking_metres(replace(ROW, weights=(0, 0, 0, 0)), ((0, 1), (2, 3))) == 0


@pytest.mark.parametrize(
    ("households", "gold", "outside"),
    [([35, 40], 0, 0), ([34, 41], 0, 2), ([50, 45], 0, 15), ([50, 45], 1, 5), ([50, 45], 2, 0), ([52, 30], 2, 2 + 5)],
)
def test_gold_grids_stand_where_they_save_most(households: list[int], gold: int, outside: int) -> None:
    assert violation_of(replace(ROW, gold=gold, gold_band=GOLD), households) == outside


def test_a_gold_grid_is_none_that_saves_nothing() -> None:
    assert gold_places(replace(ROW, gold=2, gold_band=GOLD), [30, 50, 38]) == [1]


def test_a_cost_has_its_parts() -> None:
    task = replace(ROW, present=({7: 10}, {7: 20}, {7: 30}, {8: 40}), price=3)
    cost = cost_of(task, ((0, 1), (2, 3)))
    assert (cost.violation, cost.extra_pieces, cost.walking, cost.moved) == (5 + 30, 0, 4000, 30)
    assert cost.balance == 5 * (20 + 20) + 25 * (1 + 1)
    assert cost.burden == cost.walking + cost.balance + 3 * 30


def test_costs_compare_by_violation_then_pieces_then_burden() -> None:
    ordered = [Cost(0, 0, 9, 9, 0, 0), Cost(0, 1, 5, 5, 0, 0), Cost(0, 1, 7, 0, 0, 7), Cost(1, 0, 0, 0, 0, 0)]
    assert all(one < other for one, other in pairwise(ordered))
    assert Cost(0, 0, 9, 9, 0, 0) == Cost(0, 0, 9, 4, 5, 0)


def test_what_is_together_and_must_not_be_comes_before_all_and_pieces_before_households() -> None:
    task = replace(ROW, apart=frozenset({(0, 1)}))
    assert rank(task, ((0,), (1, 2, 3))) < rank(task, ((0, 1), (2, 3)))
    assert violation_of(ROW, [40, 60]) < violation_of(ROW, [30, 70])
    assert rank(ROW, ((0, 1), (2, 3))) < rank(ROW, ((0, 2), (1, 3)))


def test_no_two_grids_go_on_from_one_and_no_grid_from_two() -> None:
    task = replace(ROW, present=({7: 10}, {7: 20}, {7: 31}, {8: 40}))
    assert names(task, ((0, 1), (2,), (3,))) == (None, 7, 8)
    assert names(task, ((0, 1, 2, 3),)) == (7,)
    assert names(ROW, ((0, 1), (2, 3))) == (None, None)


def test_households_that_are_nobody_s_do_not_move() -> None:
    task = replace(ROW, present=({7: 10}, {}, {7: 30}, {8: 40}))
    assert cost_of(task, ((0, 1), (2, 3))).moved == 30
    assert cost_of(task, ((0, 1, 2), (3,))).moved == 0


@given(tasks(), st.data())
@settings(max_examples=100, deadline=None)
def test_a_cost_counts_what_other_means_count(task: Task, data: st.DataObject) -> None:
    owners = data.draw(st.lists(st.integers(0, 2), min_size=len(task.weights), max_size=len(task.weights)))
    grids = in_order([node for node in range(len(owners)) if owners[node] == grid] for grid in set(owners))
    cost = cost_of(task, grids)
    assert cost.extra_pieces == sum(len(parts(task.neighbours, grid)) - 1 for grid in grids)
    assert [pieces(task.neighbours, grid) for grid in grids] == [len(parts(task.neighbours, grid)) for grid in grids]
    assert breaches(task, grids) == sum(owners[one] == owners[other] for one, other in task.apart)
    assert cost.violation <= sum(task.band.violation(sum(task.weights[node] for node in grid)) for grid in grids)
    assert cost.moved == 0

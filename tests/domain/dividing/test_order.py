"""Runs of a list: the best there are, against trying them all."""

from dataclasses import replace
from itertools import combinations, pairwise

from hypothesis import given, settings, strategies as st

from gridctl.domain.dividing.measure import breaches
from gridctl.domain.dividing.order import runs
from gridctl.domain.dividing.task import Task
from tests.domain.dividing.invented import BAND, tasks, violation


def every_cut(task: Task) -> list[tuple[tuple[int, ...], ...]]:
    """All the ways to cut the list into runs that keep apart what must be."""
    count = len(task.weights)
    ends = ((0, *inner, count) for inner in combinations(range(1, count), task.grids - 1))
    cuts = [tuple(tuple(range(start, end)) for start, end in pairwise(each)) for each in ends]
    return [cut for cut in cuts if not breaches(task, cut)]


def unevenness(task: Task, cut: tuple[tuple[int, ...], ...]) -> int:
    loads = [(sum(task.weights[node] for node in run), sum(task.care[node] for node in run)) for run in cut]
    households, care = sum(task.weights), sum(task.care)
    return sum((task.grids * h - households) ** 2 + 25 * (task.grids * c - care) ** 2 for h, c in loads)


def moved(task: Task, cut: tuple[tuple[int, ...], ...]) -> int:
    """Households that are not of the present grid that most of their run are of."""
    count = 0
    for run in cut:
        shared = [sum(task.present[node].get(grid, 0) for node in run) for grid in range(3)]
        count += sum(shared) - max(shared)
    return count


@given(tasks(most=9, line=True))
@settings(max_examples=100, deadline=None)
def test_no_runs_are_better(task: Task) -> None:
    found, cuts = runs(task), every_cut(task)
    if found is None:
        assert cuts == []
    else:
        assert found in cuts
        assert (violation(task, found), unevenness(task, found)) == min(
            (violation(task, cut), unevenness(task, cut)) for cut in cuts
        )


@given(tasks(most=8, line=True), st.lists(st.integers(0, 2), min_size=8, max_size=8))
@settings(max_examples=60, deadline=None)
def test_of_equal_violation_the_fewest_households_move(task: Task, owners: list[int]) -> None:
    present = tuple({grid: weight} if weight else {} for weight, grid in zip(task.weights, owners, strict=False))
    task = replace(task, present=present, apart=frozenset())
    found = runs(task)
    assert found is not None
    assert (violation(task, found), moved(task, found)) == min(
        (violation(task, cut), moved(task, cut)) for cut in every_cut(task)
    )


def test_rules_that_no_runs_keep_have_no_answer() -> None:
    task = Task((1, 1, 1), (0, 0, 0), (), ((1,), (0, 2), (1,)), 1, BAND, apart=frozenset({(0, 2)}))
    assert runs(task) is None
    assert runs(replace(task, grids=2)) is not None

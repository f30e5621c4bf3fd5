"""Proofs by the solver, against trying everything."""

import builtins
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings

from gridctl.domain.dividing import exact
from gridctl.domain.dividing.exact import prove, solve
from gridctl.domain.dividing.task import Proof, Proved, Task
from gridctl.errors import UsageError
from tests.domain.dividing.invented import BAND, connected_cuts, tasks, violation

ROW = Task(
    weights=(30, 20, 30, 20, 25, 30),
    care=(0,) * 6,
    points=(),
    neighbours=((1,), (0, 2), (1, 3), (2, 4), (3, 5), (4,)),
    grids=4,
    band=BAND,
)


def least_of_all(task: Task) -> int | None:
    return min((violation(task, cut) for cut in connected_cuts(task)), default=None)


@given(tasks())
@settings(max_examples=30, deadline=None)
def test_optimal_is_said_of_the_least_alone(task: Task) -> None:
    least = least_of_all(task)
    assume(least is not None)
    assert least is not None
    assert prove(task, least) == Proof(Proved.OPTIMAL, least)


@given(tasks())
@settings(max_examples=30, deadline=None)
def test_what_is_not_the_least_is_bettered(task: Task) -> None:
    least = least_of_all(task)
    assume(least is not None)
    assert least is not None
    found = solve(task, least + 3)
    assert found.proof == Proof(Proved.OPTIMAL, least)
    assert found.better is not None
    assert found.better in {tuple(sorted(cut)) for cut in connected_cuts(task)}
    assert violation(task, found.better) == least


@given(tasks())
@settings(max_examples=25, deadline=None)
def test_a_bound_is_never_above_the_least(task: Task) -> None:
    least = least_of_all(task)
    assume(least is not None)
    assert least is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exact, "MOST_SETS", 8)
        found = solve(task, least + 30)
    assert found.proof.bound <= least
    if found.proof.proved is Proved.OPTIMAL:
        assert found.better is not None
        assert violation(task, found.better) == found.proof.bound


def test_what_totals_settle_needs_no_solver(monkeypatch: pytest.MonkeyPatch) -> None:
    _without_scipy(monkeypatch)
    assert prove(replace(ROW, grids=3), 35) == Proof(Proved.OPTIMAL, 35)


def test_without_the_extra_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    _without_scipy(monkeypatch)
    with pytest.raises(UsageError) as told:
        prove(ROW, 90)
    assert "pip install 'gridctl[exact]'" in told.value.hint


def test_too_many_sets_leave_the_bound_of_the_totals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exact, "MOST_SETS", 0)
    assert prove(ROW, 90) == Proof(Proved.BOUND, 0)


def _without_scipy(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *rest: object) -> object:
        if name == "scipy" or name.startswith("scipy."):
            raise ImportError(name)
        return real(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", refuse)


@given(tasks())
@settings(max_examples=25, deadline=None)
def test_a_better_cut_leaves_fewer_columns_and_so_a_proof(task: Task) -> None:
    least = least_of_all(task)
    assume(least is not None)
    assert least is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exact, "SIZE", len(task.weights) * 6)
        found = solve(task, least + 60)
    assert found.proof.bound <= least
    if found.better is not None:
        reached = violation(task, found.better)
        assert found.proof.proved is Proved.BOUND or reached == least == found.proof.bound
    else:
        assert found.proof.proved is Proved.BOUND

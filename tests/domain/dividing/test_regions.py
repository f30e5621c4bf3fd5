"""One region: what a solver betters is taken."""

from gridctl.domain.dividing.ground import survey, task_of
from gridctl.domain.dividing.regions import _proved
from gridctl.domain.dividing.task import Proof, Proved
from tests.domain.dividing.invented import asked, row, violation


def test_the_better_cut_of_a_solver_is_taken() -> None:
    ground = survey(row(20, 18, 17, 20), asked())
    task = task_of(ground, ground.regions[0], 2, asked())
    poor = ((0,), (1, 2, 3))
    grids, proof = _proved(task, poor, violation(task, poor))
    assert grids == ((0, 1), (2, 3))
    assert proof == Proof(Proved.OPTIMAL, 0)


def test_a_cut_that_is_the_best_stays() -> None:
    ground = survey(row(20, 12, 17, 20), asked())
    task = task_of(ground, ground.regions[0], 2, asked())
    best = ((0, 1), (2, 3))
    assert _proved(task, best, 3) == (best, Proof(Proved.OPTIMAL, 3))

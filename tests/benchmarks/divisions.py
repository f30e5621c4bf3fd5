"""How good divisions are, on invented estates: against what is proved, against themselves, and what they cost.

`python -m tests.benchmarks.divisions 200 mixed 0 normal` divides one estate and prints what came of it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from gridctl.domain.dividing.answer import Answer
from gridctl.domain.dividing.dividing import divide
from gridctl.domain.dividing.estate import Asked, Band, Block, Effort
from gridctl.domain.dividing.ground import survey, task_of
from gridctl.domain.dividing.measure import violation_of
from gridctl.domain.dividing.numbering import continued, moved_households
from gridctl.domain.dividing.task import Proved
from tests.benchmarks.estates import changed, make_estate

ASKED = Asked(Band(350, 400))
SMALL = [(count, kind, seed) for count in (20, 30, 40, 50, 60) for kind in ("mixed", "tower") for seed in (0, 1)]
TOWERS = [(200, "tower", seed) for seed in range(10)]
MIXED = [(200, "mixed", seed) for seed in range(5)]
SPLIT = [(60, "tower", seed) for seed in range(5)] + TOWERS[:5]
GROWING = [(count, kind, seed) for count, kind in ((60, "mixed"), (200, "mixed"), (200, "slab")) for seed in range(3)]
COMPACT = [(count, kind, seed) for count, kind in ((60, "mixed"), (200, "mixed"), (200, "slab")) for seed in range(3)]

Estate = tuple[int, str, int]  # buildings, kind, seed


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of quality, and what it may be: at most `limit`, or at least where that is said."""

    name: str
    value: float
    limit: float
    at_least: bool = False

    @property
    def kept(self) -> bool:
        """Whether the promise is kept."""
        return self.value >= self.limit if self.at_least else self.value <= self.limit


@cache
def plan(estate: Estate, effort: Effort = Effort.NORMAL, *, split: bool = False) -> Answer:
    """An estate divided from scratch."""
    return divide(make_estate(*estate), replace(ASKED, effort=effort, split=split))


@cache
def least(estate: Estate) -> int | None:
    """The least violation of an estate with as many grids as its plan has; None where the solver did not prove it."""
    from gridctl.domain.dividing.exact import solve  # noqa: PLC0415 - with the extra alone

    ground, found = survey(make_estate(*estate), ASKED), plan(estate)
    task = task_of(ground, ground.regions[0], len(found.grids), ASKED)
    exact = solve(task, found.violation)
    if exact.proof.proved is not Proved.OPTIMAL:
        return None
    loads = [sum(task.weights[node] for node in grid) for grid in exact.better or ()]
    return violation_of(task, loads) if exact.better else found.violation


def qualities() -> Iterator[Figure]:
    """Every figure of quality that is promised."""
    equal = sum(plan(estate).violation == least(estate) for estate in SMALL)
    yield Figure("20 estates of at most 60 buildings at the proved minimum", equal, 19, at_least=True)
    proved = [estate for estate in TOWERS if least(estate) is not None]
    yield Figure("200 towers whose minimum is proved, of ten", len(proved), len(TOWERS), at_least=True)
    minimum = sum(least(estate) or 0 for estate in proved)
    yield Figure("200 towers, violation against the proved minimum", _outside(proved) / minimum, 1.15)
    grids = [grid for estate in MIXED for grid in plan(estate).grids]
    yield Figure("200 mixed, grids in band", _share(grid.over_by == 0 for grid in grids), 0.98, at_least=True)
    left = sum(plan(estate, split=True).violation for estate in SPLIT)
    yield Figure("towers, violation left when units are parted", left / _outside(SPLIT), 0.35)
    yield Figure("households that move, of those that move from scratch", _moving(), 0.5)
    yield Figure("walking against the best known of equal violation", _walking(), 1.10)


def _share(of: Iterator[bool]) -> float:
    counted = list(of)
    return sum(counted) / len(counted)


def _outside(estates: Sequence[Estate]) -> int:
    return sum(plan(estate).violation for estate in estates)


def _moving() -> float:
    gently = anew = 0
    for estate in GROWING:
        old, blocks = plan(estate), changed(make_estate(*estate), estate[-1])
        current = {unit: place for place, grid in enumerate(old.division.grids) for unit in grid}
        gently += divide(blocks, replace(ASKED, current=current)).moved
        anew += _moved(divide(blocks, ASKED), current, blocks)
    return gently / anew


def _moved(answer: Answer, current: dict[int, int], blocks: Sequence[Block]) -> int:
    households = {unit: n for block in blocks for unit, n in zip(block.units, block.households, strict=True)}
    names = continued(answer.division.grids, current, households)
    return moved_households(answer.division.grids, names, current, households)


def _walking() -> float:
    """The mean of the ratios, where thorough effort comes to the same violation."""
    ratios = []
    for estate in COMPACT:
        found, best = plan(estate), plan(estate, Effort.THOROUGH)
        if found.violation == best.violation:
            ratios.append(_walked(found) / min(_walked(found), _walked(best)))
    return sum(ratios) / len(ratios)


def _walked(answer: Answer) -> int:
    return sum(grid.households * (grid.walking_metres or 0) for grid in answer.grids)


if __name__ == "__main__":
    found = plan((int(sys.argv[1]), sys.argv[2], int(sys.argv[3])), Effort(sys.argv[4]))
    sys.stdout.write(f"{len(found.grids)} grids, {found.violation} outside, {found.proof}\n")

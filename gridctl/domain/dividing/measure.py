"""What a cut costs: households outside the band first, then pieces, then metres walked, balance and moved households."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import isqrt

from gridctl.domain.coordinates import Point
from gridctl.domain.dividing.task import Task

# household metres that one household, or one of the care load, away from the mean of the grids is taken to cost
UNEVEN_HOUSEHOLDS = 5
UNEVEN_CARE = 25

Grids = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True, order=True)
class Cost:
    """What a cut costs, the less the better: compared by `violation`, then `extra_pieces`, then `burden`.

    `violation` counts the households outside the band; `extra_pieces` the pieces of all grids beyond one each;
    `walking` the household metres to the best building of each grid; `balance` what unevenness costs, in household
    metres; `moved` the households that change their grid; `burden` is walking + balance + price * moved.
    """

    violation: int
    extra_pieces: int
    burden: int
    walking: int = field(compare=False)
    balance: int = field(compare=False)
    moved: int = field(compare=False)


def cost_of(task: Task, grids: Sequence[Sequence[int]]) -> Cost:
    """Measure a cut of the whole region."""
    walking = sum(walking_of(task, grid) for grid in grids)
    balance = sum(unevenness_of(task, grid) for grid in grids)
    moved = moved_households(task, grids)
    return Cost(
        violation_of(task, [sum(task.weights[node] for node in grid) for grid in grids]),
        sum(pieces(task.neighbours, grid) - 1 for grid in grids),
        walking + balance + task.price * moved,
        walking,
        balance,
        moved,
    )


def rank(task: Task, grids: Sequence[Sequence[int]]) -> tuple[int, int, Cost]:
    """Cuts in the order of the search: nothing together that must stand apart, grids in one piece, the least cost.

    Pieces come first here: a grid in two places is no way out of a band, it is taken only where nothing else is left.
    """
    cost = cost_of(task, grids)
    return breaches(task, grids), cost.extra_pieces, cost


def violation_of(task: Task, households: Iterable[int]) -> int:
    """The households outside the band, the gold grids standing where they save most."""
    counts = list(households)
    gold = sum(_saved(task, counts[place]) for place in gold_places(task, counts))
    return sum(task.band.violation(count) for count in counts) - gold


def gold_places(task: Task, households: Sequence[int]) -> list[int]:
    """The places of the grids that are best in the gold band, at most as many as may be, the most saved first."""
    if not task.gold:
        return []
    saved = [(-_saved(task, count), place) for place, count in enumerate(households)]
    return [place for saving, place in sorted(saved)[: task.gold] if saving]


def _saved(task: Task, households: int) -> int:
    if task.gold_band is None:
        return 0
    violation = task.band.violation(households)
    return violation - min(violation, task.gold_band.violation(households))


def walking_of(task: Task, grid: Sequence[int]) -> int:
    """Household metres from each building of a grid to the one of them from which the sum is least."""
    return min((_walked(task, grid, task.points[heart]) for heart in grid), default=0) // 1000


def _walked(task: Task, grid: Sequence[int], heart: Point) -> int:
    return sum(task.weights[node] * distance(task.points[node], heart) for node in grid)


def distance(one: Point, other: Point) -> int:
    """Millimetres as the crow flies."""
    return isqrt((one.x - other.x) ** 2 + (one.y - other.y) ** 2)


def walking_metres(task: Task, grids: Sequence[Sequence[int]]) -> float:
    """The mean metres of a household from its building to the best building of its grid."""
    households = sum(task.weights)
    return sum(walking_of(task, grid) for grid in grids) / households if households else 0.0


def unevenness_of(task: Task, grid: Sequence[int]) -> int:
    """What a grid's distance from the mean, in households and in care load, costs in household metres."""
    households = _off_mean(task.weights, grid, task.grids)
    return UNEVEN_HOUSEHOLDS * households + UNEVEN_CARE * _off_mean(task.care, grid, task.grids)


def _off_mean(load: Sequence[int], grid: Sequence[int], grids: int) -> int:
    return abs(grids * sum(load[node] for node in grid) - sum(load)) // grids


def pieces(neighbours: Sequence[Sequence[int]], grid: Iterable[int]) -> int:
    """In how many connected pieces a grid lies."""
    left, count = set(grid), 0
    while left:
        count += 1
        frontier = [left.pop()]
        while frontier:
            reached = left.intersection(neighbours[frontier.pop()])
            left -= reached
            frontier.extend(reached)
    return count


def breaches(task: Task, grids: Sequence[Sequence[int]]) -> int:
    """How many pairs that must stand apart share a grid."""
    grid_of = {node: number for number, grid in enumerate(grids) for node in grid}
    return sum(grid_of.get(one, -1) == grid_of.get(other, -2) for one, other in task.apart)


def names(task: Task, grids: Sequence[Sequence[int]]) -> tuple[int | None, ...]:
    """The present grid that each grid goes on from, by greatest overlap; none goes on from two, nor two from one."""
    overlaps = sorted(
        (-count, present, place) for place, grid in enumerate(grids) for present, count in overlap(task, grid)
    )
    named: dict[int, int] = {}
    for _, present, place in overlaps:
        if place not in named and present not in named.values():
            named[place] = present
    return tuple(named.get(place) for place in range(len(grids)))


def overlap(task: Task, grid: Iterable[int]) -> list[tuple[int, int]]:
    """The present grids that a grid shares households with, and how many."""
    shared: dict[int, int] = {}
    if task.present:
        for node in grid:
            for present, count in task.present[node].items():
                shared[present] = shared.get(present, 0) + count
    return [(present, count) for present, count in sorted(shared.items()) if count]


def moved_households(task: Task, grids: Sequence[Sequence[int]]) -> int:
    """The households that change their grid; those that have none at present do not count."""
    moved = 0
    for grid, name in zip(grids, names(task, grids), strict=True):
        moved += sum(count for present, count in overlap(task, grid) if present != name)
    return moved


def in_order(grids: Iterable[Iterable[int]]) -> Grids:
    """The same cut with each grid sorted, and the grids by their first node."""
    return tuple(sorted(tuple(sorted(grid)) for grid in grids))

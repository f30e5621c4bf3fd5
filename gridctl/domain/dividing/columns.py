"""The columns of the division: every connected set of buildings that could be a grid, with what it costs."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import isqrt
from operator import mul
from typing import TypeAlias

from gridctl.domain.dividing.measure import UNEVEN_CARE, UNEVEN_HOUSEHOLDS, overlap
from gridctl.domain.dividing.task import Task

Matrix: TypeAlias = "list[array[int]]"


@dataclass(frozen=True, slots=True)
class Columns:
    """Sets of nodes side by side: nodes in rising order, the same as bits, households outside the band, burden, gold.

    A set that gains by the gold band stands twice, as a plain column and as a gold one.
    """

    nodes: list[tuple[int, ...]] = field(default_factory=list)
    masks: list[int] = field(default_factory=list)
    households: list[int] = field(default_factory=list)
    violation: list[int] = field(default_factory=list)
    burden: list[int] = field(default_factory=list)
    gold: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.nodes)


def distances(task: Task) -> Matrix:
    """Millimetres from every node to every node."""
    points = task.points
    return [array("q", [isqrt((x - p) ** 2 + (y - q) ** 2) for p, q in points]) for x, y in points]


def bits(nodes: Sequence[int]) -> int:
    """A set of nodes as the bits of a whole number."""
    return sum(1 << node for node in nodes)


class Pricing:
    """The burden of single grids, with what is the same for all of them worked out once."""

    def __init__(self, task: Task, metric: Matrix) -> None:
        self.task = task
        self.metric = metric
        self._households = sum(task.weights)
        self._care = sum(task.care)
        self._present: dict[int, int] = {}
        for held in task.present:
            for present, count in held.items():
                self._present[present] = self._present.get(present, 0) + count

    def burden(self, grid: Sequence[int], walked: int | None = None) -> int:
        """Household metres of a grid: walked, uneven and moved; `walked` saves measuring it (household millimetres)."""
        task, number = self.task, self.task.grids
        households = sum(task.weights[node] for node in grid)
        care = sum(task.care[node] for node in grid)
        uneven = UNEVEN_HOUSEHOLDS * (abs(number * households - self._households) // number)
        uneven += UNEVEN_CARE * (abs(number * care - self._care) // number)
        far = self.best(grid)[0] if walked is None else walked
        return far // 1000 + uneven + (task.price * self.moved(grid) if task.present else 0)

    def best(self, grid: Sequence[int]) -> tuple[int, int]:
        """Household millimetres to the best building of a grid, and which it is: that to which the sum is least."""
        loads = [self.task.weights[node] for node in grid]
        rows = ((self.metric[heart], heart) for heart in grid)
        return min((sum(map(mul, loads, map(row.__getitem__, grid))), heart) for row, heart in rows)

    def moved(self, grid: Sequence[int]) -> int:
        """Households that change grid: all but those of the present grid that has most of itself here.

        Only a grid that keeps more than half of a present one goes on from it, so that no two do.
        """
        shared = overlap(self.task, grid)
        kept = max((count for present, count in shared if 2 * count > self._present[present]), default=0)
        return sum(count for _, count in shared) - kept


class TooMany(Exception):  # noqa: N818 - not an error: the search takes another way
    """There are more connected sets than the search may look at."""


def columns_of(task: Task, pricing: Pricing, margin: int, most: int) -> Columns:
    """All connected sets with households within `margin` of the band, and every single node; TooMany beyond `most`.

    The band is widened to the mean of the grids, and to the gold band where grids may be gold.
    """
    columns, apart = Columns(), _apart(task)
    low, high = _range(task, margin)
    for nodes, households, walked in _connected_sets(task, pricing.metric, low, high, most):
        mask = bits(nodes)
        if apart and any(mask & apart[node] for node in nodes):
            continue
        _append(columns, task, nodes, mask, households, pricing.burden(nodes, walked))
    return columns


def _range(task: Task, margin: int) -> tuple[int, int]:
    mean = sum(task.weights) // task.grids
    gold = task.gold_band if task.gold and task.gold_band is not None else task.band
    low, high = min(task.band.low, mean) - margin, max(task.band.high, mean) + margin
    return min(low, gold.low), max(high, gold.high)


def _append(columns: Columns, task: Task, nodes: tuple[int, ...], mask: int, households: int, burden: int) -> None:
    plain = task.band.violation(households)
    kinds = [(plain, 0)]
    if task.gold and task.gold_band is not None and task.gold_band.violation(households) < plain:
        kinds.append((task.gold_band.violation(households), 1))
    for violation, gold in kinds:
        columns.nodes.append(nodes)
        columns.masks.append(mask)
        columns.households.append(households)
        columns.violation.append(violation)
        columns.burden.append(burden)
        columns.gold.append(gold)


def _apart(task: Task) -> list[int]:
    if not task.apart:
        return []
    masks = [0] * len(task.weights)
    for one, other in sorted(task.apart):
        masks[one] |= 1 << other
        masks[other] |= 1 << one
    return masks


def _connected_sets(
    task: Task, metric: Matrix, low: int, high: int, most: int
) -> Iterator[tuple[tuple[int, ...], int, int]]:
    """Each connected set once: its nodes, households, and household millimetres to its best node.

    A set grows from its first node; a neighbour once passed over stays out of everything that grows after it.
    """
    weights = task.weights
    near = [bits(row) for row in task.neighbours]
    found: list[tuple[tuple[int, ...], int, int]] = []
    looked = 0

    def grow(nodes: tuple[int, ...], households: int, sums: list[int], frontier: int, closed: int) -> None:
        nonlocal looked
        while frontier:
            bit = frontier & -frontier
            frontier ^= bit
            closed |= bit
            node = bit.bit_length() - 1
            load = weights[node]
            total = households + load
            if total > high:
                continue
            looked += 1
            row = metric[node]
            walks = [known + load * row[heart] for known, heart in zip(sums, nodes)]  # noqa: B905 - of one length
            walks.append(sum([weights[heart] * row[heart] for heart in nodes]))
            grown = (*nodes, node)
            if total >= low:
                found.append((grown, total, min(walks)))
            if looked > most:
                raise TooMany
            grow(grown, total, walks, (frontier | near[node]) & ~closed, closed)

    for root, load in enumerate(weights):
        found.append(((root,), load, 0))
        closed = (2 << root) - 1
        if load <= high:
            grow((root,), load, [0], near[root] & ~closed, closed)
        for nodes, households, walked in found:
            yield tuple(sorted(nodes)), households, walked
        found.clear()

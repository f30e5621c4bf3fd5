"""Prices of nodes: what covering each node is worth, found by raising those that too few of the best columns cover.

This is the Lagrangian relaxation of the set partition. Whatever the prices, the `grids` columns of least reduced cost
bound the cost of every cut from below; at the best prices the bound comes close, and the reduced cost of a column says
how much a cut that uses it loses. Gold grids are rationed by a price of their own, that of one node more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import sub

from gridctl.domain.dividing.columns import Columns
from gridctl.domain.dividing.task import Task

PATIENCE = 4  # steps without a better bound before the next ones reach less far
ROUND = 24  # steps among the promising columns before all are priced again
PROMISING = 20  # columns to a grid that are looked at in between
MEMORY = 3  # tenths of the last step that the next one keeps
FIRST_REACH = 2  # the first steps aim half as high again as they start
STEEPEST = 10_000  # household metres that a household is worth at most before the steps


@dataclass(frozen=True, slots=True)
class Prices:
    """A price for each node and for each grid, and the reduced cost of each column."""

    nodes: list[int]
    grid: int
    reduced: list[int]

    def loss(self, grid: Sequence[int], cost: int) -> int:
        """The reduced cost of any grid."""
        return cost - self.grid - sum(self.nodes[node] for node in grid)


class Ledger:
    """Columns kept by size, node by node, so that all of them are priced in a few passes."""

    def __init__(self, columns: Sequence[tuple[int, ...]], costs: Sequence[int], members: Iterable[int]) -> None:
        by_size: dict[int, list[int]] = {}
        for number in members:
            by_size.setdefault(len(columns[number]), []).append(number)
        self.order = [number for size in sorted(by_size) for number in by_size[size]]
        self.nodes = [columns[number] for number in self.order]
        self._sizes = [
            ([costs[number] for number in by_size[size]], list(zip(*(columns[i] for i in by_size[size]), strict=True)))
            for size in sorted(by_size)
        ]

    def reduced(self, prices: Sequence[int]) -> list[int]:
        """The costs less the prices of their nodes, in the order of `order`."""
        found: list[int] = []
        for costs, places in self._sizes:
            left = costs
            for nodes in places:
                left = list(map(sub, left, map(prices.__getitem__, nodes)))
            found += left
        return found


class Ascent:
    """Steps uphill: each node's price follows how often the best columns miss it or cover it twice.

    Each step aims `reach` above the highest bound met; the reach grows while that is got to, and shrinks otherwise.
    """

    def __init__(self, task: Task, slope: int) -> None:
        self.prices = [slope * weight for weight in task.weights] + [0]
        self._wanted = [1] * len(task.weights) + [task.gold]
        self._drift = [0] * len(self._wanted)
        self._reach = 0
        self._highest: int | None = None
        self._stale = 0

    def note(self, bound: int) -> None:
        """Take notice of a bound: reach farther after a good one, less far after some that were no better."""
        if self._highest is None or bound > self._highest:
            if self._highest is not None and 4 * (bound - self._highest) > self._reach:
                self._reach = self._reach * 5 // 4
            self._highest, self._stale = bound, 0
            return
        self._stale += 1
        if self._stale >= PATIENCE:
            self._reach, self._stale = max(1, self._reach * 2 // 3), 0

    def begin(self, bound: int) -> None:
        """Begin a round with the bound of all columns: that of a few of them was too high."""
        if self._highest is None:
            self._reach = max(1, bound // FIRST_REACH)
        self._highest = bound

    def retreat(self, prices: list[int], bound: int) -> None:
        """Go back to better prices, and reach less far from them."""
        self.prices, self._highest = prices, bound
        self._drift = [0] * len(prices)
        self._reach = max(1, self._reach // 2)

    def step(self, bound: int, chosen: Iterable[Sequence[int]]) -> None:
        """Move the prices after the columns that are best at them."""
        missed = list(self._wanted)
        for nodes in chosen:
            for node in nodes:
                missed[node] -= 1
        self._drift = [
            (10 - MEMORY) * 10 * miss + MEMORY * last // 10 for miss, last in zip(missed, self._drift, strict=True)
        ]
        length = max(1, sum(way * way for way in self._drift))
        stride = 100 * max(1, (self._highest or 0) + self._reach - bound)  # hundredths, as the drift is
        self.prices = [price + stride * way // length for price, way in zip(self.prices, self._drift, strict=True)]
        self.prices[-1] = min(0, self.prices[-1])

    def bound(self, reduced: Iterable[int]) -> int:
        """What no cut costs less than, from the least reduced costs."""
        return sum(map(int.__mul__, self.prices, self._wanted)) + sum(reduced)


def ascend(task: Task, columns: Columns, costs: Sequence[int], steps: int) -> Prices:
    """The best prices found in so many steps."""
    ration = len(task.weights)
    sets = [(*nodes, ration) if gold else nodes for nodes, gold in zip(columns.nodes, columns.gold, strict=True)]
    every, ascent = Ledger(sets, costs, range(len(sets))), Ascent(task, _slope(task, columns, costs))
    best: tuple[int, list[int], list[int]] | None = None
    for _ in range(0, steps, ROUND):
        reduced = every.reduced(ascent.prices)
        ranked = _least(reduced, PROMISING * task.grids)
        bound = ascent.bound(reduced[place] for place in ranked[: task.grids])
        if best is None or bound > best[0]:
            best = bound, ascent.prices, reduced
        if 2 * bound < best[0]:
            ascent.retreat(best[1], best[0])
            continue
        ascent.begin(bound)
        core = Ledger(sets, costs, sorted(every.order[place] for place in ranked))
        _climb(core, ascent, task.grids)
    assert best is not None  # noqa: S101 - there is a round
    return _prices(best[1], best[2], every.order, task.grids)


def _slope(task: Task, columns: Columns, costs: Sequence[int]) -> int:
    """The price of a household that bounds best if all cost the same: what totals alone rule out is paid by it."""
    least: dict[int, int] = {}
    for households, cost in zip(columns.households, costs, strict=True):
        least[households] = min(cost, least.get(households, cost))
    total = sum(task.weights)

    def bound(slope: int) -> int:
        return slope * total + task.grids * min(cost - slope * households for households, cost in least.items())

    low, high = -STEEPEST, STEEPEST
    while third := (high - low) // 3:
        low, high = (low + third, high) if bound(low + third) < bound(high - third) else (low, high - third)
    return (low + high) // 2


def _climb(core: Ledger, ascent: Ascent, grids: int) -> None:
    """A round of steps among the promising columns."""
    for _ in range(ROUND):
        reduced = core.reduced(ascent.prices)
        chosen = _least(reduced, grids)
        bound = ascent.bound(reduced[place] for place in chosen)
        ascent.note(bound)
        ascent.step(bound, [core.nodes[place] for place in chosen])


def _least(reduced: Sequence[int], count: int) -> list[int]:
    return sorted(range(len(reduced)), key=reduced.__getitem__)[:count]


def _prices(prices: list[int], reduced: Sequence[int], order: Sequence[int], grids: int) -> Prices:
    fair = sorted(reduced)[min(grids, len(reduced)) - 1]
    ordered = [0] * len(reduced)
    for place, number in enumerate(order):
        ordered[number] = reduced[place] - fair
    return Prices(prices[:-1], fair, ordered)

"""Prices of nodes: what covering each node is worth, found by raising those that too few of the best columns cover.

This is the Lagrangian relaxation of the set partition. Whatever the prices, the `grids` columns of least reduced cost
bound the cost of every cut from below; at the best prices the bound comes close, and the reduced cost of a column says
how much a cut that uses it loses.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import sub

from gridctl.domain.dividing.columns import Columns

PATIENCE = 6  # steps without a better bound before the steps get shorter


@dataclass(frozen=True, slots=True)
class Prices:
    """A price for each node and for each grid, the reduced cost of each column, and the bound that they prove."""

    nodes: list[int]
    grid: int
    reduced: list[int]
    bound: int

    def loss(self, grid: Sequence[int], cost: int) -> int:
        """The reduced cost of any grid."""
        return cost - self.grid - sum(self.nodes[node] for node in grid)


class Ledger:
    """Columns kept by size, node by node, so that all of them are priced in a few passes."""

    def __init__(self, columns: Columns, costs: Sequence[int]) -> None:
        by_size: dict[int, list[int]] = {}
        for number, nodes in enumerate(columns.nodes):
            by_size.setdefault(len(nodes), []).append(number)
        self.order = [number for size in sorted(by_size) for number in by_size[size]]
        self.nodes = [columns.nodes[number] for number in self.order]
        self._sizes = []
        for size in sorted(by_size):
            members = by_size[size]
            places = list(zip(*(columns.nodes[number] for number in members), strict=True))
            self._sizes.append(([costs[number] for number in members], places))

    def reduced(self, prices: Sequence[int]) -> list[int]:
        """The costs less the prices of their nodes, in the order of `order`."""
        found: list[int] = []
        for costs, places in self._sizes:
            left = costs
            for nodes in places:
                left = list(map(sub, left, map(prices.__getitem__, nodes)))
            found += left
        return found


def ascend(
    columns: Columns, costs: Sequence[int], weights: Sequence[int], grids: int, target: int, steps: int
) -> Prices:
    """The best prices found in so many steps towards `target`, the cost of a cut that is known."""
    ledger = Ledger(columns, costs)
    households = max(1, sum(weights))
    prices = [target * weight // households for weight in weights]
    best, best_bound, best_reduced, floor = prices, None, [], 0
    drift = [0] * len(prices)
    pace, stale = 160, 0
    for _ in range(steps):
        reduced = ledger.reduced(prices)
        chosen = _least(reduced, grids)
        bound = sum(prices) + sum(reduced[number] for number in chosen)
        if best_bound is None or bound > best_bound:
            best, best_bound, best_reduced, stale = prices, bound, reduced, 0
            floor = max(reduced[number] for number in chosen)
        else:
            stale += 1
            if stale >= PATIENCE:
                pace, stale = pace * 3 // 4, 0
        uncovered = [1] * len(prices)
        for number in chosen:
            for node in ledger.nodes[number]:
                uncovered[node] -= 1
        drift = [(7 * miss * 100 + 3 * before) // 10 for miss, before in zip(uncovered, drift, strict=True)]
        length = sum(way * way for way in drift)
        if not length or not pace:
            break
        stride = max(1, target - bound) * pace  # hundredths, as the drift is
        prices = [price + stride * way // length for price, way in zip(prices, drift, strict=True)]
    ordered = [0] * len(best_reduced)
    for place, number in enumerate(ledger.order):
        ordered[number] = best_reduced[place] - floor
    return Prices(best, floor, ordered, best_bound or 0)


def _least(reduced: Sequence[int], count: int) -> list[int]:
    ranked = sorted(range(len(reduced)), key=reduced.__getitem__)
    return ranked[:count]

"""Windows: a few neighbouring grids at a time are swept anew, as long as that makes the whole cut better."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from gridctl.domain.dividing.columns import Columns, bits
from gridctl.domain.dividing.measure import Grids, in_order
from gridctl.domain.dividing.prices import Prices
from gridctl.domain.dividing.sweep import Aim, field_of, sweep
from gridctl.domain.dividing.task import Task

Judge = Callable[[Sequence[int]], int]  # the cost of a single grid


class Windows:
    """The columns of a region, ready to cover any part of it anew."""

    def __init__(self, task: Task, columns: Columns, prices: Prices, judge: Judge, dear: int) -> None:
        self.task = task
        self.columns = columns
        self.prices = prices
        self.judge = judge
        self.dear = dear
        self.steps = 0
        self._near = [bits(row) for row in task.neighbours]
        self._starting: list[list[int]] = [[] for _ in task.weights]
        for number, nodes in enumerate(columns.nodes):
            self._starting[nodes[0]].append(number)
        self._orders = self._sweeping_orders()

    def _sweeping_orders(self) -> list[list[int]]:
        """Each node's place when the region is swept from west, south, south-west and north-west."""
        ranks = []
        for east, north in ((1, 0), (0, 1), (1, 1), (1, -1)):
            along = [(east * x + north * y, node) for node, (x, y) in enumerate(self.task.points)]
            rank = [0] * len(along)
            for place, (_, node) in enumerate(sorted(along)):
                rank[node] = place
            ranks.append(rank)
        return ranks

    def rest(self, grids: int, households: int) -> int:
        """The least that so many grids out of so many households cost for being out of band, by their sum alone."""
        band = self.task.band
        return self.dear * max(0, band.low * grids - households, households - band.high * grids)

    def cover(
        self, nodes: Sequence[int], grids: int, limit: int, width: int, ways: Iterable[int], gold: int | None = None
    ) -> tuple[int, Grids] | None:
        """The best cover of the nodes by so many grids that loses less than the limit."""
        outside = (1 << len(self.task.weights)) - 1 - bits(nodes)
        masks = self.columns.masks
        members = [number for node in nodes for number in self._starting[node] if not masks[number] & outside]
        best = None
        for way in ways:
            order = sorted(nodes, key=self._orders[way].__getitem__)
            field = field_of(self.columns, self.prices.reduced, members, order, self.task.weights)
            found = sweep(
                field, self.columns, Aim(grids, self.task.gold if gold is None else gold, width, limit, self.rest)
            )
            self.steps += grids * width
            if found is not None:
                limit = found[0]
                best = limit, in_order(self.columns.nodes[number] for number in found[1])
        return best

    def loss(self, grid: Sequence[int]) -> int:
        """What a grid loses by the prices."""
        return self.prices.loss(grid, self.judge(grid))

    def improve(
        self, grids: Grids, size: int, width: int, ways: Sequence[int], seeds: Callable[[Grids], list[int]]
    ) -> Grids:
        """Sweep the window around each seed until none gets better."""
        tried: set[int] = set()
        changed = True
        while changed:
            changed = False
            for seed in seeds(grids):
                window = self.around(grids, seed, size)
                nodes = sorted(node for place in window for node in grids[place])
                mask = bits(nodes)
                if mask in tried:
                    continue
                tried.add(mask)
                limit = sum(self.loss(grids[place]) for place in window)
                found = self.cover(nodes, len(window), limit, width, ways)
                if found is not None:
                    kept = [grid for place, grid in enumerate(grids) if place not in window]
                    grids = in_order([*kept, *found[1]])
                    changed = True
                    break
        return grids

    def around(self, grids: Grids, seed: int, size: int) -> set[int]:
        """The seed and the grids that touch it, then those that touch these, the nearest first, up to `size`."""
        masks = [bits(grid) for grid in grids]
        window, covered, middle = {seed}, masks[seed], self._middle(grids[seed])
        while len(window) < size:
            edge = 0
            for place in window:
                for node in grids[place]:
                    edge |= self._near[node]
            edge &= ~covered
            touching = [place for place, mask in enumerate(masks) if mask & edge]
            if not touching:
                break
            nearest = min(touching, key=lambda place: (self._apart(self._middle(grids[place]), middle), place))
            window.add(nearest)
            covered |= masks[nearest]
        return window

    def _middle(self, grid: Sequence[int]) -> tuple[int, int]:
        points = self.task.points
        return sum(points[node].x for node in grid) // len(grid), sum(points[node].y for node in grid) // len(grid)

    @staticmethod
    def _apart(one: tuple[int, int], other: tuple[int, int]) -> int:
        return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2

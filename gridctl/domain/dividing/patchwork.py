"""A cut while it is being changed: its grids, who has which node, and what each grid loses by the prices."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from gridctl.domain.dividing.measure import Grids, breaches, in_order
from gridctl.domain.dividing.task import Task

Judge = Callable[[Sequence[int], bool], int]  # what a grid loses, and whether as a gold one


class Patchwork:
    """Grids in places that they keep; a few of them can be replaced by as many others of the same nodes."""

    def __init__(self, task: Task, grids: Grids, judge: Judge) -> None:
        self.task = task
        self.grids: list[tuple[int, ...]] = []
        self._judge = judge
        self._owner = [0] * len(task.weights)
        self._middles: list[tuple[int, int]] = []
        self._saved: dict[int, int] = {}
        for place, grid in enumerate(grids):
            self.grids.append(())
            self._middles.append((0, 0))
            self._put(place, grid)

    def _put(self, place: int, grid: tuple[int, ...]) -> None:
        points, weights, task = self.task.points, self.task.weights, self.task
        self.grids[place] = grid
        for node in grid:
            self._owner[node] = place
        load = sum(weights[node] for node in grid)
        self._middles[place] = sum(points[i].x for i in grid) // len(grid), sum(points[i].y for i in grid) // len(grid)
        self._saved.pop(place, None)
        if task.gold and task.gold_band is not None:
            saved = task.band.violation(load) - task.gold_band.violation(load)
            if saved > 0:
                self._saved[place] = saved

    def gold(self) -> set[int]:
        """The places of the grids that are best in the gold band."""
        ranked = sorted(self._saved, key=lambda place: (-self._saved[place], place))
        return set(ranked[: self.task.gold])

    def replace(self, window: Iterable[int], grids: Grids) -> None:
        """Put other grids in the places of the window."""
        for place, grid in zip(sorted(window), grids, strict=True):
            self._put(place, grid)

    def loss(self, window: Iterable[int]) -> int:
        """What the grids of a window lose together."""
        gold = self.gold()
        return sum(self._judge(self.grids[place], place in gold) for place in window)

    def gold_left(self, window: Iterable[int]) -> int:
        """How many gold grids a window may have."""
        return self.task.gold - len(self.gold().difference(window))

    def nodes(self, window: Iterable[int]) -> list[int]:
        """The nodes of a window in rising order."""
        return sorted(node for place in window for node in self.grids[place])

    def violating(self) -> list[int]:
        """The places of the grids that hold what must stand apart, then of those out of band, the farthest out first."""
        gold, band, wide = self.gold(), self.task.band, self.task.gold_band
        out = []
        for place, grid in enumerate(self.grids):
            load = sum(self.task.weights[node] for node in grid)
            violation = (wide if wide is not None and place in gold else band).violation(load)
            broken = breaches(self.task, [grid]) if self.task.apart else 0
            if violation or broken:
                out.append((-broken, -violation, place))
        return [place for _, _, place in sorted(out)]

    def everywhere(self) -> list[int]:
        """All places."""
        return list(range(len(self.grids)))

    def around(self, seed: int, size: int) -> set[int]:
        """The seed with the grids about it: always the nearest one that touches what is there, up to `size`."""
        window, touching, last = {seed}, set[int](), seed
        while len(window) < size:
            owners = (self._owner[other] for node in self.grids[last] for other in self.task.neighbours[node])
            touching.update(owner for owner in owners if owner not in window)
            if not touching:
                break
            last = min(touching, key=lambda place: (self._apart(place, seed), place))
            touching.discard(last)
            window.add(last)
        return window

    def _apart(self, one: int, other: int) -> int:
        (x, y), (p, q) = self._middles[one], self._middles[other]
        return (x - p) ** 2 + (y - q) ** 2

    def cut(self) -> Grids:
        """The cut as it is now, in order."""
        return in_order(self.grids)

"""Windows: a few neighbouring grids at a time are swept anew, as long as that makes the whole cut better."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from gridctl.domain.dividing.columns import Columns, bits
from gridctl.domain.dividing.measure import Grids, in_order
from gridctl.domain.dividing.patchwork import Patchwork
from gridctl.domain.dividing.sweep import Aim, Meter, field_of, sweep
from gridctl.domain.dividing.task import Task

WAYS = ((1, 0), (0, 1), (1, 1), (1, -1), (-1, 0), (0, -1), (-1, -1), (-1, 1))  # directions of a sweep, east and north


@dataclass(frozen=True, slots=True)
class Look:
    """How a window is swept: so many grids, so many covers at a time, in the first so many directions."""

    grids: int
    width: int
    ways: int


class Windows:
    """The columns of a region and what each loses, ready to cover any part of it anew; `dear` as in `Aim`."""

    def __init__(self, task: Task, columns: Columns, losses: Sequence[int], dear: int, meter: Meter) -> None:
        self.task = task
        self.columns = columns
        self.losses = losses
        self.dear = dear
        self.meter = meter
        self._starting: list[list[int]] = [[] for _ in task.weights]
        for number, nodes in enumerate(columns.nodes):
            self._starting[nodes[0]].append(number)
        self._ranks = [_ranks(task, east, north) for east, north in WAYS]

    def cover(self, nodes: Sequence[int], grids: int, gold: int, limit: int, look: Look) -> Grids | None:
        """The best cover of the nodes by so many grids that loses less than the limit."""
        outside = (1 << len(self.task.weights)) - 1 - bits(nodes)
        masks, losses = self.columns.masks, self.losses
        members = [
            number
            for node in nodes
            for number in self._starting[node]
            if not masks[number] & outside and losses[number] < limit
        ]
        task, best = self.task, None
        more = max(0, task.gold_band.high - task.band.high) if task.gold_band is not None else 0
        for ranks in self._ranks[: look.ways]:
            order = sorted(nodes, key=ranks.__getitem__)
            field = field_of(self.columns, losses, members, order, task.weights)
            aim = Aim(task.band, more, self.dear, grids, gold, look.width, limit)
            found = sweep(field, self.columns, aim, self.meter)
            if found is not None:
                limit, best = found
        return None if best is None else in_order(self.columns.nodes[number] for number in best)

    def improve(self, work: Patchwork, look: Look, seeds: Callable[[], Iterable[int]]) -> None:
        """Sweep the window around each seed until none gets better, or the steps are used up."""
        tried: set[int] = set()
        better = True
        while better:
            better = False
            for seed in seeds():
                window = work.around(seed, look.grids)
                nodes = work.nodes(window)
                mask = bits(nodes)
                if mask in tried:
                    continue
                if self.meter.over:
                    return
                tried.add(mask)
                found = self.cover(nodes, len(window), work.gold_left(window), work.loss(window), look)
                if found is not None:
                    work.replace(window, found)
                    better = True


def _ranks(task: Task, east: int, north: int) -> list[int]:
    """Each node's place when the region is swept in a direction."""
    along = sorted((east * x + north * y, node) for node, (x, y) in enumerate(task.points))
    ranks = [0] * len(along)
    for place, (_, node) in enumerate(along):
        ranks[node] = place
    return ranks

"""Single buildings moved, or exchanged, across the borders of grids: for buildings so small that grids hold many.

Each pass looks at every building on a border; what it would cost elsewhere is judged by the best building that each
grid had when the pass began. A little is lost willingly at first, so that the cut does not stop at the first dip, and
less with every pass; the best cut met is the result.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gridctl.domain.dividing.carving import Dice
from gridctl.domain.dividing.columns import Pricing
from gridctl.domain.dividing.measure import UNEVEN_CARE, UNEVEN_HOUSEHOLDS, Grids, gold_places, in_order, names
from gridctl.domain.dividing.task import Task

TOGETHER = 10_000  # a pair that must stand apart costs as much as so many households outside the band


class Borders:
    """A cut in which nodes change hands one or two at a time."""

    def __init__(self, task: Task, pricing: Pricing, grids: Grids, dear: int) -> None:
        self.task = task
        self.pricing = pricing
        self.dear = dear
        self.owner = [0] * len(task.weights)
        self.members = [set(grid) for grid in grids]
        for place, grid in enumerate(grids):
            for node in grid:
                self.owner[node] = place
        self.load = [sum(task.weights[node] for node in grid) for grid in grids]
        self.care = [sum(task.care[node] for node in grid) for grid in grids]
        self._wide = task.gold_band or task.band
        self._mean = sum(self.load) // len(grids), sum(self.care) // len(grids)
        self._apart = _partners(task)
        self.look_again()

    def look_again(self) -> None:
        """Find what the grids are judged by: their best buildings, the present grids they go on from, the gold ones."""
        grids = [sorted(grid) for grid in self.members]
        best = [self.pricing.best(grid) for grid in grids]
        self._walked = sum(walked // 1000 for walked, _ in best)
        self._hearts = [heart for _, heart in best]
        self._names = names(self.task, grids)
        gold = set(gold_places(self.task, self.load))
        self._bands = [self._wide if place in gold else self.task.band for place in range(len(grids))]

    def cost(self) -> tuple[int, int, int]:
        """Pairs that must stand apart, households outside the band, household metres, as they were last looked at."""
        out = sum(band.violation(load) for band, load in zip(self._bands, self.load, strict=True))
        uneven = sum(self._uneven(load, care) for load, care in zip(self.load, self.care, strict=True))
        moved = sum(self._strange(node, place) for node, place in enumerate(self.owner)) if self.task.present else 0
        together = sum(self._together(node, place) for node, place in enumerate(self.owner)) if self._apart else 0
        return together, out, self._walked + uneven + self.task.price * moved

    def away(self, node: int, place: int) -> int:
        """What a node costs in a grid: its walk, its households if they are not of that grid now, bad company."""
        walk = self.task.weights[node] * self.pricing.metric[node][self._hearts[place]] // 1000
        if self._apart:
            walk += TOGETHER * self.dear * self._together(node, place)
        return walk + self.task.price * self._strange(node, place) if self.task.present else walk

    def _together(self, node: int, place: int) -> int:
        """How many are in a grid that a node must stand apart from."""
        return len(self._apart[node] & self.members[place])

    def _strange(self, node: int, place: int) -> int:
        present = self.task.present[node]
        name = self._names[place]
        return sum(present.values()) - (0 if name is None else present.get(name, 0))

    def _uneven(self, load: int, care: int) -> int:
        mean, mean_care = self._mean
        return UNEVEN_HOUSEHOLDS * abs(load - mean) + UNEVEN_CARE * abs(care - mean_care)

    def _alone(self, place: int, load: int, care: int) -> int:
        """What it costs that a grid has so many more households and so much more care load."""
        load += self.load[place]
        return self.dear * self._bands[place].violation(load) + self._uneven(load, self.care[place] + care)

    def change(self, one: int, other: int, load: int, care: int) -> int:
        """What it costs that so much goes from one grid to another."""
        before = self._alone(one, 0, 0) + self._alone(other, 0, 0)
        return self._alone(one, -load, -care) + self._alone(other, load, care) - before

    def move(self, node: int, place: int) -> None:
        """Give a node to another grid."""
        before = self.owner[node]
        self.owner[node] = place
        self.members[before].discard(node)
        self.members[place].add(node)
        for from_, sign in ((before, -1), (place, 1)):
            self.load[from_] += sign * self.task.weights[node]
            self.care[from_] += sign * self.task.care[node]

    def may_leave(self, node: int) -> bool:
        """Whether the rest of its grid stays in one piece without a node."""
        owner, neighbours = self.owner, self.task.neighbours
        place = owner[node]
        ends = {other for other in neighbours[node] if owner[other] == place}
        if not ends:
            return len(self.members[place]) > 1
        seen, edge = {node, min(ends)}, [min(ends)]
        ends.discard(edge[0])
        while edge and ends:
            for other in neighbours[edge.pop()]:
                if owner[other] == place and other not in seen:
                    seen.add(other)
                    ends.discard(other)
                    edge.append(other)
        return not ends

    def touching(self, node: int) -> list[int]:
        """The other grids that a node touches."""
        mine = self.owner[node]
        return sorted({self.owner[other] for other in self.task.neighbours[node] if self.owner[other] != mine})


def _partners(task: Task) -> list[set[int]]:
    if not task.apart:
        return []
    partners: list[set[int]] = [set() for _ in task.weights]
    for one, other in task.apart:
        partners[one].add(other)
        partners[other].add(one)
    return partners


def settle(borders: Borders, order: Sequence[int], threshold: int) -> int:
    """Move or exchange each node once if that costs less than the threshold; how often it did."""
    made = 0
    for node in order:
        for place in borders.touching(node):
            if _moved(borders, node, place, threshold) or _exchanged(borders, node, place, threshold):
                made += 1
                break
    return made


def _moved(borders: Borders, node: int, place: int, threshold: int) -> bool:
    mine, task = borders.owner[node], borders.task
    cost = borders.away(node, place) - borders.away(node, mine)
    cost += borders.change(mine, place, task.weights[node], task.care[node])
    if cost >= threshold or not borders.may_leave(node):
        return False
    borders.move(node, place)
    return True


def _exchanged(borders: Borders, node: int, place: int, threshold: int) -> bool:
    """Give a node to a grid, and take from there the node that makes it cheapest."""
    mine, task = borders.owner[node], borders.task
    gone = borders.away(node, place) - borders.away(node, mine)
    if gone >= threshold:  # then it is the other node that wishes to go, and its turn comes
        return False
    offers = []
    for other in _facing(borders, place, mine):
        load = task.weights[node] - task.weights[other]
        cost = gone + borders.away(other, mine) - borders.away(other, place)
        cost += borders.change(mine, place, load, task.care[node] - task.care[other])
        if cost < threshold:
            offers.append((cost, other))
    if not offers or not borders.may_leave(node):
        return False
    return any(_swap(borders, node, other) for _, other in sorted(offers)[:3])


def _facing(borders: Borders, place: int, other: int) -> Iterator[int]:
    """The nodes of a grid that touch another one."""
    owner, neighbours = borders.owner, borders.task.neighbours
    for node in sorted(borders.members[place]):
        if any(owner[near] == other for near in neighbours[node]):
            yield node


def _swap(borders: Borders, node: int, other: int) -> bool:
    """Exchange two nodes, if both grids stay in one piece."""
    mine, place = borders.owner[node], borders.owner[other]
    borders.move(node, place)
    if mine in borders.touching(other) and borders.may_leave(other):
        borders.move(other, mine)
        return True
    borders.move(node, mine)
    return False


def anneal(borders: Borders, thresholds: Sequence[int], dice: Dice) -> Grids:
    """The best cut met in passes with these thresholds, the nodes taken in an order drawn by lot."""
    best = borders.cost(), tuple(borders.owner)
    for threshold in thresholds:
        order = [node for _, node in sorted((dice.roll(1 << 20), node) for node in range(len(borders.owner)))]
        if not settle(borders, order, threshold) and not threshold:
            break
        borders.look_again()
        best = min(best, (borders.cost(), tuple(borders.owner)))
    grids: list[list[int]] = [[] for _ in borders.members]
    for node, place in enumerate(best[1]):
        grids[place].append(node)
    return in_order(grids)

"""A first cut: the region is carved in two along spanning trees, and each part again, until single grids are left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import heappop, heappush

from gridctl.domain.dividing.task import Task

Part = tuple[tuple[int, ...], int]  # nodes, and the number of grids that they are to become


class Dice:
    """Whole numbers that look random and are the same everywhere (a linear congruence, its high bits)."""

    def __init__(self, seed: int = 1) -> None:
        self._state = seed

    def roll(self, sides: int) -> int:
        """A number from 0 to `sides` - 1."""
        self._state = (self._state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        return (self._state >> 33) % sides


def carve(task: Task, nodes: Sequence[int], grids: int, tries: int, dice: Dice) -> list[tuple[int, ...]]:
    """Exactly `grids` grids out of at least as many nodes, each connected where the nodes are."""
    done, parts = [], [(tuple(sorted(nodes)), grids)]
    while parts:
        part, number = parts.pop()
        if number == 1:
            done.append(part)
        else:
            parts += _halves(task, part, number, tries, dice)
    return done


def _halves(task: Task, nodes: tuple[int, ...], grids: int, tries: int, dice: Dice) -> tuple[Part, Part]:
    """The best of the cuts that the trees offer: least households out of band, then least spread."""
    best: tuple[tuple[int, int], tuple[int, ...], int] | None = None
    for _ in range(tries):
        tree = spanning_tree(task, nodes, dice)
        rank, place, share = min(_offers(task, tree, grids))
        if best is None or rank < best[0]:
            best = rank, _below(tree, place), share
    assert best is not None  # noqa: S101 - there is a try, and a tree of two nodes has an edge
    _, inner, share = best
    outer = tuple(sorted(set(nodes) - set(inner)))
    return (inner, share), (outer, grids - share)


Tree = list[tuple[int, int]]  # (node, place in the list of the node that it hangs from), parents first


def spanning_tree(task: Task, nodes: Sequence[int], dice: Dice) -> Tree:
    """A tree over the nodes, its edges drawn by lot; what is not connected hangs from the last node reached."""
    inside = set(nodes)
    tree: Tree = []
    lots: list[tuple[int, int, int]] = [(0, nodes[dice.roll(len(nodes))], 0)]
    while inside:
        if not lots:
            lots.append((0, min(inside), len(tree) - 1))
        _, node, parent = heappop(lots)
        if node not in inside:
            continue
        inside.discard(node)
        tree.append((node, parent))
        for other in task.neighbours[node]:
            if other in inside:
                heappush(lots, (dice.roll(1 << 20), other, len(tree) - 1))
    return tree


def _offers(task: Task, tree: Tree, grids: int) -> Iterator[tuple[tuple[int, int], int, int]]:
    """Each edge that may be cut: (households out of band, spread of both sides), the place below it, its grids."""
    below = _sums_below(task, tree)
    whole = below[0]
    for place in range(1, len(tree)):
        inner = below[place]
        outer = tuple(all_ - part for all_, part in zip(whole, inner, strict=True))
        spread = _spread(inner) + _spread(outer)
        for share in _shares(inner, outer, grids):
            gap = _gap(task, inner[1], share) + _gap(task, outer[1], grids - share)
            yield (gap, spread), place, share


def _shares(inner: Sequence[int], outer: Sequence[int], grids: int) -> range:
    """How many grids the inner side may become: about its share of the households, and no more than it has nodes."""
    least, most = max(1, grids - outer[0]), min(grids - 1, inner[0])
    fair = grids * inner[1] // max(1, inner[1] + outer[1])
    start = min(max(least, fair), most)
    return range(start, min(most, start + 1) + 1)


def _gap(task: Task, households: int, grids: int) -> int:
    return max(0, task.band.low * grids - households, households - task.band.high * grids)


def _sums_below(task: Task, tree: Tree) -> list[tuple[int, int, int, int, int]]:
    """For each place of the tree, of all that hangs from it: nodes, households, and their moments x, y, x² + y²."""
    sums = []
    for node, _ in tree:
        load, (x, y) = task.weights[node], task.points[node]
        sums.append([1, load, load * x, load * y, load * (x * x + y * y)])
    for place in range(len(tree) - 1, 0, -1):
        above, below = sums[tree[place][1]], sums[place]
        for kind in range(5):
            above[kind] += below[kind]
    return [(a, b, c, d, e) for a, b, c, d, e in sums]


def _spread(sums: Sequence[int]) -> int:
    """Household square metres about the middle of a side."""
    _, households, x, y, square = sums
    return (square - (x * x + y * y) // households) // 1_000_000 if households else 0


def _below(tree: Tree, top: int) -> tuple[int, ...]:
    inside = {top}
    for place in range(top + 1, len(tree)):
        if tree[place][1] in inside:
            inside.add(place)
    return tuple(tree[place][0] for place in sorted(inside))

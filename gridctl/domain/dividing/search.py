"""The search for the best cut of a region.

Where grids hold few nodes, all connected sets that could be a grid are looked at (`selecting`); where they hold many,
trees are carved and nodes moved over the borders (`carving`, `moves`); where some nodes are heavy and others light,
the light ones are joined, cut like heavy ones, and then moved one by one.
"""

from __future__ import annotations

from gridctl.domain.dividing.carving import Dice, carve
from gridctl.domain.dividing.columns import Pricing, distances
from gridctl.domain.dividing.estate import Effort
from gridctl.domain.dividing.measure import Grids, in_order, rank
from gridctl.domain.dividing.moves import Borders, anneal
from gridctl.domain.dividing.parts import clusters, joined, parted
from gridctl.domain.dividing.patchwork import Patchwork
from gridctl.domain.dividing.selecting import Selection, all_columns
from gridctl.domain.dividing.separating import separated
from gridctl.domain.dividing.task import Task

MANY = 6  # nodes to a grid beyond which there are too many connected sets
HEAVY = 4  # a node is heavy that has more than one part in so many of a grid's least households
GRAIN = 6  # light nodes are joined up to one part in so many of a grid's least households
TREES = 4  # spanning trees that are tried for each cut in two
PASSES = {Effort.QUICK: 30, Effort.NORMAL: 100, Effort.THOROUGH: 400}
LAST = 5  # passes in the end that lose nothing
LEAN = 40  # a household outside the band costs as much as so many households on their walk, while nodes are moved
SIZES = (2, 4, 8, 16)  # grids about one that is out of band, among which nodes may move while the rest stays as it is


def cut(task: Task, start: tuple[tuple[int, ...], ...] | None = None) -> Grids:
    """The best cut found: node tuples (each sorted; the grids sorted by first node).

    Grids are connected where their nodes can be. `start` is a cut that is known, into as many grids; with `present`
    it is the present division, and what lies far from all that is out of band stays as it is.
    """
    nodes = range(len(task.weights))
    if task.grids >= len(nodes):
        return in_order((node,) for node in nodes)
    if task.grids <= 1:
        return (tuple(nodes),)
    known = in_order(start) if start is not None and len(start) == task.grids else None
    found = separated(task, _search(task, known))
    return found if known is None else min(known, found, key=lambda grids: rank(task, grids))


def _search(task: Task, known: Grids | None) -> Grids:
    pricing, size = Pricing(task, distances(task)), len(task.weights)
    columns = all_columns(task, pricing) if size <= MANY * task.grids else None
    carved = known or separated(task, in_order(carve(task, range(size), task.grids, TREES, Dice())))
    if columns is not None:
        selection = Selection(task, pricing, columns)
        if known is not None and task.present:
            return selection.warm(known)
        found = min(carved, selection.fresh(carved), key=lambda grids: rank(task, grids))
        return selection.polished(found)
    if known is not None and task.present:
        return _moved_about(task, known)
    if known is None and HEAVY * max(task.weights) > task.band.low:
        carved = _by_clusters(task) or carved
    return _moved(task, pricing, carved)


def _moved(task: Task, pricing: Pricing, grids: Grids) -> Grids:
    """Nodes moved over the borders everywhere."""
    walk = max(1, sum(pricing.best(grid)[0] for grid in grids) // 1000)
    borders = Borders(task, pricing, grids, max(2000, LEAN * walk // max(1, sum(task.weights))))
    passes, most = PASSES[task.effort], walk // len(task.weights)
    thresholds = [most * left // passes for left in range(passes, 0, -1)]
    return anneal(borders, [*thresholds, *[0] * LAST], Dice())


def _moved_about(task: Task, grids: Grids) -> Grids:
    """Nodes moved over the borders about the grids that are out of band, among ever more of their neighbours."""
    work = Patchwork(task, grids, lambda grid, gold: 0)  # noqa: ARG005 - windows are judged by their own tasks
    for size in SIZES:
        for seed in work.violating():
            window = work.around(seed, size)
            groups = tuple((node,) for node in work.nodes(window))
            part = joined(task, groups, len(window), work.gold_left(window))
            inside = {node: place for place, (node,) in enumerate(groups)}
            before = in_order([inside[node] for node in work.grids[place]] for place in window)
            after = _moved(part, Pricing(part, distances(part)), before)
            if rank(part, after) < rank(part, before):
                work.replace(window, parted(groups, after))
    return work.cut()


def _by_clusters(task: Task) -> Grids | None:
    """A cut of the task in which light nodes are joined; None where too few or too many are left."""
    groups = clusters(task, task.band.low // GRAIN)
    coarse = joined(task, groups, task.grids, task.gold)
    if not task.grids < len(groups) <= MANY * task.grids:
        return None
    pricing = Pricing(coarse, distances(coarse))
    columns = all_columns(coarse, pricing)
    if columns is None:
        return None
    carved = in_order(carve(coarse, range(len(groups)), task.grids, TREES, Dice()))
    return parted(groups, Selection(coarse, pricing, columns).fresh(carved))

"""The search for the best cut of a region: columns priced and swept where grids hold few nodes, trees carved elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from gridctl.domain.dividing.carving import Dice, carve
from gridctl.domain.dividing.columns import Columns, Pricing, TooMany, columns_of, distances
from gridctl.domain.dividing.measure import Cost, Grids, breaches, cost_of, in_order
from gridctl.domain.dividing.prices import ascend
from gridctl.domain.dividing.task import Task
from gridctl.domain.dividing.windows import Windows

MANY = 6  # nodes to a grid beyond which there are too many sets to look at
DEAR = 2000  # household metres that a household outside the band is taken to cost while columns are priced


def cut(task: Task, start: Grids | None = None) -> Grids:
    """The best cut found: node tuples (each sorted; the grids sorted by first node)."""
    nodes = range(len(task.weights))
    if task.grids >= len(nodes):
        return in_order((node,) for node in nodes)
    if task.grids <= 1:
        return (tuple(nodes),)
    dice = Dice()
    starts = [in_order(carve(task, nodes, task.grids, 4, dice)) for _ in range(4)]
    if start is not None and len(start) == task.grids:
        starts.append(in_order(start))
    best = min(starts, key=lambda grids: rank(task, grids))
    if len(nodes) > MANY * task.grids:
        return best
    pricing = Pricing(task, distances(task))
    try:
        columns = columns_of(task, pricing, 150 if len(nodes) < 3 * task.grids else 50, 400_000)
    except TooMany:
        return best
    return min(best, _by_columns(task, pricing, columns, best), key=lambda grids: rank(task, grids))


def rank(task: Task, grids: Sequence[Sequence[int]]) -> tuple[int, Cost]:
    """Cuts in order: none that must stand apart together, then the least cost."""
    return breaches(task, grids), cost_of(task, grids)


def _by_columns(task: Task, pricing: Pricing, columns: Columns, best: Grids) -> Grids:
    costs = [DEAR * out + burden for out, burden in zip(columns.violation, columns.burden, strict=True)]

    def judge(grid: Sequence[int]) -> int:
        out = task.band.violation(sum(task.weights[node] for node in grid))
        return DEAR * out + pricing.burden(grid)

    def violating(grids: Grids) -> list[int]:
        out = [task.band.violation(sum(task.weights[node] for node in grid)) for grid in grids]
        return sorted((place for place, much in enumerate(out) if much), key=lambda place: (-out[place], place))

    target = sum(judge(grid) for grid in best)
    prices = ascend(columns, costs, task.weights, task.grids, target, 100)
    windows = Windows(task, columns, prices, judge, DEAR)
    whole = windows.cover(range(len(task.weights)), task.grids, sum(map(windows.loss, best)), 100, range(4))
    if whole is not None:
        best = whole[1]
    best = windows.improve(best, 6, 50, (0, 1), violating)
    best = windows.improve(best, 12, 50, (0, 1), violating)
    return windows.improve(best, 5, 30, (0,), lambda grids: list(range(len(grids))))

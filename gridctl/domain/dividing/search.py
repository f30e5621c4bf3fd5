"""The search for the best cut of a region: columns priced and swept where grids hold few nodes, trees carved elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gridctl.domain.dividing.carving import Dice, carve
from gridctl.domain.dividing.columns import Columns, Pricing, TooMany, columns_of, distances
from gridctl.domain.dividing.estate import Effort
from gridctl.domain.dividing.measure import Cost, Grids, breaches, cost_of, in_order, pieces
from gridctl.domain.dividing.patchwork import Judge, Patchwork
from gridctl.domain.dividing.prices import Prices, ascend
from gridctl.domain.dividing.sweep import Meter
from gridctl.domain.dividing.task import Task
from gridctl.domain.dividing.windows import Look, Windows

MANY = 6  # nodes to a grid beyond which there are too many sets to look at
MOST_SETS = 400_000
DEAR = 8_000  # household metres that a household outside the band is taken to cost while columns are priced
STRICT = 100_000  # the same while cuts are compared: more than any walk that a few grids can save
NEVER = 10**12  # what a grid that breaks a rule costs


@dataclass(frozen=True, slots=True)
class Plan:
    """How long to search: steps of the prices, looks at the whole, at what is out of band, at everything, and steps."""

    prices: int
    whole: Look
    violating: tuple[Look, ...]
    everywhere: tuple[Look, ...]
    steps: int


PLANS = {
    Effort.QUICK: Plan(96, Look(0, 60, 2), (Look(8, 40, 2), Look(16, 60, 2)), (Look(4, 20, 1),), 150),
    Effort.NORMAL: Plan(
        192,
        Look(0, 200, 4),
        (Look(8, 50, 4), Look(16, 100, 4), Look(30, 200, 4)),
        (Look(5, 30, 1), Look(8, 40, 1)),
        600,
    ),
    Effort.THOROUGH: Plan(
        384,
        Look(0, 400, 8),
        (Look(8, 50, 8), Look(16, 200, 8), Look(30, 400, 8)),
        (Look(5, 50, 2), Look(10, 100, 4)),
        4000,
    ),
}


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
        columns = columns_of(task, pricing, 150 if len(nodes) < 3 * task.grids else 50, MOST_SETS)
    except TooMany:
        return best
    return min(best, _by_columns(task, pricing, columns, best), key=lambda grids: rank(task, grids))


def rank(task: Task, grids: Sequence[Sequence[int]]) -> tuple[int, Cost]:
    """Cuts in order: none that must stand apart together, then the least cost."""
    return breaches(task, grids), cost_of(task, grids)


def _by_columns(task: Task, pricing: Pricing, columns: Columns, best: Grids) -> Grids:
    plan, size = PLANS[task.effort], len(task.weights)
    costs = [DEAR * out + burden for out, burden in zip(columns.violation, columns.burden, strict=True)]
    target = DEAR * cost_of(task, best).violation + sum(pricing.burden(grid) for grid in best)
    prices = ascend(task, columns, costs, target, plan.prices)
    meter = Meter(plan.steps * size)
    losses = [loss + (STRICT - DEAR) * out for loss, out in zip(prices.reduced, columns.violation, strict=True)]
    loose = Windows(task, columns, prices.reduced, DEAR, meter)
    whole = loose.cover(range(size), task.grids, task.gold, NEVER, plan.whole)
    work = Patchwork(task, best if whole is None else whole, judge(task, pricing, prices, DEAR))
    for look in plan.violating:
        loose.improve(work, look, work.violating)
    strict = Windows(task, columns, losses, DEAR, Meter(plan.steps * size))
    final = Patchwork(task, work.cut(), judge(task, pricing, prices, STRICT))
    for look in plan.everywhere:
        strict.improve(final, look, final.everywhere)
    return final.cut()


def judge(task: Task, pricing: Pricing, prices: Prices, dear: int) -> Judge:
    """What a grid loses by the prices, a household outside the band costing so much."""

    def loss(grid: Sequence[int], gold: bool) -> int:  # noqa: FBT001 - a judge is asked in this way
        band = task.gold_band if gold and task.gold_band is not None else task.band
        cost = dear * band.violation(sum(task.weights[node] for node in grid)) + pricing.burden(grid)
        broken = breaches(task, [grid]) + pieces(task.neighbours, grid) - 1
        return prices.loss(grid, cost) + NEVER * broken

    return loss

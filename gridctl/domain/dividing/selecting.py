"""The search among columns: priced, the whole swept, and then window after window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gridctl.domain.dividing.columns import Columns, Pricing, TooMany, columns_of
from gridctl.domain.dividing.estate import Effort
from gridctl.domain.dividing.measure import Grids, breaches, pieces, rank
from gridctl.domain.dividing.patchwork import Judge, Patchwork
from gridctl.domain.dividing.prices import Prices, ascend
from gridctl.domain.dividing.sweep import Meter
from gridctl.domain.dividing.task import Task
from gridctl.domain.dividing.windows import Look, Windows

SETS = 120  # connected sets to a node, beyond which there are too many
MARGINS = (43, 23, 12)  # how far out of band a set may be, in hundredths of the band: the widest not giving too many
TINY = 12  # nodes with which every connected set is looked at
ROOMY = 3  # nodes to a grid beyond which the last margin is enough
SMALL = 60  # nodes up to which it is not
WIDE = 150  # grids beyond which a sweep of the whole loses its way
DEAR = 8_000  # household metres that a household outside the band is taken to cost while columns are priced
NARROW = (Look(2, 50, 2), Look(3, 50, 2), Look(5, 50, 2))  # a present division is first mended with as little as may do
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
    Effort.QUICK: Plan(120, Look(0, 50, 4), (Look(8, 40, 2), Look(16, 60, 2)), (Look(4, 20, 1),), 100),
    Effort.NORMAL: Plan(
        300,
        Look(0, 300, 8),
        (Look(8, 100, 8), Look(12, 200, 8), Look(20, 300, 8), Look(30, 400, 8)),
        (Look(5, 30, 1), Look(8, 40, 2)),
        1500,
    ),
    Effort.THOROUGH: Plan(
        384,
        Look(0, 400, 8),
        (Look(8, 50, 8), Look(16, 200, 8), Look(30, 400, 8)),
        (Look(5, 50, 2), Look(10, 100, 4)),
        4000,
    ),
}


BROAD = Plan(  # normal effort beyond WIDE grids
    192,
    Look(0, 200, 8),
    (Look(8, 50, 4), Look(16, 100, 4), Look(30, 200, 4)),
    (Look(5, 30, 1), Look(8, 40, 2)),
    700,
)


def all_columns(task: Task, pricing: Pricing) -> Columns | None:
    """The columns within the widest margin that does not give too many; None if all do."""
    size = len(task.weights)
    if size <= TINY:
        return columns_of(task, pricing, sum(task.weights), 1 << TINY)
    for margin in MARGINS if size <= max(SMALL, ROOMY * task.grids) else MARGINS[-1:]:
        try:
            return columns_of(task, pricing, task.band.low * margin // 100, SETS * max(SMALL, size))
        except TooMany:
            continue
    return None


class Selection:
    """The columns of a task with their prices, from which cuts are selected."""

    def __init__(self, task: Task, pricing: Pricing, columns: Columns) -> None:
        self.task = task
        self.plan = BROAD if task.grids > WIDE and task.effort is Effort.NORMAL else PLANS[task.effort]
        self._pricing = pricing
        self._columns = columns
        costs = [DEAR * out + burden for out, burden in zip(columns.violation, columns.burden, strict=True)]
        self._prices = ascend(task, columns, costs, self.plan.prices)

    def _windows(self, dear: int) -> Windows:
        prices, out = self._prices.reduced, self._columns.violation
        losses = [loss + (dear - DEAR) * violation for loss, violation in zip(prices, out, strict=True)]
        return Windows(self.task, self._columns, losses, DEAR, Meter(self.plan.steps * len(self.task.weights)))

    def _patchwork(self, grids: Grids, dear: int) -> Patchwork:
        return Patchwork(self.task, grids, _judge(self.task, self._pricing, self._prices, dear))

    def fresh(self, known: Grids) -> Grids:
        """The best cut met, wherever the search leads."""
        task, windows = self.task, self._windows(DEAR)
        if task.grids <= WIDE:
            nodes = range(len(task.weights))
            known = windows.cover(nodes, task.grids, task.gold, NEVER, self.plan.whole) or known
            windows.meter.made = 0
        return self._mended(known, windows, DEAR)

    def warm(self, known: Grids) -> Grids:
        """A cut that differs from the known one only around what is out of band."""
        return self._mended(known, self._windows(STRICT), STRICT, NARROW)

    def _mended(self, known: Grids, windows: Windows, dear: int, before: tuple[Look, ...] = ()) -> Grids:
        work = self._patchwork(known, dear)
        for look in (*before, *self.plan.violating):
            windows.improve(work, look, work.violating)
        return work.cut()

    def polished(self, known: Grids) -> Grids:
        """The same cut with less burden, and with no household more outside the band."""
        work, windows = self._patchwork(known, STRICT), self._windows(STRICT)
        for look in self.plan.everywhere:
            windows.improve(work, look, work.everywhere)
        return min(known, work.cut(), key=lambda grids: rank(self.task, grids))


def _judge(task: Task, pricing: Pricing, prices: Prices, dear: int) -> Judge:
    """What a grid loses by the prices, a household outside the band costing so much."""

    def loss(grid: Sequence[int], gold: bool) -> int:  # noqa: FBT001 - a judge is asked in this way
        band = task.gold_band if gold and task.gold_band is not None else task.band
        cost = dear * band.violation(sum(task.weights[node] for node in grid)) + pricing.burden(grid)
        broken = breaches(task, [grid]) + pieces(task.neighbours, grid) - 1
        return prices.loss(grid, cost) + NEVER * broken

    return loss

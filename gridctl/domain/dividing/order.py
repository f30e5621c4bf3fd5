"""Where only the order of the list is known a grid is a run of it: the best runs, exactly, by dynamic programming.

Least households outside the band, then fewest households that change their grid, then least squared unevenness.
A run that would go beyond what may be outside the band is never begun; that limit is raised until a cut is found, and
as every cut within the limit is considered, the one found is the best there is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from gridctl.domain.dividing.task import Task

CARE = 25  # how many times as bad a squared unevenness in care load is as one in households

_Cost = tuple[int, int, int]  # violation, moved households, unevenness
_State = tuple[int, int]  # nodes dealt out, gold grids used
_Reached = dict[_State, tuple[_Cost, _State]]  # what the best way to a state costs, and the state before


def runs(task: Task) -> tuple[tuple[int, ...], ...] | None:
    """The best cut of the list into `task.grids` runs; None where the rules allow none."""
    line = _Line(task)
    allowed, worst = line.at_least(0, task.grids, 0), line.total + task.grids * task.band.low
    while True:
        layers = line.layers(min(allowed, worst))
        if layers is not None or allowed >= worst:
            return _traced(layers) if layers else None
        allowed += allowed // 8 + task.band.high // 8


def _traced(layers: list[_Reached]) -> tuple[tuple[int, ...], ...]:
    """The runs that lead to the best of the last states."""
    state = min(layers[-1], key=lambda last: (layers[-1][last][0], last))
    ends = [state[0]]
    for layer in reversed(layers[1:]):
        state = layer[state][1]
        ends.append(state[0])
    return tuple(tuple(range(start, end)) for start, end in pairwise(reversed(ends)))


@dataclass(frozen=True)
class _Line:
    """The list of a task, with its sums."""

    task: Task

    @cached_property
    def households(self) -> list[int]:
        return list(accumulate(self.task.weights, initial=0))

    @cached_property
    def care(self) -> list[int]:
        return list(accumulate(self.task.care, initial=0))

    @property
    def total(self) -> int:
        return self.households[-1]

    @cached_property
    def earliest(self) -> list[int]:
        """Where a run that ends before each place may begin at the earliest, for those that may not share a grid."""
        begins = [0] * (len(self.task.weights) + 1)
        for one, other in self.task.apart:
            begins[other + 1] = max(begins[other + 1], one + 1)
        return list(accumulate(begins, max))

    def at_least(self, dealt: int, grids: int, gold_used: int) -> int:
        """What is outside the band at least when the nodes from `dealt` on become so many grids."""
        band, wide, rest = self.task.band, self.task.gold_band, self.total - self.households[dealt]
        gap = max(grids * band.low - rest, rest - grids * band.high)
        if wide is not None and gap > 0:
            gap -= (self.task.gold - gold_used) * max(wide.high - band.high, band.low - wide.low, 0)
        return max(gap, self.in_any_number[dealt])

    @cached_property
    def in_any_number(self) -> list[int]:
        """What is outside the band at least when the nodes from each place on become any number of grids, all gold."""
        least = [0] * (len(self.task.weights) + 1)
        for start in reversed(range(len(self.task.weights))):
            best = self.total + self.task.band.low
            for end in range(start + 1, len(least)):
                households = self.households[end] - self.households[start]
                if households - self._highest >= best:
                    break
                best = min(best, self._least(households) + least[end])
            least[start] = best
        return least

    def _least(self, households: int) -> int:
        wide = self.task.gold_band if self.task.gold else None
        plain = self.task.band.violation(households)
        return plain if wide is None else min(plain, wide.violation(households))

    def layers(self, allowed: int) -> list[_Reached] | None:
        """The states that are reached after 0, 1, 2… grids, with at most `allowed` outside the band; None for a dead end."""
        layers: list[_Reached] = [{(0, 0): ((0, 0, 0), (0, 0))}]
        for left in reversed(range(self.task.grids)):
            layer: _Reached = {}
            for state, (cost, _) in layers[-1].items():
                for reached, more in self._next(state, left, allowed - cost[0]):
                    total = (cost[0] + more[0], cost[1] + more[1], cost[2] + more[2])
                    if reached not in layer or total < layer[reached][0]:
                        layer[reached] = total, state
            layers.append(layer)
        return layers if layers[-1] else None

    def _next(self, state: _State, left: int, allowed: int) -> Iterator[tuple[_State, _Cost]]:
        """The runs that may follow when so many grids are left after them."""
        start, gold = state
        count = len(self.task.weights)
        shared: dict[int, int] = {}
        for end in range(start + 1, count - left + 1):
            households = self.households[end] - self.households[start]
            if households - self._highest > allowed or self.earliest[end] > start:
                return
            moved = self._moved(shared, end - 1)
            if end == count or left:
                for used, violation in self._violations(households, gold):
                    if violation + self.at_least(end, left, used) <= allowed:
                        yield (end, used), (violation, moved, self._unevenness(start, end))

    @cached_property
    def _highest(self) -> int:
        return max(self.task.band.high, self.task.gold_band.high if self.task.gold_band else 0)

    def _violations(self, households: int, gold: int) -> Iterator[tuple[int, int]]:
        """What is outside the band, plain and where it helps with one gold steward more: gold grids used, violation."""
        plain, wide = self.task.band.violation(households), self.task.gold_band
        yield gold, plain
        if wide is not None and gold < self.task.gold and wide.violation(households) < plain:
            yield gold + 1, wide.violation(households)

    def _moved(self, shared: dict[int, int], node: int) -> int:
        """The households of a run that do not stay in the grid that most of them have; `shared` grows by the node."""
        if not self.task.present:
            return 0
        for grid, households in self.task.present[node].items():
            shared[grid] = shared.get(grid, 0) + households
        return sum(shared.values()) - max(shared.values(), default=0)

    def _unevenness(self, start: int, end: int) -> int:
        grids, last = self.task.grids, len(self.task.weights)
        households = grids * (self.households[end] - self.households[start]) - self.households[last]
        care = grids * (self.care[end] - self.care[start]) - self.care[last]
        return households * households + CARE * care * care

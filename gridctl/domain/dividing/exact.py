"""Proof of the least violation by set partitioning, with HiGHS through scipy (the extra `exact`).

Every connected set of nodes that could be a grid is a column; HiGHS chooses exactly `task.grids` of them, each node
once, with the least households outside the band. What is outside the band in all is the sum over the grids, so a cut
with at most V outside holds no grid with more than V outside: with the columns up to V at hand the best choice among
them is the best cut there is, or else every cut has at least V + 1. V begins just below the violation that was found
and shrinks until the columns are few enough; so a proof of "optimal" is never given for less than all that matter, and
otherwise the bound is what was reached. Limits are counted in sets and in nodes of the solver's tree, never in seconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from gridctl.domain.dividing.measure import violation_of
from gridctl.domain.dividing.task import Proof, Proved, Task
from gridctl.errors import UsageError

if TYPE_CHECKING:
    from scipy.optimize import OptimizeResult

MOST_SETS = 400_000  # connected sets that are looked at
SIZE = 10_000_000  # columns times nodes of the task
WORK = 200_000_000  # size times nodes of the solver's tree
_TOLERANCE = 1e-6
_OPTIMAL, _IMPOSSIBLE = 0, 2  # what scipy says of a run


@dataclass(frozen=True, slots=True)
class Exact:
    """What was proved, and a cut that is better than the one found before, if there is one."""

    proof: Proof
    better: tuple[tuple[int, ...], ...] | None = None


@dataclass(frozen=True, slots=True)
class _Column:
    nodes: tuple[int, ...]
    violation: int
    gold: bool


def prove(task: Task, found_violation: int) -> Proof:
    """Prove that no cut into connected grids has less outside the band than was found, or how much any has.

    UsageError where scipy is not installed.
    """
    return solve(task, found_violation).proof


def solve(task: Task, found_violation: int) -> Exact:
    """As `prove`, with the better cut where the violation found was not the least; UsageError without scipy."""
    at_least = least(task, sum(task.weights), task.grids)
    if found_violation <= at_least:
        return Exact(Proof(Proved.OPTIMAL, found_violation))
    _check_installed()
    exact, violation, before = Exact(Proof(Proved.BOUND, at_least)), found_violation, at_least - 1
    while exact.proof.proved is Proved.BOUND:
        widest, columns = _as_many_as_can_be(task, violation - 1, before)
        if columns is None:
            break
        found = _chosen(task, columns, widest, violation, at_least)
        bound = max(exact.proof.bound, found.proof.bound)
        exact = Exact(replace(found.proof, bound=bound), found.better or exact.better)
        if found.better is None:
            break
        violation, before = violation_of(task, _loads(task, found.better)), widest  # less to beat: maybe all fit now
    return exact


def _as_many_as_can_be(task: Task, widest: int, before: int) -> tuple[int, list[_Column] | None]:
    """The greatest violation of a single grid, above that of before, for which the columns are few enough; and these."""
    while widest > before:
        columns = _columns(task, widest)
        if columns is not None:
            return widest, columns
        widest = (before + widest) // 2
    return before, None


def _loads(task: Task, grids: Sequence[Sequence[int]]) -> list[int]:
    return [sum(task.weights[node] for node in grid) for grid in grids]


def least(task: Task, households: int, grids: int) -> int:
    """What is outside the band at least when so many households become so many grids, all gold stewards among them."""
    band, wide = task.band, task.gold_band
    gap = max(0, grids * band.low - households, households - grids * band.high)
    if wide is None or not gap:
        return gap
    return max(0, gap - min(grids, task.gold) * max(0, wide.high - band.high, band.low - wide.low))


def _check_installed() -> None:
    try:
        import scipy  # noqa: F401, PLC0415 - only where a proof is asked for
    except ImportError:
        raise UsageError(
            "证明最优要用求解器，还没有安装", "请先运行 pip install 'gridctl[exact]'，或者去掉 --prove。"
        ) from None


def _columns(task: Task, widest: int) -> list[_Column] | None:
    """The columns that a cut with at most `widest` outside the band may hold; None where they are too many."""
    kinds = [(task.band, False)]
    if task.gold and task.gold_band is not None:
        kinds.append((task.gold_band, True))
    low, high = min(band.low for band, _ in kinds) - widest, max(band.high for band, _ in kinds) + widest
    found: list[_Column] = []
    total = sum(task.weights)
    for looked, (nodes, households) in enumerate(_connected_sets(task, high)):
        if looked > MOST_SETS or len(found) * len(task.weights) > SIZE:
            return None
        if households < low:
            continue
        allowed = widest - least(task, total - households, task.grids - 1)
        plain = task.band.violation(households)
        for band, gold in kinds:
            violation = band.violation(households)
            if violation <= allowed and (violation < plain or not gold):
                found.append(_Column(nodes, violation, gold))
    return found


def _connected_sets(task: Task, high: int) -> Iterator[tuple[tuple[int, ...], int]]:
    """Each connected set of at most `high` households once, none holding a pair that must stand apart.

    A set grows from its first node; a neighbour once passed over stays out of all that grows after it. Sets of nodes
    are the bits of whole numbers.
    """
    near = [_bits(neighbours) for neighbours in task.neighbours]
    partners = [_bits(nodes) for nodes in _partners(task)]
    for root, load in enumerate(task.weights):
        passed = _bits(range(root + 1))
        nodes: tuple[int, ...] = (root,)
        stack = [(nodes, load, near[root] & ~passed, passed, partners[root])] if load <= high else []
        while stack:
            nodes, households, frontier, passed, barred = stack.pop()
            yield nodes, households
            while frontier:
                bit = frontier & -frontier
                frontier ^= bit
                passed |= bit
                node = bit.bit_length() - 1
                grown = households + task.weights[node]
                if grown <= high and not barred & bit:
                    more = (frontier | near[node]) & ~passed
                    stack.append(((*nodes, node), grown, more, passed, barred | partners[node]))


def _bits(nodes: Iterable[int]) -> int:
    return sum(1 << node for node in nodes)


def _partners(task: Task) -> list[set[int]]:
    partners: list[set[int]] = [set() for _ in task.weights]
    for one, other in task.apart:
        partners[one].add(other)
        partners[other].add(one)
    return partners


def _chosen(task: Task, columns: Sequence[_Column], widest: int, found: int, at_least: int) -> Exact:
    """What the solver makes of the columns, all those with at most `widest` outside the band being there."""
    result = _solved(task, columns) if columns else None
    if result is None or result.status == _IMPOSSIBLE:
        return _told(found, widest + 1, None)
    if result.x is None:  # stopped at the limit before there was any cut
        return _told(found, max(at_least, min(_rounded(result), widest + 1)), None)
    picked = [column for column, share in zip(columns, result.x, strict=True) if share > 0.5]  # noqa: PLR2004
    violation = sum(column.violation for column in picked)
    reached = violation if result.status == _OPTIMAL else _rounded(result)
    bound = max(at_least, min(reached, widest + 1))
    if violation >= found:
        return _told(found, bound, None)
    return _told(violation, bound, tuple(sorted(tuple(sorted(column.nodes)) for column in picked)))


def _rounded(result: OptimizeResult) -> int:
    """The solver's bound as households."""
    return ceil((result.mip_dual_bound or 0) - _TOLERANCE)


def _told(violation: int, bound: int, better: tuple[tuple[int, ...], ...] | None) -> Exact:
    if bound >= violation:
        return Exact(Proof(Proved.OPTIMAL, violation), better)
    return Exact(Proof(Proved.BOUND, bound), better)


def _solved(task: Task, columns: Sequence[_Column]) -> OptimizeResult:
    """Choose columns: each node in one, as many as there are grids, gold ones for as many as there are stewards."""
    import numpy as np  # noqa: PLC0415 - heavy, and only where a proof is asked for
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415
    from scipy.sparse import csc_array  # noqa: PLC0415

    count = len(task.weights)
    grids, gold = count, count + 1
    rows: list[int] = []
    shares: list[int] = []
    starts = [0]
    for column in columns:
        rows += [*column.nodes, grids, gold]
        shares += [1] * (len(column.nodes) + 1) + [int(column.gold)]
        starts.append(len(rows))
    matrix = csc_array((np.array(shares, float), np.array(rows), np.array(starts)), shape=(count + 2, len(columns)))
    lower = [*[1] * count, task.grids, 0]
    upper = [*[1] * count, task.grids, task.gold]
    return milp(
        np.array([column.violation for column in columns], float),
        constraints=LinearConstraint(matrix, lower, upper),
        integrality=np.ones(len(columns), int),
        bounds=Bounds(0, 1),
        options={"node_limit": max(1, WORK // (len(columns) * count)), "mip_rel_gap": 0},
    )

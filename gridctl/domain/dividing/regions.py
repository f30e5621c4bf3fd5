"""One region divided: kept as it is, cut, split where that is asked for, and what is proved of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from gridctl.domain.dividing.estate import Asked, Band, Block
from gridctl.domain.dividing.feasibility import least_violation, load_of, words_of
from gridctl.domain.dividing.figures import Register
from gridctl.domain.dividing.ground import Ground, Region, task_of
from gridctl.domain.dividing.measure import Grids, breaches, violation_of
from gridctl.domain.dividing.order import runs
from gridctl.domain.dividing.search import cut
from gridctl.domain.dividing.splitting import Splits, split
from gridctl.domain.dividing.task import Proof, Proved, Task
from gridctl.errors import BadDataError


@dataclass(frozen=True, slots=True)
class Divided:
    """A region's grids as unit ids, the households of each, which are gold, and what is proved of the violation."""

    grids: tuple[tuple[int, ...], ...]
    households: tuple[int, ...]
    gold: tuple[int, ...]
    violation: int
    proof: Proof
    nodes: Grids | None = None
    """The grids as nodes of the region's task; None where it is kept as it is, or units were parted."""


def divided(ground: Ground, region: Region, grids: int, asked: Asked, *, proving: bool) -> Divided:
    """Divide a region into so many grids; BadDataError where the rules allow no such division."""
    task = task_of(ground, region, grids, asked)
    cuts = _cut(ground, region, task)
    violation = _violation(task, cuts)
    proof = _known(ground, region, task, violation, asked)
    if proving and proof.proved is not Proved.OPTIMAL:
        cuts, proof = _proved(task, cuts, violation)
        violation = _violation(task, cuts)
    units = _units(ground, region, cuts)
    if not (asked.split and violation):
        return judged(ground, units, proof, asked, cuts)
    parted = parted_units(ground, region, task, cuts).grids
    return _reproved(judged(ground, parted, proof, asked), ground, region, task, asked)


def _cut(ground: Ground, region: Region, task: Task) -> Grids:
    found = runs(task) if ground.order_only else cut(task, _start(task))
    if found is None or breaches(task, found):
        raise BadDataError(
            f"{words_of(ground, region)}划成 {task.grids} 个网格时，做不到规则里所有“分开”的要求",
            "请增加 --grids，或从规则表里删去几条“分开”。",
        )
    return found


def _violation(task: Task, grids: Grids) -> int:
    return violation_of(task, (sum(task.weights[node] for node in grid) for grid in grids))


def _known(ground: Ground, region: Region, task: Task, violation: int, asked: Asked) -> Proof:
    """What is proved without a solver: runs of a list are the best, and nothing is better than what totals allow."""
    bound = least_violation(load_of(ground, region, asked), task.grids, task.gold, asked)
    if ground.order_only or violation <= bound:
        return Proof(Proved.OPTIMAL, violation)
    return Proof(Proved.BOUND, bound)


def _proved(task: Task, grids: Grids, violation: int) -> tuple[Grids, Proof]:
    """What the solver proves; where it finds a better cut that one is taken, made compact without losing anything."""
    from gridctl.domain.dividing.exact import solve  # noqa: PLC0415 - only where a proof is asked for

    exact = solve(task, violation)
    if exact.better is None:
        return grids, exact.proof
    compact = cut(task, exact.better)
    kept = _violation(task, compact) <= _violation(task, exact.better) and not breaches(task, compact)
    return compact if kept else exact.better, exact.proof


def _reproved(parted: Divided, ground: Ground, region: Region, task: Task, asked: Asked) -> Divided:
    """Units were parted: only what totals allow holds for them."""
    bound = least_violation(load_of(ground, region, asked), task.grids, task.gold, asked)
    proved = Proved.OPTIMAL if parted.violation <= bound else Proved.BOUND
    return replace(parted, proof=Proof(proved, bound))


def _start(task: Task) -> Grids | None:
    """The present division as a cut of the task: each node with the grid that has most of it, new ones beside it.

    None where there is no present division, or it has another number of grids.
    """
    if not task.present:
        return None
    owner = {node: max(sorted(held), key=lambda grid: held[grid]) for node, held in enumerate(task.present) if held}
    reached = sorted(owner)
    for node in reached:
        for near in task.neighbours[node]:
            if near not in owner:
                owner[near] = owner[node]
                reached.append(near)
    grids = tuple(tuple(node for node in sorted(owner) if owner[node] == grid) for grid in sorted(set(owner.values())))
    return grids if len(grids) == task.grids and len(owner) == len(task.weights) else None


def _units(ground: Ground, region: Region, grids: Grids) -> tuple[tuple[int, ...], ...]:
    return tuple(
        tuple(unit for block in ground.blocks_of(region.nodes[node] for node in grid) for unit in block.units)
        for grid in grids
    )


def parted_units(ground: Ground, region: Region, task: Task, grids: Grids) -> Splits:
    """Split buildings on unit boundaries; what must stay together is not parted."""
    groups = [[ground.blocks[index] for index in ground.nodes[node]] for node in region.nodes]
    whole = frozenset(node for node, group in enumerate(groups) if len(group) > 1)
    gold = gold_grids([sum(task.weights[node] for node in grid) for grid in grids], task)
    bands = [_band(task) if place in gold else task.band for place in range(len(grids))]
    return split(
        [reduce(_joined, group) for group in groups], grids, task.neighbours, bands, apart=task.apart, whole=whole
    )


def _joined(one: Block, other: Block) -> Block:
    return replace(
        one,
        units=one.units + other.units,
        households=one.households + other.households,
        care=one.care + other.care,
    )


def _band(task: Task) -> Band:
    """What a gold grid may have: the plain band too, where the two meet."""
    wide = task.gold_band or task.band
    return Band(min(wide.low, task.band.low), wide.high) if wide.low <= task.band.high + 1 else wide


def gold_grids(households: Sequence[int], task: Task | Asked) -> tuple[int, ...]:
    """The grids that gold stewards are best spent on: as many as there are, where they save most."""
    wide = task.gold_band
    if wide is None:
        return ()
    saved = [(task.band.violation(count) - wide.violation(count), -place) for place, count in enumerate(households)]
    return tuple(sorted(-place for saving, place in sorted(saved, reverse=True)[: task.gold] if saving > 0))


def judged(
    ground: Ground, grids: Iterable[tuple[int, ...]], proof: Proof, asked: Asked, nodes: Grids | None = None
) -> Divided:
    """Count the households of grids of units."""
    count = Register(ground).households
    units = tuple(grids)
    households = tuple(sum(count[unit] for unit in grid) for grid in units)
    gold = gold_grids(households, asked)
    violation = violation_left(households, gold, asked)
    return Divided(units, households, gold, violation, proof, nodes)


def violation_left(households: Sequence[int], gold: Sequence[int], asked: Asked) -> int:
    """The households outside the band, those of gold grids outside the gold one."""
    plain = sum(asked.band.violation(count) for count in households)
    wide = asked.gold_band or asked.band
    return plain - sum(asked.band.violation(households[place]) - wide.violation(households[place]) for place in gold)


def kept(ground: Ground, region: Region, asked: Asked) -> Divided | None:
    """The present division of a region, where nothing in it is out of band and it keeps the rules; None otherwise."""
    present = asked.current
    inside = {unit for block in ground.blocks_of(region.nodes) for unit in block.units}
    if not present or not inside <= present.keys():
        return None
    grids = {
        grid: tuple(sorted(unit for unit in inside if present[unit] == grid))
        for grid in sorted({present[unit] for unit in inside})
    }
    outside = {
        present[unit] for block in ground.blocks for unit in block.units if unit in present and unit not in inside
    }
    if outside & grids.keys() or not _keeps_rules(ground, region, asked):
        return None
    found = judged(ground, grids.values(), Proof(Proved.OPTIMAL, 0), asked)
    return found if found.violation == 0 else None


def _keeps_rules(ground: Ground, region: Region, asked: Asked) -> bool:
    """Whether what belongs together shares one grid, and what must stand apart none."""
    owners = {
        node: {asked.current[unit] for block in ground.blocks_of((node,)) for unit in block.units}
        for node in region.nodes
    }
    together = all(len(owners[node]) == 1 for node in region.nodes if len(ground.nodes[node]) > 1)
    return together and not any(
        owners[one] & owners[other] for one, other in ground.apart if one in owners and other in owners
    )

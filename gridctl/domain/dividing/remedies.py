"""The ways out of a band that cannot be met, each with its price: gold stewards, splits, one grid more or fewer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from gridctl.domain.dividing.answer import Remedy, Way
from gridctl.domain.dividing.estate import Asked, Effort
from gridctl.domain.dividing.ground import Ground, task_of
from gridctl.domain.dividing.regions import Divided, divided, gold_grids, judged, parted_units, violation_left
from gridctl.errors import BadDataError

Dealt = Callable[[int], Sequence[int]]


def remedies(
    ground: Ground, found: Sequence[Divided], counts: Sequence[int], dealt: Dealt, asked: Asked
) -> tuple[Remedy, ...]:
    """The ways out of what `found` leaves out of band; `dealt` gives the grids of each region for another number in all."""
    if not any(one.violation for one in found):
        return ()
    ways = [*_gold(found, asked), *_splits(ground, found, asked)]
    total = sum(counts)
    for way, number in ((Way.MORE, total + 1), (Way.FEWER, total - 1)):
        if len(ground.regions) <= number <= len(ground.nodes):
            ways += _another_number(ground, found, counts, dealt(number), way, asked)
    return tuple(ways)


def _gold(found: Sequence[Divided], asked: Asked) -> Iterator[Remedy]:
    """Every grid over the band that a gold steward may have goes to one."""
    if asked.gold_band is None:
        return
    households = [count for one in found for count in one.households]
    everywhere = replace(asked, gold=len(households))
    gold = gold_grids(households, everywhere)
    if len(gold) > sum(len(one.gold) for one in found):
        yield _remedy(Way.GOLD, len(gold), households, gold, everywhere)


def _remedy(way: Way, count: int, households: Sequence[int], gold: Sequence[int], asked: Asked) -> Remedy:
    outside = [asked.band.violation(number) for number in households]
    for place in gold:
        outside[place] = (asked.gold_band or asked.band).violation(households[place])
    return Remedy(way, count, violation_left(households, gold, asked), sum(map(bool, outside)))


def _splits(ground: Ground, found: Sequence[Divided], asked: Asked) -> Iterator[Remedy]:
    """Buildings split on unit boundaries where whole ones leave anything out of band."""
    if asked.split:
        return
    after, splits = list(found), 0
    for place, one in enumerate(found):
        if one.violation and one.nodes is not None:
            own = replace(asked, gold=len(one.gold))
            task = task_of(ground, ground.regions[place], len(one.grids), own)
            parted = parted_units(ground, ground.regions[place], task, one.nodes)
            after[place] = judged(ground, parted.grids, one.proof, own)
            splits += parted.splits
    if splits:
        yield _all(Way.SPLIT, splits, after, asked)


def _all(way: Way, count: int, found: Sequence[Divided], asked: Asked) -> Remedy:
    """The regions together."""
    households = [number for one in found for number in one.households]
    starts = accumulate((len(one.households) for one in found), initial=0)
    gold = [start + place for start, one in zip(starts, found, strict=False) for place in one.gold]
    return _remedy(way, count, households, gold, asked)


def _another_number(
    ground: Ground, found: Sequence[Divided], counts: Sequence[int], others: Sequence[int], way: Way, asked: Asked
) -> Iterator[Remedy]:
    """The least violation with one grid more or fewer, where the regions that change are divided at quick effort."""
    after = list(found)
    for place, region in enumerate(ground.regions):
        if others[place] != counts[place]:
            own = replace(asked, gold=len(found[place].gold), effort=Effort.QUICK)
            try:
                after[place] = divided(ground, region, others[place], own, proving=False)
            except BadDataError:  # the rules allow no such division, so this is no way out
                return
    yield _all(way, sum(others), after, asked)

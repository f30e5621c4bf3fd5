"""The whole road of a division: the ground, what its totals allow, the grids of each region, numbers, and ways out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from gridctl.domain.dividing.answer import Answer, GridFigures
from gridctl.domain.dividing.estate import Asked, Block, Division
from gridctl.domain.dividing.feasibility import (
    Shortfall,
    ShortfallKind,
    allocate,
    gold_of,
    load_of,
    shortfalls,
    words_of,
)
from gridctl.domain.dividing.figures import Register, figures_of, heart_of
from gridctl.domain.dividing.ground import Ground, survey
from gridctl.domain.dividing.notices import notices
from gridctl.domain.dividing.numbering import Grid, continued, moved_households, reading_order
from gridctl.domain.dividing.regions import Divided, divided, kept
from gridctl.domain.dividing.remedies import remedies
from gridctl.domain.dividing.task import Proof, Proved


def divide(blocks: Sequence[Block], asked: Asked, *, proving: bool = False) -> Answer:
    """Divide an estate into grids, and say what cannot be met and what the ways out cost (D5, D7 三, D8).

    `blocks` are the buildings as the list has them: without coordinates their order is the order of the grids. The
    same buildings and the same wishes give the same answer, with coordinates in any order. `proving` has the violation
    proved by a solver. UsageError for wishes that cannot be, BadDataError for buildings that cannot be divided.
    """
    ground = survey(blocks, asked)
    counts = allocate(ground, asked)
    unchanged = [kept(ground, region, asked) for region in ground.regions]
    if asked.grids is None:
        counts = tuple(len(one.grids) if one else count for one, count in zip(unchanged, counts, strict=True))
    golds = _golds(ground, counts, asked)
    found = [
        old
        if old and len(old.grids) == count
        else divided(ground, region, count, replace(asked, gold=gold), proving=proving)
        for region, old, count, gold in zip(ground.regions, unchanged, counts, golds, strict=True)
    ]
    return replace(
        _numbered(ground, found, counts, golds, asked),
        proof=_proof(found),
        notices=notices(ground, asked),
        remedies=remedies(ground, found, counts, lambda number: allocate(ground, replace(asked, grids=number)), asked),
        unchanged=all(old is one for old, one in zip(unchanged, found, strict=True)),
    )


def _golds(ground: Ground, counts: Sequence[int], asked: Asked) -> tuple[int, ...]:
    return gold_of([load_of(ground, region, asked) for region in ground.regions], counts, asked)


def _proof(found: Sequence[Divided]) -> Proof:
    """What is proved of all regions together."""
    optimal = all(one.proof.proved is Proved.OPTIMAL for one in found)
    return Proof(Proved.OPTIMAL if optimal else Proved.BOUND, sum(one.proof.bound for one in found))


def _numbered(
    ground: Ground, found: Sequence[Divided], counts: Sequence[int], golds: Sequence[int], asked: Asked
) -> Answer:
    """The grids of all regions in the order of their numbers, with their figures."""
    register, grids = Register(ground), [grid for one in found for grid in one.grids]
    continues = continued(grids, asked.current, register.households)
    order = _order(register, grids, continues)
    ordered, goes_on = tuple(grids[place] for place in order), tuple(continues[place] for place in order)
    gold = {one.grids[place] for one in found for place in one.gold}
    lacking = shortfalls(ground, counts, golds, asked)
    owners = Counter(share.block.key for grid in grids for share in register.shares(grid))
    return Answer(
        Division(ordered, goes_on, tuple(place for place, grid in enumerate(ordered) if grid in gold)),
        _figures(register, ordered, owners, gold, _blamed(ground, found, lacking), asked),
        sum(one.violation for one in found),
        _proof(found),
        lacking,
        splits=sum(count - 1 for count in owners.values()),
        moved=moved_households(ordered, goes_on, asked.current, register.households),
        order_only=ground.order_only,
    )


def _order(register: Register, grids: Sequence[Grid], continues: Sequence[int | None]) -> list[int]:
    hearts = [heart_of(register.shares(grid))[0] for grid in grids]
    return reading_order(hearts, [register.first(grid) for grid in grids], continues)


def _blamed(ground: Ground, found: Sequence[Divided], lacking: Sequence[Shortfall]) -> set[Grid]:
    """The grids of the regions whose totals are to blame."""
    regions = {each.region for each in lacking if each.kind is not ShortfallKind.BUILDING}
    pairs = zip(ground.regions, found, strict=True)
    return {grid for region, one in pairs if words_of(ground, region) in regions for grid in one.grids}


def _figures(
    register: Register,
    grids: Sequence[Grid],
    owners: Mapping[int, int],
    gold: Collection[Grid],
    blamed: Collection[Grid],
    asked: Asked,
) -> tuple[GridFigures, ...]:
    return tuple(
        figures_of(register, grid, owners, asked, gold=grid in gold, total_off=grid in blamed) for grid in grids
    )

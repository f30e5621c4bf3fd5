"""What the totals alone say: how many grids a region may have, and what no division into so many can better (D7 三).

Grids of `low` to `high` households hold from grids x low to grids x high of them; the rest is outside the band however
the buildings are dealt out. A building above `high` that cannot be parted is a grid by itself and counts beforehand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from gridctl.domain.dividing.estate import Asked, Band
from gridctl.domain.dividing.flaws import full_name, listed, too_few_grids, too_many_grids
from gridctl.domain.dividing.ground import Ground, Region


class ShortfallKind(StrEnum):
    """Why a band cannot be met by any division."""

    TOO_FEW = "too_few_households"
    TOO_MANY = "too_many_households"
    BUILDING = "building_too_large"


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Households that are outside the band in any division of a region into `grids` grids.

    `gap` says how many, of a building too large how many too many; `region` names the region, the building, or the
    buildings that belong together. `feasible` is the least and the greatest number of grids that would do, `nearby`
    what one grid fewer and one more would leave outside: number and gap.
    """

    kind: ShortfallKind
    region: str
    households: int
    grids: int
    gap: int
    feasible: tuple[int, int] | None = None
    nearby: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Load:
    """What the totals of a region are: its nodes, their households, and which are too large for a grid."""

    nodes: int
    households: int
    large: tuple[int, ...]
    present: int = 0

    def gap(self, grids: int, band: Band) -> int:
        """The households outside the band in any division into so many grids."""
        if grids < len(self.large):
            return _gap(self.households, grids, band)
        rest = self.households - sum(self.large)
        return sum(weight - band.high for weight in self.large) + _gap(rest, grids - len(self.large), band)

    def off_mean(self, grids: int, band: Band) -> int:
        """How far the grids are from the middle of the band, or from their present number where they have one."""
        if self.present:
            return abs(grids - self.present)
        rest = self.households - sum(self.large)
        return abs((grids - len(self.large)) * (band.low + band.high) - 2 * rest)

    def best_count(self, band: Band) -> int:
        """The number of grids with the least gap, of these the one nearest to the mean."""
        return min(
            range(1, self.nodes + 1), key=lambda grids: (self.gap(grids, band), self.off_mean(grids, band), grids)
        )


def _gap(households: int, grids: int, band: Band) -> int:
    return max(0, grids * band.low - households, households - grids * band.high)


def load_of(ground: Ground, region: Region, asked: Asked) -> Load:
    """The totals of a region."""
    weights = [ground.households((node,)) for node in region.nodes]
    units = (unit for block in ground.blocks_of(region.nodes) for unit in block.units)
    present = {asked.current[unit] for unit in units if unit in asked.current}
    large = tuple(weight for weight in weights if weight > asked.band.high)
    return Load(len(weights), region.households, large, len(present))


def allocate(ground: Ground, asked: Asked) -> tuple[int, ...]:
    """How many grids each region has: as many as were asked for in all, or as suits each best; UsageError."""
    loads = [load_of(ground, region, asked) for region in ground.regions]
    if asked.grids is None:
        return tuple(load.best_count(asked.band) for load in loads)
    if asked.grids < len(loads):
        raise too_few_grids(asked.grids, len(loads))
    if asked.grids > len(ground.nodes):
        raise too_many_grids(asked.grids, len(ground.nodes), split=asked.split)
    return dealt(loads, asked.grids, asked.band)


def dealt(loads: Sequence[Load], grids: int, band: Band) -> tuple[int, ...]:
    """A number of grids dealt out to regions, with the least gap in all and then as near to their means as can be."""
    best: dict[int, tuple[int, int, tuple[int, ...]]] = {0: (0, 0, ())}
    for place, load in enumerate(loads):
        after, reached = len(loads) - place - 1, best
        best = {}
        for count in range(1, min(load.nodes, grids - after) + 1):
            gap, off = load.gap(count, band), load.off_mean(count, band)
            for used, (gaps, offs, counts) in reached.items():
                found = (gaps + gap, offs + off, (*counts, count))
                if used + count + after <= grids and (used + count not in best or found < best[used + count]):
                    best[used + count] = found
    return best[grids][2]


def gold_of(loads: Sequence[Load], counts: Sequence[int], asked: Asked) -> tuple[int, ...]:
    """How many gold stewards each region may have: where households are too many, then where they are most."""
    shares = [0] * len(loads)
    room = asked.gold_band.high - asked.band.high if asked.gold_band else 0
    for _ in range(asked.gold):
        places = [place for place, count in enumerate(counts) if shares[place] < count]
        if places:
            shares[
                max(places, key=lambda place: _need(loads[place], counts[place], shares[place], room, asked.band))
            ] += 1
    return tuple(shares)


def _need(load: Load, grids: int, gold: int, room: int, band: Band) -> tuple[int, int]:
    over = max(0, load.households - grids * band.high - gold * room)
    return min(over, room), load.households // (gold + 1)


def least_violation(load: Load, grids: int, gold: int, asked: Asked) -> int:
    """The households outside the band in any division, where each gold steward takes as many as he may."""
    gap, wide = load.gap(grids, asked.band), asked.gold_band
    if not gold or wide is None:
        return gap
    return max(0, gap - gold * max(0, wide.high - asked.band.high, asked.band.low - wide.low))


def shortfalls(ground: Ground, counts: Sequence[int], golds: Sequence[int], asked: Asked) -> tuple[Shortfall, ...]:
    """What the totals rule out, region by region, and the buildings that are too large."""
    found: list[Shortfall] = []
    for place, region in enumerate(ground.regions):
        load = load_of(ground, region, asked)
        found += _too_large(ground, region, asked)
        gap = least_violation(load, counts[place], golds[place], asked)
        rest = gap - sum(weight - asked.band.high for weight in load.large)
        if rest > 0:
            found.append(_aggregate(words_of(ground, region), load, counts[place], rest, asked.band))
    return tuple(found)


def _aggregate(region: str, load: Load, grids: int, gap: int, band: Band) -> Shortfall:
    few = grids * band.low > load.households
    kind = ShortfallKind.TOO_FEW if few else ShortfallKind.TOO_MANY
    least, most = -(-load.households // band.high), load.households // band.low
    nearby = tuple((count, load.gap(count, band)) for count in (grids - 1, grids + 1) if 1 <= count <= load.nodes)
    return Shortfall(kind, region, load.households, grids, gap, (least, most) if least <= most else None, nearby)


def _too_large(ground: Ground, region: Region, asked: Asked) -> list[Shortfall]:
    high = asked.gold_band.high if asked.gold and asked.gold_band else asked.band.high
    heavy = ((ground.blocks_of((node,)), ground.households((node,))) for node in region.nodes)
    return [
        Shortfall(ShortfallKind.BUILDING, listed(blocks), weight, 1, weight - high)
        for blocks, weight in heavy
        if weight > high
    ]


def words_of(ground: Ground, region: Region) -> str:
    """A region as people say it: 整个小区, 一期, or 一期第 2 片（含3栋、4栋）."""
    if len(ground.regions) == 1:
        return "整个小区"
    of_phase = [each for each in ground.regions if each.phase == region.phase]
    if len(of_phase) == 1:
        return region.phase or "未分期的楼栋"
    return f"{region.phase}第 {of_phase.index(region) + 1} 片（含{_some(ground, region)}）"


def _some(ground: Ground, region: Region) -> str:
    names = [block.name if region.phase else full_name(block) for block in ground.blocks_of(region.nodes)]
    shown = list(dict.fromkeys(names))
    return "、".join(shown[:3]) + ("等" if len(shown) > 3 else "")  # noqa: PLR2004

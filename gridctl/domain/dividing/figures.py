"""What each grid comes to: households, care, ways, pieces, and why it is out of band."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from gridctl.domain.dividing.answer import GridFigures, Reason
from gridctl.domain.dividing.connected import parts
from gridctl.domain.dividing.estate import Asked, Block
from gridctl.domain.dividing.ground import Ground
from gridctl.domain.dividing.measure import distance
from gridctl.domain.dividing.neighbours import as_neighbours


@dataclass(frozen=True, slots=True)
class Share:
    """What a grid has of a building."""

    block: Block
    households: int
    care: int


class Register:
    """The ground looked up by unit; blocks of one building count as that building."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._at = {
            unit: (index, place) for index, block in enumerate(ground.blocks) for place, unit in enumerate(block.units)
        }
        self._place_of: dict[int, int] = {}
        for block in ground.blocks:
            self._place_of.setdefault(block.key, len(self._place_of))

    @cached_property
    def households(self) -> dict[int, int]:
        """The households of each unit."""
        return {unit: self._ground.blocks[index].households[place] for unit, (index, place) in self._at.items()}

    @cached_property
    def _neighbours(self) -> tuple[tuple[int, ...], ...]:
        """Neighbours of buildings; those that must stay together are neighbours."""
        place_of = [self._place_of[block.key] for block in self._ground.blocks]
        pairs = [(place_of[one], place_of[other]) for one, others in enumerate(self._ground.links) for other in others]
        pairs += [(place_of[node[0]], place_of[other]) for node in self._ground.nodes for other in node]
        return as_neighbours(len(self._place_of), pairs)

    def shares(self, grid: Sequence[int]) -> list[Share]:
        """What a grid of units has of each building, in the order of the ground."""
        found: dict[int, Share] = {}
        for index, place in sorted(self._at[unit] for unit in grid):
            block = self._ground.blocks[index]
            known = found.get(block.key, Share(block, 0, 0))
            found[block.key] = Share(block, known.households + block.households[place], known.care + block.care[place])
        return list(found.values())

    def first(self, grid: Sequence[int]) -> int:
        """The place of the first building of a grid."""
        return min(self._at[unit][0] for unit in grid)

    def pieces(self, shares: Sequence[Share]) -> int:
        """In how many connected pieces some buildings lie."""
        return len(parts(self._neighbours, {self._place_of[share.block.key] for share in shares}))

    def heaviest(self, grid: Sequence[int]) -> int:
        """The households of the heaviest node that a grid has any of."""
        inside = {self._at[unit][0] for unit in grid}
        return max(
            sum(self._ground.blocks[index].total for index in node)
            for node in self._ground.nodes
            if not inside.isdisjoint(node)
        )


def heart_of(shares: Sequence[Share]) -> tuple[Block, int]:
    """The building to which the households of a grid have the least to walk, and the household millimetres of that."""
    points = [(share.households, share.block.point) for share in shares if share.block.point]
    if len(points) < len(shares):
        return max(shares, key=lambda share: share.households).block, 0
    walks = [sum(count * distance(point, heart) for count, point in points) for _, heart in points]
    best = min(range(len(walks)), key=lambda place: walks[place])
    return shares[best].block, walks[best]


def figures_of(
    register: Register, grid: Sequence[int], owners: Mapping[int, int], asked: Asked, *, gold: bool, total_off: bool
) -> GridFigures:
    """The figures of a grid of units; `owners` counts the grids of each building, `total_off` says totals are to blame."""
    shares = register.shares(grid)
    households = sum(share.households for share in shares)
    heart, walked = heart_of(shares)
    return GridFigures(
        households=households,
        care=sum(share.care for share in shares),
        buildings=tuple(share.block.key for share in shares),
        split=tuple(share.block.key for share in shares if owners[share.block.key] > 1),
        heart=heart.key,
        walking_metres=round(walked / 1000 / households) if heart.point and households else None,
        pieces=register.pieces(shares),
        over_by=max(0, households - asked.band.high) - max(0, asked.band.low - households),
        reason=_reason(register, grid, households, asked, gold=gold, total_off=total_off),
    )


def _reason(
    register: Register, grid: Sequence[int], households: int, asked: Asked, *, gold: bool, total_off: bool
) -> Reason | None:
    if not asked.band.violation(households):
        return None
    if gold:
        return Reason.GOLD
    if households > asked.band.high and register.heaviest(grid) > asked.band.high:
        return Reason.BUILDING
    if total_off:
        return Reason.TOTAL
    return Reason.WHOLE_UNITS if asked.split else Reason.WHOLE_BUILDINGS

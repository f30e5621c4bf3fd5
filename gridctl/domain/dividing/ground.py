"""The ground of a division: buildings in an order that does not hang on the register's, joined by rules into nodes.

With coordinates the order is that of phases and names as people count; without, the order in which they were given.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from gridctl.domain.coordinates import Point
from gridctl.domain.dividing.connected import parts
from gridctl.domain.dividing.estate import Asked, Block
from gridctl.domain.dividing.flaws import check_asked, check_blocks, contradiction
from gridctl.domain.dividing.neighbours import Neighbours, Pair, as_neighbours, in_order, on_ground
from gridctl.domain.dividing.task import Task
from gridctl.domain.numerals import arabic
from gridctl.domain.text import code_order


@dataclass(frozen=True, slots=True)
class Region:
    """Nodes that are divided by themselves: a phase, or what hangs together of it."""

    phase: str
    nodes: tuple[int, ...]
    households: int


@dataclass(frozen=True, slots=True)
class Ground:
    """Buildings (`blocks`) with their neighbours (`links`), and the nodes that a division deals out.

    A node is the indexes of the blocks that must stay together. `apart` holds pairs of nodes, smaller first. Where
    units may be parted, a building too large for any grid stands as one block for each unit, all with its key.
    """

    blocks: tuple[Block, ...]
    links: Neighbours
    nodes: tuple[tuple[int, ...], ...]
    neighbours: Neighbours
    apart: frozenset[Pair]
    regions: tuple[Region, ...]
    order_only: bool
    placed: bool

    def blocks_of(self, nodes: Iterable[int]) -> list[Block]:
        """The buildings of some nodes, in order."""
        return [self.blocks[index] for node in sorted(nodes) for index in self.nodes[node]]

    def households(self, nodes: Iterable[int]) -> int:
        """The households of some nodes."""
        return sum(block.total for block in self.blocks_of(nodes))


def survey(blocks: Sequence[Block], asked: Asked) -> Ground:
    """Find what is to be divided, and in which regions.

    UsageError for what cannot be asked, BadDataError for what cannot be divided or what contradicts itself.
    """
    check_asked(asked)
    check_blocks(blocks, asked)
    placed = blocks[0].point is not None
    order_only = not placed and asked.rules.neighbours is None
    opened = _opened(blocks, asked)
    parted = [part for block in blocks for part in (_by_units(block) if block.key in opened else (block,))]
    ordered = tuple(parted if order_only else sorted(parted, key=_canonical))
    links = _links(ordered, asked, order_only=order_only)
    nodes = _nodes(ordered, asked)
    neighbours, apart = _between_nodes(nodes, links), _apart(ordered, nodes, asked)
    regions = _regions(ordered, nodes, neighbours, asked)
    return Ground(ordered, links, nodes, neighbours, apart, regions, order_only, placed)


def _canonical(block: Block) -> tuple[object, ...]:
    point = block.point or Point(0, 0)
    return code_order(arabic(block.phase)), code_order(arabic(block.name)), point, block.key, block.units


def _opened(blocks: Sequence[Block], asked: Asked) -> set[int]:
    """The buildings that are dealt out by units: those too large for a grid, and more where more grids are asked for."""
    whole = {key for pair in asked.rules.together for key in pair}
    largest = sorted(blocks, key=lambda block: (-block.total, _canonical(block)))
    opened, count = set(), len(blocks)
    for block in largest if asked.split else ():
        if block.key not in whole and (block.total > asked.band.high or count < (asked.grids or 0)):
            opened.add(block.key)
            count += len(block.units) - 1
    return opened


def _by_units(block: Block) -> Iterator[Block]:
    for unit, households, care in zip(block.units, block.households, block.care, strict=True):
        yield replace(block, units=(unit,), households=(households,), care=(care,))


def _links(blocks: Sequence[Block], asked: Asked, *, order_only: bool) -> Neighbours:
    """Neighbours among the blocks, within each phase where phases are kept."""
    if asked.rules.neighbours is not None:
        return _given(blocks, asked, asked.rules.neighbours)
    pairs: list[Pair] = []
    for group in _phases(blocks, asked):
        inside = in_order(len(group)) if order_only else _standing([blocks[index] for index in group], asked)
        pairs += ((group[one], group[other]) for one, others in enumerate(inside) for other in others)
    return as_neighbours(len(blocks), pairs)


def _phases(blocks: Sequence[Block], asked: Asked) -> list[list[int]]:
    """The indexes of the blocks of each phase that is divided by itself."""
    groups: dict[str, list[int]] = {}
    for index, block in enumerate(blocks):
        groups.setdefault(block.phase if asked.keep_phases else "", []).append(index)
    return list(groups.values())


def _standing(blocks: Sequence[Block], asked: Asked) -> Neighbours:
    points = [block.point for block in blocks if block.point is not None]
    empty = frozenset(index for index, block in enumerate(blocks) if not block.total)
    return on_ground(points, asked.rules.barriers, empty)


def _given(blocks: Sequence[Block], asked: Asked, neighbours: Iterable[Pair]) -> Neighbours:
    """Neighbours as a list gives them; units of one building are neighbours, and a building where nobody lives joins the next."""
    at = _indexes(blocks)
    pairs = [pair for one, other in neighbours for pair in product(at[one], at[other])]
    pairs += [pair for indexes in at.values() for pair in combinations(indexes, 2)]
    if asked.keep_phases:
        pairs = [(one, other) for one, other in pairs if blocks[one].phase == blocks[other].phase]
    for group in _phases(blocks, asked):
        for part in parts(as_neighbours(len(blocks), pairs), group):
            if not any(blocks[index].total for index in part) and len(part) < len(group):
                pairs.append((part[0], min(set(group) - set(part), key=lambda index: (abs(index - part[0]), index))))
    return as_neighbours(len(blocks), pairs)


def _indexes(blocks: Sequence[Block]) -> dict[int, list[int]]:
    """The indexes of the blocks of each building."""
    at: dict[int, list[int]] = {}
    for index, block in enumerate(blocks):
        at.setdefault(block.key, []).append(index)
    return at


def _nodes(blocks: Sequence[Block], asked: Asked) -> tuple[tuple[int, ...], ...]:
    """Blocks that belong together as one node; a node stands where its first block does."""
    at = _indexes(blocks)
    pairs = [pair for one, other in asked.rules.together for pair in product(at[one], at[other])]
    return tuple(parts(as_neighbours(len(blocks), pairs)))


def _node_of(nodes: Sequence[Sequence[int]]) -> Mapping[int, int]:
    return {index: node for node, indexes in enumerate(nodes) for index in indexes}


def _between_nodes(nodes: Sequence[Sequence[int]], links: Neighbours) -> Neighbours:
    node_of = _node_of(nodes)
    pairs = ((node_of[one], node_of[other]) for one, others in enumerate(links) for other in others)
    return as_neighbours(len(nodes), pairs)


def _apart(blocks: Sequence[Block], nodes: Sequence[Sequence[int]], asked: Asked) -> frozenset[Pair]:
    at, node_of = _indexes(blocks), _node_of(nodes)
    found: set[Pair] = set()
    for pair in asked.rules.apart:
        for one, other in product(*(at[key] for key in pair)):
            if node_of[one] == node_of[other]:
                raise contradiction(blocks[one], blocks[other])
            found.add((min(node_of[one], node_of[other]), max(node_of[one], node_of[other])))
    return frozenset(found)


def _regions(
    blocks: Sequence[Block], nodes: Sequence[Sequence[int]], neighbours: Neighbours, asked: Asked
) -> tuple[Region, ...]:
    node_of, found = _node_of(nodes), []
    for group in _phases(blocks, asked):
        for part in parts(neighbours, {node_of[index] for index in group}):
            households = sum(blocks[index].total for node in part for index in nodes[node])
            found.append(Region(blocks[group[0]].phase if asked.keep_phases else "", part, households))
    return tuple(found)


def task_of(ground: Ground, region: Region, grids: int, asked: Asked) -> Task:
    """A region as a task of its own: its nodes numbered from 0 in order."""
    local = {node: place for place, node in enumerate(region.nodes)}
    groups = [[ground.blocks[index] for index in ground.nodes[node]] for node in region.nodes]
    return Task(
        weights=tuple(sum(block.total for block in group) for group in groups),
        care=tuple(sum(sum(block.care) for block in group) for group in groups),
        points=tuple(_middle(group) for group in groups),
        neighbours=tuple(tuple(local[other] for other in ground.neighbours[node]) for node in region.nodes),
        grids=grids,
        band=asked.band,
        apart=frozenset((local[one], local[other]) for one, other in ground.apart if one in local and other in local),
        gold=asked.gold,
        gold_band=asked.gold_band,
        present=tuple(_present(group, asked.current) for group in groups) if asked.current else (),
        price=asked.moving if asked.current else 0,
        effort=asked.effort,
    )


def _middle(blocks: Sequence[Block]) -> Point:
    """Where the households of some buildings stand on the mean; the origin where no building has coordinates."""
    shares = [(block.total, block.point) for block in blocks if block.point is not None]
    weight = sum(share for share, _ in shares)
    if not weight:
        shares, weight = [(1, point) for _, point in shares], len(shares)
    east, north = (sum(share * point[axis] for share, point in shares) for axis in (0, 1))
    return Point(east // weight, north // weight) if weight else Point(0, 0)


def _present(blocks: Sequence[Block], current: Mapping[int, int]) -> dict[int, int]:
    """The households that each present grid has in some buildings."""
    found: dict[int, int] = {}
    for block in blocks:
        for unit, households in zip(block.units, block.households, strict=True):
            if unit in current and households:
                found[current[unit]] = found.get(current[unit], 0) + households
    return dict(sorted(found.items()))

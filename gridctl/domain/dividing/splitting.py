"""Splitting buildings on unit boundaries, as few as can be, where whole buildings leave grids out of band (D7 三).

Whole units always: what moves is a run of neighbouring units at one end of what a grid has of a building. A grid with too many
households hands such a run to a grid that it touches, which may hand another one on, and so the surplus travels to
where it is wanted; for a grid with too few the chain is read the other way.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gridctl.domain.dividing.estate import Band, Block

_LONGEST_CHAIN = 4
_KEPT = 16  # unfinished chains that are followed at each length
_AT_ONCE = 4  # one chain in so many is applied before all are looked for again
_SPLIT_PRICE = 4  # households that a split should bring in band, as long as there are such


@dataclass(frozen=True, slots=True)
class Splits:
    """Grids as unit ids, how many buildings were split (a building in three grids counts twice), and what is left."""

    grids: tuple[tuple[int, ...], ...]
    splits: int
    violation: int


class Shift(NamedTuple):
    """Units first..last of a building that go from a grid to another."""

    block: int
    first: int
    last: int
    giver: int
    taker: int


class Judged(NamedTuple):
    """Shifts one after another, what they change in cost and in splits, and what is wrong with the grid they end at."""

    cost: int
    splits: int
    shifts: tuple[Shift, ...]
    still_open: int


_NOTHING = Judged(0, 0, (), 0)


def split(
    blocks: Sequence[Block],
    grids: Sequence[Sequence[int]],
    neighbours: Sequence[Sequence[int]],
    bands: Sequence[Band],
    *,
    apart: frozenset[tuple[int, int]] = frozenset(),
    whole: frozenset[int] = frozenset(),
) -> Splits:
    """Bring grids of whole blocks (indexes) nearer to their bands by splitting blocks that are not to stay `whole`.

    First splits that bring much in band, then any that bring anything; what proves needless is put together again.
    """
    state = _State(blocks, grids, neighbours, bands, apart, whole)
    for price in (_SPLIT_PRICE, 0):
        while chains := _best_chains(state, price):
            for chain in chains:
                state.apply(chain)
    _rejoin(state)
    return Splits(state.units(), state.splits, state.violation)


class _State:
    """Which grid has each unit of each block, and what follows from it."""

    def __init__(
        self,
        blocks: Sequence[Block],
        grids: Sequence[Sequence[int]],
        neighbours: Sequence[Sequence[int]],
        bands: Sequence[Band],
        apart: frozenset[tuple[int, int]],
        whole: frozenset[int],
    ) -> None:
        self.blocks = blocks
        self.neighbours = neighbours
        self.bands = bands
        self.whole = whole
        self.apart: dict[int, set[int]] = defaultdict(set)
        for one, other in apart:
            self.apart[one].add(other)
            self.apart[other].add(one)
        self.owners: list[list[int]] = [[] for _ in blocks]
        self.members: list[set[int]] = [set(grid) for grid in grids]
        self.loads = [0] * len(grids)
        for number, grid in enumerate(grids):
            for block in grid:
                self.owners[block] = [number] * len(blocks[block].units)
                self.loads[number] += blocks[block].total

    @property
    def violation(self) -> int:
        return sum(self.off(grid) for grid in range(len(self.bands)))

    @property
    def splits(self) -> int:
        return sum(self.pieces(block) - 1 for block in range(len(self.blocks)))

    def pieces(self, block: int) -> int:
        return len(set(self.owners[block]))

    def off(self, grid: int) -> int:
        return self.bands[grid].violation(self.loads[grid])

    def units(self) -> tuple[tuple[int, ...], ...]:
        found: list[list[int]] = [[] for _ in self.bands]
        for block, owners in zip(self.blocks, self.owners, strict=True):
            for unit, owner in zip(block.units, owners, strict=True):
                found[owner].append(unit)
        return tuple(tuple(units) for units in found)

    def households(self, shift: Shift) -> int:
        return sum(self.blocks[shift.block].households[shift.first : shift.last + 1])

    def apply(self, shifts: Sequence[Shift]) -> None:
        for shift in shifts:
            moved = self.households(shift)
            self.owners[shift.block][shift.first : shift.last + 1] = [shift.taker] * (shift.last - shift.first + 1)
            self.loads[shift.giver] -= moved
            self.loads[shift.taker] += moved
            self.members[shift.taker].add(shift.block)
            if shift.giver not in self.owners[shift.block]:
                self.members[shift.giver].discard(shift.block)

    def undo(self, shifts: Sequence[Shift]) -> None:
        self.apply([Shift(one.block, one.first, one.last, one.taker, one.giver) for one in reversed(shifts)])

    def touched(self, block: int, grid: int) -> list[int]:
        """The other grids that a block touches, and could go to."""
        around = {owner for near in self.neighbours[block] for owner in self.owners[near]} | set(self.owners[block])
        return sorted(other for other in around - {grid} if not self.apart[block] & self.members[other])

    def stays_whole_without(self, block: int, grid: int) -> bool:
        """Whether a grid is in one piece without a block that it has now."""
        rest = self.members[grid] - {block}
        if not rest:
            return False
        reached = {min(rest)}
        edge = list(reached)
        while edge:
            near = [other for other in self.neighbours[edge.pop()] if other in rest and other not in reached]
            reached.update(near)
            edge += near
        return len(reached) == len(rest)


def _gifts(state: _State, giver: int, only: int | None = None) -> Iterator[Shift]:
    """Every run that a grid can hand on (to one grid only): the taker touches it, the giver stays in one piece."""
    for block in sorted(state.members[giver]):
        to = [other for other in state.touched(block, giver) if only in (None, other)]
        if not to:
            continue
        for first, last in _ends(state, block, giver):
            for taker in to:
                if _joins(state, block, first, last, taker):
                    yield Shift(block, first, last, giver, taker)


def _ends(state: _State, block: int, giver: int) -> Iterator[tuple[int, int]]:
    """Runs at either end of what a grid has of a block, and all of it."""
    owners = state.owners[block]
    first = owners.index(giver)
    last = len(owners) - 1 - owners[::-1].index(giver)
    if block not in state.whole:
        yield from ((first, end) for end in range(first, last))
        yield from ((start, last) for start in range(first + 1, last + 1))
    if state.stays_whole_without(block, giver):
        yield first, last


def _joins(state: _State, block: int, first: int, last: int, taker: int) -> bool:
    """Whether a run lies beside what the taker has of the block already, if it has any."""
    owners = state.owners[block]
    return taker not in owners or taker in (owners[first - 1 : first] + owners[last + 1 : last + 2])


def _best_chains(state: _State, price: int) -> list[tuple[Shift, ...]]:
    """The chains that bring most households in band for their splits, the best first, no two with a grid in common.

    Only the best part of them: what is left finds better chains once these are applied.
    """
    found = sorted(_chain_from(state, grid, price) for grid in range(len(state.bands)) if state.off(grid))
    chosen: list[tuple[Shift, ...]] = []
    changed: set[int] = set()
    for chain in found:
        grids = {grid for shift in chain.shifts for grid in (shift.giver, shift.taker)}
        if grids and not grids & changed:
            chosen.append(chain.shifts)
            changed |= grids
    return chosen[: max(1, len(found) // _AT_ONCE)]


def _chain_from(state: _State, grid: int, price: int) -> Judged:
    """The best chain that begins with a grid out of band."""
    giving = state.loads[grid] > state.bands[grid].high
    best, kept = _NOTHING, [Judged(0, 0, (), 0)]
    for _ in range(_LONGEST_CHAIN):
        longer: list[Judged] = []
        for chain in kept:
            state.apply(chain.shifts)
            longer += [
                _judged(state, chain, shift, price, giving=giving) for shift in _next(state, chain, grid, giving)
            ]
            state.undo(chain.shifts)
        best = min([best, *longer])
        kept = sorted(longer, key=_promise)[:_KEPT]
    return best


def _next(state: _State, chain: Judged, start: int, giving: bool) -> Iterator[Shift]:  # noqa: FBT001 - as found
    """What may follow in a chain: its open grid hands on, or takes, and no grid comes twice."""
    passed = {start, *(shift.taker if giving else shift.giver for shift in chain.shifts)}
    if giving:
        here = chain.shifts[-1].taker if chain.shifts else start
        yield from (shift for shift in _gifts(state, here) if shift.taker not in passed)
        return
    here = chain.shifts[-1].giver if chain.shifts else start
    around = {giver for block in state.members[here] for giver in state.touched(block, here)} - passed
    for giver in sorted(around):
        yield from _gifts(state, giver, here)


def _judged(state: _State, chain: Judged, shift: Shift, price: int, *, giving: bool) -> Judged:
    """A chain with one shift more; the state is that after the chain."""
    before, split = state.off(shift.giver) + state.off(shift.taker), state.pieces(shift.block)
    state.apply((shift,))
    change = state.off(shift.giver) + state.off(shift.taker) - before
    splits = state.pieces(shift.block) - split
    still_open = state.off(shift.taker if giving else shift.giver)
    state.undo((shift,))
    return Judged(chain.cost + change + price * splits, chain.splits + splits, (*chain.shifts, shift), still_open)


def _promise(chain: Judged) -> tuple[int, Judged]:
    """What a chain would cost if the next shift took away all that is wrong with its open grid."""
    return chain.cost - chain.still_open, chain


def _rejoin(state: _State) -> None:
    """Put together again what was split without need: the violation is no worse for it."""
    for block in range(len(state.blocks)):
        for giver in sorted(set(state.owners[block])):
            for taker in sorted(set(state.owners[block]) - {giver}):
                _give_back(state, block, giver, taker)


def _give_back(state: _State, block: int, giver: int, taker: int) -> None:
    """Hand all that a grid has of a block to another that has some of it, where that makes nothing worse."""
    gifts = _gifts(state, giver, taker) if giver in state.owners[block] and taker in state.owners[block] else ()
    for shift in gifts:
        if shift.block == block and state.owners[block].count(giver) == shift.last - shift.first + 1:
            before = state.violation
            state.apply((shift,))
            if state.violation > before:
                state.undo((shift,))
            return

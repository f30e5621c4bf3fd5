"""The sweep: part of a region is covered with columns from one side to the other, the most promising covers kept.

Every step covers the first uncovered node, so that each cover is met once; covers of the same nodes are one, the
cheaper. What is still uncovered is judged by the prices of its nodes: the sum of reduced costs so far is what a cover
is known to lose, and no cover is carried on that loses as much as the cut that is known already.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from gridctl.domain.dividing.columns import Columns
from gridctl.domain.dividing.estate import Band

SWING = 7  # what is left to each grid may drift a band's width over this, for the price of a household outside

Step = tuple[int, int, int, int]  # reduced cost, nodes as bits, the same with the gold grid counted above them, column


class Cover(NamedTuple):
    """Columns that cover some nodes: what they lose, the bits, the next node to look at, what is left, how it came."""

    loss: int
    covered: int
    place: int
    households: int
    last: int
    before: Cover | None


@dataclass(frozen=True, slots=True)
class Field:
    """What is to be covered: the nodes in the order of the sweep, and for each the columns that it comes first in.

    `wide` is how many bits the nodes of the whole region take; gold grids are counted above them.
    """

    order: tuple[int, ...]
    first: dict[int, list[Step]]
    households: int
    wide: int


@dataclass(slots=True)
class Meter:
    """The steps of a search, a cover carried on being one: so many are allowed, so many were made."""

    allowed: int
    made: int = 0

    @property
    def over(self) -> bool:
        """Whether the steps are used up."""
        return self.made >= self.allowed


@dataclass(frozen=True, slots=True)
class Aim:
    """How many grids, how many of them gold, how many covers are kept at a time, and the loss that is too much.

    `more` is how many households above the band a gold grid may have; `dear` what a household outside costs.
    """

    band: Band
    more: int
    dear: int
    grids: int
    gold: int
    width: int
    limit: int


def field_of(
    columns: Columns, reduced: Sequence[int], members: Sequence[int], order: Sequence[int], weights: Sequence[int]
) -> Field:
    """The columns `members` under the node that the sweep meets first, those that lose least in front."""
    rank = {node: place for place, node in enumerate(order)}
    place, wide = rank.__getitem__, len(weights)
    first: dict[int, list[Step]] = {node: [] for node in order}
    for number in members:
        mask = columns.masks[number]
        step = reduced[number], mask, mask + (columns.gold[number] << wide), number
        first[min(columns.nodes[number], key=place)].append(step)
    for steps in first.values():
        steps.sort()
    return Field(tuple(order), first, sum(weights[node] for node in order), wide)


def sweep(field: Field, columns: Columns, aim: Aim, meter: Meter) -> tuple[int, list[int]] | None:
    """The loss and the columns of the best exact cover met; None if none was met that loses less than the limit."""
    outside = (1 << field.wide) - 1 - sum(1 << node for node in field.order)
    covers = [Cover(0, outside, 0, field.households, -1, None)]
    for left in range(aim.grids - 1, -1, -1):
        meter.made += len(covers)
        grown = _grown(field, covers, aim)
        covers = _kept(field, columns, grown, aim, left)
    whole = (1 << field.wide) - 1
    for cover in covers:
        if cover.covered & whole == whole:
            return cover.loss, _trail(cover)
    return None


Grown = dict[int, tuple[int, int, int, Cover]]  # by bits: loss, bits, column, from which cover


def _grown(field: Field, covers: Sequence[Cover], aim: Aim) -> Grown:
    """Every cover with one more column, the cheapest of those that cover the same."""
    grown: Grown = {}
    ceiling, order, first = aim.limit, field.order, field.first
    for cover in covers:
        loss, covered, place = cover.loss, cover.covered, cover.place
        if place >= len(order):
            continue
        for reduced, mask, key, number in first[order[place]]:
            total = loss + reduced
            if total >= ceiling:
                break
            if mask & covered:
                continue
            bits = covered + key
            known = grown.get(bits)
            if known is None or total < known[0]:
                grown[bits] = (total, bits, number, cover)
        if len(grown) > 6 * aim.width:
            grown = {entry[1]: entry for entry in sorted(grown.values(), key=_by_loss)[: aim.width]}
            ceiling = max(entry[0] for entry in grown.values()) + 1
    return grown


_by_loss = itemgetter(0, 1)


def _kept(field: Field, columns: Columns, grown: Grown, aim: Aim, left: int) -> list[Cover]:
    """The most promising, so many as the aim says, and none that cannot end well.

    What the totals alone say that the grids left must lose is taken by half, for part of it is in the prices already.
    What is left is likely to lose more the farther its mean has drifted: the square of it, shared by the grids left.
    """
    hopeful = []
    least, half = aim.band.low * left, aim.dear // 2
    most = aim.band.high * left + aim.more * min(left, aim.gold)
    fair, swing = field.households * left // aim.grids, max(1, (aim.band.high - aim.band.low) ** 2 // SWING**2 * left)
    for loss, bits, number, before in grown.values():
        households = before.households - columns.households[number]
        gap = least - households if households < least else households - most if households > most else 0
        if loss + gap * half < aim.limit and bits >> field.wide <= aim.gold:
            outlook = loss + aim.dear * (households - fair) ** 2 // swing
            hopeful.append((outlook, bits, loss, households, number, before))
    hopeful.sort(key=_by_loss)
    kept = []
    for _, bits, loss, households, number, before in hopeful[: aim.width]:
        place = before.place + 1
        while place < len(field.order) and bits >> field.order[place] & 1:
            place += 1
        kept.append(Cover(loss, bits, place, households, number, before))
    return kept


def _trail(cover: Cover) -> list[int]:
    numbers = []
    while cover.before is not None:
        numbers.append(cover.last)
        cover = cover.before
    return numbers

"""Invented estates to be divided: rows of buildings, a little out of line, of a kind; the same for the same seed."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from gridctl.domain.coordinates import Point
from gridctl.domain.dividing.estate import Block

KINDS = {"mixed": (24, 198), "tower": (96, 200), "slab": (24, 60), "villa": (1, 8)}  # households a building
PITCH, JITTER = (40_000, 45_000), 6_000  # millimetres
A_UNIT = 50  # households of a unit at most
CARE = 0.08  # the share of households with somebody to care for
CHANGED, BY = 0.05, 0.3  # the share of buildings that change, and by how much


def make_estate(count: int, kind: str, seed: int) -> tuple[Block, ...]:
    """Buildings of a kind, in rows."""
    dice = Random(f"{count} {kind} {seed}")  # noqa: S311 - dice, not secrets
    low, high = KINDS[kind]
    width = int((1.4 * count) ** 0.5) + 1
    return tuple(_building(dice, nth, divmod(nth, width), dice.randint(low, high)) for nth in range(count))


def _building(dice: Random, nth: int, at: tuple[int, int], households: int) -> Block:
    row, column = at
    units = max(1, -(-households // A_UNIT))
    shares = tuple(households // units + (place < households % units) for place in range(units))
    care = tuple(sum(dice.random() < CARE for _ in range(share)) for share in shares)
    point = Point(column * PITCH[0] + dice.randint(-JITTER, JITTER), row * PITCH[1] + dice.randint(-JITTER, JITTER))
    return Block(nth + 1, f"{nth + 1}栋", "", tuple(nth * 100 + place for place in range(units)), shares, care, point)


def changed(blocks: tuple[Block, ...], seed: int) -> tuple[Block, ...]:
    """The same estate some years later: a few buildings have more or fewer households."""
    dice = Random(f"changed {seed}")  # noqa: S311 - dice, not secrets
    chosen = set(dice.sample(range(len(blocks)), max(1, round(CHANGED * len(blocks)))))
    return tuple(_grown(block, dice) if nth in chosen else block for nth, block in enumerate(blocks))


def _grown(block: Block, dice: Random) -> Block:
    factor = 1 + dice.choice((-BY, BY))
    return replace(block, households=tuple(max(1, round(share * factor)) for share in block.households))

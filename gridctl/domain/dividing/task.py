"""One region of an estate to be cut into a number of grids, and what a cut costs (D7 三, D8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from gridctl.domain.coordinates import Point
from gridctl.domain.dividing.estate import Band, Effort


@dataclass(frozen=True, slots=True)
class Task:
    """Nodes 0..n-1 (buildings, or buildings that belong together) to be cut into `grids` grids.

    `neighbours` holds each node's neighbours in rising order; `apart` pairs (smaller first) that may not share a grid;
    `present` by node the households that each present grid has of it (empty: from scratch); `price` the household
    metres that a household changing its grid costs; `gold` how many grids may be in `gold_band` instead.
    """

    weights: tuple[int, ...]
    care: tuple[int, ...]
    points: tuple[Point, ...]
    neighbours: tuple[tuple[int, ...], ...]
    grids: int
    band: Band
    apart: frozenset[tuple[int, int]] = frozenset()
    gold: int = 0
    gold_band: Band | None = None
    present: tuple[Mapping[int, int], ...] = ()
    price: int = 0
    effort: Effort = Effort.NORMAL


class Proved(StrEnum):
    """What is known of a violation: that none is less, or only that none is less than a bound."""

    OPTIMAL = "optimal"
    BOUND = "bound"


@dataclass(frozen=True, slots=True)
class Proof:
    """The least violation that any cut can have, as far as it was proved."""

    proved: Proved
    bound: int

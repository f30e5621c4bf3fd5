"""An estate to be divided, what is asked of its division, and the division that comes of it (D5, D7 三, D8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from gridctl.domain.coordinates import Point


@dataclass(frozen=True, slots=True)
class Block:
    """A building as a division sees it: its units in their order, with the households and the care load of each."""

    key: int
    name: str
    phase: str
    units: tuple[int, ...]
    households: tuple[int, ...]
    care: tuple[int, ...]
    point: Point | None = None

    @property
    def total(self) -> int:
        """The households of the whole building."""
        return sum(self.households)


@dataclass(frozen=True, slots=True)
class Band:
    """The households that a grid should have, both ends included."""

    low: int
    high: int

    def violation(self, households: int) -> int:
        """How many households too few or too many."""
        return max(0, self.low - households, households - self.high)


class Effort(StrEnum):
    """How long to search, counted in steps of the search and never in seconds."""

    QUICK = "quick"
    NORMAL = "normal"
    THOROUGH = "thorough"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a clerk knows of the ground: pairs of building keys, and barriers as lines on the plan (millimetres)."""

    together: tuple[tuple[int, int], ...] = ()
    apart: tuple[tuple[int, int], ...] = ()
    neighbours: tuple[tuple[int, int], ...] | None = None
    barriers: tuple[tuple[Point, Point], ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a division.

    `grids` is how many grids there are to be (None: as many as the band says), `gold` how many of them may be in the
    gold band, `current` the grid that each unit has now (empty: divided from scratch), `moving` the metres that a household
    would rather walk than change its grid.
    """

    band: Band
    grids: int | None = None
    keep_phases: bool = True
    split: bool = False
    gold: int = 0
    gold_band: Band | None = None
    effort: Effort = Effort.NORMAL
    rules: Rules = field(default_factory=Rules)
    current: Mapping[int, int] = field(default_factory=dict)
    moving: int = 50


@dataclass(frozen=True, slots=True)
class Division:
    """The units of each grid, in the order in which the grids are numbered.

    `continues` is the present grid that each goes on from (None: a new one); `gold` the places in `grids` of those
    that need a gold steward.
    """

    grids: tuple[tuple[int, ...], ...]
    continues: tuple[int | None, ...] = ()
    gold: tuple[int, ...] = ()

"""The answer to what was asked of a division: the grids with their figures, what cannot be met, and the ways out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gridctl.domain.dividing.estate import Division
from gridctl.domain.dividing.feasibility import Shortfall
from gridctl.domain.dividing.notices import Notice
from gridctl.domain.dividing.task import Proof


class Reason(StrEnum):
    """Why a grid is out of band.

    `BUILDING`: it holds a building, or buildings that belong together, too large for any grid; `TOTAL`: its region has
    too many or too few households for its number of grids; `WHOLE_BUILDINGS`, `WHOLE_UNITS`: whole buildings, or units,
    come no nearer; `GOLD`: above the band, and in the hands of a gold steward.
    """

    BUILDING = "building_too_large"
    TOTAL = "total"
    WHOLE_BUILDINGS = "whole_buildings"
    WHOLE_UNITS = "whole_units"
    GOLD = "gold_steward"


@dataclass(frozen=True, slots=True)
class GridFigures:
    """What a grid of the division comes to.

    `over_by` is households above (+) or below (-) the band, gold or not, 0 within it. `buildings` are the keys of the
    buildings it has any unit of, `split` those that it shares with another grid, `heart` the one to which its
    households have the least to walk. `walking_metres` is the mean of that way (None without coordinates), `pieces` in
    how many connected pieces it lies (units of one building hang together).
    """

    households: int
    care: int
    buildings: tuple[int, ...]
    split: tuple[int, ...]
    heart: int
    walking_metres: int | None
    pieces: int
    over_by: int
    reason: Reason | None


class Way(StrEnum):
    """A way out of a band that cannot be met."""

    GOLD = "gold_stewards"
    SPLIT = "splits"
    MORE = "one_grid_more"
    FEWER = "one_grid_fewer"


@dataclass(frozen=True, slots=True)
class Remedy:
    """A way out and its price.

    `count` is how many gold stewards, how many splits, or how many grids there would be; `violation` the households
    that would still be outside the band, of which so many grids would be (`out_of_band`). One grid more or fewer is
    estimated at quick effort.
    """

    way: Way
    count: int
    violation: int
    out_of_band: int


@dataclass(frozen=True, slots=True)
class Answer:
    """A division and what is to be said of it.

    `grids` holds the figures in the order of `division.grids`. `violation` is the households outside the band in all,
    gold grids counted by the gold band; `proof` says that none is less for this number of grids, or the bound below
    which none is. `splits` counts the buildings split (one in three grids twice), `moved` the households that change
    their grid. `unchanged` is true where the present division is as it should be and comes back as it was.
    `order_only` is true where grids are runs of the list, there being no coordinates and no neighbours.
    """

    division: Division
    grids: tuple[GridFigures, ...]
    violation: int
    proof: Proof
    shortfalls: tuple[Shortfall, ...] = ()
    notices: tuple[Notice, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    splits: int = 0
    moved: int = 0
    unchanged: bool = False
    order_only: bool = False

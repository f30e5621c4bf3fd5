"""A plan shaped once to be shown: the table, the map, JSON and the workbook all say the same of it (D5, D7 三, D8)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol


class Standing(StrEnum):
    """How a grid stands to the band; `GOLD` is above the band, and within what a gold steward may have."""

    IN_BAND = "in_band"
    OVER = "over"
    UNDER = "under"
    GOLD = "gold"


STANDING_WORDS = {
    Standing.IN_BAND: "达标",
    Standing.OVER: "偏多",
    Standing.UNDER: "偏少",
    Standing.GOLD: "金牌",
}


@dataclass(frozen=True, slots=True)
class PlanGridView:
    """A grid of a plan.

    `ordinal` counts from 1 and is what blocks refer to. `buildings` names what it covers ("1栋、2栋1单元"),
    `building_count` counts whole buildings and those shared with another grid. `walking_metres` is the mean of a
    household's way from its building to the best building of the grid (None without coordinates), `pieces` in how many
    connected pieces it lies. `over_by` is the households above (+) or below (-) the band, 0 within it. `continues` is
    the code of the present grid that it goes on from, `head` who heads it, `reason` why it is out of band; "" for none.
    """

    ordinal: int
    code: str
    name: str
    households: int
    care: int
    buildings: str
    building_count: int
    walking_metres: int | None
    pieces: int
    over_by: int
    standing: Standing
    reason: str = ""
    head: str = ""
    continues: str = ""
    gold: bool = False


@dataclass(frozen=True, slots=True)
class PlanBlockView:
    """A building of a grid, or those of its units that are: `unit` names them, "" where it is the whole building.

    A building shared by grids has a block for each of them. `phase` is shown ("一期", "" for none), `x_m` and `y_m` are
    metres to the east and to the north, None where it is not known where the building stands.
    """

    building: str
    phase: str
    unit: str
    ordinal: int
    grid: str
    households: int
    care: int
    x_m: float | None = None
    y_m: float | None = None


@dataclass(frozen=True, slots=True)
class PlanView:
    """A whole plan: `number` is None while it is not kept, `state` in words (方案, 已启用…).

    In words, each a sentence: `summary` what it comes to, `reasons` why the band cannot be met, `proof` how far that
    is proved ("" for nothing to say), `remedies` the ways out with their prices, `notices` what else to look at.
    """

    number: int | None
    project: str
    made_on: date
    band_low: int
    band_high: int
    state: str
    grids: tuple[PlanGridView, ...]
    blocks: tuple[PlanBlockView, ...]
    summary: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    proof: str = ""
    remedies: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    company: str = ""
    journal_head: str = ""

    @property
    def has_map(self) -> bool:
        """Whether it is known where every building stands: without that, a plan goes by the order of the list."""
        return bool(self.blocks) and all(block.x_m is not None and block.y_m is not None for block in self.blocks)


@dataclass(frozen=True, slots=True)
class CompareLine:
    """A figure of two divisions side by side, in words: ("网格数", "14", "13")."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class MovedBlock:
    """A building, or units of it, that another grid has in the second division; "" for no grid."""

    building: str
    unit: str
    households: int
    before: str
    after: str


class CompareView(Protocol):
    """Two divisions side by side: how they are called (方案 3, 今天), figures, and what moves from grid to grid."""

    @property
    def before(self) -> str: ...  # noqa: D102
    @property
    def after(self) -> str: ...  # noqa: D102
    @property
    def lines(self) -> tuple[CompareLine, ...]: ...  # noqa: D102
    @property
    def moved(self) -> tuple[MovedBlock, ...]: ...  # noqa: D102
    @property
    def moved_households(self) -> int: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class MapCell:
    """A building on a map: the ordinals of the grids that have of it, the greatest part first.

    `x` and `y` are metres to the east and to the north; None where a plan goes by the order of the list.
    """

    name: str
    grids: tuple[int, ...]
    x: float | None = None
    y: float | None = None


def map_cells(view: PlanView) -> tuple[MapCell, ...]:
    """The buildings of a plan as they are put on a map, in the order of its blocks; one cell for a shared building."""
    parts: dict[tuple[str, str], list[PlanBlockView]] = {}
    for block in view.blocks:
        parts.setdefault((block.phase, block.building), []).append(block)
    count = Counter(building for _, building in parts)
    return tuple(_cell(blocks, phase if count[name] > 1 else "") for (phase, name), blocks in parts.items())


def _cell(blocks: list[PlanBlockView], phase: str) -> MapCell:
    by_share = sorted(blocks, key=lambda block: (-block.households, block.ordinal))
    grids = tuple(dict.fromkeys(block.ordinal for block in by_share))
    return MapCell(phase + blocks[0].building, grids, blocks[0].x_m, blocks[0].y_m)

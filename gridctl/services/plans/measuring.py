"""Any division measured as the search measures its own: for a plan that was edited, and for the grids of today (E2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.dividing.figures import Register, figures_of
from gridctl.domain.dividing.ground import survey

if TYPE_CHECKING:
    from gridctl.domain.dividing.answer import GridFigures
    from gridctl.domain.dividing.estate import Asked, Block


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of each grid, the households outside the band, and how many buildings are split."""

    figures: tuple[GridFigures, ...]
    violation: int
    splits: int


def measured(blocks: Sequence[Block], grids: Sequence[Sequence[int]], asked: Asked, gold: Sequence[bool]) -> Measured:
    """Measure a division of exactly the units of `blocks`; `gold` says which grids need a gold steward."""
    register = Register(survey(blocks, asked))
    owners = _owners(blocks, grids)
    figures = tuple(
        figures_of(register, grid, owners, asked, gold=golden, total_off=False)
        for grid, golden in zip(grids, gold, strict=True)
    )
    off = [
        (asked.gold_band if golden and asked.gold_band else asked.band).violation(each.households)
        for each, golden in zip(figures, gold, strict=True)
    ]
    return Measured(figures, sum(off), sum(count - 1 for count in owners.values()))


def _owners(blocks: Sequence[Block], grids: Sequence[Sequence[int]]) -> Mapping[int, int]:
    """How many grids each building is shared by."""
    of_unit = {unit: block.key for block in blocks for unit in block.units}
    return Counter(key for grid in grids for key in {of_unit[unit] for unit in grid})

"""Plans as they are listed (E2): nothing of the search is needed for it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gridctl.store.plan_reads import plan_counts

if TYPE_CHECKING:
    from gridctl.services.desk import Desk
    from gridctl.store.plan_reads import PlanCount


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan in a list; `violation` is the households outside the band, gold grids counted by theirs."""

    number: int
    made_on: date
    band_low: int
    band_high: int
    grids: int
    in_band: int
    households: int
    violation: int
    splits: int
    gold: int
    edited: bool
    state: str
    applied_from: date | None

    @property
    def band(self) -> str:
        """The households that a grid should have: 350-400."""
        return f"{self.band_low}-{self.band_high}"


def list_plans(desk: Desk) -> list[PlanLine]:
    """Every plan, oldest first."""
    return [_line(count) for count in plan_counts(desk.reader, desk.pid)]


def _line(count: PlanCount) -> PlanLine:
    wide = json.loads(count.asked)["gold_band"]
    off = [_off(count, households, wide if gold else None) for households, gold in count.grids]
    return PlanLine(
        number=count.id,
        made_on=count.made_on,
        band_low=count.band_low,
        band_high=count.band_high,
        grids=len(off),
        in_band=off.count(0),
        households=sum(households for households, _ in count.grids),
        violation=sum(off),
        splits=count.splits,
        gold=sum(gold for _, gold in count.grids),
        edited=bool(count.edited),
        state=count.state,
        applied_from=count.applied_from,
    )


def _off(count: PlanCount, households: int, wide: list[int] | None) -> int:
    low, high = wide or (count.band_low, count.band_high)
    return max(0, low - households, households - high)

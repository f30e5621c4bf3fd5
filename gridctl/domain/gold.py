"""Gold stewards (金牌管家): who asked to hold an enlarged grid, who approved it, and from when to when (D7 四.6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class GoldState(StrEnum):
    """What became of an application."""

    APPLIED = "applied"
    APPROVED = "approved"
    REFUSED = "refused"


GOLD_WORDS = {GoldState.APPLIED: "待批", GoldState.APPROVED: "已批准", GoldState.REFUSED: "未批准"}

TAKEN_BACK = "开始以前取消"
FULL_GRIDS = 2  # the households of two full grids are two grids, and no longer one that was enlarged


@dataclass(frozen=True, slots=True)
class Gold:
    """An application to be a gold steward; approved, its holder's grid may have up to `band_high` households.

    It holds in [valid_from, valid_to).
    """

    project: int
    id: int
    staff: int
    applied_on: date
    reason: str
    state: str
    band_high: int | None
    decided_by: int | None
    decided_on: date | None
    valid_from: date | None
    valid_to: date | None
    remark: str

    def holds_on(self, day: date) -> bool:
        """Whether its holder is a gold steward by it on a day."""
        return self.shares(day, day)

    def shares(self, start: date, last: date | None) -> bool:
        """Whether it holds on any day from `start` to `last`, both included; without `last`, for good."""
        if self.valid_from is None:
            return False
        return (last is None or self.valid_from <= last) and (self.valid_to is None or start < self.valid_to)


def limits(band_max: int, gold_max: int) -> tuple[int, int]:
    """The least and the most households that may be approved for an enlarged grid: above the band, below two grids.

    A policy that allows more is obeyed.
    """
    return band_max + 1, max(band_max + 1, FULL_GRIDS * band_max - 1, gold_max)


def ended_gold(rows: Iterable[Gold], day: date) -> list[Gold]:
    """The rows that change where someone is no gold steward from a day on.

    What holds before that day is true until then; what would only begin then or later is taken back. What is over by
    that day, and what never was approved, is not among them.
    """
    return [_until(row, day) for row in rows if row.shares(day, None)]


def _until(row: Gold, day: date) -> Gold:
    if row.valid_from is not None and row.valid_from < day:
        return replace(row, valid_to=day)
    state = GoldState.REFUSED.value
    return replace(row, state=state, band_high=None, valid_from=None, valid_to=None, remark=TAKEN_BACK)

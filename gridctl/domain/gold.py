"""Gold stewards (金牌管家): who asked to hold an enlarged grid, who approved it, and from when to when (D7 四.6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class GoldState(StrEnum):
    """What became of an application."""

    APPLIED = "applied"
    APPROVED = "approved"
    REFUSED = "refused"


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

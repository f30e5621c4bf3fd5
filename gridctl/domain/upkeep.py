"""Environment services (环境作业): refuse removal, pest control, deep cleaning, lawns, as planned and as done (I9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Upkeep:
    """A service planned for a day: done by whom and how much, accepted or not; `service` is a code of upkeep.toml.

    `contractor` does it, or our own `staff`; `passed` is 1 or 0 once it was looked at.
    """

    project: int
    id: int
    service: str
    planned_on: date
    grid: int | None
    place: int | None
    contractor: int | None
    done_on: date | None
    staff: int | None
    quantity: str
    accepted_by: int | None
    accepted_on: date | None
    passed: int | None
    note: str
    recorded_at: str

    def overdue_days(self, today: date) -> int:
        """How many days its day has been past without its being done."""
        return max(0, (today - self.planned_on).days) if self.done_on is None else 0


class UpkeepState(StrEnum):
    """Where a service stands: told by its entries, never stored. One that failed is done again under a new number."""

    PLANNED = "planned"
    DONE = "done"
    FAILED = "failed"
    PASSED = "passed"

    @classmethod
    def of(cls, row: Upkeep) -> UpkeepState:
        """The state of a service."""
        if row.passed is not None:
            return cls.PASSED if row.passed else cls.FAILED
        return cls.PLANNED if row.done_on is None else cls.DONE

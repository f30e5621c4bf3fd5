"""Environment services (环境作业): refuse removal, pest control, deep cleaning, lawns, as planned and as done (I9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


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

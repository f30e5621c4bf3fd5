"""Safety education, publicity and community activities (H7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Activity:
    """What was held where, by whom, for how many; `kind` is a code of visits.toml, `grid` None for the whole project."""

    project: int
    id: int
    day: date
    kind: str
    topic: str
    grid: int | None
    venue: str
    staff: int
    attendance: int
    material: str
    note: str
    recorded_at: str

"""Recurring duties (例行工作): who does what how often, and which record proves it (I8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty as a project has it in [valid_from, valid_to).

    `definition` is canonical JSON, as in duties.toml; `enabled` is 0 where it is switched off.
    """

    project: int
    id: int
    code: str
    name: str
    valid_from: date
    valid_to: date | None
    enabled: int
    definition: str
    clause: str


@dataclass(frozen=True, slots=True)
class DutyRecord:
    """Somebody did a duty that has no book of its own, at the moment `at`; or was excused of it, for the reason in `note`.

    The ground is that of the duty: a grid, a building, a place, or none for the whole project.
    """

    project: int
    id: int
    code: str
    day: date
    at: str
    staff: int | None
    grid: int | None
    building: int | None
    place: int | None
    excused: int
    note: str
    recorded_at: str

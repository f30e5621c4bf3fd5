"""Inspections: a check-list gone through at a place on a day, one row a list, and what came of it (I1 to I6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Inspection:
    """A check-list gone through on its ground: a grid, a building, a place, or none for the whole project.

    `answers` is canonical JSON by point; `started` and `finished` are local moments, `finished` is "" while it is under
    way; `partner` is the second inspector of a joint one; `abnormal` counts the points that were not normal.
    """

    project: int
    id: int
    checklist: int
    day: date
    started: str
    finished: str
    grid: int | None
    building: int | None
    place: int | None
    inspector: int
    partner: int | None
    answers: str
    abnormal: int
    note: str
    recorded_at: str


@dataclass(frozen=True, slots=True)
class InspectionTicket:
    """A ticket that a point of an inspection opened, found open already, accepted or sent back; `point` may be ""."""

    project: int
    id: int
    inspection: int
    point: str
    ticket: int
    outcome: str

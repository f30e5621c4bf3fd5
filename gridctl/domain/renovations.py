"""Renovation files (装修管理): application, permit, patrols, violations, acceptance (H9, D10 3.1.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Renovation:
    """The file of a home's renovation; the permit holds from `permit_from` to `permit_until`, both included.

    `company` does the work; `passed` is 1 or 0 once it was accepted or not; `cancelled_on` where it came to nothing.
    """

    project: int
    id: int
    place: int
    applicant: str
    phone: str
    company: str
    works: str
    applied_on: date
    permit: str
    permit_from: date | None
    permit_until: date | None
    finished_on: date | None
    accepted_on: date | None
    accepted_by: int | None
    passed: int | None
    cancelled_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class RenovationEvent:
    """A patrol of a renovation, or a violation found: `kind` is patrol or violation, `mended_on` when it was put right."""

    project: int
    id: int
    renovation: int
    day: date
    kind: str
    staff: int
    what: str
    due: date | None
    mended_on: date | None
    ticket: int | None
    recorded_at: str

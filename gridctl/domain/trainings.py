"""Training planned and held, and the certificates that people hold (P2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Training:
    """A training: `kind` is a code of staffing.toml, `post` whom it is for ("" for everybody), `held_on` None while planned.

    `recorded_at` is the instant at which it was entered as held, "" until then. Who came and passed stands in attendance.
    """

    project: int
    id: int
    kind: str
    topic: str
    post: str
    planned_on: date
    held_on: date | None
    trainer: str
    note: str
    recorded_at: str


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate of a member of staff: `kind` is a code of staffing.toml, `valid_until` its last day, None for ever."""

    project: int
    id: int
    staff: int
    kind: str
    number: str
    issued_on: date
    valid_until: date | None
    issuer: str
    training: int | None

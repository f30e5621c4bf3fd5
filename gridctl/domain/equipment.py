"""Equipment and keys, and in whose hands they are (P3, P6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

CONDITION_WORDS = {"good": "完好", "broken": "损坏", "lost": "丢失"}


@dataclass(frozen=True, slots=True)
class Equipment:
    """A thing that is handed out: `number` is the office's own, `kind` a code of staffing.toml; `retired_on` its end."""

    project: int
    id: int
    number: str
    name: str
    kind: str
    retired_on: date | None
    remark: str


@dataclass(frozen=True, slots=True)
class Custody:
    """From when to when somebody has a thing: a member of staff, or a borrower by name.

    `condition` is "" until it is back, then good, broken or lost.
    """

    project: int
    id: int
    equipment: int
    staff: int | None
    borrower: str
    handed_on: date
    due_on: date | None
    returned_on: date | None
    condition: str
    note: str

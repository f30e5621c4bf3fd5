"""Supervision: what was found and mended, who was held to account or commended, and notes of the work log (D2, D4, D10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Supervision:
    """A finding of supervision: what is to be mended by whom until when, and the check by another."""

    project: int
    id: int
    found_on: date
    found_by: int | None
    what: str
    place: int | None
    grid: int | None
    answerable: int | None
    due: date
    mended_on: date | None
    measures: str
    checked_by: int | None
    checked_on: date | None
    passed: int | None


@dataclass(frozen=True, slots=True)
class Merit:
    """Somebody held to account (责任追究) or commended (表彰); `amount_fen` is 0 where no money goes with it."""

    project: int
    id: int
    kind: str
    staff: int
    decided_on: date
    decided_by: int | None
    reason: str
    amount_fen: int
    supervision: int | None
    ticket: int | None


@dataclass(frozen=True, slots=True)
class WorkNote:
    """A line that somebody adds to a part of the work log (管家工作日志) of a day."""

    project: int
    id: int
    staff: int
    day: date
    part: str
    text: str

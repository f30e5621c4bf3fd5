"""Issued reports (定稿): a finished period's result as it was handed in, which never changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class IssuedReport:
    """One scope of an issued report: `content` is the shaped result as JSON text, `head` the journal's head it stood on."""

    project: int
    id: int
    form: str
    label: str
    first_day: date
    last_day: date
    scope: str
    version: int
    content: str
    head: str
    issued_by: str
    issued_on: date
    recorded_at: str

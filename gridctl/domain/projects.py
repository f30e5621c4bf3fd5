"""A project: one estate of a company, with its own numbers, its own chain and its own time zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Project:
    """A row of the register of projects; `id` is `project`.

    `live_from` is the day the office began to work with gridctl: what happened before is judged by when it happened.
    """

    project: int
    id: int
    code: str
    name: str
    company: str
    zone: str
    live_from: date

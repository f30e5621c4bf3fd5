"""Special plans (专项整改计划): a long or difficult repair planned in dated nodes until it is done (D10 3.3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Rectification:
    """The special plan of a ticket: what makes it difficult, the measures, and who answers for it; a mark, not a state."""

    project: int
    id: int
    ticket: int
    made_on: date
    difficulty: str
    measures: str
    owner: int
    closed_on: date | None


@dataclass(frozen=True, slots=True)
class Milestone:
    """A node of a special plan: what is to be done by which day and by whom, and when it was."""

    project: int
    id: int
    rectification: int
    sequence: int
    what: str
    due: date
    owner: int
    done_on: date | None
    note: str

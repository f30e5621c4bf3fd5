"""Recurring duties (例行工作): who does what how often, and which record proves it (I8)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

GRID_HEAD = "grid_head"
"""Instead of a post: whichever post heads grids in the project that day."""
GRID_TEAM = "grid_team"
"""Instead of a post: everybody who was put on a grid or on buildings, but for a contractor's people."""
END_OF_DAY = "24:00"


class DutyScope(StrEnum):
    """What a duty is due for, each by itself: every grid, building, place, home under renovation or person, or once."""

    GRID = "grid"
    BUILDINGS = "buildings"
    PLACE = "place"
    HOME = "home"
    PERSON = "person"
    PROJECT = "project"


class DutyDays(StrEnum):
    """On which days a daily duty is due."""

    ALL = "all"
    WORKING = "working"


class ProofKind(StrEnum):
    """The book that a record of a duty stands in; RECORD is the one of duties that have no book of their own."""

    INSPECTION = "inspection"
    VISIT = "visit"
    MEETING = "meeting"
    ACTIVITY = "activity"
    TRAINING = "training"
    UPKEEP = "upkeep"
    RENOVATION_PATROL = "renovation_patrol"
    WEEKLY = "weekly"
    EVALUATION = "evaluation"
    SUPERVISION = "supervision"
    RECORD = "record"


class Blank(StrEnum):
    """A figure that the regulation leaves blank: a project fills it in, the program never does."""

    EVERY = "every"
    TIMES = "times"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Definition:
    """What a duty is.

    `posts` are codes, GRID_HEAD or GRID_TEAM; where it is nobody's of the staff, `who` says whose in words. `rule` is an
    RFC 5545 rule whose dates are the last days of the windows ("" while it is blank), `times` on how many days of a
    window it is to be done (0 while blank), `until` the hour of the last day, `proof` a ProofKind with a code behind a
    colon where the book has kinds, `blank` what is still to be filled in.
    """

    posts: tuple[str, ...]
    who: str
    scope: DutyScope
    rule: str
    times: int
    days: DutyDays
    until: str
    proof: str
    blank: tuple[Blank, ...]

    @classmethod
    def parse_stored(cls, text: str) -> Definition:
        """Read what `stored` wrote."""
        said: dict[str, Any] = json.loads(text)
        return cls(
            posts=tuple(said["posts"]),
            who=said["who"],
            scope=DutyScope(said["scope"]),
            rule=said["rule"],
            times=said["times"],
            days=DutyDays(said["days"]),
            until=said["until"],
            proof=said["proof"],
            blank=tuple(map(Blank, said["blank"])),
        )

    @property
    def stored(self) -> str:
        """The definition as canonical JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @property
    def book(self) -> ProofKind:
        """The book that its records stand in."""
        return ProofKind(self.proof.partition(":")[0])

    @property
    def book_code(self) -> str:
        """Which kind of record of the book it is: the code of a check-list, a meeting, an activity, a service; or ""."""
        return self.proof.partition(":")[2]


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

    @property
    def content(self) -> Definition:
        """What it is."""
        return Definition.parse_stored(self.definition)

    def holds_on(self, day: date) -> bool:
        """Whether this row is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


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


def duty_on(history: Iterable[Duty], day: date) -> Duty | None:
    """The row of a duty in force on a day; None before its first."""
    return next((row for row in history if row.holds_on(day)), None)


def duty_changed(history: Sequence[Duty], start: date, content: Definition, *, enabled: bool) -> tuple[Duty, ...]:
    """Give the rows that change so that a duty is so from `start` on; a new row has no id yet.

    What is planned for a later day stays planned; a second change for the same day replaces the first. `history` is that
    duty's rows, oldest first; a `start` before its first day counts from that day.
    """
    holder = duty_on(history, start) or history[0]
    wanted = replace(holder, definition=content.stored, enabled=int(enabled))
    if wanted == holder:
        return ()
    if holder.valid_from >= start:
        return (wanted,)
    return replace(holder, valid_to=start), replace(wanted, id=0, valid_from=start)

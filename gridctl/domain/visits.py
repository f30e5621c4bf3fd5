"""Visits at home and the needs that were found (入户走访), followed until they are settled (H4, D9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit of a household, or a talk with several where `place` is None; `at` is a local moment of `day`.

    `mode` and `outcome` are codes of visits.toml; `people` says who was met.
    """

    project: int
    id: int
    day: date
    at: str
    place: int | None
    grid: int | None
    staff: int
    mode: str
    outcome: str
    people: str
    note: str
    recorded_at: str


@dataclass(frozen=True, slots=True)
class Need:
    """A need that was found: solved at once, else chosen for a meeting's agenda and followed until it is settled.

    `kind` is a code of visits.toml, `staff` who noted it, `ticket` what was opened of it.
    """

    project: int
    id: int
    visit: int | None
    day: date
    place: int | None
    grid: int | None
    staff: int | None
    kind: str
    what: str
    solved: int
    meeting: int | None
    ticket: int | None
    settled_on: date | None
    settlement: str


class NeedState(StrEnum):
    """Where a need stands: told by its entries, never stored."""

    OPEN = "open"
    CHOSEN = "chosen"
    TICKET = "ticket"
    SETTLED = "settled"
    SOLVED = "solved"

    @classmethod
    def of(cls, row: Need) -> NeedState:
        """The state of a need; one that has a ticket is followed by it, whatever meeting it was chosen for."""
        if row.solved:
            return cls.SOLVED
        if row.settled_on is not None:
            return cls.SETTLED
        if row.ticket is not None:
            return cls.TICKET
        return cls.OPEN if row.meeting is None else cls.CHOSEN


NEED_WORDS = {
    NeedState.OPEN: "未解决",
    NeedState.CHOSEN: "已提交会议",
    NeedState.TICKET: "已开单",
    NeedState.SETTLED: "已办结",
    NeedState.SOLVED: "当场解决",
}

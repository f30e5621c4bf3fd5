"""Whether a duty was done in its window: exactly one of done, late, missed, excused, or open while the window is not over (I8).

Of several records the best counts, so that the order in which they are entered changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from gridctl.domain.duties.windows import Window

WHOLE = ""
"""The one point of a duty that has no points."""
DAY_MINUTES = 24 * 60


class DutyState(StrEnum):
    """How a duty stands in one of its windows."""

    DONE = "done"
    LATE = "late"
    MISSED = "missed"
    EXCUSED = "excused"
    OPEN = "open"


STATE_WORDS = {
    DutyState.DONE: "已做",
    DutyState.LATE: "迟做或补录",
    DutyState.MISSED: "漏做",
    DutyState.EXCUSED: "免做",
    DutyState.OPEN: "待做",
}


@dataclass(frozen=True, slots=True)
class Proof:
    """A record that a duty was done on a day, at a minute of it where that is known.

    `delay` is by how many days it was entered too late, 0 where in time; `points` are those that it proves, None: all.
    """

    day: date
    minute: int | None = None
    delay: int = 0
    points: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A duty that is due: on `wanted` days of a window, by minute `until` of its last day, all of its points."""

    window: Window
    until: int = DAY_MINUTES
    wanted: int = 1
    points: tuple[str, ...] = (WHOLE,)
    excused: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """How it came out: points that nobody answered, days on which it was done, and by how many days it was entered late."""

    state: DutyState
    missing: tuple[str, ...] = ()
    got: int = 0
    delay: int = 0
    done_on: date | None = None

    @property
    def entered_late(self) -> bool:
        """Whether what proves it was entered too late (补录)."""
        return self.state is DutyState.LATE and self.delay > 0


class _Grade(NamedTuple):
    """How good a record is, the best the least."""

    late: bool
    delay: int
    day: date


def judge(due: Due, proofs: Iterable[Proof], today: date) -> Judgement:
    """Judge a duty by its records; those of other windows do not count."""
    if due.wanted == 0:
        return Judgement(DutyState.EXCUSED)
    groups = _groups(due, proofs)
    whole = sorted(max(grades.values()) for grades in groups.values() if len(grades) == len(due.points))
    met = whole[due.wanted - 1] if len(whole) >= due.wanted else None
    if met and not met.late:
        return Judgement(DutyState.DONE, got=len(whole), done_on=met.day)
    if due.excused:
        return Judgement(DutyState.EXCUSED, got=len(whole))
    if met:
        return Judgement(DutyState.LATE, got=len(whole), delay=met.delay, done_on=met.day)
    state = DutyState.OPEN if today <= due.window.last else DutyState.MISSED
    return Judgement(state, _missing(due, groups), len(whole))


def _groups(due: Due, proofs: Iterable[Proof]) -> dict[date, dict[str, _Grade]]:
    """By what counts by itself (the window, or each of its days where several are wanted), the best grade of each point."""
    groups: dict[date, dict[str, _Grade]] = {}
    for proof in proofs:
        if not due.window.holds(proof.day):
            continue
        grades = groups.setdefault(proof.day if due.wanted > 1 else due.window.last, {})
        grade = _grade(due, proof)
        for point in due.points:
            if (proof.points is None or point in proof.points) and (point not in grades or grade < grades[point]):
                grades[point] = grade
    return groups


def _grade(due: Due, proof: Proof) -> _Grade:
    after_hours = proof.day == due.window.last and proof.minute is not None and proof.minute > due.until
    return _Grade(proof.delay > 0 or after_hours, proof.delay, proof.day)


def _missing(due: Due, groups: dict[date, dict[str, _Grade]]) -> tuple[str, ...]:
    """The points that are lacking, where one time is wanted and there are points."""
    if due.wanted > 1 or due.points == (WHOLE,):
        return ()
    known = groups.get(due.window.last, {})
    return tuple(point for point in due.points if point not in known)

"""Who was to come to a meeting or a training, who came, and who had asked for leave (M1, P2)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Presence(StrEnum):
    """Whether somebody came: expected until it is known."""

    EXPECTED = "expected"
    PRESENT = "present"
    LATE = "late"
    ABSENT = "absent"
    LEAVE = "leave"


class Result(StrEnum):
    """How somebody did in the assessment of a training."""

    PASSED = "passed"
    FAILED = "failed"


PRESENCE_WORDS = {
    Presence.EXPECTED: "应到",
    Presence.PRESENT: "出席",
    Presence.LATE: "迟到",
    Presence.ABSENT: "缺席",
    Presence.LEAVE: "请假",
}
RESULT_WORDS = {Result.PASSED: "合格", Result.FAILED: "不合格"}
CAME = (Presence.PRESENT, Presence.LATE)


@dataclass(frozen=True, slots=True)
class Attendance:
    """One person at one meeting or training: a member of staff, or somebody else by name and capacity.

    `state` is expected, present, late, absent or leave; leave was asked at the moment `asked_at` and granted by a member
    of staff or by `granted_name`. `result` (passed, failed) and `score` are those of a training.
    """

    project: int
    id: int
    meeting: int | None
    training: int | None
    staff: int | None
    person: str
    capacity: str
    state: str
    asked_at: str
    granted_by: int | None
    granted_name: str
    reason: str
    result: str
    score: int | None

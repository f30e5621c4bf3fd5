"""Renovation files (装修管理): application, permit, patrols, violations, acceptance (H9, D10 3.1.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Renovation:
    """The file of a home's renovation; the permit holds from `permit_from` to `permit_until`, both included.

    `company` does the work; `passed` is 1 or 0 once it was accepted or not; `cancelled_on` where it came to nothing.
    """

    project: int
    id: int
    place: int
    applicant: str
    phone: str
    company: str
    works: str
    applied_on: date
    permit: str
    permit_from: date | None
    permit_until: date | None
    finished_on: date | None
    accepted_on: date | None
    accepted_by: int | None
    passed: int | None
    cancelled_on: date | None
    note: str

    def in_work(self, day: date) -> bool:
        """Whether the work goes on on a day: permitted, not finished before it, not called off by then.

        A home that did not pass its acceptance is in work again until it is finished anew.
        """
        if self.permit_from is None or day < self.permit_from:
            return False
        if self.cancelled_on is not None and self.cancelled_on <= day:
            return False
        if self.finished_on is None or day <= self.finished_on:
            return True
        return self.passed == 0 and self.accepted_on is not None and self.accepted_on <= day

    def expired_days(self, day: date) -> int:
        """How many days the permit has been past while the work goes on, 0 where it has not."""
        if self.permit_until is None or not self.in_work(day) or (day == self.finished_on and self.passed != 0):
            return 0
        return max(0, (day - self.permit_until).days)


class RenovationState(StrEnum):
    """Where a renovation stands on a day: told by its entries, never stored."""

    APPLIED = "applied"
    PERMITTED = "permitted"
    IN_WORK = "in_work"
    EXPIRED = "expired"
    FINISHED = "finished"
    FAILED = "failed"
    ACCEPTED = "accepted"
    CANCELLED = "cancelled"

    @classmethod
    def of(cls, row: Renovation, day: date) -> RenovationState:
        """The state of a file on a day."""
        if row.cancelled_on is not None:
            return cls.CANCELLED
        if row.passed is not None:
            return cls.ACCEPTED if row.passed else cls.FAILED
        if row.finished_on is not None:
            return cls.FINISHED
        if row.permit_from is None:
            return cls.APPLIED
        if day < row.permit_from:
            return cls.PERMITTED
        return cls.EXPIRED if row.expired_days(day) else cls.IN_WORK


STATE_WORDS = {
    RenovationState.APPLIED: "待许可",
    RenovationState.PERMITTED: "待开工",
    RenovationState.IN_WORK: "施工中",
    RenovationState.EXPIRED: "许可过期",
    RenovationState.FINISHED: "待验收",
    RenovationState.FAILED: "验收不合格",
    RenovationState.ACCEPTED: "验收合格",
    RenovationState.CANCELLED: "已取消",
}


class EventKind(StrEnum):
    """What happened at a home under renovation."""

    PATROL = "patrol"
    VIOLATION = "violation"


EVENT_WORDS = {EventKind.PATROL: "巡查", EventKind.VIOLATION: "违规"}


@dataclass(frozen=True, slots=True)
class RenovationEvent:
    """A patrol of a renovation, or a violation found: `kind` is patrol or violation, `mended_on` when it was put right."""

    project: int
    id: int
    renovation: int
    day: date
    kind: str
    staff: int
    what: str
    due: date | None
    mended_on: date | None
    ticket: int | None
    recorded_at: str

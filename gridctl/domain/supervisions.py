"""Supervision: what was found and mended, who was held to account or commended, and notes of the work log (D2, D4, D10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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

    def overdue_days(self, today: date) -> int:
        """How many days its limit has been past, 0 where it has not or the finding was mended."""
        return max(0, (today - self.due).days) if self.mended_on is None or self.passed == 0 else 0


class FindingState(StrEnum):
    """Where a finding stands: told by its entries, never stored."""

    TO_MEND = "to_mend"
    TO_CHECK = "to_check"
    FAILED = "failed"
    PASSED = "passed"

    @classmethod
    def of(cls, row: Supervision) -> FindingState:
        """The state of a finding."""
        if row.passed is not None:
            return cls.PASSED if row.passed else cls.FAILED
        return cls.TO_MEND if row.mended_on is None else cls.TO_CHECK


class MeritKind(StrEnum):
    """What was decided of somebody."""

    ACCOUNTABILITY = "accountability"
    COMMENDATION = "commendation"


MERIT_WORDS = {MeritKind.ACCOUNTABILITY: "责任追究", MeritKind.COMMENDATION: "表彰"}


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

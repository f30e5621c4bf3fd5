"""The record of a week's cleaning inspections (保洁工作检查记录表): the points day by day, and what became of the findings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gridctl.domain.inspections import Mark

FORM_NAME = "保洁工作检查记录表"
CLAUSE = "D10 3.3.2"
_BEST_FIRST = tuple(str(mark) for mark in (Mark.NOT_APPLICABLE, Mark.NORMAL, Mark.ABNORMAL))


@dataclass(frozen=True, slots=True)
class DayOfRecord:
    """A day of the week, and who inspected on it."""

    day: date
    weekday: str
    inspectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A point on a day: the worst of its answers, `mark` and `sign` "" where nobody looked.

    `count` is the least that was counted; of the `looked` times, `abnormal` were not normal.
    """

    day: date
    mark: str = ""
    sign: str = ""
    count: int | None = None
    looked: int = 0
    abnormal: int = 0

    @property
    def words(self) -> str:
        """√, × or ○; the number where one was counted, behind its × where it is not normal."""
        if self.count is None:
            return self.sign
        return f"{self.sign if self.abnormal else ''}{self.count}"


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point of a list, where it was looked at, by what standard, and its cells, one a day of the week."""

    list: str
    list_name: str
    grounds: tuple[str, ...]
    point: str
    point_name: str
    items: tuple[str, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found: `contractor` mends it until `due`; moments as stored, "" for not yet.

    `deducted` is in yuan, "" for nothing, whether it is confirmed yet or not; `sent_back` counts how often.
    """

    number: str
    day: date
    place: str
    problem: str
    contractor: str
    due: date
    mended: str
    accepted: str
    verifier: str
    sent_back: int
    deducted: str


@dataclass(frozen=True, slots=True)
class NoteOfDay:
    """What was said on a day that no finding tells."""

    day: date
    list_name: str
    ground: str
    words: str


@dataclass(frozen=True, slots=True)
class Totals:
    """Points looked at and not normal, each time counted; findings of this week and of before, mended and accepted of both."""

    looked: int
    abnormal: int
    found: int
    from_before: int
    mended: int
    accepted: int


@dataclass(frozen=True, slots=True)
class CleaningRecord:
    """The record of a week; `words` is the week as a sheet names it, `over` whether it has ended."""

    form_name: str
    clause: str
    company: str
    project: str
    week: str
    words: str
    first_day: date
    last_day: date
    over: bool
    days: tuple[DayOfRecord, ...]
    rows: tuple[PointRow, ...]
    findings: tuple[Finding, ...]
    notes: tuple[NoteOfDay, ...]
    total: Totals

    @property
    def empty(self) -> bool:
        """Whether nobody looked at anything and nothing was found."""
        return not (self.total.looked or self.findings or self.notes)


def worst(marks: Iterable[str]) -> str:
    """The worst of some marks; "" of none. That something did not apply says less than that it was normal."""
    return max(marks, key=_BEST_FIRST.index, default="")


def totals(rows: Iterable[PointRow], findings: Iterable[Finding], first: date) -> Totals:
    """Count a week that begins on a day."""
    cells, found = [cell for row in rows for cell in row.cells], list(findings)
    before = sum(one.day < first for one in found)
    return Totals(
        looked=sum(cell.looked for cell in cells),
        abnormal=sum(cell.abnormal for cell in cells),
        found=len(found) - before,
        from_before=before,
        mended=sum(bool(one.mended) for one in found),
        accepted=sum(bool(one.accepted) for one in found),
    )

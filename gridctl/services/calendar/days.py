"""A project's special days: the state's arrangement copied in, and what there is listed by year (D1, D10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.calendar import CalendarDay
from gridctl.regulation.holidays import seed
from gridctl.store.calendar import CALENDAR_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gridctl.domain.calendar import SpecialDay
    from gridctl.services.desk import Desk, WritingDesk
    from gridctl.store.transactions import Transaction

REGULATION, SHEET = "regulation", "sheet"


@dataclass(frozen=True, slots=True)
class DayLine:
    """A special day; `working` is a make-up day (班), otherwise a day off (休); `source` is regulation or sheet."""

    day: date
    working: bool
    name: str
    source: str


def copy_seed(tx: Transaction, project: int, first_year: int, known: Iterable[date] = ()) -> list[CalendarDay]:
    """Copy the arranged days from a year on into a project's calendar; a day that it has already stays as it is."""
    there = set(known)
    return keep_days(tx, project, [item for item in seed(first_year) if item.day not in there], REGULATION)


def keep_days(tx: Transaction, project: int, days: list[SpecialDay], source: str) -> list[CalendarDay]:
    """Write days that the calendar does not have yet."""
    first = tx.next_id(project, CALENDAR_DAY, len(days)) if days else 0
    rows = [
        CalendarDay(project, first + i, item.day, int(item.working), item.name, source) for i, item in enumerate(days)
    ]
    tx.insert(CALENDAR_DAY, rows)
    return rows


def adopt_days(desk: WritingDesk) -> list[DayLine]:
    """Copy what the program knows of holidays and the project does not have; years that a sheet arranged stay so.

    A ledger of an older version has none, and a new year's arrangement comes with a newer program.
    """
    return [_line(row) for row in keep_days(desk.tx, desk.pid, lacking_days(desk), REGULATION)]


def lacking_days(desk: Desk) -> list[SpecialDay]:
    """What the program knows of holidays and the project does not have, but for the years that a sheet arranged."""
    rows = desk.reader.find(CALENDAR_DAY, desk.pid)
    own = {row.day.year for row in rows if row.source == SHEET}
    there = {row.day for row in rows}
    known = seed(first_year(desk.project.live_from))
    return [item for item in known if item.day.year not in own and item.day not in there]


def first_year(live_from: date) -> int:
    """The first year that a project's calendar begins with: the one before it went live, for slips still open then."""
    return live_from.year - 1


def list_days(desk: Desk, year: int) -> list[DayLine]:
    """The special days of a year, oldest first; that the year is not arranged is told of."""
    rows = desk.reader.find(CALENDAR_DAY, desk.pid, order="day")
    lines = [_line(row) for row in rows if row.day.year == year]
    if not lines:
        desk.notices.append(
            f"台账里没有 {year} 年的节假日安排，按星期一至星期五算工作日；"
            "采用程序已有的：gridctl policy calendar adopt，或导入表格：gridctl policy calendar import 文件"
        )
    return lines


def _line(row: CalendarDay) -> DayLine:
    return DayLine(row.day, bool(row.working), row.name, row.source)

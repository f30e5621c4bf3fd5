"""A month at a glance: a row for each duty and ground, and how it stood on each day on which it was due (I8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridctl.domain.duties.rates import tally
from gridctl.domain.months import last_day, month_text
from gridctl.domain.text import code_order
from gridctl.services.duties.judging import duty_order, judged
from gridctl.services.duties.lists import asked_ids

if TYPE_CHECKING:
    from gridctl.services.desk import Desk
    from gridctl.services.duties.judging import Judged
    from gridctl.services.duties.lists import Asked


@dataclass(frozen=True, slots=True)
class Turn:
    """A window that ends in the month, from its first day to its last, and its state."""

    first: date
    last: date
    state: str


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A duty on one ground through a month."""

    code: str
    name: str
    ground: str
    turns: tuple[Turn, ...]
    due: int
    missed: int


@dataclass(frozen=True, slots=True)
class MonthSheet:
    """A month (2026-03), its days off, and its rows in the order of duties and grounds."""

    month: str
    days: int
    days_off: tuple[date, ...]
    rows: tuple[CalendarRow, ...]


def month_sheet(desk: Desk, month: date, asked: Asked) -> MonthSheet:
    """The duties of a month by duty and ground."""
    staff, grid, codes = asked_ids(desk, asked)
    end = last_day(month)
    groups: dict[tuple[str, str], list[Judged]] = {}
    found = judged(desk, month, end, staff=staff, grid=grid, codes=codes)
    for row in found:
        groups.setdefault((row.code, row.ground), []).append(row)
    order = duty_order(desk)
    rows = sorted(groups.values(), key=lambda rows: (order[rows[0].code], code_order(rows[0].ground)))
    calendar = desk.calendar_of(month, end)
    days = [month + timedelta(days=number) for number in range(end.day)]
    off = tuple(day for day in days if not calendar.is_working_day(day))
    return MonthSheet(month_text(month), end.day, off, tuple(map(_row, rows)))


def _row(rows: list[Judged]) -> CalendarRow:
    figures = tally(row.state for row in rows)
    return CalendarRow(
        code=rows[0].code,
        name=rows[0].name,
        ground=rows[0].ground,
        turns=tuple(Turn(row.first, row.last, row.state.value) for row in rows),
        due=figures.due,
        missed=figures.missed,
    )

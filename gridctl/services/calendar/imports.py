"""Holidays and make-up days from a sheet: what it says of a day holds, whatever the program knew of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridctl.domain.calendar import CalendarDay, SpecialDay
from gridctl.domain.sheets import CalendarRow
from gridctl.services.calendar.days import SHEET, keep_days
from gridctl.services.imports import Draft, Write, import_sheet, kept_text
from gridctl.store.calendar import CALENDAR_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridctl.domain.imports import ImportResult, Numbered, Parsed
    from gridctl.services.desk import Caller, Desk, WritingDesk
    from gridctl.services.imports import Difference

WORDS = {1: "班", 0: "休"}


def import_calendar(
    caller: Caller, parsed: Parsed[CalendarRow], *, apply: bool, skip_wrong: bool = False
) -> ImportResult:
    """Import special days; limits that were set before stay as they are."""
    return import_sheet(caller, "policy calendar", parsed, plan_days, apply=apply, skip_wrong=skip_wrong)


def plan_days(desk: Desk, draft: Draft[CalendarRow]) -> Write:
    """Say what becomes of each row, which may be several days."""
    known = {row.day: row for row in desk.reader.find(CALENDAR_DAY, desk.pid)}
    said: dict[date, tuple[int, SpecialDay]] = {}
    fresh: list[SpecialDay] = []
    altered: list[CalendarDay] = []
    for item in draft.rows:
        days = list(_days(item))
        if clash := [day for day in days if day.day in said and said[day.day][1].working != day.working]:
            draft.conflict(
                item.line, "day", str(clash[0].day), f"与第 {said[clash[0].day][0]} 行说的是同一天，休班相反"
            )
            continue
        news = [day for day in days if day.day not in said]
        said.update({day.day: (item.line, day) for day in news})
        changed = [after for day in news if (row := known.get(day.day)) and (after := _changed(row, day)) != row]
        _tell(
            draft, item, [known[row.day] for row in changed], changed, added := [d for d in news if d.day not in known]
        )
        fresh += added
        altered += changed
    return lambda desk: _write(desk, fresh, altered)


def _tell(
    draft: Draft[CalendarRow],
    item: Numbered[CalendarRow],
    before: list[CalendarDay],
    after: list[CalendarDay],
    added: list[SpecialDay],
) -> None:
    """A row that brings a new day is new; one that changes known ones is changed."""
    if added:
        draft.new += 1
        return
    differences = [one for pair in zip(before, after, strict=True) for one in _differences(*pair)]
    draft.changes(item.line, str(item.row.day), differences)


def _days(item: Numbered[CalendarRow]) -> Iterator[SpecialDay]:
    row = item.row
    last = row.last if isinstance(row.last, date) else row.day
    for count in range((last - row.day).days + 1):
        yield SpecialDay(row.day + timedelta(days=count), row.state == "班", kept_text(row.name, ""))


def _changed(row: CalendarDay, said: SpecialDay) -> CalendarDay:
    after = replace(row, working=int(said.working), name=said.name or row.name)
    return row if after == row else replace(after, source=SHEET)


def _differences(before: CalendarDay, after: CalendarDay) -> Iterator[Difference]:
    if before.working != after.working:
        yield f"{before.day} 休班", WORDS[before.working], WORDS[after.working]
    if before.name != after.name:
        yield f"{before.day} 节假日", before.name, after.name


def _write(desk: WritingDesk, fresh: list[SpecialDay], altered: list[CalendarDay]) -> None:
    keep_days(desk.tx, desk.pid, fresh, SHEET)
    desk.tx.update(CALENDAR_DAY, altered)

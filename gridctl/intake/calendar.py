"""Sheets of holidays and make-up days: what the State Council arranged, or the office's own days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from gridctl.domain.imports import Parsed
from gridctl.domain.sheets import CalendarRow
from gridctl.intake.rows import read_rows
from gridctl.intake.tables import Table

LONGEST = 31
"""Days of one row: a holiday of more than a month is a year typed wrong."""


def read_calendar(
    source: str | Path, *, sheet: str | None = None, progress: Callable[[int], None] | None = None
) -> Parsed[CalendarRow]:
    """Read special days, one row a day or a stretch of days."""
    return read_rows(source, "calendar", CalendarRow, sheet=sheet, progress=progress, shape=_check_stretches)


def _check_stretches(table: Table) -> None:
    """Refuse a stretch that ends before it begins, or is longer than any holiday."""
    firsts, lasts = table.columns.get("day"), table.columns.get("last")
    if firsts is None or lasts is None:
        return
    for index, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
        if isinstance(first, date) and isinstance(last, date):
            days = (last - first).days + 1
            if days < 1:
                table.wrong(index, "last", "结束日期早于开始日期")
            elif days > LONGEST:
                table.wrong(index, "last", f"一段有 {days} 天，超过 {LONGEST} 天，多半是年份写错了")

"""Writes sheets as offices have them, and always the same bytes for the same cells."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date, datetime
from typing import TYPE_CHECKING

import xlwt  # type: ignore[import-untyped]
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int | float | date | datetime | None
MADE = datetime(2026, 3, 15, 18, 0)  # noqa: DTZ001 - workbooks hold no zone
THIN = Border(*(Side(style="thin"),) * 4)
HEAD = PatternFill("solid", fgColor="D9E2F3")
MIDDLE = Alignment(horizontal="center", vertical="center", wrap_text=True)


class Book:
    """A workbook of one sheet: titles above, a header, rows, notes below, and blank rows that kept their borders."""

    def __init__(self, sheet: str, titles: Sequence[str], header: Sequence[str], widths: Sequence[int]) -> None:
        self.book = Workbook()
        self.book.properties.creator = "前台"
        self.book.properties.created = MADE
        page = self.book.active
        assert page is not None  # noqa: S101 - a new workbook has one
        self.page: Worksheet = page
        self.page.title = sheet
        self.width = len(header)
        for title in titles:
            self.page.append([title])
            line = self.page.max_row
            self.page.merge_cells(start_row=line, start_column=1, end_row=line, end_column=self.width)
            self.page.cell(line, 1).alignment = MIDDLE
        self.page.cell(1, 1).font = Font(size=16, bold=True)
        self.row(header)
        for cell in self.page[self.page.max_row]:
            cell.font, cell.fill, cell.alignment = Font(bold=True), HEAD, MIDDLE
        for column, width in enumerate(widths, 1):
            self.page.column_dimensions[get_column_letter(column)].width = width
        self.page.freeze_panes = f"A{self.page.max_row + 1}"

    def row(self, values: Iterable[Cell]) -> int:
        """Add a row and say which line it is."""
        line = self.page.max_row + 1
        for column, value in enumerate(values, 1):
            cell = self.page.cell(line, column, value)
            cell.border = THIN
            if isinstance(value, datetime):
                cell.number_format = "yyyy-mm-dd hh:mm"
        return line

    def merge(self, column: int, first: int, last: int) -> None:
        """Merge the cells of a column, as offices do with 楼栋."""
        if last > first:
            self.page.merge_cells(start_row=first, start_column=column, end_row=last, end_column=column)

    def close(self, note: str, blanks: int) -> bytes:
        """Add the note and the blank rows; the bytes of the file."""
        if note:
            self.page.cell(self.page.max_row + 1, 1, note)
        last = self.page.max_row
        for line in range(last + 1, last + 1 + blanks):
            for column in range(1, self.width + 1):
                self.page.cell(line, column).border = THIN
        return pinned(self.book)


def pinned(book: Workbook) -> bytes:
    """A workbook's bytes without the clock: fixed times in the properties and in the archive."""
    raw, pinned_file = io.BytesIO(), io.BytesIO()
    book.save(raw)
    stamp = f"{MADE:%Y-%m-%dT%H:%M:%SZ}".encode()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(pinned_file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            member = zipfile.ZipInfo(name, date_time=MADE.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, content, compresslevel=9)
    return pinned_file.getvalue()


def old_book(sheet: str, title: str, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """An .xls workbook (BIFF8) with a merged title."""
    book = xlwt.Workbook(encoding="utf-8")
    page = book.add_sheet(sheet)
    page.write_merge(0, 0, 0, len(header) - 1, title, xlwt.easyxf("font: bold on, height 320; align: horiz center"))
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for column, name in enumerate(header):
        page.write(1, column, name, xlwt.easyxf("font: bold on"))
        page.col(column).width = 256 * 16
    for line, row in enumerate(rows, 2):
        for column, value in enumerate(row):
            if isinstance(value, date):
                page.write(line, column, value, day)
            elif value not in {None, ""}:
                page.write(line, column, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def csv_text(rows: Iterable[Sequence[Cell]]) -> str:
    """Rows as Excel writes a CSV file."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()

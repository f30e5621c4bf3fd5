"""Workbooks written with openpyxl, and changed as no program would."""

import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path

import openpyxl

Cells = Sequence[Sequence[object]]
MORNING = datetime(2026, 1, 2, 8, 30)  # noqa: DTZ001 - a sheet has no zone
SHEET_XML = "xl/worksheets/sheet1.xml"


def save(path: Path, sheets: dict[str, Cells], merges: Iterable[str] = ()) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        for merge in merges:
            sheet.merge_cells(merge)
    book.save(path)
    return path


def rezip(path: Path, change: Callable[[dict[str, bytes]], None], *, stored: bool = False) -> Path:
    """Change the parts of an .xlsx in place."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    return pack(path, parts, stored=stored)


def pack(path: Path, parts: dict[str, bytes], *, stored: bool = True) -> Path:
    """Write an .xlsx of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def as_excel_writes(path: Path) -> Path:
    """Put the texts into a table of shared strings, and spell the sheet as Excel does."""

    def respell(parts: dict[str, bytes]) -> None:
        texts: list[bytes] = []

        def share(cell: re.Match[bytes]) -> bytes:
            texts.append(cell[3])
            return b'<c r="%s"%s t="s"><v>%d</v></c>' % (cell[1], cell[2], len(texts) - 1)

        sheet = re.sub(
            rb'<c r="(\w+)"((?: s="\d+")?) t="inlineStr"><is><t>([^<]*)</t></is></c>', share, parts[SHEET_XML]
        )
        sheet = re.sub(rb'<row r="(\d+)">', rb'<row r="\1" spans="1:8" x14ac:dyDescent="0.15">', sheet)
        parts[SHEET_XML] = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n' + sheet
        shared = b"".join(b'<si><t>%s</t><phoneticPr fontId="1"/></si>' % text for text in texts)
        parts["xl/sharedStrings.xml"] = b'<sst count="%d" uniqueCount="%d">%s</sst>' % (len(texts), len(texts), shared)

    return rezip(path, respell)


def with_rows(path: Path, xml: bytes) -> Path:
    """Put XML at the end of the first sheet's rows."""

    def change(parts: dict[str, bytes]) -> None:
        parts[SHEET_XML] = parts[SHEET_XML].replace(b"</sheetData>", xml + b"</sheetData>")

    return rezip(path, change)

"""Sheets as offices make them, written with the libraries that are not under test."""

import csv
import io
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path

import pytest
import xlwt  # type: ignore[import-untyped]

from tests.intake.workbooks import Cells, save


@pytest.fixture
def csv_file(tmp_path: Path) -> Callable[..., Path]:
    def write(rows: Cells, *, encoding: str = "utf-8-sig", delimiter: str = ",", name: str = "表.csv") -> Path:
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=delimiter).writerows(rows)
        path = tmp_path / name
        path.write_bytes(text.getvalue().encode(encoding))
        return path

    return write


@pytest.fixture
def xlsx_file(tmp_path: Path) -> Callable[..., Path]:
    def write(rows: Cells, *, merges: Iterable[str] = (), sheet: str = "Sheet1", name: str = "表.xlsx") -> Path:
        return save(tmp_path / name, {sheet: rows}, merges)

    return write


@pytest.fixture
def xls_file(tmp_path: Path) -> Callable[..., Path]:
    def write(rows: Cells, *, merges: Iterable[tuple[int, int, int, int]] = (), name: str = "表.xls") -> Path:
        book = xlwt.Workbook()
        sheet = book.add_sheet("Sheet1")
        day, minute = xlwt.easyxf(num_format_str="yyyy-mm-dd"), xlwt.easyxf(num_format_str="yyyy-mm-dd hh:mm")
        covered = {(r, c): m for m in merges for r in range(m[0], m[1] + 1) for c in range(m[2], m[3] + 1)}
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                style = (
                    minute
                    if isinstance(value, datetime)
                    else day
                    if isinstance(value, date)
                    else xlwt.Style.default_style
                )
                if (r, c) in covered:
                    merge = covered[r, c]
                    if (r, c) == (merge[0], merge[2]):
                        sheet.write_merge(*merge, value, style)
                elif value is not None:
                    sheet.write(r, c, value, style)
        path = tmp_path / name
        book.save(str(path))
        return path

    return write

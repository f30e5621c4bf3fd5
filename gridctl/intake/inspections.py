"""Check-sheets that were filled in: our own, printed or not, and the office's own in other columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import partial
from itertools import compress
from pathlib import Path

from gridctl.domain.imports import Parsed, Problem
from gridctl.domain.moments import Moment, parse_cell_moment
from gridctl.domain.sheets import InspectionRow
from gridctl.domain.text import clean
from gridctl.intake.columns import spellings
from gridctl.intake.rows import read_rows
from gridctl.intake.sheets import as_written
from gridctl.intake.tables import Table

POINT = "point:"
"""Stands before the name of a point where its column is named as a field."""
_FACT = re.compile(r"(检查表|网格|楼栋|部位|日期|检查人|同检人)\s*[:：]\s*(.+)")
_MARK = 2  # characters of a mark, or of a number
_FIELDS = {
    "检查表": "list",
    "网格": "grid",
    "楼栋": "building",
    "部位": "place",
    "日期": "day",
    "检查人": "inspector",
    "同检人": "partner",
}


def read_inspections(
    source: str | Path,
    *,
    sheet: str | None = None,
    progress: Callable[[int], None] | None = None,
    points: Collection[str] = (),
) -> Parsed[InspectionRow]:
    """Read a row an inspection; `points` are the names that columns of points can have.

    What no row says by itself (the list, the ground, the day) may stand over the table as 网格：03. Rows in which nothing
    was answered are left out, as the days of a month that are still to come.
    """
    spelt = _Spelt(points)
    shape = partial(_shape, points=spelt)
    return read_rows(source, "inspection", InspectionRow, sheet=sheet, progress=progress, shape=shape, besides=spelt)


class _Spelt(Collection[str]):
    """Names, whatever blanks and breaks a heading has in them."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {spellings(name)[0]: name for name in names}

    def named(self, header: str) -> str:
        """The name that a heading means, "" for none."""
        return next((self._names[spelt] for spelt in spellings(header) if spelt in self._names), "")

    def __contains__(self, header: object) -> bool:
        return isinstance(header, str) and bool(self.named(header))

    def __iter__(self) -> Iterator[str]:
        return iter(self._names.values())

    def __len__(self) -> int:
        return len(self._names)


def _shape(table: Table, points: _Spelt) -> None:
    _gather(table, points)
    _leave_out_blank(table)
    _take_facts(table)


def _gather(table: Table, points: _Spelt) -> None:
    """Gather the cells of the points, whatever else their headings mean."""
    columns = [(column, name) for column, header in enumerate(table.header.names) if (name := points.named(header))]
    taken = {column for column, _ in columns}
    for field, column in list(table.header.columns.items()):
        if column in taken:
            del table.header.columns[field], table.columns[field]
    for column, name in columns:
        table.header.columns.setdefault(POINT + name, column)
    used = [column for field, column in table.header.columns.items() if field.startswith(POINT)]
    answers = list(zip(*(_texts(table, column) for column in used), strict=True))
    table.columns["answers"] = [*answers] if used else [()] * len(table.lines)
    _report_skipped(table, used)


def _texts(table: Table, column: int) -> list[str]:
    """A column as text, each different cell cleaned once; a merged range says the same all the way down."""
    rows = table.grid.rows
    tops = {
        row: each.top for each in table.grid.merges if each.left == column for row in range(each.top, each.bottom + 1)
    }
    lines = [tops.get(line - 1, line - 1) for line in table.lines] if tops else [line - 1 for line in table.lines]
    cells = [rows[line][column] if column < len(rows[line]) else "" for line in lines]
    known = {cell: clean(as_written(cell)) for cell in set(cells)}
    return list(map(known.__getitem__, cells))


def _report_skipped(table: Table, used: list[int]) -> None:
    """Report rows that have marks and nothing else: whose day and ground they are is not known."""
    read = set(table.lines)
    for line, row in enumerate(table.grid.rows[table.header.last :], table.header.last + 1):
        if line not in read and any(0 < len(as_written(row[column])) <= _MARK for column in used if column < len(row)):
            table.problems.append(table.problem(line, "", "只有检查结果，没有日期和哪里；合并的单元格请拆开，每行都写"))


def _leave_out_blank(table: Table) -> None:
    """Leave out rows in which nothing was answered and nothing said."""
    blank = ("",) * len([field for field in table.header.columns if field.startswith(POINT)])
    if not blank:
        return
    kept = [answers != blank for answers in table.columns["answers"]]
    for name in ("words", "remark"):
        if name in table.columns:
            kept = [keep or value is not None for keep, value in zip(kept, table.columns[name], strict=True)]
    if all(kept):
        return
    left = {line for line, keep in zip(table.lines, kept, strict=True) if not keep}
    table.problems[:] = [problem for problem in table.problems if problem.line not in left]
    table.lines = list(compress(table.lines, kept))
    table.columns = {name: list(compress(column, kept)) for name, column in table.columns.items()}


def _take_facts(table: Table) -> None:
    """Take what stands over the table for every row that has no column of it."""
    for number, row in enumerate(table.grid.rows[: table.header.line - 1], 1):
        for cell in row:
            found = _FACT.fullmatch(clean(as_written(cell)))
            if found and _FIELDS[found[1]] not in table.columns:
                _take_fact(table, number, _FIELDS[found[1]], found[2].strip())
    if "day" not in table.columns:
        _without_rows(table, table.header.line, "", "没有“日期”列，表头上面也没有写“日期：2026-11-20”")


def _take_fact(table: Table, line: int, field: str, text: str) -> None:
    value: str | Moment = text
    if field == "day":
        try:
            value = parse_cell_moment(text)
        except ValueError as error:
            table.columns["day"] = []
            _without_rows(table, line, text, str(error))
            return
    table.columns[field] = [value] * len(table.lines)


def _without_rows(table: Table, line: int, text: str, reason: str) -> None:
    """Report what holds for the whole sheet, once, and read no row."""
    table.problems.append(Problem(table.grid.name, line, "", "", text, reason))
    table.lines, table.columns = [], {name: [] for name in table.columns}

"""The wrong rows of an import as a sheet: mended in place, it can be imported again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.forms.measuring import width
from gridctl.forms.workbook import Look, Span, add_sheet, blank_workbook, print_setup, put_row

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from gridctl.domain.imports import Problem

LINE_HEADING, REASON_HEADING = "原行号", "错误原因"
"""The two columns that stand before those of the file; an import passes over them."""

_TITLE = "导入问题"
_NARROW, _WIDE, _REASON_WIDTH = 8, 30, 44
_MEASURED_ROWS = 200  # enough to know how wide a column is


def problems_workbook(
    header: Sequence[str], lines: Mapping[int, Sequence[str]], problems: Sequence[Problem]
) -> Workbook:
    """Return a sheet with the file's own headings behind the line and the reason, and a row for each wrong line.

    `lines` holds the cells of each line with a problem, as text. The cells that a problem names are coloured; every cell
    is text, so that zeros stay. What is wrong with the file as a whole stands on a second sheet, out of an import's way.
    """
    kept, headings = _headings(header, lines)
    rows = {line: _picked(cells, kept) for line, cells in lines.items()}
    workbook = blank_workbook(_TITLE)
    sheet = add_sheet(workbook, problems[0].sheet if problems else _TITLE, _widths(headings, rows))
    put_row(sheet, 1, _columns(len(headings) + 2), (LINE_HEADING, REASON_HEADING, *headings), Look.LABEL)
    for at, (line, found) in enumerate(sorted(_by_line(lines, problems).items()), 2):
        _write(sheet, at, headings, (str(line), *rows.get(line, [""] * len(headings))), found)
    sheet.freeze_panes, sheet.print_title_rows = "C2", "1:1"
    print_setup(sheet, _TITLE, "改正后可再次导入")
    _write_others(workbook, [problem for problem in problems if not problem.line])
    return workbook


def _write_others(workbook: Workbook, problems: Sequence[Problem]) -> None:
    if not problems:
        return
    sheet = add_sheet(workbook, "整个文件的问题", [_REASON_WIDTH * 2])
    put_row(sheet, 1, _columns(1), (REASON_HEADING,), Look.LABEL)
    for row, problem in enumerate(problems, 2):
        put_row(sheet, row, _columns(1), (_reason(problem),), Look.TEXT)
    print_setup(sheet, _TITLE, "")


def _columns(count: int) -> list[Span]:
    return [(column, column) for column in range(1, count + 1)]


def _headings(header: Sequence[str], lines: Mapping[int, Sequence[str]]) -> tuple[list[int], list[str]]:
    """Return which columns of the file are kept, and their headings; an earlier problem sheet's own two are not."""
    reach = max((at for cells in lines.values() for at, text in enumerate(cells, 1) if text), default=0)
    names = [*header, *[""] * (reach - len(header))]
    kept = [column for column, name in enumerate(names) if name.strip() not in {LINE_HEADING, REASON_HEADING}]
    return kept, [names[column] for column in kept]


def _picked(cells: Sequence[str], kept: Sequence[int]) -> list[str]:
    return [cells[column] if column < len(cells) else "" for column in kept]


def _by_line(lines: Mapping[int, Sequence[str]], problems: Sequence[Problem]) -> dict[int, list[Problem]]:
    found: dict[int, list[Problem]] = {line: [] for line in lines if line}
    for problem in problems:
        if problem.line:
            found.setdefault(problem.line, []).append(problem)
    return found


def _write(sheet: Worksheet, at: int, headings: Sequence[str], cells: Sequence[str], found: Sequence[Problem]) -> None:
    """Write a wrong line: where it stood (the first of `cells`), everything wrong with it, and what was read there."""
    reason = "；".join(dict.fromkeys(_reason(problem) for problem in found))
    wrong = {problem.column for problem in found if problem.column}
    looks = [Look.WRONG_ENTRY if name in wrong else Look.ENTRY for name in headings]
    put_row(sheet, at, _columns(len(cells) + 1), (cells[0], reason, *cells[1:]), (Look.ENTRY, Look.ENTRY, *looks))


def _reason(problem: Problem) -> str:
    return f"{problem.column}：{problem.reason}" if problem.column else problem.reason


def _widths(headings: Sequence[str], rows: Mapping[int, Sequence[str]]) -> list[float]:
    """Return the half-widths of the columns: as wide as what stands in them, within reason."""
    measured = [headings, *list(rows.values())[:_MEASURED_ROWS]]
    columns = [max(width(text) for text in column) + 1 for column in zip(*measured, strict=True)]
    return [_NARROW, _REASON_WIDTH, *(min(_WIDE, max(_NARROW, size)) for size in columns)]

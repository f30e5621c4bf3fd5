"""An empty check-sheet, A4 landscape: to be printed and filled in by hand, or filled in here and imported again.

The heading has two storeys, the points and what is looked at; it is repeated on each page. Answers are √ × ○, a number
where something is counted; what is abnormal may be written behind its × or into the column of its own.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.datavalidation import DataValidation

from gridctl.forms.measuring import height, lines
from gridctl.forms.workbook import Look, add_sheet, blank_workbook, print_setup, put, put_row, room

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from gridctl.domain.check_sheets import CheckSheet, SheetPoint
    from gridctl.forms.workbook import Span

TIME, WORDS = "检查时间", "异常情况（部位：情况）"
_FIRST, _TIME, _WORDS, _INSPECTOR = 12, 9, 34, 10
_POINTS = 84.0  # half-widths that the points share
_NARROWEST, _WIDEST = 9.0, 22.0
_ROW = 24.0  # points of a row to be written in by hand
_FACTS, _FEW = 6, 3  # facts in one line, and where the sheet has few columns
_PROMPT = 255  # characters that a prompt may have


def check_workbook(sheet_of: CheckSheet) -> Workbook:
    """The sheet as a workbook."""
    workbook = blank_workbook(f"{sheet_of.project} {sheet_of.title}")
    each = min(_WIDEST, max(_NARROWEST, _POINTS / len(sheet_of.points)))
    widths = [_FIRST, _TIME, *[each] * len(sheet_of.points), _WORDS, *[_INSPECTOR] * len(sheet_of.inspectors)]
    sheet = add_sheet(workbook, sheet_of.title, widths)
    row = _head(sheet, sheet_of, (1, len(widths)))
    first = _heading(sheet, sheet_of, row)
    for number, value in enumerate(sheet_of.rows, first):
        put(sheet, number, (1, 1), value, Look.CENTER)
        for column in range(2, len(widths) + 1):
            put(sheet, number, (column, column), None, Look.CENTER)
        put(sheet, number, (3 + len(sheet_of.points),) * 2, None, Look.TEXT)
        sheet.row_dimensions[number].height = _ROW
    _validate(sheet, sheet_of, first, first + len(sheet_of.rows) - 1)
    sheet.print_title_rows = f"{row}:{first - 1}"
    sheet.freeze_panes = f"B{first}"
    print_setup(sheet, f"{sheet_of.title} {' '.join(value for _, value in sheet_of.facts[1:-1])}", sheet_of.project)
    return workbook


def _head(sheet: Worksheet, sheet_of: CheckSheet, whole: Span) -> int:
    """Company, name, the facts in a row of cells, how it is filled in; gives the next free row."""
    put(sheet, 1, whole, sheet_of.company, Look.COMPANY)
    put(sheet, 2, whole, sheet_of.title, Look.TITLE)
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 18, 32
    facts = [f"项目：{sheet_of.project}", *(f"{label}：{value}" for label, value in sheet_of.facts), "审核："]
    row = 3
    for start in range(0, len(facts), _FACTS if whole[1] >= _FACTS else _FEW):
        some = facts[start : start + (_FACTS if whole[1] >= _FACTS else _FEW)]
        put_row(sheet, row, _parts(sheet, whole[1], len(some)), some, Look.PLAIN)
        row += 1
    signs = "　".join(f"{sign} {words}" for sign, words in sheet_of.signs)
    numbers = "；写数量的点填整数" if any(point.counted for point in sheet_of.points) else ""
    told = f"{signs}{numbers}。异常的在 {sheet_of.signs[1][0]} 后面或“异常情况”一栏写部位和情况，没有查的空着。"
    notes = [f"{told}填好以后：gridctl inspect import 本表。依据：{sheet_of.clause or '本项目自定'}"]
    notes += [f"在装修的：{'、'.join(sheet_of.homes)}"] if sheet_of.homes else []
    for number, note in enumerate(notes, row):
        put_row(sheet, number, [whole], [note], Look.NOTE)
    return row + len(notes)


def _parts(sheet: Worksheet, columns: int, count: int) -> list[Span]:
    """As many spans as there are facts, as near to equally wide as the columns let them be."""
    reach = [room(sheet, (1, column)) for column in range(1, columns + 1)]
    ends = [0]
    for n in range(1, count):
        wanted = reach[-1] * n / count
        free = range(ends[-1] + 1, columns - (count - n) + 1)
        ends.append(min(free, key=lambda column: abs(reach[column - 1] - wanted)))
    return [(before + 1, after) for before, after in pairwise([*ends, columns])]


def _heading(sheet: Worksheet, sheet_of: CheckSheet, row: int) -> int:
    """The heading of two storeys; gives the first row below it."""
    points = sheet_of.points
    names = [sheet_of.first, TIME, *(point.name for point in points), WORDS, *sheet_of.inspectors]
    items = ["", "", *("；".join(point.items) for point in points), "", *("" for _ in sheet_of.inspectors)]
    spans = [(column, column) for column in range(1, len(names) + 1)]
    upper = put_row(sheet, row, spans, names, Look.LABEL)
    put_row(sheet, row + 1, spans, items, [Look.LABEL if not text else Look.TEXT for text in items])
    sheet.row_dimensions[row].height = max(upper, height(2))
    most = max((lines(text, room(sheet, span)) for text, span in zip(items, spans, strict=True) if text), default=1)
    sheet.row_dimensions[row + 1].height = height(most)
    for column, text in enumerate(items, 1):
        if not text:
            sheet.merged_cells.add(CellRange(min_col=column, max_col=column, min_row=row, max_row=row + 1))
    return row + 2


def _validate(sheet: Worksheet, sheet_of: CheckSheet, first: int, last: int) -> None:
    """Offer the signs in the cells of points; words are let through, for what is abnormal is written there too."""
    signs = ",".join(sign for sign, _ in sheet_of.signs)
    meant = "，".join(f"{sign} {words}" for sign, words in sheet_of.signs)
    for column, point in enumerate(sheet_of.points, 3):
        rule = _rule(point, signs, meant)
        letter = get_column_letter(column)
        rule.add(f"{letter}{first}:{letter}{last}")
        sheet.add_data_validation(rule)


def _rule(point: SheetPoint, signs: str, meant: str) -> DataValidation:
    prompt = f"写整数；{meant}" if point.counted else f"{meant}；异常的接着写部位和情况，例如 ×3栋1单元楼道：堆放杂物"
    rule = DataValidation(
        type=None if point.counted else "list",
        formula1=None if point.counted else f'"{signs}"',
        allow_blank=True,
        showErrorMessage=False,
        showInputMessage=True,
    )
    rule.promptTitle, rule.prompt = point.name[:32], prompt[:_PROMPT]
    return rule

"""交接班记录 as a sheet: what one shift leaves to the next, and room for two names (P6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.forms.workbook import (
    Look,
    Span,
    add_sheet,
    blank_workbook,
    fitted,
    print_setup,
    put_line,
    put_row,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from gridctl.domain.shift_handovers import KeyLent, ShiftSheet, TicketLeft

FORM_NAME = "交接班记录"
TICKET_HEADINGS = ("单号", "种类", "部位", "问题", "状态", "责任人", "期限", "说明")
KEY_HEADINGS = ("编号", "名称", "借用人", "借出日期", "应还日期", "情况")
NOTHING = "无"
BLANK_LINES = 3

_WIDTHS = (16, 12, 22, 36, 10, 14, 12, 36)
_WHOLE: Span = (1, len(_WIDTHS))
_TICKET_SPANS: tuple[Span, ...] = tuple((column, column) for column in range(1, len(_WIDTHS) + 1))
_KEY_SPANS: tuple[Span, ...] = ((1, 1), (2, 3), (4, 4), (5, 6), (7, 7), (8, 8))
_HEAD: tuple[Span, ...] = ((1, 3), (4, 5), (6, 8))
_SIGNATURES: tuple[Span, ...] = ((1, 4), (5, 8))


def shift_handover_workbook(sheet_of: ShiftSheet) -> Workbook:
    """The hand-over as a workbook of one sheet, A4 landscape."""
    workbook = blank_workbook(f"{sheet_of.project} {FORM_NAME}")
    sheet = add_sheet(workbook, FORM_NAME, _WIDTHS)
    put_line(sheet, 1, _WHOLE, sheet_of.company, Look.COMPANY, 18)
    put_line(sheet, 2, _WHOLE, FORM_NAME, Look.TITLE, 32)
    head = (f"项目：{sheet_of.project}", f"岗位：{sheet_of.post}", f"交接时间：{sheet_of.at}　第 {sheet_of.number} 次")
    put_row(sheet, 3, _HEAD, head, Look.PLAIN)
    row = 4
    for title, tickets in (
        ("一、未派", sheet_of.undispatched),
        ("二、待验收", sheet_of.to_verify),
        ("三、待回访", sheet_of.to_call_back),
        ("四、挂起", sheet_of.held),
    ):
        row = _table(sheet, row, title, (_TICKET_SPANS, TICKET_HEADINGS), map(_ticket, tickets))
    row = _table(sheet, row, "五、借出钥匙", (_KEY_SPANS, KEY_HEADINGS), map(_key, sheet_of.keys))
    row = _other(sheet, row, sheet_of.note)
    sheet.row_dimensions[row].height = 10
    names = (
        f"交班人：{sheet_of.giver}（{sheet_of.giver_number}）",
        f"接班人：{sheet_of.taker}（{sheet_of.taker_number}）",
    )
    put_row(sheet, row + 1, _SIGNATURES, names, Look.PLAIN)
    put_row(sheet, row + 2, _SIGNATURES, ("签字：　　　　　　　　时间：",) * len(names), Look.PLAIN)
    sheet.row_dimensions[row + 2].height = 30
    print_setup(sheet, f"{FORM_NAME} 第 {sheet_of.number} 次", f"{sheet_of.project} {sheet_of.at}")
    return workbook


def _table(
    sheet: Worksheet,
    row: int,
    title: str,
    head: tuple[Sequence[Span], Sequence[str]],
    rows: Iterable[Sequence[str]],
) -> int:
    """A titled table, or that there is nothing; gives the next free row."""
    spans, headings = head
    rows = list(rows)
    put_line(sheet, row, _WHOLE, f"{title}（{len(rows)}）" if rows else f"{title}：{NOTHING}", Look.SECTION, 22)
    if rows:
        put_row(sheet, row + 1, spans, headings, Look.LABEL)
        row += 1
    for values in rows:
        row += 1
        put_row(sheet, row, spans, fitted(sheet, spans, values), Look.CENTER)
    return row + 1


def _other(sheet: Worksheet, row: int, note: str) -> int:
    """What else there is, and lines to write on."""
    put_line(sheet, row, _WHOLE, "六、其他", Look.SECTION, 22)
    for text in (note, *("",) * BLANK_LINES) if note else ("",) * BLANK_LINES:
        row += 1
        put_row(sheet, row, (_WHOLE,), fitted(sheet, (_WHOLE,), (text,)), Look.TEXT)
        if not text:
            sheet.row_dimensions[row].height = 20
    return row + 1


def _ticket(one: TicketLeft) -> tuple[str, ...]:
    return one.number, one.kind, one.place, one.problem, one.state, one.who, one.due, one.note


def _key(one: KeyLent) -> tuple[str, ...]:
    return one.number, one.name, one.holder, one.handed, one.due, "超期未还" if one.overdue else ""

"""会议纪要 and 会议签到表 as a workbook: who came, what was said and resolved, and room to sign (M1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.forms.workbook import (
    Look,
    Span,
    Value,
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

    from gridctl.domain.meeting_sheets import ItemRow, MeetingSheet, SignIn

MINUTES_NAME, SIGN_IN_NAME = "会议纪要", "会议签到表"
ITEM_HEADINGS = ("事项", "内容", "责任人", "期限", "办理情况")
SIGN_IN_HEADINGS = ("序号", "姓名", "岗位、身份", "签到", "备注")
BLANK_LINES = 6  # for those who come without having been asked, and for minutes that are not yet written

_MINUTES_WIDTHS = (12, 42, 16, 14, 22)
_SIGN_IN_WIDTHS = (10, 18, 30, 24, 24)
_WHOLE: Span = (1, 5)
_EACH: tuple[Span, ...] = tuple((column, column) for column in range(1, 6))
_PAIR: tuple[Span, ...] = ((1, 1), (2, 5))
_MINUTES_PAIRS: tuple[Span, ...] = ((1, 1), (2, 2), (3, 3), (4, 5))
_SIGN_IN_PAIRS: tuple[Span, ...] = ((1, 1), (2, 3), (4, 4), (5, 5))
_SIGNERS = ("主持人签字：", "记录人签字：", "日期：")
_SIGNED: tuple[Span, ...] = ((1, 2), (3, 4), (5, 5))
_SIGNING_HEIGHT, _WRITING_HEIGHT, _SECTION_HEIGHT = 24.0, 20.0, 22.0


def meeting_workbook(sheet_of: MeetingSheet) -> Workbook:
    """The sign-in sheet and, of a meeting that was held, its minutes before it; A4 upright."""
    workbook = blank_workbook(f"{sheet_of.project} {sheet_of.title}")
    if sheet_of.held:
        _minutes(add_sheet(workbook, MINUTES_NAME, _MINUTES_WIDTHS), sheet_of)
    _sign_in(add_sheet(workbook, SIGN_IN_NAME, _SIGN_IN_WIDTHS), sheet_of)
    return workbook


def _minutes(sheet: Worksheet, of: MeetingSheet) -> None:
    row = _head(sheet, of, MINUTES_NAME, _MINUTES_PAIRS)
    for label, value in (("参会", of.counts), *of.present):
        _row(sheet, row, _PAIR, (label, value), (Look.LABEL, Look.TEXT))
        row += 1
    numbered = (f"{number}. {part}" for number, part in enumerate(of.agenda, 1))
    row = _texts(sheet, row, "一、议程", numbered)
    row = _items(sheet, row, "二、以前议定的事项", of.carried)
    row = _texts(sheet, row, "三、会议内容", of.minutes or ("",) * BLANK_LINES)
    row = _items(sheet, row, "四、议定事项", of.resolved)
    if of.needs:
        row = _texts(sheet, row, "五、提交会议的需求", of.needs)
    put_row(sheet, row + 1, _SIGNED, _SIGNERS, Look.PLAIN)
    sheet.row_dimensions[row + 1].height = _SIGNING_HEIGHT
    _upright(sheet, of, MINUTES_NAME)


def _sign_in(sheet: Worksheet, of: MeetingSheet) -> None:
    row = _head(sheet, of, SIGN_IN_NAME, _SIGN_IN_PAIRS)
    put_row(sheet, row, _EACH, SIGN_IN_HEADINGS, Look.LABEL)
    rows: list[tuple[Value, ...]] = [_signing(number, one) for number, one in enumerate(of.people, 1)]
    for values in (*rows, *((len(rows) + 1 + i, "", "", "", "") for i in range(BLANK_LINES))):
        row += 1
        _row(sheet, row, _EACH, values, Look.CENTER)
        sheet.row_dimensions[row].height = max(sheet.row_dimensions[row].height or 0, _SIGNING_HEIGHT)
    _upright(sheet, of, SIGN_IN_NAME)


def _head(sheet: Worksheet, of: MeetingSheet, name: str, pairs: Sequence[Span]) -> int:
    """Company, form, what meeting, when, where and who convened; gives the next free row."""
    for row, text, look, points in (
        (1, of.company, Look.COMPANY, 18.0),
        (2, name, Look.TITLE, 32.0),
        (3, f"{of.project}　{of.title}　{of.number} 号", Look.PLAIN, 20.0),
    ):
        put_line(sheet, row, _WHOLE, text, look, points)
    looks = (Look.LABEL, Look.TEXT, Look.LABEL, Look.TEXT)
    _row(sheet, 4, pairs, ("时间", of.when, "地点", of.venue), looks)
    _row(sheet, 5, pairs, ("召集主持", of.convener, "议题", of.topic), looks)
    return 6


def _texts(sheet: Worksheet, row: int, title: str, texts: Iterable[str]) -> int:
    put_line(sheet, row, _WHOLE, title, Look.SECTION, _SECTION_HEIGHT)
    for text in texts:
        row += 1
        _row(sheet, row, (_WHOLE,), (text,), Look.TEXT)
        if not text:
            sheet.row_dimensions[row].height = _WRITING_HEIGHT
    return row + 1


def _items(sheet: Worksheet, row: int, title: str, items: Sequence[ItemRow]) -> int:
    put_line(sheet, row, _WHOLE, title if items else f"{title}：无", Look.SECTION, _SECTION_HEIGHT)
    if items:
        row += 1
        put_row(sheet, row, _EACH, ITEM_HEADINGS, Look.LABEL)
    looks = (Look.CENTER, Look.TEXT, Look.CENTER, Look.CENTER, Look.TEXT)
    for one in items:
        row += 1
        _row(sheet, row, _EACH, (one.number, one.what, one.owner, one.due, one.result), looks)
    return row + 1


def _signing(number: int, one: SignIn) -> tuple[Value, ...]:
    return number, one.name, one.role, "", one.state


def _row(
    sheet: Worksheet, row: int, spans: Sequence[Span], values: Sequence[Value], looks: Sequence[Look] | Look
) -> None:
    put_row(sheet, row, spans, fitted(sheet, spans, values), looks)


def _upright(sheet: Worksheet, of: MeetingSheet, name: str) -> None:
    print_setup(sheet, f"{name} {of.number} 号", f"{of.project} {of.when}")
    sheet.page_setup.orientation = "portrait"

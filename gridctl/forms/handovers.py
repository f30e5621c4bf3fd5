"""网格移交清单 as a sheet: what each grid hands over to which, the open tickets, and room for the signatures (E6)."""

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

    from gridctl.domain.handovers import Handover, HandoverPair

FORM_NAME = "网格移交清单"
PAIR_HEADINGS = ("原网格", "原负责人", "新网格", "新负责人", "户数", "楼栋", "公共部位")
TICKET_HEADINGS = ("移交", "单号", "部位", "问题", "状态", "期限", "已移交")
SIGNERS = ("移交人：", "接收人：", "监交人：")

_WIDTHS = (14, 16, 24, 34, 10, 30, 34)
_SPANS: tuple[Span, ...] = tuple((column, column) for column in range(1, len(_WIDTHS) + 1))
_WHOLE: Span = (1, len(_WIDTHS))
_SIGNATURES: tuple[Span, ...] = ((1, 3), (4, 5), (6, 7))


def handover_workbook(sheet_of: Handover) -> Workbook:
    """The hand-over as a workbook of one sheet, A4 landscape."""
    workbook = blank_workbook(f"{sheet_of.project} {FORM_NAME}")
    sheet = add_sheet(workbook, FORM_NAME, _WIDTHS)
    told = f"{sheet_of.project}　方案第 {sheet_of.plan} 号　{sheet_of.applied_from.isoformat()} 起施行"
    put_line(sheet, 1, _WHOLE, sheet_of.company, Look.COMPANY, 18)
    put_line(sheet, 2, _WHOLE, FORM_NAME, Look.TITLE, 32)
    put_line(sheet, 3, _WHOLE, told, Look.PLAIN, 20)
    row = _table(sheet, 4, "一、楼栋和公共部位", PAIR_HEADINGS, map(_pair, sheet_of.pairs))
    tickets = [values for pair in sheet_of.pairs for values in _tickets(pair)]
    row = _table(sheet, row, "二、未完的单", TICKET_HEADINGS, tickets)
    sheet.row_dimensions[row].height = 10
    put_row(sheet, row + 1, _SIGNATURES, SIGNERS, Look.PLAIN)
    put_row(sheet, row + 2, _SIGNATURES, ("日期：　　　　年　　月　　日",) * len(SIGNERS), Look.PLAIN)
    sheet.row_dimensions[row + 1].height = 30
    print_setup(sheet, f"{FORM_NAME} 第 {sheet_of.plan} 号", f"{sheet_of.project} {sheet_of.applied_from.isoformat()}")
    return workbook


def _table(sheet: Worksheet, row: int, title: str, headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> int:
    """A titled table; gives the next free row."""
    put_line(sheet, row, _WHOLE, title, Look.SECTION, 22)
    put_row(sheet, row + 1, _SPANS, headings, Look.LABEL)
    row += 2
    for values in rows:
        put_row(sheet, row, _SPANS, fitted(sheet, _SPANS, values), Look.CENTER)
        row += 1
    return row


def _pair(pair: HandoverPair) -> tuple[Value, ...]:
    giver, taker = f"{pair.code_from} {pair.grid_from}".strip(), f"{pair.code_to} {pair.grid_to}".strip()
    places = "、".join(pair.places)
    return giver or "—", pair.head_from, taker or "—", pair.head_to, pair.households, pair.buildings, places


def _tickets(pair: HandoverPair) -> Iterable[tuple[Value, ...]]:
    way = f"{pair.code_from or '—'}→{pair.code_to or '—'}"
    for one in pair.tickets:
        done = "是" if one.handed else "否"
        problem = f"{one.kind}：{one.problem}" if one.kind else one.problem
        yield way, one.number, one.place, problem, one.state, one.due.isoformat(), done

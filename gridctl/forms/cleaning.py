"""保洁工作检查记录表 on paper: area and standard across the days of a week, the findings, who inspected (D10 3.3.1, 3.3.2)."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from gridctl.forms.workbook import Look, Span, Value, add_sheet, blank_workbook, fitted, print_setup, put, put_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from gridctl.domain.cleaning import Cell, CleaningRecord, Finding, PointRow

SOURCE = "依据：《物业服务网格化管理流程》3.3.1、3.3.2"
POINT_HEADINGS = ("区域", "检查点", "检查标准")
FINDING_HEADINGS = ("单号", "发现", "部位", "问题", "责任单位／人", "整改期限", "整改完成", "验收", "扣款（元）")
SIGNERS = ("环境管理员：", "物业助理：", "客服主管：", "项目负责人：")
_SIGNS = "√ 合格　× 不合格　○ 不适用，空着的没有查；一天查过几次的写最差的一次，点名写到岗人数，不合格的前面加 ×。"
_MOST_GROUNDS = 4  # named one by one

# The left columns serve two tables: area, point, standard above; number, day, place, problem below.
_LEFT = (14.0, 8.0, 9.0, 10.0, 26.0)
_DAYS, _NARROWEST = 64.0, 5.0  # half-widths that the days share, and that one needs
_RIGHT = (13.0, 10.0, 12.0, 18.0, 9.0)  # what the findings have beside them


def cleaning_workbook(record: CleaningRecord) -> Workbook:
    """The record as a workbook of one sheet, A4 landscape."""
    workbook = blank_workbook(f"{record.project} {record.form_name} {record.week}")
    _Sheet(workbook, record).write()
    return workbook


def _spans(*sizes: int) -> tuple[Span, ...]:
    """The spans of neighbouring cells that are so many columns wide."""
    return tuple((before + 1, after) for before, after in pairwise(accumulate(sizes, initial=0)))


def _shares(columns: int) -> list[int]:
    """So many columns, dealt to the right half of the findings by the room that each wants, at least one to each."""
    ends, whole = [0], sum(_RIGHT)
    for nth, reach in enumerate(accumulate(_RIGHT), 1):
        left = len(_RIGHT) - nth
        ends.append(min(max(round(columns * reach / whole), ends[-1] + 1), columns - left))
    return [after - before for before, after in pairwise(ends)]


class _Sheet:
    """The form, written from the top down; `row` is the next free one. Each day has two columns."""

    def __init__(self, workbook: Workbook, record: CleaningRecord) -> None:
        days = len(record.days)
        each = max(_NARROWEST, _DAYS / days) / 2
        widths = (*_LEFT, *[each] * (2 * days))
        self.sheet: Worksheet = add_sheet(workbook, record.week, widths)
        self.record, self.row, self.last = record, 1, len(widths)
        self.points = _spans(1, 2, 2, *[2] * days)
        self.findings = _spans(1, 1, 2, 1, *_shares(2 * days))
        self.notes = _spans(1, 2, 1, 1 + 2 * days)

    def write(self) -> None:
        """Write the whole form."""
        given = self.record
        self._head()
        self._points()
        self._notes()
        self._findings()
        self._signatures()
        print_setup(self.sheet, given.form_name, f"{given.project} {given.words}")

    def _line(self, text: str, look: Look, points: float) -> None:
        put(self.sheet, self.row, (1, self.last), text, look)
        self._next(points)

    def _next(self, points: float) -> None:
        self.sheet.row_dimensions[self.row].height = points
        self.row += 1

    def _put_row(self, spans: Sequence[Span], values: Sequence[Value], looks: Sequence[Look] | Look) -> None:
        put_row(self.sheet, self.row, spans, fitted(self.sheet, spans, values), looks)
        self.row += 1

    def _head(self) -> None:
        given = self.record
        put(self.sheet, self.row, (1, len(_LEFT)), given.company, Look.COMPANY)
        put(self.sheet, self.row, (len(_LEFT) + 1, self.last), SOURCE, Look.CODE)
        self._next(18)
        self._line(given.form_name, Look.TITLE, 32)
        words = given.words if given.over else f"{given.words}　这一周还没有结束"
        about = ("项目", given.project, "周次", words)
        self._put_row(_spans(1, 3, 1, self.last - 5), about, (Look.LABEL, Look.TEXT) * 2)

    def _heading(self, spans: Sequence[Span], values: Sequence[Value]) -> None:
        """The heading of a table: that of the last one is repeated on the pages it runs on to."""
        self._put_row(spans, values, Look.LABEL)
        self.sheet.print_title_rows = f"{self.row - 1}:{self.row - 1}"

    def _points(self) -> None:
        given = self.record
        told = f"检查 {given.total.looked} 点次，不合格 {given.total.abnormal} 点次"
        self._line(f"一、检查情况　　{told}", Look.SECTION, 22)
        days = [f"{one.day.month}-{one.day.day} {one.weekday}" for one in given.days]
        self._heading(self.points, (*POINT_HEADINGS, *days))
        self.sheet.row_dimensions[self.row - 1].height = 34
        looks = (Look.TEXT, Look.TEXT, Look.TEXT, *[Look.CENTER] * len(days))
        for row in given.rows:
            self._put_row(self.points, point_values(row), looks)
        people = ["、".join(one.inspectors) for one in given.days]
        spans = _spans(len(_LEFT), *[2] * len(days))
        self._put_row(spans, ("检查人", *people), (Look.LABEL, *[Look.CENTER] * len(days)))
        if given.empty:
            self._line("这一周没有检查记录，也没有发现保洁问题。", Look.PLAIN, 18)
        self._line(_SIGNS, Look.NOTE, 16)

    def _findings(self) -> None:
        given, total = self.record, self.record.total
        before = f"，以前发现的 {total.from_before} 项" if total.from_before else ""
        told = f"{total.found} 项{before}；已整改 {total.mended} 项，已验收 {total.accepted} 项"
        self._line(f"二、发现的问题和整改　　{told if given.findings else '无'}", Look.SECTION, 22)
        if not given.findings:
            return
        self._heading(self.findings, FINDING_HEADINGS)
        for one in given.findings:
            self._put_row(self.findings, finding_values(one, given.last_day.year), Look.TEXT)

    def _notes(self) -> None:
        if not self.record.notes:
            return
        self._line("情况说明：", Look.PLAIN, 18)
        for one in self.record.notes:
            day = f"{one.day.month}月{one.day.day}日"
            self._put_row(self.notes, (day, one.list_name, one.ground, one.words), Look.TEXT)

    def _signatures(self) -> None:
        self._next(8)
        left = len(_LEFT)
        half = (self.last - left) // 2
        spans = _spans(3, 2, half, self.last - left - half)
        put_row(self.sheet, self.row, spans, SIGNERS, Look.PLAIN)
        self._next(30)
        put_row(self.sheet, self.row, spans, ("日期：　　　年　　月　　日",) * len(SIGNERS), Look.PLAIN)


def point_values(row: PointRow) -> tuple[Value, ...]:
    """The values of a row of the first table."""
    some = "、".join(row.grounds[:_MOST_GROUNDS])
    grounds = some if len(row.grounds) <= _MOST_GROUNDS else f"{some}等 {len(row.grounds)} 处"
    return grounds, row.point_name, "；".join(row.items), *map(_cell, row.cells)


def _cell(cell: Cell) -> Value:
    return cell.count if cell.count is not None and not cell.abnormal else cell.words


def finding_values(one: Finding, year: int) -> tuple[Value, ...]:
    """The values of a row of the second table; days of another year are written with it."""
    accepted = " ".join(part for part in (_short(one.accepted, year), one.verifier) if part)
    back = f"退回{one.sent_back}次" if one.sent_back else ""
    return (
        one.number,
        _short(str(one.day), year),
        one.place,
        one.problem,
        one.contractor,
        _short(str(one.due), year),
        _short(one.mended, year),
        "　".join(part for part in (accepted, back) if part),
        one.deducted,
    )


def _short(moment: str, year: int) -> str:
    """A moment as stored, without its year where it is that of the sheet."""
    return moment.removeprefix(f"{year}-")

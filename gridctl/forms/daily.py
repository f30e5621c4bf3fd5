"""每日网格情况日报 on paper: the grids' day in one table, what stands out, and what is to be told one by one (D2 三.5)."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from gridctl.forms.workbook import Look, Span, Value, add_sheet, blank_workbook, fitted, print_setup, put, put_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from gridctl.domain.daily import DailyReport, GridLine, MissedLine, TicketItem

SOURCE = "依据：《物业管理区域安全网格化制度》三.5"
CHECK_HEADINGS = ("应查", "按时查", "迟查补录", "漏查", "异常项")
FLOW_HEADINGS = ("新增", "办结", "未完")
VISIT_HEADINGS, END_HEADINGS = ("户次", "见到"), ("未完", "超期")
MISSED_HEADINGS = ("网格", "检查", "地点", "谁负责", "没有查的点", "依据")
TICKET_HEADINGS = ("单号", "网格", "时间", "部位", "问题", "等级", "状态", "谁办", "期限", "超期")
SIGNERS = ("网格管理员（填报）：", "物业管理处（汇总）：", "项目负责人：")

_GRID, _HEAD, _FIGURE, _SHORT = 15.0, 13.0, 5.0, 4.2
_CHECKS, _VISITS, _ENDS = len(CHECK_HEADINGS), len(VISIT_HEADINGS), len(END_HEADINGS)
_KINDS = 5
_WIDTHS = (
    *(_GRID, _HEAD),
    *[_FIGURE] * _CHECKS,
    *[_SHORT] * (_KINDS * len(FLOW_HEADINGS)),
    *[_SHORT] * _VISITS,
    *[_FIGURE] * _ENDS,
)
_LAST = len(_WIDTHS)


def _spans(*sizes: int) -> tuple[Span, ...]:
    """The spans of neighbouring cells that are so many columns wide."""
    return tuple((before + 1, after) for before, after in pairwise(accumulate(sizes, initial=0)))


_WHOLE: Span = (1, _LAST)
_ABOUT = _spans(1, 6, 4, 5, 3, 7)
_GROUPS = _spans(1, 1, _CHECKS, *[len(FLOW_HEADINGS)] * _KINDS, _VISITS, _ENDS)
_EACH = _spans(*[1] * _LAST)
_MISSED = _spans(1, 3, 4, 4, 9, 5)
_TICKETS = _spans(1, 1, 3, 5, 6, 2, 2, 2, 3, 1)
_SIGNATURES = _spans(9, 9, 8)


def daily_workbook(report: DailyReport) -> Workbook:
    """The report as a workbook of one sheet, A4 landscape."""
    workbook = blank_workbook(f"{report.project} {report.form_name} {report.day}")
    _Sheet(add_sheet(workbook, report.scope, _WIDTHS), report).write()
    return workbook


class _Sheet:
    """The form, written from the top down; `row` is the next free one."""

    def __init__(self, sheet: Worksheet, report: DailyReport) -> None:
        self.sheet, self.report, self.row = sheet, report, 1

    def write(self) -> None:
        """Write the whole form."""
        given = self.report
        self._head()
        self._grids()
        self._stands_out()
        missed = [_missed(line) for line in given.missed]
        self._table("三、漏查的检查", MISSED_HEADINGS, _MISSED, missed)
        for title, items in (
            ("四、当天的隐患", given.hazards),
            ("五、当天的突发事件", given.incidents),
            ("六、超期未完", given.overdue),
        ):
            self._table(title, TICKET_HEADINGS, _TICKETS, [_ticket(item) for item in items])
        self._signatures()
        print_setup(self.sheet, given.form_name, f"{given.project} {given.scope} {given.day}")

    def _line(self, text: str, look: Look, points: float) -> None:
        put(self.sheet, self.row, _WHOLE, text, look)
        self._next(points)

    def _next(self, points: float) -> None:
        self.sheet.row_dimensions[self.row].height = points
        self.row += 1

    def _put_row(self, spans: Sequence[Span], values: Sequence[Value], looks: Sequence[Look] | Look) -> None:
        put_row(self.sheet, self.row, spans, fitted(self.sheet, spans, values), looks)
        self.row += 1

    def _head(self) -> None:
        given = self.report
        put(self.sheet, self.row, (1, _LAST // 2), given.company, Look.COMPANY)
        put(self.sheet, self.row, (_LAST // 2 + 1, _LAST), SOURCE, Look.CODE)
        self._next(18)
        self._line(given.form_name, Look.TITLE, 32)
        day = f"{given.day} {given.weekday}（{'工作日' if given.working else '休息日'}）"
        standing = "当天已结束" if given.over else "当天还没有结束"
        about = ("项目", given.project, "网格", given.scope, "日期", f"{day}　{standing}")
        self._put_row(_ABOUT, about, (Look.LABEL, Look.TEXT) * 3)
        self.sheet.print_title_rows = f"{self.row - 2}:{self.row - 1}"

    def _grids(self) -> None:
        self._line("一、各网格情况", Look.SECTION, 22)
        kinds = [flow.name for flow in self.report.total.flows]
        self._put_row(_GROUPS, ("网格", "负责人", "例行检查", *kinds, "入户走访", "合计"), Look.LABEL)
        headings = ("", "", *CHECK_HEADINGS, *FLOW_HEADINGS * len(kinds), *VISIT_HEADINGS, *END_HEADINGS)
        self._put_row(_EACH, headings, Look.LABEL)
        for line in self.report.lines:
            self._put_row(_EACH, line_values(line), (Look.TEXT, Look.TEXT, *[Look.CENTER] * (_LAST - 2)))
        if len(self.report.lines) > 1:
            strong = (Look.LABEL, Look.LABEL, *[Look.STRONG] * (_LAST - 2))
            self._put_row(_EACH, line_values(self.report.total), strong)
        self._line(_note(self.report), Look.NOTE, 28)

    def _stands_out(self) -> None:
        given = self.report
        self._line("二、突出情况", Look.SECTION, 22)
        if not given.compared:
            self._line("启用还不满一周，没有可比的日子。", Look.PLAIN, 18)
            return
        days = "、".join(f"{day:%m-%d}" for day in given.compared)
        told = f"和前几周的{given.weekday}（{days}）比，比其中每一天都至少多 2 的列在这里；办结列至少少 2 的。"
        self._line(told, Look.NOTE, 16)
        for words in [one.words for one in given.stands_out] or ["没有。"]:
            self._line(words, Look.PLAIN, 18)

    def _table(
        self, title: str, headings: Sequence[str], spans: Sequence[Span], rows: Sequence[Sequence[Value]]
    ) -> None:
        if not rows:
            self._line(f"{title}　　无", Look.SECTION, 22)
            return
        self._line(f"{title}　　{len(rows)} 项", Look.SECTION, 22)
        self._put_row(spans, headings, Look.LABEL)
        for values in rows:
            self._put_row(spans, values, Look.TEXT)

    def _signatures(self) -> None:
        self._next(8)
        put_row(self.sheet, self.row, _SIGNATURES, SIGNERS, Look.PLAIN)
        self._next(30)
        put_row(self.sheet, self.row, _SIGNATURES, ("日期：　　　　年　　月　　日",) * len(SIGNERS), Look.PLAIN)


def line_values(line: GridLine) -> tuple[Value, ...]:
    """The values of a row of the table of grids."""
    checks = line.checks
    flows: Iterable[int] = (figure for flow in line.flows for figure in (flow.opened, flow.closed, flow.open_at_end))
    told = (checks.due, checks.done, checks.late, checks.missed, checks.abnormal)
    return (line.grid, line.head, *told, *flows, line.visits.visits, line.visits.met, line.open_at_end, line.overdue)


def _note(report: DailyReport) -> str:
    still = f"　还有 {report.total.checks.open} 项当天可以查。" if report.total.checks.open else ""
    return (
        "注：应查是当天到期的检查，免做的不算；迟查补录是过了时限才查或过了补录期限才录入的。"
        "新增含重开；办结以验收（销号、回访、了结）为准；未完、超期是当天结束时的。不属网格的是全项目的检查和没有划入网格的部位。"
        + still
    )


def _missed(line: MissedLine) -> tuple[Value, ...]:
    who = "、".join(line.answerable) or "（无人）"
    return line.grid, line.duty, line.ground, who, "、".join(line.points), line.clause


def _ticket(item: TicketItem) -> tuple[Value, ...]:
    told = (
        item.number,
        item.grid,
        item.at,
        item.place,
        f"{item.kind}：{item.problem}",
        item.level,
        item.state,
        item.who,
    )
    return *told, item.due.isoformat(), item.overdue_days

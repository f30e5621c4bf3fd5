"""公区维修问题周汇总表 on paper (JBWY7.2.3-WI-ZC-KF-015-F01): one form a scope, its long part two on an annex.

A form is one page to be signed and hung up. Part two stands on it where it fits; otherwise it follows on an annex sheet
of its own (内容多时另附页), because a sheet repeats one heading only: the form repeats that of part three, the annex
that of part two.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from gridctl.forms.weekly_charts import add_charts
from gridctl.forms.workbook import (
    Look,
    Span,
    Value,
    add_sheet,
    blank_workbook,
    fitted,
    print_setup,
    put,
    put_row,
    row_height,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from gridctl.domain.weekly import CategoryLine, ItemLine, PlanLine, WeeklySummary

SUMMARY_HEADINGS = (
    "类别", "上周结转", "本周新增", "本周完成", "作废/并单", "调整(±)", "周末未完", "其中超期", "半月内完成率", "较上周",
)  # fmt: skip
ITEM_HEADINGS = (
    "序号", "维修单号", "报修日期", "部位", "问题描述", "类别", "报修人", "接单人", "整改期限", "处理进度", "完成时间",
    "验收人", "超期天数", "备注",
)  # fmt: skip
PLAN_HEADINGS = ("单号", "问题", "难点", "整改措施", "节点日期", "责任人", "延期签批（人/日期）", "罚款")
SIGNERS = ("物业助理（填报）", "客服主管（审核）", "工程维修部负责人（确认）", "项目负责人（签批）")
CHARTS_TITLE = "图表"

_GRID_COLUMNS, _GRID_WIDTH = 40, 3.25  # narrow columns, so that the parts of the form can differ
_ANNEX_WIDTHS = (4.5, 13, 11, 16, 28, 9, 7, 7, 11, 15, 11, 7, 4.2, 12)
_PAGE = 680.0  # points of rows that one page shows without becoming small
_SHRINK = 1.3  # a page and a third is still readable on one; a page of two lines is paper thrown away


def _spans(*sizes: int) -> tuple[Span, ...]:
    """Return the spans of neighbouring cells that are so many columns wide."""
    return tuple((before + 1, after) for before, after in pairwise(accumulate(sizes, initial=0)))


_WHOLE: Span = (1, _GRID_COLUMNS)
_HEAD_PLACE, _HEAD_TIME = _spans(3, 13, 4, 20), _spans(4, 12, 3, 7, 4, 4, 2, 4)
_HEAD_SEAL = _spans(4, 36)
_SUMMARY = _spans(*[4] * 10)
_ITEMS = _spans(1, 4, 3, 4, 7, 2, 2, 2, 3, 3, 3, 2, 2, 2)
_ANNEX = _spans(*[1] * len(ITEM_HEADINGS))
_PLANS = _spans(4, 9, 5, 7, 4, 3, 5, 3)
_SIGNATURES = _spans(10, 10, 10, 10)
_ITEM_LOOKS = tuple(
    Look.TEXT
    if name in {"部位", "问题描述", "处理进度", "备注"}
    else Look.STRONG
    if name == "超期天数"
    else Look.CENTER
    for name in ITEM_HEADINGS
)
_PLAN_LOOKS = (Look.CENTER, Look.TEXT, Look.TEXT, Look.TEXT, Look.CENTER, Look.CENTER, Look.CENTER, Look.CENTER)


def weekly_workbook(summaries: Sequence[WeeklySummary]) -> Workbook:
    """Return the workbook that the office hands in: a form for each summary, in their order, and a sheet of charts."""
    workbook = blank_workbook(summaries[0].form_name if summaries else "")
    for summary in summaries:
        _Form(workbook, summary).write()
    add_charts(workbook, CHARTS_TITLE, summaries)
    return workbook


def period(summary: WeeklySummary) -> str:
    """Return 统计周期: the week's number where it has one, and its first and last day."""
    days = f"{summary.first_day.isoformat()} 至 {summary.last_day.isoformat()}"
    return f"{summary.week}（{days}）" if summary.week else days


def standing(summary: WeeklySummary) -> str:
    """Return 草稿, or 定稿 with its version."""
    return f"定稿 第{summary.version}版" if summary.issued else "草稿"


def area(summary: WeeklySummary) -> str:
    """Return 责任区域: the scope and its buildings, the scope once."""
    if not summary.buildings or summary.buildings == summary.scope:
        return summary.scope
    return summary.buildings if summary.scope in summary.buildings else f"{summary.scope}（{summary.buildings}）"


def item_values(item: ItemLine) -> tuple[Value, ...]:
    """Return the fourteen values of a row of part two."""
    return (
        item.sequence, item.number, item.opened, item.place, item.problem, item.category, item.reporter, item.executor,
        item.due, item.progress, item.finished, item.verifier, item.overdue_days, item.remark,
    )  # fmt: skip


def plan_values(plan: PlanLine) -> tuple[Value, ...]:
    """Return the eight values of a row of part three."""
    return (
        plan.number, plan.problem, plan.difficulty, plan.measures, plan.node, plan.responsible, plan.extension,
        plan.fine,
    )  # fmt: skip


def line_values(line: CategoryLine) -> tuple[Value, ...]:
    """Return the ten values of a row of part one."""
    return (
        line.category, line.carried, line.opened, line.done, line.voided, line.adjusted, line.open_at_end, line.overdue,
        line.rate, line.change,
    )  # fmt: skip


class _Form:
    """One scope's form, written from the top down; `row` is the next free one, `used` the points above it."""

    def __init__(self, workbook: Workbook, summary: WeeklySummary) -> None:
        self.workbook, self.summary = workbook, summary
        self.sheet = add_sheet(workbook, summary.scope, [_GRID_WIDTH] * _GRID_COLUMNS)
        self.row, self.used = 1, 0.0

    def write(self) -> None:
        """Write the whole form, and the annex where part two does not fit on its page."""
        self._head()
        self._summary_part()
        below = self._height_of_plans() + _height_of_signatures()
        fits = self.used + below + self._height_of_items() <= _PAGE
        if fits:
            self._items_part()
        else:
            title = self._annex()
            self._line(_WHOLE, f"二、明细　　共 {len(self.summary.items)} 项，见附页“{title}”", Look.SECTION, 22)
        one_page = self.used + below <= _PAGE * _SHRINK
        self._plans_part(repeat=not one_page)
        self._signatures()
        _set_up(self.sheet, self.summary, one_page=one_page)

    def _line(self, span: Span, text: str, look: Look, points: float) -> None:
        put(self.sheet, self.row, span, text, look)
        self._next(points)

    def _table_row(self, spans: Sequence[Span], values: Sequence[Value], looks: Sequence[Look] | Look) -> None:
        self.used += put_row(self.sheet, self.row, spans, values, looks)
        self.row += 1

    def _next(self, points: float) -> None:
        self.sheet.row_dimensions[self.row].height = points
        self.used += points
        self.row += 1

    def _head(self) -> None:
        given = self.summary
        put(self.sheet, self.row, (1, 20), given.company, Look.COMPANY)
        put(self.sheet, self.row, (21, _GRID_COLUMNS), f"编号：{given.form_code}", Look.CODE)
        self._next(18)
        self._line(_WHOLE, given.form_name if given.issued else f"{given.form_name}（草稿）", Look.TITLE, 32)
        pair = (Look.LABEL, Look.TEXT)
        self._table_row(_HEAD_PLACE, ("项目", given.project, "责任区域", area(given)), pair * 2)
        times = ("统计周期", period(given), "填报人", given.filled_by, "填报日期", given.filled_on)
        self._table_row(_HEAD_TIME, (*times, "状态", standing(given)), pair * 4)
        self._table_row(_HEAD_SEAL, ("台账校验码", given.journal_head), pair)

    def _summary_part(self) -> None:
        self._line(_WHOLE, "一、汇总", Look.SECTION, 22)
        self._table_row(_SUMMARY, SUMMARY_HEADINGS, Look.LABEL)
        looks = (Look.LABEL, *[Look.CENTER] * 4, Look.SIGNED, Look.STRONG, Look.CENTER, Look.CENTER, Look.SIGNED)
        for line in self.summary.lines:
            self._table_row(_SUMMARY, line_values(line), looks)
        strong = (Look.LABEL, *[Look.STRONG] * 4, Look.STRONG_SIGNED, *[Look.STRONG] * 3, Look.STRONG_SIGNED)
        self._table_row(_SUMMARY, line_values(self.summary.total), strong)
        self._line(_WHOLE, _note(self.summary.total), Look.NOTE, 16)

    def _items_part(self) -> None:
        if not self.summary.items:
            self._line(_WHOLE, "二、明细　　本周无", Look.SECTION, 22)
            return
        self._line(_WHOLE, "二、明细", Look.SECTION, 22)
        self._table_row(_ITEMS, ITEM_HEADINGS, Look.LABEL)
        for item in self.summary.items:
            self._table_row(_ITEMS, fitted(self.sheet, _ITEMS, item_values(item)), _ITEM_LOOKS)

    def _annex(self) -> str:
        """Write part two on a sheet of its own, its heading repeated on every page; return the sheet's name."""
        given = self.summary
        sheet = add_sheet(self.workbook, f"{self.sheet.title}明细", _ANNEX_WIDTHS)
        last = len(ITEM_HEADINGS)
        put(sheet, 1, (1, last), f"{given.form_name}　二、明细", Look.TITLE)
        put(sheet, 2, (1, last), f"{given.project}　{area(given)}　　{period(given)}　　{standing(given)}", Look.PLAIN)
        sheet.row_dimensions[1].height = 30
        sheet.row_dimensions[2].height = row_height(sheet, [(1, last)], [f"{given.project}　{area(given)}" + "　" * 40])
        put_row(sheet, 3, _ANNEX, ITEM_HEADINGS, Look.LABEL)
        for row, item in enumerate(given.items, 4):
            put_row(sheet, row, _ANNEX, fitted(sheet, _ANNEX, item_values(item)), _ITEM_LOOKS)
        sheet.print_title_rows = "1:3"
        sheet.freeze_panes = "C4"
        _set_up(sheet, given)
        return sheet.title

    def _plans_part(self, *, repeat: bool) -> None:
        if not self.summary.plans:
            self._line(_WHOLE, "三、超半月及专项　　本周无", Look.SECTION, 22)
            return
        self._line(_WHOLE, "三、超半月及专项", Look.SECTION, 22)
        if repeat:
            self.sheet.print_title_rows = f"{self.row}:{self.row}"
        self._table_row(_PLANS, PLAN_HEADINGS, Look.LABEL)
        for plan in self.summary.plans:
            self._table_row(_PLANS, fitted(self.sheet, _PLANS, plan_values(plan)), _PLAN_LOOKS)

    def _signatures(self) -> None:
        self._next(8)
        for texts, points in (
            ([f"{signer}：" for signer in SIGNERS], 30.0),
            (["日期：　　　　年　　月　　日"] * 4, 20.0),
        ):
            for span, text in zip(_SIGNATURES, texts, strict=True):
                put(self.sheet, self.row, span, text, Look.PLAIN)
            self._next(points)

    def _height_of_items(self) -> float:
        rows = [item_values(item) for item in self.summary.items]
        return self._height_of(_ITEMS, [ITEM_HEADINGS, *rows] if rows else [])

    def _height_of_plans(self) -> float:
        rows = [plan_values(plan) for plan in self.summary.plans]
        return self._height_of(_PLANS, [PLAN_HEADINGS, *rows] if rows else [])

    def _height_of(self, spans: Sequence[Span], rows: Sequence[Sequence[Value]]) -> float:
        return 22 + sum(row_height(self.sheet, spans, row) for row in rows)


def _height_of_signatures() -> float:
    return 58.0


def _note(total: CategoryLine) -> str:
    late = f"　本周数中有补录 {total.late} 项。" if total.late else ""
    return (
        "注：上周结转＋本周新增－本周完成－作废/并单±调整＝周末未完；完成以验收为准；"
        "完成率＝期限落在本周且按期完成的项数/期限落在本周的项数；较上周＝周末未完－上周结转。" + late
    )


def _set_up(sheet: Worksheet, summary: WeeklySummary, *, one_page: bool = False) -> None:
    right = f"{summary.scope} {summary.week} {standing(summary)}"
    print_setup(sheet, summary.form_code, right, one_page=one_page)

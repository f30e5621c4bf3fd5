"""网格划分方案 as a workbook: the grids with why and the ways out, the list of buildings, a map, and what it changes.

To be printed, talked over and signed (D5, D7 三, D8): A4 landscape, headings on every page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.plan_views import STANDING_WORDS
from gridctl.forms.plan_maps import add_map
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

    from gridctl.domain.plan_views import CompareView, PlanBlockView, PlanGridView, PlanView

FORM_NAME = "网格划分方案"
TABLE_TITLE, LIST_TITLE, MAP_TITLE, COMPARE_TITLE = "方案表", "楼栋清单", "地图", "对比"
GRID_HEADINGS = (
    "网格编号", "网格名称", "楼栋", "楼栋数", "户数", "与标准差", "达标", "关爱", "步行（米）", "片数", "负责人", "说明",
)  # fmt: skip
BLOCK_HEADINGS = ("序号", "网格编号", "网格名称", "期", "楼栋", "单元", "户数", "关爱", "X（米）", "Y（米）")
MOVED_HEADINGS = ("序号", "楼栋", "单元", "户数", "原网格", "新网格")
SIGNERS = ("编制：", "客服主管（审核）：", "项目负责人（签批）：")
LEGEND = (
    "注：与标准差为正表示超过上限，为负表示不足下限；步行为住户到本格最近中心楼栋的平均直线距离；"
    "片数大于 1 表示网格不相连；达标一栏写“金牌”的网格由金牌管家负责。"
)  # fmt: skip
NO_MAP = "楼栋没有坐标，按登记的先后划分，没有地图；导入楼栋坐标后重做方案即有。"

_GRID_WIDTHS = (10, 16, 46, 6, 7, 9, 6, 6, 8, 5, 10, 26)
_BLOCK_WIDTHS = (6, 12, 22, 8, 18, 22, 8, 8, 11, 11)
_COMPARE_WIDTHS = (8, 30, 24, 12, 20, 20)
_PAGE, _SHRINK = 680.0, 1.3  # points of rows that one page shows, and how much smaller they may be printed
_FIRST_BLOCK = 4  # the row where the list begins
_HEAD: tuple[Span, ...] = ((1, 1), (2, 3), (4, 5), (6, 8), (9, 10), (11, 12))
_SIGNATURES: tuple[Span, ...] = ((1, 2), (3, 5), (6, 12))
_GRID_LOOKS = (
    Look.CENTER, Look.CENTER, Look.TEXT, Look.CENTER, Look.CENTER, Look.SIGNED, Look.CENTER, Look.CENTER, Look.CENTER,
    Look.CENTER, Look.CENTER, Look.TEXT,
)  # fmt: skip
_OUT_LOOKS = tuple({5: Look.STRONG_SIGNED, 6: Look.STRONG}.get(at, look) for at, look in enumerate(_GRID_LOOKS))


def plan_workbook(view: PlanView, compare: CompareView | None = None) -> Workbook:
    """The workbook of a plan; `compare` adds what it changes against another plan or against today."""
    workbook = blank_workbook(f"{view.project} {FORM_NAME}")
    blocks = sorted(view.blocks, key=lambda block: block.ordinal)
    _Table(workbook, view).write()
    sheet = _list(workbook, view, blocks)
    if view.has_map:
        add_map(workbook, MAP_TITLE, view, blocks, (sheet, BLOCK_HEADINGS.index("X（米）") + 1, _FIRST_BLOCK))
    if compare is not None:
        _compare(workbook, view, compare)
    return workbook


def plan_name(view: PlanView) -> str:
    """How a plan is called: 第 3 号, or 未保存."""
    return "未保存" if view.number is None else f"第 {view.number} 号"


class _Table:
    """Sheet one, written from the top down; `row` is the next free one."""

    def __init__(self, workbook: Workbook, view: PlanView) -> None:
        self.view = view
        self.sheet = add_sheet(workbook, TABLE_TITLE, _GRID_WIDTHS)
        self.whole: Span = (1, len(_GRID_WIDTHS))
        self.row = 1

    def write(self) -> None:
        """The words first and the grids last, so that only their rows stand below a heading that is repeated."""
        view = self.view
        self._head()
        self._sentences("一、结论", view.summary)
        why = (*view.reasons, *filter(None, (view.proof,)))
        self._sentences("二、达不到标准的原因", why, "各网格都在户数标准以内。")
        self._sentences("三、可选的办法", view.remedies, "无。")
        self._sentences("四、提醒", (*view.notices, *(() if view.has_map else (NO_MAP,))), "无。")
        self._grids()
        self._signatures()
        used = sum(self.sheet.row_dimensions[row].height or 0.0 for row in range(1, self.row + 1))
        _set_up(self.sheet, view, one_page=used <= _PAGE * _SHRINK)

    def _line(self, span: Span, text: str, look: Look, points: float) -> None:
        put(self.sheet, self.row, span, text, look)
        self.sheet.row_dimensions[self.row].height = points

    def _head(self) -> None:
        view = self.view
        self._line((1, 6), view.company, Look.COMPANY, 18)
        self._line((7, self.whole[1]), f"方案：{plan_name(view)}", Look.CODE, 18)
        self.row += 1
        self._line(self.whole, FORM_NAME, Look.TITLE, 32)
        self.row += 1
        band = f"{view.band_low}-{view.band_high} 户"
        self._labelled("项目", view.project, "户数标准", band, "状态", view.state)
        grids = str(len(view.grids))
        self._labelled("制定日期", view.made_on.isoformat(), "网格数", grids, "校验码", view.journal_head)

    def _labelled(self, *values: str) -> None:
        put_row(self.sheet, self.row, _HEAD, values, (Look.LABEL, Look.TEXT) * 3)
        self.row += 1

    def _sentences(self, title: str, sentences: Sequence[str], none: str = "") -> None:
        self._line(self.whole, title, Look.SECTION, 22)
        self.row += 1
        for sentence in sentences or filter(None, (none,)):
            put_row(self.sheet, self.row, [self.whole], fitted(self.sheet, [self.whole], [sentence]), Look.TEXT)
            self.row += 1

    def _grids(self) -> None:
        self._line(self.whole, "五、网格", Look.SECTION, 22)
        self.row += 1
        spans = _columns(GRID_HEADINGS)
        self.sheet.print_title_rows = f"{self.row}:{self.row}"
        put_row(self.sheet, self.row, spans, GRID_HEADINGS, Look.LABEL)
        self.row += 1
        for grid in self.view.grids:
            looks = _OUT_LOOKS if grid.over_by else _GRID_LOOKS
            put_row(self.sheet, self.row, spans, fitted(self.sheet, spans, grid_values(grid)), looks)
            self.row += 1
        put_row(self.sheet, self.row, spans, _totals(self.view), (Look.LABEL, *[Look.STRONG] * (len(spans) - 1)))
        self.row += 1
        self._line(self.whole, LEGEND, Look.NOTE, row_height(self.sheet, [self.whole], [LEGEND]))
        self.row += 1

    def _signatures(self) -> None:
        self.sheet.row_dimensions[self.row].height = 8
        for texts, points in ((SIGNERS, 30.0), (["日期：　　　　年　　月　　日"] * len(SIGNERS), 20.0)):
            self.row += 1
            for span, text in zip(_SIGNATURES, texts, strict=True):
                self._line(span, text, Look.PLAIN, points)


def grid_values(grid: PlanGridView) -> tuple[Value, ...]:
    """The values of a row of the table of grids."""
    goes_on = f"沿用 {grid.continues}" if grid.continues and grid.continues != grid.code else ""
    return (
        grid.code, grid.name, grid.buildings, grid.building_count, grid.households, grid.over_by,
        STANDING_WORDS[grid.standing], grid.care, grid.walking_metres, grid.pieces, grid.head,
        "；".join(filter(None, (grid.reason, "需金牌管家" if grid.gold else "", goes_on))),
    )  # fmt: skip


def _totals(view: PlanView) -> tuple[Value, ...]:
    buildings = len({(block.phase, block.building) for block in view.blocks})
    households, care = (sum(getattr(grid, name) for grid in view.grids) for name in ("households", "care"))
    off = sum(abs(grid.over_by) for grid in view.grids)
    fit = sum(STANDING_WORDS[grid.standing] in {"达标", "金牌"} for grid in view.grids)
    return (
        "合计",
        f"{len(view.grids)} 个网格",
        "",
        buildings,
        households,
        off,
        f"{fit} 个",
        care,
        "",
        "",
        "",
        "与标准差为各格绝对值之和",
    )


def block_values(block: PlanBlockView, sequence: int, grid: PlanGridView | None) -> tuple[Value, ...]:
    """The values of a row of the list of buildings."""
    return (
        sequence, grid.code if grid else block.grid, grid.name if grid else "", block.phase, block.building,
        block.unit or "整栋", block.households, block.care, block.x_m, block.y_m,
    )  # fmt: skip


def _list(workbook: Workbook, view: PlanView, blocks: Sequence[PlanBlockView]) -> Worksheet:
    """Sheet two: a line for each building, or for each part of a shared one."""
    sheet = add_sheet(workbook, LIST_TITLE, _BLOCK_WIDTHS)
    _sheet_head(sheet, view, LIST_TITLE, len(BLOCK_HEADINGS))
    spans, grids = _columns(BLOCK_HEADINGS), {grid.ordinal: grid for grid in view.grids}
    put_row(sheet, _FIRST_BLOCK - 1, spans, BLOCK_HEADINGS, Look.LABEL)
    for sequence, block in enumerate(blocks, 1):
        values = block_values(block, sequence, grids.get(block.ordinal))
        put_row(sheet, _FIRST_BLOCK - 1 + sequence, spans, fitted(sheet, spans, values), Look.CENTER)
    sheet.print_title_rows = f"1:{_FIRST_BLOCK - 1}"
    sheet.freeze_panes = f"A{_FIRST_BLOCK}"
    sheet.auto_filter.ref = f"A{_FIRST_BLOCK - 1}:J{max(_FIRST_BLOCK, _FIRST_BLOCK - 1 + len(blocks))}"
    _set_up(sheet, view)
    return sheet


def _compare(workbook: Workbook, view: PlanView, compare: CompareView) -> None:
    """Sheet four: figures side by side, and what another grid gets."""
    sheet = add_sheet(workbook, COMPARE_TITLE, _COMPARE_WIDTHS)
    _sheet_head(sheet, view, f"{compare.before} 与 {compare.after} 对比", len(_COMPARE_WIDTHS))
    figures: tuple[Span, ...] = ((1, 2), (3, 4), (5, 6))
    put_row(sheet, 3, figures, ("指标", compare.before, compare.after), Look.LABEL)
    row = 4
    for line in compare.lines:
        put_row(sheet, row, figures, (line.what, line.before, line.after), Look.CENTER)
        row += 1
    told = f"换网格的楼栋　　共 {compare.moved_households} 户" if compare.moved else "换网格的楼栋　　无"
    put(sheet, row, (1, len(_COMPARE_WIDTHS)), told, Look.SECTION)
    sheet.row_dimensions[row].height = 24
    spans = _columns(MOVED_HEADINGS)
    if compare.moved:
        put_row(sheet, row + 1, spans, MOVED_HEADINGS, Look.LABEL)
    for sequence, moved in enumerate(compare.moved, 1):
        values = (
            sequence,
            moved.building,
            moved.unit or "整栋",
            moved.households,
            moved.before or "—",
            moved.after or "—",
        )
        put_row(sheet, row + 1 + sequence, spans, fitted(sheet, spans, values), Look.CENTER)
    sheet.print_title_rows = "1:2"
    _set_up(sheet, view)


def _sheet_head(sheet: Worksheet, view: PlanView, title: str, last: int) -> None:
    put(sheet, 1, (1, last), f"{FORM_NAME}　{title}", Look.TITLE)
    sheet.row_dimensions[1].height = 30
    put(sheet, 2, (1, last), f"{view.project}　{plan_name(view)}　{view.made_on.isoformat()}　{view.state}", Look.PLAIN)
    sheet.row_dimensions[2].height = 20


def _columns(headings: Sequence[str]) -> list[Span]:
    return [(column, column) for column in range(1, len(headings) + 1)]


def _set_up(sheet: Worksheet, view: PlanView, *, one_page: bool = False) -> None:
    right = f"{view.project} {view.made_on.isoformat()}"
    print_setup(sheet, f"{FORM_NAME} {plan_name(view)}", right, one_page=one_page)

"""The charts of the weekly form, on a sheet of their own, drawn from figures that stand beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun

from gridctl.domain.text import clean
from gridctl.forms.workbook import Look, Span, add_sheet, print_setup, put, put_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from gridctl.domain.weekly import CategoryLine, WeeklySummary

_FIGURES = ("上周结转", "本周新增", "本周完成", "周末未完", "其中超期")
_MOVED, _OPEN = (2, 3), (4, 5)  # which of a table's columns a chart shows: 新增 and 完成, 未完 and 超期
_COLORS = {"本周新增": "E0A030", "本周完成": "4E9A58", "周末未完": "44709D", "其中超期": "C0392B"}
_BLOCK = (16, 10, 10, 10, 10, 10)
_LEFT: tuple[Span, ...] = tuple((column, column) for column in range(1, 7))
_RIGHT: tuple[Span, ...] = tuple((column, column) for column in range(8, 14))
_WHOLE: Span = (1, 13)
_ROW_POINTS = 17.0
_TOP, _BELOW = 3, 19  # the rows where the upper charts and what stands under them begin
_CHART_ROWS = _BELOW - _TOP


def add_charts(workbook: Workbook, title: str, summaries: Sequence[WeeklySummary]) -> None:
    """Add the sheet: the first summary by category and, where there are several, the others side by side."""
    sheet = add_sheet(workbook, title, (*_BLOCK, 3, *_BLOCK))
    if not summaries:
        return
    first, others = summaries[0], summaries[1:]
    _head(sheet, first)
    categories = [(line.category, line) for line in first.lines]
    _table(sheet, _BELOW, _LEFT, f"{first.scope}：按类别", categories)
    if categories:
        _draw(sheet, (_TOP, _LEFT), (_BELOW, len(categories)), f"{first.scope}：周末未完与其中超期", _OPEN)
        _draw(sheet, (_TOP, _RIGHT), (_BELOW, len(categories)), f"{first.scope}：本周新增与完成", _MOVED, data=_LEFT)
    if others:
        scopes = [(summary.scope, summary.total) for summary in others]
        below = _BELOW + _CHART_ROWS
        _table(sheet, below, _RIGHT, "按责任区域", scopes)
        _draw(sheet, (_BELOW, _RIGHT), (below, len(scopes)), "各责任区域：周末未完与其中超期", _OPEN)
    print_setup(sheet, first.form_code, first.scope, one_page=True)


def _head(sheet: Worksheet, summary: WeeklySummary) -> None:
    put(sheet, 1, _WHOLE, f"{summary.form_name}　图表", Look.TITLE)
    days = f"{summary.first_day.isoformat()} 至 {summary.last_day.isoformat()}"
    put(sheet, 2, _WHOLE, f"{summary.project}　{days}", Look.PLAIN)
    sheet.row_dimensions[1].height = 30
    sheet.row_dimensions[2].height = 20
    for row in range(_TOP, _BELOW + _CHART_ROWS):
        sheet.row_dimensions[row].height = _ROW_POINTS


def _table(
    sheet: Worksheet, row: int, spans: Sequence[Span], title: str, lines: Sequence[tuple[str, CategoryLine]]
) -> None:
    """Write the figures of a chart as values: a title, the headings, a row for each line."""
    put(sheet, row, (spans[0][0], spans[-1][1]), title, Look.SECTION)
    sheet.row_dimensions[row].height = _ROW_POINTS + 3
    put_row(sheet, row + 1, spans, ("名称", *_FIGURES), Look.LABEL)
    for at, (name, line) in enumerate(lines, row + 2):
        figures = (line.carried, line.opened, line.done, line.open_at_end, line.overdue)
        put_row(sheet, at, spans, (name, *figures), Look.CENTER)


def _draw(
    sheet: Worksheet,
    place: tuple[int, Sequence[Span]],
    table: tuple[int, int],
    title: str,
    figures: Sequence[int],
    *,
    data: Sequence[Span] | None = None,
) -> None:
    """Draw figures of a table (its row and its number of lines) as bars beside each other, over a row and block."""
    (row, block), (table_row, count) = place, table
    first, end = (data or block)[0][0], table_row + 1 + count
    chart = _bars(title)
    for figure in figures:
        column = first + figure
        values = Reference(sheet, min_col=column, min_row=table_row + 1, max_row=end)
        chart.add_data(values, titles_from_data=True)
        series = chart.series[-1]
        series.graphicalProperties = GraphicalProperties(solidFill=_COLORS[_FIGURES[figure - 1]])
        series.dLbls = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    chart.set_categories(Reference(sheet, min_col=first, min_row=table_row + 2, max_row=end))
    # Tied to cells, a chart is as wide as the table below it whatever the fonts of the computer.
    corners = AnchorMarker(block[0][0] - 1, 0, row - 1, 0), AnchorMarker(block[-1][1], 0, row + _CHART_ROWS - 2, 0)
    chart.anchor = TwoCellAnchor("twoCell", _from=corners[0], to=corners[1])  # type: ignore[assignment]  # the stubs know the cell only
    sheet.add_chart(chart)


def _bars(title: str) -> BarChart:
    chart = BarChart()
    chart.type, chart.grouping, chart.gapWidth = "col", "clustered", 60
    chart.title = _title(title)
    chart.legend.position = "b"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.number_format = "0"
    chart.y_axis.majorGridlines = ChartLines(GraphicalProperties(ln=LineProperties(solidFill="D9D9D9")))
    return chart


def _title(text: str) -> Title:
    font = CharacterProperties(sz=1200, b=True)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=font), r=[RegularTextRun(rPr=font, t=clean(text))])
    title = Title(overlay=False, layout=Layout())
    title.tx = Text(rich=RichText(p=[paragraph]))
    return title

"""A plan as a map: a native scatter chart, a series for each grid, metres the same length to the east and to the north.

Series differ in colour and in the shape of their marks, so that a grey print can be read too. Names stand at the
buildings as text of the chart, with the code of the grid where it is short or the legend would be too long.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from openpyxl.chart import Reference, ScatterChart
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.label import DataLabel, DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.legend import Legend
from openpyxl.chart.marker import DataPoint, Marker
from openpyxl.chart.series import XYSeries
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, OneCellAnchor
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.drawing.xdr import XDRPositiveSize2D

from gridctl.domain.text import clean
from gridctl.forms.workbook import Look, Span, add_sheet, print_setup, put

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from openpyxl import Workbook
    from openpyxl.chart.axis import NumericAxis, TextAxis
    from openpyxl.worksheet.worksheet import Worksheet

    from gridctl.domain.plan_views import PlanBlockView, PlanView

_WIDTH, _HEIGHT = 27.0, 15.6  # centimetres of the chart, a page of A4 landscape below the title
_EMU = 360_000  # a centimetre in the units of drawings
_LEGEND_SHARE = 0.17
_EDGE = 0.015  # of the chart, around the plot
_AIR = 0.09  # of the plot, around the outermost buildings, for their names
_LONGEST_LEGEND = 26  # entries that one column of the page holds
_STEPS = (5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
_MOST_LINES = 16
_COLORS = (
    "1F77B4", "E6862A", "2E9E4F", "C8332F", "8E63B8", "8A5A44", "D867B0", "6E6E6E", "A8A820", "1AAFC4", "1B3A6B",
)  # fmt: skip
_NOTHING_ELSE = {
    "showLegendKey": False, "showCatName": False, "showSerName": False, "showPercent": False, "showBubbleSize": False,
}  # fmt: skip
_SHAPES: tuple[Literal["circle", "square", "triangle", "diamond"], ...] = ("circle", "square", "triangle", "diamond")
_COLUMNS: tuple[Span, ...] = ((1, 10),)
_SHORT = 3  # characters of a code that can stand before each name
_FEW, _MANY, _ALL = 60, 250, 500  # buildings up to which names, numbers, anything is written at each


class Source(NamedTuple):
    """Where the figures of the chart stand: the sheet, the column of x (that of y is the next), the first row."""

    sheet: Worksheet
    column: int
    row: int


class _NamedLabel(DataLabel):
    """A label of one point with a text of its own, which the library knows no way to write."""

    tagname = "dLbl"
    __nested__, __elements__ = (
        DataLabel.__nested__,
        DataLabel.__elements__,
    )  # not inherited, but told anew by each class

    def __init__(self, idx: int, text: str, size: int) -> None:
        super().__init__(idx, dLblPos="t", showVal=True, **_NOTHING_ELSE)
        font = CharacterProperties(sz=size)
        paragraph = Paragraph(pPr=ParagraphProperties(defRPr=font), r=[RegularTextRun(rPr=font, t=clean(text))])
        self.text = Text(rich=RichText(p=[paragraph]))

    def to_tree(self, tagname: str | None = None, idx: Any = None, namespace: str | None = None) -> Element:
        """The label as XML: its text right after the number of its point."""
        tree = super().to_tree(tagname, idx, namespace)
        tree.insert(1, self.text.to_tree("tx"))
        return tree


def add_map(
    workbook: Workbook,
    title: str,
    view: PlanView,
    blocks: Sequence[PlanBlockView],
    source: tuple[Worksheet, int, int],
) -> None:
    """Add the sheet; `blocks` stand in the rows of the source, those of a grid one below the other."""
    sheet = add_sheet(workbook, title, [10.5] * 10)
    chart, step = _chart(blocks, len(view.grids))
    for ordinal, members in _by_grid(blocks):
        chart.series.append(_series(view, blocks, ordinal, members, Source(*source)))
    put(sheet, 1, (1, 10), f"{view.project}　网格划分地图", Look.TITLE)
    sheet.row_dimensions[1].height = 30
    told = (
        f"上北下南，东西与南北同一比例，格线间距 {step} 米；标记的形状和颜色分网格，套在一起的标记是几个网格合用的楼栋"
    )
    put(sheet, 2, (1, 10), told, Look.PLAIN)
    sheet.row_dimensions[2].height = 18
    size = XDRPositiveSize2D(round(_WIDTH * _EMU), round(_HEIGHT * _EMU))
    anchor = OneCellAnchor(_from=AnchorMarker(0, 0, 2, 0), ext=size)  # of a size of its own, whatever the fonts
    chart.anchor = anchor  # type: ignore[assignment]  # the stubs know the cell only
    sheet.add_chart(chart)
    print_setup(sheet, "网格划分方案 地图", f"{view.project} {view.made_on.isoformat()}", one_page=True)


def _by_grid(blocks: Sequence[PlanBlockView]) -> Iterator[tuple[int, list[int]]]:
    """The places of the blocks of each grid, which follow one another."""
    for ordinal, members in groupby(range(len(blocks)), key=lambda place: blocks[place].ordinal):
        yield ordinal, list(members)


def _chart(blocks: Sequence[PlanBlockView], grids: int) -> tuple[ScatterChart, int]:
    """An empty chart over all the ground, and the metres between its lines."""
    chart = ScatterChart()
    chart.style, chart.scatterStyle, chart.title = 2, "lineMarker", None
    legend = grids <= _LONGEST_LEGEND
    share = 1 - 2 * _EDGE - (_LEGEND_SHARE if legend else 0.0)
    chart.layout = Layout(
        ManualLayout(layoutTarget="inner", xMode="edge", yMode="edge", x=_EDGE, y=_EDGE, w=share, h=1 - 2 * _EDGE)
    )
    chart.plot_area.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill="B0B0B0"))
    chart.legend = _legend() if legend else None
    east, north = [block.x_m or 0.0 for block in blocks], [block.y_m or 0.0 for block in blocks]
    wide, high = _WIDTH * share, _HEIGHT * (1 - 2 * _EDGE)
    scale = max((max(east) - min(east)) / wide, (max(north) - min(north)) / high, 1.0) / (1 - 2 * _AIR)
    step = next((step for step in _STEPS if max(wide, high) * scale / step <= _MOST_LINES), _STEPS[-1])
    _axis(chart.x_axis, east, scale * wide, step)
    _axis(chart.y_axis, north, scale * high, step)
    return chart, step


def _legend() -> Legend:
    legend = Legend()
    legend.position, legend.overlay = "r", False
    legend.txPr = _font(900)
    return legend


def _font(size: int) -> RichText:
    properties = CharacterProperties(sz=size)
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=properties), endParaRPr=properties)])


def _axis(axis: NumericAxis | TextAxis, values: Sequence[float], span: float, step: int) -> None:
    """So many metres around the middle of the values, with faint lines and no figures."""
    middle = (min(values) + max(values)) / 2
    axis.scaling.min, axis.scaling.max = round(middle - span / 2, 1), round(middle + span / 2, 1)
    axis.delete, axis.title = True, None
    axis.majorUnit = step  # type: ignore[union-attr]  # both axes of a scatter are of numbers
    axis.majorGridlines = ChartLines(GraphicalProperties(ln=LineProperties(solidFill="E4E4E4")))


def _series(
    view: PlanView, blocks: Sequence[PlanBlockView], ordinal: int, members: Sequence[int], source: Source
) -> XYSeries:
    first, last = source.row + members[0], source.row + members[-1]
    x, y = (
        Reference(source.sheet, min_col=column, min_row=first, max_row=last)
        for column in (source.column, source.column + 1)
    )
    named = {grid.ordinal: clean(" ".join(dict.fromkeys((grid.code, grid.name)))) for grid in view.grids}
    series: XYSeries = SeriesFactory(y, x, title=named.get(ordinal, str(ordinal)))
    series.graphicalProperties = GraphicalProperties(ln=LineProperties(noFill=True))
    series.smooth = False
    size = 11 if len(blocks) <= _FEW else 8 if len(blocks) <= _MANY else 6
    series.marker = _marker(ordinal, size)
    series.dPt = _shared_marks(blocks, ordinal, members, size)
    series.dLbls = _labels(view, blocks, members)
    return series


def _marker(ordinal: int, size: int) -> Marker:
    """A mark of the grid's shape and colour; shapes and colours turn at different speeds."""
    edge = LineProperties(solidFill="303030", w=6350)
    return Marker(symbol=_shape(ordinal), size=size, spPr=GraphicalProperties(solidFill=_color(ordinal), ln=edge))


def _ring(ordinal: int, size: int) -> Marker:
    """A mark that shows what is behind it."""
    edge = LineProperties(solidFill=_color(ordinal), w=22225)
    return Marker(symbol=_shape(ordinal), size=size, spPr=GraphicalProperties(noFill=True, ln=edge))


def _shape(ordinal: int) -> Literal["circle", "square", "triangle", "diamond"]:
    return _SHAPES[ordinal % len(_SHAPES)]


def _color(ordinal: int) -> str:
    return _COLORS[ordinal % len(_COLORS)]


def _shared_marks(blocks: Sequence[PlanBlockView], ordinal: int, members: Sequence[int], size: int) -> list[DataPoint]:
    """Marks of buildings that grids share: a small one within the ring of a later grid.

    Some programs draw the later series on top, some the earlier: within a ring, or on it, the small mark is seen in both.
    """
    shared = _parts(blocks)
    marks: list[DataPoint] = []
    for at, place in enumerate(members):
        places = shared[blocks[place].phase, blocks[place].building]
        if len(places) > 1:
            marker = _marker(ordinal, size // 2 + 1) if place == places[0] else _ring(ordinal, size + 2)
            look = GraphicalProperties(solidFill=_color(ordinal), ln=LineProperties(noFill=True))
            marks.append(DataPoint(idx=at, marker=marker, spPr=look))
    return marks


def _parts(blocks: Sequence[PlanBlockView]) -> dict[tuple[str, str], list[int]]:
    """The places of the blocks of each building."""
    found: dict[tuple[str, str], list[int]] = {}
    for place, block in enumerate(blocks):
        found.setdefault((block.phase, block.building), []).append(place)
    return found


def _labels(view: PlanView, blocks: Sequence[PlanBlockView], members: Sequence[int]) -> DataLabelList | None:
    """What stands at the buildings of a grid: names while there is room, then numbers, then one code for the grid."""
    codes = {grid.ordinal: grid.code for grid in view.grids}
    if len(codes) <= _LONGEST_LEGEND and any(len(code) > _SHORT for code in codes.values()):
        codes = {}
    if len(blocks) > _ALL:
        code = codes.get(blocks[members[0]].ordinal, "")
        chosen = [(_middle(blocks, members), code)] if code else []
    else:
        chosen = list(_names(blocks, members, codes))
    if not chosen:
        return None
    size = 800 if len(blocks) <= _FEW else 600
    labels = DataLabelList(showVal=False, **_NOTHING_ELSE)
    labels.dLbl = [_NamedLabel(at, text, size) for at, text in chosen]
    return labels


def _names(
    blocks: Sequence[PlanBlockView], members: Sequence[int], codes: Mapping[int, str]
) -> Iterator[tuple[int, str]]:
    """Each building of a grid with the codes of the grids that have of it: 01 3栋, 01+02 4栋; once, at its first part."""
    parts = _parts(blocks)
    for at, place in enumerate(members):
        block = blocks[place]
        places = parts[block.phase, block.building]
        if place == places[0]:
            told = "+".join(codes[blocks[each].ordinal] for each in places if blocks[each].ordinal in codes)
            name = block.building if len(blocks) <= _FEW else _number(block.building)
            yield at, f"{told} {name}".strip()


def _number(building: str) -> str:
    return building[:-1] if building[-1:] in {"栋", "幢", "座"} and len(building) > 1 else building


def _middle(blocks: Sequence[PlanBlockView], members: Sequence[int]) -> int:
    """The place among its members of the building nearest the middle of a grid."""
    points = [(blocks[place].x_m or 0.0, blocks[place].y_m or 0.0) for place in members]
    x, y = (sum(axis) / len(points) for axis in zip(*points, strict=True))
    return min(range(len(points)), key=lambda at: ((points[at][0] - x) ** 2 + (points[at][1] - y) ** 2, at))

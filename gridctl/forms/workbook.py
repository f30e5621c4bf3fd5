"""The house style of every controlled form: fonts, borders, A4 landscape, page x of y, and text that stays text."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.styles.colors import Color
from openpyxl.utils import get_column_letter
from openpyxl.utils.indexed_list import IndexedList
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties

from gridctl.domain.text import clean
from gridctl.forms.measuring import cell_text, fitting, height, lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from openpyxl.worksheet.worksheet import Worksheet

Value = str | float | None
Span = tuple[int, int]
"""The first and the last column of a cell, both counted from 1."""

TITLE_LIMIT = 31
_UNIT = 10 / 11  # a half-width of the 10 pt body in the column units of the 11 pt default font
_PADDING = 0.8
_FOOTER_LIMIT = 60
_BODY, _HEADING = "宋体", "黑体"  # on every Chinese Windows and in WPS; other systems fall back by the charset
_CHARSET = 134  # GB2312
_SIDE = Side(style="thin", color=Color(rgb="FF404040"))
_GRID = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_FORMULA_LIKE = ("=", "+", "-", "@", "'")


class Look(StrEnum):
    """How a cell looks: a style of the workbook, named in the words that an office finds in its list of styles."""

    TITLE = "表名"
    COMPANY = "公司"
    CODE = "表号"
    SECTION = "分节"
    PLAIN = "正文"
    NOTE = "表注"
    LABEL = "栏目"
    TEXT = "格内文字"
    CENTER = "格内居中"
    STRONG = "格内加粗"
    SIGNED = "格内增减"
    STRONG_SIGNED = "格内增减加粗"
    ENTRY = "待改"
    WRONG_ENTRY = "待改有误"


def _style(
    look: Look,
    size: float,
    horizontal: Literal["left", "center", "right"],
    *,
    bold: bool = False,
    face: str = _BODY,
    grid: bool = False,
    fill: str = "",
    number_format: str = "General",
) -> NamedStyle:
    return NamedStyle(
        name=look.value,
        font=Font(name=face, size=size, bold=bold, charset=_CHARSET, color=Color(rgb="FF000000")),
        alignment=Alignment(horizontal=horizontal, vertical="center", wrap_text=True),
        border=_GRID if grid else Border(),
        fill=PatternFill("solid", start_color=fill) if fill else PatternFill(),
        number_format=number_format,
    )


def _styles() -> tuple[NamedStyle, ...]:
    """Make the styles anew, for each belongs to one workbook."""
    return (
        _style(Look.TITLE, 18, "center", bold=True, face=_HEADING),
        _style(Look.COMPANY, 12, "left"),
        _style(Look.CODE, 10, "right"),
        _style(Look.SECTION, 12, "left", bold=True, face=_HEADING),
        _style(Look.PLAIN, 10, "left"),
        _style(Look.NOTE, 9, "left"),
        _style(Look.LABEL, 10, "center", bold=True, grid=True, fill="FFE7EBF0"),
        _style(Look.TEXT, 10, "left", grid=True),
        _style(Look.CENTER, 10, "center", grid=True),
        _style(Look.STRONG, 10, "center", bold=True, grid=True),
        _style(Look.SIGNED, 10, "center", grid=True, number_format="+0;-0;0"),
        _style(Look.STRONG_SIGNED, 10, "center", bold=True, grid=True, number_format="+0;-0;0"),
        _style(Look.ENTRY, 10, "left", grid=True, number_format="@"),
        _style(Look.WRONG_ENTRY, 10, "left", grid=True, fill="FFFFD9D9", number_format="@"),
    )


def blank_workbook(title: str) -> Workbook:
    """Return a workbook without sheets, in the house's fonts; the document carries no person's name."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    workbook.properties.creator, workbook.properties.title = "gridctl", clean(title)
    # Column widths count digits of the default font, so it must be the one the forms are drawn in.
    normal = Font(name=_BODY, size=11, charset=_CHARSET)
    workbook._fonts = IndexedList([normal])  # type: ignore[attr-defined]  # noqa: SLF001
    workbook._named_styles["Normal"].font = normal  # type: ignore[attr-defined]  # noqa: SLF001
    for style in _styles():
        workbook.add_named_style(style)
    return workbook


def add_sheet(workbook: Workbook, title: str, widths: Sequence[float]) -> Worksheet:
    """Add a sheet, named as near to `title` as spreadsheets allow, with columns of so many half-widths of 10 pt."""
    sheet: Worksheet = workbook.create_sheet(sheet_title(title, workbook.sheetnames))
    for column, size in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = round(size * _UNIT + _PADDING, 2)
    return sheet


def sheet_title(text: str, taken: Iterable[str] = ()) -> str:
    """Return a sheet's name that Excel and WPS take: without brackets, colons, slashes, and unlike any of `taken`."""
    name = re.sub(r"[\[\]:*?/\\]", "-", clean(text)).strip("' ") or "表"
    if name.casefold() == "history":  # Excel keeps this one to itself
        name += "_"
    used = {other.casefold() for other in taken}
    tried, count = _shortened(name, ""), 1
    while tried.casefold() in used:
        count += 1
        tried = _shortened(name, f"({count})")
    return tried


def _shortened(name: str, suffix: str) -> str:
    room = TITLE_LIMIT - len(suffix)
    return name.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore").strip("' ") + suffix


def put(sheet: Worksheet, row: int, span: Span, value: Value, look: Look) -> None:
    """Write a value over the columns of `span`; a text is cleaned and stays text, whatever it begins with."""
    first, last = span
    for column in range(first, last + 1):
        sheet.cell(row, column).style = look.value
    if isinstance(value, str):
        _write_text(sheet, row, first, cell_text(value))
    else:
        sheet.cell(row, first).value = value
    if last > first:  # every cell is dressed already: merge_cells would do it again, slowly
        sheet.merged_cells.add(CellRange(min_col=first, max_col=last, min_row=row, max_row=row))


def _write_text(sheet: Worksheet, row: int, column: int, text: str) -> None:
    if not text:
        return
    cell = sheet.cell(row, column)
    cell.value = text
    cell.data_type = "s"
    if text.startswith(_FORMULA_LIKE):
        cell.quotePrefix = True  # or editing the cell would make a formula of it


def put_row(
    sheet: Worksheet, row: int, spans: Sequence[Span], values: Sequence[Value], looks: Sequence[Look] | Look
) -> float:
    """Write a row of values, as high as its fullest cell needs; return the points of its height."""
    each = [looks] * len(spans) if isinstance(looks, Look) else looks
    for span, value, look in zip(spans, values, each, strict=True):
        put(sheet, row, span, value, look)
    points = row_height(sheet, spans, values)
    sheet.row_dimensions[row].height = points
    return points


def put_line(sheet: Worksheet, row: int, span: Span, text: str, look: Look, points: float) -> None:
    """Write a line of its own, so many points high."""
    put(sheet, row, span, text, look)
    sheet.row_dimensions[row].height = points


def fitted(sheet: Worksheet, spans: Sequence[Span], values: Sequence[Value]) -> list[Value]:
    """Values with what even the highest row could not show cut, so that nothing is clipped without a mark."""
    pairs = zip(spans, values, strict=True)
    return [fitting(value, room(sheet, span)) if isinstance(value, str) else value for span, value in pairs]


def row_height(sheet: Worksheet, spans: Sequence[Span], values: Sequence[Value]) -> float:
    """Return the points that these values need in these columns of the sheet."""
    texts = ((clean(value), span) for span, value in zip(spans, values, strict=True) if isinstance(value, str))
    return height(max((lines(text, room(sheet, span)) for text, span in texts), default=1))


def room(sheet: Worksheet, span: Span) -> float:
    """Return the half-widths of 10 pt that a line over these columns surely holds."""
    units = sum(sheet.column_dimensions[get_column_letter(column)].width for column in range(span[0], span[1] + 1))
    return max(2.0, (units - _PADDING) / _UNIT)


def print_setup(sheet: Worksheet, footer_left: str, footer_right: str, *, one_page: bool = False) -> None:
    """Set A4 landscape, as wide as the page, margins, and a footer with the page of the pages."""
    setup = sheet.page_setup
    setup.paperSize, setup.orientation = 9, "landscape"
    setup.fitToWidth, setup.fitToHeight = 1, int(one_page)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.45, 0.6, 0.2, 0.25
    sheet.print_options.horizontalCentered = True
    parts = (_footer_text(footer_left), "第 &P 页 共 &N 页", _footer_text(footer_right))
    left, center, right = (_HeaderFooterPart(text=part) for part in parts)
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(left=left, center=center, right=right)


def _footer_text(text: str) -> str:
    """Return a text that a footer prints as it is: there `&` begins a code, the full-width one does not."""
    return clean(text)[:_FOOTER_LIMIT].replace("&", "＆")

from __future__ import annotations

import io
from zipfile import ZipFile

import pytest
from hypothesis import given, strategies as st
from openpyxl import load_workbook

from gridctl.forms.saving import to_bytes
from gridctl.forms.workbook import TITLE_LIMIT, Look, add_sheet, blank_workbook, print_setup, put, put_row, sheet_title


def read_back(texts: list[str]) -> list[object]:
    workbook = blank_workbook("试")
    sheet = add_sheet(workbook, "试", [20])
    for row, text in enumerate(texts, 1):
        put(sheet, row, (1, 1), text, Look.TEXT)
    back = load_workbook(io.BytesIO(to_bytes(workbook)))
    cells = [back.worksheets[0].cell(row, 1) for row in range(1, len(texts) + 1)]
    assert {cell.data_type for cell in cells if cell.value is not None} <= {"s"}
    return [cell.value for cell in cells]


def test_text_is_never_a_formula_an_error_or_a_number() -> None:
    texts = [
        "=1+1",
        "=HYPERLINK(0)",
        "+86",
        "-1",
        "@SUM(A1)",
        "#N/A",
        "0101",
        "TRUE",
        "110101199003074512",
        "[red]x",
        "&P",
    ]
    assert read_back(texts) == texts


def test_editing_such_a_text_makes_no_formula_of_it() -> None:
    workbook = blank_workbook("试")
    sheet = add_sheet(workbook, "试", [20, 20])
    put_row(sheet, 1, [(1, 1), (2, 2)], ["=1+1", "灯不亮"], Look.TEXT)
    back = load_workbook(io.BytesIO(to_bytes(workbook))).worksheets[0]
    assert [bool(back.cell(1, column).quotePrefix) for column in (1, 2)] == [True, False]


@given(st.lists(st.text(max_size=20), max_size=5))
def test_any_text_can_be_written(texts: list[str]) -> None:
    assert len(read_back(texts)) == len(texts)


def test_numbers_stay_numbers_and_a_span_is_one_cell() -> None:
    workbook = blank_workbook("试")
    sheet = add_sheet(workbook, "试", [5, 5, 5])
    put_row(sheet, 1, [(1, 2), (3, 3)], [3, None], Look.SIGNED)
    back = load_workbook(io.BytesIO(to_bytes(workbook))).worksheets[0]
    assert (back["A1"].value, back["A1"].number_format, back["C1"].value) == (3, "+0;-0;0", None)
    assert str(back.merged_cells) == "A1:B1"


def test_a_row_is_as_high_as_its_longest_text() -> None:
    workbook = blank_workbook("试")
    sheet = add_sheet(workbook, "试", [10, 10])
    spans = [(1, 1), (2, 2)]
    one = put_row(sheet, 1, spans, ["灯", 1], Look.TEXT)
    three = put_row(sheet, 2, spans, ["灯", "一二三四五六七八九十一二"], Look.TEXT)
    assert sheet.row_dimensions[2].height == three > 2 * one


@pytest.mark.parametrize(
    ("text", "taken", "expected"),
    [
        ("1号网格", (), "1号网格"),
        ("A/B[1]:*?\\", (), "A-B-1-----"),
        ("", (), "表"),
        ("'''", (), "表"),
        ("History", (), "History_"),
        ("网格", ("网格", "网格(2)"), "网格(3)"),
        ("grid", ("GRID",), "grid(2)"),
        ("长" * 40, (), "长" * 31),
        ("长" * 40, ("长" * 31,), "长" * 28 + "(2)"),
        ("𠮷" * 20, (), "𠮷" * 15),
        ("a\x00\ud800b", (), "ab"),
    ],
)
def test_sheet_title(text: str, taken: tuple[str, ...], expected: str) -> None:
    assert sheet_title(text, taken) == expected


@given(st.lists(st.text(max_size=40), max_size=6))
def test_sheet_titles_are_taken_and_unique(texts: list[str]) -> None:
    workbook = blank_workbook("试")
    for text in texts:
        add_sheet(workbook, text, [10])
    names = workbook.sheetnames
    assert len({name.casefold() for name in names}) == len(texts)
    assert all(0 < len(name.encode("utf-16-le")) // 2 <= TITLE_LIMIT for name in names)


def test_printing() -> None:
    workbook = blank_workbook("试")
    sheet = add_sheet(workbook, "试", [10])
    print_setup(sheet, "F-01", "A&P网格")
    back = load_workbook(io.BytesIO(to_bytes(workbook))).worksheets[0]
    assert (back.page_setup.paperSize, back.page_setup.orientation) == (9, "landscape")
    assert (back.page_setup.fitToWidth, back.page_setup.fitToHeight) == (1, 0)
    assert back.sheet_properties.pageSetUpPr
    assert back.sheet_properties.pageSetUpPr.fitToPage
    footer = back.oddFooter
    assert footer
    assert footer.left
    assert footer.center
    assert footer.right
    assert (footer.left.text, footer.center.text, footer.right.text) == ("F-01", "第 &P 页 共 &N 页", "A＆P网格")


def test_the_default_font_is_the_one_that_widths_are_counted_in() -> None:
    workbook = blank_workbook("试")
    put(add_sheet(workbook, "试", [10]), 1, (1, 1), "灯", Look.TEXT)
    with ZipFile(io.BytesIO(to_bytes(workbook))) as parts:
        styles = parts.read("xl/styles.xml").decode()
    assert "Calibri" not in styles
    assert styles.index("宋体") < styles.index("黑体")

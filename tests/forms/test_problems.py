from __future__ import annotations

import io
from typing import TYPE_CHECKING

import python_calamine
from openpyxl import load_workbook

from gridctl.domain.imports import Problem
from gridctl.forms.problems import LINE_HEADING, REASON_HEADING, problems_workbook
from gridctl.forms.saving import save, to_bytes
from gridctl.intake.staff import read_staff

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook

HEADER = ("楼栋", "单元", "房号", "业主姓名", "联系电话")
LINES = {9: ("", "", "0203", "李四"), 5: ("3栋", "2", "0101", "=张三", "1380000")}
PROBLEMS = [
    Problem("业主", 9, "楼栋", "A9", "", "没有楼栋"),
    Problem("业主", 9, "单元", "B9", "", "没有单元"),
    Problem("业主", 9, "单元", "B9", "", "没有单元"),
    Problem("业主", 5, "联系电话", "E5", "1380000", "位数不对"),
]


def written(workbook: Workbook) -> Workbook:
    return load_workbook(io.BytesIO(to_bytes(workbook)))


def test_wrong_rows_with_their_reasons() -> None:
    book = written(problems_workbook(HEADER, LINES, PROBLEMS))
    assert book.sheetnames == ["业主"]
    assert list(book["业主"].iter_rows(values_only=True)) == [
        (LINE_HEADING, REASON_HEADING, *HEADER),
        ("5", "联系电话：位数不对", "3栋", "2", "0101", "=张三", "1380000"),
        ("9", "楼栋：没有楼栋；单元：没有单元", None, None, "0203", "李四", None),
    ]


def test_every_cell_is_text_and_the_wrong_ones_are_coloured() -> None:
    sheet = written(problems_workbook(HEADER, LINES, PROBLEMS))["业主"]
    assert {cell.number_format for row in sheet["A2:G3"] for cell in row} == {"@"}
    assert {cell.data_type for cell in sheet[2]} == {"s"}
    colored = [cell.coordinate for row in sheet["A2:G3"] for cell in row if cell.fill.fill_type == "solid"]
    assert colored == ["G2", "C3", "D3"]


def test_what_an_import_reads_again_is_what_was_written() -> None:
    content = to_bytes(problems_workbook(HEADER, LINES, PROBLEMS))
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    table = book.get_sheet_by_index(0).to_python()
    assert table[0][2:] == list(HEADER)
    assert table[1][2:] == list(LINES[5])


def test_mended_in_place_it_is_imported_without_a_word(tmp_path: Path) -> None:
    first, mended = tmp_path / "员工.csv", tmp_path / "改.xlsx"
    first.write_text(
        "工号,姓名,岗位,手机号\n007,王建国,工程技工,13800000001\n008,,客服管家,13800000002\n", encoding="utf-8"
    )
    parsed = read_staff(first)
    assert [problem.line for problem in parsed.problems] == [3]
    book = problems_workbook(parsed.header, parsed.lines, parsed.problems)
    book.worksheets[0]["D2"] = "李敏"
    save(book, mended)
    again = read_staff(mended)
    assert (again.problems, again.warnings) == ([], [])
    assert [(row.row.number, row.row.name, row.row.phone) for row in again.rows] == [("008", "李敏", "13800000002")]


def test_a_second_round_does_not_pile_up_columns() -> None:
    header = (LINE_HEADING, REASON_HEADING, "楼栋", "单元")
    lines = {2: ("5", "楼栋：没有楼栋", "", "2")}
    sheet = written(problems_workbook(header, lines, [Problem("业主", 2, "楼栋", "C2", "", "没有楼栋")]))["业主"]
    assert list(sheet.iter_rows(values_only=True)) == [
        (LINE_HEADING, REASON_HEADING, "楼栋", "单元"),
        ("2", "楼栋：没有楼栋", None, "2"),
    ]


def test_what_is_wrong_with_the_whole_file_stands_apart() -> None:
    problems = [Problem("业主", 0, "", "", "", "两列都叫“备注”"), *PROBLEMS]
    book = written(problems_workbook(HEADER, LINES, problems))
    assert book.sheetnames == ["业主", "整个文件的问题"]
    assert book["业主"].max_row == 3
    assert [row[0] for row in book["整个文件的问题"].iter_rows(values_only=True)] == [REASON_HEADING, "两列都叫“备注”"]


def test_cells_beyond_the_header_and_lines_without_cells_are_kept() -> None:
    problems = [Problem("", 3, "", "", "", "多出一格"), Problem("", 4, "", "", "", "读不出")]
    sheet = written(problems_workbook(("楼栋",), {3: ("1栋", "", "多的")}, problems)).worksheets[0]
    assert sheet.title == "表"
    assert list(sheet.iter_rows(min_row=2, values_only=True)) == [
        ("3", "多出一格", "1栋", None, "多的"),
        ("4", "读不出", None, None, None),
    ]


def test_nothing_wrong_is_an_empty_table() -> None:
    book = written(problems_workbook(HEADER, {}, []))
    assert [row[2:] for row in book.worksheets[0].iter_rows(values_only=True)] == [HEADER]

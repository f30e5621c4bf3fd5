import sys
from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlwt  # type: ignore[import-untyped]
from python_calamine import CalamineError, PasswordError

from gridctl.errors import BadDataError, NotFoundError
from gridctl.intake import books, legacy
from gridctl.intake.biff import errors_in
from gridctl.intake.books import open_book
from gridctl.intake.files import take
from gridctl.intake.residents import read_residents
from gridctl.intake.sheets import Damage, Grid, Merged, address, as_written, position
from tests.intake.workbooks import MORNING, save

Write = Callable[..., Path]
CELLS = [["文字", 12, 2.5, True, date(2026, 1, 2), MORNING], [None, " ", "0101"]]
ROWS: list[list[object]] = [["房号", "姓名"], ["3栋101", "王一"]]


def grid_of(path: Path, name: str = "Sheet1") -> Grid:
    return open_book(take(path)).grid(name)


def test_both_kinds_of_workbook_give_the_same_cells(xlsx_file: Write, xls_file: Write) -> None:
    expected = [["文字", 12, 2.5, True, date(2026, 1, 2), MORNING]]
    assert grid_of(xlsx_file(CELLS)).rows[:1] == expected
    assert grid_of(xls_file(CELLS)).rows[:1] == expected


def test_merged_ranges_of_both(xlsx_file: Write, xls_file: Write) -> None:
    rows = [["a", "b"], ["c", "d"], [None, "e"], [None, "f"]]
    assert grid_of(xlsx_file(rows, merges=["A2:A4"])).merges == [Merged(1, 0, 3, 0)]
    assert grid_of(xls_file(rows, merges=[(1, 3, 0, 0)])).merges == [Merged(1, 0, 3, 0)]


def test_blank_rows_and_columns_before_the_data_keep_their_place(xlsx_file: Write) -> None:
    rows = [[], [None, None, "x"]]
    assert grid_of(xlsx_file(rows)).rows == [["", "", ""], ["", "", "x"]]


def test_what_the_parser_gives_as_blank_is_marked(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["#N/A", "=1+1", "=A1", "x"])
    sheet["A1"].data_type = "e"
    book.save(tmp_path / "a.xlsx")
    row = grid_of(tmp_path / "a.xlsx", "Sheet").rows[0]
    assert [(type(cell), as_written(cell)) for cell in row] == [
        (Damage, "#N/A"), (Damage, ""), (Damage, ""), (str, "x"),
    ]  # fmt: skip


def test_the_first_visible_sheet_with_what_is_needed_is_read(tmp_path: Path) -> None:
    path = save(
        tmp_path / "a.xlsx", {"封面": [["名册"]], "隐藏": ROWS, "半": [["姓名", "电话"]], "住户": ROWS, "二期": ROWS}
    )
    book = openpyxl.load_workbook(path)
    book["隐藏"].sheet_state = "hidden"
    book.save(path)
    parsed = read_residents(path)
    assert parsed.sheet == "住户"
    assert [warning.reason for warning in parsed.warnings] == [
        "只读了工作表“住户”；还有：封面、半、二期，要读取请用 --sheet 指定"
    ]


def test_a_sheet_can_be_named_even_a_hidden_one(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", {"一期": ROWS, " 二期 ": [*ROWS, ["102", "李二"]]})
    assert len(read_residents(path, sheet="二期").rows) == 2
    assert not read_residents(path, sheet="二期").warnings
    with pytest.raises(NotFoundError, match="没有工作表“三期”") as caught:
        read_residents(path, sheet="三期")
    assert "一期" in caught.value.hint


def test_a_workbook_without_a_header_is_refused(xlsx_file: Write) -> None:
    with pytest.raises(BadDataError, match="找不到住户的表头") as caught:
        read_residents(xlsx_file([["a", "b"], ["姓名是王一"]]))
    assert "“姓名”" in caught.value.hint
    with pytest.raises(BadDataError, match="工作表“Sheet1”里找不到"):
        read_residents(xlsx_file([["a"]]), sheet="Sheet1")
    with pytest.raises(BadDataError, match="找不到住户的表头"):
        read_residents(xlsx_file([]))


def test_the_best_sheet_is_reported_where_none_has_all_that_is_needed(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", {"a": [["姓名"]], "b": [["姓名", "电话", "性别"], ["王一", "1", "男"]]})
    parsed = read_residents(path)
    assert (parsed.sheet, parsed.rows) == ("b", [])
    assert [problem.line for problem in parsed.problems] == [1]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (13800138000.0, "13800138000"), (1.1010519491231e17, "1.1010519491231e+17"), (0.5, "0.5"), (3, "3"),
        (True, "TRUE"), (date(2026, 1, 2), "2026-01-02"), (MORNING, "2026-01-02 08:30"),
        (time(8, 30), "08:30:00"), (timedelta(hours=30), "1 day, 6:00:00"), ("", ""), ("x", "x"),
    ],
)  # fmt: skip
def test_cells_are_shown_as_they_were_typed(cell: object, text: str) -> None:
    assert as_written(cell) == text


@pytest.mark.parametrize(
    ("column", "line", "cell"), [(0, 1, "A1"), (25, 9, "Z9"), (26, 9, "AA9"), (16383, 12, "XFD12")]
)
def test_addresses(column: int, line: int, cell: str) -> None:
    assert address(column, line) == cell
    assert position(cell) == (line, column)


def test_times_survive_the_second_process() -> None:
    rows = [[date(2026, 1, 2), MORNING, time(8, 30), timedelta(hours=30), "x", 1.5]]
    for value in rows[0]:
        if not isinstance(value, str | float):
            assert legacy._value(legacy._wrapped(value)) == value


class PanicException(BaseException):
    """What the parser raises where it breaks."""


@pytest.mark.parametrize("error", [PanicException(), ValueError(), MemoryError(), CalamineError()])
def test_whatever_the_parser_raises_is_one_error(error: BaseException) -> None:
    with pytest.raises(BadDataError, match="a 已损坏"), books._telling("a"):
        raise error


def test_a_password_and_an_interruption_are_told_apart() -> None:
    with pytest.raises(BadDataError, match="密码"), books._telling("a"):
        raise PasswordError
    with pytest.raises(KeyboardInterrupt), books._telling("a"):
        raise KeyboardInterrupt


def test_errors_in_an_xls(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    for title, row in (("一", 1), ("Sheet", 2)):
        sheet = book.add_sheet(title)
        sheet.write(0, 0, "x")
        sheet.write(3, 3, "y")
        sheet.row(row).set_cell_error(1, 0x2A)
    path = tmp_path / "a.xls"
    book.save(str(path))
    assert errors_in(path.read_bytes()) == {"一": {(1, 1): "#N/A"}, "Sheet": {(2, 1): "#N/A"}}
    for title, row in (("一", 1), ("Sheet", 2)):
        cells = grid_of(path, title).rows
        assert [(r, c) for r in range(4) for c in range(4) if isinstance(cells[r][c], Damage)] == [(row, 1)]
        assert as_written(cells[row][1]) == "#N/A"


@pytest.mark.parametrize("data", [b"", b"\0" * 600, b"\xff" * 600, bytes(range(256)) * 40])
def test_errors_are_not_sought_in_what_is_no_book(data: bytes) -> None:
    assert errors_in(data) == {}


def test_one_far_cell_in_an_xls(xls_file: Write) -> None:
    far: list[object] = [*[None] * 255, "x"]
    rows: list[list[object]] = [*ROWS, *[[]] * 65_533, far]
    with pytest.raises(BadDataError, match="一直到 IV65536"):
        read_residents(xls_file(rows))


def test_an_xls_that_kills_its_reader_is_an_error_here(
    xls_file: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    dies = tmp_path / "dies"
    dies.write_text("#!/bin/sh\nkill -ABRT $$\n")
    dies.chmod(0o755)
    path = xls_file(ROWS)
    for program in (str(dies), str(tmp_path / "none")):
        monkeypatch.setattr(sys, "executable", program)
        with pytest.raises(BadDataError, match="已损坏"):
            read_residents(path)

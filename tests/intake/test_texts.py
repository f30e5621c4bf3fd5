from collections.abc import Callable
from pathlib import Path

import pytest

from gridctl.errors import BadDataError, NotFoundError
from gridctl.intake.columns import layout
from gridctl.intake.residents import read_residents

Write = Callable[..., Path]
ROWS = [["房号", "姓名", "备注"], ["0101", "王𠮷", "第一行\n第二行"], ["0102", "李䶮", 'a,b;c"d']]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_every_encoding_and_delimiter_gives_the_same_rows(csv_file: Write, encoding: str, delimiter: str) -> None:
    rows = [list(row) for row in ROWS]
    if encoding in {"utf-16-le", "utf-16-be"}:  # which say what they are only by their mark
        rows[0][0] = "\ufeff" + rows[0][0]
    parsed = read_residents(csv_file(rows, encoding=encoding, delimiter=delimiter))
    assert [(row.line, row.row.address, row.row.name, row.row.remark) for row in parsed.rows] == [
        (2, "0101", "王𠮷", "第一行 第二行"),
        (3, "0102", "李䶮", 'a,b;c"d'),
    ]
    assert not parsed.problems


def test_utf8_is_not_taken_for_gb18030(csv_file: Write) -> None:
    rows = [["房号", "姓名", "备注"], ["101", "李四", "网格"]]
    assert "网格".encode().decode("gb18030") != "网格"
    assert read_residents(csv_file(rows, encoding="utf-8")).rows[0].row.remark == "网格"


@pytest.mark.parametrize("noun", ["room", "place", "staff", "grid", "resident", "ticket"])
def test_no_header_in_gb18030_passes_for_utf8(noun: str) -> None:
    needed = layout(noun)
    said = [[word for word, field in (needed.words | needed.weak).items() if field in group] for group in needed.needs]
    assert any(not any(map(passes_for_utf8, words)) for words in said)


def passes_for_utf8(text: str) -> bool:
    try:
        text.encode("gb18030").decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@pytest.mark.parametrize(
    "header", ["\ufeff房号,姓名", "sep=;\r\n房号;姓名", "房号\t姓名", "住户名册,,\r\n\r\n房号,姓名"]
)
def test_the_delimiter_is_the_header_rows(tmp_path: Path, header: str) -> None:
    path = tmp_path / "a.csv"
    separator = next(each for each in ";\t," if each in header.rpartition("\n")[2])
    path.write_text(f"{header}\r\n101{separator}王一\r\n", encoding="utf-8", newline="")
    assert [row.row.name for row in read_residents(path).rows] == ["王一"]


def test_a_quotation_mark_that_never_ends_is_found_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('房号,姓名\n101,王一\n102,"李二\n103,张三\n', encoding="utf-8")
    with pytest.raises(BadDataError, match="第 3 行的引号不成对"):
        read_residents(path)


def test_a_cell_beyond_any_sheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("房号,姓名\n101," + "王" * 200_000, encoding="utf-8")
    with pytest.raises(BadDataError, match="第 2 行"):
        read_residents(path)


def test_a_comma_that_nothing_protects_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("房号,姓名,备注\n101,王一,a,b\n102,李二,c\n103,张三\n104,赵四,,,\n", encoding="utf-8")
    parsed = read_residents(path)
    assert [(problem.line, problem.reason[:8]) for problem in parsed.problems] == [(2, "比表头多出几格：")]
    assert [row.line for row in parsed.rows] == [3, 4, 5]
    assert parsed.lines == {2: ("101", "王一", "a", "b")}


def test_lines_are_rows_even_where_a_cell_has_line_breaks(csv_file: Write) -> None:
    parsed = read_residents(csv_file([["房号", "姓名"], ["1\n0\n1", "王一"], [], ["102", "9.99999E+17"]]))
    assert [(row.line, row.row.address) for row in parsed.rows] == [(2, "1 0 1")]
    assert [(problem.line, problem.cell) for problem in parsed.problems] == [(4, "B4")]


def test_a_text_file_has_no_sheets(csv_file: Write) -> None:
    with pytest.raises(NotFoundError, match="没有工作表"):
        read_residents(csv_file(ROWS), sheet="住户")

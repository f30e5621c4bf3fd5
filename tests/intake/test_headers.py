from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from gridctl.domain.sheets import ContractorRow, GridRow, PlaceRow, ResidentRow, RoomRow, StaffRow, TicketRow
from gridctl.errors import BadDataError
from gridctl.intake import columns, converters
from gridctl.intake.columns import layout, spellings
from gridctl.intake.residents import read_residents

Write = Callable[..., Path]
DATA = ["3栋", "101", "王一", "13912345678"]
HEADER = ["楼栋", "房号", "姓名", "手机"]
NOUNS: dict[str, Any] = {
    "room": RoomRow, "place": PlaceRow, "staff": StaffRow, "grid": GridRow, "resident": ResidentRow, "ticket": TicketRow,
    "contractor": ContractorRow,
}  # fmt: skip


@pytest.mark.parametrize("noun", NOUNS)
def test_the_layouts_fit_the_rows(noun: str) -> None:
    told = layout(noun)
    assert set(told.columns) - {"part"} == set(NOUNS[noun]._fields) - {"details"}  # the columns of a kind of ticket
    assert all({*group} <= set(told.columns) for group in told.needs)
    for column in told.columns.values():
        assert column.kind in {*converters._KINDS, "choice"}
        assert bool(column.choices) == (column.kind == "choice")


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        ('ignored = []\n[a]\ntitle = "a"\nneeds = []\n[a.columns]\nx = {words = ["甲"], kind = "text"}\ny = {words = ["乙", "甲 "], kind = "text"}', "“甲 ”同时写在两列里"),
        ("[a", "写错了"),
    ],
)  # fmt: skip
def test_a_wrong_edit_of_the_words_is_told(toml: str, says: str) -> None:
    with pytest.raises(BadDataError, match=says):
        columns._layout(toml, "a")


@pytest.mark.parametrize(
    ("header", "spelt"),
    [
        ("房 号", "房号"), ("联系\n电话", "联系电话"), ("＊姓名：", "姓名"), ("姓名*", "姓名"), ("ＬＮＧ", "lng"),
        ("建筑面积(㎡)", "建筑面积"), ("建筑面积（平方米）", "建筑面积"), ("【楼栋】", "楼栋"),
        ("入住日期\n(年-月-日)", "入住日期"),
    ],
)  # fmt: skip
def test_headers_are_compared_without_what_offices_add(header: str, spelt: str) -> None:
    assert spelt in spellings(header)


@pytest.mark.parametrize(
    "words",
    [
        ["楼号", "房间号", "业主姓名", "联系电话"], ["幢", "室", "户主", "手机号"], ["栋", "门牌", "房主姓名", "电话"],
        ["楼 栋", "房\n号", "*姓名", "手机（11位）"],
    ],
)  # fmt: skip
def test_the_words_of_the_field_are_known(csv_file: Write, words: list[str]) -> None:
    parsed = read_residents(csv_file([words, DATA]))
    (row,) = parsed.rows
    assert (row.row.building, row.row.room, row.row.name, row.row.phone) == tuple(DATA)
    assert not parsed.warnings
    assert parsed.header == tuple(" ".join(word.split()) for word in words)
    assert {name: parsed.columns[name] for name in ("building", "room", "name", "phone")} == {
        "building": 0, "room": 1, "name": 2, "phone": 3,
    }  # fmt: skip


@pytest.mark.parametrize("above", [0, 1, 3, 29])
def test_the_header_stands_below_title_rows(csv_file: Write, above: int) -> None:
    titles = [[f"云杉里住户名册 第{n}行", "", "", "姓名"] for n in range(above)]
    parsed = read_residents(csv_file([*titles, [], HEADER, DATA]))
    assert [row.line for row in parsed.rows] == [above + 3]


def test_it_is_not_looked_for_beyond_thirty_rows(csv_file: Write) -> None:
    with pytest.raises(BadDataError, match="找不到住户的表头"):
        read_residents(csv_file([*[["x"]] * 30, HEADER, DATA]))


def test_columns_may_stand_in_any_order_among_others(csv_file: Write) -> None:
    parsed = read_residents(
        csv_file([["序号", "姓名", "车牌", "房号", "人户状态"], ["1", "王一", "粤A", "3-101", "在户"]])
    )
    assert [row.row[4:6] for row in parsed.rows] == [("3-101", "王一")]
    assert [(warning.line, warning.reason) for warning in parsed.warnings] == [
        (1, "这些列不认识，没有读取：车牌、人户状态")
    ]


def test_a_missing_column_is_one_problem_with_the_words_for_it(csv_file: Write) -> None:
    parsed = read_residents(csv_file([["标题"], ["楼栋", "房号", "电话"], ["3栋", "101", "1"], ["3栋", "102", "2"]]))
    (problem,) = parsed.problems
    assert parsed.rows == []
    assert (problem.line, problem.cell) == (2, "")
    assert "缺少“姓名”列（可以写成姓名、住户姓名" in problem.reason
    assert "楼栋、房号、电话" in problem.reason


def test_two_columns_of_one_meaning_are_reported(csv_file: Write) -> None:
    parsed = read_residents(csv_file([["房号", "姓名", "手机", "联系电话"], ["101", "王一", "1", "2"]]))
    (problem,) = parsed.problems
    assert parsed.rows == []
    assert (problem.line, problem.cell, problem.column) == (1, "D1", "联系电话")
    assert "C1 手机、D1 联系电话" in problem.reason


def test_a_weak_word_gives_way(csv_file: Write) -> None:
    parsed = read_residents(csv_file([["房号", "户主", "姓名"], ["101", "王一", "王小一"]]))
    assert parsed.rows[0].row.name == "王小一"
    assert "户主" in parsed.warnings[0].reason


def test_a_header_of_two_storeys(xlsx_file: Write) -> None:
    rows = [
        ["名册", None, None, None, None],
        ["房屋", None, "住户", None, "备注"],
        ["楼栋", "房号", "姓名", "手机", None],
        ["3栋", "101", "王一", "13912345678", "x"],
    ]
    parsed = read_residents(xlsx_file(rows, merges=["A1:E1", "A2:B2", "C2:D2", "E2:E3"]))
    (row,) = parsed.rows
    assert (row.line, row.row.name, row.row.remark) == (4, "王一", "x")
    assert not parsed.problems


def test_a_header_over_two_merged_rows(xlsx_file: Write) -> None:
    rows = [
        ["房号", "姓名", "联系方式", None],
        [None, None, "手机", "座机"],
        ["101", "王一", "13912345678", "86543210"],
    ]
    parsed = read_residents(xlsx_file(rows, merges=["A1:A2", "B1:B2", "C1:D1"]))
    (row,) = parsed.rows
    assert (row.line, row.row.phone) == (3, "13912345678")


def test_a_header_that_is_repeated_is_no_row(csv_file: Write) -> None:
    parsed = read_residents(csv_file([HEADER, DATA, HEADER, DATA, ["楼栋", "102", "李二", ""]]))
    assert [row.line for row in parsed.rows] == [2, 4, 5]
    assert not parsed.problems

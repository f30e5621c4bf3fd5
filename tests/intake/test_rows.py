import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from gridctl.domain.imports import Numbered, Parsed
from gridctl.domain.sheets import CLEAR, ResidentRow
from gridctl.errors import BadDataError
from gridctl.intake import rows as rows_module
from gridctl.intake.residents import read_residents
from tests.intake.workbooks import save

Write = Callable[..., Path]
HEADER = ["楼栋", "单元", "房号", "姓名", "手机", "身份证号", "入住日期", "备注"]
BLANK = [None] * 8


def person(name: str, **others: object) -> list[object]:
    given = {"楼栋": "3栋", "单元": "2单元", "房号": "0101", "姓名": name} | others
    return [given.get(column) for column in HEADER]


def names(parsed: Parsed[ResidentRow]) -> list[str]:
    return [row.row.name for row in parsed.rows]


def test_a_roster_as_three_kinds_of_file(csv_file: Write, xlsx_file: Write, xls_file: Write) -> None:
    rows = [HEADER, person("王一", 手机="13912345678", 入住日期="2026-01-02"), person("李二", 备注="<清空>")]
    expected = [
        Numbered(
            2,
            ResidentRow(
                None, "3栋", "2单元", "0101", None, "王一", None, "13912345678", None, None, date(2026, 1, 2), None
            ),
        ),
        Numbered(3, ResidentRow(None, "3栋", "2单元", "0101", None, "李二", None, None, None, None, None, CLEAR)),
    ]
    for path in (csv_file(rows), xlsx_file(rows), xls_file(rows)):
        parsed = read_residents(path)
        assert parsed.rows == expected
        assert type(parsed.rows[0]) is Numbered
        assert type(parsed.rows[0].row) is ResidentRow
        assert (parsed.file, parsed.problems, parsed.warnings, parsed.lines) == (str(path), [], [], {})
        assert parsed.digest == hashlib.sha256(path.read_bytes()).hexdigest()
        assert parsed.header == tuple(HEADER)


def test_numbers_stay_what_was_typed(xlsx_file: Write, xls_file: Write) -> None:
    rows = [HEADER, ["3", 2, 101, "王一", 13912345678, "110105194912310021", date(2026, 1, 2), 5]]
    for path in (xlsx_file(rows), xls_file(rows)):
        row = read_residents(path).rows[0].row
        assert (row.unit, row.room, row.phone, row.remark) == ("2", "101", "13912345678", "5")


def test_every_problem_is_told_with_its_cell(xlsx_file: Write) -> None:
    rows = [
        HEADER,
        person("王一", 身份证号=110105194912310021, 入住日期="去年"),
        person("李二"),
        person("张三", 备注=True, 手机=date(2026, 1, 2)),
        [None, None, None, "赵四", "13912345678", None, None, None],
        person("", 备注="没有姓名"),
    ]
    parsed = read_residents(xlsx_file(rows))
    assert names(parsed) == ["李二"]
    assert [(each.sheet, each.line, each.column, each.cell, each.value) for each in parsed.problems] == [
        ("Sheet1", 2, "身份证号", "F2", "1.1010519491231e+17"),
        ("Sheet1", 2, "入住日期", "G2", "去年"),
        ("Sheet1", 4, "手机", "E4", "2026-01-02"),
        ("Sheet1", 4, "备注", "H4", "TRUE"),
        ("Sheet1", 5, "房号", "C5", ""),
        ("Sheet1", 6, "姓名", "D6", ""),
    ]
    assert [each.reason for each in parsed.problems[-2:]] == ["没有填“房号”或“地址”", "没有填“姓名”"]
    assert sorted(parsed.lines) == [2, 4, 5, 6]
    assert parsed.lines[5] == ("", "", "", "赵四", "13912345678", "", "", "")
    assert parsed.original is not None
    assert parsed.original(3)[:4] == ("3栋", "2单元", "0101", "李二")
    assert parsed.original(99) == ()


def test_warnings_stop_nothing(csv_file: Write) -> None:
    parsed = read_residents(csv_file([HEADER, person("王一、李二", 手机="无"), person("张三", 备注="a\x07b")]))
    assert len(parsed.rows) == 2
    assert [(each.line, each.cell) for each in parsed.warnings] == [(2, "D2"), (2, "E2"), (3, "H3")]


def test_merged_cells_are_filled_down_inside_their_range_only(xlsx_file: Write, xls_file: Write) -> None:
    rows: list[list[object]] = [[*HEADER], person("王一"), person("李二"), person("张三"), person("赵四")]
    for row in rows[2:4]:
        row[0] = None
    rows[4][:2] = [None, "1单元"]
    for path in (xlsx_file(rows, merges=["A2:A4"]), xls_file(rows, merges=[(1, 3, 0, 0)])):
        parsed = read_residents(path)
        assert [row.row.building for row in parsed.rows] == ["3栋", "3栋", "3栋"]
        assert [(each.line, each.reason) for each in parsed.problems] == [(5, "填了单元和房号，没有填楼栋")]


def test_a_merge_across_columns_fills_only_the_first(xlsx_file: Write) -> None:
    rows = [HEADER, person("王一"), [None, None, None, "李二", None, None, None, None]]
    parsed = read_residents(xlsx_file(rows, merges=["A2:A3", "B2:B3", "C2:C3", "E2:F3"]))
    assert [(row.row.building, row.row.room, row.row.name, row.row.phone) for row in parsed.rows] == [
        ("3栋", "0101", "王一", None),
        ("3栋", "0101", "李二", None),
    ]


def test_merged_cells_that_reach_below_the_data_make_no_rows(xlsx_file: Write) -> None:
    parsed = read_residents(xlsx_file([HEADER, person("王一"), BLANK, BLANK], merges=["A2:A9"]))
    assert names(parsed) == ["王一"]
    assert not parsed.problems


def test_merges_that_overlap_without_end_are_refused(xlsx_file: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows_module, "_MAX_FILLED", 3)
    rows = [HEADER, person("王一"), person("李二"), person("张三"), person("赵四")]
    assert len(read_residents(xlsx_file(rows, merges=["A2:A4"])).rows) == 4
    with pytest.raises(BadDataError, match="重叠"):
        read_residents(xlsx_file(rows, merges=["A2:A5"]))


def test_a_flaw_in_a_merged_cell_is_told_for_each_row(xlsx_file: Write) -> None:
    rows = [HEADER, person("王一", 入住日期="去年"), person("李二")]
    parsed = read_residents(xlsx_file(rows, merges=["G2:G3"]))
    assert [(each.line, each.cell) for each in parsed.problems] == [(2, "G2"), (3, "G3")]


def test_blank_rows_are_skipped_and_lines_stay_true(xlsx_file: Write) -> None:
    spaces = [" ", None, "\u3000", None, None, None, None, None]
    rows = [HEADER, BLANK, person("王一"), spaces, BLANK, person("李二"), *[BLANK] * 50]
    parsed = read_residents(xlsx_file(rows))
    assert [row.line for row in parsed.rows] == [3, 6]
    assert not parsed.problems


@pytest.mark.parametrize(
    "note",
    ["说明：以房产证为准", "填表说明", "注：空置房不填", "备注:", "合计", "合 计：2 人", "本页小计 2", "填表人：王一", "审核人：", "制表日期: 2026-1-1", "以上共 2 人", "单位（盖章）：云海物业"],
)  # fmt: skip
def test_notes_below_the_data_are_left_out_with_a_warning(csv_file: Write, note: str) -> None:
    parsed = read_residents(csv_file([HEADER, person("王一"), [note], ["1. 房号照房产证"], ["2. 电话填本人"]]))
    assert names(parsed) == ["王一"]
    assert not parsed.problems
    assert [each.line for each in parsed.warnings] == [3, 4, 5]


def test_totals_and_samples_are_left_out(csv_file: Write) -> None:
    rows = [
        HEADER,
        ["示例", "", "", "某某", "", "", "", ""],
        person("王一"),
        ["小计", "", "", "", "", "", "", "1 人"],
        person("李二"),
        ["合计", "2", "", "", "", "", "", "2 人"],
        ["填表人：赵四", "", "审核人：钱五", "", "", "", "", ""],
    ]
    parsed = read_residents(csv_file(rows))
    assert names(parsed) == ["王一", "李二"]
    assert not parsed.problems
    assert [each.line for each in parsed.warnings] == [2, 4, 6, 7]


def test_a_person_whose_name_is_like_a_note_is_a_person(csv_file: Write) -> None:
    parsed = read_residents(csv_file([HEADER, person("注小明"), person("单位")]))
    assert names(parsed) == ["注小明", "单位"]


def test_a_block_beside_the_data_is_not_read(csv_file: Write) -> None:
    rows = [
        [*HEADER, "", "填写说明"],
        [*person("王一"), "", "1. 照房产证"],
        ["", "", "", "", "", "", "", "", "", "2. 填本人"],
    ]
    parsed = read_residents(csv_file(rows))
    assert names(parsed) == ["王一"]
    assert not parsed.problems


def test_rows_that_end_early_are_blank_at_the_end(csv_file: Write) -> None:
    parsed = read_residents(csv_file([HEADER, ["3栋", "2单元", "101", "王一"], ["3栋", "2单元"]]))
    assert names(parsed) == ["王一"]
    assert [each.line for each in parsed.problems] == [3, 3]
    short = read_residents(csv_file([["房号", "备注", "姓名"], ["101"], ["102"]]))
    assert [each.line for each in short.problems] == [2, 3]


def test_a_sheet_without_data_has_no_rows(csv_file: Write) -> None:
    parsed = read_residents(csv_file([HEADER]))
    assert (parsed.rows, parsed.problems) == ([], [])


def test_an_uncomputed_formula_and_an_error_are_problems(tmp_path: Path) -> None:
    path = save(tmp_path / "a.xlsx", {"a": [HEADER, person("王一", 备注="=1+1"), person("李二", 手机="#N/A")]})
    parsed = read_residents(path)
    assert [(each.cell, each.reason[:9]) for each in parsed.problems] == [
        ("H2", "公式还没有算出结果"),
        ("E3", "单元格是错误值"),
    ]


def test_progress_hears_how_many_rows_there_are(csv_file: Write) -> None:
    heard: list[int] = []
    rows = [HEADER, *[person(f"王{n}") for n in range(10_500)]]
    parsed = read_residents(csv_file(rows), progress=heard.append)
    assert heard == [5_000, 10_000, 10_500]
    assert len(parsed.rows) == 10_500

"""What is made of a check-sheet's columns: points wherever they stand, facts over the table, rows that say nothing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from gridctl.domain.moments import Moment
from gridctl.intake.inspections import read_inspections

POINTS = ("电梯", "楼道", "部位")
DAY = Moment(date(2026, 3, 10))
Write = Callable[..., Path]


def test_points_are_gathered_in_the_order_of_the_sheet(csv_file: Write) -> None:
    path = csv_file(
        [
            ["楼道", "日期", "电\n梯", "检查人", "不认识"],
            ["×漏水", "2026-03-10", " √ ", "李梅", "x"],
            ["", "2026-03-10", "√"],
        ]
    )
    parsed = read_inspections(path, points=POINTS)
    assert [(row.day, row.answers, row.inspector) for _, row in parsed.rows] == [
        (DAY, ("×漏水", "√"), "李梅"),
        (DAY, ("", "√"), None),
    ]
    assert parsed.columns == {"day": 1, "inspector": 3, "point:楼道": 0, "point:电梯": 2}
    assert [warning.reason for warning in parsed.warnings] == ["这些列不认识，没有读取：不认识"]


def test_a_point_comes_before_any_other_meaning_of_its_heading(csv_file: Write) -> None:
    parsed = read_inspections(csv_file([["日期", "部位"], ["2026-03-10", "√"]]), points=POINTS)
    assert [(row.place, row.answers) for _, row in parsed.rows] == [(None, ("√",))]


def test_rows_that_say_nothing_are_left_out(csv_file: Write) -> None:
    rows = [
        ["日期", "电梯", "异常情况", "检查人"],
        ["2026-03-10", "√"],
        ["不是日期", "", "", "李梅"],
        ["2026-03-12", "", "堆物"],
    ]
    parsed = read_inspections(csv_file(rows), points=POINTS)
    assert [(line, row.answers, row.words) for line, row in parsed.rows] == [(2, ("√",), None), (4, ("",), "堆物")]
    assert parsed.problems == []


def test_facts_over_the_table_hold_for_every_row(xlsx_file: Write) -> None:
    rows = [
        ["每日巡查", None, None],
        ["检查表：网格每日安全巡查", "网格: 03 三网格", "日期：2026-03-10"],
        ["检查人", "电梯", "检查时间"],
        ["李梅", "√", "8:30"],
        [None, None, "9:30"],
        [None, None, None],
    ]
    parsed = read_inspections(xlsx_file(rows, merges=["A4:A5", "B4:B5"]), points=POINTS)
    assert [(row.list, row.grid, row.day, row.started, row.inspector, row.answers) for _, row in parsed.rows] == [
        ("网格每日安全巡查", "03 三网格", DAY, 510, "李梅", ("√",)),
        ("网格每日安全巡查", "03 三网格", DAY, 570, "李梅", ("√",)),
    ]


def test_a_column_comes_before_what_stands_over_the_table(xlsx_file: Write) -> None:
    rows = [["网格：03", None, None], ["网格", "日期", "电梯"], ["01", "2026-03-10", "√"]]
    assert [row.grid for _, row in read_inspections(xlsx_file(rows), points=POINTS).rows] == ["01"]


def test_a_sheet_without_days_is_told_of_once(xlsx_file: Write) -> None:
    for fact, said in (("每日巡查", "没有“日期”列"), ("日期：本月", "不是完整的日期")):
        parsed = read_inspections(xlsx_file([[fact, None], ["网格", "电梯"], ["01", "√"], ["02", "√"]]), points=POINTS)
        assert parsed.rows == []
        assert [said in problem.reason for problem in parsed.problems] == [True]


def test_marks_without_anything_else_are_not_passed_over(csv_file: Write) -> None:
    rows = [["日期", "电梯", "楼道"], ["2026-03-10", "√", "√"], ["", "√", "×"], ["", "灭火器在位、压力正常", "照明亮"]]
    parsed = read_inspections(csv_file(rows), points=POINTS)
    assert [line for line, _ in parsed.rows] == [2]
    assert [problem.line for problem in parsed.problems] == [3]

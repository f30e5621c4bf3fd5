"""Sheets of holidays as offices keep them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from gridctl.domain.sheets import CalendarRow
from gridctl.intake.calendar import read_calendar

Write = Callable[..., Path]
OCTOBER = date(2027, 10, 1)


def test_stretches_and_single_days(xlsx_file: Write) -> None:
    rows = [
        ["2027年部分节假日安排", None, None, None],
        ["节日", "开始日期", "结束日期", "安排"],
        ["国庆节", OCTOBER, date(2027, 10, 7), "放假"],
        ["国庆节", "2027年10月9日", None, "补班"],
        [None, "2027-03-15", "", "休"],
    ]
    parsed = read_calendar(xlsx_file(rows))
    assert parsed.problems == []
    assert [row.row for row in parsed.rows] == [
        CalendarRow(OCTOBER, date(2027, 10, 7), "休", "国庆节"),
        CalendarRow(date(2027, 10, 9), None, "班", "国庆节"),
        CalendarRow(date(2027, 3, 15), None, "休", None),
    ]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["2027-10-01", "2027-09-30", "休"], "早于"),
        (["2027-10-01", "2028-10-07", "休"], "年份"),
        (["2027-10-01", "", "调休"], "只能写"),
        (["10-01", "", "休"], "年月日"),
        (["2027-10-01", "", ""], ""),
        (["", "2027-10-01", "休"], ""),
    ],
)
def test_what_cannot_be_taken(csv_file: Write, cells: list[str], said: str) -> None:
    parsed = read_calendar(csv_file([["日期", "结束日期", "类型"], cells]))
    assert parsed.rows == []
    assert any(said in problem.reason for problem in parsed.problems)


def test_a_sheet_must_say_whether_a_day_is_worked(csv_file: Write) -> None:
    parsed = read_calendar(csv_file([["日期", "节日"], ["2027-10-01", "国庆节"]]))
    assert parsed.unread
    assert parsed.problems

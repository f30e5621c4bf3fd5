"""Duties on a terminal: names drawn together, and a month within a hundred columns."""

from datetime import date

import pytest

from gridctl.cli.duties.screens import calendar_lines, together
from gridctl.cli.width import width
from gridctl.services.duties.calendars import CalendarRow, MonthSheet, Turn


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["1栋", "2栋", "3栋", "5栋", "A座"], "1—3栋、5栋、A座"),
        (["二期3栋", "二期4栋"], "二期3—4栋"),
        (["9栋", "10栋", "10栋"], "9—10栋"),
        (["01 一号网格", "02 二号网格"], "01 一号网格、02 二号网格"),
        (["1栋", "2座"], "1栋、2座"),
        ([""], "全项目"),
    ],
)
def test_names_numbered_on_end_are_drawn_together(names: list[str], told: str) -> None:
    assert together(names) == told


def test_a_long_name_is_cut_and_the_marks_stay_under_their_days() -> None:
    turns = (Turn(date(2026, 2, 26), date(2026, 3, 2), "late"), Turn(date(2026, 3, 31), date(2026, 3, 31), "excused"))
    row = CalendarRow("x", "会所样板间营销通道检查和别的", "二期16栋2单元1102室主卧和客厅", turns, 2, 0)
    other = CalendarRow("y", "点名", "", (Turn(date(2026, 3, 1), date(2026, 3, 1), "open"),), 0, 0)
    lines = list(calendar_lines(MonthSheet("2026-03", 31, (date(2026, 3, 1),), (row, other))))
    assert max(map(width, lines)) <= 100
    assert lines[4].rstrip().index(".") == len(lines[4]) - len(".".ljust(31) + "  0/0")
    assert lines[3][-40:].endswith("-~                            o  0/2")
    assert "…" in lines[3]
    assert lines[4].startswith("点名")
    assert "全项目" in lines[4]

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from gridctl.forms.measuring import CELL_LIMIT, CUT_MARK, ROW_LIMIT, cell_text, fitting, height, lines, width


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("GW-2026-0001", 12),
        ("公共照明", 8),
        ("3栋2单元", 8),
        ("ＡＢ", 4),
        ("“”…±", 8),
        ("e\u0301", 1),
        ("𠮷", 2),
    ],
)
def test_width_counts_chinese_twice(text: str, expected: int) -> None:
    assert width(text) == expected


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("", 10, 1),
        ("监控及红外", 10, 1),
        ("监控及红外报警", 10, 2),
        ("2026-11-20 08:30", 11, 2),
        ("1234567890" * 3, 10, 3),
        ("abc 1234567890", 10, 2),
    ],
)
def test_lines(text: str, room: float, expected: int) -> None:
    assert lines(text, room) == expected


@given(st.text(max_size=60), st.integers(2, 40))
def test_lines_hold_the_whole_text(text: str, room: int) -> None:
    assert lines(text, room) * room >= width(text)


def test_a_text_too_long_for_the_highest_row_is_cut_with_a_mark() -> None:
    shown = fitting("漏水" * 2000, 28)
    assert shown.endswith(CUT_MARK)
    assert shown.startswith("漏水漏水")
    assert height(lines(shown, 28)) <= ROW_LIMIT
    assert len(shown) > 300
    assert fitting("漏水" * 50, 28) == "漏水" * 50


@pytest.mark.parametrize("char", ["x", "漏", "𠮷"])
def test_a_cell_holds_so_much_and_says_when_it_was_cut(char: str) -> None:
    text = cell_text(char * 40000)
    assert text.endswith(CUT_MARK)
    assert CELL_LIMIT - 1 <= len(text.encode("utf-16-le")) // 2 <= CELL_LIMIT


@pytest.mark.parametrize("char", ["x", "漏"])
def test_a_cell_of_the_very_limit_is_whole(char: str) -> None:
    assert cell_text(char * CELL_LIMIT) == char * CELL_LIMIT


@pytest.mark.parametrize(
    ("text", "expected"),
    [("灯\x0b不亮", "灯 不亮"), ("a\x00b", "ab"), ("\ud83d灯", "灯"), ("\x1b[31m红\x1b[0m", "红"), ("a\uffffb", "ab")],
)
def test_a_cell_takes_no_controls(text: str, expected: str) -> None:
    assert cell_text(text) == expected

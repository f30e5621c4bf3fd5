"""How wide text stands, and where it breaks."""

import pytest
from hypothesis import example, given, settings, strategies as st

from gridctl.cli.width import padded, width, wrapped

TEXT = st.text(alphabet="abc 网格，。-=1", max_size=60)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("", 0),
        ("abc", 3),
        ("网格", 4),
        ("3栋", 3),
        ("，", 2),
        ("…", 1),
        ("“甲”", 4),
        ("e\u0301", 1),
        ("𠮷", 2),
        ("ｶ", 1),
        ("－", 2),
    ],
)
def test_columns(text: str, columns: int) -> None:
    assert width(text) == columns


def test_padding_counts_columns() -> None:
    assert padded("网格", 6) == "网格  "
    assert padded("12", 6, right=True) == "    12"
    assert padded("太长了", 2) == "太长了"


@settings(max_examples=100, deadline=None)
@given(TEXT, st.integers(min_value=8, max_value=40))
@example("1111 1格 。", 8)
def test_wrapping_loses_nothing_and_keeps_to_the_width(text: str, columns: int) -> None:
    lines = wrapped(text, columns)
    assert "".join("".join(lines).split()) == "".join(text.split())
    for line in lines:
        longest_run = max((len(word) for word in line.split()), default=0)
        marks = sum(line.count(mark) for mark in "，。") * 2
        assert width(line) <= max(columns, longest_run * 2) + marks


@settings(max_examples=50, deadline=None)
@given(TEXT)
@example("111111111， ，")
def test_no_line_begins_with_a_closing_mark(text: str) -> None:
    assert not any(line.startswith(("，", "。")) for line in wrapped(text, 10)[1:])

"""Money as people write it, in fen."""

import pytest
from hypothesis import given, strategies as st

from gridctl.domain.money import fen_from_text, yuan
from gridctl.errors import UsageError


@pytest.mark.parametrize(
    ("text", "fen"),
    [("50", 5000), ("50元", 5000), ("￥1,200.5", 120_050), ("0.05", 5), ("１２０．５０ 元", 12_050), ("0", 0)],
)
def test_what_is_written_is_money(text: str, fen: int) -> None:
    assert fen_from_text(text) == fen


@pytest.mark.parametrize("text", ["", "五十", "-5", "1.234", "1,20", "5分", "1e3", "9999999999"])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="不是金额"):
        fen_from_text(text)


@given(st.integers(0, 99_999_999_999))
def test_what_is_shown_can_be_written_again(fen: int) -> None:
    assert fen_from_text(yuan(fen)) == fen
    assert yuan(-fen) == ("-" + yuan(fen) if fen else "0")

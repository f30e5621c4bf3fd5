from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, strategies as st

from gridctl.domain.text import clean, fold, meant, shown

ANY_TEXT = st.text(st.characters(codec=None), max_size=40) | st.text(
    "\x1b[]0;31m\x07\x9b\\ \t\n\x85\u200b\u202e张A\ud800", max_size=20
)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("3栋2单元101", "3栋2单元101"),
        ("  电梯不停，按钮失灵。 ", "电梯不停，按钮失灵。"),
        ("\u3000水泵房\u00a0", "水泵房"),
        ("李  四", "李  四"),
        ("第一行\r\n第二行", "第一行 第二行"),
        ("甲 \t \n 乙", "甲 乙"),
        ("甲\u2028乙\x85丙\x0b丁\x0c戊", "甲 乙 丙 丁 戊"),
        ("\x1b[31m红\x1b[0m", "红"),
        ("\x1b[38;2;1;2;3m红", "红"),
        ("\x9b31m红", "红"),
        ("\x1b]0;标题\x07灯坏", "灯坏"),
        ("\x1b]8;;http://a\x1b\\链接\x1b]8;;\x1b\\", "链接"),
        ("\x1bP1;2|abc\x1b\\灯", "灯"),
        ("\x1b(B灯\x1bc", "灯"),
        ("\x1b]0;没有结尾", "]0;没有结尾"),
        ("\x1b\x1b[31m[31m", "[31m"),
        ("\x1b张", "张"),
        ("a\x00b\x7fc\x08", "abc"),
        ("\ufeff姓名", "姓名"),
        ("138\u200b0000\u20600001", "13800000001"),
        ("\u202e321\u202c", "321"),
        ("\u2066a\u2069", "a"),
        ("张\ud800三", "张三"),
        ("张\ufffe三\uffff", "张三"),
        ("𠮷野家㛃", "𠮷野家㛃"),
        ("\ue000造字", "\ue000造字"),
        ("=1+1", "=1+1"),
        ("[unit 3]", "[unit 3]"),
        ("", ""),
        ("\t\n", ""),
    ],
)
def test_clean(typed: str, stored: str) -> None:
    assert clean(typed) == stored


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("３＃－２－１０１", "3#-2-101"),
        ("ＡＢｃ", "ABc"),
        ("（一），；：？！", "(一),;:?!"),
        ("、。｡､", "、。。、"),
        ("甲\u3000 乙", "甲 乙"),
        ("Ⅱ期①", "II期1"),
        ("\x1b[1m３\x1b[0m\u200b栋", "3栋"),
        ("a   b", "a b"),
    ],
)
def test_fold(typed: str, key: str) -> None:
    assert fold(typed) == key


def test_shown_keeps_the_ends_but_not_what_steers() -> None:
    assert shown(" 缩进 ") == " 缩进 "
    assert shown("一\n二\x1b[2J\x1b]0;x\x07三\u202e") == "一 二三"


# Letters and unassigned code points are left out for speed, but for one: no rule takes them.
TELLING = ["𠮷", *(c for c in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(c) not in {"Lo", "Cn", "Co"})]


@pytest.mark.parametrize("through", [clean, fold, shown])
def test_no_character_of_unicode_comes_through_that_steers_hides_or_cannot_be_encoded(
    through: Callable[[str], str],
) -> None:
    left = set(through("\n".join(TELLING)))
    assert {"a", "𠮷", "，" if through is not fold else ","} <= left
    "".join(left).encode()
    assert not {unicodedata.category(c) for c in left} & {"Cc", "Cs", "Zl", "Zp"}
    assert not {unicodedata.bidirectional(c) for c in left} & {
        "LRE",
        "RLE",
        "LRO",
        "RLO",
        "PDF",
        "LRI",
        "RLI",
        "FSI",
        "PDI",
    }
    assert not left & set("\u200b\u200c\u200d\u200e\u200f\u061c\u2060\ufeff\u00ad")


@given(ANY_TEXT)
def test_doing_it_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert fold(fold(text)) == fold(text)
    assert shown(shown(text)) == shown(text)
    assert shown(clean(text)) == clean(text) == clean(shown(text))


@given(ANY_TEXT)
def test_what_is_left_is_one_line_and_can_be_written(text: str) -> None:
    for result in (clean(text), fold(text), shown(text)):
        result.encode()
        assert "\x1b" not in result
        assert len(result.splitlines()) <= 1


@pytest.mark.parametrize(
    ("text", "code"), [("完好", "good"), (" Good ", "good"), ("ｌｏｓｔ", "lost"), ("旧", None), ("", None)]
)
def test_a_code_is_meant_by_itself_or_by_its_word(text: str, code: str | None) -> None:
    assert meant(text, {"good": "完好", "lost": "丢失"}) == code

"""What a cell of a check-sheet says of its point."""

import pytest

from gridctl.domain.checklists import Point
from gridctl.domain.inspections import Mark
from gridctl.services.inspections.speaking import Spoken, spoken_in

LIFTS, STOCK = Point("lifts", "电梯"), Point("stock", "物资", counted=True)
N, A, O = Mark.NORMAL, Mark.ABNORMAL, Mark.NOT_APPLICABLE  # noqa: E741 - as they look


@pytest.mark.parametrize(
    ("cell", "mark", "words"),
    [
        ("√", N, ""),
        ("✓", N, ""),
        ("Ｖ", N, ""),
        (" 正 常 ", N, ""),
        ("无异常", N, ""),
        ("√ 已清理", N, "已清理"),
        ("正常，已清理", N, "已清理"),
        ("○", O, ""),
        ("/", O, ""),
        ("不适用：没有电梯", O, "没有电梯"),
        ("×", A, ""),
        ("x", A, ""),
        ("×灯不亮", A, "灯不亮"),
        ("x灯不亮", A, "灯不亮"),
        ("X：灯不亮", A, "灯不亮"),
        ("×1栋1单元大堂：灯不亮", A, "1栋1单元大堂：灯不亮"),
        ("异常：门坏", A, "门坏"),
        ("不合格，灯坏", A, "灯坏"),
        ("灯不亮", A, "灯不亮"),
        ("1栋大堂 灯不亮", A, "1栋大堂 灯不亮"),
        ("正常出水口漏水", A, "正常出水口漏水"),
    ],
)
def test_marks_and_words(cell: str, mark: Mark, words: str) -> None:
    assert spoken_in(LIFTS, cell) == Spoken(mark, words)


@pytest.mark.parametrize(
    ("cell", "mark", "words", "count"),
    [
        ("36", N, "", 36),
        ("０", N, "", 0),
        ("36件", N, "", 36),
        ("√36", N, "", 36),
        ("×34：少2把", A, "少2把", 34),
        ("34 少两把椅子", A, "少两把椅子", 34),
        ("√", N, "", None),
    ],
)
def test_numbers(cell: str, mark: Mark, words: str, count: int | None) -> None:
    assert spoken_in(STOCK, cell) == Spoken(mark, words, count)


def test_a_blank_says_nothing() -> None:
    assert spoken_in(LIFTS, " \u3000") is None


@pytest.mark.parametrize(
    ("point", "cell"), [(LIFTS, "0"), (LIFTS, "水"), (LIFTS, "good"), (LIFTS, "36"), (STOCK, "12.5")]
)
def test_what_is_unclear_is_asked_back(point: Point, cell: str) -> None:
    with pytest.raises(ValueError, match="看不懂"):
        spoken_in(point, cell)

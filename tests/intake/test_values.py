from datetime import date, time, timedelta

import pytest

from gridctl.domain.moments import Moment
from gridctl.domain.sheets import CLEAR
from gridctl.intake.columns import Column
from gridctl.intake.converters import Flaw, prepared, read_column
from gridctl.intake.sheets import Damage
from gridctl.intake.values import Doubt
from tests.intake.workbooks import MORNING

SEX = {"男": "男", "m": "男", "女": "女"}


def read(kind: str, cell: object, *, key: bool = False) -> object:
    """Read one cell: its value, a Doubt, or the reason why not."""
    reading = read_column((cell,), Column("f", "列", kind, key, SEX if kind == "choice" else {}))
    (value,) = reading.values
    if isinstance(value, Flaw):
        return ValueError, value.reason
    return Doubt(value, reading.doubts[cell]) if cell in reading.doubts else value


def flawed(result: object) -> bool:
    return isinstance(result, tuple) and result[0] is ValueError


@pytest.mark.parametrize(
    "kind", ["text", "part", "person", "phone", "identity", "area", "decimal", "day", "moment", "clock", "choice"]
)
@pytest.mark.parametrize(("cell", "value"), [("", None), ("   ", None), ("\u3000", None), (None, None)])
def test_blank_is_none(kind: str, cell: object, value: None) -> None:
    assert read(kind, cell) is value


@pytest.mark.parametrize(
    "kind", ["text", "part", "person", "phone", "identity", "area", "decimal", "day", "moment", "clock", "choice"]
)
@pytest.mark.parametrize("cell", ["<清空>", " ＜清空＞ ", "<清空>\n"])
def test_a_cell_can_say_that_what_is_there_is_to_go(kind: str, cell: str) -> None:
    assert read(kind, cell) is CLEAR
    assert flawed(read(kind, cell, key=True))


@pytest.mark.parametrize("kind", ["text", "part", "person", "phone", "identity", "area", "day", "moment", "choice"])
@pytest.mark.parametrize("cell", [True, Damage("#N/A", "单元格是错误值"), time(8, 30), timedelta(1)])
def test_what_is_no_value_is_refused(kind: str, cell: object) -> None:
    assert flawed(read(kind, cell))


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("王", "王"), (" 王 一 ", "王 一"), ("第一行\r\n第二行", "第一行 第二行"), ("=HYPERLINK(1)", "=HYPERLINK(1)"),
        (13800138000.0, "13800138000"), (101, "101"), (3.0, "3"), (0.0, "0"), (-1.0, "-1"), (2.5, "2.5"), (89.56, "89.56"),
        ('="0101"', "0101"), ("'0101", "0101"), ("'a", "'a"), ("‘好’", "‘好’"), ("《公约》", "《公约》"), ("1E5", "1E5"),
        ("a\u200bb", "ab"), ("/", "/"),
    ],
)  # fmt: skip
def test_text(cell: object, value: str) -> None:
    assert read("text", cell) == value


@pytest.mark.parametrize(
    "cell", [1e15, 1.10101199003074e17, -1e18, "1.10101E+17", "1.38E+10", "1E+17", " 9.99999e+17 "]
)
@pytest.mark.parametrize("kind", ["text", "identity", "phone", "part", "person"])
def test_a_number_that_excel_bent_is_damaged(kind: str, cell: object) -> None:
    result = read(kind, cell)
    assert flawed(result)
    assert "丢失" in str(result)


def test_a_date_where_text_is_wanted_was_made_by_excel() -> None:
    assert "被 Excel 当成了日期" in str(read("text", date(2026, 3, 1)))
    assert flawed(read("part", MORNING))


@pytest.mark.parametrize("cell", ["a\x00b", "a\x1b[31mb", "ab\x07"])
def test_control_characters_go_with_a_warning(cell: str) -> None:
    assert read("text", cell) == Doubt("ab", "含有看不见的控制字符，已去掉")


def test_nothing_but_control_characters_is_blank() -> None:
    assert read("text", "\x00\x07") is None
    assert read("phone", "\x00") is None


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1栋", "1栋"), ("/", None), ("—", None), ("无", None), ("0", None), (0.0, None), (2.0, "2"), ("一", "一")],
)
def test_a_part_of_a_place(cell: object, value: str | None) -> None:
    assert read("part", cell) == value


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("王芳", "王芳"), ("王 芳", "王芳"), ("王　芳", "王芳"), ("欧阳 晓明", "欧阳 晓明"), ("Ann Lee", "Ann Lee"), ("𠮷 田", "𠮷田"),
        ("买买提·热依木", "买买提·热依木"), ("阿里巴巴公司", "阿里巴巴公司"),
    ],
)  # fmt: skip
def test_a_name(cell: str, value: str) -> None:
    result = read("person", cell)
    assert (result.value if isinstance(result, Doubt) else result) == value


@pytest.mark.parametrize("cell", ["王一、李二", "王一/李二", "王一，李二", "王一一 李二二"])
def test_several_names_are_kept_and_said(cell: str) -> None:
    assert read("person", cell) == Doubt(cell, "一格里像是有几个人，照原样保留")


@pytest.mark.parametrize("cell", ["无", "/", "不详", "未知"])
def test_no_name(cell: str) -> None:
    assert read("person", cell) == Doubt(None, "不是姓名，按没有填处理")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("13912345678", "13912345678"), (13912345678.0, "13912345678"), (" 139-1234-5678 ", "13912345678"),
        ("139 1234 5678", "13912345678"), ("+86 13912345678", "13912345678"), ("１３９１２３４５６７８", "13912345678"),
        ("\u202d13912345678\u202c", "13912345678"), ("020-86543210", "020-86543210"), ("86543210", "86543210"),
        ("0763-3456789", "0763-3456789"), ("(020)86543210", "(020)86543210"), ("400-800-8888", "400-800-8888"),
        ("86543210-801", "86543210-801"), ("'13912345678", "13912345678"), ("13900000001", "13900000001"),
    ],
)  # fmt: skip
def test_a_phone(cell: object, value: str) -> None:
    assert read("phone", cell) == value


@pytest.mark.parametrize(
    "cell", ["无", "/", "—", "000", "0", 0.0, "13800000000", 13000000000.0, "11111111111", "12345678901", "-"]
)
def test_no_phone(cell: object) -> None:
    assert read("phone", cell) == Doubt(None, "不是真的号码，按没有填处理")


@pytest.mark.parametrize(
    "cell", ["13912345678/13812345678", "13912345678、86543210", "13912345678 13812345678", "13912345678\n13812345678"]
)
def test_several_phones_are_kept_and_said(cell: str) -> None:
    result = read("phone", cell)
    assert isinstance(result, Doubt)
    assert "几个号码" in result.reason
    assert str(result.value).count("1391234") == 1


@pytest.mark.parametrize("cell", ["1391234567", "139123456789", "问管家", "23912345678"])
def test_what_is_like_no_phone_is_kept_and_said(cell: str) -> None:
    assert read("phone", cell) == Doubt(cell, "不像电话号码，照原样保留")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("11010519491231002X", "11010519491231002X"), ("11010519491231002x", "11010519491231002X"),
        (" 110105 19491231 0021 ", "110105194912310021"), ("110105491231002", "110105491231002"),
        (110105491231002.0, "110105491231002"), ("E12345678", "E12345678"), ("H1234567890", "H1234567890"),
    ],
)  # fmt: skip
def test_an_identity(cell: object, value: str) -> None:
    assert read("identity", cell) == value


@pytest.mark.parametrize("cell", ["无", "/", "0", "111111111111111111", "123456789012345678", "不详"])
def test_no_identity(cell: object) -> None:
    assert read("identity", cell) == Doubt(None, "不是真的证件号，按没有填处理")


@pytest.mark.parametrize("cell", ["11010519491231002", "1101051949123100211", "有", "110105194912310000"])
def test_a_doubtful_identity_is_kept_and_said(cell: str) -> None:
    result = read("identity", cell)
    assert isinstance(result, Doubt)
    assert (result.value, result.reason[-3:]) == (cell, "请核对")


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("89.56", 895_600), (89.56, 895_600), (100, 1_000_000), ("89.56㎡", 895_600), ("89.56 平方米", 895_600), ("1,089.5", 10_895_000),
        ("８９．５", 895_000), (0.00004, 0), ("/", None),
    ],
)  # fmt: skip
def test_an_area(cell: object, value: int | None) -> None:
    assert read("area", cell) == value


@pytest.mark.parametrize("cell", ["-1", -89.5, "约90", "89.5.6", "inf", float("inf"), float("nan"), 1e12, "NaN"])
def test_no_area(cell: object) -> None:
    assert flawed(read("area", cell))


@pytest.mark.parametrize("cell", [0, "0", "0.00"])
def test_an_area_of_nothing(cell: object) -> None:
    assert read("area", cell) == Doubt(None, "面积是 0，按没有填处理")


@pytest.mark.parametrize(
    ("cell", "value"),
    [("113.0521", "113.0521"), (113.0521, "113.0521"), ("113.05°", "113.05"), (-40, "-40"), ("40 米", "40")],
)
def test_a_decimal(cell: object, value: str) -> None:
    assert read("decimal", cell) == value


@pytest.mark.parametrize(
    "cell",
    [
        date(2026, 1, 2),
        "2026-01-02",
        "2026年1月2日",
        "2026/1/2",
        "2026.1.2",
        46024.0,
        "２０２６－０１－０２",
        " 2026-1-2\n",
    ],
)
def test_a_day(cell: object) -> None:
    assert read("day", cell) == date(2026, 1, 2)
    assert read("moment", cell) == Moment(date(2026, 1, 2))


@pytest.mark.parametrize("cell", ["03/04/2026", "去年", "2026-02-30", 3.0, "5"])
def test_no_day(cell: object) -> None:
    assert flawed(read("day", cell))
    assert flawed(read("moment", cell))


@pytest.mark.parametrize("cell", [MORNING, "2026-01-02 8:30", "2026年1月2日 8:30"])
def test_a_moment(cell: object) -> None:
    assert read("moment", cell) == Moment(date(2026, 1, 2), 8 * 60 + 30)
    assert read("day", cell) == date(2026, 1, 2)


@pytest.mark.parametrize(("cell", "value"), [("男", "男"), (" M ", "男"), ("女", "女"), ("/", None)])
def test_a_choice(cell: str, value: str | None) -> None:
    assert read("choice", cell) == value


def test_no_choice() -> None:
    assert read("choice", "保密") == (ValueError, "只能写男、女")


def test_true_is_not_taken_for_one() -> None:
    cells = prepared((1.0, True, 1.0, False, 0.0), "text")
    values = read_column(cells, Column("f", "列", "text", key=False, choices={})).values
    assert [type(value) for value in values] == [str, Flaw, str, Flaw, str]


@pytest.mark.parametrize("cell", [13912345678.0, 0.5, 1e15, -3.0, 7, "x", 110105491231002.0])
@pytest.mark.parametrize("kind", ["text", "phone", "identity", "person"])
def test_preparing_a_column_changes_no_value(kind: str, cell: object) -> None:
    (ready,) = prepared((cell,), kind)
    assert read(kind, ready) == read(kind, cell)


@pytest.mark.parametrize("kind", ["text", "person", "phone", "identity"])
def test_a_plain_column_is_read_as_each_of_its_cells(kind: str) -> None:
    column = Column("f", "列", kind, key=False, choices={})
    cells = (
        "王一",
        "",
        "13912345678",
        "11010519491231002X",
        "无",
        "139\n13912345678",
        "13912345678\n13812345678",
        "王 芳",
    )
    plain = {"text": "王一", "person": "王一", "phone": "13912345678", "identity": "11010519491231002X"}[kind]
    assert read_column((plain, "") * 400, column).values == [plain, None] * 400
    for cell in cells:
        alone, among = read_column((cell,), column), read_column((plain, cell) * 400, column)
        assert among.values == [plain, alone.values[0]] * 400
        assert among.doubts == alone.doubts


@pytest.mark.parametrize(
    ("cell", "minute"),
    [
        ("8:30", 510),
        ("８：３０", 510),
        ("上午8点半", 510),
        ("15:05:00", 905),
        ("2026-03-10 8:30", 510),
        (time(8, 30), 510),
        (MORNING, 510),
        (timedelta(hours=8, minutes=30), 510),
        (8.5 / 24, 510),
        (0, 0),
        ("2026-03-10", None),
        ("无", None),
    ],
)
def test_a_time_of_day_is_its_minute(cell: object, minute: int | None) -> None:
    assert read("clock", cell) == minute


@pytest.mark.parametrize(
    "cell", ["25:00", "早饭后", "8", 1.5, -0.1, True, Damage("#REF!", "单元格是错误值"), timedelta(days=1)]
)
def test_what_is_no_time_of_day(cell: object) -> None:
    assert flawed(read("clock", cell))

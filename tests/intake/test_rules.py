"""The sheet of rules: whatever the office calls its columns and its rules."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gridctl.domain.sheets import RuleRow
from gridctl.errors import BadDataError
from gridctl.intake.rules import read_rule_rows
from tests.intake.test_fuzz import mangled
from tests.intake.workbooks import as_excel_writes

Write = Callable[..., Path]
SAMPLE = Path(__file__).parents[2] / "sample_data" / "划分规则.csv"
ROWS: list[list[object]] = [
    ["网格划分规则", None, None, None, None, None],
    ["规则", "楼栋甲", "楼栋乙", "数值", "坐标", "备注"],
    ["同组", "1栋", "2栋", None, None, None],
    [None, "3栋", "4栋", None, None, None],
    ["道路", None, None, None, "40,120; 200,120", "主环路"],
    ["关爱权重", "5栋", None, 6, None, None],
]


def row(kind: str, **told: str | None) -> RuleRow:
    return RuleRow(*[{"kind": kind, **told}.get(name) for name in RuleRow._fields])  # type: ignore[arg-type]


def test_a_row_a_rule(xlsx_file: Write, xls_file: Write) -> None:
    expected = [
        (3, row("同组", building="1栋", other="2栋")),
        (4, row("同组", building="3栋", other="4栋")),
        (5, row("隔断", line="40,120; 200,120", remark="主环路")),
        (6, row("关爱权重", building="5栋", amount="6")),
    ]
    assert read_rule_rows(xlsx_file(ROWS, merges=["A3:A4"])).rows == expected
    assert read_rule_rows(xls_file(ROWS, merges=[(2, 3, 0, 0)])).rows == expected


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_columns_in_another_order_and_other_words(csv_file: Write, encoding: str) -> None:
    rows = [
        ["Y2", "备注", "楼栋（乙）", "X1（米）", "要求", "楼栋（甲）", "X2", "Y1", "期", "单元", "权重"],
        ["4", "", "", "1", "河流", "", "3", "2", "", "", ""],
        ["", "𠮷宅", "6#", "", "不同组", "5#", "", "", "二期", "", ""],
        ["", "", "", "", "照护权重", "7", "", "", "", "2单元", "12"],
    ]
    parsed = read_rule_rows(csv_file(rows, encoding=encoding))
    assert not parsed.problems
    assert [item.row for item in parsed.rows] == [
        row("隔断", x1="1", y1="2", x2="3", y2="4"),
        row("分开", building="5#", other="6#", phase="二期", remark="𠮷宅"),
        row("关爱权重", building="7", unit="2单元", amount="12"),
    ]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("同组", "同组"), ("合并", "同组"), ("一起", "同组"), ("同网格", "同组"),
        ("分开", "分开"), ("不同组", "分开"), ("相邻", "相邻"), ("隔断", "隔断"), ("道路", "隔断"), ("河流", "隔断"),
        ("围墙", "隔断"), ("关爱", "关爱权重"), (" 照护权重 ", "关爱权重"),
    ],
)  # fmt: skip
def test_words_for_a_rule(csv_file: Write, written: str, kind: str) -> None:
    parsed = read_rule_rows(csv_file([["规则", "楼栋"], [written, "1栋"]]))
    assert [item.row.kind for item in parsed.rows] == [kind]


def test_what_is_wrong_is_told_with_its_cell(csv_file: Write) -> None:
    rows = [
        ["规则", "楼栋甲", "楼栋乙", "数值"],
        ["同住", "1栋", "2栋", ""],
        ["", "1栋", "2栋", ""],
        ["关爱", "1栋", "", "多"],
    ]
    parsed = read_rule_rows(csv_file(rows))
    assert [(problem.cell, problem.value) for problem in parsed.problems] == [("A2", "同住"), ("A3", ""), ("D4", "多")]
    assert parsed.problems[0].reason == "只能写同组、分开、相邻、隔断、关爱权重"
    assert not parsed.rows


def test_a_sheet_without_rules(csv_file: Write) -> None:
    with pytest.raises(BadDataError, match="找不到划分规则的表头"):
        read_rule_rows(csv_file([["姓名", "电话"], ["王一", "13912345678"]]))


def test_the_sample() -> None:
    parsed = read_rule_rows(SAMPLE)
    assert not parsed.problems
    assert not parsed.warnings
    kinds = [item.row.kind for item in parsed.rows]
    assert kinds == ["同组", "隔断", "隔断", "关爱权重", "关爱权重", "关爱权重"]


def survives(path: Path) -> bool:
    """Read; an error must be one that names the file and says what to do."""
    try:
        read_rule_rows(path)
    except BadDataError as error:
        if not error.hint:
            pytest.fail(f"{error.message}: no hint")
        return False
    return True


def test_mangled_workbooks(xlsx_file: Write) -> None:
    path = as_excel_writes(xlsx_file(ROWS, merges=["A3:A4"]))
    data = path.read_bytes()
    read = 0
    for seed in range(150):
        path.write_bytes(mangled(data, seed))
        read += survives(path)
    assert read < 150


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_mangled_texts(csv_file: Write, encoding: str) -> None:
    path = csv_file([["" if cell is None else cell for cell in each] for each in ROWS], encoding=encoding)
    data = path.read_bytes()
    read = 0
    for seed in range(150):
        path.write_bytes(mangled(data, seed))
        read += survives(path)
    assert read > 0

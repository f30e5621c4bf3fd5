"""Empty check-sheets out, filled ones back in: ours and the office's own, each once, with all that is wrong at a time."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from gridctl.store.checklists import CHECKLIST
from gridctl.store.transactions import Act, writing
from tests import refusals
from tests.conftest import Outcome, Run
from tests.inspected_estate import furnish

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)  # Monday, 10:00 in the project's zone
Refused = Callable[..., str]
HEAD = "检查表,网格,日期,检查时间,消防设施,安全通道,电梯,楼道,异常情况,检查人,备注"


@pytest.fixture(autouse=True)
def _estate(ledger: Path) -> None:
    furnish(ledger, NOW)


@pytest.fixture
def refused(run: Run, ledger: Path) -> Refused:
    return partial(refusals.refused, run, ledger)


def done(run: Run, *words: object, **settings: Any) -> Any:
    outcome = run(*words, "--format", "json", **settings)
    assert outcome.status == 0, outcome.err
    return json.loads(outcome.out)


def taken(run: Run, *words: object) -> dict[str, Any]:
    """What an import came to, whether it could be taken or not."""
    outcome: Outcome = run("inspect", "import", *words, "--format", "json")
    assert outcome.status in (0, 5), outcome.err
    found: dict[str, Any] = json.loads(outcome.out)
    return found


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def to_file(*rows: str, head: str = HEAD, encoding: str = "utf-8-sig", name: str = "表.csv") -> Path:
        path = tmp_path / name
        path.write_bytes("\n".join([head, *rows]).encode(encoding))
        return path

    return to_file


def reasons(result: dict[str, Any]) -> list[tuple[int, str]]:
    return [(problem["line"], problem["reason"]) for problem in result["problems"]]


# ------------------------------------------------------------------ empty sheets


@pytest.fixture
def blank(run: Run, tmp_path: Path) -> Path:
    path = tmp_path / "空白表.xlsx"
    outcome = run("checklist", "sheet", "fire-daily", "--grid", "01", "--month", "2026-03", "-o", path)
    assert outcome.status == 0, outcome.err
    assert "已写到" in outcome.err
    return path


def test_a_sheet_of_a_month_has_a_row_a_day(blank: Path) -> None:
    sheet = openpyxl.load_workbook(blank).worksheets[0]
    told = [str(cell.value) for row in sheet.iter_rows(max_row=4) for cell in row if cell.value]
    assert told[:6] == [
        "云海物业",
        "网格每日安全巡查",
        "项目：云海花园",
        "检查表：网格每日安全巡查",
        "网格：01 一号网格",
        "月份：2026-03",
    ]
    assert "√ 正常" in told[-1]
    heading = [cell.value for cell in sheet[5]]
    assert heading == ["日期", "检查时间", "消防设施", "安全通道", "电梯", "楼道", "异常情况（部位：情况）", "检查人"]
    assert str(sheet["C6"].value).startswith("灭火器在位")
    days = [sheet.cell(row, 1).value for row in range(7, sheet.max_row + 1)]
    assert days == [f"2026-03-{day:02d}" for day in range(1, 32)]
    setup = sheet.page_setup
    assert (setup.paperSize, setup.orientation, setup.fitToHeight, sheet.print_title_rows) == (
        9,
        "landscape",
        0,
        "$5:$6",
    )
    rules = {str(rule.sqref): (rule.formula1, rule.showErrorMessage) for rule in sheet.data_validations.dataValidation}
    assert rules == {f"{column}7:{column}37": ('"√,×,○"', False) for column in "CDEF"}


def test_the_same_sheet_is_the_same_file(run: Run, blank: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.xlsx"
    run("checklist", "sheet", "安全巡查", "--grid", "一号网格", "--month", "2026-03", "-o", again)
    assert again.read_bytes() == blank.read_bytes()


def test_a_sheet_of_a_day_has_a_row_a_piece_of_ground_and_the_homes_under_renovation(run: Run, tmp_path: Path) -> None:
    done(run, "renovation", "apply", "1-1-101", "--works", "水电改造", "--on", "2026-03-01")
    done(run, "renovation", "permit", 1, "--from", "2026-03-02", "--until", "2026-04-01")
    path = tmp_path / "明天.xlsx"
    assert run("checklist", "sheet", "物业助理巡检", "--on", "明天", "-o", path).status == 0
    sheet = openpyxl.load_workbook(path).worksheets[0]
    rows = [[str(cell) for cell in row if cell] for row in sheet.values]
    assert "日期：2026-03-17" in rows[2]
    assert rows[4] == ["在装修的：1栋1单元101（许可至 2026-04-01）"]
    assert rows[5][:3] == ["楼栋", "检查时间", "楼宇内部"]
    assert [row[0] for row in rows[7:]] == ["1栋", "2栋"]


def test_a_joint_list_has_two_inspectors_and_a_counted_point_takes_numbers(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    assert run("checklist", "sheet", "半月检", "--building", "1栋", "-o", path).status == 0
    assert [cell.value for cell in openpyxl.load_workbook(path).worksheets[0][5]][-2:] == ["检查人", "同检人"]
    assert run("checklist", "sheet", "会所检查", "--on", "2026-03-16", "-o", path).status == 0
    sheet = openpyxl.load_workbook(path).worksheets[0]
    assert [row[0] for row in sheet.values][6:] == ["会所"]
    assert [rule.type for rule in sheet.data_validations.dataValidation] == [None, "list", "list"]


@pytest.mark.parametrize(("how", "below"), [(("--on", "2026-03-16"), 0), ((), 15)])
def test_a_list_of_the_whole_project_comes_back(run: Run, tmp_path: Path, how: tuple[str, ...], below: int) -> None:
    path = tmp_path / "点名.xlsx"
    assert run("checklist", "sheet", "点名", *how, "-o", path).status == 0
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    row = next(row for row in range(1, 12) if sheet.cell(row, 2).value == "检查时间") + 2 + below
    sheet.cell(row, 3).value, sheet.cell(row, 5).value = 12, "曹玉兰"
    book.save(path)
    result = taken(run, path, "--apply")
    assert (result["new"], result["problems"], result["warnings"]) == (1, [], [])
    [line] = done(run, "inspect", "list")
    assert (line["day"], line["ground"], line["inspector"]) == ("2026-03-16", "全项目", "曹玉兰")


@pytest.mark.parametrize(
    ("status", "words", "said"),
    [
        (2, ("fire-daily", "-o", "表.xlsx"), "要写明哪个网格"),
        (2, ("fire-daily", "--grid", "01,02", "-o", "表.xlsx"), "一张表写一处"),
        (2, ("fire-daily", "--grid", "01", "--month", "2026-03", "--on", "明天", "-o", "表.xlsx"), "只写一个"),
        (2, ("fire-daily", "--grid", "01", "-o", "表.csv"), "要以 .xlsx 结尾"),
        (2, ("fire-daily", "--grid", "01", "-o", "没有/表.xlsx"), "文件夹不存在"),
        (3, ("没有的", "--grid", "01", "-o", "表.xlsx"), "没有检查表"),
        (4, ("fire-daily", "--grid", "01", "--month", "2025-12", "-o", "表.xlsx"), "才有"),
    ],
)
def test_what_is_refused_of_a_sheet(refused: Refused, status: int, words: tuple[object, ...], said: str) -> None:
    assert said in refused(status, ("checklist", "sheet", *words))


# ------------------------------------------------------------------ filled sheets


def filled(blank: Path) -> Path:
    """The month's sheet as an office fills it in: nine days, one of them twice abnormal, one with a point left out."""
    book = openpyxl.load_workbook(blank)
    sheet = book.worksheets[0]
    for row in range(7, 16):
        sheet.cell(row, 2).value = time(8, 30) if row % 2 else "8:30"
        for column in range(3, 7):
            sheet.cell(row, column).value = "√"
        sheet.cell(row, 8).value = "李梅"
    sheet["F9"] = "×1栋1单元楼道：堆放杂物"
    sheet["F10"], sheet["G10"] = "×", "1栋1单元楼道 杂物还在"
    sheet["E11"] = None
    sheet["D12"] = "○"
    path = blank.with_name("填好.xlsx")
    book.save(path)
    return path


def test_our_own_sheet_comes_back(run: Run, blank: Path, ledger: Path) -> None:
    sheet, before = filled(blank), refusals.dump(ledger)
    preview = run("inspect", "import", sheet)
    assert "新增 9" in preview.out
    assert "第 9 行 F9 楼道  开隐患单：楼道（1栋1单元） 堆放杂物" in preview.out
    assert "第 10 行 F10 楼道  同一处的同类问题，本表前面的行已开单：楼道（1栋1单元） 杂物还在" in preview.out
    assert "第 11 行  没有查：电梯" in preview.out
    assert refusals.dump(ledger) == before
    result = taken(run, sheet, "--apply")
    assert (result["new"], result["wrong"], result["applied"]) == (9, 0, True)
    lines = done(run, "inspect", "list", "--from", "3-1")
    assert [line["started"] for line in lines] == [f"2026-03-0{day} 08:30" for day in range(1, 10)]
    assert [line["tickets"] for line in lines[2:4]] == [["YH-2026-0001"], ["YH-2026-0001"]]
    assert (lines[4]["answered"], lines[4]["left_out"]) == (3, ["电梯"])
    answers = [(one["mark"], one["note"], one["place"]) for one in done(run, "inspect", "show", 4)["answers"]]
    assert answers[3] == ("abnormal", "杂物还在", "楼道（1栋1单元）")
    assert done(run, "inspect", "show", 6)["answers"][1]["mark"] == "not_applicable"
    assert done(run, "hazard", "show", 1)["found_on"] == "2026-03-03 08:30"


def test_the_same_sheet_again_changes_nothing(run: Run, blank: Path, ledger: Path) -> None:
    sheet = filled(blank)
    taken(run, sheet, "--apply")
    before = refusals.dump(ledger)
    result = taken(run, sheet, "--apply")
    assert (result["new"], result["changed"], result["unchanged"], result["wrong"]) == (0, 0, 9, 0)
    assert refusals.dump(ledger) == before


def test_an_import_is_taken_back_whole(run: Run, blank: Path) -> None:
    taken(run, filled(blank), "--apply")
    assert run("undo", "--yes").status == 0
    assert done(run, "inspect", "list", "--from", "3-1") == []
    assert done(run, "hazard", "list") == []
    assert run("ledger", "verify").status == 0


def test_a_row_that_says_otherwise_than_the_ledger_is_wrong(run: Run, write: Callable[..., Path]) -> None:
    done(run, "inspect", "log", "--list", "fire-daily", "--grid", "01", "--all-normal", "--at", "2026-03-10 8:30")
    same = write("安全巡查,01,2026-03-10,8:30,√,√,√,√,,李梅,", "fire-daily,一号网格,2026-03-10,,√,√,√,√,,G01,")
    assert taken(run, same)["unchanged"] == 2
    other = write("安全巡查,01,2026-03-10,8:30,√,√,○,√,,周静,下雨")
    assert reasons(taken(run, other)) == [
        (2, "台账里这次检查（编号 1）的检查人、结果、备注不同；要按表上的，先作废：gridctl inspect void 1")
    ]
    assert taken(run, write("安全巡查,01,2026-03-10,15:30,√,√,√,√,,李梅,"))["new"] == 1


def test_a_photograph_of_the_ledger_is_on_no_sheet(run: Run, write: Callable[..., Path], tmp_path: Path) -> None:
    photo = tmp_path / "a.jpg"
    photo.write_bytes(b"\xff\xd8")
    words = ("--grid", "01", "--all-normal", "--photo", f"电梯={photo}", "--at", "2026-03-10")
    done(run, "inspect", "log", "--list", "fire-daily", *words)
    assert taken(run, write("安全巡查,01,2026-03-10,,√,√,√,√,,李梅,"))["unchanged"] == 1


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_kept(
    run: Run, write: Callable[..., Path], ledger: Path
) -> None:
    done(run, "checklist", "end", "半月检", "--on", "2026-03-01")
    rows = (
        "安全巡查,01,2026-03-10,,√,√,√,√,,李梅,",
        "没有的表,01,2026-03-10,,√,√,√,√,,李梅,",
        "安全巡查,09,2026-03-10,,√,√,√,√,,李梅,",
        "安全巡查,01,2026-03-17,,√,√,√,√,,李梅,",
        "安全巡查,01,2026-03-16,10:30,√,√,√,√,,李梅,",
        "安全巡查,01,2026-03-11,,√,√,√,√,,没有这人,",
        "安全巡查,01,2026-03-11,9:00,√,√,√,√,,,",
        "安全巡查,01,2026-03-12,,√,√,√,√,,何远,",
        "安全巡查,01,2026-03-09,8:00,√,√,√,√,,新来,",
        "安全巡查,01,2026-03-13,,0,√,√,×,,李梅,",
        "安全巡查,01,2026-03-13,9:00,√,√,√,√,楼道堆了东西,李梅,",
        "安全巡查,01,2026-03-13,10:00,×,√,√,×,堆了东西,李梅,",
        "安全巡查,01,2026-03-14,,√,√,√,×2-1大堂：堆放杂物,,李梅,",
        "安全巡查,01,2026-03-14,9:00,×灭火器过期,√,√,√,,李梅,",
        "安全巡查,01,2025-12-31,,√,√,√,√,,李梅,",
        "安全巡查,01,2026-03-15,8:00,√,√,√,√,,李梅,甲",
        "安全巡查,01,2026-03-15,8:00,√,√,√,√,,李梅,乙",
        "会所检查,01,2026-03-15,,√,,,,,董丽娜,",
        "半月检,01,2026-03-15,,√,,,,,曹玉兰,",
    )
    before = refusals.dump(ledger)
    result = taken(run, write(*rows), "--apply")
    told = reasons(result)
    wanted = {
        3: "没有检查表“没有的表”",
        4: "没有网格“09”",
        5: "还没有到",
        6: "还没有到",
        7: "花名册里没有“没有这人”",
        8: "没有填检查人",
        9: "已离岗",
        10: "才到岗",
        12: "没有一个检查点是 ×",
        13: "有几处异常，情况要写在各自的格里",
        14: "不在01 一号网格",
        15: "没有写在哪里",
        16: "从 2026-01-01 起才有",
        17: "第 18 行是同一处同一时间的检查",
        18: "第 17 行是同一处同一时间的检查",
        19: "不按网格查",
        20: "从 2026-03-01 起停用",
    }
    for line, words in wanted.items():
        assert words in " ".join(reason for at, reason in told if at == line), line
    eleven = [reason for line, reason in told if line == 11]
    assert [words in reason for words, reason in zip(("看不懂", "没有写是什么情况"), eleven, strict=True)] == [
        True,
        True,
    ]
    assert {line for line, _ in told} == {*wanted, 11}
    assert (result["applied"], result["new"], result["conflicting"]) == (False, 1, 2)
    assert refusals.dump(ledger) == before
    assert run("inspect", "import", write(*rows), "--apply", "--skip-wrong").status == 5
    assert len(done(run, "inspect", "list", "--from", "3-1")) == 1


def test_an_answer_for_a_point_of_another_list_is_wrong(run: Run, write: Callable[..., Path]) -> None:
    head = "检查表,网格,日期,消防设施,物资盘点,检查人"
    result = taken(run, write("安全巡查,01,2026-03-10,√,36,李梅", "安全巡查,01,2026-03-11,√,,李梅", head=head))
    [problem] = result["problems"]
    assert (problem["cell"], problem["column"], problem["value"]) == ("E2", "物资盘点", "36")
    assert "“网格每日安全巡查”没有检查点“物资盘点”，是“会所样板间营销通道检查”的" in problem["reason"]


def test_who_is_doubtful_is_told_of(run: Run, write: Callable[..., Path]) -> None:
    done(run, "staff", "leave", "李梅", "--from", "2026-03-14", "--to", "2026-03-15", "--deputy", "周静")
    rows = (
        "安全巡查,01,2026-03-13,,√,√,√,√,,李梅,",
        "安全巡查,01,2026-03-14,,√,√,√,√,,李梅,",
        "安全巡查,01,2026-03-15,,√,√,√,√,,周静,",
        "安全巡查,01,2026-03-16,,√,√,√,√,,周静,",
    )
    told = [(one["line"], one["reason"]) for one in taken(run, write(*rows))["warnings"]]
    assert [line for line, _ in told] == [3, 5]
    assert "在请假" in told[0][1]
    assert "负责 01 一号网格 的是李梅" in told[1][1]


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("检查人,楼道,电梯,安全通道,消防设施,日期,网格,检查表", "李梅,√,√,√,√,2026-03-10,01,安全巡查"),
        (
            "巡查人 , 楼 道,电\u3000梯,安全通道*,消防设施,巡查日期,责任网格,检查类型",
            "G01,正常,V,合格,ok,2026/3/10,01,网格每日安全巡查",
        ),
    ],
)
def test_columns_in_another_order_and_other_words(run: Run, write: Callable[..., Path], head: str, row: str) -> None:
    result = taken(run, write(row, head=head, encoding="gb18030"), "--apply")
    assert (result["new"], result["problems"]) == (1, [])
    assert done(run, "inspect", "list", "--from", "3-1")[0]["answered"] == 4


def test_what_stands_over_the_table_or_on_the_line_holds_for_every_row(run: Run, tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["云海花园每日巡查记录"],
        ["网格：01 一号网格", None, "检查人：李梅"],
        ["日期", "消防设施", "安全通道", "电梯", "楼道"],
        [date(2026, 3, 9), "√", "√", "√", "√"],
        [None, "√", "√", "√", "√"],
        [date(2026, 3, 11), None, None, None, None],
        ["合计"],
    ]
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    sheet.merge_cells("B4:B5")
    sheet["A5"] = date(2026, 3, 10)
    book.save(tmp_path / "表.xlsx")
    assert "没有写是哪份检查表" in run("inspect", "import", tmp_path / "表.xlsx").err
    result = taken(run, tmp_path / "表.xlsx", "--list", "fire-daily", "--apply")
    assert (result["new"], result["problems"]) == (2, [])
    assert [line["answered"] for line in done(run, "inspect", "list", "--from", "3-1")] == [4, 4]
    wrong = taken(run, tmp_path / "表.xlsx", "--list", "会所检查")
    assert {problem["reason"].partition("；")[0] for problem in wrong["problems"]} == {
        "“会所样板间营销通道检查”不按网格查"
    }
    assert wrong["wrong"] == 2


def test_a_day_and_its_ground_a_row(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "今天.xlsx"
    run("checklist", "sheet", "物业助理巡检", "--on", "2026-03-16", "-o", path)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet["C7"], sheet["D7"], sheet["I7"] = "√", "○", "周敏"
    book.save(path)
    result = taken(run, path, "--apply")
    assert (result["new"], result["problems"]) == (1, [])
    [line] = done(run, "inspect", "list")
    assert (line["ground"], line["day"], line["answered"], line["inspector"]) == ("1栋", "2026-03-16", 2, "周敏")


def test_a_joint_sheet_needs_both(run: Run, write: Callable[..., Path]) -> None:
    head = "检查表,楼栋,日期,墙面玻璃,检查人,同检人"
    rows = (
        "半月检,1栋,2026-03-10,√,曹玉兰,周敏",
        "半月检,2栋,2026-03-10,√,曹玉兰,",
        "半月检,2栋,2026-03-11,√,曹玉兰,H01",
    )
    result = taken(run, write(*rows, head=head))
    assert result["new"] == 1
    assert [
        words in reason for (_, reason), words in zip(reasons(result), ("只写了一个人", "同一个人"), strict=True)
    ] == [
        True,
        True,
    ]


def test_a_number_is_kept_and_its_words(run: Run, write: Callable[..., Path]) -> None:
    head = "检查表,部位,日期,物资盘点,检查人"
    rows = ("会所检查,会所,2026-03-10,36件,董丽娜", "会所检查,会所,2026-03-11,×34：少两把椅子,董丽娜")
    assert taken(run, write(*rows, head=head), "--apply")["new"] == 2
    found = done(run, "inspect", "show", 2)["answers"][0]
    assert (found["mark"], found["count"], found["note"]) == ("abnormal", 34, "少两把椅子")


def test_what_else_a_row_can_have_wrong(run: Run, write: Callable[..., Path]) -> None:
    done(run, "grid", "add", "03", "--name", "三号网格", "--from", "2026-03-10")
    head = "检查表,网格,日期,开始时间,结束时间,消防设施,异常情况,检查人,备注"
    rows = (
        "安全巡查,03,2026-03-09,,,√,,李梅,",
        "安全巡查,03,2026-03-10,,,√,,李梅,",
        "安全巡查,01,2026-03-10,9:00,8:30,√,,李梅,",
        "安全巡查,01,2026-03-16,9:00,10:30,√,,李梅,",
        "安全巡查,01,,,,√,,李梅,",
        '安全巡查,"01,02",2026-03-10,,,√,,李梅,',
        "安全巡查,01,2026-03-11,,,√,无,李梅,",
        "安全巡查,01,2026-03-11,,,√,,李梅,",
        "安全巡查,01,2026-03-12,,,,堆了东西,李梅,",
        "会所检查,01,2026-03-12,,,√,,李梅,",
        "安全巡查,01,2026-03-13,8:00,8:40,×1-1大堂：灭火器过期,已报修,李梅,下雨",
    )
    result = taken(run, write(*rows, head=head), "--list", "fire-daily", "--apply", "--skip-wrong")
    assert [(line, reason.partition("；")[0]) for line, reason in reasons(result)] == [
        (2, "2026-03-09 没有这个网格，它自 2026-03-10 起"),
        (4, "早于开始的 09:00"),
        (5, "还没有到"),
        (6, "没有填日期"),
        (7, "一行写一处"),
        (10, "没有填检查点"),
        (11, "表上写的是“会所检查”，--list 写的是“fire-daily”"),
    ]
    assert "与第 8 行相同，只记一次" in [one["reason"] for one in result["warnings"] if one["line"] == 9]
    assert (result["new"], result["unchanged"]) == (3, 1)
    last = done(run, "inspect", "list", "--from", "3-1")[-1]
    assert (last["finished"], last["note"]) == ("2026-03-13 08:40", "下雨；已报修")


def test_a_fault_of_a_past_sheet_that_was_mended_since_is_not_opened_again(
    run: Run, write: Callable[..., Path]
) -> None:
    done(run, "hazard", "open", "1-1大堂", "灭火器过期", "--found", "2026-03-10", "--by", "李梅", "--measures", "换新",
         "--reported-to", "物业管理处", "--reported-at", "2026-03-10")  # fmt: skip
    done(run, "hazard", "plan", 1, "--owner", "王强", "--plan", "更换", "--money", "0")
    done(run, "hazard", "finish", 1, "--at", "2026-03-12")
    done(run, "hazard", "recheck", 1, "passed", "--by", "李梅", "--at", "2026-03-13")
    rows = [f"安全巡查,01,2026-03-{day},,×1-1大堂：灭火器过期,,,,,李梅," for day in (11, 14)]
    result = taken(run, write(*rows), "--apply")
    told = [one["reason"] for one in result["warnings"] if "灭火器" in one["reason"]]
    assert told == [
        "已经有单 YH-2026-0001（后来已办完），不另开：大堂（1栋1单元） 灭火器过期",
        "开隐患单：大堂（1栋1单元） 灭火器过期",
    ]
    assert [line["tickets"] for line in done(run, "inspect", "list", "--from", "3-1")] == [
        ["YH-2026-0001"],
        ["YH-2026-0002"],
    ]


def test_a_project_without_lists_is_told_how_to_get_them(
    refused: Refused, write: Callable[..., Path], ledger: Path
) -> None:
    with writing(ledger, Act("owner", "ledger upgrade"), NOW) as tx:
        tx.delete(CHECKLIST, tx.find(CHECKLIST, 1))
    assert "checklist adopt" in refused(2, ("inspect", "import", write("安全巡查,01,2026-03-10,,√,√,√,√,,李梅,")))
    assert "checklist adopt" in refused(3, ("inspect", "log", "--list", "fire-daily", "--grid", "01", "--all-normal"))


def test_a_month_with_two_versions_has_the_days_of_one(run: Run, tmp_path: Path) -> None:
    done(run, "checklist", "set", "fire-daily", "--drop-point", "电梯", "--from", "2026-03-14")
    words = ("checklist", "sheet", "fire-daily", "--grid", "01", "-o", tmp_path / "表.xlsx", "--month")
    outcome = run(*words, "2026-03")
    assert "2026-03-01 至 03-13 用的是这份检查表的另一版" in outcome.err
    days = [row[0] for row in openpyxl.load_workbook(tmp_path / "表.xlsx").worksheets[0].values][6:]
    assert (days[0], days[-1]) == ("2026-03-14", "2026-03-31")
    assert "另一版" not in run(*words, "2026-02").err


def test_a_sheet_without_points_is_refused(refused: Refused, write: Callable[..., Path]) -> None:
    path = write("安全巡查,01,2026-03-10,李梅,好", head="检查表,网格,日期,检查人,备注")
    assert "表里没有检查点的列" in refused(5, ("inspect", "import", path))


def test_wrong_rows_are_written_out_and_come_back_mended(run: Run, write: Callable[..., Path], tmp_path: Path) -> None:
    path = write("安全巡查,01,2026-03-10,,√,√,√,×,,李梅,", "安全巡查,01,2026-03-11,,√,√,√,√,,李梅,")
    out = tmp_path / "改.xlsx"
    assert run("inspect", "import", path, "--apply", "--skip-wrong", "--problems", out).status == 5
    book = openpyxl.load_workbook(out)
    sheet = book.worksheets[0]
    cells = {str(cell.value): cell for row in sheet.iter_rows() for cell in row}
    cells["×"].value = "×1-1楼道：堆放杂物"
    book.save(out)
    assert taken(run, out, "--apply")["new"] == 1

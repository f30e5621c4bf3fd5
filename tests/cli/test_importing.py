import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from gridctl.cli.importing import ImportFormat, show_result
from gridctl.domain.imports import Change, ImportResult, Problem
from gridctl.services.desk import reading
from gridctl.settings import Settings
from gridctl.store.journal import head

Run = Callable[..., Any]
ROOMS = "楼栋,单元,房号,建筑面积,房屋状态,备注\n3栋,2单元,101,89.5,空置,\n3栋,2单元,102,90,已入住,转角\n"
BROKEN = ROOMS + "3栋,2单元,103,一百,空置,\n3栋,2单元,104,90,闹鬼,\n3栋,2单元,105,1,,\n3栋,2单元,105,2,,\n"


def entries(ledger: Path) -> int:
    with reading(Settings(ledger)) as desk:
        last = head(desk.reader.connection, desk.pid)
        return last.number if last else 0


def rooms(run: Run) -> list[str]:
    return [line["place"] for line in json.loads(run("estate", "show", "3栋", "--format", "json").out)]


def test_without_apply_it_is_shown_and_nothing_is_written(run: Run, ledger: Path) -> None:
    before = ledger.read_bytes()
    outcome = run("estate", "import", "-", stdin=ROOMS, actor=None)
    assert outcome.status == 0
    assert "新增 2  变更 0  不变 0  冲突 0  错误 0" in outcome.out
    assert "加上 --apply 写入" in outcome.err
    assert ledger.read_bytes() == before


def test_with_apply_it_is_one_entry_and_a_second_time_none(run: Run, ledger: Path) -> None:
    before = entries(ledger)
    assert run("estate", "import", "-", "--apply", stdin=ROOMS).status == 0
    assert entries(ledger) == before + 1
    again = run("estate", "import", "-", "--apply", stdin=ROOMS)
    assert (again.status, entries(ledger)) == (0, before + 1)
    assert "不变 2" in again.out
    assert "没有变动" in again.err


def test_a_wrong_row_stops_all_of_it_and_every_problem_is_told(run: Run, ledger: Path) -> None:
    before = ledger.read_bytes()
    outcome = run("estate", "import", "-", "--apply", stdin=BROKEN)
    assert outcome.status == 5
    assert "新增 2  变更 0  不变 0  冲突 2  错误 2" in outcome.out
    for told in ("第 4 行 D4 建筑面积  “一百”", "第 5 行 E5 房屋状态  “闹鬼”", "第 6 行 D6", "第 7 行 D7"):
        assert told in outcome.out
    assert "什么也没有写入" in outcome.err
    assert ledger.read_bytes() == before


def test_skip_wrong_writes_the_rest_and_still_ends_with_5(run: Run) -> None:
    outcome = run("estate", "import", "-", "--apply", "--skip-wrong", stdin=BROKEN)
    assert outcome.status == 5
    assert "已写入 2 行；4 行没有写入" in outcome.err
    assert rooms(run) == ["3栋2单元101", "3栋2单元102"]


@pytest.mark.parametrize("words", [(), ("--apply",), ("--apply", "--skip-wrong")])
def test_a_header_that_lacks_a_column_is_mended_and_not_skipped(
    run: Run, tmp_path: Path, words: tuple[str, ...]
) -> None:
    target = tmp_path / "错误.xlsx"
    outcome = run("estate", "import", "-", "--problems", target, *words, stdin="楼栋,备注\n3栋,转角\n")
    assert outcome.status == 5
    assert "缺少“房号”或“地址”列" in outcome.out
    assert "表头有错，整张表没有读取；改好表头后重新导入" in outcome.err
    assert "--skip-wrong" not in outcome.err
    assert not target.exists()


def test_skipping_is_not_advised_where_nothing_would_be_left(run: Run) -> None:
    outcome = run("estate", "import", "-", stdin="楼栋,房号,建筑面积\n3栋,101,一百\n")
    assert "有 1 行不能写入；改好后重新导入\n" in outcome.err
    assert "--skip-wrong" in run("estate", "import", "-", stdin=BROKEN).err


def test_blank_keeps_the_word_empties_and_changes_are_shown(run: Run) -> None:
    run("estate", "import", "-", "--apply", stdin=ROOMS)
    changed = ROOMS.replace("89.5,空置", ",已出租").replace("转角", "<清空>")
    preview = run("estate", "import", "-", stdin=changed)
    assert "变更 2" in preview.out
    assert "第 2 行 3栋2单元101  状态: 空置 → 已出租" in preview.out
    assert "第 3 行 3栋2单元102  备注: 转角 → （空）" in preview.out
    assert run("estate", "import", "-", "--apply", stdin=changed).status == 0
    card = json.loads(run("estate", "show", "3栋2单元101", "--format", "json").out)
    assert (card["area"], card["state"]) == (89.5, "let")


def test_json_is_the_whole_result(run: Run) -> None:
    outcome = run("estate", "import", "-", "--format", "json", stdin=BROKEN)
    result = json.loads(outcome.out)
    assert outcome.status == 5
    assert {key: result[key] for key in ("noun", "new", "changed", "unchanged", "conflicting", "wrong", "applied")} == {
        "noun": "estate",
        "new": 2,
        "changed": 0,
        "unchanged": 0,
        "conflicting": 2,
        "wrong": 2,
        "applied": False,
    }
    assert [problem["cell"] for problem in result["problems"]] == ["D4", "E5", "D6", "D7"]


def test_wrong_rows_are_written_out_to_be_mended_and_imported_again(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "错误.xlsx"
    run("estate", "import", "-", "--apply", "--skip-wrong", "--problems", target, stdin=BROKEN)
    rows = CalamineWorkbook.from_path(target).get_sheet_by_index(0).to_python()
    assert rows[0] == ["原行号", "错误原因", "楼栋", "单元", "房号", "建筑面积", "房屋状态", "备注"]
    assert [row[0] for row in rows[1:]] == ["4", "5", "6", "7"]
    assert "不认识，可以写 已入住" in str(rows[2][1])
    assert rows[1][2:6] == ["3栋", "2单元", "103", "一百"]
    again = run("estate", "import", target)
    assert (again.status, "冲突 2  错误 2" in again.out) == (5, True)


def test_without_problems_no_file_of_problems_is_written(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "错误.xlsx"
    outcome = run("estate", "import", "-", "--problems", target, stdin=ROOMS)
    assert "没有错误" in outcome.err
    assert not target.exists()


def test_who_enters_must_be_said_to_write(run: Run, ledger: Path) -> None:
    before = ledger.read_bytes()
    assert run("estate", "import", "-", "--apply", stdin=ROOMS, actor=None).status == 2
    assert ledger.read_bytes() == before


@pytest.mark.parametrize("text", ["=1+1", "=HYPERLINK(x)", "\x1b[2J危险", "[red]"])
def test_text_of_a_cell_steers_nothing(run: Run, text: str) -> None:
    outcome = run("estate", "import", "-", stdin=f"楼栋,房号,房屋状态,备注\n3栋,101,{text},{text}\n")
    assert outcome.status == 5
    assert "\x1b" not in outcome.out + outcome.err


def result(count: int) -> ImportResult:
    changes = tuple(Change(line, "3栋101", "面积", "1", "2") for line in range(2, count + 2))
    problems = tuple(Problem("", line, "", "", "", f"错在{line}") for line in range(2, count + 2))
    return ImportResult("estate", "表.csv", "", 0, count, 0, 0, count, applied=False, changes=changes, problems=problems, warnings=())  # fmt: skip


@pytest.mark.parametrize(("terminal", "problems"), [(True, 50), (False, 120)])
def test_a_screen_shows_the_first_and_says_where_the_rest_is(
    ledger: Path,
    capsys: pytest.CaptureFixture[str],
    *,
    terminal: bool,
    problems: int,
) -> None:
    show_result(result(120), Settings(ledger, terminal=terminal), ImportFormat.TABLE)
    shown = capsys.readouterr().out
    assert shown.count("面积: 1 → 2") == 20
    assert "其余 100 处变更用 --format json 查看" in shown
    assert shown.count("错在") == problems
    assert ("其余 70 处错误用 --problems" in shown) is terminal


@pytest.mark.parametrize(
    ("noun", "text", "same"),
    [
        ("estate", "楼栋,房号,建筑面积\n3栋,101,1\n3#,101,2\n", "同一间房"),
        ("resident", "楼栋,房号,姓名,电话\n3栋,101,张三,13812345678\n3栋,101,张三,13812345679\n", "同一个人"),
        ("staff", "工号,姓名,岗位,居住地址\n1,张三,安全员,甲\n1,张三,安全员,乙\n", "同一个人"),
        ("place", "名称,类型,备注\n东门岗,门岗,甲\n东门岗,门岗,乙\n", "同一处"),
        ("grid", "网格编号,楼栋,网格名称\n01,3栋,甲\n01,3栋,乙\n", "同一网格的同一处"),
        (
            "ticket",
            "纸质单号,报修时间,部位,故障描述\n7,2026-03-15,3栋101,漏水\n7,2026-03-15,3栋101,漏电\n",
            "同一张单",
        ),
    ],
)
def test_rows_that_disagree_are_told_what_they_share(run: Run, noun: str, text: str, same: str) -> None:
    run("estate", "import", "-", "--apply", stdin="楼栋,房号\n3栋,101\n")
    outcome = run(noun, "import", "-", stdin=text)
    assert f"第 2、3 行说的是{same}，这一列却不一样" in outcome.out

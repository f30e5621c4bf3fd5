"""`gridctl hazard` on a real ledger: found, reported, mended, checked by another, and what stands on every screen until filled."""

import csv
import io
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests import refusals
from tests.conftest import Run
from tests.small_estate import furnish

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)  # Monday, 10:00 in the project's zone
Refused = Callable[..., str]
WHOLE = ("--measures", "当场清理", "--reported-to", "物业管理处", "--by", "李梅")


@pytest.fixture(autouse=True)
def _estate(ledger: Path) -> None:
    furnish(ledger, NOW)


@pytest.fixture
def refused(run: Run, ledger: Path) -> Refused:
    return partial(refusals.refused, run, ledger)


def done(run: Run, *words: object, **settings: Any) -> list[dict[str, Any]]:
    outcome = run(*words, "--format", "json", **settings)
    assert outcome.status == 0, outcome.err
    found: list[dict[str, Any]] = json.loads(outcome.out)
    return found


def opened(run: Run, *words: object) -> dict[str, Any]:
    [line] = done(run, "hazard", "open", "1-1大堂", "消防通道堆放杂物", *words)
    return line


def shown(run: Run, number: object = 1) -> dict[str, Any]:
    outcome = run("hazard", "show", number, "--format", "json")
    assert outcome.status == 0, outcome.err
    found: dict[str, Any] = json.loads(outcome.out)
    return found


@pytest.mark.parametrize(
    ("level", "code", "due"),
    [
        ((), "general", "2026-03-31"),
        (("--level", "较大"), "greater", "2026-03-23"),
        (("--level", "重大"), "major", "2026-03-19"),
    ],
)
def test_the_level_says_by_when_it_is_mended(run: Run, level: tuple[str, ...], code: str, due: str) -> None:
    line = opened(run, *WHOLE, *level)
    assert (line["number"], line["level"], line["due"], line["state_name"]) == ("YH-2026-0001", code, due, "待整改")
    assert (line["category_name"], line["where"], line["found_by"]) == ("消防安全", "一号网格 1栋1单元大堂", "李梅")
    assert (line["measures"], line["measured_at"]) == ("当场清理", "2026-03-16 10:00")
    assert (line["reported_to"], line["reported_at"]) == ("物业管理处", "2026-03-16 10:00")


def test_a_limit_of_its_own_is_never_later(run: Run, refused: Refused) -> None:
    assert opened(run, *WHOLE, "--until", "3-20")["due"] == "2026-03-20"
    assert "需要更多时间的请项目负责人签批" in refused(4, ("hazard", "plan", 1, "--until", "3-25"))
    assert "早于排查日期" in refused(4, ("hazard", "plan", 1, "--until", "2026-03-15"))
    assert shown(run)["steps"][-1]["note"] == "整改期限定为 2026-03-20（原 2026-03-31）"


def test_what_is_missing_is_told_and_listed_until_it_is_filled(run: Run) -> None:
    outcome = run("hazard", "open", "1-1大堂", "消防通道堆放杂物")
    assert "还缺排查人、现场措施、上报部门、上报时间" in outcome.err
    opened(run, *WHOLE, "--owner", "王强", "--plan", "清理", "--money", "0")
    [line] = done(run, "hazard", "list", "--missing")
    assert line["missing"] == ["排查人", "现场措施", "上报部门", "上报时间", "责任人", "整改措施", "整改资金"]
    done(run, "hazard", "measures", 1, "清走", "--at", "10:00")
    done(run, "hazard", "report", 1, "--to", "消防大队", "--at", "10:00")
    done(run, "hazard", "plan", 1, "--owner", "王强", "--plan", "清理", "--money", "1,200.50")
    done(run, "ticket", "edit", "YH-2026-0001", "--set", "排查人=李梅")
    assert run("hazard", "list", "--missing").out == ""
    [line, _] = done(run, "hazard", "list")
    assert (line["fund_fen"], line["fund"], line["answerable"], line["missing"]) == (120050, "1200.50", "王强", [])


def test_the_commands_that_are_named_fill_what_is_missing(run: Run) -> None:
    said = run("hazard", "open", "1#电梯", "配电箱冒烟", "--level", "重大").err
    [notice] = [line for line in said.splitlines() if line.startswith("注意")]
    named = [command.split()[1:] for command in notice.partition("补上：")[2].split("；")]
    assert len(named) == 5
    for words in named:
        said = run(*(word.replace("=工号", "=G01") for word in words)).err
    assert "还缺" not in said


@pytest.mark.parametrize("fill", [("measures", "report"), ("report", "measures")])
def test_a_major_one_stands_at_the_top_of_every_screen_until_filled(run: Run, fill: tuple[str, str]) -> None:
    run("hazard", "open", "1#电梯", "配电箱冒烟", "--level", "重大")
    screens = ("ticket list", "staff list", "today", "grid list", "hazard list", "report weekly", "ticket waiting")
    for words in map(str.split, screens):
        first = run(*words).err.splitlines()[0]
        assert first.startswith("重大隐患未补齐：YH-2026-0001 缺紧急措施、上报"), words
    commands = {"measures": ("断电",), "report": ("--to", "物业管理处")}
    assert "重大隐患未补齐" in run("hazard", fill[0], 1, *commands[fill[0]]).err
    left = "缺上报" if fill[0] == "measures" else "缺紧急措施"
    assert left in run("staff", "list").err
    run("hazard", fill[1], 1, *commands[fill[1]])
    assert "重大隐患" not in run("staff", "list").err


@pytest.mark.parametrize("form", ["json", "csv"])
def test_json_and_csv_are_no_screens(run: Run, form: str) -> None:
    run("hazard", "open", "1#电梯", "配电箱冒烟", "--level", "重大")
    outcome = run("staff", "list", "--format", form)
    assert (outcome.status, outcome.err) == (0, "")
    assert "重大" not in outcome.out


@pytest.mark.parametrize(
    "words",
    [(), ("--level", "较大"), ("--level", "重大", "--measures", "断电", "--reported-to", "应急办")],
)
def test_nothing_stands_there_for_others(run: Run, words: tuple[str, ...]) -> None:
    run("hazard", "open", "1#电梯", "配电箱冒烟", *words)
    assert "重大隐患" not in run("ticket", "list").err


def test_several_are_one_line(run: Run) -> None:
    for _ in range(5):
        run("hazard", "open", "1#电梯", "配电箱冒烟", "--level", "重大")
    lines = run("staff", "list").err.splitlines()
    assert [line for line in lines if "重大隐患" in line] == lines[:1]
    assert "YH-2026-0003 缺紧急措施、上报等 5 处" in lines[0]


def test_it_is_red_on_a_terminal(run: Run, ledger: Path) -> None:
    """On a real one: stderr is the terminal, stdout a pipe."""
    run("hazard", "open", "1#电梯", "配电箱冒烟", "--level", "重大")
    ours, theirs = pty.openpty()
    code = "import sys; from gridctl.cli.main import main; sys.exit(main(sys.argv[1:]))"
    words = [sys.executable, "-c", code, "staff", "list", "--ledger", str(ledger)]
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"} | {"TERM": "xterm-256color"}
    with subprocess.Popen(words, stderr=theirs, stdout=subprocess.PIPE, env=environment) as process:
        out, _ = process.communicate()
        os.close(theirs)
    said = os.read(ours, 10_000).decode()
    os.close(ours)
    assert said.startswith("\x1b[1;31m重大隐患未补齐")
    assert b"\x1b" not in out
    assert process.returncode == 0


@pytest.fixture
def mended(run: Run) -> None:
    opened(run, *WHOLE, "--owner", "王强", "--plan", "清理", "--money", "0")
    [line] = done(run, "hazard", "finish", 1)
    assert (line["state_name"], line["executor"]) == ("待复查", "王强")


@pytest.mark.usefixtures("mended")
def test_checked_by_another_it_is_closed(run: Run, refused: Refused) -> None:
    assert "不能验收自己的活" in refused(4, ("hazard", "recheck", 1, "passed", "--by", "王强"))
    [line] = done(run, "hazard", "recheck", 1, "passed", "--by", "周静", "--note", "通道畅通")
    assert (line["state_name"], line["verifier"], line["recheck"], line["missing"]) == (
        "已销号",
        "周静",
        "通道畅通",
        [],
    )
    assert run("hazard", "list").out == ""
    assert "已销号" in run("hazard", "list", "--all").out


@pytest.mark.usefixtures("mended")
def test_not_passed_it_begins_a_round_with_a_limit_of_its_own(run: Run, refused: Refused) -> None:
    later = NOW + timedelta(days=2)
    assert "哪里不合格" in refused(2, ("hazard", "recheck", 1, "failed", "--by", "周静"))
    assert "返工" in refused(4, ("hazard", "recheck", 1, "failed", "--by", "王强", "--note", "又堆上了"))
    words = ("hazard", "recheck", 1, "failed", "--by", "周静", "--note", "又堆上了")
    [line] = done(run, *words, clock=later)
    assert (line["round"], line["due"], line["state_name"]) == (2, "2026-04-02", "待整改")
    assert line["missing"] == ["责任人", "整改措施", "整改资金"]
    assert line["measures"] == "当场清理"
    assert shown(run)["steps"][-1]["action_name"] == "复查不合格"


def test_mending_needs_who_what_and_money(run: Run, refused: Refused) -> None:
    opened(run, *WHOLE)
    assert "还没有填整改措施、整改资金" in refused(4, ("hazard", "finish", 1, "--by", "王强"))
    words = ("hazard", "finish", 1, "--by", "王强", "--plan", "清理", "--money", "0")
    [line] = done(run, *words)
    assert (line["answerable"], line["plan"], line["fund"]) == ("王强", "清理", "0")


def test_a_major_one_is_told_to_the_project_leader(run: Run, refused: Refused) -> None:
    assert run("staff", "add", "M01", "--name", "沈佳宁", "--post", "项目负责人").status == 0
    opened(
        run,
        *WHOLE,
        "--level",
        "重大",
        "--emergency-plan",
        "断电、疏散",
        "--owner",
        "王强",
        "--plan",
        "清理",
        "--money",
        "0",
    )
    done(run, "hazard", "finish", 1)
    assert "还没有登记通知项目负责人" in refused(4, ("hazard", "recheck", 1, "passed", "--by", "周静"))
    assert "没有说明怎么通知" in refused(2, ("hazard", "report", 1, "--to", "项目负责人"))
    done(run, "hazard", "report", 1, "--to", "项目负责人", "--means", "电话")
    links = {link["name"]: (link["who"], link["at"], link["late"]) for link in shown(run)["chain"]}
    assert links == {
        "物业管理处": ("物业管理处", "2026-03-16 10:00", False),
        "项目负责人": ("沈佳宁", "2026-03-16 10:00", False),
    }
    [line] = done(run, "hazard", "recheck", 1, "passed", "--by", "周静")
    assert line["state_name"] == "已销号"


def test_reported_again(run: Run, refused: Refused) -> None:
    opened(run, *WHOLE)
    again = ("hazard", "report", 1, "--to", "消防大队")
    assert "已经上报物业管理处" in refused(4, again)
    [line] = done(run, *again, "--means", "书面")
    assert line["reported_to"] == "物业管理处"
    assert "消防大队（书面" in shown(run)["steps"][-1]["note"]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("open", "1-1大堂", "堆物", "--level", "特别"), 2, "一般、较大、重大"),
        (("open", "1-1大堂", "堆物", "--measured-at", "9:00", "--measures", "清走"), 4, "早于排查日期"),
        (("open", "1-1大堂", "堆物", "--money", "很多"), 2, "不是金额"),
        (("open", "1-1大堂", "堆物", "--owner", "没这人"), 3, "花名册"),
        (("measures", "9", "断电"), 3, "没有单号"),
        (("measures", "1", " "), 2, "没有写措施"),
        (("report", "1", "--to", " "), 2, "没有写报给谁"),
        (("plan", "1"), 2, "没有说明要填什么"),
        (("show", "GW-2026-0001"), 4, "是公区维修，不是隐患"),
        (("list", "--level", "特别"), 2, "等级有"),
        (("recheck", "1", "passed", "--by", "周静"), 4, "待复查的单才能"),
    ],
)
def test_refused(run: Run, refused: Refused, words: tuple[str, ...], status: int, said: str) -> None:
    opened(run)
    run("ticket", "open", "1#电梯", "异响")
    assert said in refused(status, ("hazard", *words))


def test_the_ledger_has_the_columns_of_the_form(run: Run) -> None:
    opened(run, *WHOLE, "--owner", "王强", "--plan", "清理", "--money", "12")
    text = run("hazard", "list", "--format", "csv").out.removeprefix("\ufeff")
    [row] = list(csv.DictReader(io.StringIO(text)))
    said = "序号 编号 排查日期 排查人 网格部位 隐患描述 类别 等级 来源 现场措施 上报部门 上报时间 整改措施 资金 责任人 "
    assert " ".join(row) == said + "整改期限 完成日期 复查人 复查日期 复查意见 状态"
    assert (row["序号"], row["资金"], row["整改期限"]) == ("1", "12", "2026-03-31")


def test_filters(run: Run) -> None:
    opened(run, *WHOLE)
    done(run, "hazard", "open", "2栋1单元大堂", "灭火器过期", "--level", "较大", *WHOLE)
    numbers = partial(lambda *words: [line["number"] for line in done(run, "hazard", "list", *words)])
    assert numbers("--level", "较大") == ["YH-2026-0002"]
    assert numbers("--grid", "01") == ["YH-2026-0001"]
    assert numbers("--open", "--overdue") == []
    later = done(run, "hazard", "list", "--overdue", clock=NOW + timedelta(days=9))
    assert [(line["number"], line["overdue_days"]) for line in later] == [("YH-2026-0002", 2)]
    assert done(run, "ticket", "list") == []


def test_phone_numbers_in_what_is_written_are_masked(run: Run) -> None:
    opened(run, "--measures", "已联系住户13800001234", "--reported-to", "社区13900001234", "--by", "李梅")
    for words in (("list",), ("list", "--format", "csv"), ("show", "1"), ("show", "1", "--format", "json")):
        out = run("hazard", *words).out
        assert "13800001234" not in out
        assert "13900001234" not in out


def test_undone_it_is_as_it_was(run: Run) -> None:
    opened(run)
    before = shown(run)
    done(run, "hazard", "measures", 1, "断电")
    assert run("undo", "--yes").status == 0
    assert shown(run)["measures"] == before["measures"]
    assert run("ledger", "verify").status == 0


def test_today_lists_what_is_late_or_lacks_something(run: Run) -> None:
    assert json.loads(run("today", "--format", "json").out)[0]["dangers"] is None
    opened(run, *WHOLE, "--owner", "王强", "--plan", "清理", "--money", "0")
    run("hazard", "open", "1#电梯", "配电箱冒烟", "--level", "重大")
    run("incident", "open", "1#电梯", "两人被困")
    screen = run("today")
    assert screen.err.startswith("重大隐患未补齐：YH-2026-0002")
    assert "隐患 未销号 2  重大 1  预警 0  超期 0  突发事件 未了结 1" in screen.err
    assert "YH-2026-0002" in screen.out
    assert "TF-2026-0001" in screen.out
    assert "YH-2026-0001" not in screen.out
    [later] = json.loads(run("today", "--format", "json", clock=NOW + timedelta(days=15)).out)
    assert [line["number"] for line in later["dangers"]["hazards"]] == ["YH-2026-0002", "YH-2026-0001"]

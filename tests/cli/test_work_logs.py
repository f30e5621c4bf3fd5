"""`gridctl ticket log`: a steward's day out of the ledger, and `gridctl worklog` for what nothing else says."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests import refusals
from tests.conftest import Run
from tests.small_estate import furnish

NOW = datetime(2026, 3, 16, 8, 0, tzinfo=UTC)  # Monday, 16:00 in the project's zone
Refused = Callable[..., str]


@pytest.fixture(autouse=True)
def _estate(ledger: Path) -> None:
    furnish(ledger, NOW)


@pytest.fixture
def refused(run: Run, ledger: Path) -> Refused:
    return partial(refusals.refused, run, ledger)


def done(run: Run, *words: object, **settings: Any) -> None:
    outcome = run(*words, clock=settings.pop("clock", NOW), **settings)
    assert outcome.status == 0, outcome.err


def sections(run: Run, staff: str, day: str = "3-16") -> dict[str, list[dict[str, Any]]]:
    outcome = run("ticket", "log", "--staff", staff, "--date", day, "--format", "json", clock=NOW)
    assert outcome.status == 0, outcome.err
    return {section["part"]: section["lines"] for section in json.loads(outcome.out)["sections"]}


def numbers(lines: list[dict[str, Any]]) -> list[str]:
    return [line["number"] for line in lines]


@pytest.fixture
def monday(run: Run) -> Run:
    """Grid 1, whose head is 李梅: 1 mended on Monday, 2 found on her patrol, 3 of last week untouched; 4 is of grid 2."""
    done(run, "ticket", "open", "1-1大堂", "灯不亮", "--opened", "3-13 9:00")
    done(run, "ticket", "dispatch", 1, "--to", "王强", "--at", "3-13 9:30")
    done(run, "ticket", "finish", 1, "--at", "3-16 11:00", "--note", "换灯管 13800001111")
    done(run, "ticket", "verify", 1, "--by", "李梅", "--at", "3-16 15:00")
    done(run, "ticket", "open", "1#电梯", "抖动", "--opened", "3-16 8:30", "--source", "巡查")
    done(run, "ticket", "open", "1-1大堂", "墙面开裂", "--opened", "3-12")
    done(run, "ticket", "open", "2-1大堂", "灯不亮", "--opened", "3-16 8:00")
    done(run, "request", "open", "1-1-101", "太吵", "-c", "投诉", "--opened", "3-16 9:00")
    done(run, "request", "answer", 1, "已劝停", "--by", "李梅", "--at", "3-16 10:00")
    words = ("询问停车费", "--caller", "张建国", "--to", "李梅", "--at", "3-16 10:30", "--by", "陈芳")
    done(run, "reception", "add", "来电", *words)
    done(run, "supervision", "add", "消防通道堆物", "--place", "1-1大堂", "--due", "3-20", "--on", "3-15")
    done(run, "worklog", "add", "走访", "1栋独居老人两户，13800001111", "--staff", "李梅")
    done(run, "worklog", "add", "天气", "晴", actor="李梅")
    done(run, "worklog", "add", "5", "明天巡查地库", actor="李梅")
    return run


def test_the_five_parts_of_a_steward_s_monday(monday: Run) -> None:
    told = sections(monday, "李梅")
    assert list(told) == ["weather", "patrol", "repair", "call", "visit", "plan"]
    assert [line["what"] for line in told["weather"]] == ["晴"]
    assert [(line["number"], line["time"], line["place"]) for line in told["patrol"]] == [
        ("GW-2026-0002", "2026-03-16 08:30", "1栋1单元1#电梯")
    ]
    assert numbers(told["repair"]) == ["GW-2026-0001", "GW-2026-0002"]
    first = told["repair"][0]
    assert (first["who"], first["progress"], first["finished"]) == (
        "王强",
        "完工：换灯管 138****1111；验收",
        "2026-03-16 11:00",
    )
    assert [(line["number"], line["what"], line["progress"]) for line in told["call"]] == [
        (None, "来电 张**：询问停车费", None),
        ("TS-2026-0001", "太吵", "受理；答复：已劝停"),
    ]
    assert [line["what"] for line in told["visit"]] == ["1栋独居老人两户，138****1111"]
    assert numbers(told["plan"]) == ["GW-2026-0003", "GW-2026-0002", "TS-2026-0001", "检查1", None]
    assert told["plan"][-1]["what"] == "明天巡查地库"
    assert told["plan"][3]["due"] == "2026-03-20"


def test_a_day_gone_by_is_told_as_it_ended(monday: Run) -> None:
    friday = sections(monday, "李梅", "3-13")
    assert numbers(friday["repair"]) == ["GW-2026-0001"]
    assert friday["repair"][0]["progress"] == "派单给王强"
    assert friday["repair"][0]["finished"] is None  # it was finished on Monday
    assert numbers(friday["plan"]) == ["GW-2026-0003", "GW-2026-0001"]
    assert friday["visit"] == friday["call"] == []


def test_another_has_another_day(monday: Run) -> None:
    technician = sections(monday, "王强")
    assert numbers(technician["repair"]) == ["GW-2026-0001"]
    assert technician["plan"] == []
    assert numbers(sections(monday, "周静")["repair"]) == ["GW-2026-0004"]
    assert [line["what"] for line in sections(monday, "陈芳")["call"]] == ["来电 张**：询问停车费"]


def test_the_sheet_has_its_head_its_parts_and_room_to_sign(monday: Run) -> None:
    sheet = monday("ticket", "log", "--date", "3-16", actor="李梅", clock=NOW).out
    lines = sheet.splitlines()
    assert lines[0] == "管家工作日志  李梅（G01）  一号网格  2026-03-16  天气 晴"
    assert [line for line in lines if line[:1] in "①②③④⑤" and line] == [
        "① 巡查",
        "② 报修",
        "③ 来电来访投诉",
        "④ 走访/催费/装修",
        "⑤ 未完及明日计划",
    ]
    assert lines[-1] == "管家签字 ________  客服主管查阅 ________"
    empty = monday("ticket", "log", "--staff", "赵磊", clock=NOW).out
    assert empty.count("（无）") == 5
    assert "天气 ____" in empty
    table = monday("ticket", "log", "--staff", "李梅", "--format", "csv", clock=NOW).out
    assert table.splitlines()[0].endswith("部分,时间,单号,部位,问题、事由,接单人、责任人,处理进度,完成时间,期限")
    assert len(table.splitlines()) == 1 + 1 + 1 + 2 + 2 + 1 + 5


def test_a_wrong_note_is_taken_out(monday: Run) -> None:
    listed = json.loads(monday("worklog", "list", "--staff", "李梅", "--format", "json", clock=NOW).out)
    assert [(line["number"], line["part_name"]) for line in listed] == [
        (1, "走访/催费/装修"),
        (2, "天气"),
        (3, "未完及明日计划"),
    ]
    done(monday, "worklog", "remove", 2)
    assert sections(monday, "李梅")["weather"] == []
    assert monday("ledger", "verify").status == 0


@pytest.mark.parametrize(
    ("status", "words", "said"),
    [
        (2, ("ticket", "log"), "谁的工作日志"),
        (3, ("ticket", "log", "--staff", "没有的人"), "没有的人"),
        (2, ("worklog", "add", "走访", "好"), "谁的工作日志"),
        (3, ("worklog", "add", "第九部分", "好", "--staff", "李梅"), "第九部分"),
        (2, ("worklog", "add", "走访", "\u3000", "--staff", "李梅"), "没有写"),
        (4, ("worklog", "add", "走访", "好", "--staff", "李梅", "--date", "2026-03-17"), "还没有到"),
        (3, ("worklog", "remove", 4), "没有第 4 条"),
    ],
)
def test_what_is_refused(refused: Refused, status: int, words: tuple[object, ...], said: str) -> None:
    assert said in refused(status, words)

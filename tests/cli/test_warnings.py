"""Days that warn, of each kind by its policy: on `today` and, of repairs, among those that wait for a signature (T3)."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.signing_office import furnish_office

OPENED = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)  # Monday, 10:00 in the project's zone


@pytest.fixture(autouse=True)
def _office(ledger: Path) -> None:
    furnish_office(ledger, OPENED)


def on(day: int) -> datetime:
    return OPENED.replace(day=day)


def done(run: Run, *words: object, day: int = 2) -> None:
    outcome = run(*words, clock=on(day))
    assert outcome.status == 0, outcome.err


def board(run: Run, day: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("today", "--format", "json", clock=on(day)).out)[0]
    return found


def waiting(run: Run, day: int) -> list[tuple[str, int]]:
    lines = json.loads(run("ticket", "waiting", "--format", "json", clock=on(day)).out)
    return [(line["why"], line["days_left"]) for line in lines]


def test_a_repair_warns_on_day_10_and_13(run: Run) -> None:
    done(run, "ticket", "open", "1-1大堂", "灯不亮")
    marks = {
        day: [sum(grid[name] for grid in board(run, day)["grids"]) for name in ("due_soon", "due_today", "overdue")]
        for day in (11, 12, 16, 17, 18)
    }
    assert marks == {11: [0, 0, 0], 12: [1, 0, 0], 16: [1, 0, 0], 17: [0, 1, 0], 18: [0, 0, 1]}
    assert [waiting(run, day) for day in (11, 12, 14, 15, 18)] == [
        [],
        [("第10天", 5)],
        [("第10天", 3)],
        [("第13天", 2)],
        [("超期未签批", -1)],
    ]


def test_where_the_clock_stops_the_warning_waits_too(run: Run) -> None:
    done(run, "policy", "set", "公区维修挂起停算期限", "是")
    done(run, "ticket", "open", "1-1大堂", "灯不亮")
    done(run, "ticket", "hold", "1", "--until", "3-9", "--reason", "待料", day=5)  # four days
    assert [waiting(run, day) for day in (15, 16)] == [[], [("第10天", 5)]]


@pytest.mark.parametrize(
    ("level", "first", "due"),
    [("一般", 12, 17), ("较大", 5, 9)],  # day 10 of 15, day 3 of 7
)
def test_a_hazard_warns_by_its_level(run: Run, level: str, first: int, due: int) -> None:
    filled = ("--by", "李梅", "--measures", "断电", "--reported-to", "物业管理处", "--owner", "王强")
    done(run, "hazard", "open", "1-1大堂", "飞线充电", "--level", level, *filled, "--plan", "拆除", "--money", "0")
    seen = {day: board(run, day)["dangers"] for day in (first - 1, first, due, due + 1)}
    assert [len(one["hazards"]) for one in seen.values()] == [0, 1, 1, 1]
    words = [one["headline"].split("  ")[2:4] for one in seen.values()]
    assert words == [["预警 0", "超期 0"], ["预警 1", "超期 0"], ["预警 1", "超期 0"], ["预警 0", "超期 1"]]


def test_a_complaint_warns_after_working_days_and_where_nobody_answered(run: Run) -> None:
    done(
        run, "request", "open", "1-1-101", "楼上扰民", "-c", "投诉", day=6
    )  # a Friday: warns on the 10th, due on the 11th
    assert board(run, 6)["requests"]["requests"] == []
    done(run, "request", "answer", "1", "已劝阻", "--by", "李梅", day=6)
    seen = {day: board(run, day)["requests"] for day in (9, 10, 12)}
    assert [one["headline"] for one in seen.values()] == [
        "诉求 未办结 1  未按时答复 0  预警 0  超期 0",
        "诉求 未办结 1  未按时答复 0  预警 1  超期 0",
        "诉求 未办结 1  未按时答复 0  预警 0  超期 1",
    ]
    done(run, "request", "open", "1-1-101", "电梯太慢", "-c", "建议", day=10)  # to be answered within a working day
    assert "未按时答复 1" in board(run, 12)["requests"]["headline"]
    screen = run("today", clock=on(12))
    assert "TS-2026-0002" in screen.out
    assert "诉求 未办结 2" in screen.err


def test_a_cleaning_fault_is_on_the_board_when_it_is_due(run: Run) -> None:
    done(run, "cleaning", "open", "1-1大堂", "地面有油污")  # to be mended within a day
    due = board(run, 2)["cleaning"]
    assert (due["headline"], due["faults"]) == ("保洁 未了结 1  待通知 1  今天到期 0  超期 0", [])
    for day, headline in {3: "今天到期 1  超期 0", 4: "今天到期 0  超期 1"}.items():
        found = board(run, day)["cleaning"]
        assert found["headline"].endswith(headline)
        assert [line["number"] for line in found["faults"]] == ["BJ-2026-0001"]
    screen = run("today", clock=on(4))
    assert "BJ-2026-0001  待通知" in screen.out
    assert "保洁 未了结 1" in screen.err


def test_a_board_without_repairs_says_that_none_is_open(run: Run) -> None:
    screen = run("today", clock=on(2))
    assert (screen.status, screen.out) == (0, "")
    assert screen.err.splitlines()[1] == "没有未完的维修单"


def test_days_without_requests_faults_or_dangers_say_nothing_of_them(run: Run) -> None:
    done(run, "ticket", "open", "1-1大堂", "灯不亮")
    found = board(run, 2)
    assert (found["dangers"], found["requests"], found["cleaning"]) == (None, None, None)
    said = run("today", clock=on(2)).err
    assert "诉求" not in said
    assert "保洁" not in said

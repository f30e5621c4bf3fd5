"""`gridctl activity`: what was held where, for how many, with which material."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests import refusals
from tests.conftest import Run
from tests.visited_estate import furnish_homes

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)  # Monday, 10:00 in the project's zone
Refused = Callable[..., str]


@pytest.fixture(autouse=True)
def _estate(ledger: Path) -> None:
    furnish_homes(ledger, NOW)


@pytest.fixture
def refused(run: Run, ledger: Path) -> Refused:
    return partial(refusals.refused, run, ledger)


def done(run: Run, *words: object, **settings: Any) -> list[dict[str, Any]]:
    outcome = run("activity", *words, "--format", "json", **settings)
    assert outcome.status == 0, outcome.err
    found: list[dict[str, Any]] = json.loads(outcome.out)
    return found


@pytest.fixture
def held(run: Run) -> Run:
    words = ("--grid", "01", "--venue", "1栋大堂", "--attendance", 26, "--material", "折页60份")
    done(run, "add", "安全宣传", "飞线充电专项宣传", *words, "--on", "3-14", actor="李梅")
    done(run, "add", "社区活动", "猜灯谜", "--venue", "中心花园", "--attendance", 120, "--by", "周静", "--on", "3-3")
    return run


def test_an_activity_is_one_line(held: Run) -> None:
    first, second = done(held, "list")
    assert [first[name] for name in ("number", "day", "kind", "topic", "grid", "name", "attendance")] == [
        2,
        "2026-03-03",
        "community",
        "猜灯谜",
        None,
        "周静",
        120,
    ]
    assert [second[name] for name in ("kind", "grid", "venue", "material", "staff")] == [
        "safety_education",
        "一号网格",
        "1栋大堂",
        "折页60份",
        "G01",
    ]
    assert "全项目" in held("activity", "list").out
    assert "飞线充电专项宣传" in held("activity", "show", 1).out


def test_the_list_is_narrowed(held: Run) -> None:
    wanted = (
        (("--kind", "社区活动"), [2]),
        (("--grid", "01"), [1]),
        (("--staff", "周静"), [2]),
        (("--from", "3-10"), [1]),
        (("--to", "3-10"), [2]),
    )
    for words, told in wanted:
        assert [line["number"] for line in done(held, "list", *words)] == told


def test_it_is_put_right_and_taken_back(held: Run) -> None:
    [line] = done(held, "edit", 1, "--attendance", 0, "--grid", "<清空>", "--material", "<清空>", "--note", "下雨改期")
    assert (line["attendance"], line["grid"], line["material"], line["note"]) == (0, None, None, "下雨改期")
    assert (line["topic"], line["venue"]) == ("飞线充电专项宣传", "1栋大堂")
    assert held("undo", "--yes").status == 0
    assert done(held, "list")[1]["attendance"] == 26
    assert held("ledger", "verify").status == 0


REFUSED: tuple[tuple[int, tuple[object, ...], str], ...] = (
    (3, ("add", "打牌", "比赛"), "活动种类"),
    (2, ("add", "社区活动", "\u3000", "--by", "李梅"), "没有写"),
    (2, ("add", "社区活动", "猜灯谜"), "谁组织"),
    (2, ("add", "社区活动", "猜灯谜", "--by", "李梅", "--on", "2026-03-17"), "还没有到"),
    (2, ("add", "社区活动", "猜灯谜", "--by", "李梅", "--attendance", "-3"), ""),
    (3, ("add", "社区活动", "猜灯谜", "--by", "李梅", "--grid", "09"), "没有网格"),
    (4, ("add", "社区活动", "猜灯谜", "--by", "王强", "--on", "3-12"), "请假"),
    (4, ("add", "社区活动", "猜灯谜", "--venue", "中心花园", "--by", "李梅", "--on", "3-3"), "是第 2 次"),
    (2, ("edit", 1), "更正什么"),
    (2, ("edit", 1, "--topic", "<清空>"), "主题不能去掉"),
    (4, ("edit", 1, "--by", "王强", "--on", "3-13"), "请假"),
    (2, ("edit", 1, "--on", "2026-03-17"), "还没有到"),
    (3, ("show", 9), "没有第 9 次"),
)


@pytest.mark.usefixtures("held")
def test_what_is_refused(refused: Refused) -> None:
    for status, words, said in REFUSED:
        assert said in refused(status, ("activity", *words)), words


def test_the_same_place_twice_is_two_when_it_is_said(held: Run) -> None:
    [line] = done(held, "add", "社区活动", "猜灯谜", "--venue", "1栋大堂", "--by", "李梅", "--on", "3-3")
    assert line["number"] == 3


def test_the_work_log_has_it_by_itself(held: Run) -> None:
    log = json.loads(held("ticket", "log", "--staff", "李梅", "--date", "3-14", "--format", "json").out)
    [line] = next(part["lines"] for part in log["sections"] if part["part"] == "visit")
    assert (line["what"], line["place"], line["progress"]) == (
        "安全宣传教育：飞线充电专项宣传",
        "1栋大堂",
        "26 人参加；折页60份",
    )


def test_how_many_came_is_not_said_where_nobody_counted(held: Run) -> None:
    done(held, "edit", 1, "--attendance", 0)
    log = json.loads(held("ticket", "log", "--staff", "李梅", "--date", "3-14", "--format", "json").out)
    [line] = next(part["lines"] for part in log["sections"] if part["part"] == "visit")
    assert line["progress"] == "折页60份"
    assert "1栋大堂,李梅,,折页60份" in held("activity", "list", "--format", "csv").out

"""Special plans through the command line: a mark on a ticket, its nodes, and part three of the weekly summary."""

import json
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests import refusals
from tests.conftest import Outcome, Run
from tests.small_estate import furnish

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)  # Monday
ADD = ("--difficulty", "主板停产", "--measures", "改造控制柜", "--owner", "王强")


@pytest.fixture(autouse=True)
def _estate(run: Run, ledger: Path) -> None:
    furnish(ledger, NOW)
    run("ticket", "open", "1#电梯", "电梯抖动", "--opened", "2026-03-12")
    run("ticket", "open", "2-1大堂", "灯不亮", "--opened", "2026-03-12")


@pytest.fixture
def refused(run: Run, ledger: Path) -> Any:
    return partial(refusals.refused, run, ledger)


def done(run: Run, *words: object, **settings: Any) -> Outcome:
    outcome = run(*words, **settings)
    assert outcome.status == 0, outcome.err
    return outcome


def plan(run: Run, *words: object, **settings: Any) -> Any:
    return json.loads(done(run, "ticket", "plan", *words, "--format", "json", **settings).out)


def test_a_plan_with_its_nodes_and_progress(run: Run) -> None:
    plan(run, "add", 1, *ADD)
    plan(run, "node", 1, "--what", "采购主板", "--due", "3-18", "--owner", "赵磊")
    plan(run, "node", 1, "--what", "安装", "--due", "3-25")
    later = NOW + timedelta(days=4)
    found = plan(run, "node", 1, "--what", "采购主板", "--done", "3-19", clock=later)
    assert (found["progress"], found["next_due"], found["owner"]) == ("1/2", "2026-03-25", "王强")
    assert [(n["what"], n["owner"], n["done_on"], n["days_late"]) for n in found["nodes"]] == [
        ("采购主板", "赵磊", "2026-03-19", 1),
        ("安装", "王强", None, None),
    ]
    shown = done(run, "ticket", "show", 1).out
    assert "专项整改计划" in shown
    assert "采购主板" in shown
    card = json.loads(done(run, "ticket", "show", 1, "--format", "json").out)
    assert (card["state"], card["due"], card["plan"]["measures"]) == ("to_dispatch", "2026-03-27", "改造控制柜")
    assert json.loads(done(run, "ticket", "show", 2, "--format", "json").out)["plan"] is None


def test_a_node_may_be_put_off(run: Run) -> None:
    plan(run, "add", 1, *ADD)
    plan(run, "node", 1, "--what", "安装", "--due", "3-25")
    found = plan(run, "node", 1, "--what", "安装", "--due", "3-30", "--note", "等厂家")
    assert [(n["due"], n["note"], n["sequence"]) for n in found["nodes"]] == [("2026-03-30", "等厂家", 1)]


def test_closing_says_what_is_left_and_a_plan_is_taken_up_again(run: Run) -> None:
    plan(run, "add", 1, *ADD)
    plan(run, "node", 1, "--what", "安装", "--due", "3-25")
    assert "安装" in done(run, "ticket", "plan", "close", 1).err
    assert plan(run, "list") == []
    assert [each["closed_on"] for each in plan(run, "list", "--all")] == ["2026-03-16"]
    again = plan(run, "add", 1, "--difficulty", "又坏", "--measures", "换柜", "--owner", "赵磊")
    assert (again["closed_on"], again["difficulty"], len(again["nodes"])) == (None, "又坏", 1)


def test_refusals(run: Run, refused: Any) -> None:
    assert "还没有拟定" in refused(4, ("ticket", "plan", "node", 1, "--what", "安装", "--due", "3-25"))
    refused(3, ("ticket", "plan", "show", 1))
    plan(run, "add", 1, *ADD)
    assert "已经有" in refused(4, ("ticket", "plan", "add", 1, *ADD))
    assert "--due" in refused(2, ("ticket", "plan", "node", 1, "--what", "安装"))
    assert "还没有到" in refused(4, ("ticket", "plan", "node", 1, "--what", "安装", "--due", "3-25", "--done", "3-20"))
    assert "不能在" in refused(4, ("ticket", "plan", "close", 1, "--on", "3-10"))
    refused(2, ("ticket", "plan", "add", 2, "--difficulty", " ", "--measures", "x", "--owner", "王强"))
    done(run, "ticket", "void", 2, "--reason", "重复")
    assert "已经结束" in refused(4, ("ticket", "plan", "add", 2, *ADD))


def weekly(run: Run, week: str) -> list[Any]:
    whole = json.loads(
        done(run, "report", "weekly", "--week", week, "--format", "json", clock=NOW + timedelta(days=30)).out
    )
    found: list[Any] = whole[0]["plans"]
    return found


def test_every_summary_carries_the_open_ones_until_they_are_done(run: Run) -> None:
    plan(run, "add", 1, *ADD)
    plan(run, "node", 1, "--what", "采购主板", "--due", "3-18")
    plan(run, "node", 1, "--what", "安装", "--due", "4-8")
    plan(run, "node", 1, "--what", "采购主板", "--done", "3-24", clock=NOW + timedelta(days=8))
    assert weekly(run, "2026-W11") == []  # made on Monday after it
    [first] = weekly(run, "2026-W12")
    assert (first["number"], first["difficulty"], first["measures"]) == ("GW-2026-0001", "主板停产", "改造控制柜")
    assert (first["node"], first["responsible"]) == ("03-18 采购主板（未完成）；04-08 安装", "王强")
    later = {line["number"][-4:]: line["node"] for line in weekly(run, "2026-W13")}
    assert later == {"0001": "03-18 采购主板（03-24 完成）；04-08 安装", "0002": None}  # the other is past half a month
    done(run, "ticket", "plan", "close", 1, "--on", "3-30", clock=NOW + timedelta(days=14))
    assert {line["number"][-4:]: line["difficulty"] for line in weekly(run, "2026-W14")} == {"0001": None, "0002": None}


def test_an_issued_summary_keeps_the_plan_as_it_was(run: Run) -> None:
    plan(run, "add", 1, *ADD)
    after = NOW + timedelta(days=7)
    for week in ("2026-W11", "2026-W12"):
        done(run, "report", "issue", "weekly", "--week", week, clock=after)
    before = weekly(run, "2026-W12")
    plan(run, "node", 1, "--what", "安装", "--due", "3-20", clock=after)
    done(run, "ticket", "plan", "close", 1, clock=after)
    assert weekly(run, "2026-W12") == before
    assert before[0]["difficulty"] == "主板停产"

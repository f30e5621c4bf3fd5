"""`gridctl reception`: one line for a call or a visitor, a ticket at once where it is one, and the answer."""

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

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)  # Monday, 10:00 in the project's zone
Refused = Callable[..., str]


@pytest.fixture(autouse=True)
def _estate(ledger: Path) -> None:
    furnish(ledger, NOW)


@pytest.fixture
def refused(run: Run, ledger: Path) -> Refused:
    return partial(refusals.refused, run, ledger)


def done(run: Run, *words: object, **settings: Any) -> list[dict[str, Any]]:
    outcome = run("reception", *words, "--format", "json", **settings)
    assert outcome.status == 0, outcome.err
    found: list[dict[str, Any]] = json.loads(outcome.out)
    return found


def test_a_call_is_one_line_and_shows_no_one_whole(run: Run) -> None:
    words = ("询问装修手续，回电 13800000001", "--caller", "张建国", "--phone", "13900001234", "--place", "1-1-101")
    [line] = done(run, "add", "来电", *words, "--to", "李梅", "--at", "8:30", actor="陈芳")
    assert (line["number"], line["at"], line["kind"], line["kind_name"]) == (1, "2026-03-16 08:30", "call", "来电")
    assert (line["caller"], line["phone"], line["place"]) == ("张**", "139****1234", "1栋1单元101")
    assert (line["what"], line["received_by"], line["passed_to"]) == ("询问装修手续，回电 138****0001", "陈芳", "李梅")
    assert (line["ticket"], line["answer"], line["answered"]) == (None, None, None)
    table = run("reception", "list").out
    assert "张**" in table
    assert "13900001234" not in table + run("reception", "show", 1).out


def test_it_is_shown_in_full_for_a_reason_that_the_journal_keeps(run: Run, refused: Refused) -> None:
    done(run, "add", "来访", "取快递", "--caller", "张建国", "--phone", "13900001234")
    assert "原因" in refused(2, ("reception", "list", "--full"))
    [line] = done(run, "list", "--full", "--reason", "回访业主")
    assert (line["caller"], line["phone"]) == ("张建国", "13900001234")
    [entry] = [
        entry for entry in json.loads(run("ledger", "log", "--format", "json").out) if "full" in entry["command"]
    ]
    assert entry["command"] == "reception list full"


def test_the_answer_is_kept_with_its_time_and_a_later_one_behind_it(run: Run) -> None:
    done(run, "add", "来电", "停水到几点", "--at", "3-15 9:00")
    assert [line["number"] for line in done(run, "list", "--open")] == [1]
    done(run, "answer", 1, "已问水务公司", "--at", "3-15 9:10")
    [line] = done(run, "answer", 1, "下午四点来水", "--at", "3-15 11:00")
    assert (line["answered"], line["answer"]) == ("2026-03-15 09:10", "已问水务公司；2026-03-15 11:00 下午四点来水")
    assert done(run, "list", "--open") == []


def test_answered_on_the_spot(run: Run) -> None:
    [line] = done(run, "add", "便民", "借手推车", "--answer", "已借出，押证件", "--by", "陈芳")
    assert (line["kind_name"], line["answered"], line["received_by"]) == ("便民", "2026-03-16 10:00", "陈芳")


def test_a_call_that_is_a_repair_opens_the_slip_with_the_same_words(run: Run) -> None:
    words = ("大堂灯不亮", "--place", "1-1大堂", "--caller", "张建国", "--phone", "13900001234", "--at", "3-15 8:30")
    [line] = done(run, "add", "电话", *words, "--ticket", "维修", "--by", "陈芳")
    assert line["ticket"] == "GW-2026-0001"
    card = json.loads(run("ticket", "show", "1", "--format", "json").out)
    assert (card["problem"], card["category"], card["source"], card["opened"]) == (
        "大堂灯不亮",
        "lighting",
        "phone",
        "2026-03-15 08:30",
    )
    assert card["head"] == "李梅"
    assert card["steps"][0]["doer"] == "陈芳"
    assert done(run, "list", "--open") == []  # the ticket has its own way
    assert run("undo", "--yes").status == 0
    assert done(run, "list") == []
    assert json.loads(run("ticket", "list", "--all", "--format", "json").out) == []


def test_a_visitor_who_complains_opens_a_request_of_that_kind(run: Run) -> None:
    words = ("楼上半夜噪音没人管", "--place", "1-1-101", "--ticket", "诉求", "--urgency", "紧急")
    [line] = done(run, "add", "来访", *words)
    assert line["ticket"] == "TS-2026-0001"
    [other] = done(run, "add", "来访", "想加装晾衣架", "--place", "1-1-101", "--ticket", "request", "-c", "建议")
    assert other["ticket"] == "TS-2026-0002"


def test_the_list_is_narrowed(run: Run) -> None:
    done(run, "add", "来电", "甲", "--at", "3-10", "--to", "李梅")
    done(run, "add", "来访", "乙", "--at", "3-12 9:00", "--by", "陈芳")
    done(run, "add", "便民", "丙", "--answer", "好")
    wanted = (
        (("--from", "3-12"), ["乙", "丙"]),
        (("--to", "3-12"), ["甲", "乙"]),
        (("--kind", "来访"), ["乙"]),
        (("--staff", "李梅"), ["甲"]),
        (("--staff", "陈芳"), ["乙"]),
        (("--open",), ["甲", "乙"]),
    )
    for words, told in wanted:
        assert [line["what"] for line in done(run, "list", *words)] == told


@pytest.mark.parametrize(
    ("status", "words", "said"),
    [
        (3, ("add", "传真", "询问"), "没有“传真”"),
        (2, ("add", "来电", "\u3000"), "没有写"),
        (2, ("add", "来电", "询问", "--at", "明天"), "还没有到"),
        (3, ("add", "来电", "询问", "--to", "没有的人"), "没有的人"),
        (3, ("add", "来电", "询问", "--place", "9-9-901"), "没有找到"),
        (2, ("add", "来电", "灯不亮", "--ticket", "维修"), "--place"),
        (3, ("add", "来电", "灯不亮", "--ticket", "订餐", "--place", "1-1大堂"), "订餐"),
        (3, ("add", "来电", "灯不亮", "--ticket", "维修", "--place", "1-1大堂", "-c", "餐饮"), "类别"),
        (2, ("add", "来电", "灯不亮", "--ticket", "维修", "--place", "1-1大堂", "--urgency", "慢"), "紧急程度"),
        (3, ("answer", 5, "好"), "没有第 5 条"),
        (3, ("show", 5), "没有第 5 条"),
    ],
)
def test_what_is_refused(refused: Refused, status: int, words: tuple[object, ...], said: str) -> None:
    assert said in refused(status, ("reception", *words))


def test_an_answer_follows_the_question(run: Run, refused: Refused) -> None:
    done(run, "add", "来电", "停水到几点", "--at", "3-15 9:00")
    assert "不能在" in refused(4, ("reception", "answer", 1, "四点", "--at", "3-15 8:00"))
    assert "没有写答复" in refused(2, ("reception", "answer", 1, "\u3000"))

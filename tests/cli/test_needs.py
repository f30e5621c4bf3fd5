"""`gridctl need`: sorted by kind, taken to a meeting, made a ticket, and followed until it is settled."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from gridctl.services import desk as desks
from gridctl.services.needs.lists import chosen_needs, open_needs
from gridctl.settings import resolve
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
    outcome = run(*words, "--format", "json", **settings)
    assert outcome.status == 0, outcome.err
    found: list[dict[str, Any]] = json.loads(outcome.out)
    return found


@pytest.fixture
def noted(run: Run) -> Run:
    """1 and 2 are the parking of two homes, 3 a dark stair, 4 of nobody's home, 5 solved on the spot."""
    done(run, "visit", "add", "1-1-101", "--need", "停车:没有车位", "--by", "李梅", "--at", "3-6")
    done(run, "visit", "add", "2-1-301", "--need", "车位太少 13800000001", "--by", "周静", "--at", "3-12")
    done(run, "visit", "add", "1-1-102", "--need", "楼道灯不亮", "--by", "李梅", "--at", "3-11")
    done(run, "need", "add", "想办老年食堂", "--grid", "01", "--by", "李梅", "--on", "3-2")
    done(run, "need", "add", "门禁卡失效", "--place", "1-1-101", "--solved", actor="陈芳")
    return run


@pytest.fixture
def meeting(noted: Run) -> Run:
    assert noted("meeting", "plan", "民情分析会", "--at", "2026-03-20 14:00", "--convener", "李梅").status == 0
    return noted


def numbers(lines: list[dict[str, Any]]) -> list[int]:
    return [line["number"] for line in lines]


def test_what_many_households_have_stands_first_and_the_oldest_of_it(noted: Run) -> None:
    lines = done(noted, "need", "list")
    assert numbers(lines) == [1, 2, 3, 4]
    assert [(line["kind"], line["open_days"], line["state"]) for line in lines] == [
        ("parking", 10, "open"),
        ("parking", 4, "open"),
        ("facility", 5, "open"),
        ("livelihood", 14, "open"),
    ]
    assert (lines[1]["what"], lines[1]["visit"], lines[3]["visit"]) == ("车位太少 138****0001", 2, None)
    kinds = done(noted, "need", "kinds")
    told = ("kind", "count", "households", "grids", "longest_days", "average_days")
    assert [tuple(line[name] for name in told) for line in kinds] == [
        ("parking", 2, 2, 2, 10, 7),
        ("facility", 1, 1, 1, 5, 5),
        ("livelihood", 1, 1, 1, 14, 14),
    ]
    everything = done(noted, "need", "kinds", "--all")
    assert [(line["kind"], line["count"]) for line in everything][:2] == [("facility", 2), ("parking", 2)]
    assert "停车管理" in noted("need", "kinds").out


def test_the_list_is_narrowed(noted: Run) -> None:
    wanted = (
        (("--kind", "停车"), [1, 2]),
        (("--grid", "01"), [3, 1, 4]),
        (("--place", "1-1-101"), [1]),
        (("--staff", "周静"), [2]),
        (("--from", "3-10"), [3, 2]),
        (("--to", "3-6"), [1, 4]),
        (("--state", "当场解决"), [5]),
        (("--state", "open"), [1, 2, 3, 4]),
        (("--all",), [3, 5, 1, 2, 4]),
    )
    for words, told in wanted:
        assert numbers(done(noted, "need", "list", *words)) == told, words


def test_one_is_followed_until_it_is_settled(noted: Run) -> None:
    lines = done(noted, "need", "settle", 1, 2, "--how", "已增设12个车位，入户告知", "--on", "3-15")
    assert [(line["state"], line["settled_on"], line["open_days"]) for line in lines] == [
        ("settled", "2026-03-15", None)
    ] * 2
    assert numbers(done(noted, "need", "list")) == [3, 4]
    assert "已增设12个车位" in noted("need", "show", 1).out
    assert noted("undo", "--yes").status == 0
    assert len(done(noted, "need", "list")) == 4


def test_needs_are_chosen_for_a_meeting_and_withdrawn(meeting: Run, ledger: Path) -> None:
    lines = done(meeting, "need", "choose", 1, 2, "--meeting", 1)
    assert [(line["state"], line["meeting"], line["meeting_day"]) for line in lines] == [
        ("chosen", 1, "2026-03-20")
    ] * 2
    assert numbers(done(meeting, "need", "list", "--meeting", 1)) == [1, 2]
    with desks.reading(resolve({"ledger": str(ledger)}, {}, lambda: NOW)) as desk:
        assert [line.number for line in chosen_needs(desk, 1)] == [1, 2]
        assert [line.number for line in open_needs(desk)] == [1, 2, 3, 4]
    assert meeting("meeting", "plan", "工作例会", "--at", "2026-03-25 14:00", "--convener", "李梅").status == 0
    moved = meeting("need", "choose", 2, "--meeting", 2)
    assert "原来提交 1 号会议，现在改为 2 号" in moved.err
    [line] = done(meeting, "need", "choose", 1, "--withdraw")
    assert (line["state"], line["meeting"]) == ("open", None)


def test_a_need_becomes_a_ticket_of_its_kind(noted: Run) -> None:
    lines = done(noted, "need", "ticket", 1, 2, "--by", "陈芳")
    assert [(line["state"], line["ticket"], line["ticket_state"]) for line in lines] == [
        ("ticket", "TS-2026-0001", "to_dispatch")
    ] * 2
    card = json.loads(noted("ticket", "show", "TS-2026-0001", "--format", "json").out)
    assert (card["place"], card["problem"], card["source"]) == ("1栋1单元101", "没有车位", "resident")
    [line] = done(noted, "need", "ticket", 3, "--place", "1-1大堂", "--problem", "三楼灯不亮")
    assert line["ticket"] == "GW-2026-0001"
    card = json.loads(noted("ticket", "show", 1, "--format", "json").out)
    assert (card["category"], card["problem"]) == ("lighting", "三楼灯不亮")
    noted("ticket", "dispatch", 1, "--to", "王强")
    noted("ticket", "finish", 1, "--by", "王强")
    noted("ticket", "verify", 1, "--by", "李梅")
    assert "单子已办完的需求：3" in noted("need", "list").err
    [line] = done(noted, "need", "settle", 3, "--how", "已换灯")
    assert (line["state"], line["ticket_state"]) == ("settled", "done")
    assert "第 1 条需求开的单 TS-2026-0001 还没有办完" in noted("need", "settle", 1, "--how", "好了").err


@pytest.mark.parametrize(
    ("kind", "place", "code"),
    [("隐患", "1-1大堂", "YH-2026-0001"), ("保洁问题", "1-1大堂", "BJ-2026-0001"), ("诉求", "", "TS-2026-0001")],
)
def test_the_kind_of_ticket_can_be_said(noted: Run, kind: str, place: str, code: str) -> None:
    [line] = done(noted, "need", "ticket", 3, "--kind", kind, *(("--place", place) if place else ()))
    assert line["ticket"] == code
    assert noted("undo", "--yes").status == 0
    assert done(noted, "need", "list", "--state", "已开单") == []


def test_a_need_is_linked_to_the_ticket_that_is_open(noted: Run) -> None:
    noted("ticket", "open", "1-1大堂", "灯不亮")
    [line] = done(noted, "need", "ticket", 3, "--number", "1")
    assert line["ticket"] == "GW-2026-0001"
    assert len(json.loads(noted("ticket", "list", "--format", "json").out)) == 1


def test_a_need_is_put_right(noted: Run) -> None:
    [line] = done(noted, "need", "edit", 4, "--kind", "帮扶", "--what", "独居老人没人做饭")
    assert (line["kind"], line["what"]) == ("care", "独居老人没人做饭")


REFUSED: tuple[tuple[int, tuple[object, ...], str], ...] = (
    (2, ("add", "停车:"), "需求的内容"),
    (2, ("add", "停车", "--on", "2026-03-17"), "还没有到"),
    (3, ("add", "停车", "--place", "1-1-999"), "没有找到"),
    (3, ("add", "停车", "--kind", "打牌"), "需求种类"),
    (2, ("edit", 1), "更正什么"),
    (3, ("edit", 99, "--kind", "停车"), "没有第 99 条"),
    (2, ("settle", 1), "怎么办结"),
    (2, ("settle", 1, 1, "--how", "好了"), "写了两次"),
    (2, ("settle", 1, "--how", "好了", "--on", "2026-03-17"), "还没有到"),
    (4, ("settle", 1, "--how", "好了", "--on", "3-5"), "才提出"),
    (4, ("settle", 1, 5, "--how", "好了"), "已经办结"),
    (2, ("choose", 1), "哪次会议"),
    (2, ("choose", 1, "--meeting", 1, "--withdraw"), "哪次会议"),
    (3, ("choose", 1, "--meeting", 9), "没有 9 号会议"),
    (4, ("choose", 5, "--meeting", 1), "已经办结"),
    (2, ("ticket", 3), "公区维修要写在哪里"),
    (2, ("ticket", 4), "诉求要写在哪里"),
    (2, ("ticket", 1, "--kind", "突发事件"), "突发事件"),
    (3, ("ticket", 1, "--kind", "订餐"), "订餐"),
    (3, ("ticket", 1, "--number", "77"), "没有单号"),
    (2, ("list", "--state", "忘了"), "状态"),
    (2, ("list", "--full"), "原因"),
    (3, ("show", 99), "没有第 99 条"),
)


@pytest.mark.usefixtures("meeting")
def test_what_is_refused(refused: Refused) -> None:
    for status, words, said in REFUSED:
        assert said in refused(status, ("need", *words)), words


def test_a_meeting_that_is_over_takes_no_needs(meeting: Run, refused: Refused) -> None:
    assert meeting("meeting", "cancel", 1, "--reason", "改期").status == 0
    said = refused(4, ("need", "choose", 1, "--meeting", 1))
    assert "1 号会议（2026-03-20）已经取消" in said
    assert "gridctl meeting plan" in said


def test_a_second_ticket_is_not_opened_of_a_need(noted: Run, refused: Refused) -> None:
    done(noted, "need", "ticket", 1)
    assert "已经开单" in refused(4, ("need", "ticket", 1))


def test_numbers_of_people_are_masked_unless_there_is_a_reason(noted: Run) -> None:
    for words in (("list",), ("show", 2)):
        assert "13800000001" not in noted("need", *words).out
        assert "13800000001" in noted("need", *words, "--full", "--reason", "回电").out

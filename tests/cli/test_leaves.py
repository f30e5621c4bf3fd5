"""`gridctl staff leave`: leave with dates and deputy; the deputy answers for the days, and nobody is told of."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests import refusals
from tests.conftest import NOW, Run
from tests.small_estate import furnish

Refused = Callable[..., str]  # today is 2026-03-16, a Monday; 李梅 heads grid 1, 周静 grid 2


@pytest.fixture(autouse=True)
def _estate(ledger: Path) -> None:
    furnish(ledger, NOW)


@pytest.fixture
def refused(run: Run, ledger: Path) -> Refused:
    return partial(refusals.refused, run, ledger)


def done(run: Run, *words: object) -> list[dict[str, Any]]:
    outcome = run(*words, "--format", "json")
    assert outcome.status == 0, outcome.err
    found: list[dict[str, Any]] = json.loads(outcome.out)
    return found


@pytest.fixture
def away(run: Run) -> None:
    """周静 is on leave from Monday to Wednesday, 李梅 stands in."""
    run("staff", "leave", "周静", "--to", "3-18", "--deputy", "李梅", "--by", "陈芳", "--kind", "病假")


@pytest.mark.usefixtures("away")
def test_leave_is_listed_with_its_last_day(run: Run) -> None:
    [line] = done(run, "staff", "leaves")
    assert (line["staff"], line["name"], line["kind"], line["deputy"], line["granted_by"]) == (
        "G02",
        "周静",
        "sick",
        "李梅",
        "陈芳",
    )
    assert (line["first_day"], line["last_day"], line["days"], line["state"]) == ("2026-03-16", "2026-03-18", 3, "now")
    assert "病假" in run("staff", "leaves").out


def test_without_a_last_day_it_is_one_day_and_telephones_are_masked(run: Run) -> None:
    words = ("--from", "3-20", "--reason", "家里有事 13800001111")
    [line] = done(run, "staff", "leave", "王强", *words)
    assert (line["kind"], line["days"], line["state"], line["reason"]) == (
        "personal",
        1,
        "coming",
        "家里有事 138****1111",
    )


def test_the_list_is_narrowed(run: Run) -> None:
    for who, first, last in (("李梅", "3-2", "3-3"), ("王强", "3-16", "3-17"), ("赵磊", "3-20", "3-20")):
        run("staff", "leave", who, "--from", first, "--to", last, "--deputy", "陈芳")
    asked: dict[tuple[str, ...], list[str]] = {
        (): ["王强", "赵磊"],
        ("--all",): ["李梅", "王强", "赵磊"],
        ("--on", "3-3"): ["李梅"],
        ("--on", "3-4"): [],
        ("--from", "3-3", "--to", "3-16"): ["李梅", "王强"],
        ("--staff", "赵磊"): ["赵磊"],
        ("--staff", "陈芳"): ["王强", "赵磊"],
    }
    assert {words: [line["name"] for line in done(run, "staff", "leaves", *words)] for words in asked} == asked


@pytest.mark.usefixtures("away")
@pytest.mark.parametrize(
    ("opened", "head"), [("2026-03-15", "周静"), ("2026-03-16", "李梅"), ("2026-03-18", "李梅"), ("2026-03-19", "周静")]
)
def test_the_deputy_answers_for_tickets_of_those_days_alone(run: Run, opened: str, head: str) -> None:
    later = NOW.replace(day=20)
    run("ticket", "open", "2-1大堂", "灯不亮", "--opened", opened, clock=later)
    shown = json.loads(run("ticket", "show", 1, "--format", "json", clock=later).out)
    assert (shown["grid"], shown["head"]) == ("二号网格", head)


def test_the_deputy_of_the_deputy_answers(run: Run) -> None:
    run("staff", "leave", "周静", "--deputy", "李梅")
    entered = run("staff", "leave", "李梅", "--deputy", "陈芳")
    assert "李梅 这几天代理 周静（第 1 条请假），现在由 陈芳 一并代理" in entered.err
    run("ticket", "open", "2-1大堂", "灯不亮")
    assert json.loads(run("ticket", "show", 1, "--format", "json").out)["head"] == "陈芳"


def test_a_ticket_for_somebody_on_leave_is_told_of_with_who_stands_in(run: Run) -> None:
    run("staff", "leave", "王强", "--to", "3-18", "--deputy", "赵磊")
    run("ticket", "open", "2-1大堂", "灯不亮")
    told = run("ticket", "dispatch", 1, "--to", "王强").err
    assert "王强 2026-03-16 至 03-18 请假，由 赵磊 代理；改派：gridctl ticket dispatch GW-2026-0001 --to W02" in told
    assert not run("ticket", "dispatch", 1, "--to", "W02").err
    run("staff", "leave-edit", 1, "--deputy", "<清空>")
    assert "请假，没有代理人" in run("ticket", "dispatch", 1, "--to", "王强").err


@pytest.mark.usefixtures("away")
def test_who_stands_in_is_shown_where_heads_are(run: Run) -> None:
    run("ticket", "open", "2-1大堂", "灯不亮")
    named = "李梅（代 周静）"
    assert [line["head"] for line in done(run, "grid", "list")] == ["李梅", named]
    assert [line["head"] for line in done(run, "grid", "list", "--on", "3-19")] == ["李梅", "周静"]
    [board] = done(run, "today")
    assert [grid["head"] for grid in board["grids"]] == [named]
    _, card = done(run, "grid", "notice")
    assert ([one["name"] for one in card["stewards"]], card["numbers"]) == ([named], ["G01"])
    place = json.loads(run("place", "show", "2-1大堂", "--format", "json").out)
    assert place["head"] == named


def test_without_a_deputy_what_nobody_answers_for_is_told_and_found(run: Run) -> None:
    entered = run("staff", "leave", "周静", "--from", "3-17", "--to", "3-18")
    assert "周静 请假期间没有人代理：02 二号网格（客服管家）" in entered.err
    assert done(run, "grid", "list", "--on", "3-17")[1]["head"] == "周静（请假）"
    found = run("grid", "check", "--from", "3-16", "--to", "3-31", "--format", "json")
    assert found.status == 4
    [away] = [one for one in json.loads(found.out) if one["kind"] == "head_on_leave"]
    assert (away["subject"], away["first_day"], away["last_day"]) == ("02 二号网格", "2026-03-17", "2026-03-18")
    assert "没有代理人" in away["detail"]
    run("ticket", "open", "2-1大堂", "灯不亮", clock=NOW.replace(day=17))
    assert json.loads(run("ticket", "show", 1, "--format", "json").out)["head"] == "周静"  # he still answers
    assert "head_on_leave" not in run("grid", "check", "--on", "3-19", "--format", "json").out
    done(run, "staff", "leave-edit", 1, "--deputy", "李梅")
    assert "head_on_leave" not in run("grid", "check", "--on", "3-17", "--format", "json").out


def test_what_another_in_the_post_does_too_is_not_told(run: Run) -> None:
    run("grid", "assign", "王强", "--post", "工程技工")
    assert "没有人代理：全项目（工程技工）" in run("staff", "leave", "王强", "--dry-run").err
    run("grid", "assign", "赵磊", "--post", "工程技工")
    assert "没有人代理" not in run("staff", "leave", "王强").err
    assert "没有人代理：全项目（工程技工）" in run("staff", "leave", "赵磊").err


def test_whoever_comes_back_early_does_so_though_his_deputy_went_on_leave_meanwhile(run: Run, refused: Refused) -> None:
    run("staff", "leave", "周静", "--from", "3-17", "--to", "3-20", "--deputy", "李梅")
    run("staff", "leave", "李梅", "--from", "3-18", "--to", "3-18", "--deputy", "陈芳")
    assert "没有说明改什么" in refused(2, ("staff", "leave-edit", 1))
    [line] = done(run, "staff", "leave-edit", 1, "--to", "3-18")
    assert (line["last_day"], line["deputy"]) == ("2026-03-18", "李梅")
    assert "自己请假（2026-03-18）" in refused(4, ("staff", "leave-edit", 1, "--to", "3-19"))


def test_what_is_cancelled_is_shown_as_such(run: Run) -> None:
    run("staff", "leave", "周静", "--from", "3-17")
    [line] = done(run, "staff", "leave-cancel", 1)
    assert (line["name"], line["state"]) == ("周静", "cancelled")


def test_one_deputy_for_two_is_told(run: Run) -> None:
    run("staff", "leave", "周静", "--deputy", "陈芳")
    assert "陈芳 这几天同时代理 2 个人：周静、李梅" in run("staff", "leave", "李梅", "--deputy", "陈芳").err


@pytest.mark.usefixtures("away")
def test_leave_is_changed_and_cancelled(run: Run) -> None:
    [line] = done(run, "staff", "leave-edit", 1, "--to", "3-16", "--deputy", "<清空>", "--by", "<清空>")
    assert (line["last_day"], line["deputy"], line["granted_by"], line["kind"]) == ("2026-03-16", None, None, "sick")
    done(run, "staff", "leave-edit", 1, "--from", "3-23", "--to", "3-24", "--deputy", "陈芳")
    assert [line["head"] for line in done(run, "grid", "list")] == ["李梅", "周静"]
    done(run, "staff", "leave-cancel", 1)
    assert done(run, "staff", "leaves", "--all") == []
    assert run("ledger", "verify").status == 0
    assert run("undo", "--yes").status == 0
    assert [line["deputy"] for line in done(run, "staff", "leaves")] == ["陈芳"]


REFUSED: tuple[tuple[int, tuple[object, ...], str], ...] = (
    (4, ("leave", "周静", "--from", "3-18", "--to", "3-20"), "已有第 1 条请假"),
    (4, ("leave", "李梅", "--deputy", "李梅"), "不能代理自己"),
    (4, ("leave", "李梅", "--to", "3-20", "--deputy", "周静"), "自己请假"),
    (4, ("leave", "李梅", "--by", "李梅"), "自己准自己的假"),
    (2, ("leave", "李梅", "--from", "3-18", "--to", "3-17"), "早于"),
    (3, ("leave", "李梅", "--kind", "春假"), "种类有：事假"),
    (3, ("leave", "无名"), "花名册里没有"),
    (3, ("leave-edit", 9, "--to", "3-17"), "没有第 9 条"),
    (2, ("leave-edit", 1), "没有说明改什么"),
    (4, ("leave-edit", 1, "--deputy", "周静"), "不能代理自己"),
    (3, ("leave-cancel", 9), "没有第 9 条"),
)


@pytest.mark.usefixtures("away")
def test_what_is_refused(refused: Refused) -> None:
    for status, words, said in REFUSED:
        assert said in refused(status, ("staff", *words)), words


def test_who_is_not_there_neither_goes_on_leave_nor_stands_in(run: Run, refused: Refused) -> None:
    run("staff", "depart", "赵磊", "--on", "3-18")
    run("staff", "add", "G09", "--name", "新人", "--post", "客服管家", "--joined", "3-20")
    assert "从 2026-03-18 起离岗" in refused(4, ("staff", "leave", "赵磊", "--to", "3-18"))
    assert "从 2026-03-18 起离岗" in refused(4, ("staff", "leave", "周静", "--to", "3-18", "--deputy", "W02"))
    assert "才到岗" in refused(4, ("staff", "leave", "周静", "--from", "3-19", "--to", "3-20", "--deputy", "新人"))
    assert done(run, "staff", "leave", "周静", "--to", "3-17", "--deputy", "W02")


def test_who_leaves_the_company_stands_in_for_nobody(run: Run) -> None:
    run("staff", "leave", "周静", "--from", "3-16", "--to", "3-20", "--deputy", "陈芳")
    run("staff", "leave", "陈芳", "--from", "3-25", "--to", "3-26")
    left = run("staff", "depart", "陈芳", "--on", "3-18")
    assert "周静 请假（2026-03-18 至 03-20）不再有代理人" in left.err
    assert [
        (line["name"], line["first_day"], line["last_day"], line["deputy"])
        for line in done(run, "staff", "leaves", "--all")
    ] == [("周静", "2026-03-16", "2026-03-17", "陈芳"), ("周静", "2026-03-18", "2026-03-20", None)]
    assert run("undo", "--yes").status == 0
    assert len(done(run, "staff", "leaves")) == 2


def test_his_own_leave_ends_with_the_day_he_leaves(run: Run) -> None:
    run("staff", "leave", "王强", "--from", "3-16", "--to", "3-20")
    run("staff", "depart", "王强", "--on", "3-18")
    assert [line["last_day"] for line in done(run, "staff", "leaves")] == ["2026-03-17"]


def test_leave_entered_late_leaves_issued_weeks_alone(run: Run) -> None:
    """A ticket that was counted under the head stays with him; the next week still begins where the last one ended."""
    run("ticket", "open", "2-1大堂", "灯不亮", "--opened", "2026-03-12")
    run("report", "issue", "weekly", "--week", "上周")
    run("staff", "leave", "周静", "--from", "3-12", "--to", "3-13", "--deputy", "李梅")
    run("ticket", "edit", 1, "--category", "其他")
    later = NOW.replace(day=23)
    weeks = json.loads(run("report", "weekly", "--week", "上周", "--format", "json", clock=later).out)
    assert (weeks[0]["total"]["carried"], weeks[0]["total"]["open_at_end"]) == (1, 1)
    assert run("ledger", "verify").status == 0

"""The life of a ticket through the command line: every step, every refusal, one or many at once."""

import json
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


@pytest.fixture(autouse=True)
def _estate(run: Run, ledger: Path) -> None:
    furnish(ledger, NOW)
    run("ticket", "open", "1-1大堂", "灯不亮", "--opened", "2026-03-09 8:30")


@pytest.fixture
def refused(run: Run, ledger: Path) -> Refused:
    return partial(refusals.refused, run, ledger)


def done(run: Run, *words: object, **settings: Any) -> None:
    outcome = run("ticket", *words, **settings)
    assert outcome.status == 0, outcome.err


def card(run: Run, number: object = 1) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("ticket", "show", number, "--format", "json").out)
    return found


def steps(run: Run) -> list[tuple[str, str, str | None]]:
    return [(step["action"], step["occurred"], step["doer"]) for step in card(run)["steps"]]


def test_the_whole_life_with_who_and_when(run: Run) -> None:
    done(run, "dispatch", 1, "--to", "W01", "--at", "3-9 9:00", actor="陈芳")
    done(run, "accept", 1, "--at", "3-9 10:00", actor="陈芳")
    done(run, "progress", 1, "--note", "等配件", "--at", "3-10", actor="陈芳")
    done(run, "finish", 1, "--at", "3-11 15:00", "--material", "灯管2支", "--note", "换灯管", actor="陈芳")
    done(run, "verify", 1, "--at", "3-12", "--by", "李梅", actor="陈芳")
    assert steps(run) == [
        ("open", "2026-03-09 08:30", None),
        ("dispatch", "2026-03-09 09:00", "陈芳"),
        ("accept", "2026-03-09 10:00", "王强"),
        ("progress", "2026-03-10", "王强"),
        ("finish", "2026-03-11 15:00", "王强"),
        ("verify", "2026-03-12", "李梅"),
    ]
    found = card(run)
    assert (found["state"], found["executor"], found["verifier"]) == ("done", "王强", "李梅")
    assert (found["progress"], found["material"], found["overdue_days"]) == ("换灯管", "灯管2支", None)
    assert found["steps"][1]["note"] == "派给王强"
    assert {step["actor"] for step in found["steps"][1:]} == {"陈芳"}
    assert found["steps"][1]["recorded"] == "2026-03-16 10:00"


def test_steps_that_nobody_wrote_down_may_be_skipped(run: Run) -> None:
    done(run, "finish", 1, "--by", "王强", "--at", "昨天")
    assert card(run)["state"] == "to_verify"


def test_who_did_a_step_is_the_dispatched_for_the_work_else_who_enters(run: Run) -> None:
    done(run, "dispatch", 1, "--to", "王强", actor="陈芳")
    done(run, "finish", 1, actor="赵磊")
    done(run, "verify", 1, actor="李梅")
    assert [(action, doer) for action, _, doer in steps(run)[1:]] == [
        ("dispatch", "陈芳"),
        ("finish", "王强"),
        ("verify", "李梅"),
    ]


def test_who_enters_is_not_taken_for_who_did_the_work(refused: Refused) -> None:
    assert "谁接的单" in refused(2, ("ticket", "finish", 1), actor="陈芳")
    assert "谁接的单" in refused(2, ("ticket", "accept", 1), actor="陈芳")


def test_a_wrongly_dispatched_ticket_is_returned(run: Run) -> None:
    done(run, "dispatch", 1, "--to", "王强", "--at", "3-10")
    done(run, "return", 1, "--reason", "不归工程部", "--at", "3-11")
    found = card(run)
    assert (found["state"], found["executor"]) == ("to_dispatch", None)
    assert found["steps"][-1]["note"] == "不归工程部"
    done(run, "dispatch", 1, "--to", "赵磊", "--at", "3-11")
    assert card(run)["executor"] == "赵磊"


def test_not_accepted_goes_back_to_work(run: Run) -> None:
    done(run, "finish", 1, "--by", "王强", "--at", "3-10")
    done(run, "reject", 1, "--by", "李梅", "--reason", "仍在闪", "--at", "3-12")
    found = card(run)
    assert (found["state"], found["finished"], found["rejections"]) == ("in_progress", None, 1)
    done(run, "finish", 1, "--at", "3-13")
    done(run, "verify", 1, "--by", "李梅", "--at", "3-14")
    assert card(run)["executor"] == "王强"


def test_a_done_ticket_is_reopened_as_a_new_round_with_a_new_limit(run: Run) -> None:
    done(run, "finish", 1, "--by", "王强", "--at", "3-10")
    done(run, "verify", 1, "--by", "李梅", "--at", "3-11")
    done(run, "reopen", 1, "--reason", "又不亮", "--at", "3-15")
    found = card(run)
    assert (found["state"], found["round"], found["opened"], found["due"]) == (
        "to_dispatch",
        2,
        "2026-03-15",
        "2026-03-30",
    )
    assert [step["round"] for step in found["steps"]] == [1, 1, 1, 2]


def test_a_void_ticket_stays_void_and_keeps_its_number(run: Run, refused: Refused) -> None:
    done(run, "void", 1, "--reason", "重复报修")
    assert card(run)["state"] == "void"
    assert "作废" in refused(4, ("ticket", "finish", 1, "--by", "王强"))
    assert "作废" in refused(4, ("ticket", "void", 1, "--reason", "再来"))
    done(run, "open", "1-1大堂", "灯不亮")
    assert card(run, 2)["number"] == "GW-2026-0002"


def test_many_at_once_and_all_or_none(run: Run, refused: Refused) -> None:
    for _ in range(3):
        done(run, "open", "1#电梯", "抖动", "--opened", "3-10")
    done(run, "dispatch", 2, 3, 4, "--to", "王强", "--at", "3-10")
    done(run, "finish", 2, 3, "--at", "昨天")
    assert [card(run, number)["state"] for number in (2, 3, 4)] == ["to_verify", "to_verify", "to_accept"]
    assert "GW-2026-0004 现在是待接单" in refused(4, ("ticket", "verify", 2, 4, "--by", "李梅"))
    assert "没有单号" in refused(3, ("ticket", "verify", 2, 99, "--by", "李梅"))
    assert "写了两次" in refused(2, ("ticket", "verify", 2, "GW-2026-0002", "--by", "李梅"))
    done(run, "verify", 2, 3, "--by", "李梅")
    assert [card(run, number)["state"] for number in (2, 3)] == ["done", "done"]


@pytest.mark.parametrize(
    ("status", "words", "said"),
    [
        (4, ("verify", 1, "--by", "李梅"), "待派单"),
        (4, ("reject", 1, "--by", "李梅", "--reason", "差"), "待派单"),
        (4, ("return", 1, "--reason", "错"), "待派单"),
        (4, ("progress", 1, "--note", "等"), "待派单"),
        (4, ("reopen", 1, "--reason", "又"), "待派单"),
        (2, ("dispatch", 1), "派给谁"),
        (2, ("finish", 1), "谁接的单"),
        (2, ("void", 1), "原因"),
        (3, ("dispatch", 1, "--to", "无此人"), "无此人"),
        (4, ("dispatch", 1, "--to", "王强", "--at", "2026-03-09 8:29"), "2026-03-09 08:30 才报修"),
        (4, ("void", 1, "--reason", "错", "--at", "3-8"), "才报修"),
        (2, ("finish", 1, "--by", "王强", "--at", "明天"), "还没有到"),
        (2, ("finish", 1, "--by", "王强", "--at", "3"), "看不出"),
        (2, ("finish",), "单号"),
    ],
)
def test_steps_that_a_new_ticket_does_not_allow(
    refused: Refused, status: int, words: tuple[object, ...], said: str
) -> None:
    assert said in refused(status, ("ticket", *words))


def test_the_executor_never_judges_his_own_work(run: Run, refused: Refused) -> None:
    done(run, "finish", 1, "--by", "王强", "--at", "3-10")
    for words in (("verify", 1), ("reject", 1, "--reason", "差")):
        assert "接单人不能验收自己的活" in refused(4, ("ticket", *words, "--by", "王强"))
        assert "接单人不能验收自己的活" in refused(4, ("ticket", *words), actor="王强")
    assert "谁验收" in refused(2, ("ticket", "verify", 1))
    assert "原因" in refused(2, ("ticket", "reject", 1, "--by", "李梅"))


def test_no_step_lies_before_an_earlier_one(run: Run, refused: Refused) -> None:
    done(run, "dispatch", 1, "--to", "王强", "--at", "3-10 9:00")
    assert "才派单" in refused(4, ("ticket", "accept", 1, "--at", "3-10 8:59"))
    done(run, "accept", 1, "--at", "3-10")
    assert "才接单" in refused(4, ("ticket", "finish", 1, "--at", "3-9"))
    done(run, "finish", 1, "--at", "3-11")
    assert "才完工" in refused(4, ("ticket", "verify", 1, "--by", "李梅", "--at", "3-10"))
    assert "才完工" in refused(4, ("ticket", "reject", 1, "--by", "李梅", "--at", "3-10", "--reason", "差"))
    done(run, "reject", 1, "--by", "李梅", "--at", "3-12", "--reason", "差")
    assert "才返工" in refused(4, ("ticket", "finish", 1, "--at", "3-11"))
    done(run, "finish", 1, "--at", "3-12")
    done(run, "verify", 1, "--by", "李梅", "--at", "3-13")
    assert "才验收" in refused(4, ("ticket", "reopen", 1, "--reason", "又坏", "--at", "3-12"))
    assert "原因" in refused(2, ("ticket", "reopen", 1))


@pytest.mark.parametrize(
    "words", [("dispatch", "--to", "王强"), ("finish", "--by", "王强"), ("void", "--reason", "错")]
)
def test_a_dry_run_changes_nothing(run: Run, ledger: Path, words: tuple[str, ...]) -> None:
    before = refusals.dump(ledger)
    verb, *rest = words
    done(run, verb, 1, *rest, "--dry-run")
    assert refusals.dump(ledger) == before


def test_the_same_step_cannot_be_taken_twice(run: Run, refused: Refused) -> None:
    done(run, "finish", 1, "--by", "王强", "--at", "3-10")
    assert "待验收" in refused(4, ("ticket", "finish", 1))
    done(run, "verify", 1, "--by", "李梅", "--at", "3-11")
    assert "已完成" in refused(4, ("ticket", "verify", 1, "--by", "李梅"))


def test_a_number_is_never_given_twice(run: Run) -> None:
    done(run, "open", "1#电梯", "抖动")
    assert run("undo", "--yes").status == 0
    done(run, "open", "1#电梯", "抖动")
    assert card(run, 3)["number"] == "GW-2026-0003"


def test_text_of_a_step_is_cleaned(run: Run) -> None:
    done(run, "void", 1, "--reason", "=重复\x1b[31m[red]\u202e")
    assert card(run)["steps"][-1]["note"] == "=重复[red]"
    assert "=重复[red]" in run("ticket", "show", 1).out


def test_today_counts_what_is_open_warned_due_and_overdue(run: Run) -> None:
    done(run, "open", "2-1大堂", "灯不亮", "--opened", "2026-03-01")  # due today
    done(run, "open", "2-1大堂", "门坏", "--opened", "2026-02-27")  # two days over
    done(run, "open", "中心花园", "漏水", "--opened", "2026-03-06")  # the tenth day
    done(run, "open", "中心花园", "漏水", "--opened", "2026-03-07")
    done(run, "finish", 4, "--by", "王强")
    board = json.loads(run("today", "--format", "json", actor=None).out)[0]
    assert [(g["grid"], g["open"], g["due_soon"], g["due_today"], g["overdue"]) for g in board["grids"]] == [
        ("一号网格", 1, 0, 0, 0),
        ("二号网格", 2, 0, 1, 1),
        ("未划入网格", 2, 0, 0, 0),
    ]
    assert [line["number"][-1] for line in board["urgent"]] == ["3", "2"]
    tomorrow = json.loads(run("today", "--format", "json", clock=NOW + timedelta(days=1)).out)[0]
    assert [line["number"][-1] for line in tomorrow["urgent"]] == ["3", "2", "5"]
    words = run("today", actor=None)
    assert "未完 5  待验收 1  预警 0  今天到期 1  超期 1" in words.err
    assert "GW-2026-0003" in words.out


def test_nobody_works_after_he_has_left(run: Run, refused: Refused) -> None:
    assert run("staff", "depart", "W01", "--on", "2026-03-12").status == 0
    told = refused(4, ("ticket", "dispatch", 1, "--to", "W01"))
    assert "王强（W01）2026-03-12 已离岗" in told
    done(run, "dispatch", 1, "--to", "W01", "--at", "3-11")
    assert "已离岗" in refused(4, ("ticket", "finish", 1, "--by", "W01", "--at", "3-13"))
    done(run, "finish", 1, "--at", "3-11")

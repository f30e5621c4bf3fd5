"""Slips: opened, recorded when already done, found by their numbers, corrected, listed and shown."""

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


def shown(run: Run, number: object) -> dict[str, Any]:
    outcome = run("ticket", "show", number, "--format", "json")
    assert outcome.status == 0, outcome.err
    card: dict[str, Any] = json.loads(outcome.out)
    return card


def test_a_slip_is_opened_now_with_category_grid_and_limit(run: Run) -> None:
    outcome = run("ticket", "open", "1栋1单元大堂", "灯不亮", "--source", "巡查", "--reporter", "陈芳", actor="陈芳")
    assert (outcome.status, outcome.err) == (0, "")
    assert "GW-2026-0001" in outcome.out
    card = shown(run, 1)
    assert card["state"] == "to_dispatch"
    assert card["category"] == "lighting"
    assert card["opened"] == "2026-03-16 10:00"
    assert card["due"] == "2026-03-31"
    assert (card["grid"], card["head"]) == ("一号网格", "李梅")
    assert [(step["action"], step["actor"], step["doer"]) for step in card["steps"]] == [("open", "陈芳", None)]


def test_the_day_of_the_slip_decides_year_number_and_limit(run: Run) -> None:
    run("ticket", "open", "中心花园", "座椅断裂", "--opened", "2025-12-30", "--category", "14")
    card = shown(run, "GW-2025-0001")
    assert card["due"] == "2026-01-14"
    assert (card["category"], card["grid"], card["head"]) == ("leisure", None, None)


def test_a_done_slip_is_recorded_in_one_line(run: Run) -> None:
    words = [
        "1#电梯",
        "运行抖动",
        "-e",
        "王强",
        "--opened",
        "3-11 9:00",
        "--accepted",
        "3-11 9:30",
        "--finished",
        "3-12",
    ]
    outcome = run("ticket", "record", *words, "-v", "李梅", "--paper", "0012", "--material", "导靴2只")
    assert outcome.status == 0, outcome.err
    card = shown(run, 1)
    assert (card["state"], card["paper"], card["material"]) == ("done", "0012", "导靴2只")
    assert (card["executor"], card["verifier"]) == ("王强", "李梅")
    assert (card["finished"], card["verified"]) == ("2026-03-12", "2026-03-12")
    assert [step["action"] for step in card["steps"]] == ["open", "accept", "finish", "verify"]
    assert [step["doer"] for step in card["steps"]] == [None, "王强", "王强", "李梅"]


def test_a_done_slip_may_name_a_contractor(run: Run, refused: Refused) -> None:
    run("contractor", "add", "通达电梯", "--service", "电梯维保", "--fee", "860.50", "--from", "2026-03-01")
    record = ("ticket", "record", "1#电梯", "运行抖动", "-e", "通达", "-v", "李梅", "--finished", "3-12")
    assert "2026-02-11 没有合同" in refused(4, (*record, "--opened", "2-11"))
    outcome = run(*record, "--opened", "3-11", "--accepted", "3-11 9:30")
    assert outcome.status == 0, outcome.err
    card = shown(run, 1)
    assert (card["state"], card["executor"], card["verifier"]) == ("done", "通达电梯", "李梅")
    assert (card["accepted"], card["finished"], card["verified"]) == ("2026-03-11 09:30", "2026-03-12", "2026-03-12")
    assert "花名册里没有“无此人”" in refused(
        3, ("ticket", "record", "1#电梯", "抖", "-e", "无此人", *record[-2:], "--opened", "3-11")
    )
    assert run("ledger", "verify").status == 0


def test_a_recorded_slip_without_a_verifier_waits_for_acceptance(run: Run) -> None:
    run("ticket", "record", "1-1大堂", "灯不亮", "-e", "W01", "--opened", "前天", "--finished", "昨天")
    assert shown(run, 1)["state"] == "to_verify"


@pytest.mark.parametrize(
    ("status", "words", "said"),
    [
        (2, ("1-1大堂", "灯不亮", "-e", "王强", "--finished", "昨天"), "--opened"),
        (2, ("1-1大堂", "灯不亮", "--opened", "前天"), "--executor、--finished"),
        (4, ("1-1大堂", "灯不亮", "-e", "王强", "--opened", "昨天", "--finished", "前天"), "早于"),
        (4, ("1-1大堂", "灯不亮", "-e", "王强", "--opened", "前天", "--finished", "昨天", "-v", "王强"), "同一个人"),
        (
            2,
            ("1-1大堂", "灯不亮", "-e", "王强", "--opened", "前天", "--finished", "昨天", "--verified", "昨天"),
            "验收人",
        ),
        (2, ("1-1大堂", "灯不亮", "-e", "王强", "--opened", "昨天", "--finished", "2026-03-17"), "还没有到"),
        (3, ("9栋大堂", "灯不亮", "-e", "王强", "--opened", "昨天", "--finished", "昨天"), "9栋大堂"),
        (3, ("1-1大堂", "灯不亮", "-e", "无此人", "--opened", "昨天", "--finished", "昨天"), "无此人"),
        (3, ("1-1大堂", "灯不亮", "-e", "王强", "--opened", "昨天", "--finished", "昨天", "-c", "99"), "99"),
        (2, ("1-1大堂", "灯不亮", "-e", "王强", "--opened", "昨天", "--finished", "昨天", "--urgency", "马上"), "马上"),
        (2, ("1-1大堂", "灯不亮", "-e", "王强", "--opened", "昨天", "--finished", "昨天", "--source", "梦"), "梦"),
        (2, ("1-1大堂", "\u200b\x1b[2J", "-e", "王强", "--opened", "昨天", "--finished", "昨天"), "没有写问题"),
    ],
)
def test_what_cannot_be_true_is_refused(refused: Refused, status: int, words: tuple[str, ...], said: str) -> None:
    assert said in refused(status, ("ticket", "record", *words))


def test_a_slip_cannot_be_opened_in_the_future_or_under_a_known_paper_number(run: Run, refused: Refused) -> None:
    run("ticket", "open", "1-1大堂", "灯不亮", "--paper", "0012")
    assert "GW-2026-0001" in refused(4, ("ticket", "open", "1#电梯", "抖动", "--paper", "0012"))
    assert "还没有到" in refused(2, ("ticket", "open", "1#电梯", "抖动", "--opened", "2026-03-16 10:01"))
    assert "还没有到" in refused(2, ("ticket", "open", "1#电梯", "抖动", "--today", "2026-03-20"))


def test_nobody_enters_without_a_name(refused: Refused) -> None:
    assert "--as" in refused(2, ("ticket", "open", "1#电梯", "抖动"), actor=None)


def test_a_dry_run_saves_nothing_and_takes_no_number(run: Run) -> None:
    outcome = run("ticket", "open", "1#电梯", "抖动", "--dry-run")
    assert outcome.status == 0
    assert "GW-2026-0001" in outcome.out
    assert "没有保存" in outcome.err
    assert run("ticket", "list", "--format", "json").out == "[]\n"
    assert "GW-2026-0001" in run("ticket", "open", "1#电梯", "抖动").out


def test_short_numbers_mean_this_year_else_last(run: Run, refused: Refused) -> None:
    for opened in ("2025-12-29", "2025-12-30", "2026-03-02"):
        run("ticket", "open", "1-1大堂", "灯不亮", "--opened", opened)
    this = run("ticket", "show", "1", "--format", "json")
    assert (json.loads(this.out)["number"], this.err) == ("GW-2026-0001", "")
    last = run("ticket", "show", "2", "--format", "json")
    assert json.loads(last.out)["number"] == "GW-2025-0002"
    assert "GW-2025-0002" in last.err
    assert shown(run, "gw-2025-0001")["number"] == "GW-2025-0001"
    assert shown(run, "ＧＷ－２０２５－０００１")["number"] == "GW-2025-0001"
    assert "没有单号" in refused(3, ("ticket", "show", "3"))


def test_a_paper_number_finds_its_slip_and_is_asked_back_where_it_could_be_another(run: Run) -> None:
    run("ticket", "open", "1-1大堂", "灯不亮", "--paper", "B0098")
    run("ticket", "open", "1#电梯", "抖动", "--paper", "0001")
    assert shown(run, "B0098")["number"] == "GW-2026-0001"
    asked = run("ticket", "show", "0001")
    assert asked.status == 2
    assert "GW-2026-0001" in asked.err
    assert "GW-2026-0002" in asked.err


def test_user_text_is_never_markup_control_or_formula(run: Run) -> None:
    run(
        "ticket",
        "open",
        "1-1大堂",
        "=1+1 [red]灯[/b]\x1b[2J\x07不亮",
        "--remark",
        "@SUM(A1)\u202e",
        "--reporter",
        "-李",
    )
    card = shown(run, 1)
    assert (card["problem"], card["remark"]) == ("=1+1 [red]灯[/b]不亮", "@SUM(A1)")
    for words in (("list",), ("show", "1"), ("show", "1", "--text")):
        out = run("ticket", *words).out
        assert "=1+1 [red]灯[/b]不亮" in out
        assert "\x1b" not in out
    assert "'=1+1 [red]灯[/b]不亮" in run("ticket", "list", "--format", "csv").out


def test_a_correction_keeps_the_old_value(run: Run) -> None:
    run("ticket", "record", "1-1大堂", "灯不亮", "-e", "王强", "--opened", "3-10", "--finished", "3-12", "-v", "李梅")
    words = ["--place", "2-1大堂", "--category", "电梯", "--executor", "赵磊", "--opened", "3-9", "--remark", "看错"]
    outcome = run("ticket", "edit", "1", *words, "--reason", "抄错行", actor="陈芳")
    assert outcome.status == 0, outcome.err
    card = shown(run, 1)
    assert (card["grid"], card["head"], card["due"]) == ("二号网格", "周静", "2026-03-24")
    last = card["steps"][-1]
    assert (last["action"], last["note"], last["actor"]) == ("edit", "抄错行", "陈芳")
    assert {tuple(change) for change in last["changes"]} == {
        ("place_written", "1-1大堂", "2-1大堂"),
        ("category", "公共照明", "电梯"),
        ("executor", "王强", "赵磊"),
        ("opened", "2026-03-10", "2026-03-09"),
        ("remark", None, "看错"),
    }
    assert "接单人：王强 → 赵磊" in run("ticket", "show", "1").out


def test_a_correction_that_changes_nothing_leaves_no_step(run: Run) -> None:
    run("ticket", "open", "1-1大堂", "灯不亮")
    assert run("ticket", "edit", "1", "--category", "照明").status == 0
    assert len(shown(run, 1)["steps"]) == 1


@pytest.mark.parametrize(
    ("status", "words", "said"),
    [
        (2, (), "更正什么"),
        (4, ("--finished", "昨天"), "待派单"),
        (4, ("--executor", "王强"), "接单人"),
        (4, ("--verifier", "李梅"), "验收人"),
        (2, ("--opened", "明天"), "还没有到"),
        (3, ("--place", "9栋大堂"), "9栋大堂"),
        (4, ("--paper", "77"), "GW-2026-0002"),
    ],
)
def test_corrections_that_are_refused(
    run: Run, refused: Refused, status: int, words: tuple[str, ...], said: str
) -> None:
    run("ticket", "open", "1-1大堂", "灯不亮")
    run("ticket", "open", "1-1大堂", "灯又不亮", "--paper", "77")
    assert said in refused(status, ("ticket", "edit", "1", *words))


def test_a_correction_cannot_put_times_out_of_order_or_let_the_executor_verify(run: Run, refused: Refused) -> None:
    run("ticket", "record", "1-1大堂", "灯不亮", "-e", "王强", "--opened", "3-10", "--finished", "3-12", "-v", "李梅")
    assert "早于" in refused(4, ("ticket", "edit", "1", "--finished", "3-9"))
    assert "早于" in refused(4, ("ticket", "edit", "1", "--opened", "3-13"))
    assert "不能验收自己的活" in refused(4, ("ticket", "edit", "1", "--verifier", "王强"))


def test_lists_are_narrowed(run: Run) -> None:
    run("ticket", "open", "1-1大堂", "灯不亮", "--opened", "2026-02-20")
    run("ticket", "open", "1#电梯", "抖动", "--opened", "3-2")
    run("ticket", "open", "2-1大堂", "灯不亮", "--opened", "3-10")
    run("ticket", "dispatch", "3", "--to", "王强", "--at", "3-11")
    run(
        "ticket", "record", "中心花园", "水管漏水", "-e", "王强", "--opened", "3-11", "--finished", "3-12", "-v", "李梅"
    )

    def listed(*words: str) -> list[str]:
        outcome = run("ticket", "list", *words, "--format", "json", actor=None)
        assert outcome.status == 0, outcome.err
        return [line["number"][-1] for line in json.loads(outcome.out)]

    assert listed() == ["1", "2", "3"]
    assert listed("--all") == ["1", "2", "3", "4"]
    assert listed("--state", "已完成") == ["4"]
    assert listed("--state", "待派单", "--state", "to_accept") == ["1", "2", "3"]
    assert listed("--grid", "一号网格") == ["1", "2"]
    assert listed("--staff", "W01") == ["3"]
    assert listed("--staff", "W01", "--all") == ["3", "4"]
    assert listed("--category", "3") == ["1", "3"]
    assert listed("--place", "1#电梯") == ["2"]
    assert listed("--overdue") == ["1"]
    assert listed("--overdue", "--all") == ["1"]
    assert listed("--from", "3-2", "--to", "3-10") == ["2", "3"]
    assert listed("--to", "2026-03-02") == ["1", "2"]
    assert listed("--overdue", "--today", "2026-03-18") == ["1", "2"]
    assert json.loads(run("ticket", "list", "--overdue", "--format", "json").out)[0]["overdue_days"] == 9
    assert "没有“躺平”这个状态" in run("ticket", "list", "--state", "躺平").err


def test_the_words_for_a_chat_hold_no_phone(run: Run) -> None:
    run("ticket", "open", "1-1大堂", "灯不亮", "--reporter", "陈芳", "--phone", "13800138000", "--opened", "3-16 8:30")
    run("ticket", "dispatch", "1", "--to", "王强")
    assert run("ticket", "show", "1", "--text").out.splitlines() == [
        "【公区维修】GW-2026-0001",
        "地点：1栋1单元大堂",
        "问题：灯不亮（公共照明）",
        "报修：2026-03-16 08:30 陈芳",
        "要求：2026-03-31 前完工",
        "接单：王强",
    ]

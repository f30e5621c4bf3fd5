"""Tickets of every kind through the command line: numbers, words, limits, and the fields that each needs."""

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
HAZARD = ("open", "2-1大堂", "消防通道堆放杂物", "--kind", "隐患")
FILLED = ("排查人=李梅", "现场措施=已清出通道", "上报部门=街道安监", "上报时间=3-16 10:00")
MENDED = ("责任人=周静", "整改措施=加装挡桩", "整改资金=350.5")


@pytest.fixture(autouse=True)
def _estate(ledger: Path) -> None:
    furnish(ledger, NOW)


@pytest.fixture
def refused(run: Run, ledger: Path) -> Refused:
    return partial(refusals.refused, run, ledger)


def done(run: Run, *words: object, **settings: Any) -> Any:
    outcome = run("ticket", *words, **settings)
    assert outcome.status == 0, outcome.err
    return outcome


def card(run: Run, number: object, **settings: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done(run, "show", number, "--format", "json", **settings).out)
    return found


def lines(run: Run, *words: object, **settings: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(done(run, "list", *words, "--format", "json", **settings).out)
    return found


@pytest.mark.parametrize(
    ("kind", "problem", "code", "category", "state", "due"),
    [
        ("公区维修", "灯不亮", "GW-2026-0001", "公共照明", "待派单", "2026-03-31"),
        ("隐患", "飞线充电", "YH-2026-0001", "消防安全", "待整改", "2026-03-31"),
        ("保洁", "垃圾桶满溢", "BJ-2026-0001", "垃圾清运", "待通知", "2026-03-17"),
        ("投诉", "咨询装修怎么办理", "TS-2026-0001", "咨询", "待受理", "2026-03-17"),
        ("incident", "1#电梯困人", "TF-2026-0001", "电梯困人", "待处置", "2026-03-17"),
    ],
)
def test_each_kind_has_its_number_words_and_limit(
    run: Run, kind: str, problem: str, code: str, category: str, state: str, due: str
) -> None:
    done(run, "open", "1-1大堂", problem, "--kind", kind)
    found = card(run, code)
    assert (found["category_name"], found["state_name"], found["due"]) == (category, state, due)


def test_each_kind_counts_for_itself(run: Run) -> None:
    for kind in ("维修", "隐患", "维修", "隐患", "保洁"):
        done(run, "open", "1-1大堂", "灯不亮", "--kind", kind)
    assert [line["number"] for line in lines(run)] == ["GW-2026-0001", "GW-2026-0002"]
    assert [line["number"] for line in lines(run, "--kind", "隐患")] == ["YH-2026-0001", "YH-2026-0002"]
    assert len(lines(run, "--kind", "全部")) == 5
    assert card(run, 2)["kind"] == "repair"
    assert json.loads(done(run, "show", 2, "--kind", "隐患", "--format", "json").out)["number"] == "YH-2026-0002"


@pytest.mark.parametrize(("opened", "due"), [("2026-03-13", "2026-03-18"), ("2026-02-12", "2026-02-24")])
def test_a_complaint_is_due_after_working_days(run: Run, opened: str, due: str) -> None:
    """Over a weekend; and over the Spring Festival, whose Saturday before it is worked."""
    done(run, "open", "1-1大堂", "楼上扰民", "--kind", "诉求", "--opened", opened)
    assert card(run, "TS-2026-0001")["due"] == due


@pytest.mark.parametrize(
    ("kind", "more", "policy", "limit", "before", "after"),
    [
        ("维修", (), "repair_limit_days", "20天", "2026-03-31", "2026-04-06"),
        ("隐患", (), "一般隐患整改期限", "10个工作日", "2026-03-31", "2026-03-31"),
        ("隐患", ("--urgency", "较大"), "hazard_greater_limit", "3天", "2026-03-23", "2026-03-20"),
        ("隐患", ("--urgency", "重大"), "hazard_major_limit", "24小时", "2026-03-19", "2026-03-18"),
        ("保洁", (), "cleaning_limit", "2个工作日", "2026-03-17", "2026-03-19"),
        ("保洁", ("--urgency", "紧急"), "cleaning_urgent_limit", "4小时", "2026-03-16", "2026-03-17"),
        ("诉求", ("--category", "投诉"), "request_complaint_limit", "5天", "2026-03-19", "2026-03-22"),
        ("诉求", ("--category", "求助"), "request_help_limit", "2天", "2026-03-17", "2026-03-19"),
        ("突发", (), "incident_general_limit", "3天", "2026-03-17", "2026-03-20"),
        ("突发", ("--urgency", "重大"), "incident_major_limit", "5个工作日", "2026-03-23", "2026-03-24"),
    ],
)
def test_a_project_sets_the_limit_of_a_kind_from_a_day(
    run: Run, kind: str, more: tuple[str, ...], policy: str, limit: str, before: str, after: str
) -> None:
    assert run("policy", "set", policy, limit, "--from", "2026-03-17").status == 0
    words = ("open", "1-1大堂", "坏了", "--kind", kind, *more)
    done(run, *words)
    done(run, *words, clock=NOW + timedelta(days=1))
    assert [line["due"] for line in lines(run, "--kind", kind, clock=NOW + timedelta(days=1))] == [before, after]


def test_a_year_without_a_calendar_is_told_of(run: Run) -> None:
    clock = datetime(2031, 3, 3, 2, 0, tzinfo=UTC)
    outcome = done(run, "open", "1-1大堂", "楼上扰民", "--kind", "诉求", clock=clock)
    assert "没有2031 年的节假日安排" in outcome.err.replace(" 2031", "2031")


def test_a_level_sets_the_limit_and_what_must_be_filled_in(run: Run) -> None:
    done(run, *HAZARD, "--urgency", "重大", "--set", "现场措施=已断电")
    found = card(run, "YH-2026-0001")
    assert (found["urgency_name"], found["due"]) == ("重大", "2026-03-19")
    assert [line["title"] for line in found["details"] if line["missing"]] == [
        "排查人",
        "上报部门",
        "上报时间",
        "应急预案",
    ]
    assert [line["value"] for line in found["details"] if line["name"] == "measures"] == ["已断电"]
    assert [(term["stage"], term["due"], term["met"]) for term in found["terms"]] == [
        ("respond", "2026-03-16 10:30", None)
    ]


def test_a_done_slip_that_lacks_something_names_no_number_that_is_not_kept(refused: Refused) -> None:
    record = (
        "ticket",
        "record",
        "1-1大堂",
        "通道堵塞",
        "--kind",
        "隐患",
        "-e",
        "王强",
        "-v",
        "李梅",
        "--set",
        "排查人=李梅",
    )
    said = refused(4, (*record, "--opened", "3-10", "--finished", "3-11"))
    assert "却没有现场措施、上报部门、上报时间、责任人、整改措施、整改资金、复查意见" in said
    assert "--set 名称=内容" in said
    assert "YH-2026" not in said


def test_work_does_not_end_before_what_it_needs_is_filled_in(run: Run, refused: Refused) -> None:
    done(run, *HAZARD)
    said = refused(4, ("ticket", "finish", "YH-2026-0001", "--by", "王强"))
    assert "还没有填排查人、现场措施、上报部门、上报时间、责任人、整改措施、整改资金" in said
    done(run, "detail", "YH-2026-0001", *FILLED, *MENDED)
    done(run, "finish", "YH-2026-0001", "--by", "王强")
    assert "还没有填复查意见" in refused(4, ("ticket", "verify", "YH-2026-0001", "--by", "李梅"))
    done(run, "verify", "YH-2026-0001", "--by", "李梅", "--set", "复查意见=通道畅通")
    assert card(run, "YH-2026-0001")["state_name"] == "已销号"


def test_a_repair_needs_none_of_it(run: Run) -> None:
    done(run, "open", "1-1大堂", "灯不亮")
    done(run, "finish", 1, "--by", "王强", "--set", "用料金额=20")
    done(run, "verify", 1, "--by", "李梅")
    assert card(run, 1)["state"] == "done"


def test_a_hazard_that_is_not_mended_begins_a_new_round(run: Run, refused: Refused) -> None:
    done(run, *HAZARD, "--opened", "3-10", "--set", "排查人=李梅")
    done(run, "detail", "YH-2026-0001", *FILLED, *MENDED)
    done(run, "finish", "YH-2026-0001", "--by", "王强", "--at", "3-16")
    assert "不能验收自己的活" in refused(4, ("ticket", "reject", "YH-2026-0001", "--by", "王强", "--reason", "差"))
    done(run, "reject", "YH-2026-0001", "--by", "李梅", "--reason", "挡桩不牢")
    found = card(run, "YH-2026-0001")
    assert (found["round"], found["state_name"], found["opened"][:10]) == (2, "待整改", "2026-03-16")
    assert (found["due"], found["executor"], found["finished"]) == ("2026-03-31", None, None)
    said = {line["name"]: line["value"] for line in found["details"]}
    assert (said["measures"], said["plan"], said["fund"]) == ("已清出通道", None, None)


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("整改资金=很多", "不是金额"),
        ("排查人=没有这个人", "没有"),
        ("上报时间=明天", "还没有到"),
        ("上报时间=3-9", "早于排查日期"),
        ("颜色=红", "没有“颜色”这一项"),
        ("现场措施", "不是 名称=内容"),
    ],
)
def test_what_a_field_cannot_hold_is_refused(run: Run, pair: str, said: str) -> None:
    done(run, *HAZARD, "--opened", "3-10")
    outcome = run("ticket", "detail", "YH-2026-0001", pair)
    assert outcome.status in (2, 3, 4)
    assert said in outcome.err


def test_a_choice_and_a_day_are_read_and_shown_in_words(run: Run) -> None:
    done(run, "open", "1-1大堂", "楼上扰民", "--kind", "诉求")
    done(run, "detail", "TS-2026-0001", "满意度=不满意", "诉求事项=扰民", "答复内容=已上门劝阻 13800001111")
    said = {line["name"]: line["value"] for line in card(run, "TS-2026-0001")["details"]}
    assert (said["satisfaction"], said["subject"]) == ("不满意", "邻里纠纷")
    assert said["answer"] == "已上门劝阻 138****1111"
    assert "可以写：满意、基本满意" in run("ticket", "detail", "TS-2026-0001", "满意度=还行").err


def test_a_correction_of_a_field_keeps_what_was_there(run: Run) -> None:
    done(run, *HAZARD, "--set", "现场措施=已封闭")
    done(run, "detail", "YH-2026-0001", "现场措施=已清出", "--reason", "写错")
    done(run, "detail", "YH-2026-0001", "现场措施=<清空>")
    found = card(run, "YH-2026-0001")
    assert [step["changes"] for step in found["steps"]] == [
        [],
        [["现场措施", "已封闭", "已清出"]],
        [["现场措施", "已清出", None]],
    ]
    assert [line["missing"] for line in found["details"] if line["name"] == "measures"] == [True]


def test_the_first_answer_meets_the_limit_and_a_late_entry_counts_when_it_was_made(run: Run) -> None:
    done(run, "open", "1-1大堂", "请帮忙开门，老人被锁", "--kind", "诉求", "--opened", "3-16 9:00")
    done(run, "detail", "TS-2026-0001", "首次答复时间=3-16 9:20")
    (term,) = card(run, "TS-2026-0001")["terms"]
    assert (term["stage"], term["due"], term["met"], term["late"]) == (
        "respond",
        "2026-03-16 09:30",
        "2026-03-16 09:20",
        False,
    )
    done(run, "open", "1-1大堂", "请帮忙开门，老人被锁", "--kind", "诉求", "--opened", "3-16 9:00")
    done(run, "detail", "TS-2026-0002", "首次答复时间=3-16 9:20", clock=NOW + timedelta(days=2))
    (term,) = card(run, "TS-2026-0002")["terms"]
    assert (term["met"], term["late"]) == ("2026-03-18 10:00", True)


def test_a_limit_to_the_minute_is_met_by_the_work_and_open_again_when_it_is_rejected(run: Run) -> None:
    done(run, "open", "1-1大堂", "爆管", "--urgency", "紧急", "--opened", "3-16 8:00")
    done(run, "finish", 1, "--by", "王强", "--at", "3-16 9:00")
    (term,) = card(run, 1)["terms"]
    assert (term["stage"], term["due"], term["met"], term["late"]) == (
        "finish",
        "2026-03-17 08:00",
        "2026-03-16 09:00",
        False,
    )
    done(run, "reject", 1, "--by", "李梅", "--reason", "仍漏")
    (term,) = card(run, 1, clock=NOW + timedelta(days=2))["terms"]
    assert (term["met"], term["late"]) == (None, True)
    assert card(run, 1)["due"] == "2026-03-31"


def test_another_level_moves_the_limit_until_it_has_passed(run: Run, refused: Refused) -> None:
    done(run, *HAZARD, "--urgency", "重大")
    done(run, "edit", "YH-2026-0001", "--urgency", "较大")
    assert card(run, "YH-2026-0001")["due"] == "2026-03-23"
    later = NOW + timedelta(days=10)
    said = refused(4, ("ticket", "edit", "YH-2026-0001", "--urgency", "一般"), clock=later)
    assert "期限 2026-03-23 已经过了" in said


def test_a_repair_is_fined_for_half_a_month_whatever_its_urgency(run: Run) -> None:
    done(run, "open", "1-1大堂", "爆管", "--urgency", "特急")
    found = card(run, 1)
    assert found["due"] == "2026-03-31"
    assert [(term["stage"], term["due"]) for term in found["terms"]] == [("respond", "2026-03-16 10:30")]
    done(run, "edit", 1, "--urgency", "一般")
    assert card(run, 1)["terms"] == []


def test_states_are_asked_for_in_the_words_of_the_kind(run: Run) -> None:
    done(run, *HAZARD)
    done(run, "open", "1-1大堂", "电线裸露", "--kind", "隐患")
    done(run, "dispatch", "YH-2026-0002", "--to", "王强")
    assert len(lines(run, "--kind", "隐患", "--state", "待整改")) == 2
    assert lines(run, "--kind", "隐患", "--state", "整改中") == []
    outcome = run("ticket", "list", "--kind", "隐患", "--state", "待派工")
    assert outcome.status == 2
    assert "待整改、整改中、待复查、已销号" in outcome.err


def test_other_kinds_do_not_count_in_the_weekly_summary(run: Run) -> None:
    before = run("report", "weekly", "--week", "2026-W12", "--format", "json").out
    for kind in ("隐患", "保洁", "诉求", "突发事件"):
        done(run, "open", "1-1大堂", "灯不亮", "--kind", kind)
    assert run("report", "weekly", "--week", "2026-W12", "--format", "json").out == before
    done(run, "open", "1-1大堂", "灯不亮")
    assert run("report", "weekly", "--week", "2026-W12", "--format", "json").out != before


def test_a_slip_of_a_kind_is_recorded_with_all_its_times(run: Run) -> None:
    words = (
        "record",
        "1-1大堂",
        "地面脏",
        "--kind",
        "保洁",
        "-e",
        "王强",
        "--opened",
        "3-14",
        "--finished",
        "3-15",
        "-v",
        "李梅",
    )
    done(run, *words, "--set", "责任单位=示例保洁")
    found = card(run, "BJ-2026-0001")
    assert (found["state_name"], found["finished"]) == ("已达标", "2026-03-15")
    assert "外委" not in found["steps"][0]["action_name"]


def test_an_unknown_kind_is_told_with_those_that_there_are(run: Run) -> None:
    outcome = run("ticket", "open", "1-1大堂", "灯不亮", "--kind", "绿植")
    assert outcome.status == 3
    assert "公区维修、隐患、保洁问题、诉求、突发事件" in outcome.err

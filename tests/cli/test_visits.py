"""`gridctl visit`: one line for a household, several for those not at home, and the days of a month."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from gridctl.store.duties import DUTY
from gridctl.store.transactions import Act, writing
from tests import refusals
from tests.conftest import Run
from tests.visited_estate import furnish_homes

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)  # Monday, 10:00 in the project's zone
APRIL = datetime(2026, 4, 2, 2, 0, tzinfo=UTC)
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


def days(run: Run, month: str = "3月", **settings: Any) -> dict[str, tuple[int, int | None, str | None]]:
    lines = done(run, "visit", "days", "--month", month, **settings)
    return {line["name"]: (line["days"], line["wanted"], line["state"]) for line in lines}


def test_a_visit_is_one_line_with_what_was_needed(run: Run) -> None:
    words = ("--people", "张建国、李秀英", "--need", "停车:晚上没有车位，电话 13800000001", "--solved", "补办门禁卡")
    [line] = done(run, "visit", "add", "1-1-101", *words, "--at", "9:30", actor="李梅")
    assert (line["number"], line["day"], line["at"]) == (1, "2026-03-16", "2026-03-16 09:30")
    assert (line["place"], line["grid"], line["name"]) == ("1栋1单元101", "一号网格", "李梅")
    assert (line["mode"], line["outcome"], line["people"]) == ("home", "met", "张**、李**")
    assert [(need["kind"], need["what"], need["state"]) for need in line["needs"]] == [
        ("parking", "晚上没有车位，电话 138****0001", "open"),
        ("facility", "补办门禁卡", "solved"),
    ]
    assert "停车管理：晚上没有车位" in run("visit", "list").out


def test_several_households_that_were_not_at_home_are_one_line(run: Run) -> None:
    words = ("1-1-101", "1-1-102", "2-1-301", "--outcome", "没人", "--at", "3-14", "--by", "李梅")
    lines = done(run, "visit", "add", *words)
    assert [(line["number"], line["outcome"], line["place"]) for line in lines] == [
        (1, "nobody", "1栋1单元101"),
        (2, "nobody", "1栋1单元102"),
        (3, "nobody", "2栋1单元301"),
    ]
    assert [line["grid"] for line in lines] == ["一号网格", "一号网格", "二号网格"]
    assert run("undo", "--yes").status == 0
    assert done(run, "visit", "list") == []


def test_a_talk_needs_no_household(run: Run) -> None:
    [line] = done(run, "visit", "add", "--mode", "座谈", "--need", "电梯经常停", "--note", "12户参加", actor="李梅")
    assert (line["place"], line["grid"], line["mode_name"]) == (None, "一号网格", "座谈")
    [other] = done(run, "visit", "add", "--mode", "座谈", "--grid", "02", "--by", "王强", "--at", "3-15")
    assert other["grid"] == "二号网格"
    assert [name in run("visit", "list").out for name in ("一号网格", "二号网格")] == [True, True]


def test_names_are_shown_in_full_only_for_a_reason_that_is_kept(run: Run, refused: Refused) -> None:
    done(run, "visit", "add", "1-1-101", "--people", "张建国", "--note", "电话 13800000001", "--by", "李梅")
    assert "原因" in refused(2, ("visit", "list", "--full"))
    for words in (("list",), ("show", 1)):
        masked, full = run("visit", *words).out, run("visit", *words, "--full", "--reason", "消防疏散").out
        assert "张建国" not in masked + run("ledger", "log", "--last", 5).out
        assert "13800000001" not in masked
        assert "张建国" in full
    assert run("ledger", "log", "--last", 1, "--format", "json").out.count("visit show full") == 1


REFUSED: tuple[tuple[int, tuple[object, ...], str], ...] = (
    (2, ("--by", "李梅"), "哪一户"),
    (2, ("1-1-101",), "谁走访的"),
    (2, ("1-1-101", "--by", "李梅", "--at", "明天"), "还没有到"),
    (2, ("1-1-101", "1栋1单元101", "--by", "李梅"), "写了两次"),
    (2, ("1-1-101", "1-1-102", "--by", "李梅", "--need", "停车"), "哪一户的需求"),
    (2, ("1-1-101", "1-1-102", "--by", "李梅", "--people", "张建国"), "哪一户的需求"),
    (2, ("1-1-101", "--by", "李梅", "--outcome", "无人", "--need", "停车"), "无人"),
    (2, ("1-1-101", "--by", "李梅", "--outcome", "无人", "--people", "张建国"), "无人"),
    (2, ("1-1-101", "--by", "李梅", "--need", "停车:"), "需求的内容"),
    (3, ("1-1-101", "--by", "李梅", "--mode", "飞鸽"), "走访方式"),
    (3, ("1-1-101", "--by", "李梅", "--outcome", "睡觉"), "走访结果"),
    (3, ("1-1-999", "--by", "李梅"), "没有找到"),
    (3, ("1-1大堂", "--by", "李梅"), "没有找到"),
    (3, ("1-1-101", "--by", "没有的人"), "没有的人"),
    (3, ("--mode", "座谈", "--grid", "09", "--by", "李梅"), "没有网格"),
    (4, ("1-1-101", "--by", "王强", "--at", "3-12"), "请假"),
)


def test_what_is_refused(refused: Refused) -> None:
    for status, words, said in REFUSED:
        assert said in refused(status, ("visit", "add", *words)), words


def test_somebody_on_leave_is_refused_with_who_stands_in(refused: Refused) -> None:
    said = refused(4, ("visit", "add", "1-1-101", "--by", "王强", "--at", "3-13 9:00"))
    assert "王强（W01）2026-03-12 至 03-13 请假" in said
    assert "当天代理的是李梅" in said
    assert "gridctl staff leave-edit 1 --to" in said


@pytest.mark.parametrize(("joined", "departed", "said"), [("2026-03-15", "", "才到岗"), ("", "2026-03-14", "离岗")])
def test_somebody_who_was_not_there_is_refused(
    run: Run, refused: Refused, joined: str, departed: str, said: str
) -> None:
    sheet = f"工号,姓名,岗位,入职日期,离岗日期\nX1,孙小,客服管家,{joined},{departed}\n"
    assert run("staff", "import", "-", "--apply", stdin=sheet).status == 0
    assert said in refused(4, ("visit", "add", "1-1-101", "--by", "X1", "--at", "3-14"))


def test_the_same_visit_is_not_entered_twice(run: Run, refused: Refused) -> None:
    words = ("visit", "add", "1-1-101", "--by", "李梅", "--at", "3-14")
    done(run, *words)
    assert "是第 1 次" in refused(4, words)
    done(run, *words[:-1], "3-14 15:00")
    done(run, "visit", "add", "1-1-101", "--by", "周静", "--at", "3-14")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("1-1-201", "--by", "李梅"), "房屋登记为空置"),
        (("2-1-301", "--by", "赵磊", "--at", "3-9"), "赵磊从 2026-03-10 起才负责这里"),
        (("2-1-301", "--by", "赵磊", "--at", "3-10"), ""),
        (("1-1-101", "--by", "王强", "--at", "3-9"), ""),
        (("1-1-201", "--by", "李梅", "--mode", "电话"), ""),
    ],
)
def test_what_is_odd_is_kept_and_told(run: Run, words: tuple[object, ...], said: str) -> None:
    outcome = run("visit", "add", *words)
    assert outcome.status == 0
    assert said in outcome.err
    assert bool(outcome.err) is bool(said)
    assert len(done(run, "visit", "list")) == 1


def test_who_no_longer_answers_is_told(run: Run) -> None:
    assert run("grid", "assign", "01", "周静", "--from", "2026-03-16", "--replace").status == 0
    assert "李梅到 2026-03-15 为止负责这里" in run("visit", "add", "1-1-101", "--by", "李梅").err


def test_a_visit_is_put_right_and_its_needs_follow(run: Run, refused: Refused) -> None:
    done(run, "visit", "add", "1-1-101", "--need", "停车:没车位", "--solved", "换灯", "--by", "李梅", "--at", "3-14")
    [line] = done(run, "visit", "edit", 1, "--place", "2-1-301", "--at", "3-13 9:00", "--by", "周静", "--note", "再访")
    assert (line["place"], line["grid"], line["name"], line["at"]) == (
        "2栋1单元301",
        "二号网格",
        "周静",
        "2026-03-13 09:00",
    )
    needs = done(run, "need", "list", "--all")
    assert {(need["place"], need["grid"], need["name"], need["day"]) for need in needs} == {
        ("2栋1单元301", "二号网格", "周静", "2026-03-13")
    }
    assert {need["settled_on"] for need in needs} == {None, "2026-03-13"}
    [line] = done(run, "visit", "edit", 1, "--note", "<清空>", "--mode", "座谈")
    assert (line["note"], line["mode"]) == (None, "talk")
    assert "更正什么" in refused(2, ("visit", "edit", 1))
    assert "无人" in refused(2, ("visit", "edit", 1, "--outcome", "无人"))
    assert "请假" in refused(4, ("visit", "edit", 1, "--by", "王强", "--at", "3-12"))
    assert "没有第 9 次走访" in refused(3, ("visit", "edit", 9, "--note", "好"))
    done(run, "need", "settle", 1, "--how", "好了", "--on", "3-14")
    assert "已经办结" in refused(4, ("visit", "edit", 1, "--at", "3-15"))
    assert run("undo", "--yes").status == 0
    assert run("ledger", "verify").status == 0


def test_a_visit_of_nobody_loses_who_was_there(run: Run) -> None:
    done(run, "visit", "add", "1-1-101", "--people", "张建国", "--by", "李梅")
    [line] = done(run, "visit", "edit", 1, "--outcome", "无人")
    assert (line["outcome"], line["people"]) == ("nobody", None)


def test_the_list_is_narrowed(run: Run) -> None:
    done(run, "visit", "add", "1-1-101", "--by", "李梅", "--at", "3-10")
    done(run, "visit", "add", "2-1-301", "--by", "周静", "--at", "3-12", "--outcome", "拒访")
    done(run, "visit", "add", "1-1-102", "--by", "周静", "--at", "3-14", "--mode", "微信")
    wanted = (
        (("--from", "3-12"), [2, 3]),
        (("--to", "3-12"), [1, 2]),
        (("--staff", "周静"), [2, 3]),
        (("--grid", "01"), [1, 3]),
        (("--place", "1-1-101"), [1]),
        (("--mode", "入户"), [1, 2]),
        (("--outcome", "拒访"), [2]),
    )
    for words, told in wanted:
        assert [line["number"] for line in done(run, "visit", "list", *words)] == told


def test_two_days_a_month_of_each_member(run: Run) -> None:
    for hour, who, *words in (
        (9, "李梅"),
        (15, "李梅"),
        (33, "李梅"),
        (33, "周静"),
        (57, "周静", "--mode", "电话"),
        (57, "陈芳"),
    ):
        at = datetime(2026, 3, 10, tzinfo=UTC) + timedelta(hours=hour - 8)
        done(run, "visit", "add", "1-1-101", "--by", who, *words, clock=at)
    told = {"李梅": (2, 2, "done"), "周静": (1, 2, "open"), "赵磊": (0, 2, "open"), "陈芳": (1, None, None)}
    assert days(run) == told
    missed = {"李梅": (2, 2, "done"), "周静": (1, 2, "missed"), "赵磊": (0, 2, "missed"), "陈芳": (1, None, None)}
    assert days(run, clock=APRIL) == missed
    [line] = done(run, "visit", "days", "--month", "3月", "--staff", "周静")
    counted = ("visits", "met", "nobody", "refused", "contacts", "lacking")
    assert [line[name] for name in counted] == [1, 1, 0, 0, 1, 1]
    assert (line["dates"], line["grids"]) == (["2026-03-11"], ["二号网格"])
    assert "待做" in run("visit", "days").out


def test_a_day_entered_long_after_is_told_as_such(run: Run) -> None:
    for day in ("3-3", "3-4"):
        done(run, "visit", "add", "1-1-101", "--by", "李梅", "--at", day)
    assert days(run)["李梅"] == (2, 2, "late")


def test_days_of_leave_are_not_asked_for(run: Run) -> None:
    words = ("--from", "2026-03-01", "--to", "2026-03-30", "--deputy", "李梅")
    assert run("staff", "leave", "周静", *words, "--kind", "事假").status == 0
    assert days(run)["周静"] == (0, 1, "open")
    assert run("undo", "--yes").status == 0
    assert days(run)["周静"] == (0, 2, "open")


def test_a_project_without_the_duty_is_told_how_to_have_it(run: Run, ledger: Path) -> None:
    with writing(ledger, Act("owner", "duty adopt"), NOW) as tx:
        tx.delete(DUTY, tx.alike(DUTY, 1))
    done(run, "visit", "add", "1-1-101", "--by", "李梅")
    outcome = run("visit", "days", "--format", "json")
    assert "gridctl duty adopt" in outcome.err
    assert [(line["days"], line["wanted"], line["state"]) for line in json.loads(outcome.out)] == [(1, None, None)]


HEAD = "日期,楼栋,单元,房号,走访人,方式,结果,户主姓名,需求,需求类别,是否解决,备注\n"
SHEET = (
    HEAD
    + """2026-03-10,1栋,1单元,101,李梅,入户,见到,张建国,楼道灯不亮,,否,身体好
2026-03-10,1栋,1单元,101,李梅,入户,见到,张建国,狗叫,,是,身体好
2026-03-10,1栋,1单元,101,李梅,入户,见到,张建国,狗叫,,是,身体好
2026-03-11,1栋,1单元,102,李梅,,无人,王五,,,,
2026-03-12 15:00,2栋,1单元,301,周静,电话,,,车位太少,停车,,
"""
)


def imported(run: Run, sheet: str, *words: object) -> tuple[int, dict[str, Any]]:
    outcome = run("visit", "import", "-", "--apply", *words, "--format", "json", stdin=sheet)
    return outcome.status, json.loads(outcome.out)


def test_a_sheet_of_visits_is_read_once_and_again(run: Run) -> None:
    status, result = imported(run, SHEET)
    assert (status, result["new"], result["unchanged"], result["applied"]) == (0, 4, 1, True), result
    first, second, third = done(run, "visit", "list")
    assert [(need["kind"], need["state"]) for need in first["needs"]] == [("facility", "open"), ("neighbour", "solved")]
    assert (second["outcome"], second["people"], second["mode"]) == ("nobody", None, "home")
    assert (third["at"], third["mode"], third["needs"][0]["kind"]) == ("2026-03-12 15:00", "phone", "parking")
    status, result = imported(run, SHEET)
    assert (status, result["new"], result["changed"], result["unchanged"]) == (0, 0, 0, 5)
    changed = HEAD + "2026-03-10,1栋,1单元,101,李梅,,,,想装充电桩,,,身体不好\n"
    status, result = imported(run, changed)
    assert [(one["field"], one["before"], one["after"]) for one in result["changes"]] == [
        ("记录", "身体好", "身体不好"),
        ("需求", None, "想装充电桩"),
    ]
    line = done(run, "visit", "list")[0]
    assert (line["note"], line["people"], len(line["needs"])) == ("身体不好", "张**", 3)
    assert run("undo", "--yes").status == 0
    assert done(run, "visit", "list")[0]["note"] == "身体好"
    assert run("ledger", "verify").status == 0


def test_a_need_that_the_sheet_has_as_solved_meanwhile_is_told_of(run: Run) -> None:
    assert imported(run, SHEET)[1]["warnings"] == []
    status, result = imported(run, SHEET.replace("楼道灯不亮,,否", "楼道灯不亮,,是"))
    assert (status, result["unchanged"]) == (0, 5)
    [warning] = result["warnings"]
    assert (warning["line"], warning["column"]) == (2, "是否解决")
    assert "gridctl need settle 1 --how" in warning["reason"]
    assert done(run, "need", "list", "--all")[0]["settled_on"] is None


def test_everything_wrong_with_a_sheet_is_told_at_once_and_nothing_written(run: Run) -> None:
    sheet = (
        HEAD
        + """2026-03-10,1栋,1单元,999,李小梅,飞鸽,睡觉,,,,,
2026-03-17,1栋,1单元,101,李梅,,,,,,,
2026-03-12,1栋,1单元,101,王强,,,,,,,
2026-03-11,1栋,1单元,102,李梅,,无人,,漏水,,,
2026-03-11,1栋,1单元,101,李梅,,,,漏水,打牌,,
2026-03-10,2栋,1单元,301,周静,入户,见到,,漏水,,,
2026-03-10,2栋,1单元,301,周静,电话,见到,,停电,,,
"""
    )
    status, result = imported(run, sheet)
    assert (status, result["wrong"], result["conflicting"], result["applied"]) == (5, 5, 1, False)
    told = {(one["line"], one["column"]): one["reason"] for one in result["problems"]}
    for where, said in (
        ((2, "房号"), "没有找到"),
        ((2, "走访人"), "李小梅"),
        ((2, "方式"), "飞鸽"),
        ((2, "结果"), "睡觉"),
        ((3, "日期"), "还没有到"),
        ((4, "日期"), "请假"),
        ((5, "结果"), "无人"),
        ((6, "需求类别"), "打牌"),
        ((8, None), "同一次走访"),
    ):
        assert said in told[where], told
    assert done(run, "visit", "list") == []
    status, result = imported(run, sheet, "--skip-wrong")
    assert (status, result["new"], result["applied"]) == (5, 1, True)


def test_oddities_of_a_sheet_are_warned_of_with_names_masked(run: Run) -> None:
    sheet = HEAD + "2026-03-09,2栋,1单元,301,赵磊,,,,,,,\n2026-03-10,1栋,1单元,201,李梅,,,张建国,,,,\n"
    status, result = imported(run, sheet)
    assert (status, result["new"]) == (0, 2)
    assert [one["reason"].partition("，")[0] for one in result["warnings"]] == [
        "赵磊从 2026-03-10 起才负责这里",
        "房屋登记为空置",
    ]
    wrong = HEAD + "2026-03-09,1栋,1单元,101,没有的人,,,张建国13800000001,,,,\n"
    assert "张建国" not in run("visit", "import", "-", stdin=wrong).out


def test_the_work_log_has_the_day_s_visits_by_itself(run: Run) -> None:
    words = ("--people", "张建国", "--need", "停车:没车位", "--note", "身体好", "--at", "9:00")
    done(run, "visit", "add", "1-1-101", *words, actor="李梅")
    done(run, "visit", "add", "1-1-102", "--outcome", "无人", "--at", "3-15", actor="李梅")
    log = json.loads(run("ticket", "log", "--staff", "李梅", "--format", "json").out)
    [line] = next(part["lines"] for part in log["sections"] if part["part"] == "visit")
    assert (line["time"], line["place"], line["what"]) == ("2026-03-16 09:00", "1栋1单元101", "入户 见到 张**")
    assert line["progress"] == "停车管理：没车位（未解决）；身体好"

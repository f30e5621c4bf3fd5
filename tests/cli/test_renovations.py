"""`gridctl renovation`: a home's file from application to acceptance, and what stands out of it every day."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from gridctl.services import desk as desks
from gridctl.services.renovations.homes import homes_under_renovation
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
    outcome = run("renovation", *words, "--format", "json", **settings)
    assert outcome.status == 0, outcome.err
    found: list[dict[str, Any]] = json.loads(outcome.out)
    return found


def card(run: Run, file: object, *words: object) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("renovation", "show", file, *words, "--format", "json").out)
    return found


@pytest.fixture
def files(run: Run) -> Run:
    """1 in 1-1-102 works until the end of May, 2 in 2-1-301 has run out on 10 March, 3 in 1-1-101 has no permit."""
    who = ("--applicant", "张建国", "--phone", "13800000001", "--company", "美居装饰")
    done(run, "apply", "1-1-102", "--works", "厨卫改造", *who, "--on", "3-2")
    done(run, "permit", 1, "--from", "3-3", "--until", "2026-05-31", "--number", "ZX-18")
    done(run, "apply", "2-1-301", "--works", "全屋翻新", "--on", "2-20")
    done(run, "permit", "2-1-301", "--from", "3-1", "--until", "3-10")
    done(run, "apply", "1-1-101", "--works", "换门窗", "--on", "3-15")
    return run


def test_what_stands_out_is_at_the_top_and_told(files: Run) -> None:
    lines = done(files, "list")
    assert [(line["number"], line["state"], line["expired_days"], line["patrolled"]) for line in lines] == [
        (2, "expired", 6, 0),
        (1, "in_work", None, 0),
        (3, "applied", None, None),
    ]
    said = files("renovation", "list")
    assert "1 户许可已过期：2栋1单元301（6 天）" in said.err
    assert "2 户今天还没有巡查：2栋1单元301、1栋1单元102" in said.err
    assert "未巡查" in said.out
    done(files, "patrol", "--all", "--by", "李梅")
    assert {line["number"]: line["patrolled"] for line in done(files, "list")} == {1: 1, 2: 1, 3: None}
    assert "没有巡查" not in files("renovation", "list").err


def test_the_list_is_narrowed(files: Run) -> None:
    done(files, "patrol", 1, "--by", "李梅")
    done(files, "cancel", 3, "--reason", "改期")
    wanted = (
        ((), [2, 1]),
        (("--all",), [2, 3, 1]),
        (("--expired",), [2]),
        (("--unpatrolled",), [2]),
        (("--grid", "01"), [1]),
        (("--place", "1-1-102"), [1]),
        (("--state", "施工中"), [1]),
        (("--state", "cancelled"), [3]),
    )
    for words, told in wanted:
        assert [line["number"] for line in done(files, "list", *words)] == told, words


def test_the_homes_of_a_day(files: Run, ledger: Path) -> None:
    done(files, "patrol", 1, "--by", "李梅", "--on", "3-12")
    done(files, "violation", 2, "垃圾堆在楼道", "--by", "李梅", "--on", "3-12")
    done(files, "finish", 2, "--on", "3-14")

    def homes(day: int) -> list[tuple[object, ...]]:
        with desks.reading(resolve({"ledger": str(ledger)}, {}, lambda: NOW)) as desk:
            found = homes_under_renovation(desk, date(2026, 3, day))
        return [(one.renovation, one.place, one.grid, one.expired, one.patrols, one.violations) for one in found]

    assert homes(2) == [(2, "2栋1单元301", "二号网格", False, 0, 0)]
    assert homes(12) == [(1, "1栋1单元102", "一号网格", False, 1, 0), (2, "2栋1单元301", "二号网格", True, 0, 1)]
    assert [one[0] for one in homes(14)] == [1, 2]
    assert [one[0] for one in homes(15)] == [1]


def test_from_patrol_to_acceptance(files: Run, refused: Refused) -> None:
    [found] = done(files, "violation", 1, "拆改承重墙", "--due", "明天", "--ticket", "隐患", "--by", "李梅")
    assert (found["number"], found["kind"], found["due"], found["ticket"]) == (
        1,
        "violation",
        "2026-03-17",
        "YH-2026-0001",
    )
    ticket = json.loads(files("ticket", "show", "YH-2026-0001", "--format", "json").out)
    assert (ticket["problem"], ticket["place"]) == ("装修违规：拆改承重墙", "1栋1单元102")
    done(files, "finish", "1-1-102")
    assert "没有整改（第 1 号）" in refused(4, ("renovation", "accept", 1, "--by", "周静"))
    [failed] = done(files, "accept", 1, "--by", "周静", "--failed", "--note", "墙没有恢复")
    assert (failed["state"], failed["passed"], failed["note"]) == (
        "failed",
        False,
        "2026-03-16 周静验收不合格：墙没有恢复",
    )
    mended = files("renovation", "mend", 1, "--note", "已按图恢复")
    assert "YH-2026-0001 还没有办完" in mended.err
    done(files, "finish", 1)
    [passed] = done(files, "accept", 1, "--by", "周静")
    assert (passed["state"], passed["accepted_by"], passed["violations"]) == ("accepted", "周静", 0)
    told = card(files, 1)
    assert [(event["kind"], event["what"], event["mended_on"]) for event in told["events"]] == [
        ("violation", "拆改承重墙；整改：已按图恢复", "2026-03-16")
    ]
    assert [line["number"] for line in done(files, "list")] == [2, 3]
    assert "已经验收合格" in refused(4, ("renovation", "permit", 1, "--until", "2026-06-30"))
    assert "已经验收合格" in refused(4, ("renovation", "violation", 1, "噪音", "--by", "李梅"))
    assert files("undo", "--yes").status == 0
    assert card(files, 1)["state"] == "finished"
    assert files("ledger", "verify").status == 0


def test_a_violation_that_is_known_is_shown_and_not_kept_twice(files: Run) -> None:
    done(files, "violation", 1, "建筑垃圾堆在楼道", "--by", "李梅", "--on", "3-14")
    again = files("renovation", "violation", 1, "建筑垃圾堆在楼道", "--by", "周静", "--format", "json")
    assert [line["number"] for line in json.loads(again.out)] == [1]
    assert "2026-03-14 已经登记，是第 1 号" in again.err
    other = files("renovation", "violation", 1, "周末施工噪音", "--by", "李梅")
    assert "另有没有整改的违规：第 1 号" in other.err
    assert [(event["kind"], event["what"]) for event in card(files, 1)["events"]] == [
        ("violation", "建筑垃圾堆在楼道"),
        ("patrol", "第 1 号违规没有整改：建筑垃圾堆在楼道"),
        ("violation", "周末施工噪音"),
    ]
    done(files, "mend", 1, "--note", "已清运")
    repeated = files("renovation", "violation", 1, "建筑垃圾堆在楼道", "--by", "李梅")
    assert "同样的违规以前有过：第 1 号（2026-03-14 发现，2026-03-16 整改）" in repeated.err
    assert card(files, 1)["violations"] == 2


def test_what_was_not_mended_is_told_of_where_the_work_is_called_off(files: Run) -> None:
    assert "违规" not in files("renovation", "cancel", 3, "--reason", "改期").err
    done(files, "violation", 1, "拆改承重墙", "--by", "李梅")
    told = files("renovation", "cancel", 1, "--reason", "业主改期").err
    assert "还有 1 处违规没有整改（第 1 号）；整改后登记：gridctl renovation mend 1" in told
    [mended] = done(files, "mend", 1)
    assert mended["mended_on"] == "2026-03-16"


def test_an_open_ticket_is_named_for_a_violation(files: Run) -> None:
    files("ticket", "open", "1-1大堂", "墙砖被撞坏")
    [found] = done(files, "violation", 1, "撞坏大堂墙砖", "--ticket", "GW-2026-0001", "--by", "李梅")
    assert found["ticket"] == "GW-2026-0001"
    assert len(json.loads(files("ticket", "list", "--format", "json").out)) == 1


def test_work_without_a_permit_is_told_of(files: Run) -> None:
    assert "还没有许可" in files("renovation", "patrol", 3, "--by", "李梅").err
    [line] = done(files, "permit", 3, "--from", "2026-03-20", "--until", "2026-04-20")
    assert (line["state"], line["patrolled"]) == ("permitted", None)


def test_a_permit_is_prolonged(files: Run) -> None:
    [line] = done(files, "permit", 2, "--until", "2026-04-30")
    assert (line["permit_from"], line["permit_until"], line["state"]) == ("2026-03-01", "2026-04-30", "in_work")


def test_the_state_of_the_room_is_changed_only_by_who_says_so(files: Run) -> None:
    told = files("renovation", "permit", 1, "--until", "2026-06-30")
    assert "登记为已入住，没有改动；要改：gridctl renovation room 1 装修中" in told.err
    assert files("renovation", "room", 1, "装修中").err.startswith("注意: 1栋1单元102 的房屋状态由已入住改为装修中")
    assert json.loads(files("resident", "show", "1-1-102", "--format", "json").out)["state"] == "renovating"
    assert files("renovation", "permit", 1, "--until", "2026-07-01").err == ""
    done(files, "finish", 1)
    assert "要改：gridctl renovation room 1 已入住" in files("renovation", "accept", 1, "--by", "周静").err
    unknown = files("renovation", "permit", 3, "--until", "2026-04-20")  # an estate that keeps no states
    assert (unknown.status, unknown.err) == (0, "")


def test_names_and_telephones_are_masked_unless_there_is_a_reason(files: Run) -> None:
    shown = files("renovation", "show", 1).out + files("renovation", "list", "--format", "json").out
    assert not [secret for secret in ("张建国", "13800000001") if secret in shown]
    told = card(files, 1, "--full", "--reason", "联系业主")
    assert (told["applicant"], told["phone"]) == ("张建国", "13800000001")


REFUSED: tuple[tuple[int, tuple[object, ...], str], ...] = (
    (2, ("apply", "1-1-201"), "装修内容"),
    (3, ("apply", "1-1大堂", "--works", "刷墙"), "没有找到"),
    (4, ("apply", "1-1-102", "--works", "刷墙"), "已有装修档案，是第 1 份"),
    (2, ("apply", "1-1-201", "--works", "刷墙", "--on", "2026-03-17"), "还没有到"),
    (2, ("permit", 3), "许可到哪天"),
    (4, ("permit", 3, "--from", "3-14", "--until", "4-1"), "才申请"),
    (4, ("permit", 3, "--from", "2026-04-02", "--until", "2026-04-01"), "早于起始"),
    (3, ("permit", 9, "--until", "4-1"), "没有第 9 份"),
    (3, ("permit", "1-1-201", "--until", "4-1"), "没有装修档案"),
    (2, ("patrol", "--by", "李梅"), "哪一户"),
    (2, ("patrol", 1, "--all", "--by", "李梅"), "哪一户"),
    (2, ("patrol", 1, "1-1-102", "--by", "李梅"), "写了两次"),
    (2, ("patrol", 1), "谁巡查"),
    (4, ("patrol", 1, "--by", "王强", "--on", "3-13"), "请假"),
    (4, ("patrol", 1, "--by", "李梅", "--on", "3-1"), "才申请"),
    (2, ("patrol", 1, "--by", "李梅", "--on", "2026-03-17"), "还没有到"),
    (4, ("patrol", "--all", "--by", "李梅", "--on", "2-1"), "没有装修中的户"),
    (2, ("violation", 1, "\u3000", "--by", "李梅"), "没有写"),
    (4, ("violation", 1, "噪音", "--by", "李梅", "--due", "3-15"), "早于发现日期"),
    (3, ("violation", 1, "噪音", "--by", "李梅", "--ticket", "订餐"), "订餐"),
    (3, ("mend", 1), "没有第 1 号违规"),
    (4, ("finish", 3), "还没有许可"),
    (4, ("finish", 1, "--on", "3-2"), "还在施工"),
    (4, ("accept", 1, "--by", "周静"), "还没有完工"),
    (2, ("cancel", 1), "为什么取消"),
    (4, ("cancel", 1, "--reason", "改期", "--on", "3-1"), "才申请"),
    (2, ("room", 1, "睡觉"), "状态"),
    (4, ("room", 1, "已入住"), "已经是已入住"),
    (2, ("list", "--state", "睡觉"), "状态"),
    (2, ("list", "--full"), "原因"),
)


@pytest.mark.usefixtures("files")
def test_what_is_refused(refused: Refused) -> None:
    for status, words, said in REFUSED:
        assert said in refused(status, ("renovation", *words)), words


def test_what_is_over_is_refused(files: Run, refused: Refused) -> None:
    done(files, "violation", 1, "噪音", "--by", "李梅", "--on", "3-10")
    assert "才发现" in refused(4, ("renovation", "mend", 1, "--on", "3-9"))
    done(files, "mend", 1, "--on", "3-11")
    assert "已经整改" in refused(4, ("renovation", "mend", 1))
    done(files, "finish", 1, "--on", "3-12")
    assert "已经完工" in refused(4, ("renovation", "finish", 1))
    assert "已经完工" in refused(4, ("renovation", "permit", 1, "--until", "2026-06-30"))
    assert "才完工" in refused(4, ("renovation", "accept", 1, "--by", "周静", "--on", "3-11"))
    assert "哪里不合格" in refused(2, ("renovation", "accept", 1, "--by", "周静", "--failed"))
    done(files, "accept", 1, "--by", "周静", "--on", "3-13")
    assert "已经验收合格" in refused(4, ("renovation", "patrol", 1, "--by", "李梅"))
    done(files, "cancel", 3, "--reason", "改期")
    assert "gridctl renovation apply" in refused(4, ("renovation", "patrol", 3, "--by", "李梅"))
    assert "已经取消" in refused(4, ("renovation", "finish", 3))
    done(files, "apply", "1-1-101", "--works", "换门窗")
    assert card(files, "1-1-101")["number"] == 4


def test_the_work_log_has_the_day_s_patrols_by_itself(files: Run) -> None:
    done(files, "patrol", 1, 2, "--by", "李梅")
    done(files, "violation", 1, "噪音", "--due", "明天", "--ticket", "诉求", "--by", "李梅")
    log = json.loads(files("ticket", "log", "--staff", "李梅", "--format", "json").out)
    lines = next(part["lines"] for part in log["sections"] if part["part"] == "visit")
    assert [(line["place"], line["what"], line["progress"], line["number"]) for line in lines] == [
        ("1栋1单元102", "装修巡查", "正常", None),
        ("2栋1单元301", "装修巡查", "正常", None),
        ("1栋1单元102", "装修违规：噪音", None, "TS-2026-0001"),
    ]

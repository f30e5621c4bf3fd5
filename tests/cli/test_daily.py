"""`gridctl report daily` on a real ledger: a day counted by hand, as it was at its end, and what stands out of it."""

import json
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from gridctl.cli.main import main
from tests import refusals
from tests.conftest import Outcome, Run
from tests.signing_office import PIN, furnish_office, pin_file

NOW = datetime(2026, 3, 16, 7, 0, tzinfo=UTC)  # Monday, 15:00 in the project's zone
DAY = "2026-03-13"  # the Friday before
KINDS = ("repair", "hazard", "cleaning", "request", "incident")
CHECKS = ("due", "done", "late", "missed", "open", "excused", "abnormal")


@pytest.fixture(autouse=True)
def _office(ledger: Path) -> None:
    furnish_office(ledger, datetime(2026, 3, 2, tzinfo=UTC))


def at(day: int, hour: int = 15) -> datetime:
    """An hour of a day of March in the project's zone."""
    return datetime(2026, 3, day, hour - 8, tzinfo=UTC)


def do(run: Run, *words: object, clock: datetime = NOW) -> None:
    outcome = run(*words, clock=clock)
    assert outcome.status == 0, outcome.err


def report(run: Run, *words: object, clock: datetime = NOW) -> dict[str, Any]:
    outcome = run("report", "daily", *words, "--format", "json", clock=clock)
    assert outcome.status == 0, outcome.err
    found: dict[str, Any] = json.loads(outcome.out)
    return found


def checks(line: dict[str, Any]) -> tuple[int, ...]:
    return tuple(line["checks"][name] for name in CHECKS)


def flow(line: dict[str, Any], kind: str) -> tuple[int, ...]:
    [found] = [each for each in line["flows"] if each["kind"] == kind]
    return tuple(found[name] for name in ("opened", "closed", "voided", "open_at_end", "overdue"))


def patrol(run: Run, grid: str, day: int, *words: str, clock: datetime) -> None:
    where = ("--grid", grid, "--by", {"01": "李梅", "02": "周静"}[grid], "--at", f"2026-03-{day} 09:00")
    do(run, "inspect", "log", "--list", "fire-daily", *where, *(words or ("--all-normal",)), clock=clock)


def only_patrols(run: Run) -> None:
    """Switch the other inspections off: two patrols a day, one a grid."""
    others = ("assistant_daily", "environment_daily", "cleaners_roll", "guard_patrol", "reception_daily")
    do(run, "duty", "off", *others, "joint_half_month", "--from", "2026-03-02", clock=at(2, 9))


def test_a_day_as_counted_by_hand(run: Run) -> None:
    only_patrols(run)
    patrol(run, "01", 13, clock=at(13))
    points = ("消防设施", "安全通道", "电梯")  # 楼道 was not looked at
    patrol(run, "02", 13, *(word for point in points for word in ("--normal", point)), clock=at(13))
    do(run, "ticket", "open", "1-1大堂", "灯不亮", clock=at(10))
    do(run, "ticket", "finish", 1, "--by", "王强", clock=at(12))
    do(run, "ticket", "verify", 1, "--by", "陈芳", clock=at(13))
    do(run, "ticket", "open", "1-1大堂", "门关不上", clock=at(13))
    do(run, "ticket", "open", "中心花园", "灯不亮", clock=at(13))
    do(run, "ticket", "void", 3, "--reason", "重复", clock=at(13))
    do(run, "hazard", "open", "2-1大堂", "通道堵塞 13800001111", "--by", "周静", "--measures", "清走", clock=at(13))
    do(run, "visit", "add", "1-1-101", "--by", "李梅", "--need", "停车:没有车位", "--solved", "补卡", clock=at(13))
    do(run, "visit", "add", "1-1-101", "--by", "李梅", "--outcome", "无人", clock=at(13, 16))
    do(run, "visit", "add", "1-1-101", "--by", "李梅", "--mode", "电话", clock=at(13, 17))
    found = report(run, "--on", DAY)
    first, second, none = found["lines"]
    assert [(line["grid"], line["head"]) for line in found["lines"]] == [
        ("01 一号网格", "李梅"),
        ("02 二号网格", "周静"),
        ("不属网格", None),
    ]
    assert (checks(first), checks(second)) == ((1, 1, 0, 0, 0, 0, 0), (1, 0, 0, 1, 0, 0, 0))
    assert [flow(line, "repair") for line in (first, second, none)] == [
        (1, 1, 0, 1, 0),
        (0, 0, 0, 0, 0),
        (1, 0, 1, 0, 0),
    ]
    assert flow(second, "hazard") == (1, 0, 0, 1, 0)
    assert first["visits"] == {"visits": 2, "met": 1, "needs": 2, "solved": 1}
    assert (first["opened"], first["closed"], first["open_at_end"]) == (1, 1, 1)
    assert [(line["grid"], line["ground"], line["answerable"], line["points"]) for line in found["missed"]] == [
        ("02 二号网格", "02 二号网格", ["周静"], ["楼道"])
    ]
    [hazard] = found["hazards"]
    assert (hazard["number"], hazard["problem"], hazard["state"]) == ("YH-2026-0001", "通道堵塞 138****1111", "待整改")
    assert (found["weekday"], found["working"], found["over"], found["scope"]) == ("星期五", True, True, "全项目")


def test_the_whole_is_the_sum_of_its_lines(run: Run) -> None:
    patrol(run, "01", 13, clock=at(13))
    do(run, "ticket", "open", "2-1大堂", "灯不亮", clock=at(13))
    do(run, "ticket", "open", "中心花园", "灯不亮", clock=at(12))
    found = report(run, "--on", DAY)
    lines, total = found["lines"], found["total"]
    assert checks(total) == tuple(map(sum, zip(*map(checks, lines), strict=True)))
    for kind in KINDS:
        assert flow(total, kind) == tuple(map(sum, zip(*(flow(line, kind) for line in lines), strict=True)))
    assert total["open_at_end"] == 2


def test_what_happens_later_leaves_a_day_as_it_was_at_its_end(run: Run) -> None:
    do(run, "ticket", "open", "1-1大堂", "灯不亮", "--opened", "2026-03-02", clock=at(2))
    words = ("--by", "李梅", "--measures", "清走", "--reported-to", "物业管理处")
    do(run, "hazard", "open", "1-1大堂", "杂物", *words, clock=at(13))
    before = report(run, "--on", DAY, clock=at(13, 18)) | {"over": True}
    patrols = before.pop("lines"), before.pop("total"), before.pop("missed"), before.pop("stands_out")
    do(run, "ticket", "finish", 1, "--by", "王强", clock=at(14))
    do(run, "ticket", "verify", 1, "--by", "陈芳", clock=at(14))
    do(run, "hazard", "open", "1-1大堂", "又有杂物", *words, clock=at(15))
    do(run, "hazard", "plan", 1, "--owner", "李梅", "--plan", "清理", "--money", "0", clock=at(15))
    do(run, "hazard", "finish", 1, "--by", "李梅", clock=at(15))
    after = report(run, "--on", DAY, clock=at(18))
    assert {name: after[name] for name in before} == before
    assert [line["flows"] for line in after["lines"]] == [line["flows"] for line in patrols[0]]
    assert flow(report(run, "--on", "2026-03-14", clock=at(18))["total"], "repair") == (0, 1, 0, 0, 0)


def test_what_was_sent_back_was_neither_closed_nor_opened_anew(run: Run) -> None:
    do(
        run,
        "hazard",
        "open",
        "1-1大堂",
        "杂物",
        "--by",
        "李梅",
        "--measures",
        "清走",
        "--reported-to",
        "处",
        clock=at(10),
    )
    do(run, "hazard", "plan", 1, "--owner", "李梅", "--plan", "清理", "--money", "0", clock=at(10))
    do(run, "hazard", "finish", 1, "--by", "李梅", clock=at(11))
    do(run, "hazard", "recheck", 1, "failed", "--by", "何立", "--note", "还在", clock=at(12))
    days = {day: flow(report(run, "--on", f"2026-03-{day}")["total"], "hazard")[:4] for day in (10, 11, 12, 13)}
    assert days == {10: (1, 0, 0, 1), 11: (0, 0, 0, 1), 12: (0, 0, 0, 1), 13: (0, 0, 0, 1)}
    do(run, "ticket", "open", "1-1大堂", "灯不亮", clock=at(10))
    do(run, "ticket", "finish", 1, "--by", "王强", clock=at(11))
    do(run, "ticket", "verify", 1, "--by", "陈芳", clock=at(11))
    do(run, "ticket", "reopen", 1, "--reason", "又坏了", clock=at(13))
    days = {day: flow(report(run, "--on", f"2026-03-{day}")["total"], "repair")[:4] for day in (10, 11, 12, 13)}
    assert days == {10: (1, 0, 0, 1), 11: (0, 1, 0, 0), 12: (0, 0, 0, 0), 13: (1, 0, 0, 1)}


def test_what_is_overdue_is_told_one_by_one_the_longest_first(run: Run) -> None:
    do(run, "ticket", "open", "2-1大堂", "灯不亮", "--opened", "2026-02-20", clock=at(2))
    do(run, "request", "open", "1-1-101", "噪音扰民", "--opened", "2026-03-02 09:00", clock=at(2))
    found = report(run, "--on", DAY)
    assert [(item["number"], item["overdue_days"], item["due"]) for item in found["overdue"]] == [
        ("TS-2026-0001", 8, "2026-03-05"),
        ("GW-2026-0001", 6, "2026-03-07"),
    ]
    assert [item["number"] for item in report(run, "--on", DAY, "--grid", "02")["overdue"]] == ["GW-2026-0001"]


def test_what_was_signed_for_is_not_overdue_from_that_day_on(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRIDCTL_PIN_FILE", str(pin_file(tmp_path, PIN)))
    assert run("staff", "pin", "何立", actor="何立", clock=at(2)).status == 0
    do(run, "ticket", "open", "1-1大堂", "灯不亮", "--opened", "2026-02-23", clock=at(2))  # due on 03-10
    do(run, "ticket", "extend", 1, "--until", "3-31", "--reason", "等配件", clock=at(12))
    do(run, "ticket", "sign", 1, clock=at(12))
    found = {day: report(run, "--on", f"2026-03-{day}") for day in (10, 11, 12, 13)}
    assert {day: flow(each["total"], "repair")[3:] for day, each in found.items()} == {
        10: (1, 0),
        11: (1, 1),
        12: (1, 0),
        13: (1, 0),
    }
    assert [item["due"] for item in found[11]["overdue"]] == ["2026-03-10"]


def test_of_today_what_is_still_to_do_is_told_as_such(run: Run) -> None:
    only_patrols(run)
    patrol(run, "01", 16, clock=at(16))
    found = report(run)
    assert (checks(found["total"]), found["over"], found["missed"]) == ((2, 1, 0, 0, 1, 0, 0), False, [])
    assert checks(report(run, "--on", "2026-03-16", clock=at(17))["total"]) == (2, 1, 0, 1, 0, 0, 0)


def test_entered_too_late_it_is_not_missed_but_late_and_what_was_abnormal_is_counted(run: Run) -> None:
    only_patrols(run)
    words = ("--all-normal", "--abnormal", "楼道=1-1大堂：堆放杂物")
    patrol(run, "01", 13, *words, clock=at(16))
    assert checks(report(run, "--on", DAY, "--grid", "01")["total"]) == (1, 0, 1, 0, 0, 0, 1)


def test_one_grid_is_that_grid_alone(run: Run) -> None:
    do(run, "ticket", "open", "2-1大堂", "灯不亮", clock=at(13))
    do(run, "ticket", "open", "1-1大堂", "灯不亮", clock=at(13))
    found = report(run, "--on", DAY, "--grid", "二号网格")
    assert (found["scope"], len(found["lines"]), found["lines"][0]) == (
        "02 二号网格",
        1,
        {**found["total"], **named(found)},
    )
    assert flow(found["total"], "repair")[0] == 1
    assert {line["grid"] for line in found["missed"]} == {"02 二号网格"}


def named(found: dict[str, Any]) -> dict[str, Any]:
    """What a line has and a total has not."""
    return {name: found["lines"][0][name] for name in ("code", "head")}


def test_who_stands_in_answers(run: Run) -> None:
    do(
        run,
        "staff",
        "leave",
        "李梅",
        "--from",
        "3-13",
        "--to",
        "3-14",
        "--deputy",
        "周静",
        "--kind",
        "事假",
        clock=at(12),
    )
    found = report(run, "--on", DAY)
    assert found["lines"][0]["head"] == "周静（代 李梅）"
    [missed] = [line for line in found["missed"] if line["ground"] == "01 一号网格"]
    assert missed["answerable"] == ["周静"]


def test_what_stands_out_is_compared_with_the_same_weekday(run: Run) -> None:
    for place in ("1-1大堂", "1#电梯", "中心花园"):
        do(run, "ticket", "open", place, "灯不亮", clock=at(16))
    found = report(run)
    assert found["compared"] == ["2026-02-16", "2026-02-23", "2026-03-02", "2026-03-09"]
    told = {(one["grid"], one["what"]): (one["value"], one["before"]) for one in found["stands_out"]}
    assert told["01 一号网格", "公区维修新增"] == (2, [0, 0, 0, 0])
    assert told["全项目", "公区维修新增"] == (3, [0, 0, 0, 0])
    assert ("不属网格", "公区维修新增") not in told  # one more is nothing out of the ordinary
    screen = run("report", "daily", clock=NOW).out
    assert "突出情况（和 02-16、02-23、03-02、03-09 比，那几天也是星期一）" in screen
    assert "01 一号网格 公区维修新增 2，比这几天都多（0、0、0、0）" in screen


def test_before_the_second_week_there_is_nothing_to_compare_with(run: Run) -> None:
    found = report(run, "--on", "2026-01-07")
    assert (found["compared"], found["stands_out"]) == ([], [])


def test_an_office_without_grids_and_before_its_time_has_a_day_too(
    new_ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bare = copy(new_ledger, tmp_path / "bare.db")
    assert main(["report", "daily", "--on", "2025-12-30", "--ledger", str(bare)], clock=lambda: NOW) == 0
    assert "不属网格" in capsys.readouterr().out


def test_on_the_screen_and_as_csv(run: Run) -> None:
    do(run, "ticket", "open", "1-1大堂", "灯不亮", clock=at(13))
    outcome = run("report", "daily", "--on", DAY, clock=NOW)
    assert "每日网格情况日报  云海花园  2026-03-13 星期五  全项目" in outcome.err
    assert [line.split()[:2] for line in outcome.out.splitlines()[:3]] == [
        ["网格", "负责人"],
        ["01", "一号网格"],
        ["02", "二号网格"],
    ]
    assert "漏查的检查" in outcome.out
    rows = run("report", "daily", "--on", DAY, "--format", "csv", clock=NOW).out.splitlines()
    heading, first = rows[0].split(","), rows[1].split(",")
    line = dict(zip(heading, first, strict=True))
    assert (line["网格"], line["公区维修新增"], line["公区维修未完"], line["新增"]) == ("01 一号网格", "1", "1", "1")


def made(run: Run, path: Path) -> tuple[Outcome, bytes]:
    outcome = run("report", "daily", "--on", DAY, "-o", path, clock=NOW)
    return outcome, path.read_bytes()


def test_run_twice_it_is_the_same_file(run: Run, tmp_path: Path) -> None:
    patrol(run, "01", 13, clock=at(13))
    outcome, first = made(run, tmp_path / "日报.xlsx")
    assert outcome.status == 0, outcome.err
    assert made(run, tmp_path / "日报.xlsx")[1] == first
    do(run, "ticket", "open", "1-1大堂", "灯不亮", clock=at(13))
    assert made(run, tmp_path / "日报.xlsx")[1] != first


@pytest.mark.parametrize(
    ("status", "words", "said"),
    [
        (4, ("--on", "明天"), "还没有到"),
        (3, ("--grid", "09"), "没有网格"),
        (4, ("--grid", "01", "--on", "2024-12-31"), "2024-12-31 没有网格 01 一号网格"),
        (2, ("-o", "日报.doc"), "看不出"),
    ],
)
def test_what_is_refused(run: Run, ledger: Path, status: int, words: tuple[str, ...], said: str) -> None:
    refused = partial(refusals.refused, run, ledger)
    assert said in refused(status, ("report", "daily", *words))

"""`gridctl grid plan` and what follows on a real ledger: eight buildings in two rows, too many for the two grids there."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from openpyxl import load_workbook

from gridctl.cli.main import main
from gridctl.services.ledger import init_ledger
from gridctl.store.verifying import verify

Run = Callable[..., Any]
NOW = datetime(2026, 3, 16, 2, tzinfo=UTC)  # a Monday
LATER = datetime(2026, 4, 1, 2, tzinfo=UTC)
UNITS = {1: (2, 2), 2: (3, 2), 3: (2, 2), 4: (3, 2), 5: (3, 2), 6: (2, 2), 7: (2, 2), 8: (3, 2)}  # 36 households


def sheet(folder: Path, name: str, header: str, *rows: str) -> Path:
    path = folder / f"{name}.csv"
    path.write_text("\n".join((header, *rows)), encoding="utf-8")
    return path


def rooms(units: Mapping[int, tuple[int, ...]], *, placed: bool = True) -> list[str]:
    where = {building: (50 * ((building - 1) % 4), -60 * ((building - 1) // 4)) for building in units}
    return [
        f"{building},{unit},{100 * floor + 101},住宅,已入住" + (",{},{}".format(*where[building]) if placed else "")
        for building, counts in units.items()
        for unit, count in enumerate(counts, 1)
        for floor in range(count)
    ]


def settle(ledger: Path, *steps: tuple[object, ...]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for name in ("PROJECT", "TODAY"):
            patch.delenv(f"GRIDCTL_{name}", raising=False)
        for step in steps:
            argv = [*map(str, step), "--ledger", str(ledger), "--as", "owner"]
            assert main(argv, clock=lambda: NOW) == 0, argv


def new_ledger(folder: Path) -> Path:
    path = folder / "ledger.db"
    init_ledger(path, NOW, code="YH", name="云海", company="云海", zone="Asia/Shanghai", live_from=date(2026, 1, 1))
    return path


@pytest.fixture(scope="module")
def estate_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plans")
    path = new_ledger(folder)
    houses = sheet(folder, "房屋", "楼栋,单元,房号,房屋类型,房屋状态,X坐标,Y坐标", *rooms(UNITS))
    settle(
        path,
        ("estate", "import", houses, "--apply"),
        ("place", "add", "东门"),
        ("place", "add", "会所"),
        *(("place", "add", "大堂", "--building", f"{building}栋", "--unit", "1单元") for building in (3, 4, 8)),
        ("project", "set", "--band", "8-10"),
        ("project", "set", "--policy", "grid_gold_max=12"),
        ("staff", "add", "G1", "--name", "林晓彤", "--post", "客服管家", "--joined", "2025-01-01"),
        ("staff", "add", "G2", "--name", "周雅琴", "--post", "客服管家", "--joined", "2025-01-01"),
        ("staff", "add", "G3", "--name", "谢婉婷", "--post", "客服管家", "--joined", "2025-01-01"),
        ("staff", "add", "T1", "--name", "王强", "--post", "工程技工", "--joined", "2025-01-01"),
        ("grid", "add", "01", "--name", "一网格", "--buildings", "1-3栋", "--places", "东门"),
        ("grid", "add", "02", "--name", "二网格", "--buildings", "4-7栋"),
        ("grid", "add", "03", "--name", "三网格", "--buildings", "8栋", "--places", "会所"),
        ("grid", "assign", "01", "G1"),
        ("grid", "assign", "02", "G2"),
        ("grid", "assign", "03", "G3"),
        ("ticket", "open", "8栋1单元大堂", "灯不亮", "--opened", "2026-03-05"),
        ("ticket", "open", "4栋1单元大堂", "门坏了", "--opened", "2026-03-05"),
        ("ticket", "open", "会所", "漏水", "--opened", "2026-03-12"),
        ("ticket", "open", "3栋1单元大堂", "灯不亮", "--opened", "2026-03-12"),
    )
    return path


@pytest.fixture
def estate(run: Run, ledger: Path, estate_ledger: Path) -> Run:
    """Grids 01 (13 households), 02 (18) and 03 (5), each with a head, and four open tickets."""
    copyfile(estate_ledger, ledger)
    return run


def told(run: Run, *argv: object, **named: Any) -> Any:
    shown = run("grid", *argv, "--format", "json", **named)
    assert shown.status == 0, shown.err
    return json.loads(shown.out)


def ground(run: Run, day: str) -> dict[str, str]:
    return {line["code"]: line["ground"] for line in told(run, "list", "--on", day)}


def proposal(run: Run, *argv: object) -> dict[str, Any]:
    plan: dict[str, Any] = told(run, "plan", *argv)
    return plan


def proposal_shown(run: Run, number: int) -> dict[str, Any]:
    plan: dict[str, Any] = told(run, "plans", number)
    return plan


def three_into_two(run: Run) -> dict[str, Any]:
    """A plan of two grids by hand: 03 ends, its building goes to 02, and 4栋 to 01."""
    plan = proposal(run, "--grids", "2", "--effort", "quick")
    for buildings, code in (("1-4栋", 0), ("5-8栋", 1)):
        run("grid", "move", buildings, "--to", plan["grids"][code]["code"])
    plan = proposal_shown(run, plan["number"])
    assert [(grid["households"], grid["buildings"]) for grid in plan["grids"]] == [
        (18, "1栋、2栋、3栋、4栋"),
        (18, "5栋、6栋、7栋、8栋"),
    ]
    return plan


def test_a_plan_is_proposed_and_nothing_else_changes(estate: Run) -> None:
    before = told(estate, "list")
    plan = proposal(estate)
    assert plan["number"] == 1
    assert (plan["state"], plan["edited"], plan["applied_from"]) == ("proposed", False, None)
    assert (plan["households"], plan["in_band"], plan["violation"]) == (36, 4, 0)
    assert (plan["reasons"], plan["ways_out"], plan["remedies"]) == ([], [], [])
    assert sum(grid["households"] for grid in plan["grids"]) == 36
    assert sorted(block["building"] for block in plan["blocks"]) == [f"{n}栋" for n in range(1, 9)]
    assert {block["unit"] for block in plan["blocks"]} == {None}
    assert [grid["code"] for grid in plan["grids"]] == ["01", "02", "03", "04"]
    assert [grid["name"] for grid in plan["grids"]] == ["一网格", "二网格", "三网格", "四网格"]
    assert [grid["head"] for grid in plan["grids"]] == ["林晓彤", "周雅琴", "谢婉婷", None]
    assert plan["asked"]["band"] == [8, 10]
    assert all(grid["pieces"] == 1 and grid["walking_metres"] is not None for grid in plan["grids"])
    assert told(estate, "list") == before


def test_the_same_register_gives_the_same_plan(estate: Run) -> None:
    first, second = proposal(estate), proposal(estate)
    assert (first.pop("number"), second.pop("number")) == (1, 2)
    assert first == second


def test_a_plan_is_shown_again_exactly_as_it_was(estate: Run, tmp_path: Path) -> None:
    made = proposal(estate, "--split", "units", "--gold", "1")
    more = sheet(tmp_path, "又", "楼栋,单元,房号,房屋类型,房屋状态,X坐标,Y坐标", "1,1,901,住宅,已入住,7,7")
    assert estate("estate", "import", more, "--apply").status == 0
    estate("grid", "assign", "01", "G3", "--from", "2026-03-16", "--replace")
    assert told(estate, "plans", 1) == made


def test_plans_are_listed(estate: Run) -> None:
    proposal(estate)
    proposal(estate, "--grids", "2", "--gold", "1")
    first, second = told(estate, "plans")
    assert (first["number"], first["grids"], first["in_band"], first["violation"], first["splits"]) == (1, 4, 4, 0, 0)
    assert (second["number"], second["grids"], second["gold"]) == (2, 2, 1)
    assert second["violation"] == told(estate, "plans", 2)["violation"] > 0
    assert second["state"] == "proposed"
    assert "已存为方案" not in estate("grid", "plans", "1").err
    assert estate("grid", "plans", "--format", "csv").out.splitlines()[0].startswith("\ufeff方案,拟定日期,网格,达标")


def test_a_dry_run_keeps_nothing(estate: Run) -> None:
    plan = proposal(estate, "--dry-run")
    assert plan["number"] is None
    assert told(estate, "plans") == []


def test_what_cannot_be_met_is_said_with_figures_bound_and_prices(estate: Run) -> None:
    plan = proposal(estate, "--grids", "3")
    assert plan["violation"] > 0
    (shortfall,) = plan["shortfalls"]
    assert (shortfall["kind"], shortfall["gap"], shortfall["feasible"]) == ("too_many_households", 6, [4, 4])
    assert (plan["bound"], plan["proved"]) in ((plan["violation"], "optimal"), (6, "bound"))
    ways = {way["way"]: way for way in plan["ways_out"]}
    assert ways["one_grid_more"] == {"way": "one_grid_more", "count": 4, "violation": 0, "out_of_band": 0}
    shown = estate("grid", "plan", "--grids", "3").out
    order = [
        shown.index(part) for part in ("编号", "3 个网格，36 户", "为什么：", "36 户，3 个网格至多 30 户", "出路：")
    ]
    assert order == sorted(order)
    assert re.search(r"\d 名金牌管家：.*（--gold \d）", shown)
    assert "多一名管家，4 个网格：估计全部达标（--grids 4）" in shown


@pytest.mark.parametrize(
    ("argv", "status", "message"),
    [
        (("--band", "10-8"), 2, "下限 10 大于上限 8"),
        (("--band", "ten"), 2, "户数标准“ten”看不懂"),
        (("--grids", "9"), 2, "整栋划分时最多只能划出 8 个网格"),
        (("--gold", "1", "--band", "20-30"), 2, "设金牌管家没有用"),
        (("-o", "方案.csv"), 2, "要以 .xlsx 结尾"),
        (("--rules", "没有.csv"), 3, "没有.csv"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(estate: Run, argv: tuple[str, ...], status: int, message: str) -> None:
    refused = estate("grid", "plan", *argv)
    assert (refused.status, message in refused.err) == (status, True), refused.err
    assert told(estate, "plans") == []


def test_without_an_estate_or_without_coordinates(run: Run, tmp_path: Path) -> None:
    empty = run("grid", "plan")
    assert (empty.status, "还没有楼栋" in empty.err) == (5, True)
    listed = sheet(tmp_path, "房屋", "楼栋,单元,房号,房屋类型,房屋状态", *rooms(UNITS, placed=False))
    run("estate", "import", listed, "--apply")
    refused = run("grid", "plan", "--from-current")
    assert (refused.status, "现在还没有划分" in refused.err) == (2, True)
    plan = proposal(run, "--band", "8-10")
    assert plan["order_only"] is True
    assert (
        [grid["code"] for grid in plan["grids"]] == [grid["name"] for grid in plan["grids"]] == ["01", "02", "03", "04"]
    )
    assert [grid["buildings"] for grid in plan["grids"]] == ["1栋、2栋", "3栋、4栋", "5栋、6栋", "7栋、8栋"]
    assert "楼栋没有坐标，按登记的先后划分。" in plan["summary"]


def test_rules_and_care_are_taken(estate: Run, tmp_path: Path) -> None:
    rules = sheet(tmp_path, "规则", "规则,楼栋甲,楼栋乙,数值", "同组,1栋、5栋,,", "分开,1栋,2栋,", "关爱权重,8栋,,7")
    plan = proposal(estate, "--rules", rules)
    together = next(grid for grid in plan["grids"] if "1栋" in grid["buildings"].split("、"))
    assert "5栋" in together["buildings"]
    assert "2栋" not in together["buildings"].split("、")
    assert sum(grid["care"] for grid in plan["grids"]) == 7
    assert plan["asked"]["rules"] == "规则.csv"
    wrong = estate("grid", "plan", "--rules", sheet(tmp_path, "错", "规则,楼栋甲,楼栋乙", "同组,1栋,99栋"))
    assert (wrong.status, "99栋" in wrong.err) == (5, True)


def test_the_present_division_stays_where_nothing_is_out_of_band(estate: Run) -> None:
    plan = proposal(estate, "--band", "5-18", "--from-current")
    assert (plan["unchanged"], plan["moved_households"]) == (True, 0)
    assert [grid["buildings"] for grid in plan["grids"]] == ["1栋、2栋、3栋", "4栋、5栋、6栋、7栋", "8栋"]


def test_a_workbook_is_made(estate: Run, tmp_path: Path) -> None:
    made = estate("grid", "plan", "-o", tmp_path / "方案.xlsx")
    assert made.status == 0, made.err
    assert (tmp_path / "方案.xlsx").read_bytes()[:2] == b"PK"
    again = estate("grid", "plans", 1, "-o", tmp_path / "再.xlsx")
    assert again.status == 0, again.err
    assert estate("grid", "plans", "-o", tmp_path / "x.xlsx").status == 2


def test_moving_shows_what_comes_of_it(estate: Run) -> None:
    plan = three_into_two(estate)
    moved = told(estate, "move", "4栋1单元", "--to", plan["grids"][1]["code"])
    assert (moved["plan"], moved["moved"], moved["households"]) == (1, ["4栋1单元"], 3)
    assert (moved["splits_before"], moved["splits"]) == (0, 1)
    one, other = moved["grids"]
    assert (one["households_before"], one["households"], one["over_by_before"], one["over_by"]) == (18, 15, 8, 5)
    assert (other["households_before"], other["households"], other["over_by"]) == (18, 21, 11)
    assert (moved["violation_before"], moved["violation"]) == (16, 16)
    after = told(estate, "plans", 1)
    assert (after["edited"], after["splits"], after["violation"]) == (True, 1, 16)
    assert (after["bound"], after["proved"]) == (plan["bound"], "bound")
    assert after["ways_out"] == []
    assert "手工改过" in estate("grid", "plans", 1).err
    assert estate("undo", "--yes").status == 0
    assert told(estate, "plans", 1) == plan


def test_a_grid_that_nothing_is_left_of_goes(estate: Run) -> None:
    plan = three_into_two(estate)
    keeps, goes = (grid["code"] for grid in plan["grids"])
    moved = told(estate, "move", "5-8栋", "--to", keeps)
    assert [grid["code"] for grid in told(estate, "plans", 1)["grids"]] == [keeps]
    assert [(grid["code"], grid["households"]) for grid in moved["grids"]] == [(keeps, 36), (goes, 0)]
    assert estate("grid", "move", "1栋", "--to", goes).status == 3


def test_a_move_that_cannot_be_is_refused(estate: Run) -> None:
    assert estate("grid", "move", "1栋", "--to", "01").status == 3  # no plan yet
    plan = three_into_two(estate)
    code = plan["grids"][0]["code"]
    for argv, status, message in (
        (("1栋", "--to", "99"), 3, "没有网格“99”"),
        (("1栋", "--to", code), 4, f"本来就在方案 1 的网格 {code} 里"),
        (("99栋", "--to", code), 3, "没有楼栋"),
        (("5栋", "--to", code, "--plan", "7"), 3, "没有方案 7"),
    ):
        refused = estate("grid", "move", *argv)
        assert (refused.status, message in refused.err) == (status, True), refused.err
    estate("grid", "apply", 1, "--from", "2026-03-16", "--yes")
    refused = estate("grid", "move", "5栋", "--to", code, "--plan", 1)
    assert (refused.status, "已从 2026-03-16 起施行" in refused.err) == (4, True)


def test_two_divisions_are_put_side_by_side(estate: Run) -> None:
    plan = three_into_two(estate)
    found = told(estate, "compare", "今天", 1)
    assert (found["before"], found["after"]) == ("今天", "方案 1")
    lines = {line["what"]: (line["before"], line["after"]) for line in found["lines"]}
    assert lines["网格数"] == ("3", "2")
    assert lines["户数（最少—最多）"] == ("5—18", "18—18")
    assert found["moved_households"] == plan["moved_households"] == sum(block["households"] for block in found["moved"])
    gone = [pair["code_before"] for pair in found["grids"] if pair["code"] is None]
    assert len(gone) == 1
    assert sum(change["households"] for change in found["stewards"]) == found["moved_households"]
    back = told(estate, "compare", "1", "today")
    assert [(line["before"], line["after"]) for line in back["lines"]] == [
        (line["after"], line["before"]) for line in found["lines"]
    ]
    proposal(estate)
    assert told(estate, "compare", 1, 2)["after"] == "方案 2"
    for argv in (("今天", "今天"), (1, 1), ("甲", 1)):
        assert estate("grid", "compare", *argv).status == 2
    assert estate("grid", "compare", "今天", 9).status == 3


def test_a_plan_is_applied_from_a_day_and_the_old_division_stays_true(estate: Run, ledger: Path) -> None:
    plan = three_into_two(estate)
    assert [grid["code"] for grid in plan["grids"]] == ["01", "02"]
    before = ground(estate, "2026-03-31")
    done = told(estate, "apply", 1, "--from", "2026-04-01", "--yes")
    assert (done["plan"], done["applied_from"], done["units_moved"], done["households_moved"]) == (
        1,
        "2026-04-01",
        4,
        10,
    )
    assert [(grid["code"], grid["fate"]) for grid in done["grids"]] == [
        ("01", "goes_on"),
        ("02", "goes_on"),
        ("03", "ends"),
    ]
    assert (done["places_moved"], done["duties_ended"]) == (1, ["谢婉婷（03 三网格）"])
    assert (done["tickets"], done["tickets_moved"]) == (3, False)
    assert ground(estate, "2026-03-31") == before
    assert ground(estate, "2026-04-01") == {
        "01": "1栋、2栋、3栋、4栋、东门",
        "02": "5栋、6栋、7栋、8栋、会所",
    }
    heads = json.loads(estate("grid", "show", "03", "--format", "json").out)["heads"]
    assert [(row["staff"], row["valid_to"]) for row in heads] == [("谢婉婷", "2026-04-01")]
    assert told(estate, "plans")[0]["applied_from"] == "2026-04-01"
    assert verify(ledger).clean
    assert estate("undo", "--yes").status == 0
    assert ground(estate, "2026-04-01") == before
    assert told(estate, "plans", 1) == plan


def tickets(run: Run, **named: Any) -> dict[str, tuple[str, str]]:
    shown = run("ticket", "list", "--format", "json", **named)
    return {line["number"][-4:]: (line["grid"], line["head"]) for line in json.loads(shown.out)}


def test_open_tickets_wait_for_their_day_and_are_then_handed_over(estate: Run) -> None:
    three_into_two(estate)
    estate("grid", "apply", 1, "--from", "2026-04-01", "--yes")
    was = {
        "0001": ("三网格", "谢婉婷"),
        "0002": ("二网格", "周雅琴"),
        "0003": ("三网格", "谢婉婷"),
        "0004": ("一网格", "林晓彤"),
    }
    assert tickets(estate) == was
    listing = told(estate, "handover", 1)
    assert (listing["waiting"], listing["applied_from"]) == (3, "2026-04-01")
    pairs = {(pair["code_from"], pair["code_to"]): pair for pair in listing["pairs"]}
    assert pairs["02", "01"]["buildings"] == "4栋"
    assert (pairs["03", "02"]["places"], pairs["03", "02"]["households"]) == (["会所"], 5)
    assert [one["number"][-4:] for one in pairs["03", "02"]["tickets"]] == ["0001", "0003"]
    assert not any(one["handed"] for pair in pairs.values() for one in pair["tickets"])
    early = estate("grid", "handover", 1, "--apply")
    assert (early.status, "还没有到" in early.err) == (4, True)
    assert "未移交的单" not in estate("grid", "check").out
    reminded = estate("grid", "check", clock=LATER)
    assert (reminded.status, "未移交的单" in reminded.out) == (4, True)
    moved = told(estate, "handover", 1, "--apply", clock=LATER)
    assert moved["waiting"] == 0
    assert all(one["handed"] for pair in moved["pairs"] for one in pair["tickets"])
    assert tickets(estate) == was | {
        "0001": ("二网格", "周雅琴"),
        "0002": ("一网格", "林晓彤"),
        "0003": ("二网格", "周雅琴"),
    }
    assert "未移交的单" not in estate("grid", "check", clock=LATER).out
    again = estate("grid", "handover", 1, "--apply", clock=LATER)
    assert (again.status, "没有等着移交的单" in again.err) == (0, True)
    shown = estate("ticket", "show", "1").out
    assert "网格：三网格 → 二网格；网格负责人：谢婉婷 → 周雅琴" in shown


def test_open_hazards_go_along_as_tickets_do(estate: Run, tmp_path: Path) -> None:
    for place, level in (("8栋1单元大堂", "重大"), ("会所", "一般"), ("东门", "一般")):
        opened = (
            "hazard",
            "open",
            place,
            "消防通道堆物",
            "--level",
            level,
            "--measures",
            "清理",
            "--reported-to",
            "管理处",
        )
        assert estate(*opened).status == 0
    three_into_two(estate)
    told(estate, "apply", 1, "--from", "2026-04-01", "--yes")
    [pair] = [pair for pair in told(estate, "handover", 1)["pairs"] if pair["code_from"] == "03"]
    hazards = [one for one in pair["tickets"] if one["kind"]]
    assert [(one["number"], one["kind"], one["state"], one["handed"]) for one in hazards] == [
        ("YH-2026-0001", "隐患·重大", "待整改", False),
        ("YH-2026-0002", "隐患", "待整改", False),
    ]
    estate("grid", "handover", 1, "-o", tmp_path / "移交.xlsx")
    cells = [cell.value for row in load_workbook(tmp_path / "移交.xlsx").worksheets[0].rows for cell in row]
    assert "隐患·重大：消防通道堆物" in cells
    estate("grid", "handover", 1, "--apply", clock=LATER)
    lines = json.loads(estate("hazard", "list", "--format", "json", clock=LATER).out)
    assert [line["grid"] for line in lines] == ["二网格", "二网格", "一网格"]


def weekly(run: Run, week: str, **named: Any) -> dict[str, tuple[int, int, int, int]]:
    shown = run("report", "weekly", "--week", week, "--format", "json", **named)
    totals = ((each["scope"], each["total"]) for each in json.loads(shown.out))
    return {scope: (t["carried"], t["opened"], t["adjusted"], t["open_at_end"]) for scope, t in totals}


def whole(run: Run, week: str, grid: str) -> dict[str, Any]:
    shown = run("report", "weekly", "--week", week, "--grid", grid, "--format", "json")
    summary: dict[str, Any] = json.loads(shown.out)[0]
    return summary


def test_a_division_from_today_takes_open_tickets_along_and_leaves_the_past_alone(estate: Run) -> None:
    assert estate("report", "issue", "weekly", "--week", "2026-W10").status == 0
    issued, draft = weekly(estate, "2026-W10"), weekly(estate, "2026-W11")
    three_into_two(estate)
    done = told(estate, "apply", 1, "--from", "2026-03-16", "--yes")
    assert (done["tickets"], done["tickets_moved"]) == (3, True)
    assert tickets(estate)["0001"] == ("二网格", "周雅琴")
    assert weekly(estate, "2026-W10") == issued
    assert weekly(estate, "2026-W11") == draft  # what was not yet issued is still told as it was then
    assert weekly(estate, "2026-W12") == {
        "全项目": (4, 0, 0, 4),
        "一网格": (1, 0, 1, 2),
        "二网格": (1, 0, 1, 2),
        "三网格": (2, 0, -2, 0),
    }
    remarks = {item["remark"] for item in whole(estate, "2026-W12", "三网格")["items"]}
    assert remarks == {"移交转出"}
    estate("ticket", "edit", 1, "--category", "电梯")
    assert weekly(estate, "2026-W11")["三网格"] == draft["三网格"]
    assert tickets(estate)["0001"] == ("二网格", "周雅琴")
    undone = estate("undo", "--yes", "--as", "owner")
    assert undone.status == 0
    assert estate("undo", "--yes").status == 0
    assert tickets(estate)["0001"] == ("三网格", "谢婉婷")


def test_an_applied_plan_can_be_undone_until_somebody_builds_on_it(estate: Run) -> None:
    three_into_two(estate)
    estate("grid", "apply", 1, "--from", "2026-03-16", "--yes")
    estate("ticket", "finish", 1, "--by", "王强", "--note", "换灯", actor="G2")
    refused = estate("undo", "--yes")
    assert (refused.status, "后来又被改过" in refused.err) == (4, True)


def test_new_grids_begin_with_the_division(estate: Run) -> None:
    proposal(estate)
    applied = estate("grid", "apply", 1, "--from", "2026-03-20", "--yes")
    assert "网格 04 还没有负责人：gridctl grid assign --suggest" in applied.err
    assert "04" not in ground(estate, "2026-03-19")
    assert "04" in ground(estate, "2026-03-20")
    assert json.loads(estate("grid", "show", "04", "--format", "json").out)["valid_from"] == "2026-03-20"


def test_applying_is_asked_about_first(estate: Run) -> None:
    three_into_two(estate)
    asked = estate("grid", "apply", 1, "--from", "2026-04-01")
    assert (asked.status, "需要确认" in asked.err) == (2, True)
    assert "结束" in asked.out
    dry = estate("grid", "apply", 1, "--from", "2026-04-01", "--dry-run")
    assert (dry.status, "3 张未完的单到 2026-04-01 再移交" in dry.out) == (0, True)
    assert told(estate, "plans")[0]["state"] == "proposed"


def refused(run: Run, start: str, number: int = 1) -> str:
    shown = run("grid", "apply", number, "--from", start, "--yes")
    assert shown.status == 4, shown.err
    return str(shown.err)


def test_a_plan_that_no_longer_fits_is_refused(estate: Run, tmp_path: Path) -> None:
    three_into_two(estate)
    assert "在启用日 2026-01-01 之前" in refused(estate, "2025-12-01")
    estate("report", "issue", "weekly", "--week", "2026-W10")
    assert "到 2026-03-08 为止的周汇总表已定稿" in refused(estate, "2026-03-05")
    header = "楼栋,单元,房号,房屋类型,房屋状态,X坐标,Y坐标"
    estate("estate", "import", sheet(tmp_path, "改", header, "1,1,901,住宅,已入住,0,0"), "--apply")
    warned = estate("grid", "apply", 1, "--from", "2026-03-16", "--dry-run")
    assert "拟方案以后户数有变：1栋1单元 2→3 户" in warned.err
    estate("estate", "import", sheet(tmp_path, "新", header, "9,1,101,住宅,已入住,9,9"), "--apply")
    assert "方案里没有：9栋1单元" in refused(estate, "2026-03-16")


def test_a_plan_does_not_go_before_a_later_division(estate: Run) -> None:
    three_into_two(estate)
    proposal(estate)
    told(estate, "apply", 1, "--from", "2026-04-01", "--yes")
    assert "方案 1 已从 2026-04-01 起施行" in refused(estate, "2026-05-01")
    assert "从 2026-04-01 起另有变动" in refused(estate, "2026-03-20", 2)
    assert "沿用的网格 03 在 2026-04-01 已经没有了" in refused(estate, "2026-04-01", 2)
    told(estate, "plan")
    assert estate("grid", "apply", 3, "--from", "2026-04-01", "--yes").status == 4


def test_codes_and_grids_that_came_since_are_refused(estate: Run) -> None:
    proposal(estate)
    estate("grid", "add", "04", "--name", "公共", "--places", "3栋1单元大堂")
    assert "与方案的新网格同号" in refused(estate, "2026-03-20")


def test_a_grid_does_not_end_on_the_day_it_begins(estate: Run) -> None:
    proposal(estate)
    told(estate, "apply", 1, "--from", "2026-03-16", "--yes")
    plan = proposal(estate, "--grids", "2", "--effort", "quick")
    keeps = [grid["code"] for grid in plan["grids"]]
    if "04" not in keeps:
        assert "网格 04 四网格 从 2026-03-16 起才有，不能同一天结束" in refused(estate, "2026-03-16", 2)
    assert estate("grid", "apply", 2, "--from", "2026-03-17", "--yes").status == 0


def test_a_sheet_of_hand_over_is_only_of_an_applied_plan(estate: Run) -> None:
    proposal(estate)
    shown = estate("grid", "handover", 1)
    assert (shown.status, "还没有施行，没有移交清单" in shown.err) == (4, True)


def test_a_corrected_day_or_place_keeps_a_ticket_with_who_answers_now(estate: Run) -> None:
    three_into_two(estate)
    told(estate, "apply", 1, "--from", "2026-03-16", "--yes")
    assert estate("ticket", "edit", 1, "--opened", "2026-03-06").status == 0
    assert tickets(estate)["0001"] == ("二网格", "周雅琴")
    assert estate("ticket", "edit", 1, "--place", "3栋1单元大堂").status == 0
    assert tickets(estate)["0001"] == ("一网格", "林晓彤")


def test_tables_say_it_in_words(estate: Run) -> None:
    plan = three_into_two(estate)
    listed = estate("grid", "plan", "--format", "csv").out.splitlines()
    assert listed[0] == "\ufeff编号,网格,户数,户数标准,差,原因,关爱,步行米,负责人,楼栋"
    assert len(listed) == 5
    compared = estate("grid", "compare", "今天", plan["number"]).out
    assert "前：今天　后：方案 1　10 户换网格" in compared
    assert "换管家" in compared
    told(estate, "apply", 1, "--from", "2026-04-01", "--yes")
    shown = estate("grid", "handover", 1)
    assert "03→02  GW-2026-0001" in shown.out
    assert "3 张单还没有移交；2026-04-01 起：gridctl grid handover 1 --apply" in shown.err
    assert "2026-04-01 起施行" in estate("grid", "plans", 1).err


def test_a_sheet_of_hand_over_can_be_signed(estate: Run, tmp_path: Path) -> None:
    three_into_two(estate)
    told(estate, "apply", 1, "--from", "2026-04-01", "--yes")
    made = estate("grid", "handover", 1, "-o", tmp_path / "移交.xlsx")
    assert made.status == 0, made.err
    cells = [
        cell.value for row in load_workbook(tmp_path / "移交.xlsx").worksheets[0].rows for cell in row if cell.value
    ]
    assert {"网格移交清单", "03 三网格", "8栋", "会所", "GW-2026-0001", "移交人："} <= set(cells)


def test_listing_plans_loads_no_search(estate: Run, ledger: Path) -> None:
    proposal(estate)
    probe = "import sys; from gridctl.cli.main import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    argv = ["grid", "plans", "--ledger", str(ledger)]
    done = subprocess.run([sys.executable, "-c", probe, *argv], capture_output=True, text=True, check=True)
    modules = set(done.stderr.split())
    assert "gridctl.services.plans.lists" in modules
    assert not {name for name in modules if name.startswith("gridctl.domain.dividing")}
    assert not modules & {"openpyxl", "filelock", "gridctl.store.transactions", "gridctl.store.tickets"}


def test_where_the_present_division_is_better_that_is_said(estate: Run) -> None:
    plan = proposal(estate, "--band", "5-18", "--grids", "1")
    assert plan["notices"] == ["现有划分全部达标，比这个方案好；在现有划分上调整：gridctl grid plan --from-current。"]
    assert proposal(estate)["notices"] == []


def test_the_journal_tells_of_a_plan_in_words(estate: Run) -> None:
    proposal(estate)
    estate("grid", "move", "1栋", "--to", "04")
    number = json.loads(estate("ledger", "log", "--format", "json").out)[0]["number"]
    shown = estate("ledger", "log", "--entry", number)
    assert shown.status == 0, shown.err
    assert "方案 1" in shown.out
    assert "人工改过" in shown.out
    assert "walking_metres" not in shown.out

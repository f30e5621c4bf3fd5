"""The registers of other kinds of tickets, read in: their own columns, and what a finished one must say."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.conftest import Run
from tests.small_estate import furnish

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)  # Monday, 10:00 in the project's zone
HEAD = "纸质单号,排查日期,地点,问题描述,等级说明,紧急程度,现场措施,上报部门,上报时间,排查人,责任人,整改措施,整改资金,整改人,完成时间,复查人,复查日期,复查意见"
OPEN = "A1,2026-03-10,1-1大堂,飞线充电,,重大,已断电,街道安监,2026-03-10,李梅,,,,,,,,"
DONE = "A2,2026-03-10,2-1大堂,通道堆放杂物,,一般,已清出,街道安监,2026-03-10,李梅,周静,加装挡桩,350.5,王强,2026-03-12,李梅,2026-03-13,畅通"


@pytest.fixture(autouse=True)
def _estate(ledger: Path) -> None:
    furnish(ledger, NOW)


def imported(run: Run, *rows: str, kind: str = "隐患", head: str = HEAD) -> Any:
    sheet = "\n".join((head, *rows))
    return run("ticket", "import", "-", "--apply", "--kind", kind, stdin=sheet)


def card(run: Run, number: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("ticket", "show", number, "--format", "json").out)
    return found


def test_a_register_of_hazards_brings_its_own_columns(run: Run) -> None:
    outcome = imported(run, OPEN, DONE)
    assert outcome.status == 0, outcome.out + outcome.err
    assert "这些列不认识，没有读取：等级说明" in outcome.out + outcome.err
    first, second = card(run, "YH-2026-0001"), card(run, "YH-2026-0002")
    assert (first["urgency_name"], first["state_name"], first["due"]) == ("重大", "待整改", "2026-03-13")
    assert [line["title"] for line in first["details"] if line["missing"]] == ["应急预案"]
    assert (second["state_name"], second["verifier"]) == ("已销号", "李梅")
    said = {line["name"]: line["value"] for line in second["details"]}
    assert (said["plan"], said["fund"], said["recheck"], said["found_by"]) == ("加装挡桩", "350.50元", "畅通", "李梅")


def test_a_finished_hazard_that_lacks_what_it_needs_is_a_wrong_row(run: Run) -> None:
    outcome = imported(run, DONE.replace("加装挡桩,350.5", ","))
    assert outcome.status == 5
    assert "已完工或验收，却没有整改措施、整改资金" in outcome.out


def test_a_merged_cell_holds_for_all_its_rows(run: Run, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        HEAD.split(","),
        OPEN.split(","),
        ["A3", None, "1-1大堂", "杂物"],
        ["A4", "2026-03-11", "1-1大堂", "漏电"],
    ):
        sheet.append([cell or None for cell in row])
    for column in "BGHIJ":  # 排查日期, 现场措施, 上报部门, 上报时间, 排查人
        sheet.merge_cells(f"{column}2:{column}3")
    book.save(tmp_path / "隐患.xlsx")
    outcome = run("ticket", "import", tmp_path / "隐患.xlsx", "--apply", "--kind", "隐患")
    assert outcome.status == 0, outcome.out + outcome.err
    said = [
        {line["name"]: line["value"] for line in card(run, f"YH-2026-000{n}")["details"] if line["value"]}
        for n in (1, 2, 3)
    ]
    assert said[0] == said[1]
    assert (said[0]["found_by"], said[0]["measures"]) == ("李梅", "已断电")
    assert said[2] == {}


def test_what_a_column_cannot_hold_is_a_wrong_row(run: Run) -> None:
    outcome = imported(run, DONE.replace("350.5", "不多"), OPEN)
    assert outcome.status == 5
    assert "第 2 行 M2 整改资金  “不多” “不多”不是金额" in outcome.out
    assert json.loads(run("ticket", "list", "--kind", "隐患", "--format", "json").out) == []


def test_a_register_read_again_changes_what_is_new_in_it(run: Run) -> None:
    first = OPEN.replace("重大", "一般")
    assert imported(run, first).status == 0
    again = imported(run, first)
    assert again.status == 0, again.out + again.err
    assert len(card(run, "YH-2026-0001")["steps"]) == 1
    mended = DONE.replace("A2,2026-03-10,2-1大堂,通道堆放杂物", "A1,2026-03-10,1-1大堂,飞线充电")
    outcome = imported(run, mended.replace("350.5", ""))
    assert outcome.status == 5
    assert "还没有填整改资金" in outcome.out
    outcome = imported(run, mended)
    assert outcome.status == 0, outcome.out + outcome.err
    assert card(run, "YH-2026-0001")["state_name"] == "已销号"


def test_a_number_of_another_kind_is_a_wrong_row(run: Run) -> None:
    run("ticket", "open", "1-1大堂", "灯不亮")
    outcome = imported(run, "GW-2026-0001,2026-03-10,1-1大堂,飞线充电", head="单号,排查日期,地点,问题描述")
    assert outcome.status == 5
    assert "GW-2026-0001 是公区维修，不是隐患" in outcome.out


def test_when_somebody_came_is_kept_of_a_repair(run: Run) -> None:
    head = "纸质单号,报修时间,地点,问题描述,到场时间"
    assert imported(run, "B1,2026-03-16 8:00,1-1大堂,爆管,2026-03-16 8:20", kind="维修", head=head).status == 0
    assert [line["value"] for line in card(run, "GW-2026-0001")["details"] if line["name"] == "arrived"] == [
        "2026-03-16 08:20"
    ]


REQUESTS = "纸质单号,受理时间,部位,诉求,类别,诉求人,电话,来源,首次答复,答复内容,办理人,办结时间,回访人,回访时间,满意度"


def test_a_register_of_requests(run: Run) -> None:
    settled = "R1,2026-03-10 08:30,1-1-101,楼上扰民,投诉,张建国,13800000001,电话,2026-03-10 09:00,已劝阻,李梅,2026-03-11,陈芳,2026-03-12,满意"
    outcome = imported(run, settled, "R2,2026-03-12,1-1-101,电梯太慢,建议,,,来访,,,,,,,", kind="诉求", head=REQUESTS)
    assert outcome.status == 0, outcome.out + outcome.err
    assert "不认识" not in outcome.out
    first, second = (json.loads(run("request", "show", number, "--format", "json").out) for number in "12")
    names = ("state", "category", "source", "answered", "answer", "executor", "finished", "verifier", "verified")
    said = ("phone", "2026-03-10 09:00", "已劝阻", "李梅", "2026-03-11", "陈芳", "2026-03-12")
    assert tuple(first[name] for name in names) == ("done", "complaint", *said)
    assert (first["satisfaction"], second["state"], second["category"]) == ("satisfied", "to_dispatch", "suggestion")
    assert "来源:             电话" in run("request", "show", "1").out


def test_a_register_of_incidents(run: Run) -> None:
    head = "纸质单号,发生时间,部位,经过,等级,现场控制措施,到场时间,处置人,处置完毕,救出时间,伤亡情况,处理结果"
    row = "T1,2026-03-10 08:20,1#电梯,两人被困,一般,安抚,2026-03-10 08:28,王强,2026-03-10 09:00,2026-03-10 08:50,无,已救出"
    outcome = imported(run, row, kind="突发", head=head)
    assert outcome.status == 0, outcome.out + outcome.err
    found = json.loads(run("incident", "show", "1", "--format", "json").out)
    assert (found["state"], found["category"], found["problem"]) == ("to_verify", "lift_entrapment", "两人被困")
    assert (found["scene"], found["rescued"], found["outcome"]) == ("安抚", "2026-03-10 08:50", "已救出")


CLEANING = "纸质单号,发现时间,部位,问题,责任单位,通知时间,整改时间,验收人,验收时间"
FAULTS = (
    "C1,2026-03-10,中心花园,草坪有纸屑,洁净,2026-03-10,2026-03-11,周静,2026-03-15",
    "C2,2026-03-11,中心花园,垃圾桶满溢,洁净保洁,2026-03-11,,,",
    "C3,2026-03-12,1-1大堂,地面油污,洁净保洁,,2026-03-13,,",
)


def cleaners(run: Run) -> None:
    words = ("contractor", "add", "洁净保洁", "--service", "保洁", "--fee", "3100", "--from", "2026-01-01")
    assert run(*words).status == 0


def faults(run: Run) -> list[tuple[str, ...]]:
    names = ("state", "contractor", "told", "mended", "accepted")
    lines = json.loads(run("cleaning", "list", "--all", "--format", "json").out)
    return [tuple(line[name] or "" for name in names) for line in lines]


def test_a_contractor_mends_what_a_register_of_cleaning_says(run: Run) -> None:
    cleaners(run)
    outcome = imported(run, *FAULTS, kind="保洁", head=CLEANING)
    assert outcome.status == 0, outcome.out + outcome.err
    assert faults(run) == [
        ("done", "洁净保洁", "2026-03-10", "2026-03-11", "2026-03-15"),
        ("to_accept", "洁净保洁", "2026-03-11", "", ""),
        ("to_verify", "洁净保洁", "", "2026-03-13", ""),
    ]
    told = [step["note"] for step in card(run, "BJ-2026-0001")["steps"]]
    assert told.count("派给洁净保洁") == 1
    later = FAULTS[1].replace("2026-03-11,,", "2026-03-11,2026-03-14,")
    outcome = imported(run, FAULTS[0], later, kind="保洁", head=CLEANING)
    assert outcome.status == 0, outcome.out + outcome.err
    assert "变更 1  不变 1" in outcome.out
    assert faults(run)[1] == ("to_verify", "洁净保洁", "2026-03-11", "2026-03-14", "")


def test_a_known_fault_is_told_and_mended_by_a_register(run: Run) -> None:
    cleaners(run)
    assert (
        imported(
            run, FAULTS[0].replace("洁净,2026-03-10,2026-03-11,周静,2026-03-15", ",,,,"), kind="保洁", head=CLEANING
        ).status
        == 0
    )
    assert faults(run) == [("to_dispatch", "", "", "", "")]
    assert imported(run, FAULTS[0], kind="保洁", head=CLEANING).status == 0
    assert faults(run) == [("done", "洁净保洁", "2026-03-10", "2026-03-11", "2026-03-15")]
    assert run("ledger", "verify").status == 0


def test_nobody_s_work_and_an_unknown_contractor_are_wrong_rows(run: Run) -> None:
    outcome = imported(run, FAULTS[0], FAULTS[2].replace("洁净保洁", ""), kind="保洁", head=CLEANING)
    assert outcome.status == 5
    assert "没有外委单位“洁净”" in outcome.out
    assert "却没有接单人" in outcome.out
    assert faults(run) == []


@pytest.mark.parametrize(("kind", "noun"), [("隐患", "hazard"), ("保洁", "cleaning"), ("诉求", "request")])
def test_what_a_list_gives_out_it_takes_back(run: Run, kind: str, noun: str) -> None:
    cleaners(run)
    assert imported(run, OPEN, DONE).status == 0
    assert imported(run, *FAULTS, kind="保洁", head=CLEANING).status == 0
    run("request", "open", "1-1-101", "楼上扰民")
    sheet = run(noun, "list", "--all", "--format", "csv").out
    outcome = run("ticket", "import", "-", "--kind", kind, stdin=sheet)
    assert outcome.status == 0, outcome.out
    assert "变更 0" in outcome.out
    assert "与台账库一致" in outcome.err

"""The registers of other kinds of tickets, read in: their own columns, and what a finished one must say."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

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


def test_what_a_column_cannot_hold_is_a_wrong_row(run: Run) -> None:
    outcome = imported(run, DONE.replace("350.5", "不多"), OPEN)
    assert outcome.status == 5
    assert "不是金额" in outcome.out
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

"""`gridctl staff` on a real ledger."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from gridctl.domain.estates import Place
from gridctl.domain.moments import Moment
from gridctl.domain.tickets import Action
from gridctl.services.desk import writing
from gridctl.services.tickets.opening import Slip, open_ticket
from gridctl.services.tickets.steps import Doing, take_step
from gridctl.settings import Settings
from gridctl.store.estates import PLACE
from gridctl.store.staff import find_staff

NOW = datetime(2026, 3, 16, 2, tzinfo=UTC)
TODAY = "2026-03-16"
Run = Callable[..., Any]


def listed(run: Run, *argv: object) -> list[dict[str, Any]]:
    shown = run("staff", "list", *argv, "--format", "json")
    assert shown.status == 0, shown.err
    lines: list[dict[str, Any]] = json.loads(shown.out)
    return lines


def card(run: Run, who: str) -> dict[str, Any]:
    shown = run("staff", "show", who, "--format", "json")
    assert shown.status == 0, shown.err
    found: dict[str, Any] = json.loads(shown.out)
    return found


def numbers(lines: list[dict[str, Any]]) -> list[str]:
    return [line["number"] for line in lines]


def sheet(folder: Path, *rows: str) -> Path:
    path = folder / "人员.csv"
    path.write_text("\n".join(("工号,姓名,岗位,联系电话,入职日期,离职日期,负责网格,备注", *rows)), encoding="utf-8")
    return path


@pytest.fixture
def team(run: Run) -> Run:
    for number, name, post, joined in (
        ("G1", "林晓彤", "客服管家", "2025-01-01"),
        ("G2", "周雅琴", "steward", "2025-01-01"),
        ("J1", "韩建国", "工程维修部负责人", "2025-06-01"),
        ("J2", "王强", "维修工", ""),
    ):
        done = run("staff", "add", number, "--name", name, "--post", post, "--joined", joined)
        assert done.status == 0, done.err
    return run


def test_a_post_of_the_whole_project_is_held_from_the_day_of_joining(team: Run) -> None:
    head = card(team, "韩建国")["assignments"]
    assert [(row["post"], row["scope"], row["ground"], row["valid_from"], row["valid_to"]) for row in head] == [
        ("engineering_head", "project", "全项目", "2025-06-01", None)
    ]
    assert [row["valid_from"] for row in card(team, "J2")["assignments"]] == ["2026-01-01"]  # day unknown: go-live
    assert card(team, "林晓彤")["assignments"] == []


def test_listing_narrows(team: Run) -> None:
    team("staff", "add", "G3", "--name", "谢婉婷", "--post", "客服管家", "--joined", "2026-04-01")
    team("staff", "depart", "G2", "--on", "2026-03-01")
    assert numbers(listed(team)) == ["G1", "J1", "J2"]
    assert numbers(listed(team, "--all")) == ["G1", "G2", "G3", "J1", "J2"]
    assert numbers(listed(team, "--on", "2026-02-28")) == ["G1", "G2", "J1", "J2"]
    assert numbers(listed(team, "--on", "2026-04-01", "--post", "管家")) == ["G1", "G3"]
    assert team("staff", "list", "--post", "没有的").status == 3
    assert team("staff", "list", "--grid", "没有的").status == 3
    text = team("staff", "list").out
    assert "工程维修部负责人" in text
    assert "全项目" in text


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("g1", "--name", "甲", "--post", "管家"), 4, "林晓彤"),
        (("owner", "--name", "甲", "--post", "管家"), 2, "工号"),
        (("N1", "--name", " ", "--post", "管家"), 2, "姓名"),
        (("N1", "--name", "甲", "--post", "船长"), 3, "客服管家"),
        (("N1", "--name", "甲", "--post", "管家", "--joined", "2月30日"), 2, "提示"),
        (("N1", "--name", "甲", "--post", "管家", "--place", "会所"), 2, "--place"),
        (("N1", "--name", "甲", "--post", "接待领班", "--place", "会所"), 3, "会所"),
        (("N1", "--post", "管家"), 2, "--name"),
    ],
)
def test_what_cannot_be_added(team: Run, words: tuple[str, ...], status: int, said: str) -> None:
    refused = team("staff", "add", *words)
    assert (refused.status, refused.out) == (status, "")
    assert said in refused.err
    assert len(listed(team, "--all")) == 4


def test_a_namesake_is_told_of_and_then_asked_back(team: Run) -> None:
    added = team("staff", "add", "J3", "--name", "王强", "--post", "安全员")
    assert added.status == 0
    assert "J2 王强" in added.err
    asked = team("staff", "show", "王强")
    assert asked.status == 2
    assert "J3 王强" in asked.err
    assert card(team, "j3")["post"] == "guard"


def test_the_foreman_of_a_place(team: Run, ledger: Path) -> None:
    with writing(Settings(ledger, actor="owner", clock=lambda: NOW), "test") as desk:
        desk.tx.insert(PLACE, [Place(1, 1, "area", None, None, None, "会所", "会所", "", "", None, "", "", None, "")])
    done = team("staff", "add", "L1", "--name", "董丽娜", "--post", "接待领班", "--place", "会所", "--joined", "3-1")
    assert done.status == 0, done.err
    (row,) = card(team, "董丽娜")["assignments"]
    assert (row["scope"], row["ground"], row["valid_from"]) == ("place", "会所", "2026-03-01")


def test_leaving_ends_every_duty_and_names_what_is_left(team: Run, ledger: Path) -> None:
    with writing(Settings(ledger, actor="owner", clock=lambda: NOW), "test") as desk:
        desk.tx.insert(PLACE, [Place(1, 1, "area", None, None, None, "东门", "东门", "", "", None, "", "", None, "")])
        ticket = open_ticket(desk, Slip(1, "东门", "灯不亮", Moment(date(2026, 3, 12))))
        doing = Doing(at=Moment(date(2026, 3, 12)), doer=find_staff(desk.reader, 1, "王强").id)
        take_step(desk, ticket, Action.ACCEPT, doing)
    assert [ticket["number"] for ticket in card(team, "王强")["tickets"]] == ["GW-2026-0001"]
    left = team("staff", "depart", "王强", "--on", "昨天", "--format", "json")
    assert left.status == 0, left.err
    told = json.loads(left.out)
    assert (told["departed"], told["tickets"], told["ended"]) == ("2026-03-15", ["GW-2026-0001"], 1)
    assert [row["valid_to"] for row in card(team, "王强")["assignments"]] == ["2026-03-15"]
    again = team("staff", "depart", "王强")
    assert again.status == 4
    assert "2026-03-15" in again.err


def test_nobody_leaves_before_he_came(team: Run) -> None:
    assert team("staff", "depart", "韩建国", "--on", "2025-05-31").status == 4
    dry = team("staff", "depart", "韩建国", "--on", "2025-06-01", "--dry-run")
    assert dry.status == 0
    assert "J1" in numbers(listed(team))
    assert team("staff", "depart", "没有这个人").status == 3


def test_a_sheet_adds_changes_and_then_says_nothing_new(team: Run, tmp_path: Path) -> None:
    rows = (
        "G1,林晓彤,物业助理,13900000001,,,,",
        ",王强,,13900000002,,,,低压电工证",
        "H1,沈佳宁,客服主管,,2026-02-01,,,",
        "H2,邓小军,工程技工,,2025-01-01,2025-12-31,,",
    )
    path = sheet(tmp_path, *rows)
    shown = run_json(team, path)
    assert (shown["new"], shown["changed"], shown["applied"]) == (2, 2, False)
    assert numbers(listed(team, "--all")) == ["G1", "G2", "J1", "J2"]
    done = run_json(team, path, "--apply")
    assert (done["new"], done["changed"], done["applied"]) == (2, 2, True)
    assert (card(team, "王强")["phone"], card(team, "王强")["remark"]) == ("13900000002", "低压电工证")
    assert card(team, "林晓彤")["post"] == "property_assistant"
    assert [row["valid_from"] for row in card(team, "H1")["assignments"]] == ["2026-02-01"]
    assert [row["valid_to"] for row in card(team, "H2")["assignments"]] == ["2025-12-31"]
    again = run_json(team, path, "--apply")
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 4)


def run_json(run: Run, path: Path, *argv: object) -> dict[str, Any]:
    done = run("staff", "import", path, *argv, "--format", "json")
    result: dict[str, Any] = json.loads(done.out)
    assert done.status == (5 if result["problems"] else 0), done.err
    return result


def test_a_new_post_and_a_day_of_leaving_carry_the_duties_with_them(team: Run, tmp_path: Path) -> None:
    run_json(team, sheet(tmp_path, "J2,王强,客服前台,,,,,", "J1,韩建国,,,,2026-03-10,,"), "--apply")
    duties = card(team, "J2")["assignments"]
    assert [(row["post"], row["valid_from"], row["valid_to"]) for row in duties] == [
        ("technician", "2026-01-01", TODAY),
        ("receptionist", TODAY, None),
    ]
    assert [row["valid_to"] for row in card(team, "J1")["assignments"]] == ["2026-03-10"]
    assert "J1" not in numbers(listed(team))


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("N1,甲,船长,,,,,", "不认识这个岗位"),
        ("N1,甲,,,,,,", "没有写岗位"),
        (",新来的,管家,,,,,", "没有写工号"),
        ("owner,甲,管家,,,,,", "工号"),
        ("N1,甲,管家,,2026-03-01,2026-02-01,,", "早于入职"),
        ("G1,,管家,,,,,", "姓名"),
    ],
)
def test_a_wrong_row_stops_the_sheet(team: Run, tmp_path: Path, row: str, reason: str) -> None:
    result = run_json(team, sheet(tmp_path, "H1,沈佳宁,客服主管,,,,,", row), "--apply")
    assert (result["wrong"], result["applied"]) == (1, False)
    assert reason in result["problems"][0]["reason"]
    assert "H1" not in numbers(listed(team))


def test_a_name_that_two_share_needs_a_number(team: Run, tmp_path: Path) -> None:
    team("staff", "add", "J3", "--name", "王强", "--post", "安全员")
    result = run_json(team, sheet(tmp_path, ",王强,,13900000002,,,,"))
    assert "同名" in result["problems"][0]["reason"]
    both = run_json(team, sheet(tmp_path, "N1,甲,管家,,,,,", "N2,甲,管家,,,,,", "G1,改名,,,,,01,"))
    assert [warning["line"] for warning in both["warnings"] if "同名" in warning["reason"]] == [2, 3]
    assert any("换了人" in warning["reason"] for warning in both["warnings"])
    assert any("负责网格" in warning["reason"] for warning in both["warnings"])

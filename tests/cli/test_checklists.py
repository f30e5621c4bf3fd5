"""`gridctl checklist` on a real ledger: the regulations' lists, changed from a day on, and inspections that keep theirs."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from gridctl.store.checklists import CHECKLIST
from gridctl.store.transactions import Act, writing
from tests import refusals
from tests.conftest import Run
from tests.inspected_estate import furnish

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)  # Monday, 10:00 in the project's zone
Refused = Callable[..., str]
FIRE = ("checklist", "set", "fire-daily")
ROOF = (*FIRE, "--add-point", "天台门", "--opens", "隐患", "--category", "消防安全", "--item", "关闭、没有上锁")


@pytest.fixture(autouse=True)
def _estate(ledger: Path) -> None:
    furnish(ledger, NOW)


@pytest.fixture
def refused(run: Run, ledger: Path) -> Refused:
    return partial(refusals.refused, run, ledger)


def done(run: Run, *words: object, **settings: Any) -> Any:
    outcome = run(*words, "--format", "json", **settings)
    assert outcome.status == 0, outcome.err
    return json.loads(outcome.out)


def logged(run: Run, day: str, *words: object) -> dict[str, Any]:
    [line] = done(run, "inspect", "log", "--list", "fire-daily", "--grid", "01", "--all-normal", "--at", day, *words)
    found: dict[str, Any] = line
    return found


def names(card: dict[str, Any]) -> list[str]:
    return [point["name"] for point in card["items"]]


def test_a_new_project_has_the_lists_of_the_regulations(run: Run) -> None:
    lines = done(run, "checklist", "list")
    assert [(line["code"], line["ground_name"], line["points"]) for line in lines] == [
        ("fire_daily", "网格", 4),
        ("assistant_daily", "楼栋", 5),
        ("environment_daily", "全项目", 2),
        ("cleaners_roll", "全项目", 1),
        ("guard_patrol", "楼栋", 5),
        ("reception_daily", "部位", 3),
        ("joint_half_month", "楼栋", 4),
    ]
    assert {line["valid_from"] for line in lines} == {"2026-01-01"}
    assert lines[0]["clause"] == "D2 三.3(1)"
    assert "依据：D2《物业管理区域安全网格化制度》、D10《物业服务网格化管理流程》" in run("checklist", "list").err
    card = done(run, "checklist", "show", "网格每日安全巡查")
    assert names(card) == ["消防设施", "安全通道", "电梯", "楼道"]
    assert (card["items"][0]["opens_name"], card["items"][0]["category_name"]) == ("隐患", "消防安全")
    assert "灭火器在位、压力正常" in run("checklist", "show", "fire_daily").out


def test_an_old_inspection_keeps_the_list_it_was_made_with(run: Run) -> None:
    logged(run, "2026-03-13")
    card = done(run, *ROOF, "--drop-point", "电梯", "--from", "2026-03-14")
    assert names(card) == ["消防设施", "安全通道", "楼道", "天台门"]
    assert [(line["valid_from"], line["valid_to"]) for line in card["versions"]] == [
        ("2026-01-01", "2026-03-14"),
        ("2026-03-14", None),
    ]
    later = logged(run, "2026-03-15", "--abnormal", "天台门=1-1楼道：天台门上锁")
    assert (later["points"], later["tickets"]) == (4, ["YH-2026-0001"])
    assert [line["name"] for line in done(run, "inspect", "show", 1)["answers"]] == [
        "消防设施",
        "安全通道",
        "电梯",
        "楼道",
    ]
    assert [line["name"] for line in done(run, "inspect", "show", 2)["answers"]] == names(card)
    assert names(done(run, "checklist", "show", "fire-daily", "--on", "2026-03-13"))[2] == "电梯"
    assert len(done(run, "checklist", "list", "--all")) == 8


def test_a_point_of_another_version_is_named_as_one(run: Run, refused: Refused) -> None:
    done(run, *ROOF, "--from", "2026-03-16")
    words = ("inspect", "log", "--list", "fire-daily", "--grid", "01", "--normal", "天台门", "--at", "2026-03-15")
    assert "“天台门”在“网格每日安全巡查”的另一版里（2026-03-16 起），不在这一版里" in refused(3, words)


def test_a_point_that_comes_back_is_the_same_point(run: Run) -> None:
    code = done(run, *ROOF, "--from", "2026-03-10")["items"][-1]["code"]
    done(run, *FIRE, "--drop-point", "天台门", "--from", "2026-03-12")
    done(run, *FIRE, "--add-point", "地下室", "--from", "2026-03-13")
    card = done(run, *FIRE, "--add-point", "天台门", "--from", "2026-03-14")
    assert [(point["name"], point["code"]) for point in card["items"][-2:]] == [
        ("地下室", "fire_daily_2"),
        ("天台门", code),
    ]


def test_a_change_holds_from_the_first_day_that_was_not_inspected(run: Run, refused: Refused) -> None:
    assert done(run, *ROOF)["valid_from"] == "2026-03-16"
    logged(run, "2026-03-16")
    assert done(run, *FIRE, "--drop-point", "天台门")["valid_from"] == "2026-03-17"
    said = refused(4, (*FIRE, "--add-point", "地下室", "--from", "2026-03-16"))
    assert "到 2026-03-16 已经有检查，不能从 2026-03-16 起改" in said
    assert "2026-03-17 或以后" in said


def test_a_version_is_put_between_two(run: Run) -> None:
    done(run, *ROOF, "--from", "2026-05-01")
    card = done(run, *FIRE, "--drop-point", "电梯", "--from", "2026-04-01")
    assert [(line["valid_from"], line["valid_to"], line["points"]) for line in card["versions"]] == [
        ("2026-01-01", "2026-04-01", 4),
        ("2026-04-01", "2026-05-01", 3),
        ("2026-05-01", None, 5),
    ]
    again = done(run, *FIRE, "--name", "每日巡查", "--from", "2026-04-01")
    assert (again["name"], again["points"], len(again["versions"])) == ("每日巡查", 3, 3)
    assert run("undo", "--yes").status == 0
    assert done(run, "checklist", "show", "fire-daily", "--on", "2026-04-02")["name"] == "网格每日安全巡查"


def test_a_list_that_has_ended_is_inspected_no_more(run: Run, refused: Refused) -> None:
    logged(run, "2026-03-13")
    [ended] = done(run, "checklist", "end", "fire-daily", "--on", "2026-03-15")
    assert ended["valid_to"] == "2026-03-15"
    logged(run, "2026-03-14")
    words = ("inspect", "log", "--list", "fire-daily", "--grid", "01", "--all-normal")
    assert "从 2026-03-15 起停用，2026-03-16 不能再用" in refused(4, words)
    assert "已经从 2026-03-15 起停用" in refused(4, ("checklist", "end", "fire-daily"))
    assert "fire_daily" not in [line["code"] for line in done(run, "checklist", "list")]
    assert done(run, *FIRE, "--from", "2026-03-16")["valid_from"] == "2026-03-16"
    logged(run, "2026-03-16")


def test_a_duty_that_asks_for_a_list_that_ends_is_told_of(run: Run) -> None:
    said = "例行工作“安全员巡逻”还凭这份检查表算；一起停用：gridctl duty off guard_patrol --from 2026-05-01"
    assert said in run("checklist", "end", "guard_patrol", "--on", "2026-05-01").err
    done(run, "duty", "off", "environment_daily", "--from", "2026-05-01")
    assert run("checklist", "end", "environment_daily", "--on", "2026-05-01").err == ""


def test_an_office_has_lists_of_its_own(run: Run) -> None:
    words = ("--name", "地库巡查", "--ground", "网格", "--post", "安全员", "--post", "网格负责人")
    points = ("--add-point", "照明", "--add-point", "道闸", "--opens", "维修", "--counted")
    card = done(run, "checklist", "set", "garage-daily", *words, *points, "--from", "2026-03-01")
    assert (card["code"], card["post_names"], card["clause"]) == ("garage_daily", "安全员、网格负责人", None)
    assert [(point["code"], point["opens"], point["counted"]) for point in card["items"]] == [
        ("garage_daily_1", "repair", True),
        ("garage_daily_2", "repair", True),
    ]
    found = done(run, "inspect", "log", "--list", "地库巡查", "--grid", "01", "--all-normal", "--count", "照明=40")
    assert found[0]["list_name"] == "地库巡查"


def test_a_ledger_without_lists_adopts_them(run: Run, ledger: Path) -> None:
    with writing(ledger, Act("owner", "ledger upgrade"), NOW) as tx:
        tx.delete(CHECKLIST, [row for row in tx.find(CHECKLIST, 1) if row.code != "guard_patrol"])
    outcome = run("checklist", "list")
    assert "有 6 份本项目没有" in outcome.err
    assert "gridctl checklist adopt" in outcome.err
    assert "安全员巡逻" in outcome.out
    assert (
        "采用规程的检查表" not in run("inspect", "log", "--list", "安全员巡逻", "--building", "1栋", "--all-normal").err
    )
    assert len(done(run, "checklist", "adopt")) == 6
    assert done(run, "checklist", "adopt") == []
    assert "没有要采用的，本项目的检查表是齐的" in run("checklist", "adopt").err
    assert len(done(run, "checklist", "list")) == 7


@pytest.mark.parametrize(
    ("status", "words", "said"),
    [
        (3, ("checklist", "show", "没有的"), "没有检查表“没有的”"),
        (3, ("checklist", "end", "没有的"), "没有检查表“没有的”"),
        (2, ("checklist", "set", "没有的", "--add-point", "照明"), "没有检查表“没有的”"),
        (
            2,
            ("checklist", "set", "own_list", "--add-point", "照明"),
            "新建还缺 --name 名称、--ground 网格、--post 岗位",
        ),
        (
            2,
            (
                "checklist",
                "set",
                "own_list",
                "--name",
                "甲",
                "--ground",
                "街道",
                "--post",
                "安全员",
                "--add-point",
                "甲",
            ),
            "“街道”不是查的地方",
        ),
        (2, FIRE, "没有说明要改什么"),
        (3, (*FIRE, "--drop-point", "天台门"), "没有检查点“天台门”"),
        (
            4,
            (*FIRE, *(word for name in ("消防设施", "安全通道", "电梯", "楼道") for word in ("--drop-point", name))),
            "都去掉了",
        ),
        (4, (*FIRE, "--add-point", "电梯"), "已经有检查点“电梯”"),
        (2, (*FIRE, "--add-point", "照明=隐患"), "检查点不能叫"),
        (2, (*FIRE, "--add-point", "照明", "--opens", "突发事件"), "异常不能开"),
        (3, (*FIRE, "--add-point", "照明", "--opens", "什么"), "没有“什么”这种工单"),
        (3, (*FIRE, "--add-point", "照明", "--category", "照明"), "没有“照明”这个类别"),
        (2, (*FIRE, "--add-point", "照明", "--opens", "不开单", "--category", "照明"), "没有类别"),
        (3, (*FIRE, "--post", "厨师"), "没有“厨师”这个岗位"),
        (4, (*FIRE, "--ground", "楼栋", "--name", "甲"), "查哪里不能改"),
        (4, (*FIRE, "--name", "网格每日安全巡查"), "已经是这样"),
    ],
)
def test_what_is_refused(refused: Refused, status: int, words: tuple[object, ...], said: str) -> None:
    assert said in refused(status, words)

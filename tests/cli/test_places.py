import json
from collections.abc import Callable
from typing import Any

import pytest

Run = Callable[..., Any]
ROOMS = "楼栋,单元,房号\n3栋,1单元,101\n3栋,2单元,101\n"
PLACES = """名称,类型,楼栋,单元,楼层,位置,维保单位,备注
1#电梯,电梯,3栋,1单元,,,通达电梯公司,
1号电梯,电梯,3#,2,,,通达电梯公司,
3栋2单元大堂,,,,1,,,
水泵房,水泵房,,,-1,东侧,,
快递柜,快递设施,,,,,,
"""


@pytest.fixture(autouse=True)
def _estate(run: Run) -> None:
    assert run("estate", "import", "-", "--apply", stdin=ROOMS).status == 0


def imported(run: Run, text: str = PLACES) -> dict[str, Any]:
    outcome = run("place", "import", "-", "--apply", "--format", "json", stdin=text)
    result: dict[str, Any] = json.loads(outcome.out)
    return result


def listed(run: Run, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("place", "list", *words, "--format", "json").out)
    return found


def card(run: Run, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("place", "show", name, "--format", "json").out)
    return found


def test_a_sheet_of_places_is_registered_and_known_again(run: Run) -> None:
    assert imported(run)["new"] == 5
    assert imported(run)["unchanged"] == 5
    assert [(line["place"], line["category"], line["kind"], line["floor"]) for line in listed(run)] == [
        ("1#电梯（3栋1单元）", "电梯", "equipment", None),
        ("1号电梯（3栋2单元）", "电梯", "equipment", None),
        ("3栋2单元大堂", "大堂", "area", 1),
        ("水泵房", "水泵房", "area", -1),
        ("快递柜", "快递设施", "area", None),
    ]


def test_a_place_is_known_by_its_columns_or_by_its_name(run: Run) -> None:
    imported(run)
    result = imported(run, "名称,楼栋,单元,备注\n3#楼二单元大堂,,,新\n大堂,3栋,2单元,\n")
    assert (result["new"], result["changed"], result["unchanged"]) == (0, 1, 1)


def test_lists_are_narrowed(run: Run) -> None:
    imported(run)
    assert [line["place"] for line in listed(run, "--kind", "电梯")] == ["1#电梯（3栋1单元）", "1号电梯（3栋2单元）"]
    assert len(listed(run, "--building", "3栋")) == 3
    assert run("place", "list", "--building", "9栋").status == 3


def test_changes_are_shown_and_a_blank_keeps(run: Run) -> None:
    imported(run)
    result = imported(run, "名称,类型,位置,维保单位\n水泵房,,<清空>,清泉水务\n")
    assert [(change["field"], change["before"], change["after"]) for change in result["changes"]] == [
        ("位置", "东侧", None),
        ("维护", None, "清泉水务"),
    ]
    assert card(run, "水泵房")["category"] == "水泵房"


def test_what_is_wrong_is_told_row_by_row(run: Run) -> None:
    result = imported(run, "名称,楼栋,单元,楼层\n大堂,9栋,,\n大堂,3栋,7单元,\n天台,3栋,,顶上\n,3栋,,1\n")
    assert [problem["column"] for problem in result["problems"]] == ["楼栋", "楼栋", "楼层", "名称"]
    assert result["new"] == 0


def test_one_is_added_with_other_names(run: Run) -> None:
    added = run(
        "place", "add", "东门岗", "--alias", "东大门", "--alias", "一号岗亭", "--keeper", "秩序部", "--format", "json"
    )
    assert added.status == 0
    assert json.loads(added.out)["category"] == "门岗"
    assert {card(run, name)["place"] for name in ("东门岗", "东大门", "1号岗亭")} == {"东门岗"}
    assert run("place", "add", "东门岗").status == 4
    assert run("place", "add", "西门岗", "--alias", "东大门").status == 4
    assert run("place", "show", "西门岗").status == 3  # nothing is half done


def test_a_dry_run_shows_and_keeps_nothing(run: Run) -> None:
    outcome = run("place", "add", "天台", "--building", "3栋", "--dry-run", "--format", "json", actor=None)
    assert json.loads(outcome.out)["place"] == "天台（3栋）"
    assert listed(run) == []


def test_a_place_in_no_known_building_is_refused(run: Run) -> None:
    outcome = run("place", "add", "大堂", "--building", "9栋")
    assert (outcome.status, "已登记的楼栋：3栋" in outcome.err) == (5, True)


def test_a_keeper_is_a_member_of_staff_where_one_is_named(run: Run) -> None:
    staff = "工号,姓名,岗位\nE01,王强,工程技工\nE02,李明,工程技工\nE03,李明,工程技工\n"
    assert run("staff", "import", "-", "--apply", stdin=staff).status == 0
    result = imported(run, "名称,维护人\n水泵房,E01\n配电房,王强\n道闸,李明\n岗亭,通达公司\n")
    assert [(problem["line"], "E02、E03" in problem["reason"]) for problem in result["problems"]] == [(4, True)]
    imported(run, "名称,维护人\n水泵房,E01\n岗亭,通达公司\n")
    assert [card(run, name)["keeper"] for name in ("水泵房", "岗亭")] == ["王强", "通达公司"]


def test_open_tickets_of_a_place_are_counted(run: Run) -> None:
    imported(run)
    assert run("ticket", "open", "水泵房", "漏水", "--category", "给排水").status == 0
    assert card(run, "水泵房")["open_tickets"] == 1
    assert card(run, "3栋2单元大堂")["open_tickets"] == 0

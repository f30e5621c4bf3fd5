import json
from collections.abc import Callable
from typing import Any

import pytest

from gridctl.cli.width import width

Run = Callable[..., Any]
HEAD = "期,楼栋,单元,楼层,房号,建筑面积,房屋类型,房屋状态,X坐标,Y坐标\n"
ROOMS = (
    HEAD
    + """,3栋,2单元,1,101,89.5,住宅,已入住,0,0
,3栋,2单元,2,201,89.5,,空置,0,0
,3栋,1单元,1,101,89.5,住宅,未交付,0,0
,3栋,,1,商铺5,60,底商,营业中,0,0
,A,,12,1201,150,写字楼,,100,100
,A,,-1,车位7,12,车位,已入住,100,100
"""
)


def imported(run: Run, text: str) -> dict[str, Any]:
    outcome = run("estate", "import", "-", "--apply", "--format", "json", stdin=text)
    result: dict[str, Any] = json.loads(outcome.out)
    return result


def listed(run: Run, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("estate", "list", *words, "--format", "json").out)
    return found


def test_buildings_units_and_rooms_come_out_of_a_sheet(run: Run) -> None:
    assert imported(run, ROOMS)["new"] == 6
    three, a = listed(run)
    assert (three["building"], three["units"], three["floors"], three["rooms"]) == ("3栋", 3, 2, 4)
    assert three["kinds"] == {"": 1, "residence": 2, "shop": 1}
    assert three["states"] == {"occupied": 2, "undelivered": 1, "vacant": 1}
    assert three["households"] == 3  # an unknown kind is a dwelling, what is not delivered is no household yet
    assert (a["building"], a["units"], a["households"], a["x_mm"], a["area"]) == ("A座", 1, 1, 100_000, 162.0)


def test_totals_and_density_are_said(run: Run) -> None:
    imported(run, ROOMS)
    said = run("estate", "list").err
    assert "合计 2 栋 4 单元 6 间房屋，4 户，建筑面积 490.50 ㎡；平均每栋 2.0 户、每单元 1.0 户；每公顷 4 户" in said


def test_a_table_shows_the_words_of_the_office(run: Run) -> None:
    imported(run, ROOMS)
    head, three, _ = run("estate", "list").out.splitlines()
    assert head.split() == [
        "期",
        "楼栋",
        "单元",
        "层数",
        "房屋",
        "户数",
        "住宅",
        "商铺",
        "其他",
        "已入住",
        "空置",
        "已出租",
        "装修中",
        "未交付",
        "面积(㎡)",
    ]
    assert three.split() == ["3栋", "3", "2", "4", "3", "3", "1", "2", "1", "1", "328.50"]


def test_areas_have_two_decimals_and_stand_right(run: Run) -> None:
    imported(run, ROOMS)
    _, three, a = run("estate", "list").out.splitlines()
    assert three.endswith(" 328.50")
    assert a.endswith(" 162.00")
    assert len({width(line) for line in (three, a)}) == 1
    assert [line.split()[-1] for line in run("estate", "show", "A座").out.splitlines()[1:]] == ["0", "0"]
    assert " 12.00 " in run("estate", "show", "A座").out
    assert "面积(㎡):   150.00" in run("estate", "show", "A座1201").out
    assert run("estate", "list", "--format", "csv").out.splitlines()[1].endswith(",328.50")


@pytest.mark.parametrize(
    ("written", "shown"),
    [("一期", "一期"), ("第10期", "十期"), ("11期", "11期"), ("A期", "A期"), ("南区", "南区"), ("", None)],
)
def test_phases_are_shown_as_people_write_them(run: Run, written: str, shown: str | None) -> None:
    imported(run, f"期,楼栋,房号\n{written},8栋,101\n")
    assert [line["phase"] for line in listed(run)] == [shown]


def test_rooms_of_a_building_or_a_unit_from_the_ground_up(run: Run) -> None:
    imported(run, ROOMS)
    for ground, rooms in [
        ("3栋", ["3栋商铺5", "3栋1单元101", "3栋2单元101", "3栋2单元201"]),
        ("3#", ["3栋商铺5", "3栋1单元101", "3栋2单元101", "3栋2单元201"]),
        ("3栋2单元", ["3栋2单元101", "3栋2单元201"]),
        ("A座", ["A座车位7", "A座1201"]),
    ]:
        found = json.loads(run("estate", "show", ground, "--format", "json").out)
        assert [room["place"] for room in found] == rooms


@pytest.mark.parametrize(
    ("ground", "hint"),
    [("7栋", "已登记的楼栋：3栋、A座"), ("3栋9单元", "它的单元：1单元、2单元"), ("3栋2单元999", "3栋2单元 有 101—201")],
)
def test_what_is_not_there_is_said_with_what_is(run: Run, ground: str, hint: str) -> None:
    imported(run, ROOMS.replace(",3栋,,1,", ",3栋,2单元,1,"))
    outcome = run("estate", "show", ground)
    assert (outcome.status, hint in outcome.err) == (3, True)


def test_a_household_with_its_residents_masked(run: Run) -> None:
    imported(run, ROOMS)
    run("resident", "import", "-", "--apply", stdin="楼栋,单元,房号,姓名,手机号\n3,2,101,张三丰,13812345678\n")
    card = json.loads(run("estate", "show", "3-2-101", "--format", "json").out)
    assert (card["place"], card["kind"], card["grid"]) == ("3栋2单元101", "residence", None)
    assert [(who["name"], who["phone"]) for who in card["residents"]] == [("张**", "138****5678")]


def test_phases_part_buildings_of_one_name(run: Run) -> None:
    text = "期,楼栋,房号\n一期,8栋,101\n二期,8栋,101\n二期,9栋,101\n"
    assert imported(run, text)["new"] == 3
    assert [line["building"] for line in listed(run, "--phase", "二期")] == ["8栋", "9栋"]
    assert [room["place"] for room in json.loads(run("estate", "show", "二期8栋", "--format", "json").out)] == [
        "二期8栋101"
    ]
    assert imported(run, "楼栋,房号\n9栋,102\n")["new"] == 1  # only one phase has a 9栋
    assert listed(run, "--building", "9栋")[0]["rooms"] == 2
    assert [line["phase"] for line in listed(run, "--building", "二期8栋")] == ["二期"]
    assert run("estate", "list", "--building", "8栋").status == 2
    (problem,) = imported(run, "楼栋,房号\n8栋,102\n")["problems"]
    assert "请写明期" in problem["reason"]


def test_a_room_that_is_not_there_is_said_with_its_phase_as_people_write_it(run: Run) -> None:
    imported(run, "期,楼栋,房号\n一期,8栋,101\n二期,8栋,101\n")
    missing = run("resident", "import", "-", stdin="期,楼栋,房号,姓名\n2期,8栋,999,张三\n")
    assert "没有找到“二期8栋999”" in missing.out


def test_an_address_in_one_cell_is_taken_apart(run: Run) -> None:
    assert imported(run, "房屋地址,建筑面积\n云海花园3栋2单元101,88\n3-2-102,89\nA座1201,90\n")["new"] == 3
    assert imported(run, "楼栋,单元,房号,建筑面积\n3号楼,二单元,0101,88\n")["unchanged"] == 1
    (problem,) = imported(run, "房屋地址\n大门口\n")["problems"]
    assert problem["cell"] == "A2"


def test_everything_wrong_in_a_row_is_told(run: Run) -> None:
    result = imported(run, HEAD + ",3栋,2,十层半,101,1,城堡,闹鬼,1,\n")
    assert [problem["column"] for problem in result["problems"]] == ["房屋类型", "房屋状态", "楼层", "Y坐标"]
    assert (result["wrong"], result["new"]) == (1, 0)
    assert listed(run) == []


def test_degrees_become_metres_and_do_not_move_by_themselves(run: Run) -> None:
    text = "楼栋,房号,经度,纬度\n1栋,101,112.9400,28.2000\n2栋,101,112.9400,28.2010\n"
    imported(run, text)
    one, two = listed(run)
    assert (one["x_mm"] == two["x_mm"], two["y_mm"] - one["y_mm"]) == (True, pytest.approx(111_195, abs=5))
    reordered = "楼栋,房号,经度,纬度\n2栋,101,112.9400,28.2010\n1栋,101,112.9400,28.2000\n"
    assert imported(run, reordered)["unchanged"] == 2
    moved = imported(run, text.replace("112.9400,28.2000", "112.9410,28.2000"))
    assert [change["field"] for change in moved["changes"]] == ["楼栋坐标"]
    assert listed(run)[0]["x_mm"] > one["x_mm"]


def test_one_building_stands_in_one_place(run: Run) -> None:
    result = imported(run, "楼栋,房号,X坐标,Y坐标\n1栋,101,0,0\n1栋,102,5,5\n")
    assert (result["conflicting"], "第 2 行" in result["problems"][0]["reason"]) == (1, True)


def test_the_grid_column_is_for_another_command(run: Run) -> None:
    result = imported(run, "楼栋,房号,网格\n1栋,101,一号网格\n")
    assert (result["new"], "grid import" in result["warnings"][0]["reason"]) == (1, True)


def test_a_roster_with_a_row_for_each_person_is_a_register_too(run: Run) -> None:
    result = imported(run, "楼栋,房号,姓名,面积\n1栋,101,张三,89\n1栋,101,李四,\n1栋,102,王五,90\n")
    assert (result["new"], result["unchanged"], result["wrong"]) == (2, 1, 0)
    assert not [warning for warning in result["warnings"] if warning["line"] > 1]


def test_a_unit_of_which_nothing_is_said_is_the_one_that_has_the_room(run: Run) -> None:
    imported(run, ROOMS)
    assert imported(run, "楼栋,房号,面积\n3栋,201,100\n")["changed"] == 1
    (problem,) = imported(run, "楼栋,房号,面积\n3栋,101,100\n")["problems"]
    assert "请写明单元" in problem["reason"]
    assert imported(run, "楼栋,单元,房号\n3栋,0,201\n")["new"] == 1

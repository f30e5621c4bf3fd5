from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from gridctl.domain.grids import Assignment, Extent, Grid
from gridctl.domain.staff import Staff
from gridctl.services.desk import Desk, reading
from gridctl.services.estates.households import household
from gridctl.services.estates.lists import building_lines
from gridctl.services.places.finding import find_place
from gridctl.services.places.public_cards import place_card
from gridctl.services.places.public_lists import place_lines
from gridctl.services.residents.lists import Asked, find_residents
from gridctl.settings import Settings
from gridctl.store.grids import ASSIGNMENT, EXTENT, GRID
from gridctl.store.staff import STAFF
from gridctl.store.transactions import Act, writing

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)
START, LATER = date(2026, 1, 1), date(2026, 6, 1)
ROOMS = "楼栋,单元,房号,房屋类型,房屋状态\n3栋,1单元,101,住宅,已入住\n3栋,2单元,101,车位,已入住\n5栋,1单元,101,,未售\n"


@pytest.fixture
def at(run: Callable[..., Any], ledger: Path) -> Callable[[date], Any]:
    """The ledger on a day: unit 1 of 3栋 in 东网格 until June, then in 西网格; the lift of unit 2 always in 西网格."""
    assert run("estate", "import", "-", "--apply", stdin=ROOMS).status == 0
    places = "名称,楼栋,单元\n1#电梯,3栋,2单元\n天台,3栋,\n大堂,3栋,1单元\n水泵房,,\n"
    assert run("place", "import", "-", "--apply", stdin=places).status == 0
    people = "楼栋,单元,房号,姓名\n3栋,1单元,101,张三\n5栋,1单元,101,李四\n"
    assert run("resident", "import", "-", "--apply", stdin=people).status == 0
    with reading(Settings(ledger)) as desk:
        lift = find_place(desk, "1#电梯").id
        unit = find_place(desk, "3栋1单元101").unit
    with writing(ledger, Act("owner", "test"), NOW) as tx:
        tx.insert(STAFF, [Staff(1, 1, "G01", "林管家", "steward", "", None, None, "", "")])
        tx.insert(GRID, [Grid(1, 1, "01", "东网格", START, None), Grid(1, 2, "02", "西网格", START, None)])
        tx.insert(EXTENT, [Extent(1, 1, 1, unit, None, START, LATER), Extent(1, 2, 2, unit, None, LATER, None)])
        tx.insert(EXTENT, [Extent(1, 3, 2, None, lift, START, None)])
        tx.insert(ASSIGNMENT, [Assignment(1, 1, 1, "steward", "grid", 1, None, None, START, None)])
        tx.next_id(1, STAFF), tx.next_id(1, GRID, 2), tx.next_id(1, EXTENT, 3), tx.next_id(1, ASSIGNMENT)
    return lambda day: reading(Settings(ledger, today=day))


def shown(desk: Desk, **asked: str) -> dict[str, str]:
    return {line.place: line.grid for line in place_lines(desk, **asked)}


def test_a_place_is_in_its_own_grid_else_its_unit_s_else_its_building_s(at: Callable[[date], Any]) -> None:
    with at(date(2026, 3, 16)) as desk:
        assert shown(desk) == {
            "1#电梯（3栋2单元）": "西网格",
            "天台（3栋）": "东网格",
            "大堂（3栋1单元）": "东网格",
            "水泵房": "",
        }
        assert shown(desk, grid="02") == {"1#电梯（3栋2单元）": "西网格"}
        for line in place_lines(desk):
            assert place_card(desk, line.place).grid == line.grid


def test_the_grid_of_a_day_is_that_day_s(at: Callable[[date], Any]) -> None:
    for day, grid, head in [(date(2026, 5, 31), "东网格", "林管家"), (LATER, "西网格", "")]:
        with at(day) as desk:
            home = household(desk, "3栋1单元101")
            assert (home.grid, home.head) == (grid, head)
            assert [who.household for who in find_residents(desk, Asked(grid=grid))] == ["3栋1单元101"]


def test_a_household_in_no_grid_has_none(at: Callable[[date], Any]) -> None:
    with at(START) as desk:
        home = household(desk, "5栋1单元101")
        assert (home.grid, home.head, [who.grid for who in home.residents]) == ("", "", [None])


def test_households_are_counted_by_policy(at: Callable[[date], Any]) -> None:
    with at(START) as desk:
        assert [(line.rooms, line.households) for line in building_lines(desk)] == [(2, 1), (1, 0)]

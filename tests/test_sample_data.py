"""The sample: its files are what the script makes, and the estate in them is whole, consistent and invented."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import tomllib
import zipfile
from collections import Counter
from datetime import date, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from gridctl.domain.moments import parse_cell_moment
from gridctl.domain.places import building_key, room_key, unit_key
from gridctl.regulation.estates import resident_role_from_text, room_kind_from_text, room_state_from_text
from gridctl.regulation.posts import post_from_text, posts
from gridctl.regulation.tickets import (
    category_from_text,
    source_from_text,
    state_from_text,
    suggest_category,
    ticket_kind,
    urgency_from_text,
)

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "sample_data"
FILES = tomllib.loads((FOLDER / "project.toml").read_text(encoding="utf-8"))["files"]
Row = dict[str, Any]
RoomKey = tuple[str, str, str]


def rows_of(grid: list[list[Any]]) -> list[Row]:
    """The rows between the header (the first line with two cells that are filled) and the notes."""
    top = next(n for n, line in enumerate(grid) if sum(cell != "" for cell in line) > 1)
    names = [re.sub(r"\s", "", str(cell)) for cell in grid[top]]
    return [dict(zip(names, line, strict=True)) for line in grid[top + 1 :] if sum(cell != "" for cell in line) > 1]


@cache
def book(noun: str) -> list[Row]:
    return rows_of(CalamineWorkbook.from_path(FOLDER / FILES[noun]).get_sheet_by_index(0).to_python())


@cache
def table(noun: str, encoding: str) -> list[Row]:
    text = (FOLDER / FILES[noun]).read_bytes().decode(encoding)
    return rows_of(list(csv.reader(io.StringIO(text))))


def text(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def room_of(row: Row) -> RoomKey:
    return building_key(text(row["楼栋"])), unit_key(text(row["单元"])), room_key(text(row["房号"]))


@cache
def rooms() -> dict[RoomKey, Row]:
    """The register, with what is merged filled down."""
    found: dict[RoomKey, Row] = {}
    last: Row = {}
    for row in book("rooms"):
        last = row if row["楼栋"] else row | {name: last[name] for name in ("期", "楼栋", "X坐标(米)", "Y坐标(米)")}
        assert room_of(last) not in found
        found[room_of(last)] = last
    return found


def residents() -> list[Row]:
    return table("residents", "gb18030")


def tickets() -> list[Row]:
    return book("tickets")


@cache
def staff_numbers() -> dict[str, str]:
    """The staff number that each name or number on a slip means; a name that two share is none."""
    shared = Counter(row["姓名"] for row in book("staff"))
    names = {row["姓名"]: row["工号"] for row in book("staff") if shared[row["姓名"]] == 1}
    return names | {row["工号"]: row["工号"] for row in book("staff")}


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    subprocess.run([sys.executable, "-m", "sample_data.make", str(folder)], check=True, cwd=ROOT)
    return folder


@pytest.mark.parametrize("name", FILES.values())
def test_the_files_are_what_the_script_makes(made: Path, name: str) -> None:
    kept, again = (FOLDER / name).read_bytes(), (made / name).read_bytes()
    if name.endswith(".xlsx"):  # how an archive is packed differs with the machine's zlib, what is in it does not
        assert members(kept) == members(again)
    else:
        assert kept == again


def test_nothing_else_is_made_and_all_is_small(made: Path) -> None:
    assert {path.name for path in made.iterdir()} == set(FILES.values())
    assert sum(path.stat().st_size for path in made.iterdir()) < 1_500_000


def test_the_estate_has_twenty_buildings_of_different_shapes() -> None:
    buildings = {key[0] for key in rooms()}
    units = {building: {key[1] for key in rooms() if key[0] == building} for building in buildings}
    assert len(buildings) == 20
    assert {"A", "B", "18"} <= buildings
    assert any(len(names) == 4 for names in units.values())
    assert any(names == {""} for names in units.values())
    assert any("" in names and len(names) > 1 for names in units.values())
    assert {row["期"] for row in rooms().values()} == {"一期", "二期"}
    assert all(isinstance(row["X坐标(米)"], float) for row in rooms().values())


def test_households_are_two_thousand_in_known_words() -> None:
    states = Counter(found.code for row in rooms().values() if (found := room_state_from_text(row["房屋状态"])))
    kinds = Counter(found.code for row in rooms().values() if (found := room_kind_from_text(row["房屋类型"])))
    assert states.total() == kinds.total() == len(rooms())
    assert states.total() - states["unsold"] - states["undelivered"] >= 2000
    assert {"occupied", "vacant", "let", "renovating", "unsold", "undelivered"} == set(states)
    assert {"residence", "villa", "apartment", "shop", "office"} == set(kinds)


def test_every_room_is_in_one_grid_of_350_to_400() -> None:
    grounds = [
        (row["网格编号"], building_key(row["楼栋"]), unit_key(row["单元"]))
        for row in table("grids", "utf-8-sig")
        if row["楼栋"]
    ]
    sizes: Counter[str] = Counter()
    for building, unit, _ in rooms():
        (grid,) = [code for code, of, part in grounds if of == building and part in {"", unit}]
        sizes[grid] += 1
    assert len(sizes) == 6
    assert all(350 <= size <= 400 for size in sizes.values())


def test_grids_are_headed_by_stewards_of_the_roster() -> None:
    stewards = {row["工号"] for row in book("staff") if post_from_text(row["岗位"]).code == "steward"}
    assert {staff_numbers()[row["网格负责人"]] for row in table("grids", "utf-8-sig")} <= stewards


def test_staff_fill_every_post() -> None:
    found = [post_from_text(row["岗位"]).code for row in book("staff")]
    assert len(found) >= 30
    assert set(found) == {post.code for post in posts()}
    assert len(staff_numbers()) == 2 * len(found) - 2


def test_public_places_have_names_of_their_own_and_a_keeper() -> None:
    names = [row["名称"] for row in book("places")]
    assert len(names) >= 60
    assert len(names) == len(set(names))
    assert all(row["维保责任人"] for row in book("places"))


def test_residents_live_in_rooms_of_the_register_once() -> None:
    homes = Counter((room_of(row), row["业主姓名"]) for row in residents())
    assert 4500 <= len(residents()) <= 5500
    assert {home for home, _ in homes} <= set(rooms())
    assert max(homes.values()) == 1
    assert all(resident_role_from_text(row["与户主关系"]) for row in residents())


def test_the_roster_has_rare_surnames_and_blanks() -> None:
    names = "".join(row["业主姓名"] for row in residents())
    assert all(character in names for character in "䶮㛃𠮷")
    assert 0 < sum(not row["身份证号"] for row in residents()) < 300


def test_nobody_is_real() -> None:
    for row in (*residents(), *book("staff"), *tickets()):
        phone = re.sub(r"\s", "", text(row["联系电话"]))
        assert re.fullmatch(r"(?:1(?:54|60|61|63|64)0000\d{4})?", phone), row
    assert {row["身份证号"][:6] for row in residents()} == {"", "999999"}


def test_two_hundred_tickets_are_in_every_state_and_category() -> None:
    states = Counter(found.code for row in tickets() if (found := state_from_text(row["状态"])))
    assert states.total() == 200
    assert set(states) == {
        "to_dispatch", "to_accept", "accepted", "in_progress", "to_verify", "done", "rework", "returned", "void",
    }  # fmt: skip
    categories = {category_from_text(text(row["类别"])).number for row in tickets()}
    assert categories == {category.number for category in ticket_kind("repair").categories}
    assert all(source_from_text(row["报修方式"]) and urgency_from_text(row["紧急程度"]) for row in tickets())


def test_paper_numbers_are_of_one_pad() -> None:
    numbers = [row["纸质单号"] for row in tickets()]
    assert len(set(numbers)) == 200
    assert all(isinstance(number, str) and len(number) == 7 for number in numbers)


def test_times_are_in_order_within_the_ten_weeks() -> None:
    for row in tickets():
        cells = [row[name] for name in ("报修时间", "派工时间", "接单时间", "完成时间", "验收时间")]
        moments = [str(parse_cell_moment(cell)) for cell in cells if cell != ""]
        assert all(before <= after for before, after in pairwise(moments)), row
        assert moments[0] >= "2026-01-05"
        assert moments[-1] <= "2026-03-15 18:00"


def test_nobody_accepts_his_own_work() -> None:
    for row in tickets():
        if row["验收人"]:
            assert staff_numbers()[row["验收人"]] != staff_numbers()[row["接单人"]], row


def test_who_has_left_works_no_more() -> None:
    left = {row["工号"]: row["离职日期"] for row in book("staff") if row["离职日期"] != ""}
    assert left
    for row in tickets():
        if row["接单人"] and staff_numbers()[row["接单人"]] in left:
            last = row["验收时间"] or row["完成时间"] or row["派工时间"]
            assert parse_cell_moment(last).day < parse_cell_moment(left[staff_numbers()[row["接单人"]]]).day


def test_some_are_overdue_and_some_are_about_to_be() -> None:
    def ages(*states: str) -> list[int]:
        opened = [row["报修时间"] for row in tickets() if row["状态"] in states]
        return [(date(2026, 3, 16) - parse_cell_moment(cell).day).days for cell in opened]

    waiting = ages("待派单", "待接单", "已接单", "处理中", "返工", "退单")
    assert sum(age > 15 for age in waiting) >= 6
    assert sum(10 <= age <= 15 for age in waiting) >= 5


def test_the_words_of_a_problem_suggest_what_the_clerk_chose() -> None:
    agreed = [row for row in tickets() if suggest_category(row["问题描述"]) == category_from_text(text(row["类别"]))]
    assert len(agreed) >= 190


def test_places_and_times_are_written_in_many_ways() -> None:
    places = [row["地点"] for row in tickets()]
    for style in (
        r"\d+栋\d单元\d+",
        r"\d+#-\d-\d+",
        r"[０-９]+幢[０-９]门",
        r"[一二三四五六七八九十]+号楼",
        r"[AB]座",
        r"\d+#电梯",
        r"[０-９]+＃电梯",
    ):
        assert any(re.search(style, place) for place in places), style
    assert {type(row["报修时间"]) for row in tickets()} == {str, datetime}


def test_the_spoilt_roster_has_a_dozen_wrong_rows() -> None:
    rows = table("wrong_residents", "gb18030")
    assert len(rows) == 28
    assert sum(bool(row["备注"]) for row in rows) == 14


NEW = {"rooms": 2223, "staff": 38, "places": 180, "residents": 4956, "tickets": 200}
COMMANDS = {"rooms": "estate", "staff": "staff", "places": "place", "residents": "resident", "tickets": "ticket"}


def test_an_office_can_import_it_without_a_wrong_row(run: Any, ledger: Path) -> None:
    assert ledger.exists()
    for noun, command in COMMANDS.items():
        done = run(command, "import", str(FOLDER / FILES[noun]), "--apply", "--format", "json")
        assert done.status == 0, done.err
        assert json.loads(done.out)["new"] == NEW[noun]
        again = json.loads(run(command, "import", str(FOLDER / FILES[noun]), "--format", "json").out)
        assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, NEW[noun])
    spoilt = run("resident", "import", str(FOLDER / FILES["wrong_residents"]), "--apply", "--format", "json")
    told = json.loads(spoilt.out)
    assert (spoilt.status, told["wrong"], told["conflicting"], told["new"]) == (5, 12, 2, 0)

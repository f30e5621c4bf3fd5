from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st

from gridctl.domain.places import (
    PublicName,
    RoomName,
    building_key,
    candidates,
    floor_of,
    phase_key,
    public_key,
    room_key,
    unit_key,
)

if TYPE_CHECKING:
    from collections.abc import Callable

ROOMS = [  # written, phase, building, unit, room of the first reading
    ("3栋2单元101", "", "3", "2", "101"),
    ("3#-2-101", "", "3", "2", "101"),
    ("3-2-101", "", "3", "2", "101"),
    ("３幢２门０１０１", "", "3", "2", "101"),
    ("三号楼二单元101室", "", "3", "2", "101"),
    ("A座1201", "", "A", "", "1201"),
    ("a座1201", "", "A", "", "1201"),
    ("3-101", "", "3", "", "101"),
    ("3栋101", "", "3", "", "101"),
    ("3号楼101房", "", "3", "", "101"),
    ("商铺12", "", "", "", "商铺12"),
    ("3栋商铺5", "", "3", "", "商铺5"),
    ("3栋5号商铺", "", "3", "", "商铺5"),
    ("3-商铺5", "", "3", "", "商铺5"),
    ("3栋底商101", "", "3", "", "商铺101"),
    ("S5商铺", "", "", "", "商铺S5"),
    ("临街商铺3号", "", "", "", "临街商铺3"),
    ("一期3栋2单元101", "1", "3", "2", "101"),
    ("二期-3-2-101", "2", "3", "2", "101"),
    ("Ⅱ期3栋101", "2", "3", "", "101"),
    ("第二期第3栋第2单元101", "2", "3", "2", "101"),
    ("阳光花园一期3栋2单元101", "1", "3", "2", "101"),
    ("3栋2单元1层101", "", "3", "2", "101"),
    ("3栋2单元15楼1501", "", "3", "2", "1501"),
    ("3栋2单元15层01", "", "3", "2", "1501"),
    ("15楼1501", "", "", "", "1501"),
    ("3楼101", "", "3", "", "101"),
    ("12-1-2503", "", "12", "1", "2503"),
    ("3/2/101", "", "3", "2", "101"),
    ("3.2.101", "", "3", "2", "101"),
    ("3 2 101", "", "3", "2", "101"),
    ("3一2一101", "", "3", "2", "101"),
    ("3－2–101", "", "3", "2", "101"),
    ("3—2﹣101", "", "3", "2", "101"),
    ("3−2~101", "", "3", "2", "101"),
    ("3——2～101", "", "3", "2", "101"),
    ("B1-101", "", "B1", "", "101"),
    ("A-1201", "", "A", "", "1201"),
    ("3栋-2-101号", "", "3", "2", "101"),
    ("3栋2-101", "", "3", "2", "101"),
    ("3-2单元101", "", "3", "2", "101"),
    ("3栋A单元101", "", "3", "A", "101"),
    ("3栋东单元101", "", "3", "东", "101"),
    ("3栋二单元 101 室", "", "3", "2", "101"),
    (" 3 栋 2 单元 101 户 ", "", "3", "2", "101"),
    ("3#2#101", "", "3", "2", "101"),
    ("3#101", "", "3", "", "101"),
    ("3#2单元101", "", "3", "2", "101"),
    ("2单元101", "", "", "2", "101"),
    ("3-0-101", "", "3", "", "101"),
    ("3栋0单元101", "", "3", "", "101"),
    ("十二栋一单元二五零三", "", "12", "1", "2503"),
    ("九十九幢十单元〇一〇一", "", "99", "10", "101"),
    ("廿一号楼101", "", "21", "", "101"),
    ("3栋12A01", "", "3", "", "12A01"),
    ("3栋2单元101a", "", "3", "2", "101A"),
    ("3栋A1201", "", "3", "", "A1201"),
    ("3-1栋101", "", "3-1", "", "101"),
    ("商3栋101", "", "商3", "", "101"),
    ("综合楼101", "", "综合楼", "", "101"),
    ("牡丹阁2单元1201", "", "牡丹阁", "2", "1201"),
    ("1-3-2-101", "1", "3", "2", "101"),
    ("3-2-1-101", "", "3", "2", "101"),
    ("3-2-15-1", "", "3", "2", "1501"),
    ("101-2", "", "", "", "101-2"),
    ("3栋101-102", "", "3", "", "101-102"),
    ("3-1501-1502", "", "3", "", "1501-1502"),
    ("302", "", "", "", "302"),
    ("302室", "", "", "", "302"),
    ("南区3栋2单元101", "南区", "3", "2", "101"),
    ("西12栋101", "", "西12", "", "101"),
]


@pytest.mark.parametrize(("written", "phase", "building", "unit", "room"), ROOMS)
def test_the_first_reading_of_a_room(written: str, phase: str, building: str, unit: str, room: str) -> None:
    readings = candidates(written)
    assert readings[0] == RoomName(phase, building, unit, room)
    assert readings[-1] == PublicName("", "", "", public_key(written))
    assert all(isinstance(reading, RoomName) for reading in readings[:-1])
    assert len(set(readings)) == len(readings)


@pytest.mark.parametrize(
    ("written", "reading"),
    [
        ("3-101", RoomName("", "", "3", "101")),
        ("3-2-101", RoomName("3", "2", "", "101")),
        ("3-1-101", RoomName("", "3", "", "101")),
        ("1-3-2-101", RoomName("1", "3", "2", "101")),
        ("3-2-1-101", RoomName("3", "2", "1", "101")),
        ("101-2", RoomName("", "101", "", "2")),
        ("A1201", RoomName("", "A", "", "1201")),
        ("3栋A1201", RoomName("", "3", "A", "1201")),
        ("15楼1501", RoomName("", "15", "", "1501")),
        ("3栋商铺5", RoomName("", "3", "", "5")),
        ("S5商铺", RoomName("", "", "", "S5")),
        ("临街商铺3号", RoomName("", "", "", "商铺3")),
        ("阳光花园3栋2单元101", RoomName("", "3", "2", "101")),
        ("阳光花园3栋2单元101", RoomName("阳光花园", "3", "2", "101")),
        ("阳光花园3-2-101", RoomName("", "3", "2", "101")),
        ("万家灯火小区3栋101", RoomName("", "3", "", "101")),
        ("中海8号公馆13栋2单元101", RoomName("", "13", "2", "101")),
        ("阳光花园2单元101", RoomName("", "", "2", "101")),
        ("阳光花园南区3栋101", RoomName("南区", "3", "", "101")),
        ("商3栋101", RoomName("", "3", "", "101")),
    ],
)
def test_readings_behind_the_first(written: str, reading: RoomName) -> None:
    assert reading in candidates(written)


@pytest.mark.parametrize("written", ["3栋2单元101", "南区3栋2单元101", "一期3栋101", "3#-2-101", "3栋-2-101号"])
def test_what_was_said_is_never_left_out(written: str) -> None:
    said = candidates(written)[0]
    assert isinstance(said, RoomName)
    assert [reading for reading in candidates(written) if isinstance(reading, RoomName)] == [said]


@pytest.mark.parametrize(
    ("written", "readings"),
    [
        ("1#电梯", [("", "", "", "1电梯"), ("", "1", "", "电梯")]),
        ("3栋2单元大堂", [("", "", "", "3栋2单元大堂"), ("", "3", "2", "大堂"), ("", "3", "", "2单元大堂")]),
        ("3#2单元大堂", [("", "", "", "3栋2单元大堂"), ("", "3", "2", "大堂"), ("", "3", "", "2单元大堂")]),
        ("3栋2单元1#电梯", [("", "", "", "3栋2单元1电梯"), ("", "3", "2", "1电梯"), ("", "3", "", "2单元1电梯")]),
        ("3-2-电梯", [("", "", "", "3-2-电梯"), ("", "3", "2", "电梯"), ("", "3", "", "2-电梯")]),
        ("三号楼大堂", [("", "", "", "3栋大堂"), ("", "3", "", "大堂")]),
        ("3栋门厅", [("", "", "", "3栋门厅"), ("", "3", "", "门厅")]),
        ("3栋东门岗", [("", "", "", "3栋东门岗"), ("", "3", "", "东门岗")]),
        ("3栋2门禁", [("", "", "", "3栋2门禁"), ("", "3", "", "2门禁")]),
        ("3栋1楼大堂", [("", "", "", "3栋1楼大堂"), ("", "3", "", "1楼大堂")]),
        (
            "3栋2单元101门口",
            [("", "", "", "3栋2单元101门口"), ("", "3", "2", "101门口"), ("", "3", "", "2单元101门口")],
        ),
        ("1单元电梯", [("", "", "", "1单元电梯"), ("", "", "1", "电梯")]),
        ("二期水泵房", [("", "", "", "2期水泵房"), ("2", "", "", "水泵房")]),
        ("一期3栋大堂", [("", "", "", "1期3栋大堂"), ("1", "3", "", "大堂"), ("1", "", "", "3栋大堂")]),
        ("综合楼大堂", [("", "", "", "综合楼大堂"), ("", "综合楼", "", "大堂")]),
        ("3栋", [("", "", "", "3栋"), ("", "3", "", "")]),
        ("3#", [("", "", "", "3"), ("", "3", "", "")]),
        ("地库B区", [("", "", "", "地库B区")]),
        ("地库B区123号车位", [("", "", "", "地库B区123车位")]),
        ("电梯1-2", [("", "", "", "电梯1-2")]),
        ("3楼电梯厅", [("", "", "", "3楼电梯厅")]),
        ("水泵房", [("", "", "", "水泵房")]),
        ("东门岗", [("", "", "", "东门岗")]),
        ("消防控制室", [("", "", "", "消防控制室")]),
        ("2026-11-20", [("", "", "", "2026-11-20")]),
        ("13800000001", [("", "", "", "13800000001")]),
        ("3栋2单元101" * 9, [("", "", "", "3栋2单元101" * 9)]),
    ],
)
def test_public_places(written: str, readings: list[tuple[str, str, str, str]]) -> None:
    assert list(candidates(written)) == [PublicName(*reading) for reading in readings]


@pytest.mark.parametrize("written", ["", " ", "\u3000", "---", "#", "。，", "\x1b[31m", "\u200b"])
def test_no_place_at_all(written: str) -> None:
    assert candidates(written) == ()


@pytest.mark.parametrize(
    ("rule", "key", "writings"),
    [
        (building_key, "3", "3栋 3# 三号楼 03幢 ３号楼 3 3座 第3栋 3#楼 #3 叁号楼 3号"),
        (building_key, "A", "A座 a座 Ａ栋 A"),
        (building_key, "A3", "A3栋 a03幢"),
        (building_key, "12", "十二号楼 12#"),
        (building_key, "综合楼", "综合楼 综合楼"),
        (building_key, "商3", "商三栋 商3#"),
        (building_key, "", "0 无 - — / 00"),
        (unit_key, "2", "二单元 2门 2 02 2号门 ２单元 第二单元 2#"),
        (unit_key, "A", "A单元 a"),
        (unit_key, "东", "东单元 东"),
        (unit_key, "", "0 无 - －－ / 0单元"),
        (room_key, "101", "0101 101室 101 １０１ 101房 #101 101号 101户 一零一 1层101 101号房"),
        (room_key, "101A", "101A 101a 101a室"),
        (room_key, "1501", "1501 15层01 15楼1501"),
        (room_key, "12A01", "12A01 12a01室"),
        (room_key, "商铺12", "商铺12 12号商铺 12商铺 商铺12号 底商12 商12 商铺012"),
        (room_key, "商铺S5", "S5商铺 商铺S5"),
        (room_key, "B0101", "B0101"),
        (room_key, "", "无 - 0"),
        (phase_key, "1", "一期 1期 Ⅰ期 第一期 1 01期 I期"),
        (phase_key, "A", "A期 a期"),
        (phase_key, "南区", "南区"),
        (phase_key, "", "无 - 0"),
        (public_key, "1电梯", "１号电梯 1#电梯 一号电梯 1电梯 01#电梯 #1电梯 １＃电梯"),
        (public_key, "地库B区", "地库B区 地库ｂ区"),
        (public_key, "3栋2单元大堂", "3栋2单元大堂 3号楼二单元大堂 3#2单元大堂 3-2单元大堂 三幢-2单元大堂"),
        (public_key, "1楼大堂", "1楼大堂 一楼大堂"),
        (public_key, "3-12电梯", "3#12电梯 3-12号电梯"),
    ],
)
def test_keys(rule: Callable[[str], str], key: str, writings: str) -> None:
    assert {writing: rule(writing) for writing in writings.split()} == dict.fromkeys(writings.split(), key)


@pytest.mark.parametrize(
    ("rule", "one", "other"),
    [
        (public_key, "1号楼大堂", "1楼大堂"),
        (public_key, "1#电梯", "11#电梯"),
        (public_key, "3#1电梯", "31#电梯"),
        (room_key, "12A01", "12A1"),
        (room_key, "商铺5", "5"),
        (building_key, "A1", "1"),
        (unit_key, "东单元", "西单元"),
    ],
)
def test_what_differs_stays_apart(rule: Callable[[str], str], one: str, other: str) -> None:
    assert rule(one) != rule(other)


@pytest.mark.parametrize(
    ("room", "floor"),
    [
        ("1201", 12),
        ("101", 1),
        ("101A", 1),
        ("101-2", 1),
        ("B101", None),
        ("12", None),
        ("10101", None),
        ("商铺5", None),
    ],
)
def test_floor(room: str, floor: int | None) -> None:
    assert floor_of(room) == floor


ANY_WRITING = st.text(max_size=30) | st.text(
    "零一二十百廿壹3012AbIⅤ-—~/#号栋幢座楼室房户单元门第期商铺底层F 无花园电梯", max_size=16
)
KEYS = [building_key, unit_key, room_key, phase_key, public_key]


@given(ANY_WRITING)
def test_keys_of_keys_are_themselves(text: str) -> None:
    for rule in KEYS:
        assert rule(rule(text)) == rule(text)


@given(ANY_WRITING)
def test_any_text_is_read_or_refused_without_an_error(text: str) -> None:
    readings = candidates(text)
    assert len(set(readings)) == len(readings)
    assert not readings or PublicName("", "", "", public_key(text)) in readings
    for reading in readings:
        assert reading.phase == phase_key(reading.phase)
        assert reading.building == building_key(reading.building)
        assert reading.unit == unit_key(reading.unit)
        assert not isinstance(reading, RoomName) or reading.room == room_key(reading.room) != ""


CHINESE = "零一二三四五六七八九"
STYLES: list[Callable[[RoomName], str]] = [
    lambda r: f"{r.building}栋{r.unit}单元{r.room}",
    lambda r: f"{r.building}#-{r.unit}-{r.room}",
    lambda r: f"{r.building}－{r.unit}－{r.room}",
    lambda r: f"{r.building}幢{r.unit}门{r.room:0>4}",
    lambda r: f"第{r.building}号楼 {r.unit} 单元 {r.room} 室",
    lambda r: f"{r.building}/{r.unit}/{r.room}号",
    lambda r: f"{r.building}栋{r.unit}单元{floor_of(r.room)}层{r.room}",
    lambda r: f"{r.building}座{r.unit}-{r.room}户",
    lambda r: f"{r.building}#{r.unit}#{r.room}",
    lambda r: "".join(CHINESE[int(c)] if c.isdigit() else c for c in f"{r.building}号楼{r.unit}单元{r.room}"),
]
NUMBER = st.integers(1, 99).map(str)
PARTS = st.tuples(
    NUMBER | st.sampled_from("ABCDEFG"), st.integers(1, 20).map(str), st.integers(1, 60), st.integers(1, 40)
)


@given(PARTS, st.sampled_from(STYLES))
def test_a_room_written_in_any_style_is_read_as_itself_first(
    parts: tuple[str, str, int, int], style: Callable[[RoomName], str]
) -> None:
    room = RoomName("", parts[0], parts[1], f"{parts[2]}{parts[3]:02}")
    assert candidates(style(room))[0] == room


@given(PARTS, st.integers(1, 9), st.sampled_from(STYLES))
def test_a_phase_before_it_is_read_with_it(
    parts: tuple[str, str, int, int], phase: int, style: Callable[[RoomName], str]
) -> None:
    room = RoomName(str(phase), parts[0], parts[1], f"{parts[2]}{parts[3]:02}")
    assert candidates(f"{CHINESE[phase]}期{style(room)}")[0] == room

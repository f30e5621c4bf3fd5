"""What each kind of sheet makes of its columns."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from gridctl.domain.moments import Moment
from gridctl.domain.sheets import CLEAR, GridRow, PlaceRow, StaffRow, TicketRow
from gridctl.intake.estates import read_rooms
from gridctl.intake.grids import read_grids
from gridctl.intake.places import read_places
from gridctl.intake.residents import read_residents
from gridctl.intake.staff import read_staff
from gridctl.intake.tickets import read_tickets
from tests.intake.workbooks import MORNING

Write = Callable[..., Path]


def test_rooms(xlsx_file: Write) -> None:
    header = [
        "期",
        "楼栋",
        "单元",
        "楼层",
        "房号",
        "建筑面积(㎡)",
        "房屋类型",
        "房屋状态",
        "经度",
        "纬度",
        "X坐标(米)",
        "Y坐标(米)",
        "网格",
        "备注",
    ]
    rows = [
        header,
        ["一期", "3栋", "2单元", 10, "1001", 89.56, "住宅", "已入住", 113.0521, 23.70, 40, -12.5, "03-018", None],
        ["一期", "5栋", 0, 1, "S01", "120㎡", "商铺", "<清空>", None, None, None, None, None, "转角"],
    ]
    one, two = (row.row for row in read_rooms(xlsx_file(rows)).rows)
    assert one == ("一期", "3栋", "2单元", "10", "1001", None, 895_600, "住宅", "已入住", "113.0521", "23.7", "40", "-12.5", "03-018", None)  # fmt: skip
    assert (two.unit, two.area_cm2, two.state, two.remark) == (None, 1_200_000, CLEAR, "转角")


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        (["楼栋", "房号"], ["3栋", "101"], ("3栋", "101", None)),
        (["房号"], ["3栋2单元101"], (None, None, "3栋2单元101")),
        (["地址"], ["3栋2单元101"], (None, None, "3栋2单元101")),
        (["楼栋", "房号"], ["", "3栋2单元101"], (None, None, "3栋2单元101")),
        (["楼栋", "房号", "地址"], ["3栋", "101", "3栋101"], ("3栋", "101", None)),
        (["楼栋", "房号", "地址"], ["", "", "3栋101"], (None, None, "3栋101")),
        (["楼栋", "房号", "地址"], ["", "101", "3栋101"], (None, None, "3栋101")),
        (["房号", "地址"], ["101", "3栋101"], (None, None, "3栋101")),
    ],
)
def test_a_room_is_said_in_columns_or_in_one_text(
    csv_file: Write, header: list[str], cells: list[str], expected: tuple[str | None, ...]
) -> None:
    parsed = read_rooms(csv_file([header, cells]))
    (row,) = parsed.rows
    assert (row.row.building, row.row.room, row.row.address) == expected
    assert expected[2] is None or parsed.header[parsed.columns["address"]] in {"房号", "地址"}
    people = read_residents(csv_file([[*header, "姓名"], [*cells, "王一"]]))
    assert (people.rows[0].row.building, people.rows[0].row.room, people.rows[0].row.address) == expected


def test_places(xls_file: Write) -> None:
    header = ["序号", "名称", "类型", "楼栋", "单元", "楼层", "位置", "维保责任人", "备注"]
    parsed = read_places(
        xls_file([header, [1, "1#电梯", "电梯", "3栋", "2单元", None, "大堂东侧", "某某电梯公司", None]])
    )
    assert [row.row for row in parsed.rows] == [
        PlaceRow("1#电梯", "电梯", None, "3栋", "2单元", None, "大堂东侧", "某某电梯公司", None, None)
    ]
    assert not parsed.warnings


def test_staff(xlsx_file: Write) -> None:
    header = ["工号", "姓名", "岗位", "联系电话", "入职日期", "离职日期", "居住网格", "负责网格", "备注"]
    parsed = read_staff(
        xlsx_file([header, ["0012", "王 芳", "物业助理", 13912345678, date(2024, 3, 1), None, "03", "03", None]])
    )
    assert [row.row for row in parsed.rows] == [
        StaffRow("0012", "王芳", "物业助理", "13912345678", date(2024, 3, 1), None, "03", "03", None)
    ]


def test_grids(csv_file: Write) -> None:
    header = ["网格编号", "网格名称", "楼栋", "单元", "公共部位", "网格负责人", "起始日期"]
    rows = [
        ["03-018", "三网格", "3栋", "", "", "王芳", "2026-01-01"],
        ["03-018", "", "4栋", "1", "", "", ""],
        ["03-018", "", "", "", "东门岗、水泵房", "", ""],
    ]
    parsed = read_grids(csv_file([header, *rows]))
    assert [row.row for row in parsed.rows] == [
        GridRow("03-018", "三网格", None, "3栋", None, None, "王芳", date(2026, 1, 1)),
        GridRow("03-018", None, None, "4栋", "1", None, None, None),
        GridRow("03-018", None, None, None, None, "东门岗、水泵房", None, None),
    ]


def test_tickets(xlsx_file: Write) -> None:
    header = [
        "单号", "纸质单号", "报修时间", "来源", "报修人", "联系电话", "地点", "部位", "类别", "内容", "紧急程度", "派单人", "派工时间",
        "接单人", "接单时间", "到场时间", "维修情况", "用料", "完成时间", "验收人", "验收时间", "状态", "备注",
    ]  # fmt: skip
    cells = [
        "GW-2026-0001", 2600101, MORNING, "电话", "王一", "13912345678", "3栋2单元", "大堂", "公共照明", "灯不亮", "一般", "李二",
        "2026-01-02 9:00", "张三", date(2026, 1, 2), None, "换灯", "灯泡1个", "2026年1月3日", "赵四", None, "已完成", None,
    ]  # fmt: skip
    day = date(2026, 1, 2)
    assert [row.row for row in read_tickets(xlsx_file([header, cells])).rows] == [
        TicketRow(
            "GW-2026-0001", "2600101", Moment(day, 510), "电话", "王一", "13912345678", "3栋2单元 大堂", "公共照明", "灯不亮",
            "一般", "李二", Moment(day, 540), "张三", Moment(day), None, "换灯", "灯泡1个", Moment(date(2026, 1, 3)), "赵四", None,
            "已完成", None,
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("place", "part", "expected"),
    [
        ("3栋", "大堂", "3栋 大堂"), ("3栋大堂", "大堂", "3栋大堂"), ("3栋", "3栋大堂", "3栋大堂"), ("", "大堂", "大堂"),
        ("3栋", "", "3栋"), ("", "", None), ("<清空>", "大堂", CLEAR), ("3栋", "<清空>", "3栋"),
    ],
)  # fmt: skip
def test_the_two_columns_of_a_place_become_one(csv_file: Write, place: str, part: str, expected: object) -> None:
    (row,) = read_tickets(csv_file([["单号", "地点", "部位"], ["1", place, part]])).rows
    assert row.row.place == expected


def test_the_part_alone_is_the_place(csv_file: Write) -> None:
    parsed = read_tickets(csv_file([["纸质单号", "部位"], ["1", "大堂"]]))
    assert parsed.rows[0].row.place == "大堂"
    assert parsed.header[parsed.columns["place"]] == "部位"


def test_a_ticket_needs_a_number(csv_file: Write) -> None:
    parsed = read_tickets(csv_file([["单号", "纸质单号", "内容"], ["", "7", "a"], ["8", "", "b"], ["", "", "c"]]))
    assert [row.line for row in parsed.rows] == [2, 3]
    assert [(each.line, each.reason) for each in parsed.problems] == [(4, "没有填“单号”或“纸质单号”")]

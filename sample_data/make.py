"""Makes the sample's files from `making/`: `python -m sample_data.make [FOLDER]`, the same bytes each time."""

from __future__ import annotations

import sys
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from gridctl.regulation.tickets import category_from_text
from sample_data.making.estate import GRIDS, PUBLIC_GROUND, RULES, places, rooms
from sample_data.making.people import STAFF, Resident, residents, staff_phone
from sample_data.making.sheets import Book, Cell, csv_text, old_book
from sample_data.making.slips import NAMES, NUMBERS, Register, Slip
from sample_data.making.styles import written_day, written_minute
from sample_data.making.wrong import wrong_rows

if TYPE_CHECKING:
    from datetime import datetime

    from sample_data.making.estate import Room

OFFICE = "示例物业服务有限公司 云杉里小区物业服务中心"
RESIDENT_HEADER = ("楼栋", "单元", "房号", "与户主关系", "业主姓名", "身份证号", "联系电话", "入住日期", "备注", "期")


def room_book(register: list[Room]) -> bytes:
    """房屋台账.xlsx: two title rows, 期, 楼栋 and coordinates merged over each building, notes below."""
    header = ("期", "楼栋", "单元", "楼层", "房号", "建筑面积", "房屋类型", "房屋状态", "X坐标(米)", "Y坐标(米)")
    book = Book(
        "房屋台账",
        ("云杉里小区房屋台账", f"编制：{OFFICE}    截至2026年3月15日"),
        header,
        (6, 8, 6, 6, 8, 10, 10, 10, 11, 11),
    )
    for _, group in groupby(register, key=lambda room: room.building):
        lines = [book.row(_room_row(room, first=n == 0)) for n, room in enumerate(group)]
        for column in (1, 2, 9, 10):
            book.merge(column, lines[0], lines[-1])
    return book.close("说明：1.建筑面积单位为平方米；2.坐标以小区西南角为原点；3.房屋状态每月核对一次。", blanks=60)


def _room_row(room: Room, *, first: bool) -> list[Cell]:
    building = room.building
    unit: Cell = int(room.unit) if room.unit else None
    number: Cell = int(room.number) if building.name == "5栋" else room.number
    top: list[Cell] = [building.phase, building.name] if first else [None, None]
    ends: list[Cell] = [building.x, building.y] if first else [None, None]
    return [*top, unit, room.floor, number, room.area, room.kind, _state(room), *ends]


def _state(room: Room) -> str:
    """The state in the words of whoever kept that building's list."""
    if room.building.phase == "一期":
        return room.state
    return {"空置": "未入住", "已出租": "出租"}.get(room.state, room.state)


def place_book() -> bytes:
    """公共部位设备.xlsx: a header with spaces and line breaks."""
    header = ("名 称", "类型", "楼栋", "单元", "楼层", "位置", "维保\n责任人")
    book = Book("公共部位设备", ("云杉里小区公共部位及设备清单",), header, (20, 12, 8, 6, 6, 26, 22))
    for place in places():
        book.row(
            (
                place.name,
                place.kind,
                place.building or None,
                place.unit or None,
                place.floor or None,
                place.where,
                place.keeper,
            )
        )
    return book.close("说明：电梯、消防设施由维保单位负责，其余由工程技工负责。", blanks=30)


def staff_book() -> bytes:
    """人员花名册.xls: days as Excel keeps them and as text, some phones as numbers."""
    header = ("工号", "姓名", "岗位", "联系电话", "入职日期", "离职日期", "居住地址", "备注")
    rows = [
        (number, name, post, _staff_phone(order), _staff_day(joined, order), _staff_day(departed, order), home, remark)
        for order, (number, name, post, joined, departed, home, remark) in enumerate(STAFF, 1)
    ]
    return old_book("花名册", "云杉里小区物业服务中心人员花名册", header, rows)


def _staff_phone(order: int) -> Cell:
    return int(staff_phone(order)) if order % 5 == 0 else staff_phone(order)


def _staff_day(text: str, order: int) -> Cell:
    if not text:
        return None
    day = date.fromisoformat(text)
    return written_day(day, order) if order % 4 == 0 else day


def grid_table() -> str:
    """网格划分.csv: a line for each building or unit of a grid, and one for its public places."""
    phases = {room.building.name: room.building.phase for room in rooms()}
    lines: list[tuple[Cell, ...]] = [
        ("网格编号", "网格名称", "期", "楼栋", "单元", "公共部位", "网格负责人", "起始日期")
    ]
    for code, name, ground, head in GRIDS:
        lines += [(code, name, phases[building], building, unit, "", head, "2026-01-01") for building, unit in ground]
        lines += [(code, name, "", "", "", PUBLIC_GROUND[code], head, "2026-01-01")]
    return csv_text(lines)


def rule_table() -> str:
    """划分规则.csv: a title, and what the office knows of its ground."""
    title = ("云杉里小区网格划分规则", *[""] * 6)
    return csv_text([title, ("规则", "楼栋甲", "楼栋乙", "单元", "数值", "坐标（米）", "备注"), *RULES])


def resident_table(people: list[Resident]) -> str:
    """住户名册.csv: columns in another order, days in three styles."""
    title = ("云杉里小区住户名册（截至2026年3月15日）", *[""] * 9)
    return csv_text([title, RESIDENT_HEADER, *(_resident_row(n, person) for n, person in enumerate(people))])


def _resident_row(order: int, person: Resident) -> tuple[Cell, ...]:
    room = person.room
    building, unit = room.building.name, room.unit
    if building == "5栋":
        building, unit = "5#", f"{unit}单元"
    elif building == "6栋":
        building = "6幢"
    phone = (
        f"{person.phone[:3]} {person.phone[3:7]} {person.phone[7:]}"
        if order % 97 == 0 and person.phone
        else person.phone
    )
    moved_in = written_day(person.moved_in, room.floor)
    return (
        building,
        unit,
        room.number,
        person.role,
        person.name,
        person.id_number,
        phone,
        moved_in,
        person.remark,
        room.building.phase,
    )


def _spaced(phone: str) -> str:
    return f"{phone[:3]} {phone[3:7]} {phone[7:]}".strip()


def ticket_book(slips: list[Slip]) -> bytes:
    """维修登记.xlsx: some times typed as text, staff by name or number, a few categories by number."""
    header = (
        "纸质单号", "报修\n时间", "报修方式", "报修人", "联系电话", "地点", "类别", "问题描述", "紧急程度", "派单人", "派工\n时间", "接单人",
        "接单\n时间", "处理进度", "用料", "完成\n时间", "验收人", "验收\n时间", "状态", "备注",
    )  # fmt: skip
    widths = (10, 16, 10, 9, 13, 20, 14, 34, 9, 9, 16, 9, 16, 34, 24, 16, 9, 16, 9, 26)
    book = Book("维修登记", ("云杉里小区公区维修登记表（2026年1月5日至3月15日）",), header, widths)
    for order, slip in enumerate(slips):
        book.row(_ticket_row(order, slip))
    return book.close("说明：纸质单号为《工程维修单》印刷编号，验收人不得为维修人本人。", blanks=40)


def _ticket_row(order: int, slip: Slip) -> list[Cell]:
    opened, dispatched, accepted, finished, verified = (
        _time(moment, order + n)
        for n, moment in enumerate((slip.opened, slip.dispatched, slip.accepted, slip.finished, slip.verified))
    )
    category: Cell = category_from_text(slip.fault.category).number if order % 23 == 0 else slip.fault.category
    return [
        slip.paper, opened, slip.source, slip.reporter, slip.phone, slip.place, category, slip.problem, slip.fault.urgency,
        slip.dispatcher if slip.dispatched else None, dispatched,
        _executor(order, slip) if slip.dispatched else None, accepted,
        slip.progress or None, slip.material or None, finished,
        slip.verifier if slip.verified else None, verified, slip.state, slip.remark or None,
    ]  # fmt: skip


def _executor(order: int, slip: Slip) -> str:
    """By number where two share the name, and now and then otherwise."""
    name = NAMES[slip.executor]
    return name if name in NUMBERS and order % 4 else slip.executor


def _time(moment: datetime | None, order: int) -> Cell:
    if moment is None or order % 13:
        return moment
    return written_minute(moment, order // 13)


def files() -> dict[str, bytes]:
    """Every file of the sample by its name."""
    register = rooms()
    people = residents(register)
    slips = Register(places(), register, people).slips()
    return {
        "房屋台账.xlsx": room_book(register),
        "公共部位设备.xlsx": place_book(),
        "人员花名册.xls": staff_book(),
        "网格划分.csv": grid_table().encode("utf-8-sig"),
        "划分规则.csv": rule_table().encode("utf-8-sig"),
        "住户名册.csv": resident_table(people).encode("gb18030"),
        "维修登记.xlsx": ticket_book(slips),
        "住户名册-有错.csv": csv_text([RESIDENT_HEADER, *wrong_rows(people)]).encode("gb18030"),
    }


def main(folder: Path) -> None:
    """Write every file into the folder."""
    for name, content in files().items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)

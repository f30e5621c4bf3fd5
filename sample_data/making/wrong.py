"""Rows as careless hands leave them: each of them wrong in one way, between rows that are right."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sample_data.making.people import Resident

Row = dict[str, str]

WRONGS: tuple[Row, ...] = (
    {"id": "9.99999E+17", "remark": "证件号按数字录入，已变成科学计数"},
    {"building": "88栋", "remark": "没有这栋楼"},
    {"unit": "9", "remark": "没有这个单元"},
    {"room": "9901", "remark": "没有这个房号"},
    {"name": "", "remark": "漏填姓名"},
    {"room": "", "remark": "漏填房号"},
    {"building": "", "unit": "", "remark": "漏填楼栋"},
    {"role": "路人甲", "remark": "关系不在词表里"},
    {"moved_in": "2026-02-30", "remark": "没有这一天"},
    {"moved_in": "03/04/2024", "remark": "月日先后说不清"},
    {"id": "99999919800101123", "remark": "证件号少一位：只提醒，照原样保留"},
    {"phone": "1.54E+10", "remark": "电话按数字录入，已变成科学计数"},
    {"phase": "三期", "remark": "没有这一期"},
)


def wrong_rows(people: list[Resident]) -> list[tuple[str, ...]]:
    """Residents of building 2, some of them spoilt."""
    some = [
        _row(person)
        for person in people
        if person.room.building.name == "2栋" and person.role == "业主" and person.moved_in
    ]
    spoilt = [{**some[n * 2], **changes} for n, changes in enumerate(WRONGS)]
    right = [some[n * 2 + 1] for n in range(len(WRONGS))]
    right.append(some[-1])
    spoilt.append({**right[0], "id": some[-2]["id"], "remark": "与第2行是同一人，证件号却不同"})
    return [tuple(row.values()) for pair in zip(right, spoilt, strict=True) for row in pair]


def _row(person: Resident) -> Row:
    room = person.room
    return {
        "building": room.building.name, "unit": room.unit, "room": room.number, "role": person.role, "name": person.name,
        "id": person.id_number, "phone": person.phone, "moved_in": f"{person.moved_in}", "remark": "", "phase": room.building.phase,
    }  # fmt: skip

"""How a sheet of rooms or residents says which room it means: in columns, or in one text."""

from __future__ import annotations

from gridctl.intake.tables import Table


def settle_address(table: Table) -> None:
    """See to it that a row has either `room` with its `building`, or `address`.

    房号 without a 楼栋 column, or beside a blank 楼栋 cell, holds the whole (3栋2单元101).
    """
    rooms = table.columns.get("room")
    if rooms is None:
        return
    addresses = table.columns.setdefault("address", table.blank())
    table.header.columns.setdefault("address", table.header.columns["room"])
    buildings = table.columns.get("building", table.blank())
    units = table.columns.get("unit", table.blank())
    for index, (building, room) in enumerate(zip(buildings, rooms, strict=True)):
        if building is not None and room is not None:
            addresses[index] = None
        elif room is not None and addresses[index] is None and units[index] is not None:
            table.wrong(index, "building", "填了单元和房号，没有填楼栋")
        elif building is None:
            addresses[index] = room if addresses[index] is None else addresses[index]
            rooms[index] = None

"""A household on the screen: its room, and who lives there."""

from __future__ import annotations

from functools import cache

from gridctl.cli.output import Column, Listing


def kind_words(code: str) -> str:
    """A kind of room in Chinese."""
    from gridctl.regulation.estates import room_kinds

    return next((word.name for word in room_kinds() if word.code == code), code)


def state_words(code: str) -> str:
    """A state of a room in Chinese."""
    from gridctl.regulation.estates import room_states

    return next((word.name for word in room_states() if word.code == code), code)


@cache
def role_words(code: str) -> str:
    """A role in a household in Chinese."""
    from gridctl.regulation.estates import resident_roles

    return next((word.name for word in resident_roles() if word.code == code), code)


def area_words(area: float) -> str:
    """Square metres, always to two decimals so that a column of them can be compared."""
    return f"{area:.2f}"


OCCUPANTS = Listing(
    "住户",
    (
        Column("name", "姓名"),
        Column("role", "身份", words=role_words),
        Column("phone", "电话"),
        Column("id_number", "证件号"),
        Column("sex", "性别"),
        Column("moved_in", "入住日期"),
        Column("remark", "备注"),
    ),
)
HOUSEHOLD = Listing(
    "房屋",
    (
        Column("place", "房屋"),
        Column("floor", "楼层"),
        Column("kind", "类型", words=kind_words),
        Column("state", "状态", words=state_words),
        Column("area", "面积(㎡)", words=area_words),
        Column("grid", "网格"),
        Column("head", "网格负责人"),
        Column("remark", "备注"),
    ),
)

"""The many ways in which people write a place, a person or a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime
    from random import Random

    from sample_data.making.estate import Place, Room

DIGITS = "〇一二三四五六七八九"
WIDE = str.maketrans("0123456789#", "０１２３４５６７８９＃")


def written_room(room: Room, style: int) -> str:
    """A room as somebody wrote it on a slip, each in another style."""
    building, unit, number = room.building.name, room.unit, room.number
    bare = building.removesuffix("栋")
    if building.endswith("座"):
        return (f"{building}{number}", f"{building} {number}室", f"{building}-{number}")[style % 3]
    if not unit:
        return (f"{bare}-{number}", f"{building}{number}室", f"{bare}幢{number}")[style % 3]
    return (
        f"{building}{unit}单元{number}",
        f"{bare}#-{unit}-{number}",
        f"{bare}幢{unit}门{number}".translate(WIDE),
        f"{chinese(bare)}号楼{chinese(unit)}单元{number}室",
        f"{bare}-{unit}-{number}",
    )[style % 5]


def written_place(place: Place, dice: Random) -> str:
    """A public place as somebody wrote it on a slip."""
    name, unit = place.name, f"{place.unit}单元"
    if place.kind == "电梯":
        return dice.choice((name, name, name.translate(WIDE)))
    if not place.unit or not name.startswith(place.building):
        return name
    bare, what = place.building.removesuffix("栋"), name.removeprefix(place.building + unit)
    return dice.choice((
        name,
        name,
        name.translate(WIDE),
        f"{bare}幢{unit}{what}",
        f"{chinese(bare)}栋{chinese(place.unit)}单元{what}",
        f"{bare}#{unit}{what}",
        f"{place.building} {unit} {what}",
    ))  # fmt: skip


def chinese(number: str) -> str:
    """A number up to 99 in Chinese numerals."""
    tens, ones = divmod(int(number), 10)
    head = "" if not tens else "十" if tens == 1 else DIGITS[tens] + "十"
    return head + (DIGITS[ones] if ones else "")


def written_day(day: date | None, style: int) -> str:
    """A day as somebody typed it: with dashes, slashes or in Chinese."""
    if day is None:
        return ""
    return (f"{day:%Y-%m-%d}", f"{day.year}/{day.month}/{day.day}", f"{day.year}年{day.month}月{day.day}日")[style % 3]


def written_minute(moment: datetime, style: int) -> str:
    """A minute as somebody typed it."""
    return f"{written_day(moment.date(), style)} {moment.hour}:{moment.minute:02d}"

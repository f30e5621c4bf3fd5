"""What people write about a place, turned into the readings it can have. The register decides which one is meant.

The parts of a reading are keys already (place_keys), so they are compared with the register's keys as they stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from gridctl.domain.place_forms import LONGEST, form, match, part, phases, writing
from gridctl.domain.place_keys import (
    building_key,
    floor_of,
    phase_key,
    public_key,
    room_key,
    unit_key,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "PublicName",
    "RoomName",
    "building_key",
    "candidates",
    "floor_of",
    "phase_key",
    "public_key",
    "room_key",
    "unit_key",
]


@dataclass(frozen=True, slots=True)
class RoomName:
    """One reading of a text as a room, in keys; "" is what was not said, or a building without units."""

    phase: str
    building: str
    unit: str
    room: str


@dataclass(frozen=True, slots=True)
class PublicName:
    """One reading of a text as a public place or piece of equipment, in keys.

    The name is the whole text, or what is left where phase, building and unit were split off ("" for a whole building).
    """

    phase: str
    building: str
    unit: str
    name: str


def _room(phase: str, building: str, unit: str, room: str) -> RoomName:
    """Make a reading out of what was written."""
    return RoomName(phase_key(phase), building_key(building), unit_key(unit), room_key(room))


def _marked(name: str, text: str) -> Iterator[RoomName]:
    """Yield the readings of a text that says which number is the building or the unit."""
    found = match(name, text)
    if not found:
        return
    room = room_key(f"{found['floor']}层{found['room']}" if found["floor"] else found["room"])
    building, unit, prefix = part(found, "building"), part(found, "unit"), found["prefix"].strip("-")
    if len(prefix) == 1 and building:  # 商3栋, 西12栋
        yield _room(part(found, "phase"), prefix + building, unit, room)
    if prefix and not building:  # 牡丹阁2单元101
        yield _room(part(found, "phase"), prefix, unit, room)
    if part(found, "mark") == "楼" and not unit and str(floor_of(room)) == building:
        yield from (_room(phase, "", "", room) for phase in phases(found))
    yield from (_room(phase, building, unit, room) for phase in phases(found))
    lettered = re.fullmatch(r"([A-Z])-?([0-9]{3,4})", room)
    if lettered and not unit:
        yield from (_room(phase, building, lettered[1], lettered[2]) for phase in phases(found))


def _shop(text: str) -> Iterator[RoomName]:
    """Yield the readings of a shop: under its word, without the street, and under its bare number."""
    found = match("shop", text)
    if not found:
        return
    room = room_key(found["room"])
    for name in dict.fromkeys([room, re.sub("^.*商铺", "商铺", room), re.sub("^.*商铺", "", room)]):
        for phase in phases(found):
            yield _room(phase, part(found, "building"), part(found, "unit"), name)


def _named(text: str) -> Iterator[RoomName]:
    """Yield the reading of a room after a building that has a name and no number: 综合楼101, 牡丹阁-1201."""
    found = match("named", text)
    if found and not form("not_estate").search(found["building"]) and floor_of(room_key(found["room"])) is not None:
        yield _room(part(found, "phase"), found["building"], part(found, "unit"), found["room"])


def _bare(text: str) -> Iterator[RoomName]:
    """Yield the readings of numbers with nothing but hyphens between them."""
    found = match("bare", text)
    if not found or not re.search("[0-9]", found["bare"]):
        return
    parts = found["bare"].split("-")
    alone = len(parts) == 1
    if (alone and text.endswith("#")) or (found["prefix"] and (alone or floor_of(room_key(parts[-1])) is None)):
        return
    for phase in phases(found):
        yield from _numbers(phase, parts)


def _fits(parts: list[str]) -> bool:
    """Tell whether numbers can be phase, building, unit or floor, and room at the end: 2026-11-20 cannot."""
    room = re.fullmatch(r"[A-Z]{0,2}[0-9]{0,5}(?:[A-Z]{1,2}[0-9]{0,3})?(?:-[0-9]{1,4})?", parts[-1])
    return bool(room) and all(re.fullmatch(r"[A-Z]{0,2}[0-9]{0,3}[A-Z]?", part) for part in parts[:-1])


def _numbers(phase: str, parts: list[str]) -> Iterator[RoomName]:
    """Yield what one to four numbers can mean, likeliest first; 101-2 and 101-102 are one room before they are two."""
    *before, room = parts
    floor = floor_of(before[-1]) if before else None
    if floor is not None and room.isdecimal() and (len(room) <= 2 or floor_of(room) == floor):  # noqa: PLR2004
        yield from _numbers(phase, [*before[:-1], f"{before[-1]}-{room}"])
    if not _fits(parts):
        return
    if not before:
        yield _room(phase, "", "", room)
        if found := re.fullmatch(r"([A-Z])([0-9]{3,4})", room):
            yield _room(phase, found[1], "", found[2])
    elif len(before) == 1:
        yield _room(phase, before[0], "", room)
        yield _room(phase, "", before[0], room)
    else:
        yield from _many_numbers(phase, before, room)


def _many_numbers(phase: str, before: list[str], room: str) -> Iterator[RoomName]:
    """Yield what two or three numbers before the room can mean: building and unit, with a floor or a phase too."""
    floor = str(floor_of(room_key(room))) == before[-1].lstrip("0")
    counted = before[-1].isdecimal() and len(before[-1]) <= 2 and len(room) <= 2  # noqa: PLR2004
    whole = room_key(f"{before[-1]}层{room}") if counted else room
    if len(before) == 2:  # noqa: PLR2004
        yield _room(phase, before[0], before[1], room)
        if floor or whole != room:
            yield _room(phase, before[0], "", whole)
        if not phase and building_key(before[1]):
            yield _room(before[0], before[1], "", room)
        return
    if floor or whole != room:
        yield _room(phase, before[0], before[1], whole)
    if not phase:
        yield _room(before[0], before[1], before[2], room)


def _part_of(shape: str, text: str) -> Iterator[PublicName]:
    """Yield the readings of a public place whose building, unit or phase is written before its name."""
    found = match(shape, text)
    if not found:
        return
    name, unit, mark = found["name"], part(found, "unit"), part(found, "mark")
    if mark == "楼" and not unit:  # 3楼电梯厅: a floor
        return
    for phase in phases(found):
        place = phase_key(phase), building_key(part(found, "building"))
        yield PublicName(*place, unit_key(unit), public_key(name))
        if unit and place[1]:
            yield PublicName(*place, "", public_key(text[found.start("unit") :]))


def _rooms(text: str) -> list[RoomName]:
    """Return the readings as a room in the most telling form: a building that was named is never left out."""
    for readings in (_shop(text), _marked("building", text), _marked("unit", text), _bare(text), _named(text)):
        if rooms := [room for room in readings if room.room]:
            return rooms
    return []


def _parts_of_places(text: str) -> Iterator[PublicName]:
    """Yield every reading as a public place of a phase, a building or a unit."""
    for shape in ("part_of_bare", "part_of_building", "part_of_unit", "part_of_named", "part_of_phase"):
        yield from _part_of(shape, text)


@lru_cache(8192)
def candidates(text: str) -> tuple[RoomName | PublicName, ...]:
    """Return all readings of what was written, likeliest first, none twice; () for text that can be no place.

    Rooms first, the whole text as a public name last. What reads as no room is the whole text as a public name, then
    the name with phase, building and unit split off, and with the unit left in it.
    """
    whole = PublicName("", "", "", public_key(text))
    if not re.search(r"\w", whole.name):
        return ()
    written = writing(text)
    if len(written) > LONGEST:
        return (whole,)
    rooms = _rooms(written)
    return tuple(dict.fromkeys([*rooms, whole] if rooms else [whole, *_parts_of_places(written)]))

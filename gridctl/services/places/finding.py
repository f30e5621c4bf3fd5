"""The join of everything: what people write about a place, and the one place of the register that is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from gridctl.domain.places import PublicName, RoomName, candidates, room_key
from gridctl.domain.text import clean
from gridctl.errors import AmbiguousError, GridctlError, NotFoundError
from gridctl.services.estates.houses import Houses, shown_phase, unknown_building
from gridctl.store import places as lookups

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gridctl.domain.estates import Place
    from gridctl.services.desk import Desk
    from gridctl.store.places import PublicAt

_CHOICES = 20
_DIGITS = "0123456789"
_NAME_AND_GROUND = re.compile(r"(.+?)\s*[（(](.+)[）)]")
Reading = RoomName | PublicName


class Register(Protocol):
    """Where places are looked up by key."""

    def rooms(self, units: Iterable[int], key: str) -> list[int]: ...  # noqa: D102 - the protocol says it
    def publics(self, key: str) -> Sequence[PublicAt]: ...  # noqa: D102 - likewise


@dataclass(frozen=True, slots=True)
class _ByStatement:
    """A statement for each question: for one place."""

    desk: Desk

    def rooms(self, units: Iterable[int], key: str) -> list[int]:
        """The rooms of a key in some units."""
        found = lookups.rooms_of_key(self.desk.reader, self.desk.pid, key)
        return [found[unit] for unit in units if unit in found]

    def publics(self, key: str) -> Sequence[PublicAt]:
        """The public places of a key."""
        return lookups.publics_of_key(self.desk.reader, self.desk.pid, key)


class PlaceBook:
    """The register in memory: for a sheet of many places.

    `room` resolves the keys of a row and `find` a text; both give the id of the place or raise as `find_place` does.
    What was asked once is remembered. `only_unit` and `at` are the short way for rows that name their unit.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.houses = Houses.of(desk)
        self._rooms = lookups.room_keys(desk.reader, desk.pid)
        self._publics: dict[str, list[PublicAt]] | None = None
        self._found: dict[tuple[str, bool, bool], int | GridctlError] = {}
        self._stems: dict[str, int] = {}

    def rooms(self, units: Iterable[int], key: str) -> list[int]:
        """The rooms of a key in some units."""
        keyed = ((unit, key) for unit in units)
        return [self._rooms[each] for each in keyed if each in self._rooms]

    def publics(self, key: str) -> Sequence[PublicAt]:
        """The public places of a key."""
        if self._publics is None:
            self._publics = lookups.public_keys(self.desk.reader, self.desk.pid)
        return self._publics.get(key, ())

    def only_unit(self, phase: str, building: str, unit: str) -> int | None:
        """The unit of these keys where there is exactly one."""
        found = self.houses.units_named(phase, building, unit) if building else []
        return found[0] if len(found) == 1 else None

    def at(self, unit: int, room: str) -> int | None:
        """The room of a key in a unit."""
        return self._rooms.get((unit, room))

    def name(self, place: int) -> str:
        """The full name of a room, by its keys."""
        unit, key = self._where[place]
        return self.houses.unit_name(unit) + key

    @cached_property
    def _where(self) -> dict[int, tuple[int, str]]:
        return {room: where for where, room in self._rooms.items()}

    def room(self, phase: str, building: str, unit: str, room: str) -> int:
        """Resolve a room given in keys."""
        return _decided(self.desk, self, (RoomName(phase, building, unit, room),), "")

    def find(self, text: str, *, rooms: bool = True, public: bool = True) -> int:
        """Resolve what was written.

        An address that differs from one already resolved only in the number after 单元 is in the same unit.
        """
        stem = text.rstrip(_DIGITS)
        if stem in self._stems and (room := self.at(self._stems[stem], room_key(text[len(stem) :]))):
            return room
        asked = text, rooms, public
        if asked not in self._found:
            try:
                self._found[asked] = _decided(self.desk, self, _readings(text, rooms, public), text)
            except GridctlError as error:
                self._found[asked] = error
        found = self._found[asked]
        if isinstance(found, GridctlError):
            raise found
        if rooms and stem.endswith("单元") and found in self._where:
            self._stems[stem] = self._where[found][0]
        return found


def find_place(desk: Desk, text: str, *, rooms: bool = True, public: bool = True) -> Place:
    """Find the place that is meant: exactly one hit on the likeliest reading that has any.

    AmbiguousError with the full names as choices where there are several; NotFoundError, with what is near, where
    there is none. `rooms` and `public` say which kinds of place can be meant.
    """
    return _places(desk, [find_place_id(desk, text, rooms=rooms, public=public)])[0]


def find_place_id(desk: Desk, text: str, *, rooms: bool = True, public: bool = True) -> int:
    """Find the id of the place that is meant, as `find_place` does.

    What no name fits may be the short way to a public place: a part of its name, its initials.
    """
    try:
        return named_place_id(desk, text, rooms=rooms, public=public)
    except NotFoundError:
        found = _by_short_way(desk, text) if public else []
        if not found:
            raise
    if len(found) > 1:
        raise _several(desk, Houses.of(desk), found, text)
    return found[0]


def named_place_id(desk: Desk, text: str, *, rooms: bool = True, public: bool = True) -> int:
    """Find the id of the place that is named in full, by whatever writing; a short way is none."""
    return _decided(desk, _ByStatement(desk), _readings(text, rooms, public), text)


def place_as_written(desk: Desk, text: str) -> tuple[int, str]:
    """The id of the place that is meant, and its words for a slip: as typed, the full name where a short way led to it."""
    try:
        return named_place_id(desk, text), clean(text)
    except NotFoundError:
        found = find_place_id(desk, text)
    return found, place_name(desk, _places(desk, [found])[0])


def _by_short_way(desk: Desk, text: str) -> list[int]:
    from gridctl.services.places.shortcuts import places_meant  # noqa: PLC0415 - a place by its name needs none

    return places_meant(desk, text)


def _places(desk: Desk, ids: Sequence[int]) -> list[Place]:
    from gridctl.store.estates import PLACE  # noqa: PLC0415 - tables load with their noun; an id needs none

    return desk.reader.find(PLACE, desk.pid, PLACE.c["id"].in_(ids))


def place_name(desk: Desk, place: Place, houses: Houses | None = None) -> str:
    """The full name of a place: 3栋2单元101, 一期3栋2单元101 where phases are needed, 1#电梯（3栋2单元）."""
    return (houses or Houses.of(desk)).place_name(place)


def _readings(text: str, rooms: bool, public: bool) -> tuple[Reading, ...]:  # noqa: FBT001 - as find_place has them
    """All readings of a text, likeliest first.

    1#电梯（3栋2单元）, as a full name is shown, is read with the ground before it too; where slips have a part behind the
    place (3栋2单元大堂 吊顶), the place alone is read last.
    """
    wanted = (RoomName,) * rooms + (PublicName,) * public
    written = clean(text)
    found = candidates(written)
    if named := _NAME_AND_GROUND.fullmatch(written):
        found += candidates(named[2] + named[1])
    while " " in written:
        written = written.rpartition(" ")[0].rstrip()
        found += candidates(written)
    return tuple(one for one in found if isinstance(one, wanted))


def _decided(desk: Desk, register: Register, readings: tuple[Reading, ...], text: str) -> int:
    houses = register.houses if isinstance(register, PlaceBook) else Houses.of(desk)
    for reading in _sound(houses, readings):
        found = _hits(houses, register, reading)
        if len(found) == 1:
            return found[0]
        if found:
            raise _several(desk, houses, found, text or _written(reading))
    raise _nothing(desk, houses, readings, text or (_written(readings[0]) if readings else ""))


def _sound(houses: Houses, readings: tuple[Reading, ...]) -> Iterable[Reading]:
    """Leave out readings that forget the building which a likelier one has said for certain.

    `3栋2单元101` must not find the 2单元101 of another building where 3栋 has none.
    """
    certain = False
    for one in readings:
        if isinstance(one, RoomName):
            if certain and not one.building:
                continue
            certain = certain or bool(one.building and (one.unit or houses.named(one.phase, one.building)))
        yield one


def _hits(houses: Houses, register: Register, reading: Reading) -> list[int]:
    phase, building, unit = reading.phase, reading.building, reading.unit
    if isinstance(reading, RoomName):
        # A room alone may be of any building, with units or without.
        found = register.rooms(houses.units_named(phase, building, unit), reading.room) if building or unit else []
        return found or ([] if unit else register.rooms(houses.units_within(phase, building), reading.room))
    if not reading.name:
        return []
    publics = register.publics(reading.name)
    if not (phase or building or unit):
        return [one.id for one in publics]
    return _publics_there(houses, publics, reading)


def _publics_there(houses: Houses, publics: Sequence[PublicAt], reading: PublicName) -> list[int]:
    """Those of a building or unit; where only the building is said, what belongs to the whole of it comes first."""
    buildings = {one.id for one in houses.named(reading.phase, reading.building)}
    within = [one for one in publics if one.building in buildings]
    if reading.unit:
        units = {unit.id for unit in houses.units.values() if unit.name == reading.unit}
        return [one.id for one in within if one.unit in units]
    whole = [one for one in within if one.unit is None]
    return [one.id for one in whole or within]


def _several(desk: Desk, houses: Houses, found: list[int], text: str) -> GridctlError:
    places = _places(desk, found[:_CHOICES])
    choices = tuple(place_name(desk, place, houses) for place in places)
    return AmbiguousError(f"“{clean(text)}”有 {len(found)} 处，不知道是哪一处", "请写全楼栋、单元", choices)


def _nothing(desk: Desk, houses: Houses, readings: tuple[Reading, ...], text: str) -> GridctlError:
    """Say what is near: the first reading whose building is known tells most."""
    for reading in readings:
        if reading.building and houses.named(reading.phase, reading.building):
            return NotFoundError(f"没有找到“{clean(text)}”", _within(desk, houses, reading))
    rooms = [one for one in readings if isinstance(one, RoomName) and one.building]
    if rooms:
        return NotFoundError(f"没有找到“{clean(text)}”", unknown_building(houses))
    word = readings[0].name if readings and isinstance(readings[0], PublicName) else ""
    return NotFoundError(f"没有找到“{clean(text)}”", _near_publics(desk, houses, word, None))


def _within(desk: Desk, houses: Houses, reading: Reading) -> str:
    """What a known building has, where it has no such place."""
    building = houses.named(reading.phase, reading.building)[0]
    if isinstance(reading, PublicName):
        return _near_publics(desk, houses, reading.name, building.id)
    units = houses.units_named(reading.phase, reading.building, reading.unit)
    if not units:
        names = "、".join(unit.written for unit in houses.by_building[building.id] if unit.written) or "不分单元"
        return f"{houses.building_name(building.id)} 的单元：{names}"
    rooms = lookups.rooms_in(desk.reader, desk.pid, units[:1])
    return f"{houses.unit_name(units[0])} 有 {rooms[0]}—{rooms[-1]}" if rooms else "它还没有登记房屋"


def _near_publics(desk: Desk, houses: Houses, word: str, building: int | None) -> str:
    near = lookups.publics_near(desk.reader, desk.pid, word, building)
    if not near:
        return "查看已登记的部位：gridctl place list；登记新的：gridctl place add"
    places = _places(desk, near)
    return f"是不是：{'、'.join(place_name(desk, place, houses) for place in places)}；登记新的：gridctl place add"


def _written(reading: Reading) -> str:
    """A reading in words, where there is no text of its own."""
    phase = shown_phase(reading.phase)
    unit = f"{reading.unit}单元" if reading.unit else ""
    return f"{phase}{reading.building}栋{unit}{reading.room if isinstance(reading, RoomName) else reading.name}"

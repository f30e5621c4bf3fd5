"""The register of the estate: buildings, units, and places (rooms, public places, equipment)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PlaceKind(StrEnum):
    """What a place is: a flat or shop of somebody's, or ground and equipment of everybody's."""

    ROOM = "room"
    AREA = "area"
    EQUIPMENT = "equipment"


@dataclass(frozen=True, slots=True)
class Building:
    """A building; `name` is its key within the phase, `written` as the office writes it; coordinates in millimetres."""

    project: int
    id: int
    phase: str
    name: str
    written: str
    x_mm: int | None
    y_mm: int | None


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit (单元) of a building; a building without units has one whose name is empty."""

    project: int
    id: int
    building: int
    name: str
    written: str


@dataclass(frozen=True, slots=True)
class Place:
    """A room, a public place or a piece of equipment: the join key of everything.

    `key` is the normal form that lookups meet on, `written` what the office wrote; `area_cm2` in square centimetres.
    `use` is 住宅, 商铺… as a code for rooms and the office's own category (电梯, 水泵房…) otherwise. `keeper` is who
    keeps it up as written, `keeper_staff` the staff member where it is one.
    """

    project: int
    id: int
    kind: str
    building: int | None
    unit: int | None
    floor: int | None
    key: str
    written: str
    use: str
    state: str
    area_cm2: int | None
    location: str
    keeper: str
    keeper_staff: int | None
    remark: str


@dataclass(frozen=True, slots=True)
class Alias:
    """Another key under which a place is found."""

    project: int
    id: int
    place: int
    key: str

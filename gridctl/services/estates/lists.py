"""The estate as it is looked at: counts by building, and the rooms of a building (E1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.places import PublicName, building_key, candidates, phase_key
from gridctl.domain.text import clean
from gridctl.services.estates.houses import Houses, find_building, find_unit, shown_phase
from gridctl.store.estate_reads import building_counts, rooms_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.services.desk import Desk

_HECTARE_MM2 = 10**10
_UNKNOWN_KIND = "residence"  # household_room_kinds: a kind that is not filled in counts as a dwelling


@dataclass(frozen=True, slots=True)
class BuildingLine:
    """A building; `households` are those that count by policy, areas in square metres, coordinates in millimetres."""

    phase: str
    building: str
    units: int
    floors: int
    rooms: int
    households: int
    area: float
    kinds: dict[str, int]
    states: dict[str, int]
    x_mm: int | None
    y_mm: int | None


@dataclass(frozen=True, slots=True)
class RoomLine:
    """A room in a list; `kind` and `state` are codes, the area in square metres."""

    place: str
    unit: str
    floor: int | None
    kind: str
    state: str
    area: float | None
    residents: int


def building_lines(desk: Desk, *, phase: str = "", building: str = "") -> list[BuildingLine]:
    """List the buildings with their counts, those of a phase or one alone."""
    chosen = find_building(desk, phase, building).id if building else None
    kinds = set(desk.policy("household_room_kinds"))
    states = {*desk.policy("household_room_states"), ""}
    return [
        BuildingLine(
            phase=shown_phase(count.phase),
            building=count.written,
            units=count.units,
            floors=count.floors,
            rooms=sum(count.kinds.values()),
            households=sum(n for (k, s), n in count.cells.items() if (k or _UNKNOWN_KIND) in kinds and s in states),
            area=round(count.area_cm2 / 10_000, 2),
            kinds=count.kinds,
            states=count.states,
            x_mm=count.x_mm,
            y_mm=count.y_mm,
        )
        for count in building_counts(desk.reader, desk.pid)
        if chosen in (None, count.id) and (building or not phase or count.phase == phase_key(phase))
    ]


def summed_up(lines: Sequence[BuildingLine]) -> str:
    """Say the totals, areas in square metres, and the density: households a building, a unit, and a hectare of the ground between them."""
    households, units = sum(line.households for line in lines), sum(line.units for line in lines)
    if not units:
        return "合计 0 户"
    text = f"合计 {len(lines)} 栋 {units} 单元 {sum(line.rooms for line in lines):,} 间房屋，{households:,} 户"
    text += f"，建筑面积 {sum(line.area for line in lines):,.2f} ㎡"
    text += f"；平均每栋 {households / len(lines):.1f} 户、每单元 {households / units:.1f} 户"
    places = [(line.x_mm, line.y_mm) for line in lines if line.x_mm is not None and line.y_mm is not None]
    if len(places) < len(lines):
        return text
    ground = (max(x for x, _ in places) - min(x for x, _ in places)) * (
        max(y for _, y in places) - min(y for _, y in places)
    )
    return f"{text}；每公顷 {households * _HECTARE_MM2 / ground:.0f} 户（按楼栋坐标的外框）" if ground else text


def ground_meant(desk: Desk, text: str) -> list[int] | None:
    """The units that a text means as a whole building or unit (3栋, 3栋2单元); None where it means a place in one."""
    houses = Houses.of(desk)
    written = clean(text)
    if houses.named("", building_key(written)) and building_key(written):
        return houses.units_within("", building_key(written))
    for one in candidates(written):
        if isinstance(one, PublicName) and not one.name and one.building:
            if one.unit:
                return [find_unit(desk, one.phase, one.building, one.unit, houses).id]
            return [unit.id for unit in houses.by_building[find_building(desk, one.phase, one.building, houses).id]]
    return None


def room_lines(desk: Desk, units: Sequence[int]) -> list[RoomLine]:
    """List the rooms of units from the ground up."""
    houses = Houses.of(desk)
    return [
        RoomLine(
            place=houses.unit_name(room.unit) + room.written,
            unit=houses.units[room.unit].written,
            floor=room.floor,
            kind=room.kind,
            state=room.state,
            area=square_metres(room.area_cm2),
            residents=room.residents,
        )
        for room in rooms_of(desk.reader, desk.pid, units, desk.today)
    ]


def square_metres(area_cm2: int | None) -> float | None:
    """Square centimetres as square metres."""
    return None if area_cm2 is None else area_cm2 / 10_000

"""The estate register from a sheet of rooms: buildings, their units, and the rooms in them (E1)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from gridctl.domain.coordinates import Point
from gridctl.domain.estates import Building, Place, PlaceKind, Unit
from gridctl.domain.places import RoomName, building_key, candidates, floor_of, phase_key, room_key, unit_key
from gridctl.domain.sheets import RoomRow
from gridctl.services.estates.houses import Houses, shown_building, shown_phase, shown_unit
from gridctl.services.estates.rooms import differences, filled, point
from gridctl.services.imports import Draft, Write, import_sheet, settled
from gridctl.store.estates import BUILDING, PLACE, UNIT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridctl.domain.imports import ImportResult, Numbered, Parsed
    from gridctl.services.desk import Caller, Desk, WritingDesk

_NAMED_BY = ("phase", "building", "unit", "room", "address")


class RoomAt(NamedTuple):
    """Where a room is, by keys: what identifies it in a sheet."""

    phase: str
    building: str
    unit: str
    room: str


Key = tuple[str, str]
"""The phase and the name of a building."""


@dataclass(slots=True)
class _Register:
    """The register as it is."""

    houses: Houses
    buildings: dict[Key, Building]
    units: dict[tuple[int, str], Unit]
    rooms: dict[tuple[int | None, str], Place]

    @classmethod
    def of(cls, desk: Desk) -> _Register:
        """Read the whole of it."""
        rooms = desk.reader.find(PLACE, desk.pid, PLACE.c["kind"] == PlaceKind.ROOM.value)
        return cls(
            Houses.of(desk),
            {(one.phase, one.name): one for one in desk.reader.find(BUILDING, desk.pid)},
            {(unit.building, unit.name): unit for unit in desk.reader.find(UNIT, desk.pid)},
            {(room.unit, room.key): room for room in rooms},
        )

    def room(self, at: RoomAt) -> Place | None:
        """The room that is there already."""
        building = self.buildings.get((at.phase, at.building))
        unit = self.units.get((building.id, at.unit)) if building else None
        return self.rooms.get((unit.id, at.room)) if unit else None

    def somewhere(self) -> Point | None:
        """Where any building of the estate stands."""
        points = (Point(b.x_mm, b.y_mm) for b in self.buildings.values() if b.x_mm is not None and b.y_mm is not None)
        return next(points, None)


@dataclass(slots=True)
class _Plan:
    """What the sheet would write: new rooms by where they are, rooms that change, and where buildings stand."""

    project: int
    estate: str
    register: _Register
    known: Point | None
    fresh: dict[RoomAt, Place] = field(default_factory=dict)
    altered: list[Place] = field(default_factory=list)
    points: dict[Key, tuple[int, Point | None]] = field(default_factory=dict)
    written: dict[tuple[str, ...], str] = field(default_factory=dict)

    def name(self, at: RoomAt) -> str:
        """The full name of a room, known or new."""
        phase = shown_phase(at.phase) if len(self.register.houses.by_name.get(at.building, ())) > 1 else ""
        return f"{phase}{self.written[at[:2]]}{self.written[at[:3]]}{at.room}"


def import_rooms(caller: Caller, parsed: Parsed[RoomRow], *, apply: bool, skip_wrong: bool = False) -> ImportResult:
    """Import the register of rooms; a building without units has one unit of no name."""
    return import_sheet(caller, "estate", parsed, plan_rooms, apply=apply, skip_wrong=skip_wrong)


def plan_rooms(desk: Desk, draft: Draft[RoomRow]) -> Write:
    """Say what becomes of each room of a sheet."""
    register = _Register.of(desk)
    plan = _Plan(desk.pid, phase_key(desk.project.name), register, register.somewhere())
    for at, item in settled(draft, _located(plan, draft), same="同一间房", named_by=_NAMED_BY, usual=True).items():
        _plan_room(plan, draft, at, item)
    if any(item.row.grid for item in draft.rows):
        draft.warn(0, "grid", "", "“网格”一列不在这里导入，请用 gridctl grid import 导入")
    return lambda desk: _write(desk, plan)


def _located(plan: _Plan, draft: Draft[RoomRow]) -> Iterator[tuple[RoomAt, Numbered[RoomRow]]]:
    """Give each row with where its room is; a row that does not tell is wrong."""
    for item in draft.rows:
        at = _at(item.row, plan.estate)
        if at is None:
            name, value = ("address", item.row.address) if item.row.address else ("room", item.row.room or "")
            draft.wrong(item.line, name, value or "", "看不出是哪栋哪室，写成 3栋2单元101，或分开写楼栋、单元、房号")
        elif (found := _in_phase(plan, draft, at, item)) and (found := _in_unit(plan, draft, found, item)):
            _remember_written(plan, found, item.row)
            yield found, item


def _at(row: RoomRow, estate: str) -> RoomAt | None:
    """Where a row's room is; the name of the estate before a building is no phase."""
    if row.address is not None:
        for one in candidates(row.address):
            if isinstance(one, RoomName) and one.building:
                said = "" if one.phase and (one.phase in estate or estate in one.phase) else one.phase
                return RoomAt(phase_key(row.phase or "") or said, one.building, one.unit, one.room)
        return None
    keys = building_key(row.building or ""), unit_key(row.unit or ""), room_key(row.room or "")
    return RoomAt(phase_key(row.phase or ""), *keys) if keys[0] and keys[2] else None


def _in_phase(plan: _Plan, draft: Draft[RoomRow], at: RoomAt, item: Numbered[RoomRow]) -> RoomAt | None:
    """Settle the phase: a sheet without phases means the only building of that name."""
    known = plan.register.houses.by_name.get(at.building, [])
    if not known or any(building.phase == at.phase for building in known):
        return at
    if at.phase and any(not building.phase for building in known):
        draft.wrong(item.line, "phase", item.row.phase or "", f"台账中的{known[0].written}没有分期，请去掉“期”")
        return None
    if at.phase:
        return at
    if len(known) > 1:
        draft.wrong(item.line, "building", item.row.building or "", "几期里都有这栋楼，请写明期")
        return None
    return at._replace(phase=known[0].phase)


def _in_unit(plan: _Plan, draft: Draft[RoomRow], at: RoomAt, item: Numbered[RoomRow]) -> RoomAt | None:
    """Settle the unit where the sheet has no such column: the one that has the room, if any; a blank cell means none."""
    column = "unit" in draft.parsed.columns and item.row.address is None
    if at.unit or column or plan.register.room(at):
        return at
    building = plan.register.buildings.get((at.phase, at.building))
    units = plan.register.houses.by_building[building.id] if building else []
    found = [there for unit in units if plan.register.room(there := at._replace(unit=unit.name))]
    if len(found) > 1:
        draft.wrong(item.line, "unit", "", f"几个单元都有 {at.room}，请写明单元")
        return None
    return found[0] if found else at


def _remember_written(plan: _Plan, at: RoomAt, row: RoomRow) -> None:
    """Keep how the building and the unit are written: as the register has them, else as the sheet had them first."""
    key = at.phase, at.building
    if key not in plan.written:
        known = plan.register.buildings.get(key)
        plan.written[key] = known.written if known else shown_building(row.building or at.building)
    if at[:3] not in plan.written:
        known = plan.register.buildings.get(key)
        unit = plan.register.units.get((known.id, at.unit)) if known else None
        plan.written[at[:3]] = unit.written if unit else shown_unit((row.unit or at.unit) if at.unit else "")


def _plan_room(plan: _Plan, draft: Draft[RoomRow], at: RoomAt, item: Numbered[RoomRow]) -> None:
    known = plan.register.room(at)
    room = filled(draft, item, known or _bare_room(plan.project, at, item.row))
    moved = _moved(plan, draft, at, item)
    if room is None or moved is None:
        return
    if known is None:
        draft.new += 1
        plan.fresh[at] = room
    elif draft.changes(item.line, plan.name(at), [*differences(known, room), *moved]) and room != known:
        plan.altered.append(room)


def _bare_room(project: int, at: RoomAt, row: RoomRow) -> Place:
    """A room of which nothing is known but where it is; its ids are given when it is written."""
    return Place(
        project=project,
        id=0,
        kind=PlaceKind.ROOM.value,
        building=None,
        unit=None,
        floor=floor_of(at.room),
        key=at.room,
        written=row.room or at.room,
        use="",
        state="",
        area_cm2=None,
        location="",
        keeper="",
        keeper_staff=None,
        remark="",
    )


def _moved(
    plan: _Plan, draft: Draft[RoomRow], at: RoomAt, item: Numbered[RoomRow]
) -> list[tuple[str, str, str]] | None:
    """Say how the row moves its building; None where it says wrong or another thing than an earlier row."""
    told = point(draft, item, plan.known)
    if told is None:
        return None
    if not told:
        return []
    (where,) = told
    key = at.phase, at.building
    line, first = plan.points.setdefault(key, (item.line, where))
    if first != where:
        draft.conflict(item.line, "building", item.row.building or "", f"与第 {line} 行给同一栋楼的坐标不一样")
        return None
    plan.known = plan.known or where
    known = plan.register.buildings.get(key)
    if line != item.line or known is None:
        return []
    before = Point(known.x_mm, known.y_mm) if known.x_mm is not None and known.y_mm is not None else None
    return [] if before == where else [("楼栋坐标", _metres(before), _metres(where))]


def _metres(where: Point | None) -> str:
    return "" if where is None else f"{where.x / 1000:.3f},{where.y / 1000:.3f}"


def _write(desk: WritingDesk, plan: _Plan) -> None:
    buildings = _write_buildings(desk, plan)
    units = _write_units(desk, plan, buildings)
    first = desk.tx.next_id(desk.pid, PLACE, len(plan.fresh)) if plan.fresh else 0
    desk.tx.insert(
        PLACE,
        (
            replace(room, id=first + i, building=buildings[at[:2]], unit=units[at[:3]])
            for i, (at, room) in enumerate(plan.fresh.items())
        ),
    )
    desk.tx.update(PLACE, plan.altered)


def _write_buildings(desk: WritingDesk, plan: _Plan) -> dict[tuple[str, ...], int]:
    """Write the buildings that are new or have moved; give the ids of all by phase and name."""
    known = plan.register.buildings
    ids: dict[tuple[str, ...], int] = {key: building.id for key, building in known.items()}
    moved = [
        replace(known[key], x_mm=where and where.x, y_mm=where and where.y)
        for key, (_, where) in plan.points.items()
        if key in known
    ]
    desk.tx.update(BUILDING, [building for building in moved if building != known[building.phase, building.name]])
    fresh = list(dict.fromkeys((at.phase, at.building) for at in plan.fresh if at[:2] not in ids))
    first = desk.tx.next_id(desk.pid, BUILDING, len(fresh)) if fresh else 0
    for i, key in enumerate(fresh):
        _, where = plan.points.get(key, (0, None))
        ids[key] = first + i
        desk.tx.insert(
            BUILDING,
            [Building(desk.pid, first + i, *key, plan.written[key], where and where.x, where and where.y)],
        )
    return ids


def _write_units(desk: WritingDesk, plan: _Plan, buildings: dict[tuple[str, ...], int]) -> dict[tuple[str, ...], int]:
    """Write the units that are new; give the ids of those that new rooms are in."""
    ids: dict[tuple[str, ...], int] = {}
    fresh: list[tuple[str, ...]] = []
    for at in plan.fresh:
        if at[:3] in ids:
            continue
        unit = plan.register.units.get((buildings[at[:2]], at.unit))
        ids[at[:3]] = unit.id if unit else 0
        fresh += [] if unit else [at[:3]]
    first = desk.tx.next_id(desk.pid, UNIT, len(fresh)) if fresh else 0
    for i, key in enumerate(fresh):
        ids[key] = first + i
    desk.tx.insert(UNIT, [Unit(desk.pid, ids[key], buildings[key[:2]], key[2], plan.written[key]) for key in fresh])
    return ids

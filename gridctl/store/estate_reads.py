"""Reads that only feed lists of the estate: counts by building, and the rooms of a building."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gridctl.store.snapshots import Reader


@dataclass(slots=True)
class BuildingCount:
    """A building with what is counted in it; `kinds` and `states` count rooms by code, "" where none is known."""

    id: int
    phase: str
    written: str
    x_mm: int | None
    y_mm: int | None
    units: int
    floors: int = 0
    area_cm2: int = 0
    kinds: dict[str, int] = field(default_factory=dict)
    states: dict[str, int] = field(default_factory=dict)
    cells: dict[tuple[str, str], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RoomRecord:
    """A room in a list, with how many people are registered in it."""

    id: int
    unit: int
    floor: int | None
    written: str
    kind: str
    state: str
    area_cm2: int | None
    residents: int


def building_counts(reader: Reader, project: int) -> list[BuildingCount]:
    """Every building, by phase and in the order of its register."""
    sql = text(
        "SELECT building.id, phase, building.written, x_mm, y_mm, count(unit.id) FROM building"
        " LEFT JOIN unit ON unit.project = building.project AND unit.building = building.id"
        " WHERE building.project = :project GROUP BY building.id ORDER BY phase, building.id"
    )
    counts = [BuildingCount(*row) for row in reader.connection.execute(sql, {"project": project})]
    by_id = {count.id: count for count in counts}
    rooms = text(
        'SELECT building, "use", state, count(*), coalesce(max(floor), 0), coalesce(sum(area_cm2), 0) FROM place'
        " WHERE project = :project AND kind = 'room' GROUP BY building, \"use\", state"
    )
    for building, kind, state, number, floor, area in reader.connection.execute(rooms, {"project": project}):
        _add(by_id[building], (kind, state), (number, floor, area))
    return counts


def _add(count: BuildingCount, cell: tuple[str, str], figures: tuple[int, int, int]) -> None:
    number, floor, area = figures
    count.cells[cell] = number
    count.kinds[cell[0]] = count.kinds.get(cell[0], 0) + number
    count.states[cell[1]] = count.states.get(cell[1], 0) + number
    count.floors = max(count.floors, floor)
    count.area_cm2 += area


def rooms_of(reader: Reader, project: int, units: Sequence[int], day: date) -> list[RoomRecord]:
    """The rooms of units from the ground up, with who is registered there on a day."""
    sql: Any = text(
        'SELECT place.id, place.unit, floor, place.written, "use", state, area_cm2, count(occupancy.id) FROM place'
        " JOIN unit ON unit.project = place.project AND unit.id = place.unit"
        " LEFT JOIN occupancy ON occupancy.project = place.project AND occupancy.place = place.id"
        " AND (valid_to IS NULL OR valid_to > :day)"
        " WHERE place.project = :project AND kind = 'room' AND place.unit IN :units GROUP BY place.id"
        " ORDER BY unit.building, length(unit.name), unit.name, floor, length(key), key"
    ).bindparams(bindparam("units", expanding=True))
    values = {"project": project, "units": list(units), "day": day.isoformat()}
    return [RoomRecord(*row) for row in reader.connection.execute(sql, values)]

"""Reads of who lives where: for lists, and for an import that compares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import text

from gridctl.store.sqlite import raw

if TYPE_CHECKING:
    from datetime import date

    from gridctl.store.snapshots import Reader


class Occupant(NamedTuple):
    """A person in a household, as the ledger has both; days are ISO text."""

    place: int
    name: str
    person: int
    phone: str
    id_number: str
    sex: str
    remark: str
    occupancy: int
    role: str
    valid_from: str | None
    valid_to: str | None


class ResidentRecord(NamedTuple):
    """A person in a household, for a list."""

    place: int
    unit: int
    room: str
    name: str
    role: str
    phone: str
    id_number: str
    sex: str
    moved_in: str | None
    moved_out: str | None
    grid: str | None
    remark: str


def occupants(reader: Reader, project: int) -> list[Occupant]:
    """Everyone who lives somewhere and has not moved out."""
    sql = (
        "SELECT place, name, person.id, phone, id_number, sex, remark, occupancy.id, role, valid_from, valid_to"
        " FROM occupancy JOIN person ON person.project = occupancy.project AND person.id = occupancy.person"
        " WHERE occupancy.project = :project AND valid_to IS NULL"
    )
    return list(map(Occupant._make, reader.connection.execute(text(sql), {"project": project})))


_LIST = """
SELECT place.id, place.unit, place.written, person.name, occupancy.role, person.phone, person.id_number, person.sex,
    occupancy.valid_from, occupancy.valid_to, grid.name, person.remark
FROM occupancy
JOIN person ON person.project = occupancy.project AND person.id = occupancy.person
JOIN place ON place.project = occupancy.project AND place.id = occupancy.place
LEFT JOIN extent ON extent.project = place.project AND extent.unit = place.unit AND extent.valid_from <= :day
    AND (extent.valid_to IS NULL OR extent.valid_to > :day)
LEFT JOIN grid ON grid.project = extent.project AND grid.id = extent.grid
WHERE occupancy.project = :project AND (occupancy.valid_to IS NULL OR occupancy.valid_to > :day)
"""
_FILTERS = {
    "place": "place.id = :place",
    "building": "place.building = :building",
    "unit": "place.unit = :unit",
    "grid": "extent.grid = :grid",
    "name": "instr(person.name, :name) > 0",
    "role": "occupancy.role = :role",
}


def resident_records(reader: Reader, project: int, day: date, **wanted: Any) -> list[ResidentRecord]:
    """Who lives somewhere on a day, household by household; `wanted` narrows by place, building, grid, name and role."""
    used = {name: value for name, value in wanted.items() if value is not None}
    sql = _LIST + "".join(f" AND {_FILTERS[name]}" for name in used)
    sql += " ORDER BY place.building, place.unit, place.floor, length(place.key), place.key, occupancy.id"
    values = {"project": project, "day": day.isoformat(), **used}
    return list(map(ResidentRecord._make, reader.connection.execute(text(sql), values)))


def people_named(reader: Reader, project: int, text: str) -> list[str]:
    """The names of residents that stand in a text."""
    statement = (
        "SELECT DISTINCT name FROM person WHERE project = :project AND length(name) > 1 AND instr(:text, name) > 0"
    )
    return [name for (name,) in raw(reader.connection, statement, {"project": project, "text": text})]

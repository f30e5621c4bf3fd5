"""Lookups of the register by key: buildings and units as a whole, places one by one or all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from gridctl.store.sqlite import raw

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gridctl.store.snapshots import Reader


class BuildingKey(NamedTuple):
    """What names a building."""

    id: int
    phase: str
    name: str
    written: str


class UnitKey(NamedTuple):
    """What names a unit."""

    id: int
    building: int
    name: str
    written: str


class PublicAt(NamedTuple):
    """A public place, or a place under another name, and where it is."""

    id: int
    building: int | None
    unit: int | None


_PLACE = "SELECT id, building, unit FROM place WHERE project = :project"
_ALIAS = (
    "SELECT place.id, place.building, place.unit FROM alias JOIN place"
    " ON place.project = alias.project AND place.id = alias.place WHERE alias.project = :project"
)


def building_keys(reader: Reader, project: int) -> list[BuildingKey]:
    """Every building of a project, in the order of its register."""
    sql = "SELECT id, phase, name, written FROM building WHERE project = :project ORDER BY id"
    return [BuildingKey(*row) for row in _rows(reader, project, sql)]


def unit_keys(reader: Reader, project: int) -> list[UnitKey]:
    """Every unit of a project."""
    sql = "SELECT id, building, name, written FROM unit WHERE project = :project ORDER BY building, length(name), name"
    return [UnitKey(*row) for row in _rows(reader, project, sql)]


def rooms_of_key(reader: Reader, project: int, key: str) -> dict[int, int]:
    """The rooms of a key: by unit, the id."""
    sql = "SELECT unit, id FROM place WHERE project = :project AND key = :key AND kind = 'room'"
    return {unit: place for unit, place in _rows(reader, project, sql, key=key)}  # noqa: C416 - rows are no pairs to mypy


def publics_of_key(reader: Reader, project: int, key: str) -> list[PublicAt]:
    """The public places of a key, and the places that have it as another name."""
    sql = f"{_PLACE} AND key = :key AND kind <> 'room' UNION {_ALIAS} AND alias.key = :key ORDER BY 1"
    return [PublicAt(*row) for row in _rows(reader, project, sql, key=key)]


def room_keys(reader: Reader, project: int) -> dict[tuple[int, str], int]:
    """The id of every room by its unit and key."""
    sql = "SELECT unit, key, id FROM place WHERE project = :project AND kind = 'room'"
    return {(unit, key): place for unit, key, place in _rows(reader, project, sql)}


def public_keys(reader: Reader, project: int) -> dict[str, list[PublicAt]]:
    """Every public place, and every other name of a place, by key."""
    sql = (
        f"{_PLACE.replace('SELECT', 'SELECT key,')} AND kind <> 'room'"
        f" UNION {_ALIAS.replace('SELECT', 'SELECT alias.key,')} ORDER BY 2"
    )
    found: dict[str, list[PublicAt]] = {}
    for key, *where in _rows(reader, project, sql):
        found.setdefault(key, []).append(PublicAt(*where))
    return found


def rooms_in(reader: Reader, project: int, units: Sequence[int]) -> list[str]:
    """The rooms of units as written, from the lowest to the highest, for a hint; shops only where nothing else is."""
    marks = ", ".join(str(int(unit)) for unit in units)
    sql = (
        f"SELECT written, floor FROM place WHERE project = :project AND kind = 'room' AND unit IN ({marks})"  # noqa: S608 - ids
        " ORDER BY floor, length(key), key"
    )
    rows = list(_rows(reader, project, sql))
    return [written for written, floor in rows if floor is not None] or [written for written, _ in rows]


def publics_near(reader: Reader, project: int, word: str, building: int | None, limit: int = 8) -> list[int]:
    """Public places of a building, or whose name holds a word or is held by it, for a hint."""
    sql = (
        "SELECT id FROM place WHERE project = :project AND kind <> 'room' AND (building = :building OR (:word <> ''"
        " AND (instr(key, :word) > 0 OR instr(:word, key) > 0))) ORDER BY id LIMIT :limit"
    )
    return [row[0] for row in _rows(reader, project, sql, word=word, building=building, limit=limit)]


def _rows(reader: Reader, project: int, sql: str, **values: Any) -> Iterator[tuple[Any, ...]]:
    return raw(reader.connection, sql, {"project": project, **values})

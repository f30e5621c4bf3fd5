"""The ground of grids: what people write of buildings and units, and whole units laid to one grid at a time (D7 三)."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gridctl.domain.grids import Extent, Grid, ended, holds_on, overlaps, period_words
from gridctl.domain.places import PublicName, RoomName, building_key, candidates, unit_key
from gridctl.domain.text import clean, fold
from gridctl.errors import RuleError, UsageError
from gridctl.services.estates.houses import Houses, find_building, find_unit
from gridctl.services.grids.finding import all_grids
from gridctl.services.places.finding import find_place_id, place_name
from gridctl.store.estates import PLACE
from gridctl.store.grids import EXTENT, GRID
from gridctl.store.ticket_reads import any_ticket

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from gridctl.services.desk import Desk, WritingDesk

_SEPARATORS = re.compile(r"[、,;/]+")
_RANGE = re.compile(
    r"(?P<head>(?:.*[^0-9])?)(?P<first>[0-9]{1,3})(?P<one>栋|幢|座|号楼|#|单元|门)?(?:[-~—–]|至|到)"
    r"(?P<last>[0-9]{1,3})(?P<mark>栋|幢|座|号楼|#|单元|门)"
)
_NAMED = 3  # pieces of ground named in one error


@dataclass(frozen=True, slots=True)
class Ground:
    """What is to belong to a grid: the ids of units and of public places."""

    units: tuple[int, ...] = ()
    places: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.units or self.places)


def written_out(text: str) -> list[str]:
    """Each of several that were written in one: 1栋、2栋 and 1-3栋 become 1栋 2栋 3栋; 2栋1-2单元 becomes two units."""
    parts: list[str] = []
    for part in _SEPARATORS.split(fold(text)):
        found = _RANGE.fullmatch(part.strip())
        if found and int(found["first"]) < int(found["last"]) and found["one"] in (None, found["mark"]):
            numbers = range(int(found["first"]), int(found["last"]) + 1)
            parts += [f"{found['head']}{number}{found['mark']}" for number in numbers]
        elif part.strip():
            parts.append(part.strip())
    return parts


def units_of(desk: Desk, houses: Houses, phase: str, building: str, unit: str) -> list[int]:
    """The units that a row of a sheet means: whole buildings, or units of one; NotFoundError or AmbiguousError else."""
    if unit_key(unit):
        return [find_unit(desk, phase, building, one, houses).id for one in written_out(unit)]
    found = [find_building(desk, phase, one, houses).id for one in written_out(building)]
    return [each.id for one in found for each in houses.by_building[one]]


def ground_meant(desk: Desk, *, buildings: Iterable[str], units: Iterable[str], places: Iterable[str]) -> Ground:
    """The ground that options name; each may name several."""
    houses = Houses.of(desk)
    whole = [unit for text in buildings for one in written_out(text) for unit in _building_units(desk, houses, one)]
    single = [_unit(desk, houses, one) for text in units for one in written_out(text)]
    return Ground(tuple(dict.fromkeys(whole + single)), tuple(places_of(desk, places)))


def ground_units(desk: Desk, houses: Houses, texts: Iterable[str]) -> list[int]:
    """The units that texts name, each a building or a unit, or several of them; NotFoundError or AmbiguousError else."""
    found: list[int] = []
    for one in (one for text in texts for one in written_out(text)):
        phase, building, unit = _parts(houses, one)
        if unit:
            found.append(find_unit(desk, phase, building, unit, houses).id)
        else:
            found += (each.id for each in houses.by_building[find_building(desk, phase, building, houses).id])
    return list(dict.fromkeys(found))


def places_of(desk: Desk, texts: Iterable[str]) -> list[int]:
    """The public places that are named, each text naming one or several."""
    named = (one for text in texts for one in _SEPARATORS.split(fold(text)) if one)
    return list(dict.fromkeys(find_place_id(desk, one, rooms=False) for one in named))


def _building_units(desk: Desk, houses: Houses, text: str) -> list[int]:
    phase, building, unit = _parts(houses, text)
    if unit:
        raise UsageError(f"“{text}”是一个单元，不是整栋", "单元写在 --units 后面")
    return [each.id for each in houses.by_building[find_building(desk, phase, building, houses).id]]


def building_meant(desk: Desk, houses: Houses, text: str) -> int:
    """The building that a text names, with its phase where there is one."""
    phase, building, _ = _parts(houses, text)
    return find_building(desk, phase, building, houses).id


def _unit(desk: Desk, houses: Houses, text: str) -> int:
    phase, building, unit = _parts(houses, text)
    return find_unit(desk, phase, building, unit, houses).id


def _parts(houses: Houses, text: str) -> tuple[str, str, str]:
    """The keys of phase, building and unit in a text: the first reading whose building is known, else the text whole."""
    if building_key(text) and houses.named("", building_key(text)):
        return "", text, ""
    for one in candidates(clean(text)):
        if not (one.building and houses.named(one.phase, one.building)):
            continue
        if isinstance(one, PublicName) and not one.name:
            return one.phase, one.building, one.unit
        if isinstance(one, RoomName) and not one.unit:
            return one.phase, one.building, one.room
    return "", text, ""


def opening_day(desk: Desk) -> date:
    """From when grids and duties hold where nobody says: today; while there is no ticket yet, the go-live day if past."""
    return desk.today if any_ticket(desk.reader, desk.pid) else min(desk.today, desk.project.live_from)


@dataclass(frozen=True, slots=True)
class Claim:
    """Ground that another grid has: its name, the grid, and when."""

    name: str
    grid: Grid
    held: Extent

    @property
    def words(self) -> str:
        """The claim in words."""
        return f"{self.name}属于网格 {self.grid.code}（{period_words(self.held.valid_from, self.held.valid_to)}）"


class Land:
    """Every extent of the project by what it covers, and the names for it."""

    def __init__(self, desk: Desk, houses: Houses) -> None:
        self.desk = desk
        self.houses = houses
        self.grids = {grid.id: grid for grid in all_grids(desk)}
        self.by_ground: dict[tuple[int | None, int | None], list[Extent]] = defaultdict(list)
        for row in desk.reader.find(EXTENT, desk.pid, order="valid_from"):
            self.by_ground[row.unit, row.place].append(row)

    def held(self, wanted: Extent) -> list[Extent]:
        """The extents of the same ground that share a day with one."""
        rows = self.by_ground[wanted.unit, wanted.place]
        return [row for row in rows if overlaps(row, wanted.valid_from, wanted.valid_to)]

    def claims(self, wanted: Extent) -> list[Claim]:
        """What other grids hold of this ground on a day of it."""
        return [
            Claim(self.name(row), self.grids[row.grid], row) for row in self.held(wanted) if row.grid != wanted.grid
        ]

    def own(self, wanted: Extent) -> Extent | None:
        """What the grid itself has of this ground already, the earliest first."""
        return next((row for row in self.held(wanted) if row.grid == wanted.grid), None)

    def name(self, row: Extent) -> str:
        """The ground of an extent in words."""
        if row.unit is not None:
            return self.houses.unit_name(row.unit)
        place = self.desk.reader.get(PLACE, self.desk.pid, row.place or 0)
        return place_name(self.desk, place, self.houses) if place else ""


def extents(grid: Grid, ground: Ground, start: date) -> list[Extent]:
    """The rows that lay ground to a grid from a day on, without ids."""
    units = [Extent(grid.project, 0, grid.id, unit, None, start, None) for unit in ground.units]
    return units + [Extent(grid.project, 0, grid.id, None, place, start, None) for place in ground.places]


def lay(desk: WritingDesk, land: Land, wanted: Sequence[Extent], *, replacing: bool = False) -> int:
    """Lay ground to a grid and give how much of it is new to it, or held by it from an earlier day now.

    RuleError where another grid has it on one of those days; with `replacing`, that ends on the first of them.
    """
    claims = [claim for row in wanted for claim in land.claims(row)]
    later = [claim for claim in claims if not holds_on(claim.held, wanted[0].valid_from)]
    if (claims and not replacing) or later:
        raise RuleError(*_refusal(later or claims, wanted[0].valid_from))
    closing, never = ended([claim.held for claim in claims], wanted[0].valid_from) if claims else ([], [])
    desk.tx.update(EXTENT, closing)
    desk.tx.delete(EXTENT, never)
    own = [(row, land.own(row)) for row in wanted]
    fresh = [row for row, held in own if held is None]
    earlier = [
        replace(held, valid_from=row.valid_from) for row, held in own if held and held.valid_from > row.valid_from
    ]
    keep_extents(desk, fresh)
    desk.tx.update(EXTENT, earlier)
    return len(fresh) + len(earlier)


def keep_extents(desk: WritingDesk, fresh: Sequence[Extent]) -> None:
    """Write extents that were checked, each with an id."""
    first = desk.tx.next_id(desk.pid, EXTENT, len(fresh)) if fresh else 0
    desk.tx.insert(EXTENT, [replace(row, id=first + i) for i, row in enumerate(fresh)])


def _refusal(claims: list[Claim], start: date) -> tuple[str, str]:
    words = "、".join(claim.words for claim in claims[:_NAMED])
    more = f"…共 {len(claims)} 处" if len(claims) > _NAMED else ""
    later = any(claim.held.valid_from > start for claim in claims)
    hint = (
        "那以后已划给别的网格；先用 gridctl undo 撤销那次划分" if later else f"要从 {start} 起改划过来，加上 --replace"
    )
    return f"一个单元或部位同一天只能在一个网格：{words}{more}", hint


def add_grid(
    desk: WritingDesk, code: str, name: str, ground: Ground, start: date | None = None, *, replacing: bool = False
) -> Grid:
    """Set up a grid with its ground, or lay more ground to one that is there, from a day on.

    RuleError where the grid is there and nothing is added, or the ground is another's on one of those days.
    """
    houses = Houses.of(desk)
    known = _known(desk, code)
    grid = known or _new_grid(desk, code, name, start or opening_day(desk))
    first = start or max(opening_day(desk), grid.valid_from)
    if known and not ground:
        raise RuleError(f"已有网格 {known.code} {known.name}", f"查看：gridctl grid show {known.code}")
    if known and name and clean(name) != known.name:
        raise RuleError(f"网格 {known.code} 叫“{known.name}”，不叫“{clean(name)}”", "给它加范围时不用写 --name")
    if first < grid.valid_from:
        raise RuleError(f"网格 {grid.code} 从 {grid.valid_from} 起才有", f"用 --from {grid.valid_from} 或以后")
    if ground and not lay(desk, Land(desk, houses), extents(grid, ground, first), replacing=replacing):
        desk.notices.append(f"这些范围本来就在网格 {grid.code} 里，没有变动")
    return grid


def _known(desk: Desk, code: str) -> Grid | None:
    wanted = grid_code(code).casefold()
    return next((grid for grid in all_grids(desk) if grid.code.casefold() == wanted), None)


def grid_code(text: str) -> str:
    """A code as it is kept."""
    if not (code := fold(text)):
        raise UsageError("没有写网格编号", "写单位自己的编号，如 01 或 03-018")
    return code


def _new_grid(desk: WritingDesk, code: str, name: str, start: date) -> Grid:
    grid = Grid(desk.pid, desk.tx.next_id(desk.pid, GRID), grid_code(code), clean(name) or grid_code(code), start, None)
    for other in all_grids(desk):
        if other.name == grid.name:
            desk.notices.append(f"网格 {other.code} 也叫“{other.name}”，以后请用编号")
    desk.tx.insert(GRID, [grid])
    return grid

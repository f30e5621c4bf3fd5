"""What contractors answer for: buildings, public places, grids or the whole project, and who that is for a place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gridctl.domain.contractors import ServiceArea
from gridctl.domain.grids import grid_name
from gridctl.errors import RuleError, UsageError
from gridctl.regulation.contractors import service_name, services
from gridctl.services.contractors.register import all_contractors
from gridctl.services.estates.houses import Houses
from gridctl.services.grids.answering import answerable
from gridctl.services.grids.finding import find_grid
from gridctl.services.grids.ground import building_meant, places_of, written_out
from gridctl.services.places.finding import place_name
from gridctl.store.contractors import SERVICE_AREA
from gridctl.store.estates import PLACE
from gridctl.store.grids import GRID

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from gridctl.domain.contractors import Contractor
    from gridctl.services.desk import Desk, WritingDesk

WHOLE = "全项目"


@dataclass(frozen=True, slots=True)
class Said:
    """Ground as typed, each text naming one or several; `whole` is the whole project."""

    buildings: str = ""
    places: str = ""
    grids: str = ""
    whole: bool = False


def areas_meant(desk: Desk, contractor: Contractor, said: Said, houses: Houses | None = None) -> list[ServiceArea]:
    """The ground that was named, as rows without ids; NotFoundError, AmbiguousError or UsageError where it is none."""
    known = houses or Houses.of(desk)
    buildings = dict.fromkeys(building_meant(desk, known, one) for one in written_out(said.buildings))
    grids = dict.fromkeys(find_grid(desk, one).id for one in written_out(said.grids))
    rows = [_area(contractor, building=one) for one in buildings]
    rows += [_area(contractor, place=one) for one in places_of(desk, [said.places] if said.places else [])]
    rows += [_area(contractor, grid=one) for one in grids]
    rows += [_area(contractor)] if said.whole else []
    if not rows:
        raise UsageError("没有说明负责哪里", "写 --buildings 1-3栋、--places 中心花园、--grids 01，或 --all（全项目）")
    return rows


def _area(
    contractor: Contractor, *, building: int | None = None, place: int | None = None, grid: int | None = None
) -> ServiceArea:
    return ServiceArea(contractor.project, 0, contractor.id, building, place, grid)


def areas_of(desk: Desk, contractor: Contractor) -> list[ServiceArea]:
    """What a contractor answers for."""
    return desk.reader.find(SERVICE_AREA, desk.pid, SERVICE_AREA.c["contractor"] == contractor.id)


def add_areas(desk: WritingDesk, contractor: Contractor, wanted: Iterable[ServiceArea]) -> list[ServiceArea]:
    """Lay ground to a contractor, and give what is new to it; what another of the same service has is noticed."""
    held = {_ground(row) for row in areas_of(desk, contractor)}
    fresh = [row for row in wanted if _ground(row) not in held]
    if not fresh:
        raise RuleError(f"{contractor.name}已经负责这些地方", f"查看：gridctl contractor show {contractor.name}")
    keep_areas(desk, fresh)
    _notice_shared(desk, contractor, fresh)
    return fresh


def keep_areas(desk: WritingDesk, fresh: Sequence[ServiceArea]) -> None:
    """Write ground that was checked, each row with an id."""
    first = desk.tx.next_id(desk.pid, SERVICE_AREA, len(fresh)) if fresh else 0
    desk.tx.insert(SERVICE_AREA, [replace(row, id=first + i) for i, row in enumerate(fresh)])


def remove_areas(desk: WritingDesk, contractor: Contractor, unwanted: Iterable[ServiceArea]) -> list[ServiceArea]:
    """Take ground from a contractor, and give what was taken."""
    grounds = {_ground(row) for row in unwanted}
    gone = [row for row in areas_of(desk, contractor) if _ground(row) in grounds]
    if not gone:
        raise RuleError(f"{contractor.name}并不负责这些地方", f"查看：gridctl contractor show {contractor.name}")
    desk.tx.delete(SERVICE_AREA, gone)
    return gone


def _ground(row: ServiceArea) -> tuple[int | None, int | None, int | None]:
    return row.building, row.place, row.grid


def _notice_shared(desk: WritingDesk, contractor: Contractor, fresh: Sequence[ServiceArea]) -> None:
    grounds = {_ground(row) for row in fresh}
    for other in all_contractors(desk):
        if other.id != contractor.id and other.service == contractor.service and other.holds_on(desk.today):
            shared = [row for row in areas_of(desk, other) if _ground(row) in grounds]
            if shared:
                where = "、".join(area_words(desk, shared))
                desk.notices.append(f"{where}也由{other.name}负责{service_name(other.service)}")


def area_words(desk: Desk, rows: Iterable[ServiceArea], houses: Houses | None = None) -> list[str]:
    """Ground in words: 1栋, 中心花园, 01 东区, 全项目."""
    known = houses or Houses.of(desk)
    return [_words(desk, known, row) for row in rows]


def _words(desk: Desk, houses: Houses, row: ServiceArea) -> str:
    if row.building is not None:
        return houses.building_name(row.building)
    if row.grid is not None:
        grid = desk.reader.get(GRID, desk.pid, row.grid)
        return grid_name(grid) if grid else ""
    if row.place is None:
        return WHOLE
    place = desk.reader.get(PLACE, desk.pid, row.place)
    return place_name(desk, place, houses) if place else ""


def contractors_for(desk: Desk, kind: str, category: str, place: int, day: date) -> list[Contractor]:
    """The contractors under contract on a day who mend a kind and category of ticket at a place.

    Whoever was given the place itself comes before its building, its grid and the whole project; only the nearest are
    given. One without any ground answers for the whole project.
    """
    mending = {one.code for one in services() if one.mends(kind, category)}
    near: dict[int, list[Contractor]] = {}
    for one in all_contractors(desk):
        if one.service in mending and one.holds_on(day):
            near.setdefault(_nearness(desk, one, place, day), []).append(one)
    return near[min(near)] if near and min(near) < _NOWHERE else []


_NOWHERE = 4


def _nearness(desk: Desk, contractor: Contractor, place: int, day: date) -> int:
    """0 for the place itself, 1 for its building, 2 for its grid, 3 for the whole project, 4 for none of them."""
    rows = areas_of(desk, contractor)
    if not rows:
        return _NOWHERE - 1
    row, (grid, _) = desk.reader.get(PLACE, desk.pid, place), answerable(desk, place, day)
    here = [
        any(one.place == place for one in rows),
        any(one.building is not None and row and one.building == row.building for one in rows),
        any(one.grid is not None and one.grid == grid for one in rows),
        any(_ground(one) == (None, None, None) for one in rows),
    ]
    return here.index(True) if True in here else _NOWHERE

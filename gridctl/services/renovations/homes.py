"""The homes under renovation on a day, which the day's patrol goes to (D10 3.1.1, H9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from gridctl.domain.renovations import EventKind
from gridctl.domain.text import code_order
from gridctl.services.places.finding import place_name
from gridctl.store.answering import grid_of
from gridctl.store.estates import PLACE
from gridctl.store.grids import GRID
from gridctl.store.renovations import RENOVATION, RENOVATION_EVENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gridctl.domain.renovations import Renovation
    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class RenovationHome:
    """A home under renovation on a day; `renovation` is the number of its file, `place` and `grid` are names.

    `permit_until` is the last day that the permit holds, `expired` whether that is past, `patrols` how many there were
    that day, `violations` how many found by then are not put right. `grid_id` and `grid` are empty outside all grids.
    """

    renovation: int
    place_id: int
    place: str
    building_id: int | None
    grid_id: int | None
    grid: str
    works: str
    permit_until: date
    expired: bool
    patrols: int
    violations: int


def homes_under_renovation(desk: Desk, day: date) -> list[RenovationHome]:
    """The homes whose permit has begun by a day and whose work has not ended, in the order of grids and names.

    A home whose permit has run out or that did not pass its acceptance stays among them until the work is finished.
    """
    return homes_day_by_day(desk)(day)


def homes_day_by_day(desk: Desk) -> Callable[[date], list[RenovationHome]]:
    """What gives the homes under renovation of one day after another, each found once, of files that are read once."""
    files = desk.reader.find(RENOVATION, desk.pid, RENOVATION.c["permit_from"].is_not(None))

    @cache
    def of(day: date) -> list[RenovationHome]:
        in_work = [row for row in files if row.in_work(day)]
        return _homes(desk, in_work, day) if in_work else []

    return of


def _homes(desk: Desk, files: Sequence[Renovation], day: date) -> list[RenovationHome]:
    keys = {row.place for row in files}
    places = {one.id: one for one in desk.reader.find(PLACE, desk.pid, PLACE.c["id"].in_(keys))} if keys else {}
    grids = {key: grid_of(desk.reader, desk.pid, key, day) for key in keys}
    known = {one.id: one for one in desk.reader.find(GRID, desk.pid)} if keys else {}
    patrols, violations = _counts(desk, [row.id for row in files], day)
    homes = []
    for row in files:
        place, grid = places[row.place], known.get(grids[row.place] or 0)
        until = row.permit_until or day
        home = RenovationHome(
            renovation=row.id,
            place_id=place.id,
            place=place_name(desk, place),
            building_id=place.building,
            grid_id=grid.id if grid else None,
            grid=grid.name if grid else "",
            works=row.works,
            permit_until=until,
            expired=row.expired_days(day) > 0,
            patrols=patrols.get(row.id, 0),
            violations=violations.get(row.id, 0),
        )
        homes.append(((not grid, code_order(grid.code if grid else ""), code_order(home.place), row.id), home))
    return [home for _, home in sorted(homes, key=lambda pair: pair[0])]


def _counts(desk: Desk, files: Iterable[int], day: date) -> tuple[dict[int, int], dict[int, int]]:
    """By file, the patrols of a day, and the violations found by it that were not put right by then."""
    patrols: dict[int, int] = {}
    violations: dict[int, int] = {}
    event = RENOVATION_EVENT.c
    of_files, by_then = event["renovation"].in_(list(files)), event["day"] <= day
    for row in desk.reader.find(RENOVATION_EVENT, desk.pid, of_files, by_then):
        if row.kind == EventKind.PATROL and row.day == day:
            patrols[row.renovation] = patrols.get(row.renovation, 0) + 1
        elif row.kind == EventKind.VIOLATION and (row.mended_on is None or row.mended_on > day):
            violations[row.renovation] = violations.get(row.renovation, 0) + 1
    return patrols, violations

"""What a duty is due for in a window: the grids, buildings, places, homes and people there are, and who answers (I8)."""

from __future__ import annotations

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from gridctl.domain.duties.duties import DutyScope
from gridctl.domain.duties.people import Ground, Roster
from gridctl.domain.grids import grid_name, holds_on, overlaps
from gridctl.domain.text import code_order
from gridctl.regulation.posts import posts
from gridctl.services.estates.houses import Houses
from gridctl.store.duty_reads import places_at
from gridctl.store.grids import ASSIGNMENT, EXTENT, GRID
from gridctl.store.leaves import LEAVE
from gridctl.store.staff import STAFF

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gridctl.domain.duties.duties import Definition
    from gridctl.domain.duties.windows import Window
    from gridctl.domain.renovations import Renovation
    from gridctl.services.desk import Desk


class Grounds:
    """The ground of a project as it was and is; each part is read when a duty first asks for it."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.grids = sorted(desk.reader.alike(GRID, desk.pid), key=lambda grid: code_order(grid.code))
        self.staff = {person.id: person for person in desk.reader.alike(STAFF, desk.pid)}
        self._extents = desk.reader.alike(EXTENT, desk.pid)
        self._assignments = desk.reader.alike(ASSIGNMENT, desk.pid)
        self.roster = Roster(
            staff=sorted(self.staff.values(), key=lambda person: code_order(person.number)),
            assignments=self._assignments,
            leaves=desk.reader.alike(LEAVE, desk.pid),
            extents=self._extents,
            building_of={unit.id: unit.building for unit in Houses.of(desk).units.values()},
            head_post=lambda day: str(desk.policy("grid_head_post", day)),
            outside={post.code for post in posts() if post.external},
        )
        self._names: dict[Ground, str] = {}

    def of(self, definition: Definition, window: Window) -> Iterable[Ground]:
        """What a duty is due for in a window, as it is on its last day; people by the whole of it."""
        last = window.last
        match definition.scope:
            case DutyScope.GRID:
                return [Ground(grid=grid.id) for grid in self.grids if holds_on(grid, last)]
            case DutyScope.BUILDINGS:
                return [Ground(building=key) for key in self._buildings]
            case DutyScope.PLACE:
                return [Ground(place=key) for key in self._places(definition.posts, last)]
            case DutyScope.HOME:
                return [self._home(row) for row in self._renovations if row.in_work(last)]
            case DutyScope.PERSON:
                return [Ground(staff=key) for key in self.roster.members(definition.posts, window)]
        return [Ground()]

    def words(self, ground: Ground) -> str:
        """A ground as people call it: 01 云杉一网格, 3栋, 会所, YS011 林晓彤; "" for the whole project."""
        if ground not in self._names:
            self._names[ground] = self._said(ground)
        return self._names[ground]

    def in_grid(self, ground: Ground, grid: int, window: Window) -> bool:
        """Whether a ground is a grid, or in it on the window's last day; a person, put on it on some day of the window."""
        buildings = self.roster.grids_of(window.last).get(grid, set())
        if ground.staff is not None:
            return any(
                row.staff == ground.staff
                and (row.grid == grid or row.building in buildings)
                and overlaps(row, window.first, window.last + timedelta(days=1))
                for row in self._assignments
            )
        if ground.building is not None:
            return ground.building in buildings
        if ground.place is not None:
            rows = (row for row in self._extents if row.place == ground.place and row.grid == grid)
            return any(holds_on(row, window.last) for row in rows)
        return ground.grid == grid

    def grid_of(self, ground: Ground, day: date) -> int | None:
        """The grid that a ground is, or lies in by itself on a day; None for people and for the project."""
        if ground.staff is not None or ground == Ground():
            return None
        if ground.grid is not None:
            return ground.grid
        if ground.building is not None:
            found = [grid for grid, there in self.roster.grids_of(day).items() if ground.building in there]
        else:
            found = [row.grid for row in self._extents if row.place == ground.place and holds_on(row, day)]
        return found[0] if len(found) == 1 else None

    def _said(self, ground: Ground) -> str:
        if ground.staff is not None:
            person = self.staff[ground.staff]
            return f"{person.number} {person.name}"
        if ground.place is not None:
            place = places_at(self.desk.reader, self.desk.pid, [ground.place])[ground.place]
            return Houses.of(self.desk).place_name(place)
        if ground.building is not None:
            return Houses.of(self.desk).building_name(ground.building)
        grid = next((one for one in self.grids if one.id == ground.grid), None)
        return grid_name(grid) if grid else ""

    @cached_property
    def _buildings(self) -> list[int]:
        """The buildings that have units, as people count them."""
        houses = Houses.of(self.desk)
        known = (building for building, units in houses.by_building.items() if units)
        return sorted(known, key=lambda building: code_order(houses.building_name(building)))

    def _places(self, wanted: tuple[str, ...], day: date) -> list[int]:
        """The places that somebody in one of the posts was put on by a day, whether or not somebody still is."""
        rows = (row for row in self._assignments if row.post in wanted and row.valid_from <= day)
        return sorted({row.place for row in rows if row.place is not None})

    @cached_property
    def _renovations(self) -> list[Renovation]:
        from gridctl.store.renovations import RENOVATION  # noqa: PLC0415 - tables load with their noun

        return self.desk.reader.alike(RENOVATION, self.desk.pid)

    @cached_property
    def _building_of_home(self) -> dict[int, int | None]:
        homes = {row.place for row in self._renovations}
        found = places_at(self.desk.reader, self.desk.pid, homes) if homes else {}
        return {place.id: place.building for place in found.values()}

    def _home(self, row: Renovation) -> Ground:
        return Ground(building=self._building_of_home[row.place], place=row.place)

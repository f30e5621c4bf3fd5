"""What speaks for somebody heading a grid: the homes he has or had, where he lives, that he is a gold steward (D5, D7 四)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.grids import holds_on, overlaps
from gridctl.domain.text import clean
from gridctl.errors import GridctlError
from gridctl.regulation.posts import post_from_text
from gridctl.services.gold.holding import gold_on
from gridctl.services.grids.assignments import heads_on
from gridctl.services.grids.finding import all_grids, find_grid
from gridctl.services.grids.ground import ground_meant
from gridctl.services.places.finding import find_place
from gridctl.store.grids import ASSIGNMENT, EXTENT
from gridctl.store.staff import STAFF

if TYPE_CHECKING:
    from datetime import date

    from gridctl.domain.grids import Extent
    from gridctl.domain.staff import Staff
    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class HeadlessGrid:
    """A grid for which somebody is looked for: its households by unit, and whether they are more than the band.

    `grid` is the grid of the ledger, None where it is only planned; `heads` are those who head it on the day.
    """

    code: str
    name: str
    grid: int | None
    households: dict[int, int]
    enlarged: bool
    heads: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Fitness:
    """What speaks for a person and a grid; households that he heads now, and that he headed before."""

    now: int
    before: int
    lives: bool
    gold: bool
    free: bool


class Candidates:
    """Those in the post that heads grids who are there on a day, by 工号, and what is known of them."""

    def __init__(self, desk: Desk, day: date) -> None:
        self.desk, self.day = desk, day
        self.post = post_from_text(desk.policy("grid_head_post", day))
        self.gold = gold_on(desk, day)
        self.heads = heads_on(desk, day)
        self._rows = desk.reader.find(ASSIGNMENT, desk.pid, ASSIGNMENT.c["post"] == self.post.code)
        self._extents: dict[int, list[Extent]] = {}
        for row in desk.reader.find(EXTENT, desk.pid):
            self._extents.setdefault(row.grid, []).append(row)
        assigned = {row.staff for row in self._rows if holds_on(row, day)}
        self.people = [
            one
            for one in desk.reader.find(STAFF, desk.pid, order="number")
            if one.works_on(day) and (one.post == self.post.code or one.id in assigned)
        ]
        self._homes = {one.id: self._home(one) for one in self.people}
        self._held = {one.id: self._units(one.id) for one in self.people}

    def headed(self, person: int) -> set[int]:
        """The grids that somebody heads on the day."""
        return {grid for grid, people in self.heads.items() if person in people}

    def fitness(self, person: Staff, grid: HeadlessGrid) -> Fitness:
        """What speaks for a person and a grid."""
        now, before = self._held[person.id]
        return Fitness(
            now=sum(grid.households.get(unit, 0) for unit in now),
            before=sum(grid.households.get(unit, 0) for unit in before - now),
            lives=self._lives(person, grid),
            gold=grid.enlarged and person.id in self.gold,
            free=not self.headed(person.id),
        )

    def _units(self, person: int) -> tuple[set[int], set[int]]:
        """The units that somebody heads on the day, and those that he headed on any day until then."""
        now, before = set[int](), set[int]()
        for row in self._rows:
            if row.staff != person or row.grid is None or row.valid_from > self.day:
                continue
            for extent in self._extents.get(row.grid, ()):
                if extent.unit is None or extent.valid_from > self.day:
                    continue
                if holds_on(row, self.day) and holds_on(extent, self.day):
                    now.add(extent.unit)
                elif overlaps(extent, row.valid_from, row.valid_to):
                    before.add(extent.unit)
        return now, before

    def _lives(self, person: Staff, grid: HeadlessGrid) -> bool:
        home, units = self._homes[person.id]
        return (home is not None and home == grid.grid) or bool(units & grid.households.keys())

    def _home(self, person: Staff) -> tuple[int | None, set[int]]:
        """Where somebody lives, as far as the register knows it: a grid by its name, or a unit by an address."""
        text = clean(person.lives_in.replace(self.desk.project.name, " "))
        if not text:
            return None, set()
        if any(text in (grid.code, grid.name) for grid in all_grids(self.desk)):
            with suppress(GridctlError):
                return find_grid(self.desk, text).id, set()
        with suppress(GridctlError):
            place = find_place(self.desk, text, public=False)
            return None, {place.unit} if place.unit is not None else set()
        with suppress(GridctlError):
            return None, set(ground_meant(self.desk, buildings=(), units=[text], places=()).units)
        return None, set()

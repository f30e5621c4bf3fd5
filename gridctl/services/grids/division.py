"""A project's division and its people, read once and looked at on any number of days (D2 三, D7 三)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gridctl.domain.grids import holds_on
from gridctl.services.estates.houses import Houses
from gridctl.services.grids.finding import all_grids
from gridctl.services.grids.lists import counted_units
from gridctl.store.estates import PLACE
from gridctl.store.grids import ASSIGNMENT, EXTENT
from gridctl.store.staff import STAFF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from gridctl.domain.estates import Place
    from gridctl.domain.grids import Assignment, Dated, Extent, Grid
    from gridctl.domain.staff import Staff
    from gridctl.services.desk import Desk

_COUNTING = ("household_room_kinds", "household_room_states")


@dataclass(frozen=True, slots=True)
class Division:
    """Every grid, extent and assignment of the project, whenever they hold; `outside` are places in no building."""

    desk: Desk
    houses: Houses
    grids: list[Grid]
    extents: list[Extent]
    assignments: list[Assignment]
    staff: dict[int, Staff]
    outside: list[Place]
    _counted: dict[str, dict[int, tuple[int, int]]] = field(default_factory=dict)

    @classmethod
    def of(cls, desk: Desk) -> Division:
        """Read it all."""
        return cls(
            desk,
            Houses.of(desk),
            all_grids(desk),
            desk.reader.find(EXTENT, desk.pid),
            desk.reader.find(ASSIGNMENT, desk.pid),
            {person.id: person for person in desk.reader.find(STAFF, desk.pid, order="number")},
            desk.reader.find(PLACE, desk.pid, PLACE.c["kind"] != "room", PLACE.c["building"].is_(None)),
        )

    def spans(self, first: date, last: date) -> list[tuple[date, DivisionDay]]:
        """The first days of all spans between `first` and `last` within which nothing changes, with what they are like."""
        return [(day, self.on(day)) for day in sorted(day for day in self._changes() | {first} if first <= day <= last)]

    def on(self, day: date) -> DivisionDay:
        """The division as it is on a day."""
        present = {key: person for key, person in self.staff.items() if person.works_on(day)}
        return DivisionDay(
            division=self,
            day=day,
            head_post=self.desk.policy("grid_head_post", day),
            grids={grid.id: grid for grid in self.grids if holds_on(grid, day)},
            extents=[row for row in self.extents if holds_on(row, day)],
            assignments=[row for row in self.assignments if holds_on(row, day)],
            present=present,
            counted=self._counted_on(day),
        )

    def _counted_on(self, day: date) -> dict[int, tuple[int, int]]:
        """By unit, its rooms and households by the policies of the day; counted once for all days of one policy."""
        rules = repr([self.desk.policy(name, day) for name in _COUNTING])
        if rules not in self._counted:
            self._counted[rules] = counted_units(self.desk, day)
        return self._counted[rules]

    def _changes(self) -> set[date]:
        """Every day on which anything begins or ends."""
        rows: tuple[Iterable[Dated], ...] = (self.grids, self.extents, self.assignments, self.desk.policies.rows)
        days = {day for each in rows for row in each for day in (row.valid_from, row.valid_to)}
        days |= {day for person in self.staff.values() for day in (person.joined, person.departed)}
        return {day for day in days if day is not None}


@dataclass(frozen=True, slots=True)
class DivisionDay:
    """What holds on a day: `assignments` as written, `present` who is there, `counted` rooms and households by unit."""

    division: Division
    day: date
    head_post: str
    grids: dict[int, Grid]
    extents: list[Extent]
    assignments: list[Assignment]
    present: dict[int, Staff]
    counted: dict[int, tuple[int, int]]

    @property
    def duties(self) -> Iterator[Assignment]:
        """What those who are there answer for."""
        return (row for row in self.assignments if row.staff in self.present)

    def heads(self) -> dict[int, list[Staff]]:
        """By grid, who is written as its head, there or not."""
        heads: dict[int, list[Staff]] = defaultdict(list)
        for row in self.assignments:
            if row.grid is not None and row.post == self.head_post:
                heads[row.grid].append(self.division.staff[row.staff])
        return heads

    def holders(self) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
        """The standing grids that have each unit, and each public place."""
        of_unit: dict[int, set[int]] = defaultdict(set)
        of_place: dict[int, set[int]] = defaultdict(set)
        for row in self.extents:
            if row.grid in self.grids:
                if row.unit is not None:
                    of_unit[row.unit].add(row.grid)
                if row.place is not None:
                    of_place[row.place].add(row.grid)
        return of_unit, of_place

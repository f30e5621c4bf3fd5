"""Who answers for a duty on its ground: the holder of its post on the window's last day, or who stands in for him (I8, P1)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from gridctl.domain.calendar import Calendar
from gridctl.domain.duties.duties import GRID_HEAD, GRID_TEAM
from gridctl.domain.duties.windows import Window
from gridctl.domain.grids import Assignment, Extent, Scope, holds_on
from gridctl.domain.leaves import Leave, on_leave, stands_in
from gridctl.domain.staff import Staff


class Ground(NamedTuple):
    """What a duty is due for: a grid, a building, a place (a home has its building too), a person; nothing: the project."""

    grid: int | None = None
    building: int | None = None
    place: int | None = None
    staff: int | None = None


class Answer(NamedTuple):
    """Who answers: nobody where `people` is empty; `deputy_for` are those on leave for whom they, or nobody, stand in."""

    people: tuple[int, ...]
    deputy_for: tuple[int, ...]


@dataclass(frozen=True)
class Roster:
    """Who was put on what, who was on leave, and which buildings the grids had.

    `head_post` gives the post that heads grids on a day; `outside` are posts of a contractor's people; `building_of` is
    the building of each unit.
    """

    staff: Sequence[Staff]
    assignments: Sequence[Assignment]
    leaves: Sequence[Leave]
    extents: Sequence[Extent]
    building_of: dict[int, int]
    head_post: Callable[[date], str]
    outside: Collection[str] = ()
    _grids: dict[date, dict[int, set[int]]] = field(default_factory=dict)
    _by_post: dict[str, list[Assignment]] = field(default_factory=dict)
    _by_person: dict[int, list[Assignment]] = field(default_factory=dict)
    _known: dict[tuple[tuple[str, ...], Ground, date], Answer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in sorted(self.assignments, key=lambda row: row.id):
            self._by_post.setdefault(row.post, []).append(row)
            self._by_person.setdefault(row.staff, []).append(row)

    def answer(self, posts: tuple[str, ...], ground: Ground, day: date) -> Answer:
        """Who answers for some posts' duty on a ground on a day."""
        asked = posts, ground, day
        if asked not in self._known:
            holders = (ground.staff,) if ground.staff is not None else self._holders(posts, ground, day)
            alone = ground.staff is not None
            self._known[asked] = Answer(tuple(holders), ()) if alone else self._stood_in(holders, day)
        return self._known[asked]

    def _stood_in(self, holders: Iterable[int], day: date) -> Answer:
        people: dict[int, None] = {}
        absent = []
        for holder in holders:
            person = stands_in(self.leaves, holder, day)
            if person != holder:
                absent.append(holder)
            if person is not None:
                people[person] = None
        return Answer(tuple(people), tuple(absent))

    def _holders(self, posts: tuple[str, ...], ground: Ground, day: date) -> Iterable[int]:
        """Who holds one of the posts on the ground itself, else on what it lies in or holds, else for the project."""
        return dict.fromkeys(person for post in posts for person in self._in_post(post, ground, day))

    def _in_post(self, post: str, ground: Ground, day: date) -> list[int]:
        post = self.head_post(day) if post == GRID_HEAD else post
        rows = [row for row in self._by_post.get(post, ()) if holds_on(row, day)]
        if ground == Ground():
            return [row.staff for row in rows] or [p.id for p in self.staff if p.post == post and p.works_on(day)]
        for near in (self._own(ground), self._around(ground, day), lambda row: row.scope == Scope.PROJECT):
            if found := [row.staff for row in rows if near(row)]:
                return found
        return []

    def _own(self, ground: Ground) -> Callable[[Assignment], bool]:
        """Whether an assignment is to the ground itself; a home is answered for by whoever has its building."""
        if ground.building is not None:
            return lambda row: row.building == ground.building
        if ground.place is not None:
            return lambda row: row.place == ground.place
        return lambda row: row.grid == ground.grid

    def _around(self, ground: Ground, day: date) -> Callable[[Assignment], bool]:
        """Whether an assignment is to the grids that a building is in, or to the buildings of a grid."""
        grids = self.grids_of(day)
        if ground.building is not None:
            return lambda row: row.grid is not None and ground.building in grids.get(row.grid, ())
        if ground.grid is not None:
            return lambda row: row.building is not None and row.building in grids.get(ground.grid or 0, ())
        return lambda row: False  # noqa: ARG005 - a place lies in no ground of a post

    def grids_of(self, day: date) -> dict[int, set[int]]:
        """By grid, the buildings that it has a unit of on a day."""
        if day not in self._grids:
            found: dict[int, set[int]] = {}
            for row in self.extents:
                if row.unit is not None and holds_on(row, day):
                    found.setdefault(row.grid, set()).add(self.building_of[row.unit])
            self._grids[day] = found
        return self._grids[day]

    def members(self, posts: tuple[str, ...], window: Window) -> list[int]:
        """Who holds one of the posts on some day of a window, in the order of the register."""
        days = [window.first + timedelta(days=n) for n in range(window.days)]
        return [person.id for person in self.staff if any(self._holds(person, posts, day) for day in days)]

    def days_there(self, person: int, posts: tuple[str, ...], window: Window, working: Calendar | None = None) -> int:
        """On how many days of a window somebody holds one of the posts and is not on leave."""
        known = next(one for one in self.staff if one.id == person)
        leaves = [row for row in self.leaves if row.staff == person]
        days = (window.first + timedelta(days=n) for n in range(window.days))
        return sum(
            self._holds(known, posts, day)
            and on_leave(leaves, person, day) is None
            and (working is None or working.is_working_day(day))
            for day in days
        )

    def _holds(self, person: Staff, posts: tuple[str, ...], day: date) -> bool:
        """Whether somebody is there and holds one of the posts: by what he was put on, else as the register has him."""
        if not person.works_on(day):
            return False
        rows = [row for row in self._by_person.get(person.id, ()) if holds_on(row, day)]
        if GRID_TEAM in posts and any(self._in_team(row) for row in rows):
            return True
        if GRID_HEAD in posts and any(row.grid is not None and row.post == self.head_post(day) for row in rows):
            return True
        return person.post in posts or any(row.post in posts for row in rows)

    def _in_team(self, row: Assignment) -> bool:
        return (row.grid is not None or row.building is not None) and row.post not in self.outside

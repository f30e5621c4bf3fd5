"""Who inspects: whose post it is on that ground, who stands in for him, and what is doubtful about it (D2 三.2, D10 3.1)."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from gridctl.domain.duties.duties import GRID_HEAD
from gridctl.domain.grids import Scope, holds_on
from gridctl.domain.leaves import on_leave, stands_in
from gridctl.errors import RuleError, UsageError
from gridctl.regulation.posts import post_from_text
from gridctl.services.checklists.lists import post_names
from gridctl.services.inspections.grounds import grids_under, ground_name
from gridctl.store.grids import ASSIGNMENT
from gridctl.store.inspection_reads import extent_days
from gridctl.store.leaves import LEAVE
from gridctl.store.staff import STAFF, find_staff

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from gridctl.domain.grids import Assignment
    from gridctl.domain.leaves import Leave
    from gridctl.domain.staff import Staff
    from gridctl.services.checklists.finding import Version
    from gridctl.services.desk import Desk, WritingDesk
    from gridctl.services.inspections.grounds import Ground


Span = tuple[date, date]
"""Days from the first on, before the second."""


class Crew:
    """The staff of a project with what they were put on and when they were away, read once."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._posts: dict[tuple[Sequence[str], date], tuple[str, ...]] = {}

    @cached_property
    def people(self) -> dict[int, Staff]:
        """Everybody by id."""
        return {one.id: one for one in self.desk.reader.find(STAFF, self.desk.pid)}

    @cached_property
    def assignments(self) -> dict[int, list[Assignment]]:
        """What everybody was put on, oldest first."""
        found: dict[int, list[Assignment]] = defaultdict(list)
        for row in self.desk.reader.find(ASSIGNMENT, self.desk.pid, order="valid_from"):
            found[row.staff].append(row)
        return found

    @cached_property
    def leaves(self) -> list[Leave]:
        """All leave."""
        return self.desk.reader.find(LEAVE, self.desk.pid)

    def named(self, text: str) -> Staff:
        """Who is meant by a 工号 or a name."""
        found = self._by_text.get(text, ())
        return found[0] if len(found) == 1 else find_staff(self.desk.reader, self.desk.pid, text)

    @cached_property
    def _by_text(self) -> dict[str, list[Staff]]:
        """Everybody by 工号; by name whom no 工号 and nobody else is called like."""
        found: dict[str, list[Staff]] = {one.number: [one] for one in self.people.values()}
        named: dict[str, list[Staff]] = defaultdict(list)
        for one in self.people.values():
            named[one.name].append(one)
        return named | found

    def posts(self, posts: Sequence[str], day: date) -> tuple[str, ...]:
        """The posts of a list on a day, with the one that heads grids for GRID_HEAD."""
        if (posts, day) not in self._posts:
            head = self.desk.policy("grid_head_post", day) if GRID_HEAD in posts else ""
            self._posts[posts, day] = tuple(dict.fromkeys(head if post == GRID_HEAD else post for post in posts))
        return self._posts[posts, day]

    def in_post(self, person: Staff, posts: Collection[str], day: date) -> bool:
        """Whether somebody holds one of the posts on a day."""
        return person.post in posts or any(
            row.post in posts and holds_on(row, day) for row in self.assignments.get(person.id, ())
        )

    def holders(self, posts: Collection[str], ground: Ground, day: date) -> list[Staff]:
        """Who answers for ground in one of the posts on a day."""
        grids = grids_under(self.desk, ground, day)
        found = [
            person
            for person in self.people.values()
            if person.works_on(day)
            and any(
                row.post in posts and holds_on(row, day) and covers(row, ground, grids)
                for row in self.assignments.get(person.id, ())
            )
        ]
        if found or ground.grid or ground.building or ground.place:
            return found
        return [one for one in self.people.values() if one.post in posts and one.works_on(day)]

    def deputies(self, posts: Collection[str], ground: Ground, day: date) -> list[Staff]:
        """Who answers for ground on a day, or stands in for him."""
        found = (stands_in(self.leaves, one.id, day) for one in self.holders(posts, ground, day))
        return [self.people[key] for key in dict.fromkeys(found) if key is not None]

    def plain_days(self, posts: Sequence[str], ground: Ground, person: Staff, day: date) -> Span | None:
        """The days around one on which ground is plainly somebody's and he is there; None where that is to be looked at."""
        known = self.posts(posts, day)
        here = (ground.grid, ground.building, ground.place)
        held = next(
            (
                row
                for row in self.assignments.get(person.id, ())
                if row.post in known
                and holds_on(row, day)
                and (row.scope == Scope.PROJECT or (row.grid, row.building, row.place) == here)
            ),
            None,
        )
        leaves = [row for row in self.leaves if row.staff == person.id]
        if held is None or on_leave(leaves, person.id, day) or not person.works_on(day):
            return None
        spans = [(held.valid_from, held.valid_to), (person.joined, person.departed)]
        spans += [(row.valid_to, None) if row.valid_to <= day else (None, row.valid_from) for row in leaves]
        if GRID_HEAD in posts:
            head = self.desk.policies.row("grid_head_post", day)
            spans.append((head.valid_from, head.valid_to))
        return shared_days(spans)

    def unchanged_days(self, day: date) -> Span:
        """The days around one on which nobody is put anywhere or taken away, goes on leave or comes back."""
        at = bisect_right(self._changes, day)
        changes = [date.min, *self._changes, date.max]
        return changes[at], changes[at + 1]

    @cached_property
    def _changes(self) -> list[date]:
        """The days on which something begins or ends that says whose ground is whose."""
        dated: list[Assignment | Leave] = [row for rows in self.assignments.values() for row in rows]
        found = {day for row in dated + self.leaves for day in (row.valid_from, row.valid_to)}
        found |= {day for one in self.people.values() for day in (one.joined, one.departed)}
        found |= {day for row in self.desk.policies.rows if row.name == "grid_head_post" for day in (row.valid_from,)}
        found |= set(extent_days(self.desk.reader, self.desk.pid))
        return sorted(day for day in found if day is not None)

    def doubts(self, version: Version, posts: Sequence[str], ground: Ground, person: Staff, day: date) -> list[str]:
        """What is to be said of somebody inspecting on a day: on leave, not his ground, not yet, not his post."""
        away = on_leave(self.leaves, person.id, day)
        told = [self._away(person, away)] if away else []
        known = self.posts(posts, day)
        holders = self.holders(known, ground, day)
        if person in holders or any(stands_in(self.leaves, one.id, day) == person.id for one in holders):
            return told
        if not self.in_post(person, known, day):
            own = post_from_text(person.post).name
            return [*told, f"{called(person)}（{own}）不是做“{version.name}”的岗位（{post_names(posts)}）"]
        grids = grids_under(self.desk, ground, day)
        once = [row for row in self.assignments.get(person.id, ()) if row.post in known and covers(row, ground, grids)]
        return [*told, *self._not_then(person, once, holders, ground, day)]

    def _away(self, person: Staff, away: Leave) -> str:
        last = away.valid_to - timedelta(days=1)
        deputy = f"，代理 {self.people[away.deputy].name}" if away.deputy else "，没有代理人"
        return f"{called(person)}那天在请假（{away.valid_from} 至 {last}{deputy}）"

    def _not_then(
        self, person: Staff, once: Sequence[Assignment], holders: Sequence[Staff], ground: Ground, day: date
    ) -> list[str]:
        where = ground_name(self.desk, ground)
        later = [row.valid_from for row in once if row.valid_from > day]
        if later:
            return [f"{called(person)}从 {min(later)} 起才负责 {where}，检查在那以前"]
        ended = [row.valid_to for row in once if row.valid_to]
        if ended:
            return [f"{called(person)}从 {max(ended)} 起不再负责 {where}，检查在那以后"]
        names = "、".join(called(one) for one in holders)
        return [f"那天负责 {where} 的是{names}，不是{called(person)}"] if holders else []


def shared_days(spans: Iterable[tuple[date | None, date | None]]) -> Span:
    """The days that all spans have, None for no beginning or no end."""
    known = list(spans)
    return max(since or date.min for since, _ in known), min(until or date.max for _, until in known)


def covers(row: Assignment, ground: Ground, grids: Collection[int]) -> bool:
    """Whether an assignment is to ground: it, a grid that it lies in, or the whole project."""
    if row.scope == Scope.PROJECT:
        return True
    if row.grid is not None:
        return row.grid in grids
    return (row.building, row.place) == (ground.building, ground.place)


def called(person: Staff) -> str:
    """A member of staff by name and 工号."""
    return f"{person.name}（{person.number}）"


def refuse_absent(person: Staff, day: date) -> None:
    """Refuse an inspection by somebody who had left by that day, or had not come yet."""
    if person.departed is not None and person.departed <= day:
        raise RuleError(f"{called(person)} {person.departed} 已离岗，{day} 不能检查", "换一个人，或核对日期")
    if person.joined is not None and day < person.joined:
        raise RuleError(f"{called(person)} {person.joined} 才到岗，{day} 不能检查", "换一个人，或核对日期")


def inspector_meant(desk: WritingDesk, crew: Crew, version: Version, ground: Ground, day: date, text: str) -> Staff:
    """Who inspected: as said, else who enters if it is his post, else who answers for the ground, which is told of."""
    if text:
        return crew.named(text)
    from gridctl.services.tickets.steps import own_staff_id  # noqa: PLC0415 - who is named need not be looked for

    own = own_staff_id(desk)
    posts = crew.posts(version.definition.posts, day)
    if own is not None and crew.in_post(crew.people[own], posts, day):
        return crew.people[own]
    for post in posts:
        found = crew.deputies([post], ground, day)
        if len(found) == 1:
            where = ground_name(desk, ground)
            desk.notices.append(f"没有写谁检查的，{where}按负责人记为 {called(found[0])}；不是他的，写 --by")
            return found[0]
    raise UsageError("没有说明谁检查的", "加上 --by 工号或姓名")

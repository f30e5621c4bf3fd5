"""Who must attend a meeting: those in the posts and groups of its kinds, as they are on its day, and outsiders as last time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.grids import Scope, holds_on
from gridctl.domain.meetings import MeetingState
from gridctl.regulation.meetings import ALL_STAFF, GRID_TEAM, capacity, capacity_names, meeting_kind
from gridctl.regulation.posts import posts
from gridctl.services.attendances.register import Event, Guest, attendances_of
from gridctl.store.grids import ASSIGNMENT
from gridctl.store.meetings import MEETING
from gridctl.store.staff import STAFF

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gridctl.domain.attendances import Attendance
    from gridctl.domain.meetings import Meeting
    from gridctl.domain.staff import Staff
    from gridctl.regulation.meetings import Attend
    from gridctl.services.desk import Desk

_ON_GROUND = (Scope.GRID, Scope.BUILDINGS)


def must_attend(kinds: Iterable[str]) -> list[Attend]:
    """Who must attend meetings of these kinds; those who attend as needed are left out."""
    return [each for code in kinds for each in meeting_kind(code).attend if not each.optional]


def staff_expected(desk: Desk, kinds: Iterable[str], day: date) -> list[Guest]:
    """The staff who must attend on a day, by 工号."""
    team = _Team(desk, day)
    wanted = set().union(*(team.of(each) for each in must_attend(kinds)))
    return [Guest(one.id) for one in team.people if one.id in wanted]


def outsiders_last_time(desk: Desk, kind: str, before: str) -> list[Guest]:
    """Those not of the staff who stood on the list of the last meeting of a kind held before a moment."""
    rows = [row for row in meetings_held(desk, (kind,)) if row.at < before]
    last = attendances_of(desk, Event(meeting=rows[-1].id)) if rows else []
    return [Guest(None, row.person, row.capacity) for row in last if row.staff is None]


def lacking(desk: Desk, meeting: Meeting, listed: Iterable[Attendance]) -> tuple[str, ...]:
    """Of those who must attend, the capacities of which nobody stands on the list."""
    team, rows = _Team(desk, meeting.day), list(listed)
    there = {known.code for row in rows if (known := capacity(row.capacity))}
    staff = {row.staff for row in rows if row.staff is not None}
    wanted = [each for each in must_attend(meeting.kinds) if not team.of(each) & staff]
    missing = [code for each in wanted for code in each.capacities if code not in there]
    return tuple(capacity_names((code,)) for code in dict.fromkeys(missing))


def meetings_held(desk: Desk, kinds: Iterable[str]) -> list[Meeting]:
    """The meetings that were held and serve one of these kinds, oldest first."""
    rows = desk.reader.find(MEETING, desk.pid, MEETING.c["state"] == MeetingState.HELD.value, order="at")
    wanted = tuple(kinds)
    return [row for row in rows if row.serves(wanted)]


class _Team:
    """The staff of a day without those of contractors, and what they were put on."""

    def __init__(self, desk: Desk, day: date) -> None:
        external = {post.code for post in posts() if post.external}
        self.people: list[Staff] = [
            one
            for one in desk.reader.find(STAFF, desk.pid, order="number")
            if one.works_on(day) and one.post not in external
        ]
        self._rows = [row for row in desk.reader.find(ASSIGNMENT, desk.pid) if holds_on(row, day)]

    def of(self, each: Attend) -> set[int]:
        """Those whom an entry of the regulation means."""
        if each.group == ALL_STAFF:
            return {one.id for one in self.people}
        held = {row.staff for row in self._rows if row.post in each.posts}
        team = {row.staff for row in self._rows if row.scope in _ON_GROUND} if each.group == GRID_TEAM else set()
        known = {one.id for one in self.people}
        return ({one.id for one in self.people if one.post in each.posts} | held | team) & known

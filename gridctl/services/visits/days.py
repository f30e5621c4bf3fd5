"""On how many days of a month each member visited at home, against the duty (D9 入户走访制度 一)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from gridctl.domain.grids import holds_on, overlaps
from gridctl.domain.leaves import on_leave
from gridctl.domain.months import last_day, month_after
from gridctl.regulation.posts import posts
from gridctl.regulation.visits import MET, NOBODY, REFUSED, visit_days_wanted, visit_modes
from gridctl.services.grids.finding import all_grids
from gridctl.services.visits.doers import all_assignments, all_leaves
from gridctl.store.duties import DUTY
from gridctl.store.staff import STAFF, find_staff
from gridctl.store.visit_reads import visited_days
from gridctl.store.visits import VISIT

if TYPE_CHECKING:
    from collections.abc import Collection

    from gridctl.domain.grids import Assignment
    from gridctl.domain.staff import Staff
    from gridctl.domain.visits import Visit
    from gridctl.services.desk import Desk

PROOF = "visit"
HEADS = "grid_head"  # in a duty's posts: whichever post heads grids in the project
GROUNDED = ("grid", "buildings")  # scopes of posts that have homes of their own


@dataclass(frozen=True, slots=True)
class VisitDays:
    """A member's month; `wanted` is 0 where nothing is asked of him: no such duty, or never there.

    `dates` are the days of visits at home, which alone count; `contacts` are calls and messages, which do not.
    `state` is done, short, open (the month is not over) or excused.
    """

    number: str
    name: str
    post: str
    grids: tuple[str, ...]
    days: int
    wanted: int
    lacking: int
    state: str
    dates: tuple[date, ...]
    visits: int
    met: int
    nobody: int
    refused: int
    contacts: int


@dataclass(frozen=True, slots=True)
class _Duty:
    """How many days are wanted of the month, and of which posts; None for everybody who has homes of his own."""

    times: int
    posts: Collection[str] | None

    def asks(self, row: Assignment) -> bool:
        """Whether it is a duty of an assignment."""
        return row.scope in GROUNDED if self.posts is None else row.post in self.posts

    def asks_post(self, post: str) -> bool:
        """Whether it is a duty of a post as the register has it."""
        return self.posts is not None and post in self.posts


def visit_days(desk: Desk, month: date, staff: str = "") -> list[VisitDays]:
    """The month of everybody whose duty it is, and of who else visited, by 工号; `month` is its first day."""
    last = last_day(month)
    duty = _duty(desk, last)
    wanted_of = find_staff(desk.reader, desk.pid, staff).id if staff else None
    modes = [mode.code for mode in visit_modes() if mode.counts]
    days = visited_days(desk.reader, desk.pid, modes, month, last)
    visits: dict[int, list[Visit]] = {}
    for row in desk.reader.find(VISIT, desk.pid, VISIT.c["day"] >= month, VISIT.c["day"] <= last):
        visits.setdefault(row.staff, []).append(row)
    lines = []
    for person in desk.reader.find(STAFF, desk.pid, order="number"):
        if wanted_of not in (None, person.id):
            continue
        there = _days_there(desk, person, duty, month)
        if there is not None or person.id in visits:
            dates = tuple(sorted(days.get(person.id, ())))
            lines.append(_line(desk, person, month, duty, there, dates, visits.get(person.id, [])))
    return lines


def _line(
    desk: Desk,
    person: Staff,
    month: date,
    duty: _Duty,
    there: int | None,
    dates: tuple[date, ...],
    visits: list[Visit],
) -> VisitDays:
    wanted = min(duty.times, there or 0)
    lacking = max(0, wanted - len(dates))
    counted = {mode.code for mode in visit_modes() if mode.counts}
    outcomes = [row.outcome for row in visits if row.mode in counted]
    short = "open" if desk.today <= last_day(month) else "short"
    return VisitDays(
        number=person.number,
        name=person.name,
        post=next((post.name for post in posts() if post.code == person.post), person.post),
        grids=_grids(desk, person, month),
        days=len(dates),
        wanted=wanted,
        lacking=lacking,
        state=short if lacking else "done" if wanted else "excused",
        dates=dates,
        visits=len(outcomes),
        met=outcomes.count(MET),
        nobody=outcomes.count(NOBODY),
        refused=outcomes.count(REFUSED),
        contacts=len(visits) - len(outcomes),
    )


def _duty(desk: Desk, day: date) -> _Duty:
    """The duty as the project has it on a day; as the regulation has it where the project has none of its own."""
    known = []
    for row in desk.reader.find(DUTY, desk.pid):
        told: dict[str, Any] = json.loads(row.definition)
        if told.get("proof") == PROOF:
            known.append((row, told))
    if not known:
        return _Duty(visit_days_wanted(), None)
    for row, told in known:
        if holds_on(row, day) and row.enabled:
            asked = {desk.policy("grid_head_post", day) if post == HEADS else post for post in told.get("posts", ())}
            return _Duty(int(told.get("times", 1)), asked or None)
    return _Duty(0, None)


def _days_there(desk: Desk, person: Staff, duty: _Duty, month: date) -> int | None:
    """How many days of the month somebody had the duty and was there; None where it never was his."""
    rows = [row for row in all_assignments(desk) if row.staff == person.id and duty.asks(row)]
    rows = [row for row in rows if overlaps(row, month, month_after(month))]
    if not rows and not duty.asks_post(person.post):
        return None
    end, leaves = month_after(month), [row for row in all_leaves(desk) if row.staff == person.id]
    day, there = month, 0
    while day < end:
        his = duty.asks_post(person.post) or any(holds_on(row, day) for row in rows)
        there += his and person.works_on(day) and on_leave(leaves, person.id, day) is None
        day += timedelta(days=1)
    return there if there or any(overlaps(row, month, end) for row in leaves) else None


def _grids(desk: Desk, person: Staff, month: date) -> tuple[str, ...]:
    rows = [row for row in all_assignments(desk) if row.staff == person.id and row.grid is not None]
    held = {row.grid for row in rows if overlaps(row, month, month_after(month))}
    return tuple(grid.name for grid in all_grids(desk) if grid.id in held)

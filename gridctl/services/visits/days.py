"""On how many days of a month each member visited at home, against the duty (D9 入户走访制度 一)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.duties.duties import ProofKind
from gridctl.domain.duties.judging import STATE_WORDS
from gridctl.domain.grids import overlaps
from gridctl.domain.months import last_day, month_after
from gridctl.regulation.posts import posts
from gridctl.regulation.visits import MET, NOBODY, REFUSED, visit_modes
from gridctl.services.duties.judging import judged
from gridctl.services.grids.finding import all_grids
from gridctl.services.visits.doers import all_assignments
from gridctl.store.duties import DUTY
from gridctl.store.staff import STAFF, find_staff
from gridctl.store.visit_reads import visited_days
from gridctl.store.visits import VISIT

if TYPE_CHECKING:
    from gridctl.domain.staff import Staff
    from gridctl.domain.visits import Visit
    from gridctl.services.desk import Desk
    from gridctl.services.duties.judging import Judged


@dataclass(frozen=True, slots=True)
class VisitDays:
    """A member's month; `wanted` and `state` are of the duty, null where it is not his.

    `dates` are the days of visits at home, which alone count; `contacts` are calls and messages, which do not.
    """

    number: str
    name: str
    post: str
    grids: tuple[str, ...]
    days: int
    wanted: int | None
    lacking: int
    state: str
    state_name: str
    dates: tuple[date, ...]
    visits: int
    met: int
    nobody: int
    refused: int
    contacts: int


def visit_days(desk: Desk, month: date, staff: str = "") -> list[VisitDays]:
    """The month of everybody whose duty it is, and of who else visited, by 工号; `month` is its first day."""
    last = last_day(month)
    only = find_staff(desk.reader, desk.pid, staff).id if staff else None
    duties = {row.staff: row for row in _judged(desk, month, last)}
    visits: dict[int, list[Visit]] = {}
    for row in desk.reader.find(VISIT, desk.pid, VISIT.c["day"] >= month, VISIT.c["day"] <= last):
        visits.setdefault(row.staff, []).append(row)
    days = visited_days(desk.reader, desk.pid, _counted(), month, last)
    return [
        _line(desk, person, month, duties.get(person.id), sorted(days.get(person.id, ())), visits.get(person.id, []))
        for person in desk.reader.find(STAFF, desk.pid, order="number")
        if only in (None, person.id) and (person.id in duties or person.id in visits or only)
    ]


def _judged(desk: Desk, first: date, last: date) -> list[Judged]:
    """The duty as it came out; that the project has none is told of."""
    codes = {row.code for row in desk.reader.alike(DUTY, desk.pid) if row.content.book is ProofKind.VISIT}
    if not codes:
        desk.notices.append("本项目还没有采用“入户走访”这项例行工作，算不出应走访几天；采用：gridctl duty adopt")
        return []
    return judged(desk, first, last, codes=codes)


def _line(
    desk: Desk, person: Staff, month: date, duty: Judged | None, dates: list[date], visits: list[Visit]
) -> VisitDays:
    outcomes = [row.outcome for row in visits if row.mode in _counted()]
    return VisitDays(
        number=person.number,
        name=person.name,
        post=next((post.name for post in posts() if post.code == person.post), person.post),
        grids=_grids(desk, person, month),
        days=len(dates),
        wanted=duty.wanted if duty else None,
        lacking=max(0, duty.wanted - len(dates)) if duty else 0,
        state=duty.state.value if duty else "",
        state_name=STATE_WORDS[duty.state] if duty else "",
        dates=tuple(dates),
        visits=len(outcomes),
        met=outcomes.count(MET),
        nobody=outcomes.count(NOBODY),
        refused=outcomes.count(REFUSED),
        contacts=len(visits) - len(outcomes),
    )


def _counted() -> list[str]:
    """The modes that make a day one of visits."""
    return [mode.code for mode in visit_modes() if mode.counts]


def _grids(desk: Desk, person: Staff, month: date) -> tuple[str, ...]:
    rows = [row for row in all_assignments(desk) if row.staff == person.id and row.grid is not None]
    held = {row.grid for row in rows if overlaps(row, month, month_after(month))}
    return tuple(grid.name for grid in all_grids(desk) if grid.id in held)

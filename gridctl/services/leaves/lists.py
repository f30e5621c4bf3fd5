"""Leave as it is listed: who, from when to when, who stands in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridctl.domain.grids import holds_on
from gridctl.domain.privacy import mask_free_text
from gridctl.services.leaves.standing import all_leaves
from gridctl.store.staff import STAFF, find_staff

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gridctl.domain.leaves import Leave
    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which leave is wanted, as typed; only what is not over today, unless days are given or `everything`."""

    staff: str = ""
    on: date | None = None
    since: date | None = None
    until: date | None = None
    everything: bool = False


@dataclass(frozen=True, slots=True)
class LeaveLine:
    """Leave from a day to a day, both included; `state` is coming, now or over, as of today, or cancelled; telephones are masked."""

    number: int
    staff: str
    name: str
    kind: str
    first_day: date
    last_day: date
    days: int
    deputy_number: str
    deputy: str
    granted_by: str
    reason: str
    state: str


def find_leaves(desk: Desk, wanted: Wanted) -> list[LeaveLine]:
    """The leave that is asked for, oldest first."""
    rows = all_leaves(desk)
    if wanted.staff:
        person = find_staff(desk.reader, desk.pid, wanted.staff).id
        rows = [row for row in rows if person in (row.staff, row.deputy)]
    return leave_lines(desk, [row for row in rows if _is_wanted(desk, row, wanted)])


def leave_lines(desk: Desk, rows: Iterable[Leave]) -> list[LeaveLine]:
    """Leave in words."""
    staff = {person.id: person for person in desk.reader.find(STAFF, desk.pid)}
    return [
        LeaveLine(
            number=row.id,
            staff=staff[row.staff].number,
            name=staff[row.staff].name,
            kind=row.kind,
            first_day=row.valid_from,
            last_day=row.valid_to - timedelta(days=1),
            days=(row.valid_to - row.valid_from).days,
            deputy_number=staff[row.deputy].number if row.deputy is not None else "",
            deputy=staff[row.deputy].name if row.deputy is not None else "",
            granted_by=staff[row.granted_by].name if row.granted_by is not None else "",
            reason=mask_free_text(row.reason),
            state="now" if holds_on(row, desk.today) else "coming" if row.valid_from > desk.today else "over",
        )
        for row in rows
    ]


def cancelled_lines(desk: Desk, rows: Iterable[Leave]) -> list[LeaveLine]:
    """Leave in words that was just taken out."""
    return [replace(line, state="cancelled") for line in leave_lines(desk, rows)]


def _is_wanted(desk: Desk, row: Leave, wanted: Wanted) -> bool:
    if wanted.on:
        return holds_on(row, wanted.on)
    if wanted.since or wanted.until:
        return row.valid_to > (wanted.since or date.min) and row.valid_from <= (wanted.until or date.max)
    return wanted.everything or row.valid_to > desk.today

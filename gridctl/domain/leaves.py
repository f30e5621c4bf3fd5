"""Leave of staff and who stands in (请假、代理): the deputy answers for duties and tickets of those days (P1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Leave:
    """Leave in [valid_from, valid_to), with the deputy of those days where there is one; `kind` is of staffing.toml."""

    project: int
    id: int
    staff: int
    kind: str
    valid_from: date
    valid_to: date
    deputy: int | None
    granted_by: int | None
    reason: str


def on_leave(leaves: Iterable[Leave], staff: int, day: date) -> Leave | None:
    """The leave that somebody is on on a day."""
    return next((row for row in leaves if row.staff == staff and row.valid_from <= day < row.valid_to), None)


def stands_in(leaves: Iterable[Leave], staff: int, day: date) -> int | None:
    """Who does the work of a member of staff on a day: himself, else his deputy, or the deputy's; None where nobody."""
    known, passed = list(leaves), {staff}
    while (leave := on_leave(known, staff, day)) is not None:
        if leave.deputy is None or leave.deputy in passed:
            return None
        staff = leave.deputy
        passed.add(staff)
    return staff

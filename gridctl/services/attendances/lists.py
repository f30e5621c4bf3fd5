"""The list of a meeting or a training in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.privacy import mask_free_text
from gridctl.store.staff import STAFF

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gridctl.domain.attendances import Attendance
    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class AttendanceLine:
    """One person of a list; `number` is the 工号, "" for somebody who is not of the staff, `score` null where there is none."""

    number: str
    name: str
    capacity: str
    state: str
    asked_at: str
    granted_by: str
    reason: str
    result: str
    score: int | None


def attendance_lines(desk: Desk, rows: Iterable[Attendance]) -> list[AttendanceLine]:
    """People of a list in words, in its order."""
    staff = {person.id: person for person in desk.reader.find(STAFF, desk.pid)}
    return [
        AttendanceLine(
            number=staff[row.staff].number if row.staff is not None else "",
            name=staff[row.staff].name if row.staff is not None else row.person,
            capacity=row.capacity,
            state=row.state,
            asked_at=row.asked_at,
            granted_by=staff[row.granted_by].name if row.granted_by is not None else row.granted_name,
            reason=mask_free_text(row.reason),
            result=row.result,
            score=row.score,
        )
        for row in rows
    ]

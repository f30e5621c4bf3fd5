"""What becomes of leave when somebody leaves the company: his own ends, and he stands in for nobody any more (P1)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gridctl.services.leaves.standing import leave_days
from gridctl.store.leaves import LEAVE
from gridctl.store.staff import STAFF

if TYPE_CHECKING:
    from datetime import date

    from gridctl.domain.leaves import Leave
    from gridctl.domain.staff import Staff
    from gridctl.services.desk import WritingDesk


def end_leaves_of(desk: WritingDesk, person: Staff, day: date) -> None:
    """End the leave of somebody who is gone from a day on, and that he stands in for others; the latter is told of."""
    rows = [row for row in desk.reader.find(LEAVE, desk.pid, order="valid_from") if row.valid_to > day]
    own = [row for row in rows if row.staff == person.id]
    desk.tx.delete(LEAVE, [row for row in own if row.valid_from >= day])
    desk.tx.update(LEAVE, [replace(row, valid_to=day) for row in own if row.valid_from < day])
    for row in rows:
        if row.deputy == person.id:
            _without_deputy(desk, row, person, day)


def _without_deputy(desk: WritingDesk, row: Leave, person: Staff, day: date) -> None:
    """Let the rest of somebody's leave be without deputy: a row of its own where some days of it are over."""
    rest = replace(row, deputy=None, valid_from=max(row.valid_from, day))
    if row.valid_from < day:
        rest = replace(rest, id=desk.tx.next_id(desk.pid, LEAVE))
        desk.tx.update(LEAVE, [replace(row, valid_to=day)])
        desk.tx.insert(LEAVE, [rest])
    else:
        desk.tx.update(LEAVE, [rest])
    absent = desk.reader.get(STAFF, desk.pid, row.staff)
    desk.notices.append(
        f"{absent.name if absent else ''} 请假（{leave_days(rest)}）不再有代理人，"
        f"{person.name} 已离岗；写明代理人：gridctl staff leave-edit {rest.id} --deputy 人员"
    )

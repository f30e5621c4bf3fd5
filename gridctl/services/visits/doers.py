"""Who was out that day: named or whoever enters, at work and not on leave; and whose ground it was."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from gridctl.domain.grids import holds_on
from gridctl.domain.leaves import on_leave, stands_in
from gridctl.errors import RuleError, UsageError
from gridctl.services.leaves.standing import all_leaves, leave_days
from gridctl.services.staff.presence import refuse_absent
from gridctl.services.tickets.steps import own_staff_id
from gridctl.store.grids import ASSIGNMENT
from gridctl.store.staff import STAFF, find_staff

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gridctl.domain.estates import Place
    from gridctl.domain.grids import Assignment
    from gridctl.domain.staff import Staff
    from gridctl.services.desk import Desk, WritingDesk


def doer_meant(desk: WritingDesk, text: str, day: date, word: str) -> Staff:
    """Who did it on a day: whoever is named, else who enters. `word` says what was done: 走访, 巡查.

    UsageError where nobody can be told; RuleError for somebody who was not there or on leave.
    """
    own = own_staff_id(desk)
    if text:
        person = find_staff(desk.reader, desk.pid, text)
    elif own is not None:
        person = desk.reader.alike(STAFF, desk.pid, id=own)[0]
    else:
        raise UsageError(f"没有说明是谁{word}的", "加上 --by 工号或姓名")
    refuse_away(desk, person, day, word)
    return person


def refuse_away(desk: Desk, person: Staff, day: date, word: str) -> None:
    """Refuse somebody who was not with the project on a day, or was on leave (RuleError)."""
    refuse_absent(person, day, word)
    leaves = all_leaves(desk)
    leave = on_leave(leaves, person.id, day)
    if leave is not None:
        deputy = stands_in(leaves, person.id, day)
        hint = f"当天代理的是{_name(desk, deputy)}；" if deputy else ""
        raise RuleError(
            f"{person.name}（{person.number}）{leave_days(leave)} 请假，不能在 {day} {word}",
            f"{hint}核对日期和人员；提前回来的，先改请假：gridctl staff leave-edit {leave.id} --to 最后一天",
        )


def all_assignments(desk: Desk) -> list[Assignment]:
    """Every assignment of the project, read once."""
    found: list[Assignment] = desk.once("assignments", ("assignment",), lambda: desk.reader.find(ASSIGNMENT, desk.pid))
    return found


def before_or_after(desk: Desk, person: Staff, place: Place, grid: int | None, day: date) -> str:
    """What is odd about somebody and a home on a day: that he answered for its ground only later, or no more; else "".

    Who never answered for it is a colleague who helps, and that is nothing odd.
    """
    his = [row for row in all_assignments(desk) if row.staff == person.id and _covers(row, place, grid)]
    if not his or any(holds_on(row, day) for row in his):
        return ""
    later = [row.valid_from for row in his if row.valid_from > day]
    if later:
        return f"{person.name}从 {min(later)} 起才负责这里"
    return f"{person.name}到 {_last(his)} 为止负责这里"


def _covers(row: Assignment, place: Place, grid: int | None) -> bool:
    if row.grid is not None:
        return row.grid == grid
    return row.building is not None and row.building == place.building


def _last(rows: Iterable[Assignment]) -> date:
    return max(row.valid_to for row in rows if row.valid_to is not None) - timedelta(days=1)


def _name(desk: Desk, key: int) -> str:
    return desk.reader.alike(STAFF, desk.pid, id=key)[0].name

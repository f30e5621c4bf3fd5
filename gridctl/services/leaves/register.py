"""Leave (请假) entered, changed and cancelled: never twice on a day, with a deputy who is there (P1, D9 例会制度五)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from gridctl.domain.grids import overlaps
from gridctl.domain.leaves import Leave
from gridctl.domain.sheets import CLEAR, retyped
from gridctl.errors import NotFoundError, RuleError, UsageError
from gridctl.regulation.staffing import leave_kind
from gridctl.services.leaves.standing import leave_days, tell_of
from gridctl.store.leaves import LEAVE
from gridctl.store.staff import STAFF, find_staff

if TYPE_CHECKING:
    from datetime import date

    from gridctl.domain.staff import Staff
    from gridctl.services.desk import Desk, WritingDesk

CLEARED = CLEAR.value
USUAL = "personal"


@dataclass(frozen=True, slots=True)
class Asked:
    """Leave as typed, `last` its last day; what is None was not said. CLEARED takes deputy, granter or reason away."""

    first: date | None = None
    last: date | None = None
    kind: str | None = None
    deputy: str | None = None
    by: str | None = None
    reason: str | None = None


def enter_leave(desk: WritingDesk, who: str, asked: Asked) -> Leave:
    """Enter leave of a day (today), or from a day to a last day.

    RuleError where the person is not there then or on leave already, or the deputy is himself, not there, or on leave.
    """
    person, first = find_staff(desk.reader, desk.pid, who), asked.first or desk.today
    end = first + timedelta(days=1)
    blank = Leave(desk.pid, 0, person.id, USUAL, first, end, deputy=None, granted_by=None, reason="")
    row = _filled(desk, blank, asked)
    row = replace(row, id=desk.tx.next_id(desk.pid, LEAVE))
    desk.tx.insert(LEAVE, [row])
    tell_of(desk, row)
    return row


def change_leave(desk: WritingDesk, number: int, asked: Asked) -> Leave:
    """Change what was said of leave: who comes back early changes its last day. Refused as entering it is."""
    before = find_leave(desk, number)
    row = before if asked == Asked() else _filled(desk, before, asked)
    if row == before:
        raise UsageError("没有说明改什么", "写要改的，例如 --to 最后一天、--deputy 人员")
    desk.tx.update(LEAVE, [row])
    tell_of(desk, row)
    return row


def cancel_leave(desk: WritingDesk, number: int) -> Leave:
    """Take leave out that is not taken after all."""
    row = find_leave(desk, number)
    desk.tx.delete(LEAVE, [row])
    return row


def find_leave(desk: Desk, number: int) -> Leave:
    """The leave of a number."""
    row = desk.reader.get(LEAVE, desk.pid, number)
    if row is None:
        raise NotFoundError(f"没有第 {number} 条请假", "查看编号：gridctl staff leaves --all")
    return row


def _filled(desk: Desk, before: Leave, asked: Asked) -> Leave:
    """The row with what was said, as it can be kept."""
    first = asked.first or before.valid_from
    end = asked.last + timedelta(days=1) if asked.last else before.valid_to
    if end <= first:
        raise UsageError(f"请假到 {end - timedelta(days=1)} 早于从 {first}", "核对 --from 和 --to")
    row = replace(
        before,
        valid_from=first,
        valid_to=end,
        kind=leave_kind(asked.kind).code if asked.kind else before.kind,
        reason=retyped(asked.reason or "", before.reason),
    )
    person = _person(desk, row.staff)
    _refuse_absent(person, row, "请假")
    _refuse_twice(desk, person, row)
    return replace(row, deputy=_deputy(desk, before, row, asked), granted_by=_granter(desk, row, asked))


def _refuse_absent(person: Staff, row: Leave, what: str) -> None:
    who = f"{person.number} {person.name}"
    if person.joined and row.valid_from < person.joined:
        raise RuleError(f"{who} {person.joined} 才到岗，不能从 {row.valid_from} 起{what}", "核对日期")
    if person.departed and row.valid_to > person.departed:
        raise RuleError(
            f"{who} 从 {person.departed} 起离岗，不能{what}到 {row.valid_to - timedelta(days=1)}", "核对日期和人员"
        )


def _refuse_twice(desk: Desk, person: Staff, row: Leave) -> None:
    for other in _meeting(desk, person.id, row):
        raise RuleError(
            f"{person.number} {person.name} 已有第 {other.id} 条请假（{leave_days(other)}）",
            f"改那一条：gridctl staff leave-edit {other.id} --to 最后一天",
        )


def _meeting(desk: Desk, staff: int, row: Leave) -> list[Leave]:
    """Other leave of somebody that shares a day with a row."""
    rows = desk.reader.find(LEAVE, desk.pid, LEAVE.c["staff"] == staff, order="valid_from")
    return [other for other in rows if other.id != row.id and overlaps(other, row.valid_from, row.valid_to)]


def _deputy(desk: Desk, before: Leave, row: Leave, asked: Asked) -> int | None:
    """Who stands in, checked against the days of the row; not again for days that he stands in for already."""
    shorter = before.valid_from <= row.valid_from and row.valid_to <= before.valid_to
    if asked.deputy == CLEARED:
        return None
    if not asked.deputy and (row.deputy is None or shorter):
        return row.deputy
    deputy = find_staff(desk.reader, desk.pid, asked.deputy) if asked.deputy else _person(desk, row.deputy or 0)
    if deputy.id == row.staff:
        raise RuleError(f"{deputy.number} {deputy.name} 不能代理自己", "换一个代理人：--deputy 工号或姓名")
    _refuse_absent(deputy, row, "代理")
    for other in _meeting(desk, deputy.id, row):
        raise RuleError(
            f"代理人 {deputy.number} {deputy.name} 自己请假（{leave_days(other)}）", "换一个代理人：--deputy 工号或姓名"
        )
    return deputy.id


def _granter(desk: Desk, row: Leave, asked: Asked) -> int | None:
    if asked.by == CLEARED or not asked.by:
        return None if asked.by == CLEARED else row.granted_by
    granter = find_staff(desk.reader, desk.pid, asked.by)
    if granter.id == row.staff:
        raise RuleError(f"{granter.number} {granter.name} 不能自己准自己的假", "换一个准假人：--by 工号或姓名")
    if granter.departed and granter.departed <= min(row.valid_from, desk.today):
        raise RuleError(f"准假人 {granter.number} {granter.name} 已于 {granter.departed} 离岗", "核对 --by")
    return granter.id


def _person(desk: Desk, key: int) -> Staff:
    person = desk.reader.get(STAFF, desk.pid, key)
    assert person is not None  # noqa: S101 - a foreign key says so
    return person

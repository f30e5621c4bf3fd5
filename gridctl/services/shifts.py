"""Shifts (上班, 下班): who enters at a seat, said once (T11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from gridctl.domain.shifts import Shift, ended, relieved, running
from gridctl.errors import RuleError
from gridctl.services.desk import reading
from gridctl.store.shifts import SHIFT
from gridctl.store.staff import STAFF, find_staff

if TYPE_CHECKING:
    from datetime import datetime

    from gridctl.services.desk import Caller, Desk, WritingDesk

LONGEST = timedelta(days=2)  # no shift that began longer ago still runs, whatever the policy was


@dataclass(frozen=True, slots=True)
class ShiftLine:
    """A shift as it is shown: who, at which seat, from when and to when it runs or ran (local)."""

    number: str
    name: str
    seat: str
    started: datetime
    over: datetime

    @property
    def words(self) -> str:
        """In one line."""
        return f"上班：{self.name}（{self.number}）{self.started:%H:%M} 起，{self.over:%m-%d %H:%M} 自动下班"


def start_shift(desk: WritingDesk, who: str, seat: str) -> ShiftLine:
    """Begin a shift at a seat; one that runs there ends with it. RuleError for who has left."""
    person = find_staff(desk.reader, desk.pid, who)
    if person.departed and person.departed <= desk.clock_now.date():
        raise RuleError(f"{person.number} {person.name} 已于 {person.departed} 离岗", "核对工号或姓名")
    from gridctl.store.transactions import utc_text  # noqa: PLC0415 - a reader needs neither journal nor queue

    hours = desk.policy("shift_hours", desk.clock_now.date())
    key = desk.tx.next_id(desk.pid, SHIFT)
    new = Shift(desk.pid, key, seat, person.id, utc_text(desk.tx.now), "", hours)
    desk.tx.update(SHIFT, relieved(_recent(desk, desk.tx.now), new))
    desk.tx.insert(SHIFT, [new])
    return _line(desk, new)


def end_shift(desk: WritingDesk, seat: str) -> ShiftLine:
    """End the shift that runs at a seat; RuleError where there is none."""
    shift = running(_recent(desk, desk.tx.now), seat, desk.tx.now)
    if shift is None:
        raise RuleError("这里没有人在上班", "查看：gridctl shift show")
    from gridctl.store.transactions import utc_text  # noqa: PLC0415 - a reader needs neither journal nor queue

    over = ended(shift, desk.tx.now, utc_text(desk.tx.now))
    desk.tx.update(SHIFT, [over])
    return _line(desk, over)


def running_shifts(desk: Desk, now: datetime) -> list[ShiftLine]:
    """The shifts that run, at whatever seat, the last begun last."""
    recent = _recent(desk, now)
    found = (running(recent, seat, now) for seat in {shift.seat for shift in recent})
    in_order = sorted((shift for shift in found if shift), key=lambda shift: (shift.started_at, shift.id))
    return [_line(desk, shift) for shift in in_order]


def shift_at(desk: Desk, seat: str, now: datetime) -> ShiftLine | None:
    """The shift that runs at a seat."""
    shift = running(_recent(desk, now), seat, now)
    return _line(desk, shift) if shift else None


def on_shift(caller: Caller, seat: str) -> str:
    """The 工号 of whose shift runs at a seat, "" where there is none."""
    with reading(caller) as desk:
        shift = shift_at(desk, seat, caller.clock())
        return shift.number if shift else ""


def _recent(desk: Desk, now: datetime) -> list[Shift]:
    return desk.reader.find(SHIFT, desk.pid, SHIFT.c["started_at"] >= (now - LONGEST).isoformat())


def _line(desk: Desk, shift: Shift) -> ShiftLine:
    person = desk.reader.get(STAFF, desk.pid, shift.staff)
    number, name = (person.number, person.name) if person else ("", "")
    return ShiftLine(number, name, shift.seat, desk.local(shift.started_at), desk.local(shift.over.isoformat()))

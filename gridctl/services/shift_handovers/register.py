"""Handing over a shift (交接班): what is open is kept as it is at that minute, in the names of two people (P6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.moments import Moment
from gridctl.domain.shift_handovers import ShiftHandover
from gridctl.domain.text import clean
from gridctl.errors import NotFoundError, RuleError, UsageError
from gridctl.regulation.posts import post_from_text
from gridctl.services.grids.answering import leaves_on
from gridctl.services.shift_handovers.content import what_is_open
from gridctl.services.shifts import shift_at
from gridctl.services.staff.presence import refuse_absent
from gridctl.services.tickets.opening import refuse_future
from gridctl.store.shift_handovers import SHIFT_HANDOVER
from gridctl.store.staff import find_staff
from gridctl.store.transactions import utc_text

if TYPE_CHECKING:
    from gridctl.domain.staff import Staff
    from gridctl.services.desk import Desk, WritingDesk


@dataclass(frozen=True, slots=True)
class Said:
    """A hand-over as typed; without `giver` it is whose shift runs at the seat, without `post` it is his."""

    taker: str
    giver: str = ""
    post: str = ""
    note: str = ""


def hand_over_shift(desk: WritingDesk, said: Said, seat: str) -> ShiftHandover:
    """Keep what is open now as it goes from one to another; RuleError where they are one, or one of them is not there."""
    at = Moment.of(desk.now)
    refuse_future(desk, at)
    giver, taker = _giver(desk, said.giver, seat), find_staff(desk.reader, desk.pid, said.taker)
    if giver.id == taker.id:
        raise RuleError(f"交班人和接班人都是 {giver.number} {giver.name}", "交接班要两个人；核对 --by")
    for person, word in ((giver, "交班"), (taker, "接班")):
        refuse_absent(person, desk.today, word)
    if any(leave.staff == taker.id for leave in leaves_on(desk, desk.today)):
        raise RuleError(
            f"接班人 {taker.number} {taker.name} {desk.today} 请假", "换一个接班的人；查看：gridctl staff leaves"
        )
    row = ShiftHandover(
        project=desk.pid,
        id=desk.tx.next_id(desk.pid, SHIFT_HANDOVER),
        at=str(at),
        post=post_from_text(said.post).code if said.post else giver.post,
        giver=giver.id,
        taker=taker.id,
        content=what_is_open(desk).text,
        note=clean(said.note),
        recorded_at=utc_text(desk.tx.now),
    )
    desk.tx.insert(SHIFT_HANDOVER, [row])
    return row


def find_handover(desk: Desk, number: int) -> ShiftHandover:
    """The hand-over of a number."""
    row = desk.reader.get(SHIFT_HANDOVER, desk.pid, number)
    if row is None:
        raise NotFoundError(f"没有第 {number} 次交接班", "查看编号：gridctl shift handovers")
    return row


def _giver(desk: WritingDesk, text: str, seat: str) -> Staff:
    shift = None if text else shift_at(desk, seat, desk.tx.now)
    if not text and shift is None:
        raise UsageError("没有写交班人", "加上 --by 工号或姓名；上班登记过的不用写")
    return find_staff(desk.reader, desk.pid, text or (shift.number if shift else ""))

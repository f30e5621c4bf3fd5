"""Who came to a meeting, late or not, who did not, and who had asked for leave beforehand (D1 一)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gridctl.domain.attendances import CAME, Presence
from gridctl.domain.meetings import MeetingState
from gridctl.domain.moments import Moment, not_before, parse_moment
from gridctl.domain.text import clean
from gridctl.errors import RuleError, UsageError
from gridctl.regulation.meetings import capacity_names, meeting_kind
from gridctl.regulation.regulations import clause_words
from gridctl.services.attendances.register import (
    Event,
    Excuse,
    Guest,
    absent,
    attendances_of,
    excuse,
    excuse_on_leave,
    expect,
    guest_name,
    present,
    refuse_gone,
    refuse_twice,
    settle,
)
from gridctl.services.meetings.convening import MEETING_WORD, Conveners
from gridctl.services.meetings.people import people_meant, person_meant, role_code
from gridctl.store.attendances import ATTENDANCE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gridctl.domain.meetings import Meeting
    from gridctl.services.desk import Desk, WritingDesk


@dataclass(frozen=True, slots=True)
class Attended:
    """Who came, came late, did not come, as typed; `everyone`: whoever else was to come did."""

    present: Sequence[str] = ()
    late: Sequence[str] = ()
    absent: Sequence[str] = ()
    everyone: bool = False


NOBODY = Attended()


@dataclass(frozen=True, slots=True)
class Asked:
    """Leave from a meeting as typed: who granted it, why, and when it was asked ("": now)."""

    granted_by: str
    reason: str
    at: str = ""


def attend(desk: WritingDesk, row: Meeting, attended: Attended) -> None:
    """Keep who came to a meeting that has begun; who was not expected is put on its list."""
    _refuse_cancelled(row)
    if not not_before(Moment.of(desk.clock_now), Moment.parse_stored(row.at)):
        raise RuleError(f"{row.id} 号会议 {row.at} 才开，不能登记出席", "请假的用 gridctl meeting leave")
    if not (attended.everyone or any(map(clean, (*attended.present, *attended.late, *attended.absent)))):
        raise UsageError("没有写谁来了", "写出席的人，或 --all，另写 --late、--absent")
    attend_on(desk, row, attended, Conveners())


def attend_on(desk: WritingDesk, row: Meeting, attended: Attended, conveners: Conveners) -> None:
    """Keep who came; who convened came, and whom a deputy stood in for did not, unless he is named."""
    came, late, missed = (people_meant(desk, texts) for texts in (attended.present, attended.late, attended.absent))
    refuse_twice(desk, came, late, missed)
    refuse_gone(desk, [*came, *late, *missed], row.day, MEETING_WORD)
    _refuse_convener_absent(desk, row, missed)
    event = Event(meeting=row.id)
    named = {guest.key for guest in (*came, *late, *missed)}
    expect(desk, event, [*conveners.all, *missed])
    _take_roles(desk, row, [*conveners.all, *came, *late, *missed])
    if conveners.convener in conveners.all and conveners.convener.key not in named:
        came = [*came, conveners.convener]
    present(desk, event, came)
    present(desk, event, late, late=True)
    absent(desk, event, missed)
    excuse_on_leave(desk, event, row.day)
    if conveners.replaced in conveners.all and conveners.replaced.key not in {
        *named,
        *_in_states(desk, row, Presence.LEAVE),
    }:
        absent(desk, event, [conveners.replaced])
    if attended.everyone:
        settle(desk, event, Presence.PRESENT)


def ask_leave(desk: WritingDesk, row: Meeting, people: Sequence[str], asked: Asked) -> None:
    """Keep that people asked for leave from a meeting and who granted it; asked after its beginning, it is told of."""
    _refuse_cancelled(row)
    if not (guests := people_meant(desk, people)):
        raise UsageError("没有写谁请假", "写明工号、姓名，或 姓名:身份")
    refuse_twice(desk, guests)
    refuse_gone(desk, guests, row.day, MEETING_WORD)
    reason, at = clean(asked.reason), parse_moment(asked.at, desk.now) if asked.at else Moment.of(desk.now)
    if not (asked.granted_by and reason):
        raise UsageError("请假要写谁准的、为什么", "加上 --granted-by 谁 --reason 原因")
    granter = person_meant(desk, asked.granted_by)
    came = _in_states(desk, row, *CAME)
    for guest in guests:
        _refuse_leave(desk, guest, granter, came)
    expect(desk, Event(meeting=row.id), guests)
    said = Excuse(str(at), granter.staff, granter.person, reason)
    for guest in guests:
        excuse(desk, Event(meeting=row.id), guest, said)
    _tell(desk, row, granter, at)


def _in_states(desk: Desk, row: Meeting, *states: Presence) -> set[tuple[int | None, str]]:
    """Those on the list of whom one of these is known, as guests' keys."""
    rows = attendances_of(desk, Event(meeting=row.id))
    return {(one.staff, one.person) for one in rows if one.state in states}


def _take_roles(desk: WritingDesk, row: Meeting, guests: Iterable[Guest]) -> None:
    """A capacity that is said of somebody on the list is kept of him."""
    roles = {guest.key: guest.capacity for guest in guests if guest.capacity}
    rows = attendances_of(desk, Event(meeting=row.id))
    other = [one for one in rows if roles.get((one.staff, one.person), one.capacity) != one.capacity]
    desk.tx.update(ATTENDANCE, [replace(one, capacity=roles[one.staff, one.person]) for one in other])


def _refuse_cancelled(row: Meeting) -> None:
    if row.state == MeetingState.CANCELLED:
        raise RuleError(f"{row.id} 号会议已经取消", f"查看：gridctl meeting show {row.id}")


def _refuse_convener_absent(desk: Desk, row: Meeting, missed: Iterable[Guest]) -> None:
    for guest in missed:
        if guest.key == (row.convener, row.convener_name) and row.state == MeetingState.HELD:
            raise RuleError(f"{guest_name(desk, guest)} 是召集人，不能登记为缺席", "由别人代为召集的：--deputy 谁")


def _refuse_leave(desk: Desk, guest: Guest, granter: Guest, came: set[tuple[int | None, str]]) -> None:
    if guest.key == granter.key:
        raise RuleError(f"{guest_name(desk, guest)} 不能自己准自己的假", "换一个准假的人：--granted-by 谁")
    if guest.key in came:
        raise RuleError(
            f"{guest_name(desk, guest)} 已登记到会，不能再登记请假", "登记错的：gridctl meeting attend … --absent"
        )


def _tell(desk: Desk, row: Meeting, granter: Guest, at: Moment) -> None:
    """Tell of leave that was not asked beforehand, or not of whom the regulation says."""
    if row.begun_before(str(at)):
        desk.notices.append(f"{row.id} 号会议 {row.at} 开始，{at} 才请假，不是提前请的")
    kind = meeting_kind(row.kind)
    if kind.leave_from and role_code(granter) not in kind.leave_from:
        desk.notices.append(f"{clause_words(kind.clause)}：{kind.name}向{capacity_names(kind.leave_from, '或')}请假")

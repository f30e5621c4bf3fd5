"""Meetings planned, held, corrected and cancelled (D1 一, D9)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from gridctl.domain.clock import minute_of_day, plain
from gridctl.domain.meetings import Meeting, MeetingState, also_text
from gridctl.domain.moments import Moment, not_before, parse_moment
from gridctl.domain.sheets import CLEAR, retyped
from gridctl.domain.text import clean, fold
from gridctl.errors import RuleError, UsageError
from gridctl.regulation.meetings import meeting_kind
from gridctl.services.attendances.register import (
    Event,
    excuse_on_leave,
    expect,
    refuse_gone,
    refuse_twice,
    take_off_gone,
)
from gridctl.services.meetings.attending import NOBODY, attend_on
from gridctl.services.meetings.convening import MEETING_WORD, Conveners, convened, so_far
from gridctl.services.meetings.finding import find_meeting, meeting_numbered
from gridctl.services.meetings.people import people_meant
from gridctl.services.meetings.roster import outsiders_last_time, staff_expected
from gridctl.store.meetings import MEETING
from gridctl.store.transactions import utc_text
from gridctl.store.visits import NEED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.services.desk import Desk, WritingDesk
    from gridctl.services.meetings.attending import Attended

_NOT_YET = "开过以后再登记；提前开了的，写实际时间 --at"
_AT_EDITING = ("at", "also", "kind")  # a duty is proved by these: changed, they count as entered now


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a meeting, as typed; "" where nothing was said. `minutes` may have several lines."""

    at: str = ""
    ended: str = ""
    convener: str = ""
    deputy: str = ""
    also: Sequence[str] = ()
    venue: str = ""
    topic: str = ""
    minutes: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """Who is to come besides those who must, as typed; `as_last`: the outsiders of the last meeting of that kind."""

    people: Sequence[str] = ()
    as_last: bool = False


def plan_meeting(desk: WritingDesk, kind: str, said: Said, invited: Invited) -> Meeting:
    """Plan a meeting: its moment is still to come; who must attend is put on its list."""
    code = meeting_kind(kind).code
    if not said.at:
        raise UsageError("没有写什么时候开", "加上 --at，例如 --at 明天 14:00")
    at = parse_moment(said.at, desk.now, ahead=True)
    row = _new(desk, code, at)
    _refuse_past(desk, row)
    _refuse_known(desk, row)
    row = _filled(desk, row, replace(said, at="", ended="", minutes=""))
    row, guests = convened(desk, row, said.convener, said.deputy)
    desk.tx.insert(MEETING, [row])
    _invite(desk, row, invited)
    expect(desk, Event(meeting=row.id), guests.all)
    return row


def hold_meeting(desk: WritingDesk, which: str, said: Said, invited: Invited, attended: Attended = NOBODY) -> Meeting:
    """Keep that a meeting was held: a planned one by its number, or one without a plan by its kind; with who came."""
    planned = _planned(desk, which)
    row = planned or _unplanned(desk, meeting_kind(which).code, said)
    row = _filled(desk, row, said)
    if planned is None or planned.at != row.at:
        _refuse_known(desk, row)
    _refuse_not_yet(desk, row)
    row, guests = convened(desk, row, said.convener, said.deputy)
    guests = guests if guests.convener else Conveners(so_far(desk, row))
    if guests.convener is None:
        raise UsageError("没有说明谁召集的会", "加上 --convener：工号、姓名，或 姓名:身份")
    refuse_gone(desk, guests.all, row.day, MEETING_WORD)
    row = replace(row, state=MeetingState.HELD.value, recorded_at=utc_text(desk.tx.now))
    _put(desk, row, new=planned is None)
    take_off_gone(desk, Event(meeting=row.id), row.day)
    _invite(desk, row, invited)
    attend_on(desk, row, attended, guests)
    return row


def edit_meeting(desk: WritingDesk, number: int, said: Said, kind: str = "") -> Meeting:
    """Correct what is said of a meeting; of one that was held, its moment stays in the past and its convener named."""
    row = find_meeting(desk, number)
    if row.state == MeetingState.CANCELLED:
        raise RuleError(f"{number} 号会议已经取消", "另外登记：gridctl meeting plan 或 meeting hold")
    if said == Said() and not kind:
        raise UsageError("没有写要改什么", f"写明要改的，例如 gridctl meeting edit {number} --venue 物业会议室")
    held = row.state == MeetingState.HELD
    if not held and (said.ended or said.minutes):
        raise RuleError(f"{number} 号会议还没有开", f"开过以后：gridctl meeting hold {number} --minutes …")
    after = _filled(desk, replace(row, kind=meeting_kind(kind).code if kind else row.kind), said, ahead=not held)
    after, guests = convened(desk, after, said.convener, said.deputy)
    if (row.at, row.kind) != (after.at, after.kind):
        _refuse_known(desk, after)
    if not held and said.at:
        _refuse_past(desk, after)
    if held:
        _refuse_not_yet(desk, after)
        if any(getattr(row, name) != getattr(after, name) for name in _AT_EDITING):
            after = replace(after, recorded_at=utc_text(desk.tx.now))
    desk.tx.update(MEETING, [after])
    if held:
        attend_on(desk, after, NOBODY, guests)
    else:
        expect(desk, Event(meeting=after.id), guests.all)
    return after


def cancel_meeting(desk: WritingDesk, number: int, reason: str) -> Meeting:
    """Cancel a meeting that was planned, and keep why."""
    row, why = find_meeting(desk, number), clean(reason)
    if row.state != MeetingState.PLANNED:
        done = "已经取消过" if row.state == MeetingState.CANCELLED else "已经开过，不能取消"
        raise RuleError(f"{number} 号会议{done}", f"查看：gridctl meeting show {number}；刚记错的：gridctl undo")
    if not why:
        raise UsageError("没有写为什么取消", "加上 --reason 原因")
    cancelled = replace(row, state=MeetingState.CANCELLED.value, minutes=why)
    desk.tx.update(MEETING, [cancelled])
    if needs := [str(need.id) for need in desk.reader.alike(NEED, desk.pid, meeting=row.id) if not need.settled_on]:
        hint = f"gridctl need choose {' '.join(needs)} --meeting 号"
        desk.notices.append(f"提交给它的需求没有会议了：{'、'.join(needs)}；改交下一次：{hint}")
    return cancelled


def _planned(desk: Desk, which: str) -> Meeting | None:
    """The planned meeting whose number was typed; None where it is a kind."""
    row = meeting_numbered(desk, which)
    if row is not None and row.state != MeetingState.PLANNED:
        done = "已经取消" if row.state == MeetingState.CANCELLED else "已经登记开过"
        raise RuleError(
            f"{row.id} 号会议{done}", f"查看：gridctl meeting show {row.id}；更正：gridctl meeting edit {row.id}"
        )
    return row


def _unplanned(desk: WritingDesk, code: str, said: Said) -> Meeting:
    if not said.at:
        raise UsageError("没有写什么时候开的", "加上 --at，例如 --at 14:00 或 --at 昨天 14:00")
    return _new(desk, code, behind(desk, said.at))


def _new(desk: WritingDesk, code: str, at: Moment) -> Meeting:
    return Meeting(
        project=desk.pid,
        id=desk.tx.next_id(desk.pid, MEETING),
        kind=code,
        also=also_text(()),
        day=at.day,
        at=str(at),
        ended="",
        state=MeetingState.PLANNED.value,
        convener=None,
        convener_name="",
        deputised=0,
        venue="",
        topic="",
        minutes="",
        recorded_at="",
    )


def _filled(desk: Desk, row: Meeting, said: Said, *, ahead: bool = False) -> Meeting:
    """The meeting with what was said of it."""
    read = partial(parse_moment, now=desk.now, ahead=True) if ahead else partial(behind, desk)
    at = read(said.at) if said.at else Moment.parse_stored(row.at)
    row = replace(
        row,
        at=str(at),
        day=at.day,
        also=also_text(_others(desk, row.kind, said.also) if said.also else {*row.others} - {row.kind}),
        venue=retyped(said.venue, row.venue),
        topic=retyped(said.topic, row.topic),
        minutes=minutes_kept(said.minutes, row.minutes),
    )
    if meeting_kind(row.kind).topical and not row.topic:
        raise UsageError(f"{meeting_kind(row.kind).name}要有议题", "加上 --topic 议题")
    if said.ended:
        row = replace(row, ended=str(_ended(desk, at, said.ended)))
    if row.ended and not not_before(Moment.parse_stored(row.ended), at):
        raise RuleError(f"{at} 开始的会，不能在 {row.ended} 结束", "核对 --at 和 --ended")
    return row


def behind(desk: Desk, text: str) -> Moment:
    """A moment that has come; RuleError for one that is only meant as still to come."""
    try:
        return parse_moment(text, desk.now)
    except UsageError as error:
        try:
            ahead = parse_moment(text, desk.now, ahead=True)
        except UsageError:
            raise error from None
        raise RuleError(f"{ahead} 还没有到，会还没有开", _NOT_YET) from None


def minutes_kept(text: str, there: str) -> str:
    """Minutes as they are kept where they are typed anew: each line clean, none of them blank; <清空> empties them."""
    kept = "\n".join(filter(None, map(clean, text.splitlines())))
    return "" if kept == CLEAR.value else kept or there


def _ended(desk: Desk, at: Moment, text: str) -> Moment:
    """When it ended: a time alone is of the same day."""
    try:
        minute = minute_of_day(plain(fold(text)))
    except ValueError:
        minute = None
    return Moment(at.day, minute) if minute is not None else behind(desk, text)


def _others(desk: Desk, own: str, texts: Sequence[str]) -> list[str]:
    """The other kinds that it serves, none for <清空>; one that the regulation does not put together with it is told of."""
    kind, found = meeting_kind(own), [meeting_kind(text) for text in texts if clean(text) != CLEAR.value]
    if kind in found:
        raise UsageError(f"本来就是{kind.name}", "--also 写兼作的另一种会议")
    for other in found:
        if other.code not in kind.together:
            desk.notices.append(f"规程没有写{kind.name}可以和{other.name}合开")
    return [other.code for other in found]


def _refuse_not_yet(desk: WritingDesk, row: Meeting) -> None:
    """Refuse a meeting that, by the clock, has not begun, or has not ended when it is said to."""
    present = Moment.of(desk.clock_now)
    for at in filter(None, (row.at, row.ended)):
        if not not_before(present, Moment.parse_stored(at)):
            raise RuleError(f"{at} 还没有到，会还没有开", _NOT_YET)


def _refuse_past(desk: WritingDesk, row: Meeting) -> None:
    """Refuse a plan for what is over on the day that is shown."""
    if not not_before(Moment.parse_stored(row.at), Moment.of(desk.now)):
        name = meeting_kind(row.kind).name
        raise RuleError(f"{row.at} 已经过去", f"已经开过的会：gridctl meeting hold {name} --at …")


def _refuse_known(desk: Desk, row: Meeting) -> None:
    """Refuse a kind's meeting of the same moment, or of a day for which another one is planned."""
    for other in desk.reader.alike(MEETING, desk.pid, kind=row.kind):
        if other.id == row.id or other.state == MeetingState.CANCELLED or other.day != row.day:
            continue
        name = meeting_kind(row.kind).name
        if other.at == row.at:
            raise RuleError(f"{row.at} 的{name}已经登记过，是 {other.id} 号", f"查看：gridctl meeting show {other.id}")
        if other.state == MeetingState.PLANNED:
            raise RuleError(
                f"{row.day} 的{name}有计划，是 {other.id} 号（{other.at}）",
                f"照计划登记：gridctl meeting hold {other.id}；另开一次的先取消计划",
            )


def _put(desk: WritingDesk, row: Meeting, *, new: bool) -> None:
    if new:
        desk.tx.insert(MEETING, [row])
    else:
        desk.tx.update(MEETING, [row])


def _invite(desk: WritingDesk, row: Meeting, invited: Invited) -> None:
    """Put on the list who must attend and who else is invited; whoever is on leave that day has leave."""
    named = people_meant(desk, invited.people)
    refuse_twice(desk, named)
    refuse_gone(desk, named, row.day, MEETING_WORD)
    again = outsiders_last_time(desk, row.kind, row.at) if invited.as_last else []
    expect(desk, Event(meeting=row.id), [*staff_expected(desk, row.kinds, row.day), *again, *named])
    excuse_on_leave(desk, Event(meeting=row.id), row.day)

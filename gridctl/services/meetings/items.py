"""What meetings resolved (议定事项): by whom, until when, carried over until it is done."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.meetings import MeetingItem
from gridctl.domain.moments import Moment
from gridctl.domain.text import clean, fold
from gridctl.errors import NotFoundError, RuleError, UsageError
from gridctl.services.attendances.register import refuse_gone
from gridctl.services.meetings.finding import find_meeting, refuse_unheld
from gridctl.services.meetings.people import person_meant
from gridctl.services.tickets.opening import refuse_future
from gridctl.store.meetings import MEETING, MEETING_ITEM

if TYPE_CHECKING:
    from gridctl.domain.meetings import Meeting
    from gridctl.services.desk import Desk, WritingDesk

_REFERENCE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")


@dataclass(frozen=True, slots=True)
class Resolved:
    """An item as typed; `need` is the number of the need that it settles."""

    what: str = ""
    owner: str = ""
    due: date | None = None
    need: int | None = None


def add_item(desk: WritingDesk, number: int, said: Resolved) -> MeetingItem:
    """Keep what a meeting that was held resolved; without owner or date it is told of."""
    row = find_meeting(desk, number)
    refuse_unheld(row)
    if not clean(said.what):
        raise UsageError("没有写议定了什么", "写明事项，例如 更换3栋消防箱玻璃")
    known = desk.reader.alike(MEETING_ITEM, desk.pid, meeting=row.id)
    blank = MeetingItem(
        project=desk.pid,
        id=desk.tx.next_id(desk.pid, MEETING_ITEM),
        meeting=row.id,
        number=max((one.number for one in known), default=0) + 1,
        what=clean(said.what),
        owner=None,
        owner_name="",
        due=None,
        done_on=None,
        result="",
        need=_need(desk, said.need),
    )
    item = _owned(desk, row, blank, said)
    desk.tx.insert(MEETING_ITEM, [item])
    missing = [word for word, given in (("责任人", said.owner), ("期限", said.due)) if not given]
    if missing:
        hint = f"gridctl meeting item edit {reference(item)} --owner 谁 --due 日期"
        desk.notices.append(f"事项 {reference(item)} 没有{'和'.join(missing)}；补上：{hint}")
    return item


def edit_item(desk: WritingDesk, text: str, said: Resolved) -> MeetingItem:
    """Correct an item: its words, its owner, its date."""
    item = find_item(desk, text)
    if said == Resolved():
        raise UsageError("没有写要改什么", f"例如 gridctl meeting item edit {reference(item)} --due 3-31")
    edited = replace(item, what=clean(said.what) or item.what, need=_need(desk, said.need) or item.need)
    edited = _owned(desk, find_meeting(desk, item.meeting), edited, said)
    desk.tx.update(MEETING_ITEM, [edited])
    return edited


def done_item(desk: WritingDesk, text: str, day: date, result: str = "") -> MeetingItem:
    """Keep that an item was done; RuleError for a day before its meeting and for one done already, UsageError for one to come."""
    item = find_item(desk, text)
    meeting = find_meeting(desk, item.meeting)
    name = f"事项 {reference(item)}"
    if item.done_on is not None:
        raise RuleError(f"{name} 已在 {item.done_on} 办完", f"查看：gridctl meeting show {item.meeting}")
    if day < meeting.day:
        raise RuleError(f"{name} {meeting.day} 开会才议定，不能在 {day} 办完", "核对 --on 的日期")
    refuse_future(desk, Moment(day))
    done = replace(item, done_on=day, result=clean(result))
    desk.tx.update(MEETING_ITEM, [done])
    if item.need is not None:
        desk.notices.append(f"它要解决的需求办结了的，再登记：gridctl need settle {item.need} --how 怎么办结的")
    return done


def find_item(desk: Desk, text: str) -> MeetingItem:
    """The item that `3-2` means: the second one of meeting 3."""
    found = _REFERENCE.fullmatch(fold(text))
    if not found:
        raise UsageError(f"看不懂事项“{clean(text)}”", "写成 会议号-第几项，例如 3-2；查看：gridctl meeting item list")
    rows = desk.reader.alike(MEETING_ITEM, desk.pid, meeting=int(found[1]), number=int(found[2]))
    if not rows:
        find_meeting(desk, int(found[1]))
        raise NotFoundError(f"{found[1]} 号会议没有第 {found[2]} 项", "查看：gridctl meeting item list --all")
    return rows[0]


def reference(item: MeetingItem) -> str:
    """How an item is called: 3-2."""
    return f"{item.meeting}-{item.number}"


def carried_over(desk: Desk, row: Meeting) -> list[MeetingItem]:
    """What earlier meetings of a meeting's kinds resolved and was not done before its day, oldest first."""
    return [item for item in items_before(desk, row.kinds, row.at) if item.open_on(row.day)]


def items_before(desk: Desk, kinds: tuple[str, ...], before: str = "") -> list[MeetingItem]:
    """What meetings of these kinds resolved that began before a moment ("": at any time), oldest first."""
    rows = [row for row in desk.reader.find(MEETING, desk.pid, order="at") if row.serves(kinds)]
    place = {row.id: i for i, row in enumerate(rows) if not before or row.at < before}
    items = [item for item in desk.reader.find(MEETING_ITEM, desk.pid) if item.meeting in place]
    return sorted(items, key=lambda item: (place[item.meeting], item.number))


def _owned(desk: Desk, row: Meeting, item: MeetingItem, said: Resolved) -> MeetingItem:
    """The item with the owner and the date that were said."""
    if said.due is not None and said.due < row.day:
        raise RuleError(f"期限 {said.due} 早于开会的 {row.day}", "核对 --due 的日期")
    if said.owner:
        owner = person_meant(desk, said.owner)
        refuse_gone(desk, [owner], row.day, "办议定的事项")
        item = replace(item, owner=owner.staff, owner_name=owner.person)
    return replace(item, due=said.due or item.due)


def _need(desk: Desk, number: int | None) -> int | None:
    if number is None:
        return None
    from gridctl.services.needs.register import find_need  # noqa: PLC0415 - few items settle a need

    return find_need(desk, number).id

"""What happens at a home under renovation: patrols, violations with or without a ticket, their mending (D10 3.1.1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.moments import Moment
from gridctl.domain.renovations import EventKind, RenovationEvent
from gridctl.domain.text import clean, fold
from gridctl.domain.tickets import OPEN_STATES
from gridctl.errors import RuleError, UsageError
from gridctl.services.places.finding import place_name
from gridctl.services.renovations.finding import events_of, find_renovation, find_violation
from gridctl.services.renovations.homes import homes_under_renovation
from gridctl.services.tickets.opening import find_ticket, refuse_future
from gridctl.services.visits.doers import doer_meant
from gridctl.store.estates import PLACE
from gridctl.store.renovations import RENOVATION, RENOVATION_EVENT
from gridctl.store.tickets import TICKET
from gridctl.store.transactions import utc_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.domain.renovations import Renovation
    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import Desk, WritingDesk

WORD = "巡查"
_AGAIN = "又装修的，另登记申请：gridctl renovation apply 房屋 --works 内容"


def named(texts: Sequence[str], *, everything: bool) -> Sequence[str]:
    """The files that are named, none for all of the day's; UsageError where neither or both were said."""
    if bool(texts) is everything:
        raise UsageError("没有说明巡查哪一户", "写明编号或房号，可以写几户；当天装修中的每一户写 --all")
    return texts


def patrol(desk: WritingDesk, texts: Sequence[str], by: str, what: str, day: date) -> list[RenovationEvent]:
    """Keep a patrol of homes under renovation; of all of the day's where none is named."""
    refuse_future(desk, Moment(day))
    person = doer_meant(desk, by, day, WORD)
    files = [find_renovation(desk, text) for text in texts] if texts else _homes_of(desk, day)
    twice = next((row for i, row in enumerate(files) if row in files[:i]), None)
    if twice is not None:
        raise UsageError(f"第 {twice.id} 份档案写了两次", "每一户只写一次")
    for row in files:
        _refuse_day(desk, row, day)
    return keep_patrols(desk, [Patrolled(row.id, day, person.id, clean(what)) for row in files])


@dataclass(frozen=True, slots=True)
class Patrolled:
    """A patrol of a file's home by somebody, by id."""

    renovation: int
    day: date
    staff: int
    what: str


def keep_patrols(desk: WritingDesk, made: Sequence[Patrolled]) -> list[RenovationEvent]:
    """Keep patrols, of which it is known that they can be."""
    first = desk.tx.next_id(desk.pid, RENOVATION_EVENT, len(made)) if made else 0
    events = [
        _event(desk, first + i, one.renovation, one.day, EventKind.PATROL, one.staff, one.what)
        for i, one in enumerate(made)
    ]
    desk.tx.insert(RENOVATION_EVENT, events)
    return events


def patrols_by(desk: Desk, staff: int, day: date) -> list[RenovationEvent]:
    """The patrols that somebody made on a day."""
    return desk.reader.alike(RENOVATION_EVENT, desk.pid, staff=staff, day=day, kind=EventKind.PATROL.value)


@dataclass(frozen=True, slots=True)
class Found:
    """A violation as typed; `ticket` is the kind of ticket to open of it, or the number of one that is open."""

    what: str
    by: str = ""
    due: date | None = None
    ticket: str = ""


def violation(desk: WritingDesk, text: str, found: Found, day: date) -> RenovationEvent:
    """Keep a violation. One that is known and not put right is shown again; that it was seen once more is a patrol."""
    what, row = clean(found.what), find_renovation(desk, text)
    if not what:
        raise UsageError("没有写违规的内容", "写明违反了什么，例如 拆改承重墙")
    refuse_future(desk, Moment(day))
    person = doer_meant(desk, found.by, day, WORD)
    _refuse_day(desk, row, day)
    if row.passed == 1 and row.accepted_on == day:
        raise RuleError(f"第 {row.id} 份档案 {day} 已经验收合格", _AGAIN)
    if found.due is not None and found.due < day:
        raise RuleError(f"整改期限 {found.due} 早于发现日期 {day}", "核对 --due 和 --on")
    known = _known(desk, row, what, day)
    if known is not None:
        key = desk.tx.next_id(desk.pid, RENOVATION_EVENT)
        again = _event(desk, key, row.id, day, EventKind.PATROL, person.id, f"第 {known.id} 号违规没有整改：{what}")
        desk.tx.insert(RENOVATION_EVENT, [again])
        since = f"{known.day} 已经登记，是第 {known.id} 号，还没有整改"
        desk.notices.append(f"这处违规 {since}；没有另记，当天记为一次巡查。整改后：gridctl renovation mend {known.id}")
        return _ticketed(desk, known, row, found) if found.ticket and known.ticket is None else known
    event = _event(desk, desk.tx.next_id(desk.pid, RENOVATION_EVENT), row.id, day, EventKind.VIOLATION, person.id, what)
    event = replace(event, due=found.due)
    desk.tx.insert(RENOVATION_EVENT, [event])
    _tell_earlier(desk, row, event)
    return _ticketed(desk, event, row, found) if found.ticket else event


def mend(desk: WritingDesk, number: int, note: str, day: date) -> RenovationEvent:
    """Keep that a violation was put right, and how."""
    event = find_violation(desk, number)
    refuse_future(desk, Moment(day))
    if event.mended_on is not None:
        raise RuleError(f"第 {number} 号违规 {event.mended_on} 已经整改", "录错的用 gridctl undo 撤销")
    if day < event.day:
        raise RuleError(f"{event.day} 才发现，不能在 {day} 整改", "核对 --on 的日期")
    words = clean(note)
    mended = replace(event, mended_on=day, what=f"{event.what}；整改：{words}" if words else event.what)
    desk.tx.update(RENOVATION_EVENT, [mended])
    ticket = desk.reader.get(TICKET, desk.pid, event.ticket) if event.ticket else None
    if ticket is not None and ticket.state in OPEN_STATES:
        desk.notices.append(f"这处违规开的单 {ticket.code} 还没有办完；查看：gridctl ticket show {ticket.code}")
    return mended


def _homes_of(desk: WritingDesk, day: date) -> list[Renovation]:
    """The files of all homes that are under renovation on a day (RuleError where there are none)."""
    keys = [home.renovation for home in homes_under_renovation(desk, day)]
    if not keys:
        raise RuleError(f"{day} 没有装修中的户", "查看：gridctl renovation list --all")
    found = {row.id: row for row in desk.reader.find(RENOVATION, desk.pid, RENOVATION.c["id"].in_(keys))}
    return [found[key] for key in keys]


def _refuse_day(desk: WritingDesk, row: Renovation, day: date) -> None:
    """Refuse a day before the application or after the end; work without a permit is told of (RuleError)."""
    if day < row.applied_on:
        raise RuleError(f"第 {row.id} 份档案 {row.applied_on} 才申请，不能在 {day} 巡查", "核对 --on 的日期")
    if row.cancelled_on is not None and row.cancelled_on <= day:
        raise RuleError(f"第 {row.id} 份档案 {row.cancelled_on} 已经取消", _AGAIN)
    if row.passed == 1 and row.accepted_on is not None and row.accepted_on < day:
        raise RuleError(f"第 {row.id} 份档案 {row.accepted_on} 已经验收合格", _AGAIN)
    if row.permit_from is None or day < row.permit_from:
        desk.notices.append(f"第 {row.id} 份档案 {day} 还没有许可；已经施工的，是未经许可施工，登记违规")


def _known(desk: WritingDesk, row: Renovation, what: str, day: date) -> RenovationEvent | None:
    """The violation of the same words that is not put right by a day."""
    for event in events_of(desk, row.id):
        here = event.kind == EventKind.VIOLATION and event.mended_on is None and event.day <= day
        if here and fold(event.what).casefold() == fold(what).casefold():
            return event
    return None


def _tell_earlier(desk: WritingDesk, row: Renovation, event: RenovationEvent) -> None:
    """Tell of what the home violated before: the same and put right, or else and still open."""
    others = [one for one in events_of(desk, row.id) if one.kind == EventKind.VIOLATION and one.id != event.id]
    same = [one for one in others if fold(one.what.partition("；整改：")[0]) == fold(event.what)]
    if same:
        last = same[-1]
        desk.notices.append(f"同样的违规以前有过：第 {last.id} 号（{last.day} 发现，{last.mended_on} 整改）")
    left = [str(one.id) for one in others if one.mended_on is None]
    if left:
        desk.notices.append(f"这一户另有没有整改的违规：第 {'、'.join(left)} 号")


def _ticketed(desk: WritingDesk, event: RenovationEvent, row: Renovation, found: Found) -> RenovationEvent:
    """The violation with a ticket: opened of it, or the open one that was named."""
    linked = replace(event, ticket=_ticket(desk, event, row, found).id)
    desk.tx.update(RENOVATION_EVENT, [linked])
    return linked


def _ticket(desk: WritingDesk, event: RenovationEvent, row: Renovation, found: Found) -> Ticket:
    from gridctl.services.tickets.by_kind import open_by_kind  # noqa: PLC0415 - few violations become tickets
    from gridctl.services.tickets.entry import Words  # noqa: PLC0415 - likewise

    if any(char.isdigit() for char in found.ticket):
        return find_ticket(desk, found.ticket)
    place = desk.reader.alike(PLACE, desk.pid, id=row.place)[0]
    opened = "" if event.day == desk.today else str(event.day)
    words = Words(place=place_name(desk, place), problem=f"装修违规：{event.what}", kind=found.ticket, opened=opened)
    return open_by_kind(desk, words, found.by)


def _event(
    desk: WritingDesk, key: int, file: int, day: date, kind: EventKind, staff: int, what: str
) -> RenovationEvent:
    return RenovationEvent(
        project=desk.pid,
        id=key,
        renovation=file,
        day=day,
        kind=kind.value,
        staff=staff,
        what=what,
        due=None,
        mended_on=None,
        ticket=None,
        recorded_at=utc_text(desk.tx.now),
    )

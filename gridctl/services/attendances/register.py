"""The list of a meeting or a training: who is to come, who came, late or not, and who had asked for leave (D1 一, D3 步骤四)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gridctl.domain.attendances import CAME, Attendance, Presence, Result
from gridctl.domain.text import clean
from gridctl.errors import RuleError, UsageError
from gridctl.services.grids.answering import leaves_on
from gridctl.services.staff.presence import refuse_absent
from gridctl.store.attendances import ATTENDANCE
from gridctl.store.staff import STAFF, find_staff

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gridctl.services.desk import Desk, WritingDesk

AWAY = "当天请假"  # what is kept of somebody who is on leave that day: why is nobody's business here
_BETWEEN = re.compile(r"[,，、;；]")
_NO_LEAVE: dict[str, Any] = {"asked_at": "", "granted_by": None, "granted_name": "", "reason": ""}
_NO_RESULT: dict[str, Any] = {"result": "", "score": None}


@dataclass(frozen=True, slots=True)
class Event:
    """What is attended, by its id: a meeting or a training, one of the two."""

    meeting: int | None = None
    training: int | None = None


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who is to come: a member of staff by id, or somebody else by name; `capacity` is as what (派驻人员, 居民代表)."""

    staff: int | None = None
    person: str = ""
    capacity: str = ""

    @property
    def key(self) -> tuple[int | None, str]:
        """By what he is known on a list."""
        return self.staff, self.person


@dataclass(frozen=True, slots=True)
class Excuse:
    """Leave from coming: the moment at which it was asked, by whom it was granted (of the staff, or by name), and why."""

    asked_at: str = ""
    granted_by: int | None = None
    granted_name: str = ""
    reason: str = ""


def staff_guests(desk: Desk, texts: Iterable[str]) -> list[Guest]:
    """The members of staff that are meant, each once; NotFoundError where one is nobody's name."""
    return list(dict.fromkeys(Guest(find_staff(desk.reader, desk.pid, name).id) for name in names_in(texts)))


def names_in(texts: Iterable[str]) -> list[str]:
    """The names that stand in some texts, several in one parted by 、 or a comma."""
    return [name for text in texts for name in _BETWEEN.split(text) if clean(name)]


def outside_guest(name: str, capacity: str = "") -> Guest:
    """Somebody who is not of the staff; UsageError without a name."""
    if not (person := clean(name)):
        raise UsageError("没有写姓名", "写明是谁")
    return Guest(None, person, clean(capacity))


def attendances_of(desk: Desk, event: Event) -> list[Attendance]:
    """Everybody on the list, in the order in which they were put on it."""
    if event.meeting is not None:
        return desk.reader.find(ATTENDANCE, desk.pid, ATTENDANCE.c["meeting"] == event.meeting, order="id")
    return desk.reader.find(ATTENDANCE, desk.pid, ATTENDANCE.c["training"] == event.training, order="id")


def expect(desk: WritingDesk, event: Event, guests: Iterable[Guest]) -> None:
    """Put people on the list; those who stand on it already stay as they are."""
    _add(desk, event, guests, Presence.EXPECTED)


def present(desk: WritingDesk, event: Event, guests: Iterable[Guest], *, late: bool = False) -> None:
    """Keep that people came; whoever came without being expected is put on the list."""
    state, guests, known = Presence.LATE if late else Presence.PRESENT, list(guests), _by_key(desk, event)
    came = [known[guest.key] for guest in guests if guest.key in known]
    desk.tx.update(ATTENDANCE, [replace(row, state=state.value, **_NO_LEAVE) for row in came])
    _add(desk, event, guests, state)


def absent(desk: WritingDesk, event: Event, guests: Iterable[Guest]) -> None:
    """Keep that people did not come; RuleError for who was not expected."""
    rows = [_row(desk, event, guest) for guest in guests]
    missed = {**_NO_LEAVE, **_NO_RESULT, "state": Presence.ABSENT.value}
    desk.tx.update(ATTENDANCE, [replace(row, **missed) for row in rows])


def excuse(desk: WritingDesk, event: Event, guest: Guest, said: Excuse) -> None:
    """Keep that somebody had leave from coming; RuleError for who was not expected, or who grants it to himself."""
    if guest.staff is not None and guest.staff == said.granted_by:
        raise RuleError(f"{guest_name(desk, guest)} 不能自己准自己的假", "换一个准假的人")
    row = replace(
        _row(desk, event, guest),
        state=Presence.LEAVE.value,
        asked_at=said.asked_at,
        granted_by=said.granted_by,
        granted_name=clean(said.granted_name),
        reason=clean(said.reason),
        **_NO_RESULT,
    )
    desk.tx.update(ATTENDANCE, [row])


def settle(desk: WritingDesk, event: Event, state: Presence) -> None:
    """Keep of everybody who is still only expected that he came, or did not."""
    rows = [row for row in attendances_of(desk, event) if row.state == Presence.EXPECTED]
    desk.tx.update(ATTENDANCE, [replace(row, state=state.value) for row in rows])


def assess(desk: WritingDesk, event: Event, guest: Guest, result: Result, score: int | None = None) -> None:
    """Keep how somebody did in a training; RuleError for who did not come."""
    row = _by_key(desk, event).get(guest.key)
    if row is None or row.state not in CAME:
        number = f" {person.number}" if (person := desk.reader.get(STAFF, desk.pid, guest.staff or 0)) else ""
        hint = f"他到了的，先登记：gridctl training attend {event.training}{number}"
        raise RuleError(f"{guest_name(desk, guest)} 没有参加，不能登记考核结果", hint)
    desk.tx.update(ATTENDANCE, [replace(row, result=result.value, score=row.score if score is None else score)])


def take_off(desk: WritingDesk, event: Event, guests: Iterable[Guest] | None = None) -> None:
    """Take people off the list, everybody where none are named; RuleError for who does not stand on it."""
    rows = attendances_of(desk, event) if guests is None else [_row(desk, event, guest) for guest in guests]
    desk.tx.delete(ATTENDANCE, rows)


def take_off_gone(desk: WritingDesk, event: Event, day: date) -> None:
    """Whoever of the staff has left by a day is no longer to come on it."""
    there = {person.id for person in desk.reader.find(STAFF, desk.pid) if person.works_on(day)}
    listed = [row.staff for row in attendances_of(desk, event) if row.staff is not None]
    take_off(desk, event, [Guest(staff) for staff in listed if staff not in there])


def excuse_on_leave(desk: WritingDesk, event: Event, day: date) -> None:
    """Whoever is still expected and on leave (请假) on a day has leave from coming."""
    expected = {row.staff for row in attendances_of(desk, event) if row.state == Presence.EXPECTED}
    for leave in leaves_on(desk, day):
        if leave.staff in expected:
            excuse(desk, event, Guest(leave.staff), Excuse(granted_by=leave.granted_by, reason=AWAY))


def refuse_gone(desk: Desk, guests: Iterable[Guest], day: date, what: str) -> None:
    """Refuse members of staff (RuleError) who were not with the project on a day; `what` they would have done on it."""
    for guest in guests:
        person = desk.reader.get(STAFF, desk.pid, guest.staff) if guest.staff is not None else None
        if person:
            refuse_absent(person, day, what)


def refuse_twice(desk: Desk, *named: Iterable[Guest]) -> None:
    """Refuse people (UsageError) of whom one is named twice, in one list or in two."""
    seen: set[tuple[int | None, str]] = set()
    for guests in named:
        for guest in guests:
            if guest.key in seen:
                raise UsageError(f"{guest_name(desk, guest)} 写了两次", "每个人只写一次：出席、迟到、缺席、请假选一样")
            seen.add(guest.key)


def guest_name(desk: Desk, guest: Guest) -> str:
    """What somebody is called: 工号 and name, or the name."""
    if guest.staff is None:
        return guest.person
    person = desk.reader.get(STAFF, desk.pid, guest.staff)
    return f"{person.number} {person.name}" if person else ""


def _add(desk: WritingDesk, event: Event, guests: Iterable[Guest], state: Presence) -> None:
    known = _by_key(desk, event)
    fresh = {guest.key: guest for guest in guests if guest.key not in known}
    first = desk.tx.next_id(desk.pid, ATTENDANCE, len(fresh)) if fresh else 0
    rows = [_blank(desk, event, guest, first + i, state) for i, guest in enumerate(fresh.values())]
    desk.tx.insert(ATTENDANCE, rows)


def _blank(desk: Desk, event: Event, guest: Guest, key: int, state: Presence) -> Attendance:
    return Attendance(
        project=desk.pid,
        id=key,
        meeting=event.meeting,
        training=event.training,
        staff=guest.staff,
        person=guest.person,
        capacity=guest.capacity,
        state=state.value,
        asked_at="",
        granted_by=None,
        granted_name="",
        reason="",
        result="",
        score=None,
    )


def _by_key(desk: Desk, event: Event) -> dict[tuple[int | None, str], Attendance]:
    return {(row.staff, row.person): row for row in attendances_of(desk, event)}


def _row(desk: Desk, event: Event, guest: Guest) -> Attendance:
    row = _by_key(desk, event).get(guest.key)
    if row is None:
        raise RuleError(f"{guest_name(desk, guest)} 不在应到的人里", "先把他列入应到的人")
    return row

"""Meetings as they are listed: how many came, and what is not yet done of what they resolved."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from gridctl.domain.attendances import CAME, Presence
from gridctl.domain.meetings import MeetingState
from gridctl.domain.privacy import mask_free_text
from gridctl.regulation.meetings import meeting_kind
from gridctl.services.meetings.naming import Names
from gridctl.store.attendances import ATTENDANCE
from gridctl.store.meetings import MEETING, MEETING_ITEM

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gridctl.domain.attendances import Attendance
    from gridctl.domain.meetings import Meeting, MeetingItem
    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Asked:
    """Which meetings are wanted; those planned and held, unless `everything`."""

    kind: str = ""
    since: date | None = None
    until: date | None = None
    planned: bool = False
    everything: bool = False


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting in a list; times are moments as stored.

    `expected` is how many are on its list, `came` how many came (late ones too), `unknown` of how many nothing is known;
    `open_items` of its `items` are not done.
    """

    number: int
    kind: str
    kind_name: str
    also: tuple[str, ...]
    also_names: tuple[str, ...]
    at: str
    ended: str
    state: str
    convener: str
    deputised: bool
    venue: str
    topic: str
    expected: int
    came: int
    late: int
    absent: int
    leave: int
    unknown: int
    items: int
    open_items: int

    @property
    def title(self) -> str:
        """The kinds that it serves, its own first: 工作例会、民情分析会."""
        return "、".join((self.kind_name, *self.also_names))


def find_meetings(desk: Desk, asked: Asked) -> list[MeetingLine]:
    """The meetings that are asked for, oldest first."""
    day = MEETING.c["day"]
    conditions: list[Any] = [day >= asked.since] if asked.since else []
    if asked.until:
        conditions.append(day <= asked.until)
    if asked.planned:
        conditions.append(MEETING.c["state"] == MeetingState.PLANNED.value)
    elif not asked.everything:
        conditions.append(MEETING.c["state"] != MeetingState.CANCELLED.value)
    rows = desk.reader.find(MEETING, desk.pid, *conditions, order="at")
    wanted = (meeting_kind(asked.kind).code,) if asked.kind else ()
    return meeting_lines(desk, [row for row in rows if not wanted or row.serves(wanted)])


def meeting_lines(desk: Desk, rows: Sequence[Meeting]) -> list[MeetingLine]:
    """Meetings in words; the names of residents are masked."""
    keys, names = [row.id for row in rows], Names(desk, full=False)
    people: dict[int | None, list[Attendance]] = defaultdict(list)
    for one in desk.reader.find(ATTENDANCE, desk.pid, ATTENDANCE.c["meeting"].in_(keys)):
        people[one.meeting].append(one)
    items: dict[int, list[MeetingItem]] = defaultdict(list)
    for item in desk.reader.find(MEETING_ITEM, desk.pid, MEETING_ITEM.c["meeting"].in_(keys)):
        items[item.meeting].append(item)
    return [MeetingLine(**line_fields(row, people[row.id], items[row.id], names)) for row in rows]


def line_fields(
    row: Meeting, people: Iterable[Attendance], items: Sequence[MeetingItem], names: Names
) -> dict[str, Any]:
    """What a line says of a meeting, of those on its list and of its items."""
    listed = list(people)
    roles = {(one.staff, one.person): one.capacity for one in listed}
    states = [one.state for one in listed]
    return {
        "number": row.id,
        "kind": row.kind,
        "kind_name": meeting_kind(row.kind).name,
        "also": row.others,
        "also_names": tuple(meeting_kind(code).name for code in row.others),
        "at": row.at,
        "ended": row.ended,
        "state": row.state,
        "convener": names.of(row.convener, row.convener_name, roles.get((row.convener, row.convener_name), "")),
        "deputised": bool(row.deputised),
        "venue": mask_free_text(row.venue),
        "topic": mask_free_text(row.topic),
        "expected": len(states),
        "came": sum(state in CAME for state in states),
        "late": states.count(Presence.LATE),
        "absent": states.count(Presence.ABSENT),
        "leave": states.count(Presence.LEAVE),
        "unknown": states.count(Presence.EXPECTED),
        "items": len(items),
        "open_items": sum(item.done_on is None for item in items),
    }

"""Needs on an agenda: those chosen for the meeting or left by earlier ones, the rest by kind, and those settled since (D9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.meetings import MeetingState
from gridctl.services.needs.lists import Asked, NeedLine, chosen_needs, find_needs, kind_lines, open_needs
from gridctl.store.meetings import MEETING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridctl.services.desk import Desk
    from gridctl.services.meetings.spans import Span


@dataclass(frozen=True, slots=True)
class NeedFact:
    """A need of an agenda, or what a kind of them comes to (number 0)."""

    what: str
    number: int = 0
    day: date | None = None
    place: str = ""
    who: str = ""
    note: str = ""


def needs_chosen(desk: Desk, span: Span) -> Iterator[NeedFact]:
    """Those chosen for the meeting and those that earlier or cancelled ones left unsettled; then the others by kind."""
    here = span.meeting.id if span.meeting else 0
    earlier = {
        row.id
        for row in desk.reader.find(MEETING, desk.pid)
        if row.serves(span.kinds)
        and row.id != here
        and (span.meeting is None or row.state == MeetingState.CANCELLED or row.at < span.meeting.at)
    }
    unsettled = open_needs(desk)
    mine = chosen_needs(desk, here) if here else []
    taken = [*mine, *(line for line in unsettled if line.meeting in earlier)]
    yield from (_fact(line, line.settlement or _since(line)) for line in taken)
    for kind in kind_lines(desk, Asked()):
        others = kind.count - sum(line.kind == kind.kind and line.settled_on is None for line in taken)
        if others:
            longest = f"最久 {kind.longest_days} 天" if kind.longest_days else ""
            yield NeedFact(f"{kind.kind_name}：另有 {others} 条没有解决", note=longest)


def needs_settled(desk: Desk, span: Span) -> Iterator[NeedFact]:
    """Those settled in the time that the agenda tells of, on the spot or later."""
    lines = find_needs(desk, Asked(everything=True))
    first, last = span.first, span.day
    yield from (_fact(line, line.settlement) for line in lines if line.settled_on and first <= line.settled_on <= last)


def _fact(line: NeedLine, note: str) -> NeedFact:
    return NeedFact(f"{line.kind_name}：{line.what}", line.number, line.day, line.place or line.grid, line.name, note)


def _since(line: NeedLine) -> str:
    ticket = f"{line.ticket} {line.ticket_state_name}" if line.ticket else ""
    return "，".join(filter(None, [f"已 {line.open_days} 天" if line.open_days else "", ticket]))

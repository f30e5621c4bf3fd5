"""What happened in the nights before a meeting: who had the shift, what was handed over, what was opened (D1 一(一)4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from gridctl.domain.moments import Moment
from gridctl.domain.privacy import mask_free_text
from gridctl.regulation.posts import posts
from gridctl.regulation.tickets import ticket_kind
from gridctl.services.shift_handovers.lists import Wanted, find_handovers
from gridctl.services.shifts import LONGEST
from gridctl.store.meeting_reads import rounds_opened
from gridctl.store.shifts import SHIFT
from gridctl.store.staff import STAFF
from gridctl.store.ticket_reads import round_records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridctl.services.desk import Desk
    from gridctl.services.meetings.spans import Span


@dataclass(frozen=True, slots=True)
class NightFact:
    """A shift, a hand-over or a ticket of a night."""

    what: str
    at: str
    number: str = ""
    place: str = ""
    who: str = ""


def night_duty(desk: Desk, span: Span) -> Iterator[NightFact]:
    """What happened in the nights of a span: shifts, then hand-overs, then tickets."""
    yield from _shifts(desk, span)
    yield from _handovers(desk, span)
    yield from _tickets(desk, span)


def _shifts(desk: Desk, span: Span) -> Iterator[NightFact]:
    if not span.nights:
        return
    names = {one.id: one.name for one in desk.reader.find(STAFF, desk.pid)}
    since = (datetime.combine(span.before, datetime.min.time()) - LONGEST).isoformat()
    for shift in desk.reader.find(SHIFT, desk.pid, SHIFT.c["started_at"] >= since, order="started_at"):
        start, end = desk.local(shift.started_at), desk.local(shift.over.isoformat())
        first, last = str(Moment.of(start)), str(Moment.of(end))
        if any(first < morning and last > evening for evening, morning in span.nights):
            yield NightFact(f"值班至 {last}", first, who=names.get(shift.staff, ""))


def _handovers(desk: Desk, span: Span) -> Iterator[NightFact]:
    titles = {post.code: post.name for post in posts()}
    for line in find_handovers(desk, Wanted(since=span.before, until=span.day)):
        if not _in_a_night(line.at, span):
            continue
        left = (
            (line.undispatched, "未派"),
            (line.to_verify, "待验收"),
            (line.to_call_back, "待回访"),
            (line.held, "挂起"),
            (line.keys, "借出钥匙"),
        )
        told = "、".join(f"{word} {count}" for count, word in left if count) or "没有未了的"
        post = titles.get(line.post, line.post)
        note = f"；{line.note}" if line.note else ""
        yield NightFact(f"{post}交接班：{told}{note}", line.at, who=f"{line.giver}交{line.taker}")


def _tickets(desk: Desk, span: Span) -> Iterator[NightFact]:
    opened = rounds_opened(desk.reader, desk.pid, span.before.isoformat(), span.until)
    keys = [key for key, at in opened.items() if _in_a_night(at, span)]
    for record in round_records(desk.reader, desk.pid, keys):
        kind = ticket_kind(record.kind)
        what = f"{kind.name}：{mask_free_text(record.problem)}（{kind.state_name(record.state)}）"
        yield NightFact(what, record.opened, record.number, record.place, record.executor or record.head)


def _in_a_night(at: str, span: Span) -> bool:
    """Whether a moment that is known to the minute lies in a night; a morning's last minute does."""
    return len(at) > len("2026-03-16") and any(evening <= at <= morning for evening, morning in span.nights)

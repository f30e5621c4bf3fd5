"""What the ledger says for the parts of an agenda: night duty, figures, overdue tickets, needs, missed duties, open items."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridctl.domain.duties.judging import DutyState
from gridctl.domain.indicators import percent
from gridctl.domain.supervisions import MeritKind
from gridctl.regulation.tickets import ticket_kind, ticket_kinds
from gridctl.services.duties.judging import judged
from gridctl.services.indicators.stats import ticket_stats
from gridctl.services.meetings.item_lists import item_lines
from gridctl.services.meetings.items import items_before
from gridctl.services.meetings.needs import NeedFact, needs_chosen, needs_settled
from gridctl.services.meetings.night import night_duty
from gridctl.services.supervision.lists import Asked as AskedMerits, find_merits
from gridctl.services.tickets.lists import Asked as AskedTickets, find_tickets
from gridctl.store.duties import DUTY
from gridctl.store.meeting_reads import closed_by_kind, inspected, opened_by_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gridctl.services.desk import Desk
    from gridctl.services.meetings.spans import Span
    from gridctl.services.tickets.lists import TicketLine

_NOBODY = "无人"
_EVERY_TABLE = ("ticket", "round", "step", "extension", "hold", "merge")


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of an agenda; what a kind of fact does not say is "" or null. Times are moments as stored."""

    what: str
    number: str = ""
    at: str = ""
    place: str = ""
    who: str = ""
    due: date | None = None
    note: str = ""


def facts_of(desk: Desk, code: str, span: Span) -> list[Fact]:
    """What the ledger says under a code of meetings.toml."""
    return list(_SOURCES[code](desk, span))


def _night_duty(desk: Desk, span: Span) -> Iterable[Fact]:
    return (
        Fact(what=one.what, number=one.number, at=one.at, place=one.place, who=one.who)
        for one in night_duty(desk, span)
    )


def _figures(desk: Desk, span: Span) -> Iterable[Fact]:
    """By kind of ticket: opened, closed, still open and overdue."""
    opened = opened_by_kind(desk.reader, desk.pid, span.since, span.until)
    closed = closed_by_kind(desk.reader, desk.pid, span.since, span.until)
    left = Counter(line.kind for line in _open(desk))
    late = Counter(line.kind for line in _open(desk) if line.overdue_days)
    for kind in ticket_kinds():
        counts = opened.get(kind.code, 0), closed.get(kind.code, 0), left[kind.code]
        if any(counts):
            told = f"新开 {counts[0]}，办完 {counts[1]}，现在未完 {counts[2]}"
            yield Fact(what=f"{kind.name}：{told}" + (f"（超期 {late[kind.code]}）" if late[kind.code] else ""))


def _inspections(desk: Desk, span: Span) -> Iterable[Fact]:
    for name, count, abnormal in inspected(desk.reader, desk.pid, span.since, span.until):
        yield Fact(what=f"{name}：{count} 次，" + (f"异常 {abnormal} 项" if abnormal else "无异常"))


def _handling(desk: Desk, span: Span) -> Iterable[Fact]:
    """How each of those who do the work handled what was opened."""
    for name, each in ticket_stats(desk, span.first, span.day, by="staff", kind=""):
        if not each.opened:
            continue
        reworked = f"，返工 {each.reworked}" if each.reworked else ""
        rate = f"，按期结案率 {percent(each.in_time_rate)}"
        yield Fact(what=f"{name}：{each.opened} 张，办完 {each.closed}{rate}{reworked}")


def _overdue(desk: Desk, span: Span) -> Iterable[Fact]:
    _ = span
    late = [line for line in _open(desk) if line.overdue_days]
    for line in sorted(late, key=lambda line: -(line.overdue_days or 0)):
        yield _ticket(line, f"超期 {line.overdue_days} 天")


def _due_next(desk: Desk, span: Span) -> Iterable[Fact]:
    """Tickets that fall due in the time ahead; of a day, until the next working day."""
    last = desk.calendar().next_working_day(desk.today) if span.ahead == 1 else desk.today + timedelta(days=span.ahead)
    soon = [line for line in _open(desk) if not line.finished and desk.today <= line.due <= last]
    for line in sorted(soon, key=lambda line: line.due):
        yield _ticket(line, "")


def _needs(desk: Desk, span: Span) -> Iterable[Fact]:
    return map(_need, needs_chosen(desk, span))


def _solved_needs(desk: Desk, span: Span) -> Iterable[Fact]:
    return map(_need, needs_settled(desk, span))


def _missed_duties(desk: Desk, span: Span) -> Iterable[Fact]:
    """By duty, what was missed and late in windows that are over, and where."""
    if not desk.reader.alike(DUTY, desk.pid):
        yield Fact(what="本项目还没有例行工作的规定；采用：gridctl duty adopt")
        return
    rows = judged(desk, span.before, span.day)
    for name in dict.fromkeys(row.name for row in rows):
        mine = [row for row in rows if row.name == name]
        missed = [row for row in mine if row.state is DutyState.MISSED]
        late = sum(row.state is DutyState.LATE for row in mine)
        if missed or late:
            where = _counted(row.ground for row in missed if row.staff is None and row.ground)
            who = _counted("/".join(row.answerable) or _NOBODY for row in missed)
            counts = [f"漏做 {len(missed)} 次" if missed else "", f"迟做或补录 {late} 次" if late else ""]
            yield Fact(what=f"{name}：{'，'.join(filter(None, counts))}", place=where, who=who)


def _counted(names: Iterable[str]) -> str:
    """Names with how often each, the most frequent first; once is not said."""
    counts = Counter(names).most_common()
    return "、".join(name if count == 1 else f"{name}×{count}" for name, count in counts)


def _open_items(desk: Desk, span: Span) -> Iterable[Fact]:
    before = span.meeting.at if span.meeting else ""
    items = [item for item in items_before(desk, span.kinds, before) if item.done_on is None]
    for line in item_lines(desk, items):
        late = f"超期 {line.overdue_days} 天" if line.overdue_days else ""
        yield Fact(line.what, line.number, line.day.isoformat(), "", line.owner, line.due, late)


def _commended(desk: Desk, span: Span) -> Iterable[Fact]:
    asked = AskedMerits(since=span.first, until=span.day)
    for line in find_merits(desk, asked, MeritKind.COMMENDATION.value):
        yield Fact(line.reason, str(line.number), line.decided_on.isoformat(), "", line.name)


def _open(desk: Desk) -> list[TicketLine]:
    """Every open ticket, read once for an agenda."""
    lines: list[TicketLine] = desk.once(
        "open tickets of an agenda", _EVERY_TABLE, lambda: find_tickets(desk, AskedTickets(kind="all"))
    )
    return lines


def _need(one: NeedFact) -> Fact:
    number, day = str(one.number or ""), one.day.isoformat() if one.day else ""
    return Fact(one.what, number, day, one.place, one.who, note=one.note)


def _ticket(line: TicketLine, note: str) -> Fact:
    kind = ticket_kind(line.kind).state_name(line.state)
    told = "，".join(filter(None, [note, kind]))
    return Fact(line.problem, line.number, line.opened, line.place, line.executor or line.head, line.due, told)


_SOURCES: dict[str, Callable[[Desk, Span], Iterable[Fact]]] = {
    "night_duty": _night_duty,
    "figures": _figures,
    "inspections": _inspections,
    "handling": _handling,
    "overdue": _overdue,
    "due_next": _due_next,
    "needs": _needs,
    "solved_needs": _solved_needs,
    "missed_duties": _missed_duties,
    "open_items": _open_items,
    "commended": _commended,
}

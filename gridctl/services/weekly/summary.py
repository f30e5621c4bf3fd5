"""公区维修问题周汇总表: counted for one scope and period (F1)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridctl.domain.movements import Position, position_of
from gridctl.domain.tickets import Movement, Reason
from gridctl.domain.weekly import Counts, WeeklySummary, category_lines, total_line
from gridctl.domain.weekly_rounds import Open, Standing, Tracked
from gridctl.regulation.tickets import ticket_kind, weekly_kinds
from gridctl.services.weekly.items import item_lines
from gridctl.services.weekly.plans import Kept, plan_lines, read_kept
from gridctl.store import weekly as store
from gridctl.store.ticket_reads import round_records

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gridctl.services.desk import Desk
    from gridctl.store.ticket_reads import TicketRecord

PROJECT = "project"
Limits = dict[Position, tuple[int, int]]
"""By position, the limits that fell in a period and how many of them were met."""


@dataclass(frozen=True, slots=True)
class Scope:
    """For whom a summary is counted: `code` is project, grid:ID (`grid:` is ground in no grid) or staff:ID."""

    code: str
    name: str
    ground: str = ""

    def holds(self, position: Position) -> bool:
        """Whether a round counted at this position belongs to the scope."""
        kind, _, key = self.code.partition(":")
        if kind == PROJECT:
            return True
        value = position.grid if kind == "grid" else position.head
        return value == (int(key) if key else None)


@dataclass(frozen=True, slots=True)
class Period:
    """Everything that the summaries of one period are shaped from, read once for all scopes."""

    first: date
    last: date
    counts: Counts
    rounds: tuple[tuple[Tracked, TicketRecord], ...]
    kept: Kept

    def positions(self) -> set[Position]:
        """Every position under which the period counts something."""
        moved = {position_of(entry) for entry in self.counts.movements if entry.counts_on <= self.last}
        carried = {tracked.position_after(self.first - timedelta(days=1)) for tracked, _ in self.rounds}
        return moved | set(self.counts.limits) | {position for position in carried if position}


def gather(desk: Desk, first: date, last: date) -> Period:
    """Read what the summaries of [first, last] are counted from."""
    reader, project = desk.reader, desk.pid
    movements = store.movements_since(reader, project, first)
    kinds = weekly_kinds()
    now_open = store.open_rounds(reader, project, kinds)
    tracked = [item for item in _tracked(desk, movements, now_open) if Standing.of(item, first, last, everywhere)]
    kept = read_kept(desk, [item.row for item in tracked], last)
    tracked = [_signed(item, kept) for item in tracked]
    overdue = Counter(item.position_after(last) for item in tracked if item.overdue_after(last))
    limits = {
        item.position: (item.fallen, item.met) for item in store.limits_fallen(reader, project, kinds, first, last)
    }
    limits = _where_they_fell(limits, tracked, first, last)
    open_now = Counter(each.position for each in now_open)
    counts = Counts(open_now, movements, {p: n for p, n in overdue.items() if p}, limits)
    records = round_records(reader, project, [item.row.id for item in tracked])
    by_key = {(record.id, record.round): record for record in records}
    rounds = tuple((item, by_key[item.row.ticket, item.row.round]) for item in tracked)
    return Period(first, last, counts, rounds, kept)


def _signed(item: Tracked, kept: Kept) -> Tracked:
    signed = kept.signed.get((item.row.ticket, item.row.round))
    return replace(item, signed=signed.steps) if signed else item


def _where_they_fell(limits: Limits, tracked: Iterable[Tracked], first: date, last: date) -> Limits:
    """A limit counts in the grid that had the round on that day, though the round was handed over since (E6)."""
    counts = dict(limits)
    for item in tracked:
        due, now, then = item.row.due, item.position_now, item.position_after(item.row.due)
        if not (first <= due <= last) or item.row.voided or then is None or then == now or now not in counts:
            continue
        met = int(item.row.finished_counts is not None and item.row.finished_counts <= due)
        for position, one in ((now, -1), (then, 1)):
            fallen, kept = counts.get(position, (0, 0))
            counts[position] = fallen + one, kept + one * met
    return {position: count for position, count in counts.items() if count[0]}


def everywhere(_: Position) -> bool:
    """The whole project holds every position."""
    return True


def _tracked(desk: Desk, movements: list[Movement], now_open: list[Open]) -> list[Tracked]:
    """The rounds that are open now or moved since the period began."""
    entries: dict[tuple[int, int], list[Movement]] = defaultdict(list)
    for entry in movements:
        entries[entry.ticket, entry.round].append(entry)
    known = {(each.row.ticket, each.row.round): each for each in now_open}
    moved = store.rounds_of(desk.reader, desk.pid, sorted({ticket for ticket, _ in entries}))
    rows = {(row.ticket, row.round): row for row in moved if (row.ticket, row.round) in entries}
    rows |= {key: each.row for key, each in known.items()}
    adjusted = sorted({entry.ticket for entry in movements if entry.reason == Reason.ADJUSTED})
    handed = store.handed_over(desk.reader, desk.pid, adjusted)
    return [Tracked(row, known.get(key), tuple(entries[key]), key in handed) for key, row in rows.items()]


def summarise(desk: Desk, period: Period, scope: Scope, week: str = "") -> WeeklySummary:
    """Shape the summary of one scope, as a draft."""
    first, last = period.first, period.last
    names = {item.code: item.name for item in ticket_kind("repair").categories}
    lines = category_lines(period.counts, last, names, scope.holds)
    lines = tuple(replace(line, category=names[line.category]) for line in lines)
    standings = ((Standing.of(tracked, first, last, scope.holds), record) for tracked, record in period.rounds)
    here = [(standing, record) for standing, record in standings if standing]
    return WeeklySummary(
        company=desk.project.company,
        project=desk.project.name,
        scope=scope.name,
        buildings=scope.ground,
        week=week,
        first_day=first,
        last_day=last,
        issued=False,
        version=0,
        filled_by="",
        filled_on="",
        journal_head="",
        lines=lines,
        total=total_line(lines),
        items=item_lines(here, last),
        plans=plan_lines(here, period.kept, last),
    )

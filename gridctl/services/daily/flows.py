"""How many tickets of each kind a grid had opened, closed and open on a day: wound back from what is open now (D2 三.5)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from gridctl.domain.daily import Flow
from gridctl.domain.deadlines import days_overdue
from gridctl.regulation.tickets import ticket_kinds
from gridctl.services.tickets.signed import signed_limits
from gridctl.store.daily_reads import RoundSince, rounds_since

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Span:
    """A round from the day that opened it, with the days that ended it (ISO text, "" for none); `id` is the round's key.

    `ended` is the acceptance, the voiding, or the day on which work that was sent back went on in another round: that one
    was not opened then (`began`), nor was this one closed. `signed` is (day entered, due from then on).
    """

    id: int
    ticket: int
    round: int
    kind: str
    grid: int | None
    opened: str
    began: bool
    verified: str
    voided: str
    ended: str
    due: date
    stopped: date | None
    signed: tuple[tuple[date, date], ...] = ()

    def open_on(self, day: str) -> bool:
        """Whether it is open at the end of a day."""
        return self.opened <= day and (not self.ended or day < self.ended)

    def overdue_days(self, day: date) -> int:
        """Days past its limit at the end of a day, with what was signed for by then; 0 where it is not open then."""
        return days_overdue(self.due_after(day), self.stopped, day) if self.open_on(day.isoformat()) else 0

    def due_after(self, day: date) -> date:
        """The limit as it was at the end of a day."""
        return next((due for entered, due in reversed(self.signed) if entered <= day), self.due)


def spans_since(desk: Desk, day: date) -> list[Span]:
    """All that was open on a day, or has been since."""
    rows = rounds_since(desk.reader, desk.pid, day)
    spans = [span for _, rounds in groupby(rows, key=lambda row: row.ticket) for span in _spans(list(rounds))]
    signed = signed_limits(desk, [(span.ticket, span) for span in spans if not span.ended])
    return [
        replace(span, signed=limit.steps) if (limit := signed.get((span.ticket, span.round))) else span
        for span in spans
    ]


def _spans(rounds: list[RoundSince]) -> Iterator[Span]:
    """The rounds of one ticket."""
    began = True
    for row, following in pairwise([*rounds, None]):
        assert row is not None  # noqa: S101 - only the last is
        closed = row.verified or row.voided
        ended = closed or (following.opened if following else "")
        yield Span(
            id=row.id,
            ticket=row.ticket,
            round=row.round,
            kind=row.kind,
            grid=row.grid,
            opened=row.opened[:10],
            began=began,
            verified=row.verified[:10],
            voided=row.voided[:10],
            ended=ended[:10],
            due=date.fromisoformat(row.due),
            stopped=date.fromisoformat(row.finished_counts) if row.finished_counts else None,
        )
        began = bool(closed)


def flows_on(spans: Iterable[Span], day: date) -> dict[int | None, tuple[Flow, ...]]:
    """By grid, what came and went on a day, every kind in its order; a grid of which there is nothing is not there."""
    by_grid: dict[int | None, list[Span]] = defaultdict(list)
    for span in spans:
        if span.opened <= day.isoformat():
            by_grid[span.grid].append(span)
    found = {grid: _flows(own, day) for grid, own in by_grid.items()}
    return {grid: flows for grid, flows in found.items() if flows != no_flows()}


def no_flows() -> tuple[Flow, ...]:
    """Nothing of any kind."""
    return _flows([], date.min)


def _flows(spans: Iterable[Span], day: date) -> tuple[Flow, ...]:
    by_kind: dict[str, list[Span]] = defaultdict(list)
    for span in spans:
        by_kind[span.kind].append(span)
    return tuple(_flow(kind.code, kind.name, by_kind[kind.code], day) for kind in ticket_kinds())


def _flow(kind: str, name: str, spans: list[Span], day: date) -> Flow:
    on = day.isoformat()
    return Flow(
        kind=kind,
        name=name,
        opened=sum(span.began and span.opened == on for span in spans),
        closed=sum(span.verified == on for span in spans),
        voided=sum(span.voided == on for span in spans),
        open_at_end=sum(span.open_on(on) for span in spans),
        overdue=sum(span.overdue_days(day) > 0 for span in spans),
    )

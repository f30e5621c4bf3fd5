"""Where a round stood at the end of any day since a week began: today's state wound back by the book's entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from gridctl.domain.deadlines import days_overdue
from gridctl.domain.movements import Position, position_of
from gridctl.domain.tickets import Movement, Reason, Round, State

Holds = Callable[[Position], bool]
"""Whether a position belongs to the scope that a summary is of."""


@dataclass(frozen=True, slots=True)
class Open:
    """A round that is open now, under which category, and its ticket's state."""

    row: Round
    category: str
    state: State

    @property
    def position(self) -> Position:
        """Where it counts."""
        return Position(self.category, self.row.grid, self.row.head)


@dataclass(frozen=True, slots=True)
class Tracked:
    """A round with its book entries from the first day of a week on; `now` is how it is open now, if it is.

    `handed`: it went with its ground to another grid at some time. `signed`: (day entered, due from then on) of what the
    project leader signed for, oldest first.
    """

    row: Round
    now: Open | None
    entries: tuple[Movement, ...]
    handed: bool = False
    signed: tuple[tuple[date, date], ...] = ()

    @property
    def position_now(self) -> Position:
        """Under which category, grid and head it stands, open or not."""
        return self.now.position if self.now else Position(self.entries[-1].category, self.row.grid, self.row.head)

    def position_after(self, day: date) -> Position | None:
        """Where the round was open at the end of a day; None where it was not open."""
        held = Counter({self.now.position: 1} if self.now else {})
        for entry in self.entries:
            if entry.counts_on > day:
                held[position_of(entry)] -= entry.delta
        return next((position for position, count in held.items() if count > 0), None)

    def moved_in(self, first: date, last: date) -> list[Movement]:
        """The round's entries of a week."""
        return [entry for entry in self.entries if first <= entry.counts_on <= last]

    def state_after(self, day: date) -> State:
        """The state at the end of a day, as far as the times of the round tell."""
        if self.position_after(day) is None:
            ended = [entry.reason for entry in self.entries if entry.delta < 0 and entry.counts_on <= day]
            return State.VOID if Reason.VOIDED in ended else State.DONE
        times = (self.row.dispatched, self.row.accepted, self.row.finished, self.row.verified, self.row.voided)
        if self.now and all(at[:10] <= day.isoformat() for at in times):
            return self.now.state
        return self._state_by_times(day.isoformat())

    def _state_by_times(self, day: str) -> State:
        row = self.row
        at_work = State.IN_PROGRESS if row.rejections else State.ACCEPTED
        steps = ((row.dispatched, State.TO_ACCEPT), (row.accepted, at_work), (row.finished, State.TO_VERIFY))
        reached = [state for at, state in steps if at and at[:10] <= day]
        return reached[-1] if reached else State.TO_DISPATCH

    def due_after(self, day: date) -> date:
        """The limit as it was at the end of a day, with what was signed for by then."""
        return next((due for entered, due in reversed(self.signed) if entered <= day), self.row.due)

    def overdue_after(self, day: date) -> int:
        """Days past the limit at the end of a day, while the round is open; 0 otherwise."""
        return days_overdue(self.due_after(day), self.row.finished_counts, day) if self.position_after(day) else 0

    def past_half_month(self, day: date) -> bool:
        """Whether the round was past its first limit at the end of a day, whatever was signed for."""
        late = days_overdue(self.row.due, self.row.finished_counts, day)
        return late > 0 and self.position_after(day) is not None


@dataclass(frozen=True, slots=True)
class Standing:
    """A round in the summary of one scope and week: where it stood before and after, and what moved it in between."""

    tracked: Tracked
    before: Position | None
    after: Position | None
    moved: tuple[Movement, ...]
    holds: Holds

    @classmethod
    def of(cls, tracked: Tracked, first: date, last: date, holds: Holds) -> Standing | None:
        """How a round stands in the week of a scope; None where it has no place there."""
        before, after = tracked.position_after(first - timedelta(days=1)), tracked.position_after(last)
        moved = tuple(tracked.moved_in(first, last))
        known = (before, *(position_of(entry) for entry in moved))
        named = any(holds(position) for position in known if position)
        return cls(tracked, before, after, moved, holds) if named else None

    @property
    def carried(self) -> bool:
        """Whether it was carried over into the week of this scope."""
        return self.before is not None and self.holds(self.before)

    @property
    def open_here(self) -> bool:
        """Whether it counts among 周末未完 of this scope."""
        return self.after is not None and self.holds(self.after)

    @property
    def closed_here(self) -> bool:
        """Whether its acceptance or voiding counts in this scope and week."""
        return bool(self._closings())

    @property
    def left(self) -> bool:
        """Whether a correction took it out of this scope."""
        return not (self.open_here or self.closed_here)

    @property
    def category(self) -> str:
        """The category that it counts under last in this scope."""
        if self.after and self.open_here:
            return self.after.category
        gone = self._closings() or [entry for entry in self._here() if entry.delta < 0]
        return gone[-1].category

    @property
    def late(self) -> bool:
        """Whether the week counts something of it that happened in a week already issued (补录)."""
        return any(entry.late for entry in self._here())

    @property
    def adjusted(self) -> list[Movement]:
        """The corrections (调整) that count in this scope and week."""
        return [entry for entry in self._here() if entry.reason == Reason.ADJUSTED]

    def _here(self) -> list[Movement]:
        return [entry for entry in self.moved if self.holds(position_of(entry))]

    def _closings(self) -> list[Movement]:
        return [entry for entry in self._here() if entry.reason in (Reason.DONE, Reason.VOIDED)]

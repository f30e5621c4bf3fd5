"""Where a round stood at the end of any day since a week began: today's state wound back by the book's entries."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridctl.domain.deadlines import days_overdue
from gridctl.domain.movements import Position, position_of
from gridctl.domain.tickets import Reason, State

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridctl.domain.tickets import Movement, Round


@dataclass(frozen=True, slots=True)
class Tracked:
    """A round with its book entries from the first day of a week on; `now` is its position if it is open now."""

    row: Round
    now: Position | None
    entries: tuple[Movement, ...]

    def position_after(self, day: date) -> Position | None:
        """Where the round was open at the end of a day; None where it was not open."""
        held = Counter({self.now: 1} if self.now else {})
        for entry in self.entries:
            if entry.counts_on > day:
                held[position_of(entry)] -= entry.delta
        return next((position for position, count in held.items() if count > 0), None)

    def moved_in(self, first: date, last: date) -> list[Movement]:
        """The round's entries of a week."""
        return [entry for entry in self.entries if first <= entry.counts_on <= last]

    def stands_in(self, first: date, last: date, holds: Callable[[Position], bool]) -> bool:
        """Whether the week's summary of a scope names this round: carried over into it, or moved in it."""
        carried = self.position_after(first - timedelta(days=1))
        moved = (position_of(entry) for entry in self.moved_in(first, last))
        return any(holds(position) for position in (carried, *moved) if position)

    def state_after(self, day: date) -> State:
        """The state at the end of a day, as far as the times of the round tell."""
        row, text = self.row, day.isoformat()
        if self.position_after(day) is None:
            ended = [entry.reason for entry in self.entries if entry.delta < 0 and entry.counts_on <= day]
            return State.VOID if Reason.VOIDED in ended else State.DONE
        reached = [state for at, state in _reached(row) if at and at[:10] <= text]
        return reached[-1] if reached else State.TO_DISPATCH

    def overdue_after(self, day: date) -> int:
        """Days past the limit at the end of a day, while the round is open; 0 otherwise."""
        return days_overdue(self.row, day) if self.position_after(day) else 0


def _reached(row: Round) -> tuple[tuple[str, State], ...]:
    at_work = State.IN_PROGRESS if row.progress or row.rejections else State.ACCEPTED
    return (
        (row.dispatched, State.TO_ACCEPT),
        (row.accepted, at_work),
        (row.finished, State.TO_VERIFY),
    )

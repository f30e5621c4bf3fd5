"""Shifts of who enters (上班, 下班): said once, it holds at that seat until the shift is ended or its hours are over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Shift:
    """Somebody enters at a seat from `started_at` on; `ended_at` is "" while nobody has ended it.

    `seat` is the account and the machine at which it was said, so that two clerks at two machines do not enter in each
    other's name. `staff` is a key of the register; instants are aware UTC as ISO text; `hours` is how long a shift
    lasts by the policy of the day on which it began.
    """

    project: int
    id: int
    seat: str
    staff: int
    started_at: str
    ended_at: str
    hours: int

    @property
    def started(self) -> datetime:
        """When it began."""
        return datetime.fromisoformat(self.started_at)

    @property
    def over(self) -> datetime:
        """When it ended, or ends by itself."""
        by_itself = self.started + timedelta(hours=self.hours)
        return min(datetime.fromisoformat(self.ended_at), by_itself) if self.ended_at else by_itself

    def runs_at(self, now: datetime) -> bool:
        """Whether it runs: its last instant is no longer in it, and one that begins later (a clock set back) is not."""
        return self.started <= now < self.over


def running(shifts: Iterable[Shift], seat: str, now: datetime) -> Shift | None:
    """Give the shift that runs at a seat, the last one begun where several do."""
    here = [shift for shift in shifts if shift.seat == seat and shift.runs_at(now)]
    return max(here, key=lambda shift: (shift.started, shift.id), default=None)


def ended(shift: Shift, now: datetime, said_at: str) -> Shift:
    """End a shift now; one that has ended already stays as it is. `said_at` is `now` as the ledger writes it."""
    return replace(shift, ended_at=said_at) if shift.runs_at(now) else shift


def relieved(shifts: Iterable[Shift], new: Shift) -> list[Shift]:
    """The shifts that a new one ends: whatever runs at its seat; nobody else's seat is touched."""
    now = new.started
    here = (shift for shift in shifts if shift.seat == new.seat and shift.id != new.id and shift.runs_at(now))
    return [ended(shift, now, new.started_at) for shift in here]


def speaks_for(said: str | None, shift: Shift | None) -> Shift | None:
    """The shift that says who enters: none where somebody is named (--as, GRIDCTL_ACTOR), for what is said wins."""
    return None if said else shift

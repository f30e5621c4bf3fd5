"""How much of what was due was done: counts by state, and the rate (I8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gridctl.domain.duties.judging import DutyState


@dataclass(frozen=True, slots=True)
class Tally:
    """How many windows came out how; of the late ones `entered_late` were only entered late (补录).

    `still_open` ones are not due yet and stand apart.
    """

    done: int = 0
    late: int = 0
    entered_late: int = 0
    missed: int = 0
    excused: int = 0
    still_open: int = 0

    @property
    def due(self) -> int:
        """How many were due: done, late, missed or excused, each exactly once."""
        return self.done + self.late + self.missed + self.excused

    @property
    def rate(self) -> float | None:
        """The share of those not excused that was done, late ones too: 0 to 1; None where there are none."""
        below = self.due - self.excused
        return round((self.done + self.late) / below, 4) if below else None

    @property
    def in_time_rate(self) -> float | None:
        """The share of those not excused that was done in time."""
        below = self.due - self.excused
        return round(self.done / below, 4) if below else None


def tally(states: Iterable[DutyState], entered_late: int = 0) -> Tally:
    """Count states; `entered_late` of them were late only in being entered."""
    counts = dict.fromkeys(DutyState, 0)
    for state in states:
        counts[state] += 1
    return Tally(
        done=counts[DutyState.DONE],
        late=counts[DutyState.LATE],
        entered_late=entered_late,
        missed=counts[DutyState.MISSED],
        excused=counts[DutyState.EXCUSED],
        still_open=counts[DutyState.OPEN],
    )

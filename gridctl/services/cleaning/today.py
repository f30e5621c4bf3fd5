"""Cleaning faults on the screen of the day: due today or late (D10 3.3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.tickets import State
from gridctl.services.cleaning.faults import KIND
from gridctl.services.cleaning.lists import lines_of
from gridctl.services.tickets.lists import Asked, find_tickets
from gridctl.services.tickets.warning import nearness

if TYPE_CHECKING:
    from gridctl.services.cleaning.lists import FaultLine
    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Uncleaned:
    """Open cleaning faults to look after, the nearest limit first, and all open ones in one line."""

    headline: str
    faults: tuple[FaultLine, ...]


def uncleaned(desk: Desk) -> Uncleaned:
    """What of cleaning faults matters on the day that is looked at."""
    lines = find_tickets(desk, Asked(kind=KIND))
    near = {line.number: mark for line in lines if (mark := nearness(desk, line))}
    marks = list(near.values())
    untold = sum(line.state == State.TO_DISPATCH for line in lines)
    pressing = sorted((line for line in lines if line.number in near), key=lambda line: (line.due, line.number))
    return Uncleaned(
        headline=f"保洁 未了结 {len(lines)}  待通知 {untold}  今天到期 {marks.count('today')}"
        f"  超期 {marks.count('overdue')}",
        faults=tuple(lines_of(desk, pressing)),
    )

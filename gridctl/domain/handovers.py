"""The hand-over of a division (移交清单), shaped once: the screen, JSON and the sheet all say the same of it (E6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TicketHanded:
    """An open ticket that goes along; `handed` says whether it already counts under the new grid.

    `kind` is what it is in words, with the level of a hazard (隐患·重大), "" for a repair.
    """

    kind: str
    number: str
    place: str
    problem: str
    state: str
    due: date
    handed: bool


@dataclass(frozen=True, slots=True)
class HandoverPair:
    """What one grid hands over to another; heads are "" where there is nobody."""

    code_from: str
    grid_from: str
    head_from: str
    code_to: str
    grid_to: str
    head_to: str
    buildings: str
    households: int
    units: int
    places: tuple[str, ...]
    tickets: tuple[TicketHanded, ...]

    @property
    def open_tickets(self) -> int:
        """How many open tickets go along."""
        return len(self.tickets)


@dataclass(frozen=True, slots=True)
class Handover:
    """The hand-over of an applied plan; `waiting` open tickets still count under their old grids."""

    plan: int
    project: str
    company: str
    applied_from: date
    waiting: int
    pairs: tuple[HandoverPair, ...]

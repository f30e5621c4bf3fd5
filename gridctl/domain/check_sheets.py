"""An empty check-sheet: a list to be gone through on one piece of ground day by day, or on all of it on one day."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SheetPoint:
    """A column: the point, what is looked at, and whether a number is written."""

    name: str
    items: tuple[str, ...]
    counted: bool


@dataclass(frozen=True, slots=True)
class CheckSheet:
    """A sheet to be filled in.

    `facts` stand over the table as (label, value), among them what no row says by itself: the list, the ground or the
    day. `first` heads the first column, whose cells are `rows`. `inspectors` head the columns of who inspects. `signs`
    are √ × ○ with what they mean; `homes` those under renovation.
    """

    company: str
    title: str
    project: str
    clause: str
    facts: tuple[tuple[str, str], ...]
    first: str
    rows: tuple[str, ...]
    points: tuple[SheetPoint, ...]
    inspectors: tuple[str, ...]
    signs: tuple[tuple[str, str], ...]
    homes: tuple[str, ...]

"""Grids: what ground they cover, and who answers for it, from a day to a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol, TypeVar


class Scope(StrEnum):
    """The ground a post answers for."""

    GRID = "grid"
    BUILDINGS = "buildings"
    PROJECT = "project"
    PLACE = "place"


class Dated(Protocol):
    """Anything true in [valid_from, valid_to)."""

    @property
    def valid_from(self) -> date: ...  # noqa: D102

    @property
    def valid_to(self) -> date | None: ...  # noqa: D102


def holds_on(row: Dated, day: date) -> bool:
    """Whether a dated row is true on a day."""
    return row.valid_from <= day and (row.valid_to is None or day < row.valid_to)


def overlaps(row: Dated, start: date, end: date | None) -> bool:
    """Whether a dated row shares a day with [start, end)."""
    return (end is None or row.valid_from < end) and (row.valid_to is None or start < row.valid_to)


@dataclass(frozen=True, slots=True)
class Grid:
    """A service grid: the office's own code and name."""

    project: int
    id: int
    code: str
    name: str
    valid_from: date
    valid_to: date | None


def grid_name(grid: Grid) -> str:
    """A grid as people tell it from others: its code and its name, once where they are the same."""
    return grid.name if grid.code == grid.name else f"{grid.code} {grid.name}"


@dataclass(frozen=True, slots=True)
class Extent:
    """A unit or a public place that belongs to a grid."""

    project: int
    id: int
    grid: int
    unit: int | None
    place: int | None
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Assignment:
    """A member of staff in a post with its scope; the ground is one of grid, building, place, or the whole project."""

    project: int
    id: int
    staff: int
    post: str
    scope: str
    grid: int | None
    building: int | None
    place: int | None
    valid_from: date
    valid_to: date | None


Row = TypeVar("Row", Extent, Assignment)


def ended(rows: Iterable[Row], day: date) -> tuple[list[Row], list[Row]]:
    """End dated rows on a day: those that change, now true until then, and those that would only have begun then or later.

    Rows that are over by that day are in neither list.
    """
    closing: list[Row] = []
    never: list[Row] = []
    for row in rows:
        if row.valid_from >= day:
            never.append(row)
        elif row.valid_to is None or row.valid_to > day:
            closing.append(replace(row, valid_to=day))
    return closing, never


def period_words(start: date, end: date | None) -> str:
    """A period as people say it, the last day included: 自 2026-01-01 起, 2026-01-01 至 2026-02-28."""
    return f"自 {start} 起" if end is None else f"{start} 至 {end - timedelta(days=1)}"


def days_words(first: date, last: date) -> str:
    """Days in a row as people say them: 2026-03-01, 2026-03-01 至 03-09, 2025-12-30 至 2026-01-02."""
    if first == last:
        return str(first)
    return f"{first} 至 {last:%m-%d}" if first.year == last.year else f"{first} 至 {last}"

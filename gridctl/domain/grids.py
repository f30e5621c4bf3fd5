"""Grids: what ground they cover, and who answers for it, from a day to a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol


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

"""Residents: persons, and the rooms they live in or own, from a day to a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Person:
    """A person as the roster gives them; the ID number is optional (smallest scope)."""

    project: int
    id: int
    name: str
    phone: str
    id_number: str
    sex: str
    remark: str


@dataclass(frozen=True, slots=True)
class Occupancy:
    """A person in a household (a room) with a role; unknown days are null."""

    project: int
    id: int
    place: int
    person: int
    role: str
    valid_from: date | None
    valid_to: date | None

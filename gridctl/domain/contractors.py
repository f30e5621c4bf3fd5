"""Contractors: who cleans and who maintains lifts and fire equipment, by contract, and what it cost them (D10 3.3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Contractor:
    """A company under contract in [valid_from, valid_to): `service` is cleaning, lifts, fire or another; fee in fen a month."""

    project: int
    id: int
    name: str
    service: str
    contact: str
    phone: str
    fee_fen: int
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a contract: what is deducted (fen) for a fault of its kind."""

    project: int
    id: int
    contractor: int
    code: str
    words: str
    deduction_fen: int


@dataclass(frozen=True, slots=True)
class ServiceArea:
    """What a contractor answers for: a building, a public place, a grid, or with none of them the whole project."""

    project: int
    id: int
    contractor: int
    building: int | None
    place: int | None
    grid: int | None


@dataclass(frozen=True, slots=True)
class Deduction:
    """A deduction for a month (2026-03): proposed by one, summed up and confirmed by another; a negative one reverses."""

    project: int
    id: int
    contractor: int
    clause: int | None
    ticket: int | None
    month: str
    amount_fen: int
    reason: str
    proposed_by: int | None
    proposed_on: date
    state: str
    confirmed_by: int | None
    confirmed_on: date | None
    reverses: int | None


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A contractor's score (0 to 100) for a month."""

    project: int
    id: int
    contractor: int
    month: str
    score: int
    scored_by: int | None
    remark: str

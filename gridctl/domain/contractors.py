"""Contractors: who cleans and who maintains lifts and fire equipment, by contract, and what it cost them (D10 3.3.2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gridctl.domain.months import last_day, month_after


class DeductionState(StrEnum):
    """Whether a deduction was summed up and confirmed."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"


DEDUCTION_WORDS = {DeductionState.PROPOSED: "待确认", DeductionState.CONFIRMED: "已确认"}


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

    def holds_on(self, day: date) -> bool:
        """Whether the contract is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def days_in(self, month: date) -> int:
        """On how many days of a month the contract is in force."""
        end = min(month_after(month), self.valid_to or date.max)
        return max(0, (end - max(month, self.valid_from)).days)


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


@dataclass(frozen=True, slots=True)
class Payment:
    """What a month costs, in fen: the fee for the days under contract, less what was confirmed.

    `payable` is never below zero; what the fee does not cover is `uncovered`.
    """

    days: int
    days_of_month: int
    fee: int
    deducted: int

    @property
    def payable(self) -> int:
        """What is to be paid."""
        return max(0, self.fee - self.deducted)

    @property
    def uncovered(self) -> int:
        """What the deductions are more than the fee."""
        return max(0, self.deducted - self.fee)


def payment(contractor: Contractor, month: date, deductions: Iterable[Deduction]) -> Payment:
    """The payment figure of a month (D10 3.1.2): by calendar days where the contract begins or ends within it.

    Only confirmed deductions count; reversing ones are negative.
    """
    days, whole = contractor.days_in(month), last_day(month).day
    fee = (2 * contractor.fee_fen * days + whole) // (2 * whole)  # half a fen is rounded up
    confirmed = sum(row.amount_fen for row in deductions if row.state == DeductionState.CONFIRMED)
    return Payment(days, whole, fee, confirmed)


def reversed_by(deductions: Iterable[Deduction]) -> dict[int, Deduction]:
    """The reversing entries, by the id of what each of them takes back."""
    return {row.reverses: row for row in deductions if row.reverses is not None}


def next_inspection(day: date, days: Sequence[int]) -> date:
    """The first inspection after a day, from the days of the month it is due on (31: the last day of any month)."""
    months = (day.replace(day=1), month_after(day))
    due = (month + timedelta(days=min(one, last_day(month).day) - 1) for month in months for one in days)
    return min(one for one in due if one > day)

"""Deductions as they are listed, and summed by clause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.contractors import DeductionState, reversed_by
from gridctl.domain.money import yuan
from gridctl.domain.months import month_text
from gridctl.domain.privacy import mask_free_text
from gridctl.domain.text import code_order
from gridctl.services.contractors.register import find_contractor
from gridctl.store.contractors import CLAUSE, CONTRACTOR, DEDUCTION
from gridctl.store.staff import STAFF
from gridctl.store.tickets import TICKET

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gridctl.domain.contractors import Clause, Deduction
    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class DeductionLine:
    """A deduction in words: `amount` in yuan, below zero where it gives back what number `reverses` took."""

    number: int
    contractor: str
    month: str
    clause: str
    clause_words: str
    ticket: str
    amount: str
    reason: str
    state: str
    proposed_by: str
    proposed_on: date
    confirmed_by: str
    confirmed_on: date | None
    reverses: int | None


@dataclass(frozen=True, slots=True)
class ClauseTotal:
    """What was deducted by a clause: `count` confirmed and not taken back, the `amount` in yuan that they come to."""

    clause: str
    clause_words: str
    count: int
    amount: str


@dataclass(frozen=True, slots=True)
class Asked:
    """Which deductions are wanted: of a contractor and a month where said, only what waits unless `everything`."""

    contractor: str = ""
    month: date | None = None
    everything: bool = False


def find_deductions(desk: Desk, asked: Asked) -> list[DeductionLine]:
    """The deductions that are asked for, oldest first."""
    one = find_contractor(desk, asked.contractor) if asked.contractor else None
    month = month_text(asked.month) if asked.month else ""
    rows = [
        row
        for row in desk.reader.find(DEDUCTION, desk.pid)
        if (one is None or row.contractor == one.id)
        and month in ("", row.month)
        and (asked.everything or row.state == DeductionState.PROPOSED)
    ]
    return deduction_lines(desk, rows)


def deduction_lines(desk: Desk, rows: Iterable[Deduction]) -> list[DeductionLine]:
    """Deductions in words."""
    rows = list(rows)
    names = {one.id: one.name for one in desk.reader.find(CONTRACTOR, desk.pid)}
    clauses = {one.id: one for one in desk.reader.find(CLAUSE, desk.pid)}
    people = {one.id: one.name for one in desk.reader.find(STAFF, desk.pid)}
    keys = {row.ticket for row in rows if row.ticket}
    tickets = {one.id: one.code for one in desk.reader.find(TICKET, desk.pid, TICKET.c["id"].in_(keys))}
    return [
        DeductionLine(
            number=row.id,
            contractor=names[row.contractor],
            month=row.month,
            clause=clauses[row.clause].code if row.clause else "",
            clause_words=clauses[row.clause].words if row.clause else "",
            ticket=tickets.get(row.ticket or 0, ""),
            amount=yuan(row.amount_fen),
            reason=mask_free_text(row.reason),
            state=row.state,
            proposed_by=people.get(row.proposed_by or 0, ""),
            proposed_on=row.proposed_on,
            confirmed_by=people.get(row.confirmed_by or 0, ""),
            confirmed_on=row.confirmed_on,
            reverses=row.reverses,
        )
        for row in rows
    ]


def totals_by_clause(clauses: Iterable[Clause], rows: Iterable[Deduction]) -> list[ClauseTotal]:
    """What was confirmed, by clause in the order of their numbers; a clause that came to nothing is left out."""
    confirmed = [row for row in rows if row.state == DeductionState.CONFIRMED]
    gone = reversed_by(confirmed)
    totals = []
    for clause in sorted(clauses, key=lambda one: code_order(one.code)):
        by_it = [row for row in confirmed if row.clause == clause.id]
        standing = [row for row in by_it if row.reverses is None and row.id not in gone]
        if amount := sum(row.amount_fen for row in by_it):
            totals.append(ClauseTotal(clause.code, clause.words, len(standing), yuan(amount)))
    return totals

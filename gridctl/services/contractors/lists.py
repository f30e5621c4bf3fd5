"""Contractors as they are listed, and one by itself with its clauses and its ground."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.money import yuan
from gridctl.domain.text import code_order
from gridctl.regulation.contractors import service_from_text, service_name
from gridctl.services.contractors.areas import WHOLE, area_words, areas_of
from gridctl.services.contractors.months import FaultLine, open_faults
from gridctl.services.contractors.register import all_contractors, clauses_of, find_contractor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gridctl.domain.contractors import Clause, Contractor
    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class ContractorLine:
    """A contractor in a list; `fee` in yuan a month, `valid_to` the first day no longer, `clauses` how many there are."""

    name: str
    service: str
    service_name: str
    fee: str
    contact: str
    phone: str
    valid_from: date
    valid_to: date | None
    in_force: bool
    areas: tuple[str, ...]
    clauses: int


@dataclass(frozen=True, slots=True)
class ClauseLine:
    """A clause in words; `deduction` in yuan, "" where the contract names no amount."""

    contractor: str
    code: str
    words: str
    deduction: str


@dataclass(frozen=True, slots=True)
class ContractorCard(ContractorLine):
    """A contractor with the clauses of its contract, and what it was given to mend that is not accepted yet."""

    terms: tuple[ClauseLine, ...]
    tickets: tuple[FaultLine, ...]


def list_contractors(desk: Desk, day: date, *, service: str = "", everything: bool = False) -> list[ContractorLine]:
    """The contractors under contract on a day, or every one, of a service where one is said."""
    wanted = service_from_text(service).code if service else ""
    every = [one for one in all_contractors(desk) if wanted in ("", one.service)]
    return contractor_lines(desk, [one for one in every if everything or one.holds_on(day)], day)


def contractor_lines(desk: Desk, rows: Iterable[Contractor], day: date | None = None) -> list[ContractorLine]:
    """These contractors in words, as they stand on a day (today)."""
    return [_line(desk, one, day or desk.today) for one in rows]


def contractor_card(desk: Desk, name: str) -> ContractorCard:
    """One contractor with everything that is agreed."""
    one = find_contractor(desk, name)
    line = _line(desk, one, desk.today)
    known = {field.name: getattr(line, field.name) for field in fields(line)}
    terms = clause_lines(one, clauses_of(desk, one))
    return ContractorCard(**known, terms=tuple(terms), tickets=tuple(open_faults(desk, one)))


def clause_lines(contractor: Contractor, rows: Iterable[Clause]) -> list[ClauseLine]:
    """Clauses in words, in the order of their numbers."""
    return [
        ClauseLine(contractor.name, one.code, one.words, yuan(one.deduction_fen) if one.deduction_fen else "")
        for one in sorted(rows, key=lambda row: code_order(row.code))
    ]


def _line(desk: Desk, one: Contractor, day: date) -> ContractorLine:
    return ContractorLine(
        name=one.name,
        service=one.service,
        service_name=service_name(one.service),
        fee=yuan(one.fee_fen),
        contact=one.contact,
        phone=one.phone,
        valid_from=one.valid_from,
        valid_to=one.valid_to,
        in_force=one.holds_on(day),
        areas=tuple(area_words(desk, areas_of(desk, one))) or (WHOLE,),
        clauses=len(clauses_of(desk, one)),
    )

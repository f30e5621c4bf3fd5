"""Cleaning faults in a list: whose they are, when it was told, and what was deducted."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.money import yuan
from gridctl.services.cleaning.faults import KIND
from gridctl.services.contractors.register import find_contractor
from gridctl.services.tickets.cards import StepLine, ticket_steps
from gridctl.services.tickets.lists import find_tickets, ticket_lines
from gridctl.services.tickets.opening import find_ticket
from gridctl.store.contractor_reads import outside_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import Desk
    from gridctl.services.tickets.lists import Asked, TicketLine


@dataclass(frozen=True, slots=True)
class FaultLine:
    """A cleaning fault; times are moments as stored, `deducted` in yuan ("" for nothing), confirmed or not."""

    number: str
    state: str
    state_name: str
    category_name: str
    place: str
    problem: str
    opened: str
    contractor: str
    told: str
    due: date
    overdue_days: int | None
    mended: str
    accepted: str
    verifier: str
    rejections: int
    deducted: str
    grid: str
    remark: str


@dataclass(frozen=True, slots=True)
class FaultCard(FaultLine):
    """A cleaning fault with everything that happened to it."""

    steps: tuple[StepLine, ...]


def fault_card(desk: Desk, number: str) -> FaultCard:
    """One cleaning fault with all its steps."""
    ticket = find_ticket(desk, number, KIND)
    line = fault_lines(desk, [ticket])[0]
    known = {field.name: getattr(line, field.name) for field in fields(line)}
    return FaultCard(**known, steps=tuple(ticket_steps(desk, ticket)))


def find_faults(desk: Desk, asked: Asked, contractor: str = "") -> list[FaultLine]:
    """The cleaning faults that are asked for, of a contractor where one is said, oldest first."""
    name = find_contractor(desk, contractor).name if contractor else ""
    lines = lines_of(desk, find_tickets(desk, replace(asked, kind=KIND)))
    return [line for line in lines if name in ("", line.contractor)]


def fault_lines(desk: Desk, tickets: Sequence[Ticket]) -> list[FaultLine]:
    """These faults as they stand now."""
    return lines_of(desk, ticket_lines(desk, list(tickets)))


def lines_of(desk: Desk, lines: Sequence[TicketLine]) -> list[FaultLine]:
    """Cleaning faults of a list of tickets, with what is their own."""
    outside = outside_of(desk.reader, desk.pid, [line.number for line in lines])
    return [
        FaultLine(
            number=line.number,
            state=line.state,
            state_name=line.state_name,
            category_name=line.category_name,
            place=line.place,
            problem=line.problem,
            opened=line.opened,
            contractor=line.executor or outside[line.number].contractor,
            told=outside[line.number].told,
            due=line.due,
            overdue_days=line.overdue_days,
            mended=line.finished,
            accepted=line.verified,
            verifier=line.verifier,
            rejections=line.rejections,
            deducted=yuan(amount) if (amount := outside[line.number].deducted) else "",
            grid=line.grid,
            remark=line.remark,
        )
        for line in lines
    ]

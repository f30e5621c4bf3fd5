"""Part three of the weekly summary: what is past half a month, and every open special plan with its signature and fine."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.money import yuan
from gridctl.domain.privacy import mask_free_text
from gridctl.domain.weekly import PlanLine
from gridctl.services.tickets.signed import signed_limits
from gridctl.store.fine_reads import fines_standing
from gridctl.store.rectifications import MILESTONE, RECTIFICATION
from gridctl.store.staff import STAFF

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.domain.rectifications import Milestone, Rectification
    from gridctl.domain.tickets import Round
    from gridctl.domain.weekly_rounds import Standing
    from gridctl.services.desk import Desk
    from gridctl.services.tickets.signed import SignedLimit
    from gridctl.store.ticket_reads import TicketRecord


@dataclass(frozen=True, slots=True)
class Special:
    """A special plan as the form prints it at the end of a day."""

    difficulty: str
    measures: str
    nodes: str
    owner: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of rounds besides their times, at the end of a period.

    Plans by ticket, signed limits by ticket and number of the round, fines in fen by the same.
    """

    plans: dict[int, Special]
    signed: dict[tuple[int, int], SignedLimit]
    fines: dict[tuple[int, int], int]


def read_kept(desk: Desk, rows: Sequence[Round], last: date) -> Kept:
    """Read what is kept of some rounds."""
    signed = signed_limits(desk, [(row.ticket, row) for row in rows])
    fines: dict[tuple[int, int], int] = {}
    for ticket, number, amount, recorded in fines_standing(desk.reader, desk.pid, sorted({row.ticket for row in rows})):
        if desk.local(recorded).date() <= last:
            fines[ticket, number] = fines.get((ticket, number), 0) + amount
    return Kept(_specials(desk, last), signed, fines)


def plan_lines(rounds: Sequence[tuple[Standing, TicketRecord]], kept: Kept, last: date) -> tuple[PlanLine, ...]:
    """Part three: open and past half a month at the end of the period, signed for or not, or under a special plan."""
    wanted = [
        record
        for standing, record in rounds
        if standing.open_here and (standing.tracked.past_half_month(last) or record.id in kept.plans)
    ]
    return tuple(_line(r, kept, last) for r in sorted(wanted, key=lambda record: (record.due, record.number)))


def _line(record: TicketRecord, kept: Kept, last: date) -> PlanLine:
    plan = kept.plans.get(record.id)
    signed = kept.signed.get((record.id, record.round))
    fine = kept.fines.get((record.id, record.round), 0)
    return PlanLine(
        number=record.number,
        problem=f"{record.place} {mask_free_text(record.problem)}",
        difficulty=plan.difficulty if plan else "",
        measures=plan.measures if plan else "",
        node=plan.nodes if plan else "",
        responsible=plan.owner if plan else record.executor,
        extension=signed.signed_by(last) if signed else "",
        fine=f"{yuan(fine)} 元" if fine else "",
    )


def _specials(desk: Desk, last: date) -> dict[int, Special]:
    """The plans that were open at the end of a day, by ticket."""
    closed = RECTIFICATION.c["closed_on"]
    rows = desk.reader.find(
        RECTIFICATION, desk.pid, RECTIFICATION.c["made_on"] <= last, closed.is_(None) | (closed > last)
    )
    if not rows:
        return {}
    nodes: dict[int, list[Milestone]] = {}
    wanted = MILESTONE.c["rectification"].in_([row.id for row in rows])
    for node in desk.reader.find(MILESTONE, desk.pid, wanted, order="due"):
        nodes.setdefault(node.rectification, []).append(node)
    names = {person.id: person.name for person in desk.reader.find(STAFF, desk.pid)}
    return {row.ticket: _special(row, nodes.get(row.id, []), names, last) for row in rows}


def _special(row: Rectification, nodes: Sequence[Milestone], names: dict[int, str], last: date) -> Special:
    return Special(
        difficulty=mask_free_text(row.difficulty),
        measures=mask_free_text(row.measures),
        nodes="；".join(_node(node, last) for node in nodes),
        owner=names.get(row.owner, ""),
    )


def _node(node: Milestone, last: date) -> str:
    """A node as printed: its day, what it is, and whether it was done by the end of the period."""
    done = node.done_on if node.done_on and node.done_on <= last else None
    mark = f"（{done:%m-%d} 完成）" if done else "（未完成）" if node.due < last else ""
    return f"{node.due:%m-%d} {mask_free_text(node.what)}{mark}"

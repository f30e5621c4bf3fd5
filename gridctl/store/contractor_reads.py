"""Reads that only feed a contractor's month: what it was to mend, as it stood at the month's end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, text

from gridctl.store.ticket_reads import PLACE_NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.store.snapshots import Reader


@dataclass(frozen=True, slots=True)
class FaultRecord:
    """A round of a ticket that is named for a contractor; times are moments as stored, `teller` who told it."""

    number: str
    kind: str
    category: str
    place: str
    problem: str
    opened: str
    due: date
    told: str
    teller: str
    finished: str
    verified: str
    rejections: int


_CHUNK = 10_000  # below SQLite's limit of variables in one statement
_DUE = 6  # where the day stands in a record
_TELLER = """SELECT coalesce(staff.name, step.actor) FROM step
    LEFT JOIN staff ON staff.project = step.project AND staff.id = step.doer
    WHERE step.project = round.project AND step.ticket = round.ticket AND step.round = round.round
        AND step.action = 'dispatch' ORDER BY step.sequence DESC LIMIT 1"""

_FAULTS = f"""SELECT ticket.code, ticket.kind, ticket.category, {PLACE_NAME}, ticket.problem, round.opened, round.due,
    round.dispatched, coalesce(({_TELLER}), ''), round.finished, round.verified, round.rejections
FROM detail
JOIN ticket ON ticket.project = detail.project AND ticket.id = detail.ticket
JOIN round ON round.project = detail.project AND round.ticket = detail.ticket
JOIN place ON place.project = ticket.project AND place.id = ticket.place
LEFT JOIN building ON building.project = place.project AND building.id = place.building
LEFT JOIN unit ON unit.project = place.project AND unit.id = place.unit
WHERE detail.project = :project AND detail.name = 'contractor' AND detail.value = :contractor
    AND round.executor IS NULL AND round.voided = ''
    AND NOT (ticket.state = 'void' AND ticket.round = round.round)
    AND round.opened < :after AND (round.verified = '' OR round.verified >= :first)
ORDER BY round.opened, ticket.id, round.round"""  # noqa: S608 - only names of our own are put in


def faults_of(reader: Reader, project: int, contractor: str, first: date, after: date) -> list[FaultRecord]:
    """What a contractor (by name) had to mend in [first, after): found in it, or before it and not yet accepted.

    What a member of staff took over is not the contractor's, and what was voided or joined to another is none.
    """
    values = {"project": project, "contractor": contractor, "first": first.isoformat(), "after": after.isoformat()}
    rows = reader.connection.execute(text(_FAULTS), values)
    return [_record(list(row)) for row in rows]


def _record(values: list[Any]) -> FaultRecord:
    values[_DUE] = date.fromisoformat(values[_DUE])
    return FaultRecord(*values)


@dataclass(frozen=True, slots=True)
class Outside:
    """Whom a ticket is named for ("" for nobody), when that contractor was told, and what was deducted for it, in fen."""

    contractor: str
    told: str
    deducted: int


_OUTSIDE = """SELECT ticket.code, coalesce(detail.value, ''), CASE WHEN round.executor IS NULL THEN round.dispatched ELSE '' END,
    coalesce((SELECT sum(amount_fen) FROM deduction
        WHERE deduction.project = ticket.project AND deduction.ticket = ticket.id), 0)
FROM ticket
JOIN round ON round.project = ticket.project AND round.ticket = ticket.id AND round.round = ticket.round
LEFT JOIN detail ON detail.project = ticket.project AND detail.ticket = ticket.id AND detail.name = 'contractor'
WHERE ticket.project = :project AND ticket.code IN :codes"""


def outside_of(reader: Reader, project: int, codes: Sequence[str]) -> dict[str, Outside]:
    """What these tickets have to do with contractors, by their numbers."""
    statement = text(_OUTSIDE).bindparams(bindparam("codes", expanding=True))
    found: dict[str, Outside] = {}
    for start in range(0, len(codes), _CHUNK):
        values = {"project": project, "codes": list(codes[start : start + _CHUNK])}
        found |= {code: Outside(*told) for code, *told in reader.connection.execute(statement, values)}
    return found

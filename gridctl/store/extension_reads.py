"""What was signed for rounds, read for lists and reports without any table of signatures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.sql.elements import BindParameter

    from gridctl.store.snapshots import Reader

CHUNK = 10_000  # below SQLite's limit of variables in one statement
_TICKETS: BindParameter[int] = bindparam("tickets", expanding=True)

_SIGNED = """SELECT extension.ticket, extension.round, extension.until, extension.signed_at, extension.means,
        extension.paper_on, staff.name
    FROM extension JOIN staff ON staff.project = extension.project AND staff.id = extension.signer
    WHERE extension.project = :project AND extension.ticket IN :tickets AND extension.state = 'signed'
    ORDER BY extension.signed_at, extension.id"""

_CONFIRMED = """SELECT round.ticket, round.round, fine_month.recorded_at
    FROM round JOIN fine ON fine.project = round.project AND fine.round = round.id
    JOIN fine_month ON fine_month.project = fine.project AND fine_month.month = fine.month
    WHERE round.project = :project AND round.ticket IN :tickets AND fine.kind = 'overdue' AND fine.reverses IS NULL
        AND NOT EXISTS (SELECT 1 FROM fine AS back WHERE back.project = fine.project AND back.reverses = fine.id)"""


@dataclass(frozen=True, slots=True)
class SignedUntil:
    """An extension that the project leader signed: until when, entered when (UTC), how, the day on the paper, his name."""

    ticket: int
    round: int
    until: date
    signed_at: str
    means: str
    paper_on: date | None
    signer: str


def signed_extensions(reader: Reader, project: int, tickets: Sequence[int]) -> list[SignedUntil]:
    """The signed extensions of tickets, in the order they were entered."""
    return [
        SignedUntil(ticket, number, date.fromisoformat(until), at, means, _day(paper_on), signer)
        for ticket, number, until, at, means, paper_on, signer in _rows(reader, _SIGNED, project, tickets)
    ]


def fines_confirmed(reader: Reader, project: int, tickets: Sequence[int]) -> dict[tuple[int, int], str]:
    """When (UTC) the fines that stand for rounds of tickets were confirmed, by ticket and number of the round."""
    return {(ticket, number): at for ticket, number, at in _rows(reader, _CONFIRMED, project, tickets)}


def _rows(reader: Reader, statement: str, project: int, tickets: Sequence[int]) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for start in range(0, len(tickets), CHUNK):
        values = {"project": project, "tickets": tickets[start : start + CHUNK]}
        found += map(tuple, reader.connection.execute(text(statement).bindparams(_TICKETS), values))
    return found


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None

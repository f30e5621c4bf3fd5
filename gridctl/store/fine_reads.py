"""Which rounds a month's fines are judged from: those whose limit passed unmet, and what ended them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, text

from gridctl.store.tickets import ROUND

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.sql.elements import BindParameter

    from gridctl.domain.tickets import Round
    from gridctl.store.snapshots import Reader

CHUNK = 10_000  # below SQLite's limit of variables in one statement
_KINDS: BindParameter[str] = bindparam("kinds", expanding=True)
_TICKETS: BindParameter[int] = bindparam("tickets", expanding=True)

_UNMET = """SELECT round.id FROM round JOIN ticket ON ticket.project = +round.project AND ticket.id = round.ticket
    WHERE round.project = :project AND round.due BETWEEN :first AND :last AND ticket.kind IN :kinds
        AND (round.finished_counts IS NULL OR round.finished_counts > round.due)"""

_ENDED = """SELECT step.ticket, step.round, step.recorded_at FROM step
    WHERE step.project = :project AND step.ticket IN :tickets AND step.action = 'void'
    ORDER BY step.sequence"""

_STANDING = """SELECT round.ticket, round.round, fine.amount, fine.recorded_at
    FROM round JOIN fine ON fine.project = round.project AND fine.round = round.id
    WHERE round.project = :project AND round.ticket IN :tickets AND fine.reverses IS NULL
        AND NOT EXISTS (SELECT 1 FROM fine AS back WHERE back.project = fine.project AND back.reverses = fine.id)"""


def unmet_rounds(reader: Reader, project: int, kinds: Sequence[str], first: date, last: date) -> list[int]:
    """The rounds of some kinds whose limit fell in [first, last] and was not met, by id."""
    values = {"project": project, "kinds": kinds, "first": first.isoformat(), "last": last.isoformat()}
    return [key for (key,) in reader.connection.execute(text(_UNMET).bindparams(_KINDS), values)]


def rounds_by(reader: Reader, project: int, column: str, keys: Sequence[int]) -> list[Round]:
    """The rounds with these ids, or of these tickets (`column` is "id" or "ticket")."""
    found: list[Round] = []
    for start in range(0, len(keys), CHUNK):
        found += reader.find(ROUND, project, ROUND.c[column].in_(keys[start : start + CHUNK]))
    return found


def voided_at(reader: Reader, project: int, tickets: Sequence[int]) -> dict[tuple[int, int], str]:
    """When (UTC) rounds were entered as void, by ticket and number of the round."""
    found: dict[tuple[int, int], str] = {}
    for start in range(0, len(tickets), CHUNK):
        values = {"project": project, "tickets": tickets[start : start + CHUNK]}
        for ticket, number, recorded in reader.connection.execute(text(_ENDED).bindparams(_TICKETS), values):
            found[ticket, number] = recorded
    return found


def fines_standing(reader: Reader, project: int, tickets: Sequence[int]) -> list[tuple[int, int, int, str]]:
    """The fines of tickets that no entry takes back: ticket, number of the round, amount in fen, entered when (UTC)."""
    found: list[tuple[int, int, int, str]] = []
    for start in range(0, len(tickets), CHUNK):
        values = {"project": project, "tickets": tickets[start : start + CHUNK]}
        rows = reader.connection.execute(text(_STANDING).bindparams(_TICKETS), values)
        found += [(ticket, number, amount, recorded) for ticket, number, amount, recorded in rows]
    return found

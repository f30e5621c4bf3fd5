"""What the weekly summary is counted from: the open rounds of today, wound back by the book's entries since.

Neither query looks at the history before the week, so that the same week costs the same on a ledger of any size.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, text

from gridctl.domain.movements import Position
from gridctl.domain.tickets import OPEN_STATES, State
from gridctl.domain.weekly_rounds import Open
from gridctl.store.ticket_reads import CHUNK
from gridctl.store.tickets import MOVEMENT, ROUND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.sql.elements import BindParameter

    from gridctl.domain.tickets import Movement, Round
    from gridctl.store.snapshots import Reader

_OPEN = f"ticket.state IN ({', '.join(repr(str(state)) for state in OPEN_STATES)})"
_KINDS: BindParameter[str] = bindparam("kinds", expanding=True)


@dataclass(frozen=True, slots=True)
class Fallen:
    """Rounds at a position whose limit fell in a period, and how many of them met it."""

    position: Position
    fallen: int
    met: int


def movements_since(reader: Reader, project: int, day: date) -> list[Movement]:
    """Give the book's entries that count on or after a day."""
    return reader.find(MOVEMENT, project, MOVEMENT.c["counts_on"] >= day, order="counts_on")


def limits_fallen(reader: Reader, project: int, kinds: Sequence[str], first: date, last: date) -> list[Fallen]:
    """Count the rounds of some kinds whose limit fell in [first, last], and those that met it; voided ones are left out."""
    statement = """SELECT ticket.category, round.grid, round.head, count(*),
            sum(round.finished_counts IS NOT NULL AND round.finished_counts <= round.due)
        FROM round JOIN ticket ON ticket.project = +round.project AND ticket.id = round.ticket
        WHERE round.project = :project AND round.due BETWEEN :first AND :last AND round.voided = ''
            AND ticket.kind IN :kinds
        GROUP BY 1, 2, 3"""
    values = {"project": project, "kinds": kinds, "first": first.isoformat(), "last": last.isoformat()}
    rows = reader.connection.execute(text(statement).bindparams(_KINDS), values)
    return [Fallen(Position(category, grid, head), fallen, met) for category, grid, head, fallen, met in rows]


def open_rounds(reader: Reader, project: int, kinds: Sequence[str] = ()) -> list[Open]:
    """Give the rounds of some kinds (none given: of all) that are open now."""
    statement = f"""SELECT round.id, ticket.category, ticket.state FROM ticket
        JOIN round ON round.project = +ticket.project AND round.ticket = ticket.id AND round.round = ticket.round
        WHERE ticket.project = :project AND {_OPEN}"""  # noqa: S608 - a constant of our own
    some = text(f"{statement} AND ticket.kind IN :kinds").bindparams(_KINDS) if kinds else text(statement)
    found = reader.connection.execute(some, {"project": project} | ({"kinds": kinds} if kinds else {}))
    known = {key: said for key, *said in found}
    rows = _rounds(reader, project, "id", list(known))
    return [Open(row, known[row.id][0], State(known[row.id][1])) for row in rows]


def handed_over(reader: Reader, project: int, tickets: Sequence[int]) -> set[tuple[int, int]]:
    """Which rounds of these tickets went with their ground to another grid: ticket and round."""
    statement = text(
        "SELECT ticket, round FROM step WHERE project = :project AND ticket IN :tickets AND action = 'edit'"
        " AND instr(words, '\"handed_over\"') > 0"
    ).bindparams(bindparam("tickets", expanding=True))
    found: set[tuple[int, int]] = set()
    for start in range(0, len(tickets), CHUNK):
        values = {"project": project, "tickets": tickets[start : start + CHUNK]}
        found |= {(ticket, row) for ticket, row in reader.connection.execute(statement, values)}
    return found


def rounds_of(reader: Reader, project: int, tickets: Sequence[int]) -> list[Round]:
    """Give every round of these tickets."""
    return _rounds(reader, project, "ticket", tickets)


def _rounds(reader: Reader, project: int, column: str, keys: Sequence[int]) -> list[Round]:
    found = []
    for start in range(0, len(keys), CHUNK):
        found += reader.find(ROUND, project, ROUND.c[column].in_(keys[start : start + CHUNK]))
    return found

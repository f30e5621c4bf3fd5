"""What the daily report is counted from: tickets that are open or had a step since a day, visits and inspections of days.

No statement looks at the history before the days that are asked for.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from gridctl.domain.tickets import OPEN_STATES
from gridctl.store.sqlite import raw

if TYPE_CHECKING:
    from collections.abc import Collection

    from gridctl.store.snapshots import Reader

_OPEN = ", ".join(repr(str(state)) for state in OPEN_STATES)

# A round that was open on a day still is, or has had a step since: each is found by an index.
_ROUNDS = f"""SELECT round.id, ticket.id, round.round, ticket.kind, round.grid, round.opened, round.due,
        coalesce(round.finished_counts, ''), round.verified, round.voided
    FROM ticket JOIN round ON round.project = +ticket.project AND round.ticket = ticket.id
    WHERE ticket.project = :project AND ticket.id IN (
        SELECT id FROM ticket WHERE project = :project AND state IN ({_OPEN})
        UNION SELECT ticket FROM step WHERE project = :project AND occurred >= :since)
    ORDER BY ticket.id, round.round"""  # noqa: S608 - constants of our own

_VISITS = """SELECT visit.id, visit.grid, visit.day, visit.mode, visit.outcome,
        count(need.id), coalesce(sum(need.solved), 0)
    FROM visit LEFT JOIN need ON need.project = visit.project AND need.visit = visit.id
    WHERE visit.project = ? AND visit.day IN ({marks}) GROUP BY visit.id"""

_ABNORMAL = """SELECT day, grid, building, place, sum(abnormal) FROM inspection
    WHERE project = ? AND day IN ({marks}) AND abnormal > 0 AND finished <> '' GROUP BY 1, 2, 3, 4"""


class RoundSince(NamedTuple):
    """A round of a ticket that is open, or had a step since a day; moments as stored, "" for none."""

    id: int
    ticket: int
    round: int
    kind: str
    grid: int | None
    opened: str
    due: str
    finished_counts: str
    verified: str
    voided: str


class VisitRow(NamedTuple):
    """A visit, and how many needs it found and solved at once."""

    id: int
    grid: int | None
    day: str
    mode: str
    outcome: str
    needs: int
    solved: int


class Abnormal(NamedTuple):
    """How many points of the inspections of a day on a ground were not normal."""

    day: str
    grid: int | None
    building: int | None
    place: int | None
    points: int


def rounds_since(reader: Reader, project: int, day: date) -> list[RoundSince]:
    """Every round of the tickets that are open now or have had a step since a day, those of one ticket in their order."""
    return [RoundSince(*row) for row in raw(reader.connection, _ROUNDS, {"project": project, "since": day.isoformat()})]


def visits_on(reader: Reader, project: int, days: Collection[date]) -> list[VisitRow]:
    """The visits of some days."""
    return [VisitRow(*row) for row in raw(reader.connection, _marked(_VISITS, days), (project, *map(str, days)))]


def abnormal_on(reader: Reader, project: int, days: Collection[date]) -> list[Abnormal]:
    """What inspections of some days found not to be normal, by ground."""
    return [Abnormal(*row) for row in raw(reader.connection, _marked(_ABNORMAL, days), (project, *map(str, days)))]


def _marked(statement: str, days: Collection[date]) -> str:
    return statement.replace("{marks}", ", ".join("?" * len(days)))

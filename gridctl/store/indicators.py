"""Reads that only feed the indicators: the rounds opened in some days, found by their opening, never the whole history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gridctl.store.snapshots import Reader


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """A round with its ticket, its limits to the minute and what was said of it; moments as stored, "" for none.

    `rounds` is how many the ticket has; `satisfaction` is that of the current one.
    """

    ticket: int
    round: int
    rounds: int
    kind: str
    category: str
    place: int
    opened: str
    due: str
    accepted: str
    finished: str
    finished_counts: str
    verified: str
    voided: str
    rejections: int
    grid: int | None
    executor: int | None
    respond_due: str
    responded: str
    finish_due: str
    finish_met: str
    satisfaction: str
    urged: int


# The + keeps a join from beginning at the end that nothing narrows, and from an index that nothing narrows either.
_CASES = """
SELECT ticket.id, round.round, ticket.round, ticket.kind, ticket.category, ticket.place, round.opened, round.due,
    round.accepted, round.finished, coalesce(round.finished_counts, ''), round.verified, round.voided, round.rejections,
    round.grid, round.executor, coalesce(respond.due, ''), coalesce(respond.met, ''), coalesce(finish.due, ''),
    coalesce(finish.met, ''), coalesce(rating.value, ''),
    (SELECT count(*) FROM step WHERE step.project = round.project AND step.ticket = round.ticket
        AND step.round = round.round AND step.action = 'urge')
FROM round
JOIN ticket ON ticket.project = +round.project AND ticket.id = round.ticket
LEFT JOIN term AS respond ON respond.project = round.project AND respond.ticket = round.ticket
    AND respond.round = round.round AND respond.stage = 'respond'
LEFT JOIN term AS finish ON finish.project = round.project AND finish.ticket = round.ticket
    AND finish.round = round.round AND finish.stage = 'finish'
LEFT JOIN detail AS rating ON rating.project = round.project AND rating.ticket = round.ticket
    AND rating.name = 'satisfaction' AND ticket.round = round.round
WHERE round.project = :project AND round.opened >= :since AND round.opened < :until AND ticket.kind = :kind"""
_CASES_OF_ALL = _CASES.removesuffix(" AND ticket.kind = :kind")

_SIGNED = """
SELECT extension.ticket, extension.round, extension.until, extension.signed_at
FROM round
JOIN extension ON extension.project = +round.project AND extension.ticket = round.ticket
    AND extension.round = round.round AND extension.state = 'signed'
WHERE round.project = :project AND round.opened >= :since AND round.opened < :until"""

_BEFORE = """
SELECT ticket.kind, ticket.category, ticket.place, round.opened, ticket.id
FROM round
JOIN ticket ON ticket.project = +round.project AND ticket.id = round.ticket
WHERE round.project = :project AND round.opened >= :since AND round.opened < :until AND +round.round = 1
    AND round.voided = ''"""


def case_records(reader: Reader, project: int, since: date, until: date, kind: str = "") -> Iterator[CaseRecord]:
    """The rounds opened in [since, until), of a kind or of all."""
    values = {"project": project, "since": since.isoformat(), "until": until.isoformat(), "kind": kind}
    sql, used = (_CASES, values) if kind else (_CASES_OF_ALL, {name: values[name] for name in list(values)[:-1]})
    return (CaseRecord(*row) for row in reader.connection.execute(text(sql), used))


def signed_extensions(reader: Reader, project: int, since: date, until: date) -> Iterator[tuple[int, int, str, str]]:
    """The signatures under rounds opened in [since, until): ticket, round, the day they give, and when (UTC)."""
    values = {"project": project, "since": since.isoformat(), "until": until.isoformat()}
    return ((t, r, day, at) for t, r, day, at in reader.connection.execute(text(_SIGNED), values))


def faults_before(reader: Reader, project: int, since: date, until: date) -> Iterator[tuple[str, str, int, str, int]]:
    """What was opened first in [since, until): kind, category, place, the opening as stored, the ticket."""
    values = {"project": project, "since": since.isoformat(), "until": until.isoformat()}
    return ((k, c, p, at, t) for k, c, p, at, t in reader.connection.execute(text(_BEFORE), values))

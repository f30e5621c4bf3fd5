"""Reads that only feed the agenda of a meeting: rounds opened and closed between two moments, by index."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.store.sqlite import raw

if TYPE_CHECKING:
    from gridctl.store.snapshots import Reader

_DAY = len("2026-03-16")  # a moment begins with its day

_OPENED = """SELECT ticket.kind, count(*) FROM round
    JOIN ticket ON ticket.project = +round.project AND ticket.id = round.ticket
    WHERE round.project = :project AND round.opened >= :since AND round.opened <= :until AND round.voided = ''
    GROUP BY ticket.kind"""

_CLOSED = """SELECT ticket.kind, count(DISTINCT round.id) FROM step
    JOIN round ON round.project = +step.project AND round.ticket = step.ticket AND round.round = step.round
    JOIN ticket ON ticket.project = +step.project AND ticket.id = step.ticket
    WHERE step.project = :project AND step.occurred >= :since AND step.occurred <= :until AND step.action = 'verify'
        AND round.verified >= :since AND round.verified <= :until
    GROUP BY ticket.kind"""

_OPENED_ROUNDS = """SELECT id, opened FROM round
    WHERE project = :project AND opened >= :since AND opened <= :until AND voided = ''"""

_INSPECTED = """SELECT checklist.name, count(*), sum(inspection.abnormal) FROM inspection
    JOIN checklist ON checklist.project = +inspection.project AND checklist.id = inspection.checklist
    WHERE inspection.project = :project AND inspection.day >= :first AND inspection.day <= :last
        AND inspection.started >= :since AND inspection.started <= :until AND inspection.finished <> ''
    GROUP BY checklist.name ORDER BY min(checklist.id)"""


def opened_by_kind(reader: Reader, project: int, since: str, until: str) -> dict[str, int]:
    """How many rounds of each kind of ticket were opened between two moments, both included."""
    return _counts(reader, _OPENED, project, since, until)


def closed_by_kind(reader: Reader, project: int, since: str, until: str) -> dict[str, int]:
    """How many rounds of each kind of ticket were accepted between two moments, both included."""
    return _counts(reader, _CLOSED, project, since, until)


def rounds_opened(reader: Reader, project: int, since: str, until: str) -> dict[int, str]:
    """The rounds opened between two moments, both included, with the moment of each."""
    values = {"project": project, "since": since, "until": until}
    return dict(raw(reader.connection, _OPENED_ROUNDS, values))


def inspected(reader: Reader, project: int, since: str, until: str) -> list[tuple[str, int, int]]:
    """By the name of the check-list, the inspections begun between two moments and finished, and their abnormal points."""
    days = {"first": since[:_DAY], "last": until[:_DAY]}
    values = {"project": project, "since": since, "until": until, **days}
    return [(name, count, abnormal) for name, count, abnormal in raw(reader.connection, _INSPECTED, values)]


def _counts(reader: Reader, statement: str, project: int, since: str, until: str) -> dict[str, int]:
    values = {"project": project, "since": since, "until": until}
    return dict(raw(reader.connection, statement, values))

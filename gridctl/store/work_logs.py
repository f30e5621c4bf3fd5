"""Reads that only feed the work log: what happened on a day to the rounds that somebody answers for, by index."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, text

from gridctl.domain.tickets import OPEN_STATES

if TYPE_CHECKING:
    from datetime import date

    from gridctl.store.snapshots import Reader

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class StepRecord:
    """A step of a day, with the round that it is of (`round_id` its key, `round` its number); `words` is JSON text."""

    round_id: int
    ticket: int
    round: int
    sequence: int
    action: str
    occurred: str
    note: str
    words: str


_HIS = "(step.doer = :staff OR round.executor = :staff OR round.head = :staff)"

_STEPS = text(f"""
SELECT round.id, step.ticket, step.round, step.sequence, step.action, step.occurred, step.note, step.words
FROM step
JOIN round ON round.project = +step.project AND round.ticket = step.ticket AND round.round = step.round
WHERE step.project = :project AND step.occurred >= :day AND step.occurred < :after AND step.action <> 'edit'
    AND {_HIS}""")  # noqa: S608 - words of our own

_OPEN_NOW = text("""
SELECT round.id, round.ticket, round.round FROM ticket
JOIN round ON round.project = +ticket.project AND round.ticket = ticket.id AND round.round = ticket.round
WHERE ticket.project = :project AND ticket.state IN :states AND round.opened < :after
    AND (round.executor = :staff OR round.head = :staff)""").bindparams(bindparam("states", expanding=True))

_ENDED_LATER = text("""
SELECT DISTINCT round.id, round.ticket, round.round FROM step
JOIN round ON round.project = +step.project AND round.ticket = step.ticket AND round.round = step.round
WHERE step.project = :project AND step.occurred >= :after AND step.action IN ('verify', 'void', 'merge')
    AND round.opened < :after AND (round.executor = :staff OR round.head = :staff)""")


def steps_of_day(reader: Reader, project: int, staff: int, day: date) -> list[StepRecord]:
    """What happened on a day: done by somebody, or to a round that he takes care of or whose grid he heads."""
    found = reader.connection.execute(_STEPS, _values(project, staff, day))
    return sorted((StepRecord(*row) for row in found), key=lambda step: (step.occurred, step.round_id, step.sequence))


def open_rounds(reader: Reader, project: int, staff: int, day: date) -> dict[tuple[int, int], int]:
    """The rounds that he takes care of or whose grid he heads, and that were open at the end of a day.

    By ticket and number of the round, the key of its row.
    """
    values = _values(project, staff, day)
    states = {**values, "states": [state.value for state in OPEN_STATES]}
    rows = [*reader.connection.execute(_ENDED_LATER, values), *reader.connection.execute(_OPEN_NOW, states)]
    return {(ticket, number): key for key, ticket, number in rows}


def _values(project: int, staff: int, day: date) -> dict[str, Any]:
    return {"project": project, "staff": staff, "day": day.isoformat(), "after": (day + _DAY).isoformat()}

"""Reads that only feed lists and reports of tickets: plain SQL over indexes, never over the whole history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, text

from gridctl.store.sqlite import raw

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gridctl.store.snapshots import Reader

CHUNK = 10_000  # below SQLite's limit of variables in one statement


@dataclass(frozen=True, slots=True)
class TicketRecord:
    """A ticket with its current round and the names of what it refers to; `head` is the grid's head when it opened."""

    id: int
    kind: str
    number: str
    paper: str
    state: str
    category: str
    place: str
    problem: str
    urgency: str
    source: str
    reporter: str
    opened: str
    due: date
    executor: str
    accepted: str
    finished: str
    finished_counts: date | None
    verifier: str
    verified: str
    voided: str
    grid: str
    head: str
    round: int
    rejections: int
    progress: str
    material: str
    remark: str


_DUE, _STOPPED = 12, 16  # where the days stand in a record

# A room is named by its building and unit; a public place has a name of its own and says where it is only if that does not.
PLACE_NAME = """CASE WHEN place.kind = 'room'
    THEN building.written || unit.written || place.written
    WHEN building.id IS NULL OR instr(place.written, building.written) > 0 THEN place.written
    ELSE building.written || coalesce(unit.written, '') || place.written END"""

# Work is taken by one of ours or, once it was told of it, by the contractor that the ticket names.
_TAKEN_BY = """coalesce(executor.name, CASE WHEN round.dispatched || round.accepted || round.finished <> ''
    THEN outside.value END, '')"""

_SELECT = f"""
SELECT ticket.id, ticket.kind, ticket.code, ticket.paper, ticket.state, ticket.category, {PLACE_NAME}, ticket.problem,
    ticket.urgency, ticket.source, ticket.reporter, round.opened, round.due, {_TAKEN_BY},
    round.accepted, round.finished, round.finished_counts, coalesce(verifier.name, ''), round.verified, round.voided,
    coalesce(grid.name, ''), coalesce(head.name, ''), round.round, round.rejections, round.progress, round.material,
    ticket.remark
FROM {{tables}}
JOIN place ON place.project = +ticket.project AND place.id = ticket.place
LEFT JOIN building ON building.project = place.project AND building.id = place.building
LEFT JOIN unit ON unit.project = place.project AND unit.id = place.unit
LEFT JOIN grid ON grid.project = round.project AND grid.id = round.grid
LEFT JOIN staff AS head ON head.project = round.project AND head.id = round.head
LEFT JOIN staff AS executor ON executor.project = round.project AND executor.id = round.executor
LEFT JOIN detail AS outside ON outside.project = round.project AND outside.ticket = round.ticket
    AND outside.name = 'contractor'
LEFT JOIN staff AS verifier ON verifier.project = round.project AND verifier.id = round.verifier
WHERE {{first}}.project = :project"""  # noqa: S608 - only names of our own are put in

# Without statistics SQLite may begin a join at either end; the + leaves it only the end that the conditions narrow.
_SAME = "round.ticket = ticket.id AND round.round = ticket.round"
BY_TICKET = _SELECT.format(first="ticket", tables=f"ticket JOIN round ON round.project = +ticket.project AND {_SAME}")
BY_ROUND = _SELECT.format(first="round", tables=f"round JOIN ticket ON ticket.project = +round.project AND {_SAME}")
EVERY = BY_ROUND.replace(" AND round.round = ticket.round", "")


@dataclass(frozen=True, slots=True)
class TicketFilter:
    """Which tickets are asked for; what is None or empty does not narrow. Days are inclusive."""

    kind: str = ""
    states: tuple[str, ...] = ()
    ids: tuple[int, ...] = ()
    grid: int | None = None
    executor: int | None = None
    category: str = ""
    place: int | None = None
    opened_from: date | None = None
    opened_to: date | None = None
    overdue_on: date | None = None


_CONDITIONS = {
    "kind": "ticket.kind = :kind",
    "states": "ticket.state IN :states",
    "ids": "ticket.id IN :ids",
    "grid": "round.grid = :grid",
    "executor": "round.executor = :executor",
    "category": "ticket.category = :category",
    "place": "ticket.place = :place",
    "opened_from": "round.opened >= :opened_from",
    "opened_to": "round.opened < :opened_to",
    "overdue_on": "round.due < :overdue_on AND (round.finished_counts IS NULL OR round.finished_counts > round.due)",
}


def ticket_records(reader: Reader, project: int, wanted: TicketFilter) -> list[TicketRecord]:
    """Give the tickets that are wanted, each with its current round, oldest first."""
    values = {name: value for name in _CONDITIONS if (value := getattr(wanted, name)) not in (None, "", ())}
    conditions = "".join(f" AND {_CONDITIONS[name]}" for name in values)
    lists: list[Any] = [bindparam(name, expanding=True) for name in ("states", "ids") if name in values]
    by_day = (wanted.opened_from or wanted.opened_to) and not (wanted.states or wanted.ids or wanted.place)
    select = BY_ROUND if by_day else BY_TICKET
    statement = text(f"{select}{conditions} ORDER BY round.opened, ticket.id").bindparams(*lists)
    days = {name: value.isoformat() for name, value in values.items() if isinstance(value, date)}
    if wanted.opened_to:
        days["opened_to"] = (wanted.opened_to + timedelta(days=1)).isoformat()
    return [_record(tuple(row)) for row in reader.connection.execute(statement, {"project": project, **values, **days})]


@dataclass(frozen=True, slots=True)
class Aside:
    """That a ticket is put aside: until which day, and the code of the reason."""

    until: date
    reason: str


def held_on(reader: Reader, project: int, tickets: Sequence[int], day: date) -> dict[int, Aside]:
    """Which of these tickets (ids) are put aside on a day."""
    statement = """SELECT ticket, until, reason FROM hold WHERE project = :project AND ticket IN :keys
        AND since <= :day AND :day < coalesce(resumed, until)"""
    rows = _by_keys(reader, statement, tickets, {"project": project, "day": day.isoformat()})
    return {key: Aside(date.fromisoformat(until), reason) for key, until, reason in rows}


def merged_into(reader: Reader, project: int, tickets: Sequence[int]) -> dict[int, str]:
    """Of these tickets (ids) the joined ones, with the number of the ticket that each was joined to."""
    statement = """SELECT merge.ticket, kept.code FROM merge
        JOIN ticket AS kept ON kept.project = merge.project AND kept.id = merge.target
        WHERE merge.project = :project AND merge.ticket IN :keys AND merge.undone_on IS NULL"""
    return dict(_by_keys(reader, statement, tickets, {"project": project}))


def _by_keys(reader: Reader, statement: str, keys: Sequence[int], values: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """The rows that a statement gives for keys, chunk by chunk; nothing is asked for no keys."""
    asked = text(statement).bindparams(bindparam("keys", expanding=True))
    for start in range(0, len(keys), CHUNK):
        rows = reader.connection.execute(asked, values | {"keys": keys[start : start + CHUNK]})
        yield from (tuple(row) for row in rows)


_ALIKE = """ticket.project = :project AND ticket.place = :place AND ticket.category = :category
    AND ticket.kind = :kind AND ticket.id <> :besides"""

# In the order of the index of places, so that the first one found is the answer, however many are open.
_OPEN_FAULT = f"SELECT id FROM ticket WHERE {_ALIKE} AND state NOT IN ('done', 'void') ORDER BY id LIMIT 1"  # noqa: S608 - words of our own

_CLOSED_FAULT = f"""SELECT ticket.id FROM ticket
    JOIN round ON round.project = ticket.project AND round.ticket = ticket.id AND round.round = ticket.round
    WHERE {_ALIKE} AND ticket.state = 'done' AND substr(round.verified, 1, 10) BETWEEN :since AND :day
    ORDER BY substr(round.verified, 1, 10) DESC, ticket.id DESC LIMIT 1"""  # noqa: S608 - likewise


def same_fault(reader: Reader, project: int, besides: int, since: date, day: date, **alike: Any) -> int | None:
    """The first open ticket of the same kind, place and category, else the one closed last in [since, day]."""
    same = {"project": project, "besides": besides, **alike}
    days = {"since": since.isoformat(), "day": day.isoformat()}
    open_one = next(raw(reader.connection, _OPEN_FAULT, same), None)
    found = open_one or next(raw(reader.connection, _CLOSED_FAULT, same | days), None)
    return int(found[0]) if found else None


_OPEN_KINDS = """WITH asked (kind) AS (VALUES ('hazard'), ('incident'), ('request'), ('cleaning'))
    SELECT kind FROM asked WHERE EXISTS (SELECT 1 FROM ticket
        WHERE ticket.project = :project AND ticket.kind = asked.kind
            AND ticket.state IN ('to_dispatch', 'to_accept', 'accepted', 'in_progress', 'to_verify'))"""


def open_kinds(reader: Reader, project: int) -> set[str]:
    """The kinds besides repairs of which any ticket is open."""
    return {kind for (kind,) in raw(reader.connection, _OPEN_KINDS, {"project": project})}


def any_ticket(reader: Reader, project: int) -> bool:
    """Whether a project has any ticket."""
    statement = "SELECT 1 FROM ticket WHERE project = :project LIMIT 1"
    return any(raw(reader.connection, statement, {"project": project}))


def round_records(reader: Reader, project: int, keys: Sequence[int]) -> list[TicketRecord]:
    """Give one record for each of these rounds, current or not, oldest first."""
    statement = f"{EVERY} AND round.id IN :keys"
    found = [_record(row) for row in _by_keys(reader, statement, keys, {"project": project})]
    return sorted(found, key=lambda record: (record.opened, record.id, record.round))


def _record(row: tuple[Any, ...]) -> TicketRecord:
    values = list(row)
    values[_DUE] = date.fromisoformat(values[_DUE])
    values[_STOPPED] = date.fromisoformat(values[_STOPPED]) if values[_STOPPED] else None
    return TicketRecord(*values)

"""What the ledger says of rounds as the rules of fines take it: limits, what stopped them, signatures, merges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from gridctl.domain.deadlines import counts_at
from gridctl.domain.fine_book import Book, FineKind
from gridctl.domain.fines import Court, RoundFacts, Verdict, judge_all, terms_on
from gridctl.domain.moments import Moment
from gridctl.regulation.tickets import ticket_kinds
from gridctl.services.signatures.holders import ENGINEERING_HEAD, holders
from gridctl.services.tickets.signed import signature
from gridctl.store.extension_reads import fines_confirmed, signed_extensions
from gridctl.store.fine_reads import rounds_by, unmet_rounds, voided_at
from gridctl.store.fines import FINE, FINE_MONTH
from gridctl.store.ticket_details import MERGE
from gridctl.store.tickets import TICKET

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gridctl.domain.extensions import Signature
    from gridctl.domain.tickets import Round
    from gridctl.services.desk import Desk, WritingDesk

Key = tuple[int, int]
"""A round by its ticket's id and its number."""


@dataclass(slots=True)
class _Known:
    """What was read for the rounds that are judged."""

    kinds: dict[int, str]
    signed: dict[Key, list[Signature]]
    confirmed: dict[Key, str]
    voided: dict[Key, str]
    merged: dict[int, int]


def the_book(desk: Desk) -> Book:
    """The fine book of the project."""
    entries = tuple(desk.reader.find(FINE, desk.pid))
    return Book(entries, frozenset(month.month for month in desk.reader.find(FINE_MONTH, desk.pid)))


def verdicts(desk: WritingDesk, book: Book) -> dict[int, Verdict]:
    """Judge every round whose limit has passed unmet by the clock since the project went live, and those in the book."""
    rows = _rounds(desk, book)
    known, merged = _known(desk, rows), _merged(desk, rows)
    known.merged = merged
    facts = [_facts(desk, row, known) for row in rows]
    court = Court(desk.clock_now, desk.project.live_from, lambda day: head_on(desk, day), desk.calendar())
    return judge_all(facts, court)


def head_on(desk: Desk, day: date) -> int | None:
    """Who was 工程维修部负责人 on a day; where several were, whoever came first."""
    return next(iter(holders(desk, (ENGINEERING_HEAD,), day)), None)


def fined_kinds() -> dict[str, str]:
    """The kinds whose overdue rounds are fined, each with the policy that says how much."""
    return {kind.code: kind.fine_policy for kind in ticket_kinds() if kind.fine_policy}


def _rounds(desk: WritingDesk, book: Book) -> list[Round]:
    """The rounds to judge: what is unmet or in the book, and all of the tickets that these are merged with."""
    kinds = tuple(fined_kinds())
    unmet = unmet_rounds(
        desk.reader, desk.pid, kinds, desk.project.live_from, desk.clock_now.date() - timedelta(days=1)
    )
    fined = {entry.round for entry in book.entries if entry.kind == FineKind.OVERDUE}
    rows = {row.id: row for row in rounds_by(desk.reader, desk.pid, "id", sorted({*unmet, *fined}))}
    tickets = {row.ticket for row in rows.values()}
    joined = {merge.ticket: merge.target for merge in desk.reader.find(MERGE, desk.pid) if merge.undone_on is None}
    while more := {t for pair in joined.items() if tickets & set(pair) for t in pair} - tickets:
        tickets |= more
    beside = {ticket for pair in joined.items() if tickets & set(pair) for ticket in pair}
    rows |= {row.id: row for row in rounds_by(desk.reader, desk.pid, "ticket", sorted(beside))}
    return list(rows.values())


def _known(desk: Desk, rows: Sequence[Round]) -> _Known:
    tickets = sorted({row.ticket for row in rows})
    signed: dict[Key, list[Signature]] = {}
    for one in signed_extensions(desk.reader, desk.pid, tickets):
        signed.setdefault((one.ticket, one.round), []).append(signature(desk, one.until, one.signed_at))
    kinds: dict[int, str] = {}
    for start in range(0, len(tickets), 10_000):
        chunk = tickets[start : start + 10_000]
        kinds |= {ticket.id: ticket.kind for ticket in desk.reader.find(TICKET, desk.pid, TICKET.c["id"].in_(chunk))}
    voided = voided_at(desk.reader, desk.pid, sorted({row.ticket for row in rows if row.voided}))
    return _Known(kinds, signed, fines_confirmed(desk.reader, desk.pid, tickets), voided, {})


def _merged(desk: Desk, rows: Sequence[Round]) -> dict[int, int]:
    """By the round that ended when its ticket was merged, the round of the kept ticket that was open then."""
    by_ticket: dict[int, list[Round]] = {}
    for row in sorted(rows, key=lambda row: row.round):
        by_ticket.setdefault(row.ticket, []).append(row)
    into: dict[int, int] = {}
    for merge in desk.reader.find(MERGE, desk.pid):
        kept = [row for row in by_ticket.get(merge.target, ()) if row.opened[:10] <= merge.merged_on.isoformat()]
        if merge.undone_on is None and kept and merge.ticket in by_ticket:
            into[by_ticket[merge.ticket][-1].id] = kept[-1].id
    return into


def _facts(desk: Desk, row: Round, known: _Known) -> RoundFacts:
    key = row.ticket, row.round
    opened = Moment.parse_stored(row.opened)
    policy = fined_kinds().get(known.kinds[row.ticket], "fine_overdue_fen")
    merged_into = known.merged.get(row.id)
    confirmed = known.confirmed.get(key)
    return RoundFacts(
        round=row.id,
        ticket=row.ticket,
        opened=opened,
        due=Moment(row.due),
        terms=terms_on(desk.policies, opened.day, policy),
        stopped=Moment(row.finished_counts) if row.finished_counts else None,
        voided=None if merged_into else _voided(desk, row, known.voided.get(key, "")),
        signatures=tuple(known.signed.get(key, ())),
        merged_into=merged_into,
        confirmed=desk.local(confirmed) if confirmed else None,
    )


def _voided(desk: Desk, row: Round, recorded: str) -> Moment | None:
    """When a voiding counts: when it was done or, entered after the grace, when it was entered."""
    if not row.voided or not recorded:
        return None
    at = Moment.parse_stored(row.voided)
    grace = desk.policy("late_entry_grace", at.day)
    return counts_at(at, desk.local(recorded), grace, desk.project.live_from, desk.calendar())

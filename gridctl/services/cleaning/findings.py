"""The findings of a week's cleaning inspections: what was found in it, and what they took up again or accepted."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridctl.domain.cleaning import Finding
from gridctl.domain.money import yuan
from gridctl.domain.privacy import mask_free_text
from gridctl.services.cleaning.faults import KIND
from gridctl.services.tickets.chains import parts
from gridctl.services.tickets.signed import signed_limits
from gridctl.store.contractor_reads import outside_of
from gridctl.store.ticket_reads import round_records
from gridctl.store.tickets import ROUND

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gridctl.domain.inspections import Inspection, InspectionTicket
    from gridctl.domain.tickets import Round
    from gridctl.domain.weeks import Week
    from gridctl.services.desk import Desk
    from gridctl.store.ticket_reads import TicketRecord


def findings_of(desk: Desk, week: Week, links: Sequence[tuple[Inspection, InspectionTicket]]) -> list[Finding]:
    """Cleaning tickets opened in a week, and tickets of any kind that its inspections dealt with, oldest first.

    Each as the round of that time has it; one that was voided or joined to another is none.
    """
    opened, taken = {row.id for row in _opened(desk, week)}, set(_taken_up(desk, links))
    records = [
        record
        for row, record in _with_keys(desk, opened | taken)
        if not record.voided and (record.kind == KIND or row in taken)
    ]
    outside = outside_of(desk.reader, desk.pid, [record.number for record in records])
    signed = signed_limits(desk, [(record.id, record) for record in records])
    found = []
    for record in records:
        limit, told = signed.get((record.id, record.round)), outside[record.number]
        found.append(_finding(record, told.contractor, limit.due if limit else record.due, told.deducted))
    return found


def _opened(desk: Desk, week: Week) -> list[Round]:
    """The rounds that were opened in a week."""
    opened = ROUND.c["opened"]
    until = (week.last + timedelta(days=1)).isoformat()
    return desk.reader.find(ROUND, desk.pid, opened >= week.first.isoformat(), opened < until)


def _taken_up(desk: Desk, links: Iterable[tuple[Inspection, InspectionTicket]]) -> Iterable[int]:
    """The rounds that were open, by their day, when an inspection dealt with their ticket."""
    days = [(link.ticket, inspection.day.isoformat()) for inspection, link in links]
    keys = sorted({ticket for ticket, _ in days})
    rows = [row for part in parts(keys) for row in desk.reader.find(ROUND, desk.pid, ROUND.c["ticket"].in_(part))]
    for ticket, day in days:
        begun = [row for row in rows if row.ticket == ticket and row.opened[:10] <= day]
        if begun:
            yield max(begun, key=lambda row: row.round).id


def _with_keys(desk: Desk, keys: set[int]) -> list[tuple[int, TicketRecord]]:
    """Rounds by id with their records, oldest first."""
    rows = [row for part in parts(sorted(keys)) for row in desk.reader.find(ROUND, desk.pid, ROUND.c["id"].in_(part))]
    known = {(row.ticket, row.round): row.id for row in rows}
    return [(known[one.id, one.round], one) for one in round_records(desk.reader, desk.pid, sorted(keys))]


def _finding(record: TicketRecord, contractor: str, due: date, deducted: int) -> Finding:
    return Finding(
        number=record.number,
        day=date.fromisoformat(record.opened[:10]),
        place=record.place,
        problem=mask_free_text(record.problem),
        contractor=record.executor or contractor,
        due=due,
        mended=record.finished,
        accepted=record.verified,
        verifier=record.verifier,
        sent_back=record.rejections,
        deducted=yuan(deducted) if deducted else "",
    )

"""The rounds that were opened in some days, as the indicators see them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridctl.domain.extensions import Signature, extended
from gridctl.domain.indicators import Case
from gridctl.domain.moments import Moment
from gridctl.store.extension_reads import fines_confirmed
from gridctl.store.indicators import case_records, faults_before, signed_extensions

if TYPE_CHECKING:
    from gridctl.services.desk import Desk
    from gridctl.store.indicators import CaseRecord

_DAY = timedelta(days=1)
_MINUTES_A_DAY = 24 * 60
Key = tuple[int, int]  # of a round: its ticket, and its number


@dataclass(frozen=True, slots=True)
class _Signed:
    """What was signed for rounds, and when (UTC) the fines were confirmed after which no signature counts."""

    signatures: dict[Key, list[Signature]]
    confirmed: dict[Key, str]


def cases(desk: Desk, first: date, last: date, kind: str = "") -> list[Case]:
    """The rounds opened on these days, both included, of a kind of ticket or of all."""
    until = last + _DAY
    records = sorted(case_records(desk.reader, desk.pid, first, until, kind), key=_order)
    repeated, signed = _repeated(desk, first, records), _signed(desk, first, until)
    return [_case(desk, record, signed, repeat=record.ticket in repeated) for record in records]


def _order(record: CaseRecord) -> tuple[str, int, int]:
    return record.opened, record.ticket, record.round


def _case(desk: Desk, record: CaseRecord, signed: _Signed, *, repeat: bool) -> Case:
    opened = Moment.parse_stored(record.opened)
    stopped = record.finish_met or record.finished_counts
    return Case(
        kind=record.kind,
        category=record.category,
        opened=opened,
        due=_due(desk, record, opened, signed),
        stopped=Moment.parse_stored(stopped) if stopped else None,
        closed=bool(record.verified),
        voided=bool(record.voided),
        superseded=not record.verified and record.round < record.rounds,
        round=record.round,
        rejections=record.rejections,
        respond_due=Moment.parse_stored(record.respond_due) if record.respond_due else None,
        responded=Moment.parse_stored(record.responded) if record.responded else None,
        satisfaction=record.satisfaction,
        urged=record.urged,
        repeat=repeat and record.round == 1,
        grid=record.grid,
        executor=record.executor,
        minutes=_minutes(opened, record.responded or record.accepted),
        days=(Moment.parse_stored(record.finished).day - opened.day).days if record.finished else None,
    )


def _due(desk: Desk, record: CaseRecord, opened: Moment, signed: _Signed) -> Moment:
    """The limit of a round with the signatures that count."""
    due, key = Moment.parse_stored(record.finish_due or record.due), (record.ticket, record.round)
    if key not in signed.signatures:
        return due
    confirmed = desk.local(signed.confirmed[key]) if key in signed.confirmed else None
    after_expiry = desk.policy("extension_after_expiry", opened.day)
    return extended(due, signed.signatures[key], after_expiry=after_expiry, confirmed=confirmed).due


def _signed(desk: Desk, first: date, until: date) -> _Signed:
    found: dict[Key, list[Signature]] = defaultdict(list)
    for ticket, number, day, at in signed_extensions(desk.reader, desk.pid, first, until):
        found[ticket, number].append(Signature(date.fromisoformat(day), desk.local(at)))
    tickets = list({ticket for ticket, _ in found})
    return _Signed(found, fines_confirmed(desk.reader, desk.pid, tickets) if tickets else {})


def _repeated(desk: Desk, first: date, records: list[CaseRecord]) -> set[int]:
    """The tickets of whose kind and category there was another at their place within the policy's days before."""
    longest = max((desk.policy("same_fault_days", first), desk.policy("same_fault_days", desk.today)))
    before = sorted(
        faults_before(desk.reader, desk.pid, first - longest * _DAY, first), key=lambda row: (row[3], row[4])
    )
    last = {(kind, category, place): opened for kind, category, place, opened, _ in before}
    repeated = set()
    for record in records:
        if record.round > 1 or record.voided:
            continue
        key, day = (record.kind, record.category, record.place), date.fromisoformat(record.opened[:10])
        earlier = last.get(key)
        if earlier and (day - date.fromisoformat(earlier[:10])).days <= desk.policy("same_fault_days", day):
            repeated.add(record.ticket)
        last[key] = record.opened
    return repeated


def _minutes(opened: Moment, answered: str) -> int | None:
    """How long the first answer took, where both are known to the minute."""
    then = Moment.parse_stored(answered) if answered else None
    if then is None or then.minute is None or opened.minute is None:
        return None
    return (then.day - opened.day).days * _MINUTES_A_DAY + then.minute - opened.minute

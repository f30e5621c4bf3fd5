"""The reception register as it is looked at: masked, unless it is asked with a reason to see it in full (H10, H6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from gridctl.domain.privacy import mask_free_text, mask_name, mask_phone
from gridctl.regulation.office import reception_kind, reception_kinds
from gridctl.services.places.finding import place_name
from gridctl.store.estates import PLACE
from gridctl.store.receptions import RECEPTION
from gridctl.store.staff import STAFF, find_staff
from gridctl.store.tickets import TICKET

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gridctl.domain.receptions import Reception
    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Asked:
    """Which lines are wanted, as typed; `waiting`: only those not answered and no ticket."""

    since: date | None = None
    until: date | None = None
    kind: str = ""
    staff: str = ""
    waiting: bool = False


@dataclass(frozen=True, slots=True)
class ReceptionLine:
    """A line of the register; times are moments as stored, `staff` who received it and `passed_to` whom it went to."""

    number: int
    at: str
    kind: str
    kind_name: str
    caller: str
    phone: str
    place: str
    what: str
    received_by: str
    passed_to: str
    ticket: str
    answer: str
    answered: str


def find_receptions(desk: Desk, asked: Asked, *, full: bool = False) -> list[ReceptionLine]:
    """The lines that are asked for, oldest first."""
    at = RECEPTION.c["at"]
    conditions: list[Any] = [at >= asked.since.isoformat()] if asked.since else []
    if asked.until:
        conditions.append(at < (asked.until + timedelta(days=1)).isoformat())
    if asked.kind:
        conditions.append(RECEPTION.c["kind"] == reception_kind(asked.kind).code)
    if asked.waiting:
        conditions += [RECEPTION.c["answered"] == "", RECEPTION.c["ticket"].is_(None)]
    if asked.staff:
        who = find_staff(desk.reader, desk.pid, asked.staff).id
        conditions.append((RECEPTION.c["received_by"] == who) | (RECEPTION.c["passed_to"] == who))
    return reception_lines(desk, desk.reader.find(RECEPTION, desk.pid, *conditions, order="at"), full=full)


def reception_lines(desk: Desk, rows: Iterable[Reception], *, full: bool = False) -> list[ReceptionLine]:
    """Lines of the register in words, masked unless `full`."""
    rows = list(rows)
    staff = {person.id: person.name for person in desk.reader.find(STAFF, desk.pid)}
    kinds = {kind.code: kind.name for kind in reception_kinds()}
    places, codes = _places(desk, rows), _codes(desk, rows)
    show = str if full else mask_free_text
    return [
        ReceptionLine(
            number=row.id,
            at=row.at,
            kind=row.kind,
            kind_name=kinds.get(row.kind, row.kind),
            caller=row.caller if full else mask_name(row.caller),
            phone=row.phone if full else mask_phone(row.phone),
            place=places.get(row.place or 0, ""),
            what=show(row.what),
            received_by=staff.get(row.received_by or 0, ""),
            passed_to=staff.get(row.passed_to or 0, ""),
            ticket=codes.get(row.ticket or 0, ""),
            answer=show(row.answer),
            answered=row.answered,
        )
        for row in rows
    ]


def _places(desk: Desk, rows: list[Reception]) -> dict[int, str]:
    keys = {row.place for row in rows if row.place is not None}
    places = desk.reader.find(PLACE, desk.pid, PLACE.c["id"].in_(keys)) if keys else []
    return {place.id: place_name(desk, place) for place in places}


def _codes(desk: Desk, rows: list[Reception]) -> dict[int, str]:
    keys = {row.ticket for row in rows if row.ticket is not None}
    tickets = desk.reader.find(TICKET, desk.pid, TICKET.c["id"].in_(keys)) if keys else []
    return {ticket.id: ticket.code for ticket in tickets}

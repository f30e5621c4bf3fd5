"""Findings and decisions as they are listed, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from gridctl.domain.money import yuan
from gridctl.domain.privacy import mask_free_text
from gridctl.domain.supervisions import FindingState
from gridctl.services.grids.finding import find_grid
from gridctl.services.places.finding import place_name
from gridctl.store.estates import PLACE
from gridctl.store.grids import GRID
from gridctl.store.staff import STAFF, find_staff
from gridctl.store.supervisions import MERIT, SUPERVISION
from gridctl.store.tickets import TICKET

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gridctl.domain.supervisions import Merit, Supervision
    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Asked:
    """Which records are wanted, as typed; only what is not yet checked and passed, unless `everything`."""

    staff: str = ""
    grid: str = ""
    since: date | None = None
    until: date | None = None
    overdue: bool = False
    everything: bool = False


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding in a list; `overdue_days` is null unless the limit has passed and it is not mended."""

    number: int
    found_on: date
    found_by: str
    what: str
    place: str
    grid: str
    answerable: str
    due: date
    state: str
    overdue_days: int | None
    mended_on: date | None
    measures: str
    checked_by: str
    checked_on: date | None


def find_findings(desk: Desk, asked: Asked) -> list[FindingLine]:
    """The findings that are asked for, oldest first."""
    conditions = _between(SUPERVISION.c["found_on"], asked)
    if asked.staff:
        conditions.append(SUPERVISION.c["answerable"] == find_staff(desk.reader, desk.pid, asked.staff).id)
    if asked.grid:
        conditions.append(SUPERVISION.c["grid"] == find_grid(desk, asked.grid).id)
    if not asked.everything:
        conditions.append(SUPERVISION.c["passed"].is_distinct_from(1))
    rows = desk.reader.find(SUPERVISION, desk.pid, *conditions, order="found_on")
    lines = finding_lines(desk, rows)
    return [line for line in lines if line.overdue_days] if asked.overdue else lines


def finding_lines(desk: Desk, rows: Iterable[Supervision]) -> list[FindingLine]:
    """Findings in words, as they stand today."""
    rows = list(rows)
    staff = {person.id: person.name for person in desk.reader.find(STAFF, desk.pid)}
    grids = {grid.id: grid.name for grid in desk.reader.find(GRID, desk.pid)}
    keys = {row.place for row in rows if row.place is not None}
    places = desk.reader.find(PLACE, desk.pid, PLACE.c["id"].in_(keys)) if keys else []
    names = {place.id: place_name(desk, place) for place in places}
    return [
        FindingLine(
            number=row.id,
            found_on=row.found_on,
            found_by=staff.get(row.found_by or 0, ""),
            what=mask_free_text(row.what),
            place=names.get(row.place or 0, ""),
            grid=grids.get(row.grid or 0, ""),
            answerable=staff.get(row.answerable or 0, ""),
            due=row.due,
            state=FindingState.of(row).value,
            overdue_days=row.overdue_days(desk.today) or None,
            mended_on=row.mended_on,
            measures=mask_free_text(row.measures),
            checked_by=staff.get(row.checked_by or 0, ""),
            checked_on=row.checked_on,
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class MeritLine:
    """Somebody held to account or commended; `amount_fen` is 0 where no money goes with it, `amount` is it in yuan."""

    number: int
    kind: str
    staff: str
    name: str
    decided_on: date
    decided_by: str
    reason: str
    amount_fen: int
    amount: str
    finding: int | None
    ticket: str


def find_merits(desk: Desk, asked: Asked, kind: str = "") -> list[MeritLine]:
    """The decisions that are asked for, oldest first."""
    conditions = _between(MERIT.c["decided_on"], asked)
    if asked.staff:
        conditions.append(MERIT.c["staff"] == find_staff(desk.reader, desk.pid, asked.staff).id)
    if kind:
        conditions.append(MERIT.c["kind"] == kind)
    return merit_lines(desk, desk.reader.find(MERIT, desk.pid, *conditions, order="decided_on"))


def merit_lines(desk: Desk, rows: Iterable[Merit]) -> list[MeritLine]:
    """Decisions in words."""
    rows = list(rows)
    staff = {person.id: person for person in desk.reader.find(STAFF, desk.pid)}
    keys = {row.ticket for row in rows if row.ticket is not None}
    tickets = desk.reader.find(TICKET, desk.pid, TICKET.c["id"].in_(keys)) if keys else []
    codes = {ticket.id: ticket.code for ticket in tickets}
    return [
        MeritLine(
            number=row.id,
            kind=row.kind,
            staff=staff[row.staff].number,
            name=staff[row.staff].name,
            decided_on=row.decided_on,
            decided_by=staff[row.decided_by].name if row.decided_by is not None else "",
            reason=mask_free_text(row.reason),
            amount_fen=row.amount_fen,
            amount=yuan(row.amount_fen) if row.amount_fen else "",
            finding=row.supervision,
            ticket=codes.get(row.ticket or 0, ""),
        )
        for row in rows
    ]


def _between(column: Any, asked: Asked) -> list[Any]:
    first = [column >= asked.since] if asked.since else []
    return [*first, *([column <= asked.until] if asked.until else [])]

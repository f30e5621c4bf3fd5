"""Inspections in words, one a line, with the numbers of the tickets that came of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from gridctl.domain.inspections import read_answers
from gridctl.domain.privacy import mask_free_text
from gridctl.services.checklists.finding import all_versions, versions_of
from gridctl.services.estates.houses import Houses
from gridctl.services.grids.finding import find_grid
from gridctl.services.grids.ground import building_meant
from gridctl.services.inspections.grounds import ground_names, ground_of
from gridctl.services.places.finding import find_place_id
from gridctl.services.tickets.chains import parts
from gridctl.store.inspections import INSPECTION, INSPECTION_TICKET
from gridctl.store.staff import STAFF, find_staff
from gridctl.store.tickets import TICKET

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gridctl.domain.inspections import Inspection, InspectionTicket
    from gridctl.domain.tickets import Ticket
    from gridctl.services.checklists.finding import Version
    from gridctl.services.desk import Desk

UNDER_WAY, DONE = "under_way", "done"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which inspections are wanted, as typed; days are inclusive."""

    list: str = ""
    grid: str = ""
    building: str = ""
    place: str = ""
    staff: str = ""
    since: date | None = None
    until: date | None = None
    abnormal: bool = False
    under_way: bool = False


@dataclass(frozen=True, slots=True)
class InspectionLine:
    """An inspection in a list; times are moments as stored, `answered` of `points`, `tickets` the numbers that came of it.

    `left_out` names the points that were not looked at.
    """

    number: int
    day: date
    started: str
    finished: str
    list: str
    list_name: str
    ground: str
    inspector: str
    partner: str
    points: int
    answered: int
    left_out: tuple[str, ...]
    abnormal: int
    tickets: tuple[str, ...]
    state: str
    note: str
    recorded: datetime


def find_inspections(desk: Desk, asked: Asked) -> list[InspectionLine]:
    """The inspections that are asked for, oldest first."""
    column = INSPECTION.c
    conditions: list[Any] = [column["day"] >= asked.since] if asked.since else []
    conditions += [column["day"] <= asked.until] if asked.until else []
    conditions += [column["abnormal"] > 0] if asked.abnormal else []
    conditions += [column["finished"] == ""] if asked.under_way else []
    if asked.list:
        conditions.append(column["checklist"].in_([one.row.id for one in versions_of(desk, asked.list)]))
    if asked.grid:
        conditions.append(column["grid"] == find_grid(desk, asked.grid).id)
    if asked.building:
        conditions.append(column["building"] == building_meant(desk, Houses.of(desk), asked.building))
    if asked.place:
        conditions.append(column["place"] == find_place_id(desk, asked.place))
    if asked.staff:
        person = find_staff(desk.reader, desk.pid, asked.staff).id
        conditions.append((column["inspector"] == person) | (column["partner"] == person))
    return inspection_lines(desk, desk.reader.find(INSPECTION, desk.pid, *conditions, order="started"))


def inspection_lines(desk: Desk, rows: Iterable[Inspection]) -> list[InspectionLine]:
    """Inspections in words."""
    rows = list(rows)
    versions = {one.row.id: one for one in all_versions(desk)}
    grounds = ground_names(desk, map(ground_of, rows))
    staff = {person.id: person.name for person in desk.reader.find(STAFF, desk.pid)}
    codes = _codes_by_inspection(desk, [row.id for row in rows])
    return [
        _line(desk, row, versions[row.checklist], grounds[ground_of(row)], staff, codes.get(row.id, ())) for row in rows
    ]


def _line(
    desk: Desk, row: Inspection, version: Version, ground: str, staff: dict[int, str], codes: Sequence[str]
) -> InspectionLine:
    answers = read_answers(row.answers)
    return InspectionLine(
        number=row.id,
        day=row.day,
        started=row.started,
        finished=row.finished,
        list=version.row.code,
        list_name=version.name,
        ground=ground,
        inspector=staff.get(row.inspector, ""),
        partner=staff.get(row.partner or 0, ""),
        points=len(version.points),
        answered=len(answers),
        left_out=tuple(point.name for code, point in version.points.items() if code not in answers),
        abnormal=row.abnormal,
        tickets=tuple(codes),
        state=DONE if row.finished else UNDER_WAY,
        note=mask_free_text(row.note),
        recorded=desk.local(row.recorded_at),
    )


def _codes_by_inspection(desk: Desk, keys: Sequence[int]) -> dict[int, list[str]]:
    """The numbers of the tickets that came of inspections, each once."""
    links = [link for part in parts(keys) for link in links_of(desk, part)]
    tickets = {link.ticket for link in links}
    known = {one.id: one.code for part in parts(sorted(tickets)) for one in tickets_of(desk, part)}
    found: dict[int, list[str]] = {}
    for link in links:
        codes = found.setdefault(link.inspection, [])
        codes += [known[link.ticket]] if known[link.ticket] not in codes else []
    return found


def links_of(desk: Desk, keys: Sequence[int]) -> list[InspectionTicket]:
    """What inspections (by id) did with tickets."""
    return desk.reader.find(INSPECTION_TICKET, desk.pid, INSPECTION_TICKET.c["inspection"].in_(keys))


def tickets_of(desk: Desk, keys: Sequence[int]) -> list[Ticket]:
    """The tickets of these ids."""
    return desk.reader.find(TICKET, desk.pid, TICKET.c["id"].in_(keys))

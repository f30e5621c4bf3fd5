"""Equipment as it is listed and shown: in whose hands it is, since when, due back when."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.privacy import mask_free_text, mask_name
from gridctl.domain.text import code_order
from gridctl.regulation.staffing import equipment_kind
from gridctl.services.equipment.register import custody_of
from gridctl.store.equipment import CUSTODY, EQUIPMENT
from gridctl.store.staff import STAFF, find_staff

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gridctl.domain.equipment import Custody, Equipment
    from gridctl.domain.staff import Staff
    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which things are wanted, as typed; without those retired, unless `everything`."""

    staff: str = ""
    kind: str = ""
    out: bool = False
    lent: bool = False
    overdue: bool = False
    everything: bool = False


@dataclass(frozen=True, slots=True)
class EquipmentLine:
    """A thing in a list; `state` is in, out, broken, lost or retired; who has it stands in `holder` (masked if from outside).

    `overdue_days` is null unless it is out beyond the day it was due.
    """

    number: str
    name: str
    kind: str
    state: str
    holder_number: str
    holder: str
    lent: bool
    handed_on: date | None
    due_on: date | None
    overdue_days: int | None
    retired_on: date | None
    remark: str


@dataclass(frozen=True, slots=True)
class CustodyLine:
    """In whose hands a thing was from a day to a day; `condition` is "" until it is back."""

    holder_number: str
    holder: str
    lent: bool
    handed_on: date
    due_on: date | None
    returned_on: date | None
    condition: str
    note: str


@dataclass(frozen=True, slots=True)
class EquipmentCard(EquipmentLine):
    """A thing with everybody who ever had it, oldest first."""

    custody: tuple[CustodyLine, ...]


def find_things(desk: Desk, wanted: Wanted, *, full: bool = False) -> list[EquipmentLine]:
    """The equipment that is asked for, in the order of its numbers; borrowers' names masked unless `full`."""
    kind = equipment_kind(wanted.kind).code if wanted.kind else ""
    number = find_staff(desk.reader, desk.pid, wanted.staff).number if wanted.staff else ""
    things = [row for row in desk.reader.find(EQUIPMENT, desk.pid) if not kind or row.kind == kind]
    return [
        line
        for line in equipment_lines(desk, sorted(things, key=lambda row: code_order(row.number)), full=full)
        if (wanted.everything or line.retired_on is None)
        and (not number or line.holder_number == number)
        and (not wanted.out or line.state == "out")
        and (not wanted.lent or line.lent)
        and (not wanted.overdue or line.overdue_days)
    ]


def equipment_lines(desk: Desk, things: Iterable[Equipment], *, full: bool = False) -> list[EquipmentLine]:
    """Equipment in words, as it stands today."""
    staff = {person.id: person for person in desk.reader.find(STAFF, desk.pid)}
    custody: dict[int, list[Custody]] = defaultdict(list)
    for row in desk.reader.find(CUSTODY, desk.pid, order="id"):
        custody[row.equipment].append(row)
    return [_line(desk, thing, custody[thing.id], staff, full=full) for thing in things]


def equipment_card(desk: Desk, thing: Equipment, *, full: bool = False) -> EquipmentCard:
    """Everything about one thing."""
    [line] = equipment_lines(desk, [thing], full=full)
    staff = {person.id: person for person in desk.reader.find(STAFF, desk.pid)}
    known = {name: getattr(line, name) for name in EquipmentLine.__slots__}
    return EquipmentCard(**known, custody=tuple(_custody(row, staff, full=full) for row in custody_of(desk, thing)))


def _line(
    desk: Desk, thing: Equipment, custody: Sequence[Custody], staff: dict[int, Staff], *, full: bool
) -> EquipmentLine:
    last = custody[-1] if custody else None
    held = last if last and last.returned_on is None else None
    number, name = _holder(held, staff, full=full) if held else ("", "")
    late = (desk.today - held.due_on).days if held and held.due_on else 0
    return EquipmentLine(
        number=thing.number,
        name=thing.name,
        kind=thing.kind,
        state=_state(thing, last),
        holder_number=number,
        holder=name,
        lent=bool(held and held.staff is None),
        handed_on=held.handed_on if held else None,
        due_on=held.due_on if held else None,
        overdue_days=late if late > 0 else None,
        retired_on=thing.retired_on,
        remark=thing.remark if full else mask_free_text(thing.remark),
    )


def _state(thing: Equipment, last: Custody | None) -> str:
    if thing.retired_on:
        return "retired"
    if last is None or last.condition == "good":
        return "in"
    return last.condition or "out"


def _custody(row: Custody, staff: dict[int, Staff], *, full: bool) -> CustodyLine:
    number, name = _holder(row, staff, full=full)
    return CustodyLine(
        number,
        name,
        row.staff is None,
        row.handed_on,
        row.due_on,
        row.returned_on,
        row.condition,
        row.note if full else mask_free_text(row.note),
    )


def _holder(row: Custody, staff: dict[int, Staff], *, full: bool) -> tuple[str, str]:
    """Who has a thing: 工号 and name, or the name of who borrowed it."""
    if row.staff is not None:
        return staff[row.staff].number, staff[row.staff].name
    return "", row.borrower if full else mask_name(row.borrower)

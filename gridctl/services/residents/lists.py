"""Residents as they are looked at: masked, unless it is asked with a reason to see them in full (H6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.privacy import mask_free_text, mask_id, mask_name, mask_phone
from gridctl.domain.text import clean
from gridctl.errors import UsageError
from gridctl.regulation.estates import resident_role_from_text, resident_roles
from gridctl.services.estates.houses import Houses, find_building
from gridctl.store.resident_reads import resident_records

if TYPE_CHECKING:
    from gridctl.services.desk import Desk, WritingDesk
    from gridctl.store.resident_reads import ResidentRecord


@dataclass(frozen=True, slots=True)
class Asked:
    """Which residents are wanted: `building`, `grid`, `name` and `role` as they were typed, `place` a room's id."""

    building: str = ""
    grid: str = ""
    name: str = ""
    role: str = ""
    place: int | None = None


@dataclass(frozen=True, slots=True)
class ResidentLine:
    """A person of a household; `role` is a code, days are ISO text."""

    household: str
    name: str
    role: str
    phone: str
    id_number: str
    sex: str
    moved_in: str | None
    moved_out: str | None
    grid: str | None
    remark: str


def find_residents(desk: Desk, asked: Asked, *, full: bool = False) -> list[ResidentLine]:
    """List residents household by household, masked unless `full`."""
    houses = Houses.of(desk)
    records = resident_records(
        desk.reader,
        desk.pid,
        desk.today,
        place=asked.place,
        building=find_building(desk, "", asked.building, houses).id if asked.building else None,
        grid=_grid(desk, asked.grid) if asked.grid else None,
        name=clean(asked.name) or None,
        role=_role(asked.role) if asked.role else None,
    )
    show = _in_full if full else _masked
    return [show(houses.unit_name(one.unit) + one.room, one) for one in records]


def _in_full(household: str, one: ResidentRecord) -> ResidentLine:
    return _line(household, one, one.name, one.phone, one.id_number, one.remark)


def _masked(household: str, one: ResidentRecord) -> ResidentLine:
    """Hide what only an explicit request may show."""
    remark = mask_free_text(one.remark)
    return _line(household, one, mask_name(one.name), mask_phone(one.phone), mask_id(one.id_number), remark)


def _line(household: str, one: ResidentRecord, name: str, phone: str, id_number: str, remark: str) -> ResidentLine:
    return ResidentLine(
        household=household,
        name=name,
        role=one.role,
        phone=phone,
        id_number=id_number,
        sex=one.sex,
        moved_in=one.moved_in,
        moved_out=one.moved_out,
        grid=one.grid,
        remark=remark,
    )


def require_reason(reason: str) -> None:
    """Refuse to show personal data in full without a reason (H6)."""
    if not clean(reason):
        raise UsageError("不隐去个人信息要说明原因", "加上 --reason，例如 --reason 消防疏散联系住户")


def note_disclosure(desk: WritingDesk) -> None:
    """Make the journal keep that somebody looks, though no row changes; the words of the act say at what and why."""
    desk.tx.entry_number(desk.pid)


def _grid(desk: Desk, text: str) -> int:
    from gridctl.services.grids.finding import find_grid  # noqa: PLC0415 - tables load with their noun

    return find_grid(desk, text).id


def _role(text: str) -> str:
    word = resident_role_from_text(text)
    if word is None:
        raise UsageError(f"不认识“{text}”这种住户", f"可以写 {'、'.join(each.name for each in resident_roles())}")
    return word.code

"""People as they are typed for a meeting: staff by 工号, name or letters, others as 姓名:身份; several in one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.text import clean, fold
from gridctl.errors import NotFoundError, UsageError
from gridctl.regulation.meetings import capacity
from gridctl.services.attendances.register import Guest, names_in, outside_guest
from gridctl.store.attendances import ATTENDANCE
from gridctl.store.staff import STAFF, find_staff

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gridctl.domain.staff import Staff
    from gridctl.services.desk import Desk

_OUTSIDER = "不是本项目人员的，写 姓名:身份，例如 刘志远:居民代表"


def people_meant(desk: Desk, texts: Iterable[str]) -> list[Guest]:
    """Everybody who is named in some texts, in order."""
    return [person_meant(desk, name) for name in names_in(texts)]


def person_meant(desk: Desk, text: str) -> Guest:
    """One person: of the staff, somebody who attended before by his name, or `姓名:身份` for anybody else.

    NotFoundError where a name alone is nobody's, UsageError where one of the two parts is empty.
    """
    name, colon, role = (clean(part) for part in fold(text).partition(":"))
    if colon and not (name and role):
        raise UsageError(f"“{clean(text)}”没有写全", _OUTSIDER)
    own = _own(desk, name)
    if colon:
        return _with_role(desk, name, role, own)
    if own:
        return Guest(find_staff(desk.reader, desk.pid, name).id)
    if before := _before(desk, name):
        return before
    try:
        return Guest(find_staff(desk.reader, desk.pid, name).id)
    except NotFoundError as error:
        raise NotFoundError(error.message, _OUTSIDER) from None


def convener_meant(desk: Desk, text: str) -> Guest:
    """Who convenes: a person, or the name of an organisation that does (网格组织)."""
    known = capacity(text)
    if known and known.body:
        return outside_guest(known.name, known.name)
    guest = person_meant(desk, text)
    return guest if guest.capacity or guest.staff is None else Guest(guest.staff, "", _role_before(desk, guest.staff))


def is_body(guest: Guest) -> bool:
    """Whether it is an organisation, not a person."""
    known = capacity(guest.capacity)
    return bool(known and known.body and guest.person == known.name)


def role_code(guest: Guest) -> str:
    """The code of the capacity, "" where it is none of the regulations'."""
    known = capacity(guest.capacity) if guest.capacity else None
    return known.code if known else ""


def is_private(role: str) -> bool:
    """Whether a name is personal data: that of a resident, and of anybody whose capacity is not one of the regulations'."""
    known = capacity(role)
    return known is None or known.resident


def _with_role(desk: Desk, name: str, role: str, own: list[Staff]) -> Guest:
    known = capacity(role)
    title = known.name if known else role
    if not own:
        return outside_guest(name, title)
    person = find_staff(desk.reader, desk.pid, name)
    if person.name == name and _role_before(desk, person.id) != title:
        desk.notices.append(
            f"{name}按花名册里的 {person.number} 登记；是同名的另一个人，姓名后加注，如 {name}（业主）:{role}"
        )
    return Guest(person.id, "", title)


def _own(desk: Desk, name: str) -> list[Staff]:
    """The staff of exactly this 工号 or name."""
    number, called = STAFF.c["number"], STAFF.c["name"]
    return desk.reader.find(STAFF, desk.pid, number.in_([name, name.upper(), name.lower()]) | (called == name))


def _before(desk: Desk, name: str) -> Guest | None:
    """Somebody who is not of the staff and attended before, as what he did so last."""
    rows = desk.reader.alike(ATTENDANCE, desk.pid, person=name) if name else []
    return Guest(None, name, rows[-1].capacity) if rows else None


def _role_before(desk: Desk, staff: int) -> str:
    """What a member of staff attended as, the last time that it was said."""
    rows = desk.reader.alike(ATTENDANCE, desk.pid, staff=staff)
    return next((row.capacity for row in reversed(rows) if row.capacity), "")

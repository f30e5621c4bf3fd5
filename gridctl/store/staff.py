"""Staff of a project, and finding one of them by what a clerk writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Column, Text

from gridctl.domain.staff import Staff
from gridctl.domain.text import clean, fold
from gridctl.errors import AmbiguousError, NotFoundError
from gridctl.store.schema import Day, Ledgered, unique

if TYPE_CHECKING:
    from gridctl.domain.initials import Known
    from gridctl.store.snapshots import Reader

_CHOICES = 20

STAFF = Ledgered(
    "staff",
    Staff,
    Column("number", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("post", Text, nullable=False),
    Column("phone", Text, nullable=False),
    Column("joined", Day),
    Column("departed", Day),
    Column("lives_in", Text, nullable=False),
    Column("remark", Text, nullable=False),
    unique("number"),
    CheckConstraint("number <> '' AND name <> ''", name="named"),
    CheckConstraint("departed IS NULL OR joined IS NULL OR joined <= departed", name="dated"),
)


def find_staff(reader: Reader, project: int, text: str) -> Staff:
    """Find a member of staff by 工号, else by name; asks back where several share the name.

    Where neither fits, a part of either does, or the initials, of whoever has not left.
    """
    wanted = fold(text)
    number, name = STAFF.c["number"], STAFF.c["name"]
    found = reader.find(STAFF, project, number == wanted) or reader.find(
        STAFF, project, number.in_([wanted.upper(), wanted.lower()])
    )
    found = found or reader.find(STAFF, project, name.in_([wanted, clean(text), wanted.replace(" ", "")]))
    short = not found
    found = found or _by_short_way(reader, project, wanted)
    if not found:
        raise NotFoundError(f"花名册里没有“{text}”", "用工号或姓名；查看全部：gridctl staff list")
    if len(found) > 1:
        message = f"“{text}”可以指 {len(found)} 个人" if short else f"有 {len(found)} 个人叫“{text}”"
        raise AmbiguousError(message, "请改用工号", tuple(map(_choice, found[:_CHOICES])))
    return found[0]


def lettered_staff(reader: Reader, project: int, text: str) -> Staff | None:
    """The one member of staff whose initials a text is; None for one that is none: for what may name no person at all."""
    wanted = fold(text)
    found = _by_short_way(reader, project, wanted) if wanted.isascii() and wanted.isalpha() else []
    return found[0] if len(found) == 1 else None


def known_staff(reader: Reader, project: int) -> list[Known]:
    """Who can be meant by a short way: by name, 工号 and the letters of the name."""
    from gridctl.domain.initials import Known  # noqa: PLC0415 - a name in full needs none
    from gridctl.store.initials import letters_by  # noqa: PLC0415 - a name in full needs none

    letters = letters_by(reader, project, "staff")
    people = reader.find(STAFF, project, STAFF.c["departed"].is_(None), order="id")
    return [Known(one.id, (one.name, one.number), (letters.get((one.id, one.name), ""),)) for one in people]


def _by_short_way(reader: Reader, project: int, text: str) -> list[Staff]:
    from gridctl.domain.initials import meant  # noqa: PLC0415 - a name in full needs none

    keys = [one.key for one in meant(known_staff(reader, project), text)]
    return reader.find(STAFF, project, STAFF.c["id"].in_(keys), order="id") if keys else []


def _choice(person: Staff) -> str:
    return f"{person.number} {person.name}" + (f"（{person.departed} 离岗）" if person.departed else "")

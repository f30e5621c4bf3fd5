"""Staff of a project, and finding one of them by what a clerk writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, Column, Text

from gridctl.domain.staff import Staff
from gridctl.domain.text import clean, fold
from gridctl.errors import AmbiguousError, NotFoundError
from gridctl.store.schema import Day, Ledgered, unique

if TYPE_CHECKING:
    from gridctl.store.snapshots import Reader

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
    """Find a member of staff by 工号, else by name; asks back where several share the name."""
    wanted = fold(text)
    number, name = STAFF.c["number"], STAFF.c["name"]
    found = reader.find(STAFF, project, number == wanted) or reader.find(
        STAFF, project, number.in_([wanted.upper(), wanted.lower()])
    )
    found = found or reader.find(STAFF, project, name.in_([wanted, clean(text), wanted.replace(" ", "")]))
    if not found:
        raise NotFoundError(f"花名册里没有“{text}”", "用工号或姓名；查看全部：gridctl staff list")
    if len(found) > 1:
        raise AmbiguousError(f"有 {len(found)} 个人叫“{text}”", "请改用工号", tuple(map(_choice, found)))
    return found[0]


def _choice(person: Staff) -> str:
    return f"{person.number} {person.name}" + (f"（{person.departed} 离岗）" if person.departed else "")

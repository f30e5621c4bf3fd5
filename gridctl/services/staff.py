"""Staff: registered, found by 工号 or name, leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.text import fold
from gridctl.errors import AmbiguousError, NotFoundError
from gridctl.store.staff import STAFF

if TYPE_CHECKING:
    from gridctl.domain.staff import Staff
    from gridctl.store.transactions import Reader


def find_staff(reader: Reader, project: int, text: str) -> Staff:
    """Find a member of staff by 工号, else by name; asks back where several share the name."""
    wanted = fold(text)
    number, name = STAFF.c["number"], STAFF.c["name"]
    found = reader.find(STAFF, project, number == wanted) or reader.find(STAFF, project, name == wanted)
    if not found:
        raise NotFoundError(f"花名册里没有“{text}”", "用工号或姓名；查看全部：gridctl staff list")
    if len(found) > 1:
        choices = tuple(f"{person.number} {person.name}" for person in found)
        raise AmbiguousError(f"有 {len(found)} 个人叫“{text}”", "请改用工号", choices)
    return found[0]

"""Who holds a post on a day: by what they were put on, or as the register has them (D7 四)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.grids import holds_on
from gridctl.store.grids import ASSIGNMENT
from gridctl.store.staff import STAFF

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from gridctl.domain.staff import Staff
    from gridctl.services.desk import Desk


def posts_held(desk: Desk, day: date) -> dict[int, set[str]]:
    """By member of staff, the posts of a day: that of the register, and those he was put on."""
    held = {person.id: {person.post} for person in desk.reader.find(STAFF, desk.pid)}
    for row in desk.reader.find(ASSIGNMENT, desk.pid):
        if holds_on(row, day):
            held[row.staff].add(row.post)
    return held


def holds_post(desk: Desk, person: Staff, posts: Collection[str], day: date) -> bool:
    """Whether somebody is there on a day and holds one of the posts."""
    if not person.works_on(day):
        return False
    if person.post in posts:
        return True
    rows = desk.reader.find(ASSIGNMENT, desk.pid, ASSIGNMENT.c["staff"] == person.id)
    return any(row.post in posts and holds_on(row, day) for row in rows)

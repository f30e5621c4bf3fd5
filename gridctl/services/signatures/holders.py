"""Who holds a post of the whole project on a day: who may sign, and who answers for a fine (D10 3.3.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.grids import holds_on
from gridctl.regulation.posts import post_from_text
from gridctl.store.grids import ASSIGNMENT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gridctl.services.desk import Desk

LEADER = ("project_leader",)
SUPERVISION = ("supervision_department",)
ENGINEERING_HEAD = "engineering_head"


def holders(desk: Desk, posts: Sequence[str], day: date) -> list[int]:
    """The staff in any of these posts on a day, whoever came first, first."""
    rows = desk.reader.find(ASSIGNMENT, desk.pid, ASSIGNMENT.c["post"].in_(list(posts)), order="valid_from")
    return list(dict.fromkeys(row.staff for row in rows if holds_on(row, day)))


def post_names(posts: Sequence[str]) -> str:
    """The Chinese names of posts."""
    return "或".join(post_from_text(post).name for post in posts)

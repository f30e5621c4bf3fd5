"""The filing sheet of posts (备案表): who holds which post, answers for what, and since when (D7 四.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.grids import holds_on
from gridctl.regulation.posts import posts
from gridctl.services.grids.assignments import assignment_lines
from gridctl.store.grids import ASSIGNMENT
from gridctl.store.staff import STAFF

if TYPE_CHECKING:
    from datetime import date

    from gridctl.domain.grids import Assignment
    from gridctl.domain.staff import Staff
    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class FilingLine:
    """A post that somebody holds on a day; `ground` is empty where he has not been given any yet.

    `since` is the first day of what he answers for now, else the day he joined.
    """

    post: str
    number: str
    name: str
    phone: str
    ground: tuple[str, ...]
    since: date | None
    external: bool


def filing_sheet(desk: Desk, day: date) -> list[FilingLine]:
    """Everybody who is there on a day, post by post in the order of the regulations; who holds two posts stands twice."""
    order = {post.code: n for n, post in enumerate(posts())}
    external = {post.code for post in posts() if post.external}
    staff = [person for person in desk.reader.find(STAFF, desk.pid) if person.works_on(day)]
    rows = [row for row in desk.reader.find(ASSIGNMENT, desk.pid) if holds_on(row, day)]
    lines = [
        _line(desk, person, post, [row for row in rows if (row.staff, row.post) == (person.id, post)], post in external)
        for person in staff
        for post in _posts(person, rows)
    ]
    return sorted(lines, key=lambda line: (order.get(line.post, len(order)), line.number))


def _posts(person: Staff, rows: list[Assignment]) -> list[str]:
    """The posts that someone is assigned to; without any, the one of the register."""
    return list(dict.fromkeys(row.post for row in rows if row.staff == person.id)) or [person.post]


def _line(desk: Desk, person: Staff, post: str, rows: list[Assignment], external: bool) -> FilingLine:  # noqa: FBT001
    return FilingLine(
        post=post,
        number=person.number,
        name=person.name,
        phone=person.phone,
        ground=tuple(line.ground for line in assignment_lines(desk, rows)),
        since=min((row.valid_from for row in rows), default=person.joined),
        external=external,
    )

"""Hand-overs as they are listed, and one of them whole, as it was then."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridctl.domain.privacy import mask_free_text
from gridctl.domain.shift_handovers import ShiftContent, ShiftSheet
from gridctl.regulation.posts import posts
from gridctl.store.shift_handovers import SHIFT_HANDOVER
from gridctl.store.staff import STAFF, find_staff

if TYPE_CHECKING:
    from gridctl.domain.shift_handovers import ShiftHandover
    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which hand-overs are wanted, as typed; days are included."""

    staff: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """A hand-over in a list, with how many of each there were."""

    number: int
    at: str
    post: str
    giver: str
    taker: str
    undispatched: int
    to_verify: int
    to_call_back: int
    held: int
    keys: int
    note: str


def find_handovers(desk: Desk, wanted: Wanted) -> list[HandoverLine]:
    """The hand-overs that are asked for, oldest first."""
    at = SHIFT_HANDOVER.c["at"]
    conditions = [at >= wanted.since.isoformat()] if wanted.since else []
    conditions += [at < (wanted.until + timedelta(days=1)).isoformat()] if wanted.until else []
    rows = desk.reader.find(SHIFT_HANDOVER, desk.pid, *conditions, order="at")
    if wanted.staff:
        person = find_staff(desk.reader, desk.pid, wanted.staff).id
        rows = [row for row in rows if person in (row.giver, row.taker)]
    names = {person.id: person.name for person in desk.reader.find(STAFF, desk.pid)}
    return [_line(row, names) for row in rows]


def shift_sheet(desk: Desk, row: ShiftHandover) -> ShiftSheet:
    """A hand-over whole, as it was then."""
    giver, taker = (desk.reader.get(STAFF, desk.pid, key) for key in (row.giver, row.taker))
    content = ShiftContent.of(row.content)
    return ShiftSheet(
        company=desk.project.company,
        project=desk.project.name,
        number=row.id,
        at=row.at,
        post=next((post.name for post in posts() if post.code == row.post), row.post),
        giver_number=giver.number if giver else "",
        giver=giver.name if giver else "",
        taker_number=taker.number if taker else "",
        taker=taker.name if taker else "",
        **{part.name: getattr(content, part.name) for part in fields(ShiftContent)},
        note=mask_free_text(row.note),
    )


def _line(row: ShiftHandover, names: dict[int, str]) -> HandoverLine:
    content = ShiftContent.of(row.content)
    return HandoverLine(
        number=row.id,
        at=row.at,
        post=row.post,
        giver=names[row.giver],
        taker=names[row.taker],
        **{part.name: len(getattr(content, part.name)) for part in fields(ShiftContent)},
        note=mask_free_text(row.note),
    )

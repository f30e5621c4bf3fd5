"""Rows of the duties' own book as they are listed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.duties.people import Ground
from gridctl.domain.privacy import mask_free_text
from gridctl.services.duties.finding import find_duty
from gridctl.services.duties.grounds import Grounds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gridctl.domain.duties.duties import DutyRecord
    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class RecordLine:
    """That a duty was done by somebody, or excused; `ground` is "" for the whole project, telephones are masked."""

    number: int
    code: str
    name: str
    day: date
    at: str
    ground: str
    staff: str
    excused: bool
    note: str


def record_lines(desk: Desk, rows: Iterable[DutyRecord]) -> list[RecordLine]:
    """Rows in words."""
    grounds = Grounds(desk)
    names: dict[str, str] = {}
    lines = []
    for row in rows:
        if row.code not in names:
            names[row.code] = find_duty(desk, row.code)[-1].name
        ground = Ground(row.grid, row.building, row.place)
        line = RecordLine(
            number=row.id,
            code=row.code,
            name=names[row.code],
            day=row.day,
            at=row.at,
            ground=grounds.words(ground),
            staff="" if row.staff is None else grounds.staff[row.staff].name,
            excused=bool(row.excused),
            note=mask_free_text(row.note),
        )
        lines.append(line)
    return lines

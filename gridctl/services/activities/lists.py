"""Activities as they are listed, by whoever asks for a grid, a kind or some days (H7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from gridctl.domain.privacy import mask_free_text
from gridctl.regulation.visits import activity_kind, activity_kinds
from gridctl.services.grids.finding import find_grid
from gridctl.store.activities import ACTIVITY
from gridctl.store.grids import GRID
from gridctl.store.staff import STAFF, find_staff

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gridctl.domain.activities import Activity
    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Asked:
    """Which activities are wanted, as typed."""

    kind: str = ""
    grid: str = ""
    staff: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """An activity; `grid` is empty where it was the whole project's, `recorded` the local minute it was entered."""

    number: int
    day: date
    kind: str
    kind_name: str
    topic: str
    grid: str
    venue: str
    staff: str
    name: str
    attendance: int
    material: str
    note: str
    recorded: str


def find_activities(desk: Desk, asked: Asked) -> list[ActivityLine]:
    """The activities that are asked for, oldest first."""
    column, conditions = ACTIVITY.c, list[Any]()
    if asked.since:
        conditions.append(column["day"] >= asked.since)
    if asked.until:
        conditions.append(column["day"] <= asked.until)
    if asked.kind:
        conditions.append(column["kind"] == activity_kind(asked.kind).code)
    if asked.grid:
        conditions.append(column["grid"] == find_grid(desk, asked.grid).id)
    if asked.staff:
        conditions.append(column["staff"] == find_staff(desk.reader, desk.pid, asked.staff).id)
    return activity_lines(desk, desk.reader.find(ACTIVITY, desk.pid, *conditions, order="day"))


def activity_lines(desk: Desk, rows: Iterable[Activity]) -> list[ActivityLine]:
    """Activities in words; telephone and identity numbers in them are masked."""
    staff = {person.id: person for person in desk.reader.find(STAFF, desk.pid)}
    grids = {grid.id: grid.name for grid in desk.reader.find(GRID, desk.pid)}
    kinds = {kind.code: kind.name for kind in activity_kinds()}
    return [
        ActivityLine(
            number=row.id,
            day=row.day,
            kind=row.kind,
            kind_name=kinds.get(row.kind, row.kind),
            topic=mask_free_text(row.topic),
            grid=grids.get(row.grid or 0, ""),
            venue=row.venue,
            staff=staff[row.staff].number,
            name=staff[row.staff].name,
            attendance=row.attendance,
            material=mask_free_text(row.material),
            note=mask_free_text(row.note),
            recorded=f"{desk.local(row.recorded_at):%Y-%m-%d %H:%M}",
        )
        for row in rows
    ]

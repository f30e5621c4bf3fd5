"""Reads that only count visits: the days on which somebody visited, by index."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gridctl.store.sqlite import raw

if TYPE_CHECKING:
    from collections.abc import Collection

    from gridctl.store.snapshots import Reader


def visited_days(reader: Reader, project: int, modes: Collection[str], first: date, last: date) -> dict[int, set[date]]:
    """By member of staff, the days from `first` to `last` on which he visited somebody in one of the modes."""
    marks = ", ".join("?" * len(modes))
    sql = (
        "SELECT DISTINCT staff, day FROM visit "  # noqa: S608 - only marks of our own are put in
        f"WHERE project = ? AND day BETWEEN ? AND ? AND mode IN ({marks})"
    )
    days: dict[int, set[date]] = {}
    for staff, day in raw(reader.connection, sql, (project, first.isoformat(), last.isoformat(), *modes)):
        days.setdefault(staff, set()).add(date.fromisoformat(day))
    return days

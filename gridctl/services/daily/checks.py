"""Which inspections were due by the end of a day, made and missed: the duties that an inspection proves, as judged (I8)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.daily import Checks, MissedLine
from gridctl.domain.duties.duties import ProofKind
from gridctl.domain.duties.judging import DutyState
from gridctl.services.duties.judging import Judged, judged
from gridctl.store.daily_reads import Abnormal, abnormal_on
from gridctl.store.duties import DUTY

if TYPE_CHECKING:
    from gridctl.services.desk import Desk


def inspections_due(desk: Desk, day: date, grid: int | None) -> list[Judged]:
    """The inspections whose window ends on a day, in one grid where one is said."""
    duties = desk.reader.alike(DUTY, desk.pid, enabled=1)
    codes = {duty.code for duty in duties if duty.content.book is ProofKind.INSPECTION}
    return judged(desk, day, day, grid=grid, codes=codes) if codes else []


def checks_on(desk: Desk, day: date, due: Iterable[Judged]) -> dict[int | None, Checks]:
    """By grid (None: the whole project, or ground of no grid), how they came out."""
    by_grid: dict[int | None, list[Judged]] = defaultdict(list)
    for row in due:
        by_grid[row.in_grid].append(row)
    found = abnormal_on(desk.reader, desk.pid, [day])
    return {grid: _checks(rows, found) for grid, rows in by_grid.items()}


def _checks(rows: list[Judged], found: list[Abnormal]) -> Checks:
    states = [row.state for row in rows]
    grounds = {(row.grid, row.building, row.place) for row in rows}
    excused = states.count(DutyState.EXCUSED)
    return Checks(
        due=len(rows) - excused,
        done=states.count(DutyState.DONE),
        late=states.count(DutyState.LATE),
        missed=states.count(DutyState.MISSED),
        open=states.count(DutyState.OPEN),
        excused=excused,
        abnormal=sum(one.points for one in found if (one.grid, one.building, one.place) in grounds),
    )


def missed_lines(due: Iterable[Judged], grids: dict[int, str]) -> list[MissedLine]:
    """Those that were missed, whole or in some points, in words."""
    return [
        MissedLine(
            grid=grids.get(row.in_grid or 0, ""),
            duty=row.name,
            ground=row.ground,
            answerable=row.answerable,
            points=row.missing,
            clause=row.clause,
        )
        for row in due
        if row.state is DutyState.MISSED
    ]

"""每日网格情况日报: a grid's day, and the office's summary over its grids with what stands out (D2 三.5(1)(2))."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridctl.domain.daily import (
    CLAUSE,
    FORM_NAME,
    NO_GRID,
    PROJECT,
    Checks,
    DailyReport,
    Flow,
    GridLine,
    StandsOut,
    Visits,
    standing_out,
    summed,
)
from gridctl.domain.grids import grid_name, holds_on
from gridctl.domain.moments import WEEKDAYS
from gridctl.errors import RuleError
from gridctl.regulation.visits import visit_modes
from gridctl.services.daily.checks import checks_on, inspections_due, missed_lines
from gridctl.services.daily.flows import Span, flows_on, no_flows, spans_since
from gridctl.services.daily.items import items_of_day, overdue_items
from gridctl.services.grids.answering import heads_on
from gridctl.services.grids.finding import all_grids, find_grid, grids_on
from gridctl.store.daily_reads import VisitRow, visits_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.domain.grids import Grid
    from gridctl.services.desk import Desk
    from gridctl.services.duties.judging import Judged

WEEKS = 4
_MET = "met"


def daily_report(desk: Desk, day: date, grid: str = "") -> DailyReport:
    """The report of a day, of one grid where one is said; RuleError for a day that is still to come.

    It is counted from the ledger as it stands now: what is entered late changes the day that it belongs to.
    """
    if day > desk.today:
        raise RuleError(f"{day} 还没有到", "核对 --on 的日期")
    only, compared = _one_grid(desk, grid, day) if grid else None, _compared(desk, day)
    book = _Book(desk, spans_since(desk, min([day, *compared])), only)
    due, spans = book.due(day), book.here()
    lines = book.lines(day, due)
    scope, names = grid_name(only) if only else PROJECT, {one.id: grid_name(one) for one in all_grids(desk)}
    return DailyReport(
        form_name=FORM_NAME,
        clause=CLAUSE,
        company=desk.project.company,
        project=desk.project.name,
        day=day,
        weekday=f"星期{WEEKDAYS[day.weekday()]}",
        working=desk.calendar_of(day, day).is_working_day(day),
        over=day < desk.today,
        scope=scope,
        lines=tuple(lines),
        total=summed(lines, scope),
        missed=tuple(missed_lines(due, names)),
        hazards=items_of_day(desk, spans, "hazard", day, names),
        incidents=items_of_day(desk, spans, "incident", day, names),
        overdue=overdue_items(desk, spans, day, names),
        compared=tuple(compared),
        stands_out=tuple(_told(lines, [book.lines(before, book.due(before)) for before in compared])),
    )


def _one_grid(desk: Desk, text: str, day: date) -> Grid:
    grid = find_grid(desk, text)
    if not holds_on(grid, day):
        raise RuleError(f"{day} 没有网格 {grid_name(grid)}", f"查看：gridctl grid show {grid.code}")
    return grid


def _compared(desk: Desk, day: date) -> list[date]:
    """The same weekday of the last four weeks, oldest first, as far as the project was in use."""
    days = (day - timedelta(weeks=weeks) for weeks in range(WEEKS, 0, -1))
    return [one for one in days if one >= desk.project.live_from]


def _told(lines: Sequence[GridLine], before: Sequence[Sequence[GridLine]]) -> list[StandsOut]:
    """What stands out of the whole and of each of its grids."""
    whole = [summed(lines, PROJECT)] if len(lines) > 1 else []
    known = [[*([summed(one, PROJECT)] if whole and one else []), *one] for one in before]
    found = []
    for line in [*whole, *lines]:
        same = [other for one in known for other in one if (other.code, other.grid) == (line.code, line.grid)]
        found += standing_out(line, same)
    return found


@dataclass(frozen=True, slots=True)
class _Book:
    """What the lines of any day are made of; of one grid, `only`, where one is wanted."""

    desk: Desk
    spans: Sequence[Span]
    only: Grid | None

    def here(self) -> list[Span]:
        """What is told of one by one: all of it, or that of the one grid."""
        return [span for span in self.spans if self.only is None or span.grid == self.only.id]

    def due(self, day: date) -> list[Judged]:
        """The inspections that were due by a day."""
        return inspections_due(self.desk, day, self.only.id if self.only else None)

    def lines(self, day: date, due: Sequence[Judged]) -> list[GridLine]:
        """A line for each grid that stood on a day, and one for the ground of none where there is anything of it."""
        heads = {code: head for code, _, head in heads_on(self.desk, day)}
        figures = _Figures(checks_on(self.desk, day, due), flows_on(self.spans, day), _visits_on(self.desk, day))
        if self.only:
            return [figures.line(self.only.id, self.only.code, grid_name(self.only), heads.get(self.only.code, ""))]
        grids = grids_on(self.desk, day)
        lines = [figures.line(grid.id, grid.code, grid_name(grid), heads.get(grid.code, "")) for grid in grids]
        others = figures.keys() - {grid.id for grid in grids} if grids else {None, *figures.keys()}
        rest = [figures.line(key, "", "", "") for key in others]
        return [*lines, summed(rest, NO_GRID)] if rest else lines


@dataclass(frozen=True, slots=True)
class _Figures:
    """The figures of a day by grid; None is the ground of no grid."""

    checks: dict[int | None, Checks]
    flows: dict[int | None, tuple[Flow, ...]]
    visits: dict[int | None, Visits]

    def keys(self) -> set[int | None]:
        """The grids of which there is anything."""
        return self.checks.keys() | self.flows.keys() | self.visits.keys()

    def line(self, key: int | None, code: str, name: str, head: str) -> GridLine:
        """The line of a grid."""
        checks, visits = self.checks.get(key, Checks()), self.visits.get(key, Visits())
        return GridLine(code, name, head, checks, self.flows.get(key, no_flows()), visits)


def _visits_on(desk: Desk, day: date) -> dict[int | None, Visits]:
    """By grid, the visits at home and the talks of a day."""
    counted = {mode.code for mode in visit_modes() if mode.counts}
    by_grid: dict[int | None, list[VisitRow]] = defaultdict(list)
    for row in visits_on(desk.reader, desk.pid, [day]):
        if row.mode in counted:
            by_grid[row.grid].append(row)
    return {grid: _visits(rows) for grid, rows in by_grid.items()}


def _visits(rows: Sequence[VisitRow]) -> Visits:
    met = sum(row.outcome == _MET for row in rows)
    return Visits(len(rows), met, sum(row.needs for row in rows), sum(row.solved for row in rows))

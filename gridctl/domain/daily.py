"""The daily report of the grids (每日网格情况日报): what each grid reports up, and what the office makes of it (D2 三.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, TypeVar

FORM_NAME = "每日网格情况日报"
CLAUSE = "D2 三.5(1)"
LEAST = 2  # by how much a figure must lie outside of all that it is compared with, so that it is told
PROJECT, NO_GRID = "全项目", "不属网格"
_ENOUGH = 2  # days to compare with


@dataclass(frozen=True, slots=True)
class Flow:
    """Tickets of a kind on a day: opened, closed (accepted), voided or joined; open and overdue at its end."""

    kind: str
    name: str
    opened: int = 0
    closed: int = 0
    voided: int = 0
    open_at_end: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class Checks:
    """Inspections that were due by the end of a day.

    `due` leaves out what was excused; `late` were done or entered too late, `open` can still be done today. `abnormal`
    counts the points that were not normal.
    """

    due: int = 0
    done: int = 0
    late: int = 0
    missed: int = 0
    open: int = 0
    excused: int = 0
    abnormal: int = 0


@dataclass(frozen=True, slots=True)
class Visits:
    """Visits on a day: how many, how many met somebody, how many needs were found and solved at once."""

    visits: int = 0
    met: int = 0
    needs: int = 0
    solved: int = 0


@dataclass(frozen=True, slots=True)
class GridLine:
    """A grid's day; `code` is "" for the ground of no grid and for the project, `head` who answered that day."""

    code: str
    grid: str
    head: str
    checks: Checks
    flows: tuple[Flow, ...]
    visits: Visits

    @property
    def opened(self) -> int:
        """Tickets of all kinds that were opened."""
        return sum(flow.opened for flow in self.flows)

    @property
    def closed(self) -> int:
        """Tickets of all kinds that were accepted."""
        return sum(flow.closed for flow in self.flows)

    @property
    def open_at_end(self) -> int:
        """Tickets of all kinds that are open at the end of the day."""
        return sum(flow.open_at_end for flow in self.flows)

    @property
    def overdue(self) -> int:
        """Of those, the ones that are overdue."""
        return sum(flow.overdue for flow in self.flows)


@dataclass(frozen=True, slots=True)
class MissedLine:
    """An inspection that was not made: where, who answers, and the points that nobody looked at (none: all)."""

    grid: str
    duty: str
    ground: str
    answerable: tuple[str, ...]
    points: tuple[str, ...]
    clause: str


@dataclass(frozen=True, slots=True)
class TicketItem:
    """A ticket that the report tells of; `at` is when it was opened, `level` its urgency, `state` where it stands now."""

    number: str
    kind: str
    grid: str
    at: str
    place: str
    problem: str
    level: str
    state: str
    who: str
    due: date
    overdue_days: int | None


@dataclass(frozen=True, slots=True)
class StandsOut:
    """A figure that lies outside of all those of the same weekday before: `what` of a grid, `before` oldest first."""

    grid: str
    what: str
    value: int
    before: tuple[int, ...]

    @property
    def words(self) -> str:
        """三号网格 漏查 5，比这几天都多（0、1、0、2）."""
        more = "多" if self.value > max(self.before) else "少"
        return f"{self.grid} {self.what} {self.value}，比这几天都{more}（{'、'.join(map(str, self.before))}）"


@dataclass(frozen=True, slots=True)
class DailyReport:
    """The day of a project or of one grid.

    `over` is whether the day had ended; `compared` are the days that it was compared with, oldest first; `scope` is the
    project or the grid; `lines` are its grids, `total` all of them.
    """

    form_name: str
    clause: str
    company: str
    project: str
    day: date
    weekday: str
    working: bool
    over: bool
    scope: str
    lines: tuple[GridLine, ...]
    total: GridLine
    missed: tuple[MissedLine, ...]
    hazards: tuple[TicketItem, ...]
    incidents: tuple[TicketItem, ...]
    overdue: tuple[TicketItem, ...]
    compared: tuple[date, ...]
    stands_out: tuple[StandsOut, ...]


def summed(lines: Sequence[GridLine], grid: str) -> GridLine:
    """All lines, at least one, as one."""
    flows = zip(*(line.flows for line in lines), strict=True)
    return GridLine(
        code="",
        grid=grid,
        head="",
        checks=_sum([line.checks for line in lines]),
        flows=tuple(map(_sum, flows)),
        visits=_sum([line.visits for line in lines]),
    )


Figures = TypeVar("Figures", Flow, Checks, Visits)


def _sum(rows: Sequence[Figures]) -> Figures:
    """The figures of all rows added up."""
    names = (field.name for field in fields(rows[0]) if field.type == "int")
    totals: dict[str, Any] = {name: sum(getattr(row, name) for row in rows) for name in names}
    return replace(rows[0], **totals)


def standing_out(line: GridLine, before: Sequence[GridLine]) -> list[StandsOut]:
    """The figures of a line that lie by LEAST outside of every one of the days before; nothing where there are not two.

    More is told of what was missed, opened, is open or overdue, less of what was closed.
    """
    if len(before) < _ENOUGH:
        return []
    found = []
    for nth, (what, value, more) in enumerate(_figures(line)):
        known = tuple(_figures(one)[nth][1] for one in before)
        if value >= max(known) + LEAST if more else value <= min(known) - LEAST:
            found.append(StandsOut(line.grid, what, value, known))
    return found


def _figures(line: GridLine) -> list[tuple[str, int, bool]]:
    """What is compared: its words, its figure, and whether more of it is told of, or less."""
    opened = [(f"{flow.name}新增", flow.opened, True) for flow in line.flows]
    told = [("未完", line.open_at_end, True), ("超期", line.overdue, True), ("办结", line.closed, False)]
    return [("漏查", line.checks.missed, True), *opened, *told]

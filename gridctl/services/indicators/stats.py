"""`ticket stats`: the indicators of some days, by category, grid, member of staff or week."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from gridctl.domain.indicators import Figures, figures, percent
from gridctl.domain.moments import Moment
from gridctl.domain.text import code_order
from gridctl.domain.weeks import week_of
from gridctl.errors import UsageError
from gridctl.regulation.tickets import ticket_kind
from gridctl.services.indicators.cases import cases

if TYPE_CHECKING:
    from collections.abc import Callable

    from gridctl.domain.indicators import Case
    from gridctl.services.desk import Desk

    Naming = Callable[[Case], tuple[Any, str]]  # what a group is sorted by, and what it is called

TOTAL = "合计"
RATES = ("in_time_rate", "closed_rate", "answered_rate", "rework_rate", "repeat_rate", "satisfied_rate")
_NOBODY, _NO_GRID = "（未派）", "（不属网格）"


@dataclass(frozen=True, slots=True)
class StatLine:
    """The indicators of one category, grid, person or week, and last of all; rates are 0 to 1, null where none is."""

    group: str
    opened: int
    voided: int
    closed: int
    to_close: int
    in_time: int
    in_time_rate: float | None
    closed_rate: float | None
    overdue: int
    to_answer: int
    answered: int
    answered_rate: float | None
    reworked: int
    rework_rate: float | None
    reopened: int
    repeats: int
    repeat_rate: float | None
    urged: int
    rated: int
    satisfied: int
    satisfied_rate: float | None
    minutes: float | None
    days: float | None


def ticket_stats(
    desk: Desk, first: date, last: date, by: str = "category", kind: str = ""
) -> list[tuple[str, Figures]]:
    """The figures of the rounds opened on these days (both included) by group, and under 合计 those of all."""
    if first > last:
        raise UsageError(f"{first} 在 {last} 之后", "核对 --from 和 --to")
    found = cases(desk, first, last, ticket_kind(kind).code if kind else "")
    name = _GROUPS[by](desk, found)
    groups: dict[tuple[Any, str], list[Case]] = {}
    for case in found:
        groups.setdefault(name(case), []).append(case)
    now = Moment.of(desk.now)
    lines = [(label, figures(groups[order, label], now)) for order, label in sorted(groups)]
    return [*lines, (TOTAL, figures(found, now))]


def stat_lines(found: list[tuple[str, Figures]]) -> list[StatLine]:
    """Figures as a script reads them."""
    counts = {field.name for field in fields(Figures)}
    lines = []
    for group, each in found:
        values: dict[str, Any] = {name: getattr(each, name) for name in counts}
        values |= {name: _number(getattr(each, name)) for name in RATES}
        lines.append(StatLine(group=group, **values))
    return lines


def stat_rows(found: list[tuple[str, Figures]]) -> list[dict[str, Any]]:
    """Figures as a table shows them: a rate as per cent, `—` where nothing is below the line."""
    rows = []
    for group, each in found:
        row = {field.name: getattr(each, field.name) for field in fields(Figures)}
        row |= {name: percent(getattr(each, name)) for name in RATES}
        rows.append({"group": group, **{name: "—" if value is None else value for name, value in row.items()}})
    return rows


def _number(rate: Any) -> float | None:
    return None if rate is None else round(float(rate), 4)


def _by_category(desk: Desk, found: list[Case]) -> Naming:
    _ = desk
    several = len({case.kind for case in found}) > 1
    words = {}
    for code in {case.kind for case in found}:
        kind = ticket_kind(code)
        for item in kind.categories:
            words[code, item.code] = (code, item.number), f"{kind.name}·{item.name}" if several else item.name
    return lambda case: words.get((case.kind, case.category), ((case.kind, 0), case.category))


def _by_grid(desk: Desk, found: list[Case]) -> Naming:
    from gridctl.store.grids import GRID  # noqa: PLC0415 - tables load with their noun

    _ = found
    grids = {one.id: ((0, code_order(one.code)), f"{one.code} {one.name}") for one in desk.reader.find(GRID, desk.pid)}
    return lambda case: grids[case.grid] if case.grid is not None else ((1, ()), _NO_GRID)


def _by_staff(desk: Desk, found: list[Case]) -> Naming:
    from gridctl.store.staff import STAFF  # noqa: PLC0415 - tables load with their noun

    _ = found
    people = {one.id: ((0, one.number), f"{one.number} {one.name}") for one in desk.reader.find(STAFF, desk.pid)}
    return lambda case: people[case.executor] if case.executor is not None else ((1, ""), _NOBODY)


def _by_week(desk: Desk, found: list[Case]) -> Naming:
    _ = found
    cuts = desk.policies.week_cuts()

    def naming(case: Case) -> tuple[Any, str]:
        week = week_of(case.opened.day, cuts)
        return week.first, week.label

    return naming


_GROUPS = {"category": _by_category, "grid": _by_grid, "staff": _by_staff, "week": _by_week}

"""Reads that only feed lists of plans: counted by the database, so that no plan is loaded to list it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from gridctl.store.snapshots import Reader

_PLANS = (
    "SELECT id, made_on, band_low, band_high, asked, edited, state, applied_from FROM plan WHERE project = :project"
)

_GRIDS = """SELECT plan_grid.plan, plan_grid.gold, coalesce(sum(plan_unit.households), 0) FROM plan_grid
    LEFT JOIN plan_unit ON plan_unit.project = plan_grid.project AND plan_unit.plan_grid = plan_grid.id
    WHERE plan_grid.project = :project GROUP BY plan_grid.id"""

_SPLITS = """SELECT plan, sum(grids - 1) FROM (
    SELECT plan_unit.plan AS plan, count(DISTINCT plan_grid) AS grids FROM plan_unit
    JOIN unit ON unit.project = plan_unit.project AND unit.id = plan_unit.unit
    WHERE plan_unit.project = :project GROUP BY plan_unit.plan, unit.building) GROUP BY plan"""


@dataclass(frozen=True, slots=True)
class PlanCount:
    """A plan with the households of each of its grids and whether that needs a gold steward; `asked` is JSON text."""

    id: int
    made_on: date
    band_low: int
    band_high: int
    asked: str
    edited: int
    state: str
    applied_from: date | None
    grids: tuple[tuple[int, bool], ...]
    splits: int


def plan_counts(reader: Reader, project: int) -> list[PlanCount]:
    """Every plan of a project, oldest first."""
    values = {"project": project}
    grids: dict[int, list[tuple[int, bool]]] = {}
    for plan, gold, households in reader.connection.execute(text(_GRIDS), values):
        grids.setdefault(plan, []).append((households, bool(gold)))
    splits: dict[int, int] = {plan: count for plan, count in reader.connection.execute(text(_SPLITS), values)}  # noqa: C416 - rows are no pairs to mypy
    found = []
    for key, made_on, low, high, asked, edited, state, applied in reader.connection.execute(text(_PLANS), values):
        days = date.fromisoformat(made_on), date.fromisoformat(applied) if applied else None
        counted = tuple(grids.get(key, ())), splits.get(key, 0)
        found.append(PlanCount(key, days[0], low, high, asked, edited, state, days[1], *counted))
    return found


def last_applied(reader: Reader, project: int, day: date) -> tuple[int, date] | None:
    """The number of the plan that was applied last by a day, and from which day; None where none was."""
    statement = text(
        "SELECT id, applied_from FROM plan WHERE project = :project AND applied_from <= :day"
        " ORDER BY applied_from DESC, id DESC LIMIT 1"
    )
    found = reader.connection.execute(statement, {"project": project, "day": day.isoformat()}).first()
    return (found[0], date.fromisoformat(found[1])) if found else None

"""Plans: divisions that were proposed, kept until one of them is applied from a day on (D5, D7 三, D8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class PlanState(StrEnum):
    """What became of a proposal."""

    PROPOSED = "proposed"
    APPLIED = "applied"


@dataclass(frozen=True, slots=True)
class Plan:
    """A proposed division; clerks know it by its `id`.

    `asked` is the JSON text of what was asked for, `told` that of what was said of it (why the band cannot be met,
    notices, ways out); `bound` the least violation that any division as it was asked for can have, as far as `proof`
    ("", "bound", "optimal") goes: it still holds once the plan was `edited` by hand (1), but "optimal" does not.
    """

    project: int
    id: int
    made_on: date
    band_low: int
    band_high: int
    asked: str
    told: str
    bound: int | None
    proof: str
    edited: int
    state: str
    applied_from: date | None


@dataclass(frozen=True, slots=True)
class PlanGrid:
    """A grid of a plan: the present grid that it goes on from, if any, and whether it needs a gold steward (1)."""

    project: int
    id: int
    plan: int
    ordinal: int
    code: str
    name: str
    grid: int | None
    gold: int
    head: int | None


@dataclass(frozen=True, slots=True)
class PlanUnit:
    """A unit of a grid of a plan, with its households and care load as they were when the plan was made."""

    project: int
    id: int
    plan: int
    plan_grid: int
    unit: int
    households: int
    care: int

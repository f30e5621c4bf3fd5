"""公区维修问题周汇总表: the shape of the weekly summary, and the equation by which it ties (JBWY7.2.3-WI-ZC-KF-015-F01)."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.movements import FORM_CODE, Position, position_of
from gridctl.domain.tickets import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from gridctl.domain.tickets import Movement

FORM_NAME = "公区维修问题周汇总表"


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """A row of part one, 一、汇总: `carried` + `opened` − `done` − `voided` + `adjusted` = `open_at_end`.

    Counts of rounds. `late` is how many of this week's movements are 补录 of an earlier, issued week;
    `limits_met` of `limits_fallen` are the rounds whose half month ended in the week (a rate shows its counts).
    """

    category: str
    carried: int
    opened: int
    done: int
    voided: int
    adjusted: int
    open_at_end: int
    overdue: int
    limits_met: int
    limits_fallen: int
    late: int

    @property
    def change(self) -> int:
        """较上周: 未完 less 结转."""
        return self.open_at_end - self.carried

    @property
    def rate(self) -> str:
        """半月内完成率 with its counts, `80%（4/5）`; `—` where no limit fell in the week."""
        if not self.limits_fallen:
            return "—"
        percent = (self.limits_met * 200 + self.limits_fallen) // (2 * self.limits_fallen)  # half a per cent goes up
        return f"{percent}%（{self.limits_met}/{self.limits_fallen}）"

    @property
    def ties(self) -> bool:
        """Whether the equation of the form holds."""
        return self.carried + self.opened - self.done - self.voided + self.adjusted == self.open_at_end


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A row of part two, 二、明细: one round that was open at the start of the week or moved in it.

    Dates and times are text as printed (`2026-11-20` or `2026-11-20 08:30`), "" where there is none;
    `overdue_days` is null unless overdue; `remark` carries marks such as 补录, 第2轮, 返工1次, 作废原因.
    """

    sequence: int
    number: str
    opened: str
    place: str
    problem: str
    category: str
    reporter: str
    executor: str
    due: str
    progress: str
    finished: str
    verifier: str
    overdue_days: int | None
    remark: str


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A row of part three, 三、超半月及专项: what is past half a month; the last six columns fill as plans are kept."""

    number: str
    problem: str
    difficulty: str
    measures: str
    node: str
    responsible: str
    extension: str
    fine: str


@dataclass(frozen=True, slots=True)
class WeeklySummary:
    """The whole form for one scope and week, shaped once; every writer (table, JSON, CSV, workbook) prints this."""

    company: str
    project: str
    scope: str  # "全项目", or the grid's or the person's name
    buildings: str  # 责任区域: grid and buildings in words
    week: str  # "2026-W47", or "" where a free range was asked for
    first_day: date
    last_day: date
    issued: bool
    version: int  # 0 while a draft
    filled_by: str  # 填报人, "" on a draft
    filled_on: str  # 填报日期, "" on a draft
    journal_head: str  # "" on a draft
    lines: tuple[CategoryLine, ...]
    total: CategoryLine
    items: tuple[ItemLine, ...]
    plans: tuple[PlanLine, ...]
    form_code: str = FORM_CODE
    form_name: str = FORM_NAME


@dataclass(frozen=True, slots=True)
class Counts:
    """What the summary is counted from, by position: the rounds open now, the book's entries from the first day on,

    rounds overdue at the end of the week, and (fallen, met) of the limits that fell in it.
    """

    open_now: Mapping[Position, int]
    movements: Sequence[Movement]
    overdue: Mapping[Position, int]
    limits: Mapping[Position, tuple[int, int]]


def category_lines(
    counts: Counts, last: date, categories: Iterable[str], holds: Callable[[Position], bool]
) -> tuple[CategoryLine, ...]:
    """Part one, a line a category: the open rounds of now wound back to the end and to the start of the week.

    `holds` says which positions belong to the scope; `last` is the week's last day, and the entries begin on its first.
    """
    return tuple(_line(counts, last, category, holds) for category in categories)


def _line(counts: Counts, last: date, category: str, holds: Callable[[Position], bool]) -> CategoryLine:
    def here(position: Position) -> bool:
        return position.category == category and holds(position)

    entries = [entry for entry in counts.movements if here(position_of(entry))]
    in_week = [entry for entry in entries if entry.counts_on <= last]
    now = sum(count for position, count in counts.open_now.items() if here(position))
    at_end = now - sum(entry.delta for entry in entries if entry.counts_on > last)
    moved: Counter[str] = Counter()
    for entry in in_week:
        moved[entry.reason] += entry.delta
    return CategoryLine(
        category=category,
        carried=at_end - sum(entry.delta for entry in in_week),
        opened=moved[Reason.OPENED],
        done=-moved[Reason.DONE],
        voided=-moved[Reason.VOIDED],
        adjusted=moved[Reason.ADJUSTED],
        open_at_end=at_end,
        overdue=sum(count for position, count in counts.overdue.items() if here(position)),
        limits_fallen=sum(fallen for position, (fallen, _) in counts.limits.items() if here(position)),
        limits_met=sum(met for position, (_, met) in counts.limits.items() if here(position)),
        late=sum(entry.late for entry in in_week),
    )


def total_line(lines: Sequence[CategoryLine], label: str = "合计") -> CategoryLine:
    """Add the lines up."""
    names = [name for name in CategoryLine.__dataclass_fields__ if name != "category"]
    return CategoryLine(label, **{name: sum(getattr(line, name) for line in lines) for name in names})


def to_json(summary: WeeklySummary) -> str:
    """The summary as it is kept when it is issued."""
    return json.dumps(asdict(summary), ensure_ascii=False, default=str)


def from_json(text: str) -> WeeklySummary:
    """The summary as it was kept."""
    known = json.loads(text)
    known["first_day"] = date.fromisoformat(known["first_day"])
    known["last_day"] = date.fromisoformat(known["last_day"])
    known["total"] = CategoryLine(**known["total"])
    known["lines"] = tuple(CategoryLine(**line) for line in known["lines"])
    known["items"] = tuple(ItemLine(**line) for line in known["items"])
    known["plans"] = tuple(PlanLine(**line) for line in known["plans"])
    return WeeklySummary(**known)

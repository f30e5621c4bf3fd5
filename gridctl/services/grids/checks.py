"""What is wrong with a division: ground of nobody or of two, grids without a head or with two (D2 三, D7 三).

Looked at on one day, or on every day from one to another: faults of days in a row are told once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridctl.domain.grids import days_words, grid_name
from gridctl.domain.text import code_order
from gridctl.errors import UsageError
from gridctl.services.grids.coverage import Fault, coverage, without_ground
from gridctl.services.grids.division import Division
from gridctl.services.leaves.standing import heads_away
from gridctl.services.places.finding import place_name
from gridctl.store.estates import PLACE
from gridctl.store.plan_reads import last_applied

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridctl.services.desk import Desk
    from gridctl.services.grids.division import DivisionDay


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong from a day to a day, both included; `kind` says which.

    `names` are all that is named in short in `subject` or `detail`, `households` how many homes it touches (null where
    none are).
    """

    kind: str
    subject: str
    detail: str
    households: int | None
    names: tuple[str, ...]
    first_day: date
    last_day: date

    @property
    def days(self) -> str:
        """The days in words."""
        return days_words(self.first_day, self.last_day)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, and it all in one sentence."""

    findings: tuple[Finding, ...]
    summary: str


def check_grids(desk: Desk, first: date, last: date | None = None) -> Checked:
    """Look over the division as it is on a day, or on each day until another."""
    last = last or first
    if last < first:
        raise UsageError(f"到 {last} 早于从 {first}", "核对 --from 和 --to")
    division = Division.of(desk)
    spans = division.spans(first, last)
    findings = [*_drawn_together(spans, last), *_away(division, first, last), *_unhanded(desk, first, last)]
    at_last = spans[-1][1]
    if idle := without_ground(at_last):
        desk.notices.append(f"还没有安排管到哪里的：{idle}；安排：gridctl grid assign 人员")
    total = sum(households for _, households in at_last.counted.values())
    found = f"发现 {len(findings)} 个问题" if findings else "没有发现问题"
    return Checked(tuple(findings), f"{days_words(first, last)} {found}：{len(at_last.grids)} 个网格，{total:,} 户")


def _unhanded(desk: Desk, first: date, last: date) -> Iterator[Finding]:
    """Open tickets that still count under the grid they had before a plan was applied (E6)."""
    if applied := last_applied(desk.reader, desk.pid, last):
        from gridctl.services.plans.following import unhanded  # noqa: PLC0415 - few days have a plan to be handed over

        plan, since = applied
        for subject, numbers in unhanded(desk, since):
            detail = f"{len(numbers)} 张：gridctl grid handover {plan} --apply"
            yield Finding("ticket_in_ended_grid", subject, detail, None, numbers, max(first, since), last)


def _away(division: Division, first: date, last: date) -> Iterator[Finding]:
    """Grids whose head is on leave and has nobody who stands in (P1)."""
    grids = {grid.id: grid for grid in division.grids}
    for away in heads_away(division.desk, first, last):
        person = division.staff[away.staff]
        detail = f"负责人 {person.number} {person.name} 请假，没有代理人"
        yield Finding("head_on_leave", grid_name(grids[away.grid]), detail, None, (), away.first, away.last)


def _drawn_together(spans: list[tuple[date, DivisionDay]], last: date) -> list[Finding]:
    """The faults of all spans, each once for the days in a row on which it stands, in the order of their first days."""
    ends = [day - timedelta(days=1) for day, _ in spans[1:]] + [last]
    done: list[tuple[Fault, date, date]] = []
    standing: dict[Fault, date] = {}
    for (day, then), before in zip(spans, [None, *ends[:-1]], strict=True):
        now = list(dict.fromkeys(_faults(then)))
        done += [(fault, since, before) for fault, since in standing.items() if before and fault not in now]
        standing = {fault: standing.get(fault, day) for fault in now}
    done += [(fault, since, last) for fault, since in standing.items()]
    return [
        Finding(fault.kind, fault.subject, fault.detail, fault.households, fault.names, since, until)
        for fault, since, until in sorted(done, key=lambda found: found[1])
    ]


def _faults(then: DivisionDay) -> Iterator[Fault]:
    yield from _ground(then)
    yield from _people(then)
    yield from coverage(then)


def _ground(then: DivisionDay) -> Iterator[Fault]:
    """Units with households that no grid has, and ground that more than one has."""
    desk, houses = then.division.desk, then.division.houses
    of_unit, of_place = then.holders()
    for unit in sorted(then.counted, key=lambda key: code_order(houses.unit_name(key))):
        households, name, holders = then.counted[unit][1], houses.unit_name(unit), of_unit.get(unit, set())
        if not holders and households:
            yield Fault("ground_without_grid", name, f"{households} 户不在任何网格里", households)
        elif len(holders) > 1:
            yield Fault("ground_in_two_grids", name, f"同时在 {_named(then, holders)}", households)
    for key, holders in of_place.items():
        place = desk.reader.get(PLACE, desk.pid, key) if len(holders) > 1 else None
        if place:
            yield Fault("ground_in_two_grids", place_name(desk, place, houses), f"同时在 {_named(then, holders)}")


def _people(then: DivisionDay) -> Iterator[Fault]:
    """Grids without ground, without a head, with two, and heads who are not there on the day."""
    heads, covered = then.heads(), {row.grid for row in then.extents}
    for grid in then.grids.values():
        people, name = heads.get(grid.id, []), grid_name(grid)
        if grid.id not in covered:
            yield Fault("grid_without_ground", name, "没有划定楼栋、单元或部位")
        if not people:
            yield Fault("grid_without_head", name, "没有网格负责人")
        elif len(people) > 1:
            names = "、".join(f"{person.number} {person.name}" for person in people)
            yield Fault("grid_with_two_heads", name, f"有 {len(people)} 个负责人：{names}")
        for person in people:
            if person.id not in then.present:
                yield Fault("head_not_in_post", name, f"负责人 {person.number} {person.name} 这天不在岗")


def _named(then: DivisionDay, keys: set[int]) -> str:
    return "、".join(sorted(grid_name(then.grids[key]) for key in keys))

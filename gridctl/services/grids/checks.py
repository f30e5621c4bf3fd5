"""What is wrong with a division on a day: ground of nobody or of two, grids without a head or with two (D2 三, D7 三)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.grids import holds_on
from gridctl.domain.text import code_order
from gridctl.services.estates.houses import Houses
from gridctl.services.grids.assignments import grid_name, heads_on
from gridctl.services.grids.finding import grids_on
from gridctl.services.grids.lists import counted_units
from gridctl.services.places.finding import place_name
from gridctl.store.estates import PLACE
from gridctl.store.grids import EXTENT
from gridctl.store.staff import STAFF

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gridctl.domain.grids import Extent, Grid
    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong; `kind` says which, `households` how many homes it touches (null where none are)."""

    kind: str
    subject: str
    detail: str
    households: int | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found on a day, and it all in one sentence."""

    findings: tuple[Finding, ...]
    summary: str


def check_grids(desk: Desk, day: date) -> Checked:
    """Look over the division as it is on a day."""
    grids = {grid.id: grid for grid in grids_on(desk, day)}
    extents = [row for row in desk.reader.find(EXTENT, desk.pid) if holds_on(row, day)]
    counted = counted_units(desk, day)
    findings = (*_ground(desk, grids, extents, counted), *_people(desk, grids, extents, day))
    total = sum(households for _, households in counted.values())
    found = f"发现 {len(findings)} 个问题" if findings else "没有发现问题"
    return Checked(findings, f"{day} {found}：{len(grids)} 个网格，{total:,} 户")


def _ground(
    desk: Desk, grids: dict[int, Grid], extents: list[Extent], counted: dict[int, tuple[int, int]]
) -> Iterator[Finding]:
    """Units with households that no grid has, and ground that more than one has."""
    houses = Houses.of(desk)
    of_unit, of_place = _holders(grids, extents)
    for unit in sorted(counted, key=lambda key: code_order(houses.unit_name(key))):
        households = counted[unit][1]
        holders = of_unit.get(unit, set())
        if not holders and households:
            yield Finding("ground_without_grid", houses.unit_name(unit), f"{households} 户不在任何网格里", households)
        elif len(holders) > 1:
            yield Finding("ground_in_two_grids", houses.unit_name(unit), f"同时在 {_named(grids, holders)}", households)
    for key, holders in of_place.items():
        place = desk.reader.get(PLACE, desk.pid, key)
        if place and len(holders) > 1:
            yield Finding("ground_in_two_grids", place_name(desk, place, houses), f"同时在 {_named(grids, holders)}")


def _holders(grids: dict[int, Grid], extents: list[Extent]) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """The standing grids that have each unit, and each public place."""
    of_unit: dict[int, set[int]] = defaultdict(set)
    of_place: dict[int, set[int]] = defaultdict(set)
    for row in extents:
        if row.grid in grids:
            if row.unit is not None:
                of_unit[row.unit].add(row.grid)
            if row.place is not None:
                of_place[row.place].add(row.grid)
    return of_unit, of_place


def _people(desk: Desk, grids: dict[int, Grid], extents: list[Extent], day: date) -> Iterator[Finding]:
    """Grids without ground, without a head, with two, and heads who are not there on the day."""
    heads, covered = heads_on(desk, day), {row.grid for row in extents}
    staff = {person.id: person for person in desk.reader.find(STAFF, desk.pid)}
    for grid in grids.values():
        people = [staff[key] for key in heads.get(grid.id, ())]
        names = "、".join(f"{person.number} {person.name}" for person in people)
        if grid.id not in covered:
            yield Finding("grid_without_ground", grid_name(grid), "没有划定楼栋、单元或部位")
        if not people:
            yield Finding("grid_without_head", grid_name(grid), "没有网格负责人")
        elif len(people) > 1:
            yield Finding("grid_with_two_heads", grid_name(grid), f"有 {len(people)} 个负责人：{names}")
        for person in people:
            if not person.works_on(day):
                yield Finding("head_not_in_post", grid_name(grid), f"负责人 {person.number} {person.name} 这天不在岗")


def _named(grids: dict[int, Grid], keys: set[int]) -> str:
    return "、".join(sorted(grid_name(grids[key]) for key in keys))

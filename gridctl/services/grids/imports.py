"""The division from a sheet: a row a building, a unit or some public places, with the code, the name and the head of its grid (D7 三)."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from gridctl.domain.grids import Assignment, Extent, Grid, overlaps
from gridctl.domain.places import building_key, phase_key, unit_key
from gridctl.domain.sheets import Clear, GridRow
from gridctl.domain.text import fold
from gridctl.errors import GridctlError, RuleError
from gridctl.regulation.posts import post_from_text
from gridctl.services.estates.houses import Houses
from gridctl.services.grids.assignments import assignments_in, keep_assignments, planned, refuse_absent, taken
from gridctl.services.grids.finding import all_grids
from gridctl.services.grids.ground import (
    Ground,
    Land,
    extents,
    grid_code,
    keep_extents,
    opening_day,
    places_of,
    units_of,
)
from gridctl.services.imports import Draft, Write, import_sheet, settled
from gridctl.store.grids import GRID
from gridctl.store.staff import STAFF, find_staff

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from gridctl.domain.imports import ImportResult, Numbered, Parsed
    from gridctl.domain.sheets import Day
    from gridctl.services.desk import Caller, Desk, WritingDesk
    from gridctl.services.imports import Difference

Key = tuple[str, str, str, str, str]
"""The code of a grid, the keys of phase, building and unit, and the public places as written."""


@dataclass(slots=True)
class _Plan:
    """The division as it is, and what the sheet would write; a new grid has an id below zero until it is written."""

    desk: Desk
    draft: Draft[GridRow]
    land: Land
    known: dict[str, Grid]
    claimed: dict[tuple[int | None, int | None], tuple[int, Grid]] = field(default_factory=dict)
    fresh: dict[int, Grid] = field(default_factory=dict)
    named: list[Grid] = field(default_factory=list)
    laid: list[Extent] = field(default_factory=list)
    heads: list[Assignment] = field(default_factory=list)

    @property
    def houses(self) -> Houses:
        return self.land.houses


@dataclass(slots=True)
class _News:
    """What one row would write."""

    said: list[Difference] = field(default_factory=list)
    named: list[Grid] = field(default_factory=list)
    laid: list[Extent] = field(default_factory=list)
    heads: list[Assignment] = field(default_factory=list)


def import_grids(caller: Caller, parsed: Parsed[GridRow], *, apply: bool, skip_wrong: bool = False) -> ImportResult:
    """Import grids with their ground and heads; what another grid or another head has is refused, row by row."""
    return import_sheet(caller, "grid", parsed, plan_grids, apply=apply, skip_wrong=skip_wrong)


def plan_grids(desk: Desk, draft: Draft[GridRow]) -> Write:
    """Say what becomes of each row of a sheet."""
    grids = all_grids(desk)
    known = {grid.name.casefold(): grid for grid in reversed(grids)} | {grid.code.casefold(): grid for grid in grids}
    plan = _Plan(desk, draft, Land(desk, Houses.of(desk)), known)
    groups: dict[str, list[Numbered[GridRow]]] = {}
    for key, item in settled(draft, _keyed(draft), same="同一网格的同一处").items():
        groups.setdefault(key[0], []).append(item)
    for code, items in groups.items():
        _plan_grid(plan, code, items)
    _warn_of_several_grids(plan)
    return lambda desk: _write(desk, plan)


def _keyed(draft: Draft[GridRow]) -> Iterator[tuple[Key, Numbered[GridRow]]]:
    """Give each row with what it speaks of; a register of rooms says the same of each of its rooms, which is no news."""
    seen: set[GridRow] = set()
    for item in draft.rows:
        if item.row in seen:
            draft.unchanged += 1
            continue
        seen.add(item.row)
        row = item.row
        ground = (phase_key(row.phase or ""), building_key(row.building or ""), unit_key(row.unit or ""))
        yield (fold(row.code).casefold(), *ground, fold(row.places or "")), item


def _plan_grid(plan: _Plan, code: str, items: list[Numbered[GridRow]]) -> None:
    """Plan the rows of one grid: its ground row by row, its name and head with the first row that says them."""
    named, headed = _first(plan, items, "name"), _first(plan, items, "head")
    days = [day for item in items if (day := _day(item.row.from_day))]
    grid = plan.known.get(code) or _new_grid(plan, items[0], named, min(days, default=opening_day(plan.desk)))
    for item in items:
        try:
            news = _News()
            if item is named:
                _name(news, grid, str(item.row.name))
            _ground(plan, news, grid, item)
            if item is headed:
                _head(plan, news, grid, item, min(days, default=_usual_day(plan, grid)))
        except _WrongCellError as wrong:
            plan.draft.wrong(item.line, wrong.field, wrong.value, wrong.message)
        if item.line not in plan.draft.lines_wrong | plan.draft.lines_conflicting:
            _take(plan, grid, item, news)


class _WrongCellError(GridctlError):
    """A cell that cannot be taken."""

    def __init__(self, field_: str, value: str, *told: str) -> None:
        super().__init__("；".join(filter(None, told)))
        self.field = field_
        self.value = value


def _first(plan: _Plan, items: list[Numbered[GridRow]], name: str) -> Numbered[GridRow] | None:
    """The first row that fills a field which belongs to the grid; rows that say it otherwise contradict it."""
    said = [item for item in items if isinstance(getattr(item.row, name), str)]
    for item in said:
        first, text = getattr(said[0].row, name), getattr(item.row, name)
        if text != first:
            plan.draft.conflict(item.line, name, text, f"同一个网格在第 {said[0].line} 行写的是“{first}”")
    return said[0] if said else None


def _new_grid(plan: _Plan, item: Numbered[GridRow], named: Numbered[GridRow] | None, start: date) -> Grid:
    """A grid that is not there yet, under the number of its first line."""
    code = grid_code(item.row.code)
    return Grid(plan.desk.pid, -item.line, code, str(named.row.name) if named else code, start, None)


def _day(cell: Day) -> date | None:
    return None if isinstance(cell, Clear) else cell


def _usual_day(plan: _Plan, grid: Grid) -> date:
    """From when what a row says holds where it gives no day."""
    return grid.valid_from if grid.id < 0 else max(opening_day(plan.desk), grid.valid_from)


def _name(news: _News, grid: Grid, name: str) -> None:
    if name != grid.name:
        news.named.append(replace(grid, name=name))
        news.said.append(("名称", grid.name, name))


def _ground(plan: _Plan, news: _News, grid: Grid, item: Numbered[GridRow]) -> None:
    """Plan the ground of a row: what the grid does not have yet, and nobody else has."""
    row, start = item.row, _day(item.row.from_day) or _usual_day(plan, grid)
    if not (row.building or row.unit or row.places):
        return
    if start < grid.valid_from:
        raise _WrongCellError("from_day", str(start), f"网格 {grid.code} 从 {grid.valid_from} 起才有")
    wanted = extents(grid, Ground(tuple(_units(plan, row)), tuple(_places(plan, row))), start)
    for each in wanted:
        _refuse_claimed(plan, grid, item, each)
    own = [held for each in wanted if (held := plan.land.own(each))]
    if any(held.valid_from > start for held in own):
        first = min(held.valid_from for held in own)
        plan.draft.warn(item.line, "from_day", str(start), f"已从 {first} 起在这个网格里，起始日期没有改动")
    news.laid += [each for each in wanted if plan.land.own(each) is None]
    if news.laid:
        news.said.append(("范围", "", "、".join(map(plan.land.name, news.laid))))


def _units(plan: _Plan, row: GridRow) -> Sequence[int]:
    if not (row.building or row.unit):
        return ()
    with _wrong_cell("building", f"{row.building or ''}{row.unit or ''}"):
        return units_of(plan.desk, plan.houses, row.phase or "", row.building or "", row.unit or "")


def _places(plan: _Plan, row: GridRow) -> Sequence[int]:
    if not row.places:
        return ()
    with _wrong_cell("places", row.places):
        return places_of(plan.desk, [row.places])


@contextmanager
def _wrong_cell(field_: str, value: str) -> Iterator[None]:
    """Say of a cell what is wrong with it."""
    try:
        yield
    except GridctlError as error:
        raise _WrongCellError(field_, value, error.message, *getattr(error, "choices", ()), error.hint) from None


def _refuse_claimed(plan: _Plan, grid: Grid, item: Numbered[GridRow], wanted: Extent) -> None:
    """Refuse ground that another grid has, in the sheet or in the ledger."""
    name = plan.land.name(wanted)
    cell, option = ("building", "--units") if wanted.place is None else ("places", "--places")
    line, other = plan.claimed.setdefault((wanted.unit, wanted.place), (item.line, grid))
    if other is not grid:
        plan.draft.conflict(item.line, cell, name, f"第 {line} 行已把它划给网格 {other.code}")
    elif claims := plan.land.claims(wanted):
        way = f"改划用 gridctl grid add {grid.code} {option} {name} --from 日期 --replace"
        raise _WrongCellError(cell, name, claims[0].words, way)


def _head(plan: _Plan, news: _News, grid: Grid, item: Numbered[GridRow], start: date) -> None:
    """Plan who heads a grid, from the day of the row or the grid's first."""
    text = str(item.row.head)
    with _wrong_cell("head", text):
        person = find_staff(plan.desk.reader, plan.desk.pid, text)
        post = post_from_text(plan.desk.policy("grid_head_post", start))
        wanted = planned(person, post, _day(item.row.from_day) or start, person.departed, grid=grid.id)
        rivals = _rivals(plan, wanted)
        if any(row.staff != person.id for row in rivals):
            raise _other_head(plan, wanted, rivals)
        if rivals:
            return
        refuse_absent(plan.desk, wanted)
    news.heads.append(wanted)
    news.said.append(("负责人", "", f"{person.number} {person.name}"))


def _rivals(plan: _Plan, wanted: Assignment) -> list[Assignment]:
    """Who has the post on the grid on one of those days."""
    rows = assignments_in(plan.desk, wanted.grid or 0)
    return [row for row in rows if row.post == wanted.post and overlaps(row, wanted.valid_from, wanted.valid_to)]


def _other_head(plan: _Plan, wanted: Assignment, rivals: list[Assignment]) -> RuleError:
    other = next(row for row in rivals if row.staff != wanted.staff)
    return RuleError(taken(plan.desk, wanted, other).message, "换人用 gridctl grid assign … --from 日期 --replace")


def _warn_of_several_grids(plan: _Plan) -> None:
    counts = Counter(row.staff for row in plan.heads)
    for staff, count in counts.items():
        person = plan.desk.reader.get(STAFF, plan.desk.pid, staff)
        if person and count > 1:
            plan.draft.warn(0, "head", person.name, f"{person.number} 同时负责 {count} 个网格")


def _take(plan: _Plan, grid: Grid, item: Numbered[GridRow], news: _News) -> None:
    """Take a row into the plan, and tell what becomes of it."""
    plan.laid += news.laid
    plan.heads += news.heads
    if grid.id < 0:
        plan.fresh[grid.id] = grid
        plan.draft.new += 1
    else:
        plan.named += news.named
        plan.draft.changes(item.line, f"网格 {grid.code}", news.said)


def _write(desk: WritingDesk, plan: _Plan) -> None:
    """Write what was planned; new grids get their ids, and what was planned for them follows."""
    first = desk.tx.next_id(desk.pid, GRID, len(plan.fresh)) if plan.fresh else 0
    ids = {old: first + i for i, old in enumerate(plan.fresh)}
    desk.tx.insert(GRID, [replace(grid, id=ids[grid.id]) for grid in plan.fresh.values()])
    desk.tx.update(GRID, plan.named)
    keep_extents(desk, [replace(row, grid=ids.get(row.grid, row.grid)) for row in plan.laid])
    keep_assignments(desk, [replace(row, grid=ids.get(row.grid or 0, row.grid)) for row in plan.heads])

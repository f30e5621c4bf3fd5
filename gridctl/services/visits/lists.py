"""Visits as they are looked at: names masked, unless it is asked with a reason to see them in full (H4, H6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from gridctl.domain.privacy import mask_free_text, mask_name
from gridctl.domain.visits import NEED_WORDS, NeedState
from gridctl.regulation.visits import need_kinds, visit_mode, visit_modes, visit_outcome, visit_outcomes
from gridctl.services.grids.finding import find_grid
from gridctl.services.places.finding import find_place_id, place_name
from gridctl.services.tickets.chains import parts
from gridctl.services.visits.edits import needs_of
from gridctl.store.estates import PLACE
from gridctl.store.grids import GRID
from gridctl.store.staff import STAFF, find_staff
from gridctl.store.visits import VISIT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gridctl.domain.visits import Need, Visit
    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Asked:
    """Which visits are wanted, as typed."""

    place: str = ""
    staff: str = ""
    grid: str = ""
    since: date | None = None
    until: date | None = None
    mode: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class VisitNeed:
    """A need that a visit found; `number` is that of the need."""

    number: int
    kind: str
    kind_name: str
    what: str
    state: str
    state_name: str


@dataclass(frozen=True, slots=True)
class VisitLine:
    """A visit; `at` is its moment as stored, `people` who was met, `recorded` the local minute it was entered."""

    number: int
    day: date
    at: str
    place: str
    grid: str
    staff: str
    name: str
    mode: str
    mode_name: str
    outcome: str
    outcome_name: str
    people: str
    needs: tuple[VisitNeed, ...]
    note: str
    recorded: str

    @property
    def where(self) -> str:
        """The home, of a talk with several households their grid."""
        return self.place or self.grid


def find_visits(desk: Desk, asked: Asked, *, full: bool = False) -> list[VisitLine]:
    """The visits that are asked for, oldest first."""
    column, conditions = VISIT.c, list[Any]()
    if asked.since:
        conditions.append(column["day"] >= asked.since)
    if asked.until:
        conditions.append(column["day"] <= asked.until)
    if asked.place:
        conditions.append(column["place"] == find_place_id(desk, asked.place, public=False))
    if asked.staff:
        conditions.append(column["staff"] == find_staff(desk.reader, desk.pid, asked.staff).id)
    if asked.grid:
        conditions.append(column["grid"] == find_grid(desk, asked.grid).id)
    if asked.mode:
        conditions.append(column["mode"] == visit_mode(asked.mode).code)
    if asked.outcome:
        conditions.append(column["outcome"] == visit_outcome(asked.outcome).code)
    return visit_lines(desk, desk.reader.find(VISIT, desk.pid, *conditions, order="at"), full=full)


def visit_lines(desk: Desk, rows: Iterable[Visit], *, full: bool = False) -> list[VisitLine]:
    """Visits in words, masked unless `full`."""
    rows = list(rows)
    staff = {person.id: person for person in desk.reader.find(STAFF, desk.pid)}
    grids = {grid.id: grid.name for grid in desk.reader.find(GRID, desk.pid)}
    places, needs = place_names(desk, (row.place for row in rows)), _needs(desk, rows, full=full)
    modes = {one.code: one.name for one in visit_modes()}
    outcomes = {one.code: one.name for one in visit_outcomes()}
    return [
        VisitLine(
            number=row.id,
            day=row.day,
            at=row.at,
            place=places.get(row.place or 0, ""),
            grid=grids.get(row.grid or 0, ""),
            staff=staff[row.staff].number,
            name=staff[row.staff].name,
            mode=row.mode,
            mode_name=modes.get(row.mode, row.mode),
            outcome=row.outcome,
            outcome_name=outcomes.get(row.outcome, row.outcome),
            people=row.people if full else mask_name(row.people),
            needs=tuple(needs.get(row.id, ())),
            note=row.note if full else mask_free_text(row.note),
            recorded=f"{desk.local(row.recorded_at):%Y-%m-%d %H:%M}",
        )
        for row in rows
    ]


def place_names(desk: Desk, keys: Iterable[int | None]) -> dict[int, str]:
    """The full names of places by id."""
    wanted = sorted({key for key in keys if key is not None})
    found = (place for part in parts(wanted) for place in desk.reader.find(PLACE, desk.pid, PLACE.c["id"].in_(part)))
    return {place.id: place_name(desk, place) for place in found}


def _needs(desk: Desk, rows: list[Visit], *, full: bool) -> dict[int, list[VisitNeed]]:
    """By visit, what it found."""
    kinds = {kind.code: kind.name for kind in need_kinds()}
    found: dict[int, list[VisitNeed]] = {}
    for need in needs_of(desk, rows):
        found.setdefault(need.visit or 0, []).append(_need(need, kinds.get(need.kind, need.kind), full=full))
    return found


def _need(need: Need, kind: str, *, full: bool) -> VisitNeed:
    state = NeedState.of(need)
    what = need.what if full else mask_free_text(need.what)
    return VisitNeed(need.id, need.kind, kind, what, state.value, NEED_WORDS[state])

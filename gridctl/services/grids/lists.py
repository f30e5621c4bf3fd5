"""Grids as they are listed and shown: households against the band, ground, heads over time, open tickets (D7 三)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.grids import holds_on
from gridctl.services.estates.houses import Houses
from gridctl.services.gold.holding import gold_on
from gridctl.services.grids.answering import named
from gridctl.services.grids.assignments import AssignmentLine, assignment_lines, assignments_in, heads_on
from gridctl.services.grids.finding import find_grid, grids_on, ground_words
from gridctl.store.grids import EXTENT, households_by_unit
from gridctl.store.staff import STAFF

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gridctl.domain.grids import Grid
    from gridctl.domain.staff import Staff
    from gridctl.services.desk import Desk
    from gridctl.services.tickets.lists import TicketLine

UNKNOWN_KIND = "residence"  # household_room_kinds: a kind that is not filled in counts as a dwelling


@dataclass(frozen=True, slots=True)
class GridLine:
    """A grid on a day; `band` is "below", "within" or "above" the households it should have, low to high.

    `gold`: a gold steward heads it on that day, so that `band_high` is what was approved; `enlarged`: it has more
    households than the common band, approved or not (D7 四.6). `head` says who stands in while he is on leave.
    """

    code: str
    name: str
    households: int
    band: str
    band_low: int
    band_high: int
    gold: bool
    enlarged: bool
    ground: str
    head_number: str
    head: str
    valid_from: date
    valid_to: date | None

    @property
    def standard(self) -> str:
        """`band`, or "enlarged" where it is within only because a gold steward heads it."""
        return "enlarged" if self.enlarged and self.band == "within" else self.band


@dataclass(frozen=True, slots=True)
class GridCard(GridLine):
    """A grid with who headed it and who else was put on it, and its open tickets."""

    heads: tuple[AssignmentLine, ...]
    others: tuple[AssignmentLine, ...]
    tickets: tuple[TicketLine, ...]


def list_grids(desk: Desk, day: date) -> list[GridLine]:
    """The grids that stand on a day."""
    return grid_lines(desk, grids_on(desk, day), day)


def grid_lines(desk: Desk, grids: Iterable[Grid], day: date) -> list[GridLine]:
    """Grids as they are on a day."""
    houses, heads, households = Houses.of(desk), heads_on(desk, day), _households(desk, day)
    low, high, gold = desk.policy("grid_band_min", day), desk.policy("grid_band_max", day), gold_on(desk, day)
    staff = {person.id: person for person in desk.reader.find(STAFF, desk.pid)}
    people = {grid: [staff[key] for key in keys] for grid, keys in heads.items()}
    return [
        _line(
            grid,
            households=households.get(grid.id, 0),
            band=(low, high),
            gold=gold,
            people=people.get(grid.id, []),
            names=[named(desk, person.id, person.name, day) for person in people.get(grid.id, ())],
            ground=ground_words(desk, grid.id, day, houses),
        )
        for grid in grids
    ]


def _line(
    grid: Grid,
    *,
    households: int,
    band: tuple[int, int],
    gold: dict[int, int],
    people: list[Staff],
    names: list[str],
    ground: str,
) -> GridLine:
    most = max([band[1], *(gold.get(person.id, 0) for person in people)])
    return GridLine(
        code=grid.code,
        name=grid.name,
        households=households,
        band="below" if households < band[0] else "above" if households > most else "within",
        band_low=band[0],
        band_high=most,
        gold=any(person.id in gold for person in people),
        enlarged=households > band[1],
        ground=ground,
        head_number="、".join(person.number for person in people),
        head="、".join(names),
        valid_from=grid.valid_from,
        valid_to=grid.valid_to,
    )


def grid_card(desk: Desk, text: str, day: date) -> GridCard:
    """Everything about one grid."""
    from gridctl.services.tickets.lists import Asked, find_tickets  # noqa: PLC0415 - a list of grids needs no tickets

    grid = find_grid(desk, text)
    (line,) = grid_lines(desk, [grid], day)
    rows = assignments_in(desk, grid.id)
    heading = [row for row in rows if row.post == desk.policy("grid_head_post", row.valid_from)]
    known = {name: getattr(line, name) for name in GridLine.__slots__}
    return GridCard(
        **known,
        heads=tuple(assignment_lines(desk, heading)),
        others=tuple(assignment_lines(desk, [row for row in rows if row not in heading])),
        tickets=tuple(find_tickets(desk, Asked(grid=grid.code))),
    )


def counted_units(desk: Desk, day: date) -> dict[int, tuple[int, int]]:
    """By unit, its rooms and those that count as a household by the policies of a day."""
    kinds, states = set(desk.policy("household_room_kinds", day)), {*desk.policy("household_room_states", day), ""}
    unknown = {""} if UNKNOWN_KIND in kinds else set()
    return households_by_unit(desk.reader, desk.pid, kinds=kinds | unknown, states=states)


def _households(desk: Desk, day: date) -> dict[int, int]:
    """By grid, the households of its units on a day."""
    by_unit = counted_units(desk, day)
    found: dict[int, int] = {}
    for row in desk.reader.find(EXTENT, desk.pid):
        if row.unit is not None and holds_on(row, day):
            found[row.grid] = found.get(row.grid, 0) + by_unit.get(row.unit, (0, 0))[1]
    return found

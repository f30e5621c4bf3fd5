"""Public places and equipment as they are looked at: with their grid, their keeper and what is open there (E7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.estates import PlaceKind
from gridctl.domain.text import fold
from gridctl.services.answering import grid_of
from gridctl.services.estate_lists import answer
from gridctl.services.grids import all_grids, find_grid
from gridctl.services.houses import Houses, find_building
from gridctl.services.places import find_place, place_name
from gridctl.store.estates import ALIAS, PLACE
from gridctl.store.places import open_tickets

if TYPE_CHECKING:
    from gridctl.domain.estates import Place
    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A public place in a list; `place` is its full name, `kind` is area or equipment."""

    place: str
    category: str
    kind: str
    building: str
    floor: int | None
    location: str
    keeper: str
    grid: str
    remark: str


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """A public place with who answers for it, its other names (as keys) and how many tickets are open there."""

    place: str
    category: str
    kind: str
    building: str
    floor: int | None
    location: str
    keeper: str
    grid: str
    head: str
    aliases: tuple[str, ...]
    open_tickets: int
    remark: str


def place_lines(desk: Desk, *, building: str = "", category: str = "", grid: str = "") -> list[PlaceLine]:
    """List public places of a building, a category or a grid, as far as these are said."""
    houses = Houses.of(desk)
    there = find_building(desk, "", building, houses).id if building else None
    held = find_grid(desk, grid).name if grid else None
    names = {one.id: one.name for one in all_grids(desk)}
    places = desk.reader.find(PLACE, desk.pid, PLACE.c["kind"] != PlaceKind.ROOM.value)
    chosen = [
        one
        for one in places
        if there in (None, one.building) and (not category or fold(category) in (fold(one.use), one.kind))
    ]
    lines = [_line(desk, houses, one, names.get(grid_of(desk, one.id, desk.today) or 0, "")) for one in chosen]
    return [line for line in lines if held in (None, line.grid)]


def _line(desk: Desk, houses: Houses, place: Place, grid: str) -> PlaceLine:
    return PlaceLine(
        place=place_name(desk, place, houses),
        category=place.use,
        kind=place.kind,
        building=houses.ground_name(place.building, place.unit),
        floor=place.floor,
        location=place.location,
        keeper=place.keeper,
        grid=grid,
        remark=place.remark,
    )


def place_card(desk: Desk, text: str) -> PlaceCard:
    """Show the public place that is meant."""
    return card_of(desk, find_place(desk, text, rooms=False))


def card_of(desk: Desk, place: Place) -> PlaceCard:
    """Show a public place."""
    grid, head = answer(desk, place)
    houses = Houses.of(desk)
    return PlaceCard(
        place=place_name(desk, place, houses),
        category=place.use,
        kind=place.kind,
        building=houses.ground_name(place.building, place.unit),
        floor=place.floor,
        location=place.location,
        keeper=place.keeper,
        grid=grid,
        head=head,
        aliases=tuple(alias.key for alias in desk.reader.find(ALIAS, desk.pid, ALIAS.c["place"] == place.id)),
        open_tickets=open_tickets(desk.reader, desk.pid, place.id),
        remark=place.remark,
    )

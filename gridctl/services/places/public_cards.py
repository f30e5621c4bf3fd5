"""A public place or piece of equipment as it is looked at: where it is, who answers for it, what is open there (E7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.services.estates.households import answer
from gridctl.services.estates.houses import Houses
from gridctl.services.places.finding import find_place
from gridctl.store.estates import ALIAS
from gridctl.store.place_reads import open_tickets

if TYPE_CHECKING:
    from gridctl.domain.estates import Place
    from gridctl.services.desk import Desk


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


def place_card(desk: Desk, text: str) -> PlaceCard:
    """Show the public place that is meant."""
    return card_of(desk, find_place(desk, text, rooms=False))


def card_of(desk: Desk, place: Place) -> PlaceCard:
    """Show a public place."""
    grid, head = answer(desk, place)
    houses = Houses.of(desk)
    return PlaceCard(
        place=houses.place_name(place),
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

"""A household: who lives there, and who answers for it (E1, H1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.services.estates.lists import square_metres
from gridctl.services.grids.answering import answerable, head_words
from gridctl.services.places.finding import find_place, place_name
from gridctl.services.residents.lists import Asked, ResidentLine, find_residents
from gridctl.store.grids import GRID

if TYPE_CHECKING:
    from gridctl.domain.estates import Place
    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Household:
    """A room with who lives there and who answers for it."""

    place: str
    floor: int | None
    kind: str
    state: str
    area: float | None
    grid: str
    head: str
    remark: str
    residents: tuple[ResidentLine, ...]


def household(desk: Desk, text: str, *, full: bool = False) -> Household:
    """Show the household that is meant, with its people (masked unless `full`), its grid and who heads that."""
    place = find_place(desk, text, public=False)
    grid, head = answer(desk, place)
    return Household(
        place=place_name(desk, place),
        floor=place.floor,
        kind=place.use,
        state=place.state,
        area=square_metres(place.area_cm2),
        grid=grid,
        head=head,
        remark=place.remark,
        residents=tuple(find_residents(desk, Asked(place=place.id), full=full)),
    )


def answer(desk: Desk, place: Place) -> tuple[str, str]:
    """The grid of a place today and who answers for it, by name; "" where there is none."""
    grid_id, _ = answerable(desk, place.id, desk.today)
    if grid_id is None:
        return "", ""
    grid = desk.reader.get(GRID, desk.pid, grid_id)
    return grid.name if grid else "", head_words(desk, grid_id, desk.today)

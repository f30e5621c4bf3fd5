"""Short ways to public places: by a part of a name, by initials (东门岗 dmg), by numbers and a word (3-2大堂, 3-2dt)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gridctl.domain.initials import Known, meant
from gridctl.domain.text import fold
from gridctl.services.estates.houses import Houses
from gridctl.store.place_reads import PublicName, public_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.services.desk import Desk

_WORD = re.compile(r"[^\W0-9_]")


def places_meant(desk: Desk, text: str, known: Sequence[Known] = ()) -> list[int]:
    """The ids of the public places that a text can mean; numbers alone are a room and mean none."""
    if not _WORD.search(fold(text)):
        return []
    return [one.key for one in meant(known or known_places(desk), text)]


def known_places(desk: Desk) -> list[Known]:
    """Every public place by its name, by that with its building and unit before it, and by its other names."""
    houses, names = Houses.of(desk), public_names(desk.reader, desk.pid)
    others: dict[int, list[str]] = {}
    for place, alias in names.aliases:
        others.setdefault(place, []).append(alias)
    return [Known(one.id, (*_told(houses, one), *others.get(one.id, ()))) for one in names.places]


def _told(houses: Houses, place: PublicName) -> tuple[str, ...]:
    """Its name, and that with its building and unit before it where it does not say them."""
    ground = houses.ground_name(place.building, place.unit)
    told = not ground or place.written.startswith(ground)
    return (place.written,) if told else (place.written, ground + place.written)

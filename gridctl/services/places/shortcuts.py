"""Short ways to public places: by a part of a name, by initials (东门岗 dmg), by numbers and a word (3-2大堂, 3-2dt)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gridctl.domain.initials import Known, following, ground_letters, meant
from gridctl.domain.text import fold
from gridctl.services.estates.houses import Houses
from gridctl.store.initials import letters_by
from gridctl.store.place_reads import PublicName, public_names

if TYPE_CHECKING:
    from gridctl.services.desk import Desk

_WORD = re.compile(r"[^\W0-9_]")


def places_meant(desk: Desk, text: str) -> list[int]:
    """The ids of the public places that a text can mean; numbers alone are a room and mean none."""
    if not _WORD.search(fold(text)):
        return []
    return [one.key for one in meant(known_places(desk), text)]


def known_places(desk: Desk) -> list[Known]:
    """Every public place by its name, by that with its building and unit before it, and by its other names."""
    houses, names = Houses.of(desk), public_names(desk.reader, desk.pid)
    letters = letters_by(desk.reader, desk.pid, "place")
    others: dict[int, list[str]] = {}
    for place, alias in names.aliases:
        others.setdefault(place, []).append(alias)
    return [_known(houses, one, others.get(one.id, []), letters) for one in names.places]


def _known(houses: Houses, place: PublicName, others: list[str], letters: dict[tuple[int, str], str]) -> Known:
    kept = [letters.get((place.id, name), "") for name in (place.written, *others)]
    ground = houses.ground_name(place.building, place.unit)
    if not ground or place.written.startswith(ground):
        return Known(place.id, (place.written, *others), tuple(kept))
    own = kept[0] or place.written  # a name without Chinese stands for itself
    told = (place.written, ground + place.written, *others)
    return Known(place.id, told, (*kept, following(ground_letters(ground), own)))

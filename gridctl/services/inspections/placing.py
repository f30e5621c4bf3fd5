"""Where something abnormal is: named before it, or the one place of the ground where its point is looked at."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from gridctl.errors import NotFoundError, RuleError, UsageError
from gridctl.regulation.estates import place_category_from_text
from gridctl.services.estates.houses import Houses
from gridctl.services.inspections.grounds import ground_name, holds, public_places
from gridctl.services.places.finding import find_place_id, named_place_id
from gridctl.store.estates import PLACE

if TYPE_CHECKING:
    from datetime import date

    from gridctl.domain.checklists import Point
    from gridctl.services.desk import Desk
    from gridctl.services.inspections.grounds import Ground
    from gridctl.store.inspection_reads import PublicPlace

_COLON = re.compile(r"[:：]")
_MOST_NAMED = 6


def placed(desk: Desk, words: str, ground: Ground | None = None) -> tuple[int | None, str]:
    """The place that words begin with, by id, and what is wrong there: 3栋1单元大堂：灯不亮, 1#电梯 异响.

    On a building's ground it may be left out: 1单元大堂 is that building's.
    """
    head, colon, rest = _cut(words)
    if colon and rest:
        if ground is not None and ground.building is not None:
            with suppress(NotFoundError):
                return find_place_id(desk, f"{ground_name(desk, ground)}{head}"), rest
        with suppress(NotFoundError):
            return find_place_id(desk, head), rest
    head, _, rest = words.partition(" ")
    if rest.strip():
        with suppress(NotFoundError):
            return named_place_id(desk, head), rest.strip()
    return None, words


def _cut(words: str) -> tuple[str, bool, str]:
    parts = _COLON.split(words, maxsplit=1)
    return parts[0].strip(), len(parts) > 1, parts[-1].strip()


def place_of(desk: Desk, ground: Ground, point: Point, place: int | None, day: date) -> int:
    """Where a point's ticket is opened: the place that was named, else the only one that fits.

    RuleError for a place that is on other ground, UsageError where none was named and several or none fit.
    """
    if place is not None:
        if not holds(desk, ground, place, day):
            raise RuleError(
                f"“{named(desk, place)}”不在{ground_name(desk, ground)}",
                f"“{point.name}”的情况记在查的地方；别处的另记一次检查",
            )
        return place
    if ground.place is not None:
        return ground.place
    found = _looked_at(desk, ground, point, day)
    if len(found) == 1:
        return found[0].id
    names = "、".join(named(desk, one.id) for one in found[:_MOST_NAMED]) + ("…" if len(found) > _MOST_NAMED else "")
    example = named(desk, found[0].id) if found else "部位"
    raise UsageError(
        f"“{point.name}”异常，没有写在哪里",
        f"写成 {point.name}={example}：情况" + (f"；这里有：{names}" if found else ""),
    )


def _looked_at(desk: Desk, ground: Ground, point: Point, day: date) -> list[PublicPlace]:
    """The public places of the ground that the point is looked at in, of the first of its kinds that there is."""
    here = public_places(desk, ground, day)
    kinds = ([one for one in here if _category(one.category) == kind] for kind in point.places)
    return next((found for found in kinds if found), [])


def _category(written: str) -> str:
    found = place_category_from_text(written)
    return found.code if found else written


def named(desk: Desk, place: int) -> str:
    """The full name of a place."""
    row = desk.reader.get(PLACE, desk.pid, place)
    return Houses.of(desk).place_name(row) if row else ""

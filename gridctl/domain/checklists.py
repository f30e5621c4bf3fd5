"""Check-lists of posts: points and their items, in versions from a date on (I1 to I6)."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Checklist:
    """A version of a check-list, true in [valid_from, valid_to).

    `definition` is canonical JSON of its points and items, as in checklists.toml. An inspection keeps the version that
    it was made with.
    """

    project: int
    id: int
    code: str
    name: str
    valid_from: date
    valid_to: date | None
    definition: str
    clause: str


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a check-list, looked at by its `items`.

    `opens` is the kind of ticket that an abnormal answer opens ("" for none), `category` that ticket's ("" where the
    words of the finding tell), `places` the kinds of public place where it is looked at; `counted`: a number is written,
    `homes`: it is those under renovation, each of which is thereby patrolled.
    """

    code: str
    name: str
    items: tuple[str, ...] = ()
    opens: str = ""
    category: str = ""
    places: tuple[str, ...] = ()
    counted: bool = False
    homes: bool = False
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """What a version of a check-list says.

    `ground` is a Scope: what one inspection is made of. `posts` are who inspects (`grid_head` for whichever post heads
    grids), `partner_posts` who inspects with him, none where one is enough. `settles` are the kinds of ticket whose
    mended ones are accepted or sent back in the same inspection.
    """

    ground: str
    posts: tuple[str, ...]
    points: tuple[Point, ...]
    partner_posts: tuple[str, ...] = ()
    settles: tuple[str, ...] = ()

    @property
    def homes(self) -> bool:
        """Whether one of the points is the homes under renovation."""
        return any(point.homes for point in self.points)

    @property
    def text(self) -> str:
        """The definition as the ledger keeps it: canonical JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def of(cls, text: str) -> Definition:
        """Read what `text` gave."""
        kept = _known(cls, json.loads(text))
        points = tuple(Point(**_known(Point, point)) for point in kept.pop("points"))
        return cls(points=points, **kept)


def _known(kind: type[Point | Definition], kept: dict[str, Any]) -> dict[str, Any]:
    """The fields of a kind, lists as tuples."""
    names = {field.name for field in fields(kind)}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in kept.items() if name in names}

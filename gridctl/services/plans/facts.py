"""What is told of a plan besides its grids and units: figures, what cannot be met, the ways out; kept as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gridctl.domain.dividing.answer import Answer, GridFigures
    from gridctl.domain.dividing.estate import Block

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Figure:
    """A grid: mean metres to its best building (None without coordinates), pieces, why it is out of band ("")."""

    walking_metres: int | None
    pieces: int
    reason: str


@dataclass(frozen=True, slots=True)
class Told:
    """`figures` by the ordinals of the grids; `moved` households change their grid against the day the plan was made.

    `shortfalls`, `ways` and `notices` are as the search gave them, field by field; `points` holds millimetres of the
    buildings. `present_violation` is what the grids of the day it was made left outside this band, None without any.
    """

    figures: tuple[Figure, ...]
    violation: int
    splits: int
    moved: int
    unchanged: bool
    order_only: bool
    shortfalls: tuple[Entry, ...]
    ways: tuple[Entry, ...]
    notices: tuple[Entry, ...]
    points: Mapping[int, tuple[int, int]]
    present_violation: int | None = None

    def to_json(self) -> str:
        """As the plan keeps it."""
        return json.dumps(asdict(self), ensure_ascii=False)

    def in_order(self, order: Sequence[int]) -> Told:
        """The same with the grids in another order."""
        return replace(self, figures=tuple(self.figures[place] for place in order))

    @classmethod
    def from_json(cls, text: str) -> Told:
        """As it was kept."""
        known = json.loads(text)
        figures = tuple(Figure(**one) for one in known.pop("figures"))
        points = {int(key): (x, y) for key, (x, y) in known.pop("points").items()}
        lists: dict[str, Any] = {name: tuple(known.pop(name)) for name in ("shortfalls", "ways", "notices")}
        return cls(figures=figures, points=points, **lists, **known)

    def remeasured(self, figures: Sequence[GridFigures], violation: int, splits: int, moved: int) -> Told:
        """The same plan with some units moved by hand; the ways out were priced for what it was."""
        return replace(
            self,
            figures=tuple(replace(each, reason=_lasting(each.reason)) for each in map(figure_of, figures)),
            violation=violation,
            splits=splits,
            moved=moved,
            unchanged=False,
            ways=(),
        )


def _lasting(reason: str) -> str:
    """Why a grid is out of band, as far as that does not hang on the search: someone chose it so."""
    return reason if reason in ("building_too_large", "gold_steward") else ""


def told_of(answer: Answer, blocks: Iterable[Block], moved: int, present_violation: int | None) -> Told:
    """What the search found, as it is told."""
    return Told(
        figures=tuple(map(figure_of, answer.grids)),
        violation=answer.violation,
        splits=answer.splits,
        moved=moved,
        unchanged=answer.unchanged,
        order_only=answer.order_only,
        shortfalls=tuple(map(asdict, answer.shortfalls)),
        ways=tuple(map(asdict, answer.remedies)),
        notices=tuple(map(asdict, answer.notices)),
        points={block.key: (block.point.x, block.point.y) for block in blocks if block.point},
        present_violation=present_violation,
    )


def figure_of(figures: GridFigures) -> Figure:
    """What is kept of a grid's figures: the rest is counted from its units."""
    return Figure(figures.walking_metres, figures.pieces, str(figures.reason or ""))

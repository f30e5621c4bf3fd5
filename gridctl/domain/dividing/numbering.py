"""Which grid is the first, and which present grid each goes on from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from gridctl.domain.dividing.estate import Block

Grid = tuple[int, ...]


def continued(
    grids: Sequence[Grid], current: Mapping[int, int], households: Mapping[int, int]
) -> tuple[int | None, ...]:
    """The present grid that each grid goes on from: by greatest overlap in households, none twice."""
    overlaps = []
    for place, grid in enumerate(grids):
        shared: Counter[int] = Counter()
        for unit in grid:
            if unit in current:
                shared[current[unit]] += households[unit]
        overlaps += [(-count, present, place) for present, count in shared.items()]
    found: dict[int, int] = {}
    for _, present, place in sorted(overlaps):
        if place not in found and present not in found.values():
            found[place] = present
    return tuple(found.get(place) for place in range(len(grids)))


def moved_households(
    grids: Sequence[Grid], continues: Sequence[int | None], current: Mapping[int, int], households: Mapping[int, int]
) -> int:
    """The households that change their grid; those that have none at present do not count."""
    return sum(
        households[unit]
        for grid, present in zip(grids, continues, strict=True)
        for unit in grid
        if unit in current and current[unit] != present
    )


def reading_order(hearts: Sequence[Block], firsts: Sequence[int], continues: Sequence[int | None]) -> list[int]:
    """The places of grids in the order of their numbers.

    Present grids keep their order, new ones follow as one reads a map, north to south and west to east by the best
    building of each; without coordinates in the order of the list.
    """

    def rank(place: int) -> tuple[int, ...]:
        present, point = continues[place], hearts[place].point
        on_map = (-point.y, point.x) if point else ()
        return (present is None, present or 0, *on_map, firsts[place])

    return sorted(range(len(hearts)), key=rank)

"""The connected parts of a set of nodes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def parts(neighbours: Sequence[Sequence[int]], within: Iterable[int] | None = None) -> list[tuple[int, ...]]:
    """The connected parts of the nodes `within` (all), each in rising order, in the order of their first nodes."""
    left = set(range(len(neighbours)) if within is None else within)
    found = []
    for first in sorted(left):
        if first in left:
            part = _reached(neighbours, first, left)
            left -= part
            found.append(tuple(sorted(part)))
    return found


def _reached(neighbours: Sequence[Sequence[int]], first: int, within: set[int]) -> set[int]:
    reached, edge = {first}, [first]
    while edge:
        for other in neighbours[edge.pop()]:
            if other in within and other not in reached:
                reached.add(other)
                edge.append(other)
    return reached

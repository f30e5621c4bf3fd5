"""What must stand apart is parted, where the search found no cut that does so: even at the price of a piece more."""

from __future__ import annotations

from gridctl.domain.dividing.measure import Grids, breaches, in_order, rank
from gridctl.domain.dividing.task import Task

ROUNDS = 4  # times that each node may move on the average


def separated(task: Task, grids: Grids) -> Grids:
    """The cut with as few pairs together that must stand apart as moving one node after the other leaves."""
    if not breaches(task, grids):
        return grids
    members = [set(grid) for grid in grids]
    owner = {node: place for place, grid in enumerate(grids) for node in grid}
    partners: dict[int, set[int]] = {}
    for one, other in sorted(task.apart):
        partners.setdefault(one, set()).add(other)
        partners.setdefault(other, set()).add(one)
    best, moved = in_order(grids), dict.fromkeys(partners, 0)
    for _ in range(ROUNDS * len(partners)):
        together = [node for node in sorted(partners) if partners[node] & members[owner[node]]]
        if not together:
            break
        node = min(together, key=lambda node: (moved[node], -len(partners[node] & members[owner[node]]), node))
        place = _best_place(task, members, owner, partners[node], node)
        if place is None:
            break
        members[owner[node]].discard(node)
        members[place].add(node)
        owner[node], moved[node] = place, moved[node] + 1
        best = min(best, in_order(members), key=lambda cut: rank(task, cut))
    return best


def _best_place(
    task: Task, members: list[set[int]], owner: dict[int, int], partners: set[int], node: int
) -> int | None:
    """Another grid with the fewest of those that a node must stand apart from; one that it touches, if it can be."""
    if len(members[owner[node]]) == 1:
        return None
    touching = {owner[other] for other in task.neighbours[node]}
    load = [sum(task.weights[other] for other in grid) for grid in members]
    places = [place for place in range(len(members)) if place != owner[node]]
    return min(
        places,
        key=lambda place: (len(partners & members[place]), place not in touching, load[place], place),
        default=None,
    )

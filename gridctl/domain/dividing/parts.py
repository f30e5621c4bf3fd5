"""Tasks made from a task: a part of its region by itself, or the whole with light nodes joined into heavier ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gridctl.domain.coordinates import Point
from gridctl.domain.dividing.measure import Grids, distance, in_order
from gridctl.domain.dividing.task import Task


def joined(task: Task, groups: Sequence[Sequence[int]], grids: int, gold: int) -> Task:
    """The task whose nodes are groups of nodes; nodes in no group are left out."""
    group_of = {node: place for place, group in enumerate(groups) for node in group}
    near = [
        {group_of[other] for node in group for other in task.neighbours[node] if other in group_of} - {place}
        for place, group in enumerate(groups)
    ]
    apart = {(group_of[one], group_of[other]) for one, other in task.apart if one in group_of and other in group_of}
    return replace(
        task,
        weights=tuple(sum(task.weights[node] for node in group) for group in groups),
        care=tuple(sum(task.care[node] for node in group) for group in groups),
        points=tuple(_middle(task, group) for group in groups),
        neighbours=tuple(tuple(sorted(row)) for row in near),
        grids=grids,
        apart=frozenset((min(pair), max(pair)) for pair in apart),
        gold=gold,
        present=tuple(_present(task, group) for group in groups) if task.present else (),
    )


def parted(groups: Sequence[Sequence[int]], grids: Grids) -> Grids:
    """The nodes of the task that a task was made from, in place of the groups."""
    return in_order([node for group in grid for node in groups[group]] for grid in grids)


def _middle(task: Task, group: Sequence[int]) -> Point:
    """The node of a group that the others' households have least far to."""
    if len(group) == 1:
        return task.points[group[0]]
    _, heart = min(
        (sum(task.weights[node] * distance(task.points[node], task.points[heart]) for node in group), heart)
        for heart in group
    )
    return task.points[heart]


def _present(task: Task, group: Sequence[int]) -> Mapping[int, int]:
    held: dict[int, int] = {}
    for node in group:
        for present, count in task.present[node].items():
            held[present] = held.get(present, 0) + count
    return held


def clusters(task: Task, grain: int) -> Grids:
    """Neighbouring light nodes together until each group has `grain` households, or there is nothing light beside it."""
    group_of = list(range(len(task.weights)))
    members = {node: [node] for node in group_of}
    apart = task.apart | {(other, one) for one, other in task.apart}
    light = sorted((load, node) for node, load in enumerate(task.weights) if load < grain)
    while light:
        load, group = light.pop(0)
        if group not in members or sum(task.weights[node] for node in members[group]) != load:
            continue
        beside = {group_of[other] for node in members[group] for other in task.neighbours[node]} - {group}
        choices = sorted(
            (distance(task.points[group], task.points[other]), other)
            for other in beside
            if load + sum(task.weights[node] for node in members[other]) <= 2 * grain
            and not any((one, two) in apart for one in members[group] for two in members[other])
        )
        if choices:
            other = choices[0][1]
            for node in members[group]:
                group_of[node] = other
            members[other] += members.pop(group)
            total = sum(task.weights[node] for node in members[other])
            if total < grain:
                light.append((total, other))
                light.sort()
    return in_order(members.values())

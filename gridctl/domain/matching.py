"""Rows and columns paired one to one so that the gains of the pairs add up to the most there can be (D2 三, D7 四)."""

from __future__ import annotations

from collections.abc import Sequence


def best_pairs(gains: Sequence[Sequence[int]]) -> list[int | None]:
    """The column of each row, None where the columns are too few; every column is taken at most once.

    As many pairs as there can be, and of all such pairings one with the greatest sum of gains, exactly and always the
    same one for the same gains: the Hungarian method by shortest augmenting paths, O(rows² · columns).
    """
    if not gains or not gains[0]:
        return [None] * len(gains)
    if len(gains) <= len(gains[0]):
        return list(_paired([[-gain for gain in row] for row in gains]))
    rows: list[int | None] = [None] * len(gains)
    for column, row in enumerate(_paired([[-gain for gain in column] for column in zip(*gains, strict=True)])):
        rows[row] = column
    return rows


def _paired(costs: list[list[int]]) -> list[int]:
    """The column of each row at the least sum of costs, where there are no more rows than columns."""
    rows, columns = len(costs), len(costs[0])
    of_row, of_column = [0] * rows, [0] * (columns + 1)  # what each has been paid so far; the last column is the start
    holder = [-1] * (columns + 1)
    for row in range(rows):
        holder[columns] = row
        _augment(costs, of_row, of_column, holder)
    found = [0] * rows
    for column in range(columns):
        if holder[column] >= 0:
            found[holder[column]] = column
    return found


def _augment(costs: list[list[int]], of_row: list[int], of_column: list[int], holder: list[int]) -> None:
    """Give the row that holds the start a column, others moving over along the cheapest path of changes."""
    start = len(of_column) - 1
    slack: list[int | None] = [None] * start
    before, reached, at = [start] * start, {start}, start
    while holder[at] >= 0:
        row = holder[at]
        for column in range(start):
            if column in reached:
                continue
            cost = costs[row][column] - of_row[row] - of_column[column]
            known = slack[column]
            if known is None or cost < known:
                slack[column], before[column] = cost, at
        step, nearest = min((cost, column) for column, cost in enumerate(slack) if cost is not None)
        for column in reached:
            of_row[holder[column]] += step
            of_column[column] -= step
        slack = [None if column == nearest or cost is None else cost - step for column, cost in enumerate(slack)]
        reached.add(nearest)
        at = nearest
    while at != start:
        holder[at] = holder[before[at]]
        at = before[at]

"""Finding the header row: below title rows, in whatever order and words the office uses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from gridctl.domain.text import clean
from gridctl.intake.columns import Layout, spellings
from gridctl.intake.sheets import Grid, as_written

SEARCHED = 30
MAX_COLUMNS = 500


@dataclass(frozen=True, slots=True)
class Header:
    """A header row: `line` as Excel shows it, the column of each field, and what was found besides.

    `doubles` are fields that several columns claim; `strangers` are columns that mean nothing here. `last` is the line
    that the header's merged cells reach down to: the data begins below it.
    """

    line: int
    last: int
    names: tuple[str, ...]
    columns: dict[str, int]
    doubles: dict[str, list[int]]
    strangers: list[int]
    lacking: tuple[tuple[str, ...], ...]

    @property
    def weight(self) -> tuple[int, int]:
        """How well it fits: fewest needs left open, then most columns known."""
        return -len(self.lacking), len(self.columns)


def find_header(grid: Grid, layout: Layout) -> Header | None:
    """Give the row that fits best among the first thirty that are not blank; None where none looks like a header."""
    best: Header | None = None
    for number, names in islice(_candidates(grid), SEARCHED):
        header = _match(grid, layout, number, names)
        if best is None or header.weight > best.weight:
            best = header
    return best if best and (not best.lacking or len(best.columns) > 1) else None


def _candidates(grid: Grid) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the rows that are not blank, with the upper storey of merged cells repeated in the lower."""
    above = {
        (number, each.left): grid.rows[each.top][each.left]
        for each in grid.merges
        if each.top < SEARCHED and each.top < len(grid.rows) and each.left < len(grid.rows[each.top])
        for number in range(each.top + 1, min(each.bottom, each.top + SEARCHED) + 1)
    }
    for number, row in enumerate(grid.rows):
        cells = [above.get((number, column), cell) for column, cell in enumerate(row[:MAX_COLUMNS])]
        names = tuple(clean(as_written(cell)) for cell in cells)
        if any(names):
            yield number, names


def _match(grid: Grid, layout: Layout, number: int, names: tuple[str, ...]) -> Header:
    """Say what each column of a row would mean."""
    strong: dict[str, list[int]] = {}
    weak: dict[str, list[int]] = {}
    strangers: list[int] = []
    for column, name in enumerate(names):
        field, is_strong = layout.meaning(name) if name else ("", False)
        if field:
            (strong if is_strong else weak).setdefault(field, []).append(column)
        elif name and spellings(name)[0] not in layout.ignored:
            strangers.append(column)
    for field, columns in weak.items():
        if field in strong:
            strangers += columns
    found = weak | strong
    return Header(
        line=number + 1,
        last=_last_line(grid, number, found),
        names=names,
        columns={field: columns[0] for field, columns in found.items()},
        doubles={field: columns for field, columns in found.items() if len(columns) > 1},
        strangers=sorted(strangers),
        lacking=tuple(group for group in layout.needs if not found.keys() & set(group)),
    )


def _last_line(grid: Grid, number: int, found: dict[str, list[int]]) -> int:
    """Give the line that the merged cells of a header of two storeys reach down to."""
    known = {column for columns in found.values() for column in columns}
    bottoms = [each.bottom for each in grid.merges if each.top <= number <= each.bottom and each.left in known]
    return min(max([number, *bottoms]), number + SEARCHED) + 1

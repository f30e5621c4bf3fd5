"""Sheets of repair slips (工程维修单)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Sequence
from functools import partial
from operator import attrgetter
from pathlib import Path

from gridctl.domain.imports import Parsed
from gridctl.domain.sheets import TicketRow
from gridctl.domain.text import clean
from gridctl.intake.rows import read_rows
from gridctl.intake.sheets import Merged, as_written
from gridctl.intake.tables import Table


def read_tickets(
    source: str | Path,
    *,
    sheet: str | None = None,
    progress: Callable[[int], None] | None = None,
    details: Collection[str] = (),
) -> Parsed[TicketRow]:
    """Read slips, one row a slip; each has a 单号 or a 纸质单号. `details` are headers of a kind's own columns."""
    shape = partial(_shape, details=details)
    return read_rows(source, "ticket", TicketRow, sheet=sheet, progress=progress, shape=shape, besides=details)


def _shape(table: Table, details: Collection[str]) -> None:
    _join_place(table)
    _gather(table, details)


def _gather(table: Table, titles: Collection[str]) -> None:
    """Gather the cells of the kind's own columns, whatever else their headers mean."""
    columns = [(column, name) for column, name in enumerate(table.header.names) if name in titles]
    if not columns:
        return
    table.header.columns.update((name, column) for column, name in columns)  # where a problem of a cell stands
    merges = {column: sorted(each for each in table.grid.merges if each.left == column) for column, _ in columns}
    table.columns["details"] = [
        tuple(
            (name, text)
            for column, name in columns
            if (text := _written(table, _first(merges[column], line - 1), column))
        )
        for line in table.lines
    ]


def _first(merges: Sequence[Merged], row: int) -> int:
    """The row in which a cell's value stands: where the merged range begins that covers it, else its own."""
    before = bisect_right(merges, row, key=attrgetter("top"))
    return merges[before - 1].top if before and merges[before - 1].bottom >= row else row


def _written(table: Table, row: int, column: int) -> str:
    cells = table.grid.rows[row]
    return clean(as_written(cells[column])) if column < len(cells) else ""


def _join_place(table: Table) -> None:
    """Make one text of 地点 and 部位; 部位 that repeats 地点 adds nothing."""
    parts = table.columns.pop("part", None)
    if parts is None:
        return
    places = table.columns.setdefault("place", table.blank())
    table.header.columns.setdefault("place", table.header.columns["part"])
    for index, (place, part) in enumerate(zip(places, parts, strict=True)):
        if not isinstance(place, str):
            places[index] = part if place is None else place
        elif isinstance(part, str) and part not in place:
            places[index] = part if part.startswith(place) else f"{place} {part}"

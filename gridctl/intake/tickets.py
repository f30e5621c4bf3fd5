"""Sheets of repair slips (工程维修单)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gridctl.domain.imports import Parsed
from gridctl.domain.sheets import TicketRow
from gridctl.intake.rows import read_rows
from gridctl.intake.tables import Table


def read_tickets(
    source: str | Path, *, sheet: str | None = None, progress: Callable[[int], None] | None = None
) -> Parsed[TicketRow]:
    """Read repair slips, one row a slip; each has a 单号 or a 纸质单号."""
    return read_rows(source, "ticket", TicketRow, sheet=sheet, progress=progress, shape=_join_place)


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

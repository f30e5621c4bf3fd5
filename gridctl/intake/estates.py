"""Sheets of rooms: the register of the estate."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gridctl.domain.imports import Parsed
from gridctl.domain.sheets import RoomRow
from gridctl.intake.dwellings import settle_address
from gridctl.intake.rows import read_rows


def read_rooms(
    source: str | Path, *, sheet: str | None = None, progress: Callable[[int], None] | None = None
) -> Parsed[RoomRow]:
    """Read the rooms of an estate, one row a room."""
    return read_rows(source, "room", RoomRow, sheet=sheet, progress=progress, shape=settle_address)

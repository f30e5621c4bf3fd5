"""Sheets of public places and equipment."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gridctl.domain.imports import Parsed
from gridctl.domain.sheets import PlaceRow
from gridctl.intake.rows import read_rows


def read_places(
    source: str | Path, *, sheet: str | None = None, progress: Callable[[int], None] | None = None
) -> Parsed[PlaceRow]:
    """Read public places and equipment, one row each."""
    return read_rows(source, "place", PlaceRow, sheet=sheet, progress=progress)

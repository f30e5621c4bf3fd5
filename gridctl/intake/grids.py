"""Sheets of grids: what they cover, and who answers for them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gridctl.domain.imports import Parsed
from gridctl.domain.sheets import GridRow
from gridctl.intake.rows import read_rows


def read_grids(
    source: str | Path, *, sheet: str | None = None, progress: Callable[[int], None] | None = None
) -> Parsed[GridRow]:
    """Read grids, one row a grid or several, each with a building or unit of it."""
    return read_rows(source, "grid", GridRow, sheet=sheet, progress=progress)

"""Sheets of residents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gridctl.domain.imports import Parsed
from gridctl.domain.sheets import ResidentRow
from gridctl.intake.dwellings import settle_address
from gridctl.intake.rows import read_rows


def read_residents(
    source: str | Path, *, sheet: str | None = None, progress: Callable[[int], None] | None = None
) -> Parsed[ResidentRow]:
    """Read a roster: one row a person, or one row a household with its head."""
    return read_rows(source, "resident", ResidentRow, sheet=sheet, progress=progress, shape=settle_address)

"""Sheets of visits at home (走访登记)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gridctl.domain.imports import Parsed
from gridctl.domain.sheets import VisitRow
from gridctl.intake.dwellings import settle_address
from gridctl.intake.rows import read_rows


def read_visits(
    source: str | Path, *, sheet: str | None = None, progress: Callable[[int], None] | None = None
) -> Parsed[VisitRow]:
    """Read visits: one row a visit, or one row a need where a visit found several."""
    return read_rows(source, "visit", VisitRow, sheet=sheet, progress=progress, shape=settle_address)

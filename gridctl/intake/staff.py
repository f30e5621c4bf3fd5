"""Sheets of staff."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gridctl.domain.imports import Parsed
from gridctl.domain.sheets import StaffRow
from gridctl.intake.rows import read_rows


def read_staff(
    source: str | Path, *, sheet: str | None = None, progress: Callable[[int], None] | None = None
) -> Parsed[StaffRow]:
    """Read the staff, one row a person."""
    return read_rows(source, "staff", StaffRow, sheet=sheet, progress=progress)

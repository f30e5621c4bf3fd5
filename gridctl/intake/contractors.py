"""Sheets of contracts: the clauses of contractors and what they answer for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gridctl.domain.imports import Parsed
from gridctl.domain.sheets import ContractorRow
from gridctl.intake.rows import read_rows


def read_contractors(
    source: str | Path, *, sheet: str | None = None, progress: Callable[[int], None] | None = None
) -> Parsed[ContractorRow]:
    """Read clauses and ground, one row each, or both in one."""
    return read_rows(source, "contractor", ContractorRow, sheet=sheet, progress=progress)

"""Sheets of rules for dividing an estate: what belongs together or apart, what lies between, where care is needed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gridctl.domain.imports import Parsed
from gridctl.domain.sheets import RuleRow
from gridctl.intake.rows import read_rows


def read_rule_rows(
    source: str | Path, *, sheet: str | None = None, progress: Callable[[int], None] | None = None
) -> Parsed[RuleRow]:
    """Read rules, one a row."""
    return read_rows(source, "rule", RuleRow, sheet=sheet, progress=progress)

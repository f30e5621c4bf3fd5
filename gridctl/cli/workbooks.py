"""A workbook asked for on the command line: its name looked at before anything is done, and what was written said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.cli.output import say
from gridctl.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from gridctl.forms.saving import Book


def workbook_asked(output: Path | None, usual: str) -> None:
    """Refuse (UsageError, RuleError) a file that no workbook can be written to; `usual` is how it is commonly called."""
    if output is None:
        return
    from gridctl.forms.targets import place_of

    if output.suffix.lower() != ".xlsx":
        raise UsageError(f"“{output}”要以 .xlsx 结尾", f"做成的是工作簿，例如 -o {usual}.xlsx")
    place_of(output)


def save_workbook(workbook: Book, output: Path) -> None:
    """Write a workbook and say where."""
    from gridctl.forms.saving import save

    say(f"已写到 {save(workbook, output)}")

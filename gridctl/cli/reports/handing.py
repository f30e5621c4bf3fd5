"""A report handed out as it was asked for: printed, written to a file, or as the bytes of a workbook on stdout."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from gridctl.cli.options import Format, ReportFormat
from gridctl.cli.output import say
from gridctl.settings import Settings

if TYPE_CHECKING:
    from gridctl.forms.saving import Book

Printing = Callable[[Format, Settings], None]


def hand_out(
    printing: Printing, workbook: Callable[[], Book], output: Path | None, made_as: ReportFormat, settings: Settings
) -> None:
    """Write a report to a file or, where none was named, to stdout."""
    to_file = output is not None and str(output) != "-"
    if made_as is not ReportFormat.XLSX and not to_file:
        printing(Format(made_as), settings)
        return
    content = _bytes(workbook()) if made_as is ReportFormat.XLSX else _printed(printing, Format(made_as), settings)
    if output is None or not to_file:
        sys.stdout.buffer.write(content)
        return
    from gridctl.forms.saving import save_bytes

    say(f"已写到 {save_bytes(content, output)}")


def _bytes(workbook: Book) -> bytes:
    from gridctl.forms.saving import to_bytes

    return to_bytes(workbook)


def _printed(printing: Printing, made_as: Format, settings: Settings) -> bytes:
    """What would be printed, for a file."""
    text = StringIO()
    with redirect_stdout(text):
        printing(made_as, replace(settings, terminal=False))
    return text.getvalue().encode()

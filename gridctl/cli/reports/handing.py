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
from gridctl.errors import UsageError
from gridctl.settings import Settings

if TYPE_CHECKING:
    from gridctl.forms.saving import Book

Printing = Callable[[Format, Settings], None]

_ENDINGS = {
    ".xlsx": ReportFormat.XLSX,
    ".csv": ReportFormat.CSV,
    ".json": ReportFormat.JSON,
    ".txt": ReportFormat.TABLE,
    "": ReportFormat.TABLE,
}


def settled(output: Path | None, wanted: ReportFormat | None, settings: Settings) -> ReportFormat:
    """Give the format that was said or else that the file's ending names, if it can be written where it is to go."""
    if output is not None and str(output) != "-":
        from gridctl.forms.targets import place_of

        place_of(output)
        return wanted or _by_ending(output)
    if wanted is ReportFormat.XLSX and settings.terminal:
        raise UsageError("工作簿不能显示在屏幕上", "加上 -o 文件名，例如 -o 周汇总表.xlsx")
    return wanted or ReportFormat.TABLE


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


def _by_ending(output: Path) -> ReportFormat:
    ending = output.suffix.lower()
    if ending in _ENDINGS:
        return _ENDINGS[ending]
    raise UsageError(f"看不出“{output}”要做成什么", "文件名以 .xlsx、.csv、.json 或 .txt 结尾，或者加上 --format")


def _bytes(workbook: Book) -> bytes:
    from gridctl.forms.saving import to_bytes

    return to_bytes(workbook)


def _printed(printing: Printing, made_as: Format, settings: Settings) -> bytes:
    """What would be printed, for a file."""
    text = StringIO()
    with redirect_stdout(text):
        printing(made_as, replace(settings, terminal=False))
    return text.getvalue().encode()

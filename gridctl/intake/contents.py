"""What a workbook says that it contains: its sheets, and the merged ranges of each."""

from __future__ import annotations

from typing import NamedTuple

import python_calamine as calamine

from gridctl.intake.sheets import Merged


class SheetName(NamedTuple):
    """A sheet of a workbook, in its order."""

    name: str
    visible: bool


def names_of(book: calamine.CalamineWorkbook) -> list[SheetName]:
    """List the sheets that have cells."""
    return [
        SheetName(each.name, each.visible is calamine.SheetVisibleEnum.Visible)
        for each in book.sheets_metadata
        if each.typ is calamine.SheetTypeEnum.WorkSheet
    ]


def merges_of(sheet: calamine.CalamineSheet) -> list[Merged]:
    """List the merged ranges of a sheet."""
    return [Merged(*start, *end) for start, end in sheet.merged_cell_ranges or []]

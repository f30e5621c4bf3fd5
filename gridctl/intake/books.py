"""Workbooks (.xlsx and .xls) as grids, through python-calamine, which never sees a file that has not been looked over."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

import python_calamine as calamine

from gridctl.errors import BadDataError
from gridctl.intake.archives import Archive
from gridctl.intake.contents import SheetName, merges_of, names_of
from gridctl.intake.extents import Extent, reach
from gridctl.intake.files import Handed, Kind, damaged, locked
from gridctl.intake.legacy import read_apart
from gridctl.intake.sheets import ERROR_CELL, Damage, Grid, position

_UNCOMPUTED = "公式还没有算出结果，请用 Excel 或 WPS 打开、保存后再导入"


class Book(Protocol):
    """A workbook whose sheets are read one by one."""

    sheets: list[SheetName]

    def grid(self, name: str) -> Grid:
        """Read a sheet."""
        ...


def open_book(handed: Handed) -> Book:
    """Open a workbook; BadDataError for anything that is wrong with it."""
    return ModernBook(handed) if handed.kind is Kind.XLSX else OldBook(handed)


class ModernBook:
    """An .xlsx."""

    def __init__(self, handed: Handed) -> None:
        self._name = handed.name
        self._archive = Archive(handed.name, handed.data)
        self._archive.check_parts()
        self._parts = self._archive.sheet_parts()
        with _telling(handed.name):
            self._book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(handed.data))
            self.sheets = names_of(self._book)

    def grid(self, name: str) -> Grid:
        """Read a sheet, once it is known not to reach too far."""
        extents = [self._reach(part) for part in self._parts.get(name) or self._archive.parts("xl/")]
        for extent in extents:
            if extent.too_large:
                raise too_far(name, extent.corner)
        with _telling(self._name):
            sheet = self._book.get_sheet_by_name(name)
            grid = Grid(name, sheet.to_python(skip_empty_area=False), merges_of(sheet))  # type: ignore[arg-type]
        for extent in extents:
            _mark(grid, extent)
        return grid

    def _reach(self, part: str) -> Extent:
        try:
            return reach(lambda: self._archive.stream(part))
        except ValueError as error:
            raise damaged(self._name) from error


class OldBook:
    """An .xls, which is read in a process of its own."""

    def __init__(self, handed: Handed) -> None:
        said = read_apart(handed.data)
        if said.error == "password":
            raise locked(handed.name)
        if said.error:
            raise damaged(handed.name)
        self.sheets = [SheetName(name, visible) for name, visible in said.sheets]
        self._grids = said.grids
        self._far = said.far

    def grid(self, name: str) -> Grid:
        """Give a sheet that has been read."""
        if name in self._far:
            raise too_far(name, self._far[name])
        return self._grids[name]


def too_far(name: str, corner: str) -> BadDataError:
    """Say that a sheet is larger than any register."""
    return BadDataError(
        f"工作表“{name}”的内容一直到 {corner}，太大了，没有读取",
        "数据以外很远的地方有内容：请选中数据右边和下面的空行空列，右键“删除”，保存后再导入。",
    )


def _mark(grid: Grid, extent: Extent) -> None:
    """Put in the cells that the parser gives as blank although they are not."""
    told = [(cell, Damage(text, ERROR_CELL)) for cell, text in extent.errors.items()]
    told += [(cell, Damage("", _UNCOMPUTED)) for cell in extent.uncomputed]
    for cell, damage in told:
        line, column = position(cell)
        if line <= len(grid.rows) and column < len(grid.rows[line - 1]) and grid.rows[line - 1][column] == "":
            grid.rows[line - 1][column] = damage


@contextmanager
def _telling(name: str) -> Iterator[None]:
    """Turn whatever the parser raises into one error; its panics are no Exceptions."""
    try:
        yield
    except calamine.PasswordError as error:
        raise locked(name) from error
    except Exception as error:
        raise damaged(name) from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise damaged(name) from error
        raise

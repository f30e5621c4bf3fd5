"""One sheet as a grid of cells, whatever file it came from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple


class Damage(NamedTuple):
    """A cell that holds no value of its own: an error, a formula never computed. `reason` says so in Chinese."""

    text: str
    reason: str


ERROR_CELL = "单元格是错误值"


class Merged(NamedTuple):
    """A merged range, 0-based, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Grid:
    """The cells of a sheet from A1 on; blank is "". Lines are as Excel shows them: `rows[0]` is line 1.

    `name` is "" for a text file, whose rows may differ in length; those of a workbook do not.
    """

    name: str
    rows: list[list[object]]
    merges: list[Merged] = field(default_factory=list)

    @property
    def is_text(self) -> bool:
        """Whether it came from a text file: all its cells are text."""
        return not self.name

    def original(self, line: int) -> tuple[str, ...]:
        """Give the cells of a line as text."""
        return tuple(map(as_written, self.rows[line - 1])) if 0 < line <= len(self.rows) else ()


def as_written(cell: object) -> str:
    """Give a cell as text, as one would have typed it."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)  # noqa: PLR2004 - what a float holds
    if isinstance(cell, datetime):
        return cell.isoformat(" ", "minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return str(cell).upper()
    return cell.text if isinstance(cell, Damage) else str(cell)


def address(column: int, line: int) -> str:
    """Spell a cell's address from its column (0-based) and line (1-based): (2, 12) is "C12"."""
    letters = ""
    column += 1
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{line}"


def position(cell: str) -> tuple[int, int]:
    """Give the line (1-based) and column (0-based) of an address: "C12" is (12, 2)."""
    letters = cell.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter.upper()) - 64
    return int(cell[len(letters) :] or 0), column - 1

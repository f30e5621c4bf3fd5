"""A column read: each different value goes once through the converter for its kind, as columns.toml says."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import zip_longest

from gridctl.domain.sheets import CLEAR
from gridctl.intake.columns import Column
from gridctl.intake.contacts import identity, person, phone
from gridctl.intake.sheets import Damage, Grid
from gridctl.intake.values import EXACT, Doubt, UnfitError, area, choice, clock, day, decimal, moment, part, text

Cells = tuple[object, ...]
Converter = Callable[[object], object]
_KINDS: dict[str, Converter] = {
    "text": text,
    "part": part,
    "person": person,
    "phone": phone,
    "identity": identity,
    "area": area,
    "decimal": decimal,
    "day": day,
    "moment": moment,
    "clock": clock,
}
_SAME = "|".join(f"{digit}{{7}}" for digit in range(10))
# A line that fits one of these is its own value, or blank: many at once are found to be so by one search for another.
_OTHERS = {
    "text": re.compile(r"^(?![0-9A-Za-z一-鿿]*$)", re.MULTILINE),
    "person": re.compile(r"^(?!(?:(?!无|暂无|没有|不详|未知|未填|未提供|未登记)[一-鿿]{2,4})?$)", re.MULTILINE),
    "phone": re.compile(rf"^(?!(?:1[3-9]\d\d(?!{_SAME})\d{{7}})?$)", re.MULTILINE | re.ASCII),
    "identity": re.compile(r"^(?!(?:[1-9]\d{5}(?:19|20)\d{7}(?!000)\d\d[\dX])?$)", re.MULTILINE | re.ASCII),
}
_TOGETHER = 250
_LOGICAL = "是逻辑值（TRUE 或 FALSE）"


class Flaw:
    """Stands in a column where a cell could not be taken."""

    __slots__ = ("reason",)

    def __init__(self, reason: str) -> None:
        self.reason = reason


@dataclass(slots=True)
class Reading:
    """A column as read, and what is to be said about which of its cells."""

    values: list[object] = field(default_factory=list)
    doubts: dict[object, str] = field(default_factory=dict)
    flawed: bool = False


def columns_of(grid: Grid, first: int) -> list[Cells]:
    """Turn the rows from an index on into columns; rows of a text file may end early."""
    rows = grid.rows[first:]
    return list(zip_longest(*rows, fillvalue="")) if grid.is_text else list(zip(*rows, strict=True))


def prepared(cells: Cells, kind: str) -> Cells:
    """Make text of whole numbers where text is wanted; True and False, which pass for 1 and 0, say that they are none."""
    types = set(map(type, cells))
    if bool in types:
        cells = tuple(Damage(str(cell).upper(), _LOGICAL) if isinstance(cell, bool) else cell for cell in cells)
    if float in types and kind in _OTHERS:
        return tuple(
            f"{cell:.0f}" if type(cell) is float and -EXACT < cell < EXACT and cell.is_integer() else cell
            for cell in cells
        )
    return cells


def read_column(cells: Cells, column: Column) -> Reading:
    """Read a column, some hundred cells at a time."""
    reading = Reading()
    known: dict[object, object] = {}
    convert, others = _converter(column), _OTHERS.get(column.kind)
    for start in range(0, len(cells), _TOGETHER):
        some = cells[start : start + _TOGETHER]
        if others and _all_plain(some, others):
            reading.values += [cell or None for cell in some] if "" in some else some
        else:
            _learn(set(some).difference(known), convert, known, reading)
            reading.values += map(known.__getitem__, some)
    return reading


def _all_plain(cells: Cells, others: re.Pattern[str]) -> bool:
    """Tell whether all of the cells are texts that are their own values."""
    try:
        whole = "\n".join(cells)  # type: ignore[arg-type]
    except TypeError:
        return False
    return others.search(whole) is None and whole.count("\n") == len(cells) - 1


def _learn(cells: set[object], convert: Converter, known: dict[object, object], reading: Reading) -> None:
    """Read cells that have not been seen before."""
    for cell in cells:
        try:
            value = convert(cell)
        except ValueError as error:
            value, reading.flawed = Flaw(str(error)), True
        if type(value) is Doubt:
            reading.doubts[cell] = value.reason
            value = value.value
        known[cell] = value


def _converter(column: Column) -> Converter:
    """Make the converter of a column."""
    read = partial(choice, choices=column.choices) if column.kind == "choice" else _KINDS[column.kind]
    return partial(_kept, read) if column.key else read


def _kept(read: Converter, cell: object) -> object:
    """Refuse <清空> where a value says which row is meant."""
    value = read(cell)
    if value is CLEAR:
        raise UnfitError("这一列用来认是哪一条，不能清空")
    return value

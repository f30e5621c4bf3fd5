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
from gridctl.intake.values import NOTHING, Doubt, UnfitError, area, choice, day, decimal, moment, part, text

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
}
_SAME = "|".join(f"{digit}{{7}}" for digit in range(10))
# What fits one of these whole is its own value: no need to call the converter for it.
_PLAIN = {
    "text": re.compile(r"^[0-9A-Za-z一-鿿]+$", re.MULTILINE),
    "person": re.compile(r"^[一-鿿]{2,4}$", re.MULTILINE),
    "phone": re.compile(rf"^1[3-9]\d\d(?!{_SAME})\d{{7}}$", re.MULTILINE | re.ASCII),
    "identity": re.compile(r"^[1-9]\d{5}(?:19|20)\d{7}(?!000)\d\d[\dX]$", re.MULTILINE | re.ASCII),
}
_LOGICAL = "是逻辑值（TRUE 或 FALSE）"


class Flaw:
    """Stands in a column where a cell could not be taken."""

    __slots__ = ("reason",)

    def __init__(self, reason: str) -> None:
        self.reason = reason


@dataclass(slots=True)
class Reading:
    """What the different cells of a column say: their values, and what is to be looked at among them."""

    values: dict[object, object]
    doubts: dict[object, str] = field(default_factory=dict)
    flawed: bool = False


def columns_of(grid: Grid, first: int) -> list[tuple[object, ...]]:
    """Turn the rows from an index on into columns; rows of a text file may end early."""
    rows = grid.rows[first:]
    if grid.is_text:
        return list(zip_longest(*rows, fillvalue=""))
    return [_without_logicals(cells) for cells in zip(*rows, strict=True)]


def _without_logicals(cells: tuple[object, ...]) -> tuple[object, ...]:
    """True would pass for 1.0."""
    if bool not in set(map(type, cells)):
        return cells
    return tuple(Damage(str(cell).upper(), _LOGICAL) if isinstance(cell, bool) else cell for cell in cells)


def read_column(cells: tuple[object, ...], column: Column) -> Reading:
    """Read the different values of a column."""
    different = set(cells)
    plain = _plain(different, column.kind)
    reading = Reading(dict(zip(plain, plain, strict=True)))
    convert = _converter(column)
    for cell in different - plain:
        try:
            value = convert(cell)
        except ValueError as error:
            value, reading.flawed = Flaw(str(error)), True
        if type(value) is Doubt:
            reading.doubts[cell] = value.reason
            value = value.value
        reading.values[cell] = value
    return reading


def _plain(cells: set[object], kind: str) -> set[str]:
    """Pick the texts that are their own values, all in one search."""
    pattern = _PLAIN.get(kind)
    if pattern is None:
        return set()
    return set(pattern.findall("\n".join([cell for cell in cells if type(cell) is str]))) - NOTHING


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

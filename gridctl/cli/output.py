"""The one printer: data to stdout as a table, JSON or CSV; words to stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any, Literal

from gridctl.cli.options import Format
from gridctl.settings import Settings

Words = Mapping[Any, str] | Callable[[Any], str]

_RUNS_IN_A_SHEET = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: the field it shows, its Chinese heading, and the Chinese of its values where they are codes.

    `whole` values (numbers of tickets, days) are never broken over two lines on a narrow terminal.
    """

    key: str
    label: str
    align: Literal["left", "right"] = "left"
    style: str = ""
    words: Words | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """What is listed, in Chinese, and the columns of its table; JSON has every field, whatever the columns."""

    noun: str
    columns: tuple[Column, ...]


def show(rows: Sequence[object], listing: Listing, format: Format, settings: Settings) -> None:
    """Print rows (frozen dataclasses or mappings) in the format asked for.

    table: Rich on a terminal, else plain, aligned and unwrapped; none at all is said on stderr.
    json: a list of every field, null where empty. csv: the table's columns under their headings, with a BOM.
    """
    if format is Format.JSON:
        _write_json_list(rows)
    elif format is Format.CSV:
        _write_csv(rows, listing, settings)
    elif not rows:
        say(f"没有符合条件的{listing.noun}")
    elif settings.terminal:
        _draw(rows, listing)
    else:
        _write_plain(rows, listing)


def show_one(record: object, listing: Listing, format: Format, settings: Settings) -> None:
    """Print one record: 名称: 值 a line, one JSON object, or a CSV of one row."""
    if format is Format.JSON:
        import json

        _write(json.dumps(plain(record), ensure_ascii=False, indent=2) + "\n")
    elif format is Format.CSV:
        _write_csv([record], listing, settings)
    else:
        _write_pairs(record, listing)


def say(text: str) -> None:
    """Say something on stderr: never data."""
    words(*text.splitlines())


def warn(text: str) -> None:
    """Say on stderr what deserves attention."""
    say(f"注意: {text}")


def words(*lines: str) -> None:
    """Write lines to stderr, without what could steer a terminal."""
    from gridctl.domain.text import shown

    if sys.stderr is not None:
        sys.stderr.write("".join(f"{shown(line)}\n" for line in lines))
        sys.stderr.flush()


def plain(value: object) -> Any:
    """What JSON says of a value: keys always there, null when empty, dates as ISO text, an enum as its value."""
    if value is None or value == "":
        return None
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date | Path):
        return str(value)
    return _plain_parts(value)


def _plain_parts(value: object) -> Any:
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in (sorted(value) if isinstance(value, set | frozenset) else value)]
    return value


def cell(row: object, column: Column) -> str:
    """What a table says of a field: Chinese for yes and no, the words of a code, nothing for null."""
    from gridctl.domain.text import shown

    value = _value(row, column)
    if value is None:
        return ""
    return shown(_text(value) if column.words is None else _in_words(value, column.words))


def _value(row: object, column: Column) -> Any:
    return row[column.key] if isinstance(row, Mapping) else getattr(row, column.key)


def _in_words(value: Any, words_for: Words) -> str:
    return words_for.get(value, _text(value)) if isinstance(words_for, Mapping) else words_for(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, list | tuple):
        return "、".join(_text(item) for item in value)
    return str(value)


def _write(text: str) -> None:
    sys.stdout.write(text)


def _write_json_list(rows: Sequence[object]) -> None:
    """One object a line within one list, so that long lists need not be held as text."""
    import json

    separator = "[\n"
    for row in rows:
        _write(separator + json.dumps(plain(row), ensure_ascii=False))
        separator = ",\n"
    _write("\n]\n" if rows else "[]\n")


def _write_csv(rows: Iterable[object], listing: Listing, settings: Settings) -> None:
    import csv

    if not settings.terminal:
        _write("\ufeff")
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([column.label for column in listing.columns])
    writer.writerows([[_harmless(row, column) for column in listing.columns] for row in rows])


def _harmless(row: object, column: Column) -> str:
    """A cell that no spreadsheet runs: text beginning like a formula gets a quote before it; figures stay."""
    text = cell(row, column)
    runs = text.startswith(_RUNS_IN_A_SHEET) and not isinstance(_value(row, column), int | float)
    return f"'{text}" if runs else text


def _write_plain(rows: Sequence[object], listing: Listing) -> None:
    from gridctl.cli.width import padded, width

    table = [[column.label for column in listing.columns]]
    table += [[cell(row, column) for column in listing.columns] for row in rows]
    widths = [max(map(width, column)) for column in zip(*table, strict=True)]
    right = [column.align == "right" for column in listing.columns]
    for line in table:
        cells = (padded(text, wide, right=to) for text, wide, to in zip(line, widths, right, strict=True))
        _write("  ".join(cells).rstrip() + "\n")


def _write_pairs(record: object, listing: Listing) -> None:
    from gridctl.cli.width import padded, width

    widest = max(width(column.label) for column in listing.columns) + 1
    for column in listing.columns:
        _write(f"{padded(column.label + ':', widest)} {cell(record, column)}".rstrip() + "\n")


def _draw(rows: Sequence[object], listing: Listing) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for column in listing.columns:
        table.add_column(
            Text(column.label), justify=column.align, style=column.style or None, overflow="fold", no_wrap=column.whole
        )
    for row in rows:
        table.add_row(*(Text(cell(row, column)) for column in listing.columns))
    Console(file=sys.stdout, markup=False, emoji=False, highlight=False).print(table)

"""The one printer: data to stdout as a table, JSON or CSV; words to stderr."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any, Literal

from gridctl.cli.options import Format
from gridctl.settings import Settings

NARROWEST = 4  # two Chinese characters

Words = Mapping[Any, str] | Callable[[Any], str]

LONGEST_DRAWN = 200  # rows that Rich draws; a longer list scrolls by, and Rich would take seconds to measure it
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

    table: Rich on a terminal, else (and for a long list) plain, aligned and unwrapped; none at all is said on stderr.
    json: a list of every field, null where empty. csv: the table's columns under their headings, with a BOM.
    """
    if format is Format.JSON:
        _write_json_list(rows)
    elif format is Format.CSV:
        _write_csv(rows, listing, settings)
    elif not rows:
        say(f"没有符合条件的{listing.noun}")
    elif settings.terminal and len(rows) <= LONGEST_DRAWN:
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


def alarm(text: str) -> None:
    """Say one line on stderr in red, where somebody reads it there."""
    from gridctl.settings import is_terminal

    if not is_terminal(sys.stderr):
        words(text)
        return
    from rich.console import Console
    from rich.text import Text

    from gridctl.domain.text import shown

    Console(file=sys.stderr, highlight=False).print(Text(shown(text), "bold red"), soft_wrap=True)


def words(*lines: str) -> None:
    """Write lines to stderr, without what could steer a terminal; after what stdout has been given so far."""
    from gridctl.domain.text import shown

    with suppress(OSError, ValueError):  # told of at the end, when all of it is sent
        sys.stdout.flush()
    if sys.stderr is not None:
        sys.stderr.write("".join(f"{shown(line)}\n" for line in lines))
        sys.stderr.flush()


def plain(value: object) -> Any:
    """What JSON says of a value: keys always there, null when empty, dates as ISO text, an enum as its value."""
    if value is None or value == "":
        return None
    if type(value) is str:
        return value if value.isprintable() else _shown(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date | Path):
        return str(value)
    return _plain_parts(value)


def _shown(text: str) -> str:
    """A text that JSON would let steer a terminal: it escapes only half of the control characters."""
    from gridctl.domain.text import shown

    return shown(text)


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


def cells(rows: Sequence[object], column: Column) -> list[str]:
    """What a table says of a field in every row: Chinese for yes and no, the words of a code, nothing for null."""
    from gridctl.domain.text import shown

    values = _values(rows, column)
    texts = [_text(value) if column.words is None else _in_words(value, column.words) for value in values]
    return list(map(shown, texts))


def _values(rows: Sequence[object], column: Column) -> list[Any]:
    """A field of every row; rows are of one kind."""
    get: Callable[[Any], Any] = (itemgetter if isinstance(rows[0], Mapping) else attrgetter)(column.key)
    return list(map(get, rows))


def _in_words(value: Any, words_for: Words) -> str:
    if value is None:
        return ""
    return words_for(value) if callable(words_for) else words_for.get(value, _text(value))


def _text(value: Any) -> str:
    if value.__class__ is str or value is None:
        return value or ""
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


def _write_csv(rows: Sequence[object], listing: Listing, settings: Settings) -> None:
    import csv

    if not settings.terminal:
        _write("\ufeff")
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([column.label for column in listing.columns])
    if rows:
        writer.writerows(zip(*(_harmless(rows, column) for column in listing.columns), strict=True))


def _harmless(rows: Sequence[object], column: Column) -> list[str]:
    """Cells that no spreadsheet runs: text beginning like a formula gets a quote before it; figures stay."""
    told = zip(cells(rows, column), _values(rows, column), strict=True)
    return [
        f"'{text}" if text.startswith(_RUNS_IN_A_SHEET) and not isinstance(value, int | float) else text
        for text, value in told
    ]


def _write_plain(rows: Sequence[object], listing: Listing) -> None:
    columns = [_aligned([column.label, *cells(rows, column)], column) for column in listing.columns]
    for line in zip(*columns, strict=True):
        _write("  ".join(line).rstrip() + "\n")


def _aligned(texts: Sequence[str], column: Column) -> list[str]:
    """Texts filled up with blanks to the widest of them."""
    from gridctl.cli.width import width

    widths = list(map(width, texts))
    widest = max(widths)
    filled = ((text, " " * (widest - taken)) for text, taken in zip(texts, widths, strict=True))
    return [blanks + text if column.align == "right" else text + blanks for text, blanks in filled]


def _write_pairs(record: object, listing: Listing) -> None:
    from gridctl.cli.width import padded, width

    widest = max(width(column.label) for column in listing.columns) + 1
    for column in listing.columns:
        _write(f"{padded(column.label + ':', widest)} {cells([record], column)[0]}".rstrip() + "\n")


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
    texts = [cells(rows, column) for column in listing.columns]
    console = Console(file=sys.stdout, markup=False, emoji=False, highlight=False)
    if sum(map(_least, listing.columns, texts)) > console.width:
        _write_plain(rows, listing)  # a column cut off or squeezed to nothing would hide what stands in it
        return
    for line in zip(*texts, strict=True):
        table.add_row(*map(Text, line))
    console.print(table)


def _least(column: Column, texts: Sequence[str]) -> int:
    """The columns of a terminal below which a column of a table cannot be read, with the blank behind it."""
    from gridctl.cli.width import width

    widest = max(map(width, [column.label, *texts]))
    return 1 + (widest if column.whole else min(widest, NARROWEST))

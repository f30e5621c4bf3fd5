"""Typed rows out of a sheet, a column at a time: each different value of a column is read once.

Readers of nouns bring the type of their rows and, where a row is more than its columns, a `shape` that arranges the
columns. Rows that are blank, repeat the header, or are notes and totals are left out.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import compress, islice, repeat
from pathlib import Path
from typing import Any, TypeVar

from gridctl.domain.imports import Numbered, Parsed
from gridctl.errors import BadDataError
from gridctl.intake.columns import layout
from gridctl.intake.converters import Flaw, Reading, columns_of, prepared, read_column
from gridctl.intake.files import Handed, take
from gridctl.intake.finding import find
from gridctl.intake.notes import is_note, is_single
from gridctl.intake.tables import Table, header_problems, header_warnings

Row = TypeVar("Row", bound=tuple[Any, ...])
Progress = Callable[[int], None]
Shape = Callable[[Table], None]
_STEP = 5_000
_MAX_FILLED = 5_000_000


def _unshaped(_: Table) -> None:
    """Leave the columns as they are."""


def read_rows(
    source: str | Path,
    noun: str,
    kind: type[Row],
    *,
    sheet: str | None = None,
    progress: Progress | None = None,
    shape: Shape = _unshaped,
    besides: Collection[str] = (),
) -> Parsed[Row]:
    """Read the rows of a sheet of a noun ("room", "resident"…); `progress` hears the number of rows now and then.

    `besides` are headers that `shape` reads though they are none of the noun's columns.
    NotFoundError where there is no such file or sheet, BadDataError where the file as a whole cannot be read.
    """
    handed = take(source)
    with _collector_paused():
        return _parsed(handed, noun, kind, sheet, progress, shape, besides)


def _parsed(
    handed: Handed,
    noun: str,
    kind: type[Row],
    sheet: str | None,
    progress: Progress | None,
    shape: Shape,
    besides: Collection[str],
) -> Parsed[Row]:
    grid, header, others = find(handed, layout(noun), sheet)
    table = Table(layout(noun), grid, header)
    table.problems = header_problems(table.layout, grid, header)
    table.warnings = header_warnings(grid, header, others, besides)
    parsed: Parsed[Row] = Parsed(
        file=handed.name,
        sheet=grid.name,
        header=header.names,
        problems=table.problems,
        warnings=table.warnings,
        digest=hashlib.sha256(handed.data).hexdigest(),
        columns=header.columns,
        original=grid.original,
        unread=bool(table.problems),
    )
    if not table.problems:
        _read_table(table)
        shape(table)
        table.check_needs()
        parsed.rows = _typed(table, kind, progress)
    for each in (table.problems, table.warnings):
        each.sort(key=lambda problem: problem.line)
    parsed.lines = {problem.line: grid.original(problem.line) for problem in table.problems}
    return parsed


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep Python from looking again and again for garbage among hundreds of thousands of new tuples: there is none."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _read_table(table: Table) -> None:
    """Read the columns below the header, without the rows that are no data."""
    first = table.header.last
    data = table.grid.rows[first:]
    if not data:
        return
    columns = columns_of(table.grid, first)
    unwritten = ("",) * len(data)
    cells = {
        name: prepared(columns[column] if column < len(columns) else unwritten, table.layout.columns[name].kind)
        for name, column in table.header.columns.items()
    }
    readings = {name: read_column(column, table.layout.columns[name]) for name, column in cells.items()}
    read = {name: reading.values for name, reading in readings.items()}
    kept = _kept(table, data, read)
    _leave_out_headers(table, cells, kept)
    _fill_down(table, read, kept)
    table.lines = list(compress(range(first + 1, first + 1 + len(data)), kept))
    table.columns = read if all(kept) else {name: list(compress(column, kept)) for name, column in read.items()}
    for name, reading in readings.items():
        _report(table, name, reading, compress(cells[name], kept))
    _report_long(table)


def _kept(table: Table, data: Sequence[list[object]], read: dict[str, list[object]]) -> list[bool]:
    """Tell which rows are data."""
    whole = {name for name, column in read.items() if None not in column}
    if len(whole) > 1 and all(whole & set(group) for group in table.layout.needs):
        return [True] * len(data)
    blanks = [values.count(None) for values in zip(*read.values(), strict=True)]
    width = len(read)
    kept = [count < width for count in blanks]
    lacking = _lacking(table, read)
    note = -1
    for index in [i for i, count in enumerate(blanks) if kept[i] and (count >= width - 1 or lacking[i])]:
        again = note >= 0 and is_single(data[index]) and not any(kept[note:index])
        if again or is_note(data[index]):
            kept[index], note = False, index
            line = table.header.last + 1 + index
            table.warnings.append(table.problem(line, "", "是说明、合计或示例，没有读取"))
    return kept


def _lacking(table: Table, read: dict[str, list[object]]) -> list[bool]:
    """Tell which rows do not say what each row has to."""
    lacking = [False] * len(next(iter(read.values())))
    for group in table.layout.needs:
        columns = [read[name] for name in group if name in read]
        if all(None in column for column in columns):
            for index, values in enumerate(zip(*columns, strict=True)):
                lacking[index] = lacking[index] or values.count(None) == len(values)
    return lacking


def _leave_out_headers(table: Table, cells: dict[str, tuple[object, ...]], kept: list[bool]) -> None:
    """Leave out rows that repeat the header, as on each page of a printout."""
    names = {name: table.grid.rows[table.header.line - 1][column] for name, column in table.header.columns.items()}
    name, header = next(iter(names.items()))
    if header in cells[name]:
        for index, cell in enumerate(cells[name]):
            kept[index] = kept[index] and not (cell == header and all(cells[n][index] == names[n] for n in names))


def _fill_down(table: Table, read: dict[str, list[object]], kept: list[bool]) -> None:
    """Give each row of a merged range the value that stands in its first."""
    first, filled = table.header.last, 0
    by_column = {column: name for name, column in table.header.columns.items()}
    for merged in table.grid.merges:
        if merged.left not in by_column or merged.top < first or merged.top - first >= len(kept):
            continue
        column = read[by_column[merged.left]]
        end = min(merged.bottom - first + 1, len(kept))
        filled += end - (merged.top - first)
        if filled > _MAX_FILLED:
            raise BadDataError(f"工作表“{table.grid.name}”的合并单元格重叠，已损坏", "请取消合并、保存后再导入。")
        for index in range(merged.top - first + 1, end):
            column[index] = column[merged.top - first]


def _report(table: Table, name: str, reading: Reading, cells: Iterable[object]) -> None:
    """Report each flaw and each doubt of a column with its cell."""
    if reading.flawed:
        for index, value in enumerate(table.columns[name]):
            if type(value) is Flaw:
                table.wrong(index, name, value.reason)
    if reading.doubts:
        for index, cell in enumerate(cells):
            if cell in reading.doubts:
                table.doubtful(index, name, reading.doubts[cell])


def _report_long(table: Table) -> None:
    """Report rows of a text file that have more cells than the header: most often a comma that nothing protects."""
    rows = table.grid.rows
    width = len(rows[table.header.line - 1])
    if not table.grid.is_text or max(map(len, rows)) <= width:
        return
    for index, line in enumerate(table.lines):
        if len(rows[line - 1]) > width and any(rows[line - 1][width:]):
            table.wrong(index, "", "比表头多出几格：多半是内容里有英文逗号，请给那一格加上英文双引号")


def _typed(table: Table, kind: type[Row], progress: Progress | None) -> list[Numbered[Row]]:
    """Make the rows that have no problem."""
    bad = {problem.line for problem in table.problems}
    lines: Iterable[int] = table.lines
    fields: tuple[str, ...] = kind._fields  # type: ignore[attr-defined]
    columns: list[Iterable[object]] = [table.columns.get(name, repeat(None)) for name in fields]
    if bad:
        good = [line not in bad for line in table.lines]
        lines, columns = compress(lines, good), [compress(column, good) for column in columns]
    typed = map(tuple.__new__, repeat(kind), zip(*columns, strict=False))
    stream = map(tuple.__new__, repeat(Numbered), zip(lines, typed, strict=False))
    rows: list[Numbered[Row]] = []
    while step := list(islice(stream, _STEP)):
        rows += step
        if progress:
            progress(len(rows))
    return rows

"""The data of a sheet by column, and what is wrong with it by row."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from gridctl.domain.imports import Problem
from gridctl.intake.columns import Layout
from gridctl.intake.headers import Header
from gridctl.intake.sheets import Grid, address, as_written

_WORDS_SHOWN = 8


@dataclass(slots=True)
class Table:
    """The data of a sheet by column: `columns` are read values, `lines` their lines, all of one length.

    `wrong` and `doubtful` take the index of a row, and the field ("" for the row as a whole).
    """

    layout: Layout
    grid: Grid
    header: Header
    lines: list[int] = field(default_factory=list)
    columns: dict[str, list[object]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def blank(self) -> list[object]:
        """Give a column in which nothing is filled."""
        return [None] * len(self.lines)

    def wrong(self, index: int, name: str, reason: str) -> None:
        """Report a row that cannot be taken."""
        self.problems.append(self.problem(self.lines[index], name, reason))

    def doubtful(self, index: int, name: str, reason: str) -> None:
        """Report what should be looked at."""
        self.warnings.append(self.problem(self.lines[index], name, reason))

    def problem(self, line: int, name: str, reason: str) -> Problem:
        """Say where something stands, and what was written there."""
        column = self.header.columns.get(name)
        if column is None:
            return Problem(self.grid.name, line, "", "", "", reason)
        row = self.grid.rows[line - 1]
        value = as_written(row[column]) if column < len(row) else ""
        return Problem(self.grid.name, line, self.header.names[column], address(column, line), value, reason)

    def check_needs(self) -> None:
        """Report the rows that do not say what each row has to."""
        for group in self.layout.needs:
            columns = [self.columns[name] for name in group if name in self.columns]
            if any(None not in column for column in columns):
                continue
            for index, values in enumerate(zip(*columns, strict=True)):
                if values.count(None) == len(values):
                    self.wrong(index, self._first_of(group), f"没有填{self.layout.titles(group)}")

    def _first_of(self, group: tuple[str, ...]) -> str:
        return next((name for name in group if name in self.header.columns), "")


def header_problems(layout: Layout, grid: Grid, header: Header) -> list[Problem]:
    """Report columns that are missing, and columns of the same meaning."""
    seen = "、".join(filter(None, header.names))
    problems = [
        Problem(
            grid.name,
            header.line,
            "",
            "",
            "",
            f"缺少{layout.titles(group)}列（{_words(layout, group)}等）；表里有：{seen}",
        )
        for group in header.lacking
    ]
    for name, columns in header.doubles.items():
        names = "、".join(f"{address(column, header.line)} {header.names[column]}" for column in columns)
        title, last = layout.columns[name].title, columns[-1]
        problems.append(
            Problem(
                grid.name,
                header.line,
                header.names[last],
                address(last, header.line),
                header.names[last],
                f"有几列都表示“{title}”：{names}；请只留一列，或改掉另一列的表头",
            )
        )
    return problems


def _words(layout: Layout, group: tuple[str, ...]) -> str:
    """Name the headers that would do."""
    words = [word for name in group for word, field in layout.words.items() if field == name]
    return "可以写成" + "、".join(words[:_WORDS_SHOWN])


def header_warnings(
    grid: Grid, header: Header, others: tuple[str, ...], besides: Collection[str] = ()
) -> list[Problem]:
    """Mention the columns and the sheets that are not read; columns named in `besides` are."""
    warnings = []
    strangers = [name for column in header.strangers if (name := header.names[column]) not in besides]
    if strangers:
        names = "、".join(strangers)
        warnings.append(Problem(grid.name, header.line, "", "", "", f"这些列不认识，没有读取：{names}"))
    if others:
        reason = f"只读了工作表“{grid.name}”；还有：{'、'.join(others)}，要读取请用 --sheet 指定"
        warnings.append(Problem(grid.name, 0, "", "", "", reason))
    return warnings

"""What reading a sheet yields: typed rows with their place in the file, and every problem at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

Row = TypeVar("Row")


class Problem(NamedTuple):
    """One thing wrong in a file: where it stands, what was read there, and why it cannot be taken.

    `line` is the row number as Excel shows it (1-based; 0 for the whole file), `column` the header as written in the
    file ("" for the whole row), `cell` the address such as "C12" ("" where there is none).
    """

    sheet: str
    line: int
    column: str
    cell: str
    value: str
    reason: str


def problem_words(problem: Problem) -> str:
    """Say a problem in one line: 第 3 行 B3 楼栋  “99栋” 没有这栋楼."""
    place = " ".join(
        part for part in (f"第 {problem.line} 行" if problem.line else "", problem.cell, problem.column) if part
    )
    value = f"“{problem.value}” " if problem.value else ""
    return f"{place}{'  ' if place else ''}{value}{problem.reason}"


class Numbered(NamedTuple, Generic[Row]):
    """A row that was read, and the line it stands on."""

    line: int
    row: Row


@dataclass(slots=True)
class Parsed(Generic[Row]):
    """A sheet as read: `rows` that are well formed, `problems` of those that are not, `warnings` that stop nothing."""

    file: str
    sheet: str
    header: tuple[str, ...] = ()
    rows: list[Numbered[Row]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    lines: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """The cells, as text, of each line that has a problem: what `--problems` writes out again."""
    digest: str = ""
    """SHA-256 of the file's bytes in hex: the journal says which file it was."""
    columns: dict[str, int] = field(default_factory=dict)
    """The column of the file (0-based) that each field of a row came from."""
    original: Callable[[int], tuple[str, ...]] | None = None
    """Gives the cells, as text, of any line: problems found later, against the ledger, are written out too."""
    unread: bool = False
    """The header lacks or doubles a column, so that no row was read: the problems are the header's."""


class Fate(StrEnum):
    """What an import does with a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    CONFLICTING = "conflicting"
    WRONG = "wrong"


FATE_WORDS = {
    Fate.NEW: "新增",
    Fate.CHANGED: "变更",
    Fate.UNCHANGED: "不变",
    Fate.CONFLICTING: "冲突",
    Fate.WRONG: "错误",
}


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a known row that the sheet says otherwise: shown before it is written."""

    line: int
    what: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The outcome of an import: how many rows met which fate, what changes, every problem; `applied` when written.

    `unread`: the header was so wrong that no row was read.
    """

    noun: str
    file: str
    sheet: str
    new: int
    changed: int
    unchanged: int
    conflicting: int
    wrong: int
    applied: bool
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    unread: bool = False

    @property
    def clean(self) -> bool:
        """Whether every row could be taken."""
        return not (self.wrong or self.conflicting)

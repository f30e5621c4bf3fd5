"""The one way a sheet gets into the ledger, the same for every noun.

A noun brings a planner. It looks at the rows and at the ledger, tells the draft what becomes of each row, and gives
back what would write it:

    def plan_rooms(desk: Desk, draft: Draft[RoomRow]) -> Write:
        rooms = settled(draft, ((key_of(row.row), row) for row in draft.rows), same="同一间房")  # one row for each key
        ...
        draft.wrong(line, "building", "99栋", "没有这栋楼")                       # every problem, none raised
        draft.changes(line, "3栋2单元101", [("状态", "空置", "已出租")])           # no differences: unchanged
        return write                                                             # called with a WritingDesk, or never

Planners take no ids and write nothing: what is refused leaves no trace, and a sheet that says nothing new makes no
journal entry.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from gridctl.domain.imports import Change, ImportResult, Numbered, Parsed, Problem
from gridctl.domain.sheets import Clear
from gridctl.domain.text import clean
from gridctl.services.desk import Caller, writing

if TYPE_CHECKING:
    from gridctl.domain.sheets import Words
    from gridctl.services.desk import WritingDesk

Row = TypeVar("Row", bound=tuple[Any, ...])
Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Write = Callable[["WritingDesk"], None]
Difference = tuple[str, str, str]
"""A field by its Chinese name, what the ledger says, what the sheet says."""


class Planner(Protocol[Row]):
    """What a noun brings: reads the ledger, fills the draft, gives back what would write it."""

    def __call__(self, desk: WritingDesk, draft: Draft[Row], /) -> Write: ...  # noqa: D102


@dataclass(slots=True)
class Draft(Generic[Row]):
    """What becomes of the rows of a sheet, as far as it is known.

    `line` is the row's number in the file, `field` the field of the row ("" for the row as a whole). Each row must be
    told once: as `new`, through `changes`, as `unchanged`, by `wrong` or by `conflict`.
    """

    parsed: Parsed[Row]
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    found: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    lines_wrong: set[int] = field(default_factory=set)
    lines_conflicting: set[int] = field(default_factory=set)

    @property
    def rows(self) -> list[Numbered[Row]]:
        """The rows that are well formed."""
        return self.parsed.rows

    def changes(self, line: int, what: str, differences: Iterable[Difference]) -> bool:
        """Tell how a known row differs from the sheet; without any difference it is unchanged and this is False."""
        before = len(self.found)
        self.found += [Change(line, what, *difference) for difference in differences]
        differs = len(self.found) > before
        self.changed += differs
        self.unchanged += not differs
        return differs

    def wrong(self, line: int, field: str, value: str, reason: str) -> None:
        """Tell that a row cannot be taken."""
        self.lines_wrong.add(line)
        self.problems.append(self.problem(line, field, value, reason))

    def conflict(self, line: int, field: str, value: str, reason: str) -> None:
        """Tell that a row contradicts another of the same file."""
        self.lines_conflicting.add(line)
        self.problems.append(self.problem(line, field, value, reason))

    def warn(self, line: int, field: str, value: str, reason: str) -> None:
        """Tell what deserves a look and stops nothing."""
        self.warnings.append(self.problem(line, field, value, reason))

    def problem(self, line: int, field: str, value: str, reason: str) -> Problem:
        """Say where in the file something stands."""
        index = self.parsed.columns.get(field)
        if index is None:
            return Problem(self.parsed.sheet, line, "", "", value, reason)
        return Problem(self.parsed.sheet, line, self.parsed.header[index], f"{_letters(index)}{line}", value, reason)

    def written(self, line: int, field: str) -> str:
        """Give what a cell holds as it was written, "" where the file has no such column."""
        index = self.parsed.columns.get(field)
        cells = self.parsed.original(line) if self.parsed.original and index is not None else ()
        return cells[index] if index is not None and index < len(cells) else ""

    @property
    def clean(self) -> bool:
        """Whether every row could be taken."""
        return not (self.parsed.problems or self.problems)

    def result(self, noun: str, *, applied: bool) -> ImportResult:
        """Sum up."""
        lines = {problem.line for problem in self.parsed.problems} | self.lines_wrong
        return ImportResult(
            noun=noun,
            file=self.parsed.file,
            sheet=self.parsed.sheet,
            new=self.new,
            changed=self.changed,
            unchanged=self.unchanged,
            conflicting=len(self.lines_conflicting - lines),
            wrong=len(lines),
            applied=applied,
            changes=tuple(self.found),
            problems=tuple(sorted([*self.parsed.problems, *self.problems], key=_place_in_file)),
            warnings=tuple(sorted([*self.parsed.warnings, *self.warnings], key=_place_in_file)),
            unread=self.parsed.unread,
        )


def import_sheet(
    caller: Caller, noun: str, parsed: Parsed[Row], planner: Planner[Row], *, apply: bool, skip_wrong: bool = False
) -> ImportResult:
    """Import a sheet as one journalled transaction of the command `<noun> import`.

    Without `apply` the same is done and rolled back. With it, any wrong or conflicting row means that nothing is
    written, unless `skip_wrong`; the result says what would have been written and whether it was.
    """
    words = {"file": clean(parsed.file), "sheet": clean(parsed.sheet), "sha256": parsed.digest}
    with writing(caller, f"{noun} import", words=words, dry_run=not apply) as desk:
        draft = Draft(parsed)
        write = planner(desk, draft)
        takes = draft.clean or skip_wrong
        if takes and (draft.new or draft.changed):
            write(desk)
    return draft.result(noun, applied=apply and takes)


def settled(
    draft: Draft[Row],
    keyed: Iterable[tuple[Key, Numbered[Row]]],
    *,
    same: str,
    named_by: Sequence[str] = (),
    usual: bool = False,
) -> dict[Key, Numbered[Row]]:
    """Give one row for each key, in the order of the file.

    Rows of one key complete each other, for a blank says nothing; where two say different things, all rows of that
    key are conflicting and none is given. `same` names what they speak of: 同一个人. The fields `named_by` made the key: they may be written differently (3栋, 3#). Where it is
    `usual` that rows repeat, as a room for each who lives there, nothing is said of it.
    """
    pairs = list(keyed)
    kept = dict(pairs)
    if len(kept) == len(pairs):
        return kept
    kept.clear()
    again: dict[Key, list[Numbered[Row]]] = {}
    for key, item in pairs:
        first = kept.setdefault(key, item)
        if first is not item:
            again.setdefault(key, [first]).append(item)
    for key, items in again.items():
        if _disagree(draft, items, same, named_by):
            del kept[key]
        else:
            kept[key] = _merged(items, named_by)
            draft.unchanged += len(items) - 1
            for item in [] if usual else items[1:]:
                draft.warn(item.line, "", "", f"与第 {items[0].line} 行说的是{same}，已并为一行")
    return kept


def _disagree(draft: Draft[Row], items: list[Numbered[Row]], same: str, named_by: Sequence[str]) -> bool:
    first = items[0]
    for i, name in enumerate(first.row._fields):  # type: ignore[attr-defined]
        if name in named_by:
            continue
        said: dict[object, int] = {}
        for item in items:
            if item.row[i] is not None:
                said.setdefault(item.row[i], item.line)
        if len(said) > 1:
            lines = "、".join(str(item.line) for item in items)
            for item in items:
                value = draft.written(item.line, name)
                draft.conflict(item.line, name, value, f"第 {lines} 行说的是{same}，这一列却不一样")
            return True
    return False


def _merged(items: list[Numbered[Row]], named_by: Sequence[str]) -> Numbered[Row]:
    first, *others = items
    row: Any = first.row
    for other in others:
        told: Any = other.row
        blank = (name for name in row._fields if getattr(row, name) is None and name not in named_by)
        row = row._replace(**{name: getattr(told, name) for name in blank})
    return Numbered(first.line, row)


def kept(cell: Value | Clear | None, there: Value | None) -> Value | None:
    """Give what a field becomes: a blank cell keeps what is there, <清空> empties it."""
    if cell is None:
        return there
    return None if isinstance(cell, Clear) else cell


def kept_text(cell: Words, there: str) -> str:
    """Give what a text becomes: a blank cell keeps what is there, <清空> empties it."""
    return there if cell is None else "" if isinstance(cell, Clear) else cell


def _letters(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _place_in_file(problem: Problem) -> tuple[int, int]:
    return problem.line, 0

"""Many commands in one process: together in one transaction, or each in its own."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from gridctl.errors import RuleError, UsageError
from gridctl.services import desk
from gridctl.services.desk import Desk, WritingDesk, policies_of
from gridctl.store import journal
from gridctl.store.projects import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridctl.services.desk import Caller
    from gridctl.store.transactions import Act

COMMAND = "batch"
_READ_ONCE = ("policy", "project", "calendar_day")  # tables of which a desk holds what it read


@dataclass(slots=True)
class OneByOne:
    """Each command in a transaction of its own; `wrote` says whether the last one sat down to write."""

    caller: Caller
    wrote: bool = False
    entry: int | None = None

    @contextmanager
    def line(self, number: int) -> Iterator[None]:
        """Do a line."""
        _ = number
        self.wrote, self.entry = False, None
        yield

    @contextmanager
    def reading(self) -> Iterator[Desk]:
        """A desk to read at."""
        with desk.reading(self.caller) as opened:
            yield opened

    @contextmanager
    def writing(self, act: Act, *, dry_run: bool) -> Iterator[WritingDesk]:
        """A desk to write at, for one command."""
        self.wrote = True
        _refuse_dry_run(dry_run)
        with desk.writing(self.caller, act.command, words=act.words, undo=act.undo) as opened:
            yield opened
            entry = opened.tx.entry_begun(opened.pid)
        self.entry = entry


@dataclass(slots=True)
class Together:
    """All commands in one transaction, one entry of the journal, which keeps the words of each line."""

    desk: WritingDesk
    wrote: bool = False
    commands: Counter[str] = field(default_factory=Counter)
    undo: str = "always"
    _number: int = 0

    @property
    def entry(self) -> int | None:
        """The number of the one entry."""
        return self.desk.tx.entry_begun(self.desk.pid)

    @contextmanager
    def line(self, number: int) -> Iterator[None]:
        """Do a line: where it fails, what it wrote is taken back, and further lines can still be looked at."""
        self.wrote, self._number = False, number
        with self.desk.tx.part():
            yield

    @contextmanager
    def reading(self) -> Iterator[Desk]:
        """The desk at which all work, which sees what was written so far."""
        yield self._fresh()

    @contextmanager
    def writing(self, act: Act, *, dry_run: bool) -> Iterator[WritingDesk]:
        """The desk at which all work; RuleError for a command that can never be taken back."""
        self.wrote = True
        _refuse_dry_run(dry_run)
        if act.undo == "never":
            raise RuleError(
                f"{act.command} 做了就不能撤销，不能和别的一起做", "单独运行，或给 gridctl batch 加上 --each"
            )
        yield self._fresh()
        self.undo = act.undo if self.undo == "always" else self.undo
        self.commands[act.command] += 1
        said = journal.encode({"command": act.command, **act.words})
        self.desk.tx.keep(self.desk.pid, journal.COMMAND, [(-self._number, said)], added=1)

    def _fresh(self) -> WritingDesk:
        """The desk with nothing to tell yet, and with the policies as a line before may have left them."""
        opened = self.desk
        if not opened.tx.wrote(opened.pid, _READ_ONCE):
            return replace(opened, notices=[])
        project = opened.reader.get(PROJECT, opened.pid, opened.pid) or opened.project
        return replace(
            opened, notices=[], _read_once={}, policies=policies_of(opened.reader, opened.project), project=project
        )


@contextmanager
def together(caller: Caller) -> Iterator[Together]:
    """Open the one transaction of a batch; it is committed at the end, or nothing of it is."""
    with desk.writing(caller, COMMAND) as opened:
        yield Together(opened)


def seal(batch: Together, words: dict[str, Any]) -> None:
    """Say in the journal what the batch was: `words`, how many of which command, and how far it can be undone."""
    tx = batch.desk.tx
    told = {**words, "commands": dict(batch.commands)}
    tx.act = replace(tx.act, words=told, undo=batch.undo)


def _refuse_dry_run(dry_run: bool) -> None:  # noqa: FBT001 - as it was said
    if dry_run:
        raise UsageError("批量里不能只看不做", "去掉 dry_run；导入要写 apply")

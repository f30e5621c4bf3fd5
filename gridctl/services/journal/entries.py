"""The journal as people read it: who did what and when, and what it did to which rows."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from gridctl.errors import NotFoundError
from gridctl.services.desk import OWNER, OWNER_WORD, SYSTEM, SYSTEM_WORD
from gridctl.services.journal.fields import field_label, masked
from gridctl.store import entries
from gridctl.store.registry import NOUNS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gridctl.services.desk import Desk
    from gridctl.services.journal.words import Wording
    from gridctl.store.entries import RowCount
    from gridctl.store.journal import Entry

_NOTHING = (None, "", "{}")
_SILENT = ("initials",)  # tables that follow from others: told of, they would say the same again
ACTOR_WORDS = {OWNER: f"{OWNER_WORD}（owner）", SYSTEM: f"{SYSTEM_WORD}（system）"}


@dataclass(frozen=True, slots=True)
class Done:
    """What an entry did to one table, with the table's noun and measure word: 新增 1 张维修单."""

    table: str
    noun: str
    measure: str
    added: int
    changed: int
    removed: int

    def __str__(self) -> str:
        verbs = (("新增", self.added), ("改动", self.changed), ("删除", self.removed))
        return f"{self.noun} " + "、".join(f"{verb} {count} {self.measure}" for verb, count in verbs if count)


@dataclass(frozen=True, slots=True)
class LoggedEntry:
    """An entry of the project's chain: its number, local time, who, the command, its rows, and whether it was undone."""

    number: int
    recorded: datetime
    actor: str
    command: str
    rows: tuple[Done, ...]
    undone: bool
    undoes: int | None


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """One field of a row that an entry wrote, before and after, masked; null where there was no row.

    `subject` says which row it is, `label` what the field is called, and the words are the values as a clerk reads them.
    """

    table: str
    noun: str
    id: int
    subject: str
    field: str
    label: str
    before: Any
    after: Any
    before_words: str
    after_words: str


def recent_entries(opened: Desk, last: int) -> list[LoggedEntry]:
    """Give the last entries of the project's chain, newest first."""
    found = entries.recent(opened.reader, opened.pid, last)
    names: dict[str, str] = {}
    return [_logged(opened, entry, undone=undone, names=names) for entry, undone in found]


def changes_of(opened: Desk, number: int) -> list[LoggedChange]:
    """Give every field that an entry changed; NotFoundError where there is no such entry."""
    if entries.entry_of(opened.reader, opened.pid, number) is None:
        raise NotFoundError(f"没有第 {number} 号操作记录", "查看最近的：gridctl ledger log")
    from gridctl.services.journal.words import Wording  # noqa: PLC0415 - the words of all nouns; a list needs none

    before = entries.images_before(opened.reader, opened.pid, number)
    images = [
        (table, key, {} if added else _row(before.get((table, key))), _row(text))
        for table, key, added, text in entries.images_of(opened.reader, opened.pid, number)
        if table not in _SILENT
    ]
    rows = ((table, key, row) for table, key, *pair in images for row in pair)
    wording = Wording(opened, cache(partial(actor_name, opened)), rows)
    return [change for image in images for change in _fields(wording, *image)]


def _row(text: str | None) -> dict[str, Any]:
    return (json.loads(text) if text else None) or {}


def _fields(
    wording: Wording, table: str, key: int, before: dict[str, Any], after: dict[str, Any]
) -> Iterable[LoggedChange]:
    noun = NOUNS[table][0] if table in NOUNS else table
    subject = wording.subject(table, key, after or before)
    for name in {**before, **after}:
        old, new = before.get(name), after.get(name)
        if old != new and not (old in _NOTHING and new in _NOTHING):
            old, new = masked(table, name, old), masked(table, name, new)
            words = (wording.value(table, name, old, before), wording.value(table, name, new, after))
            yield LoggedChange(table, noun, key, subject, name, field_label(table, name), old, new, *words)


def done_in_words(counts: Iterable[RowCount]) -> tuple[Done, ...]:
    """Give what an entry did with the nouns of its tables."""
    shown = (count for count in counts if count.table not in _SILENT)
    return tuple(Done(c.table, *NOUNS[c.table], c.added, c.changed, c.removed) for c in shown)


def actor_name(opened: Desk, actor: str) -> str:
    """Give who enters by name: a member of staff with the 工号, the owner or the system."""
    if not actor.isdecimal():
        return ACTOR_WORDS.get(actor, actor)
    from gridctl.store.staff import STAFF  # noqa: PLC0415 - tables load with their noun

    person = opened.reader.get(STAFF, opened.pid, int(actor))
    return f"{person.name}（{person.number}）" if person else f"已不在册的人员 {actor}"


def _logged(opened: Desk, entry: Entry, *, undone: bool, names: dict[str, str]) -> LoggedEntry:
    who = names.get(entry.actor) or names.setdefault(entry.actor, actor_name(opened, entry.actor))
    rows = done_in_words(entries.row_counts(opened.reader, entry.project, entry.number))
    recorded = opened.local(entry.recorded_at)
    return LoggedEntry(entry.number, recorded, who, entry.command, rows, undone, entry.undoes)

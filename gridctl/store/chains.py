"""Checking the chains: every entry follows from the one before, and holds exactly the images it was sealed with."""

from __future__ import annotations

import json
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from gridctl.store import journal
from gridctl.store.findings import Head
from gridctl.store.images import UNKNOWN, digest_of
from gridctl.store.sqlite import raw

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy.engine import Connection

    from gridctl.store.findings import Verification
    from gridctl.store.images import LastImages

_IMAGES = (
    "SELECT project, entry, table_name, id, added, text, salt, hash FROM journal_image"
    " ORDER BY project, entry, table_name, id"
)
_ENTRIES = (
    "SELECT project, number, recorded_at, actor, command, undo, undoes, schema_version, root, hash FROM journal_entry"
    " ORDER BY project, number"
)
Key = tuple[int, int]  # project, number


def check_chains(connection: Connection, report: Verification, last: LastImages) -> None:
    """Walk entries and images side by side; on the way note each key's last image."""
    walk = _Walk(report, last)
    entries = _Entries(journal.Entry(*record) for record in raw(connection, _ENTRIES))
    for key, group in groupby(raw(connection, _IMAGES), key=itemgetter(0, 1)):
        for bare in entries.before(key):
            walk.entry(bare, None)
        root = walk.images(key, group)
        entry = entries.take(key)
        if entry is None:
            walk.say(f"第 {key[1]} 号操作记录不见了，它写入的内容还在", key)
        else:
            walk.entry(entry, root)
    for bare in entries.before(None):
        walk.entry(bare, None)
    walk.close()


class _Entries:
    """The entries in their order, given out as far as the images have come."""

    def __init__(self, entries: Iterator[journal.Entry]) -> None:
        self._entries = entries
        self._next = next(entries, None)

    def before(self, key: Key | None) -> Iterator[journal.Entry]:
        while self._next and (key is None or (self._next.project, self._next.number) < key):
            yield self._next
            self._next = next(self._entries, None)

    def take(self, key: Key) -> journal.Entry | None:
        entry = self._next
        if entry is None or (entry.project, entry.number) != key:
            return None
        self._next = next(self._entries, None)
        return entry


class _Walk:
    """What is known on the way along the chains."""

    def __init__(self, report: Verification, last: LastImages) -> None:
        self.report = report
        self.last = last
        self.previous: journal.Entry | None = None
        self.emptied: set[tuple[int, int, str, int]] = set()
        self.erased: dict[tuple[int, int, str, int], int] = {}

    def say(self, problem: str, key: Key, *, kind: str = "操作记录有误") -> None:
        self.report.add(problem, "journal_entry", *key, kind=kind)

    def images(self, key: Key, group: Iterable[tuple[Any, ...]]) -> bytes:
        """Check an entry's images by themselves and give the root over them, in key order as they are stored."""
        project, number = key
        root = sha256()
        marks, marked, count = None, "", 0
        for _, _, table, row, added, text, salt, hash_ in group:
            root.update(f"{table}:{row}:".encode() + hash_)
            count += 1
            if text is None or salt is None:
                self.emptied.add((project, number, table, row))
            elif sha256(salt + text.encode()).digest() != hash_:
                self._changed_image(key, table, row)
            if table == journal.COMMAND:
                self._words(key, text)
                continue
            if table != marked:
                marks, marked = self.last[project, table], table
            new = marks.put(row, number, UNKNOWN if text is None else digest_of(text))  # type: ignore[union-attr]
            if new != added:
                self._changed_image(key, table, row)
        self.report.images += count
        return root.digest()

    def _changed_image(self, key: Key, table: str, row: int) -> None:
        what = "命令的参数" if table == journal.COMMAND else f"{table} {row}"
        self.report.add(
            f"第 {key[1]} 号操作记录里保存的内容被改动：{what}", "journal_image", key[0], row, kind="保存的内容被改动"
        )

    def _words(self, key: Key, text: str | None) -> None:
        """Remember what an erasure says that it emptied."""
        if text is None or f'"{journal.ERASED}"' not in text:
            return
        try:
            for number, table, row in json.loads(text)[journal.ERASED]:
                self.erased[key[0], number, table, row] = key[1]
        except (ValueError, TypeError, KeyError):
            return

    def entry(self, entry: journal.Entry, root: bytes | None) -> None:
        """Check an entry against its predecessor and its images (None: it has none)."""
        self.report.entries += 1
        before = self.previous
        if before is None or before.project != entry.project:
            self._close_chain()
            before = None
        self._follows(entry, before)
        if root is None:
            self.say(f"第 {entry.number} 号操作记录（{entry.command}）写入的内容不见了", (entry.project, entry.number))
        elif root != entry.root:
            self.say(
                f"第 {entry.number} 号操作记录（{entry.command}）写入的内容与封存时不符，有增删或改动",
                (entry.project, entry.number),
            )
        self.previous = entry

    def _follows(self, entry: journal.Entry, before: journal.Entry | None) -> None:
        key = entry.project, entry.number
        expected = before.number + 1 if before else 1
        if entry.number != expected:
            missing = f"{expected}" if entry.number - expected == 1 else f"{expected} 至 {entry.number - 1}"
            self.say(f"缺第 {missing} 号操作记录" if entry.number > expected else "操作记录的编号不对", key)
            return
        if before and entry.recorded_at < before.recorded_at:
            self.say(f"第 {entry.number} 号操作记录的时间早于前一号", key)
        if entry.sealed(before.hash if before else journal.GENESIS, entry.root).hash != entry.hash:
            self.say(f"第 {entry.number} 号操作记录（{entry.command}）被改动，或不是接着前一号写的", key)

    def _close_chain(self) -> None:
        if self.previous:
            end = self.previous
            self.report.heads.append(Head(end.project, end.number, end.recorded_at, end.hash.hex()))

    def close(self) -> None:
        """After the last entry: every emptied image must be in the list of a later erasure."""
        self._close_chain()
        for project, number, table, row in sorted(self.emptied):
            if self.erased.get((project, number, table, row), 0) <= number:
                self.report.add(
                    f"第 {number} 号操作记录里保存的内容被清空，但没有删除个人信息的记录：{table} {row}",
                    "journal_image",
                    project,
                    row,
                    kind="保存的内容被清空",
                )

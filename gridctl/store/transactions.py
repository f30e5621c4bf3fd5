"""The one way of changing the ledger: writes that journal themselves, all or nothing."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from itertools import groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Column, Integer, Table, Text

from gridctl.store import journal, sqlite
from gridctl.store.engine import check_file, opened
from gridctl.store.queue import queued
from gridctl.store.schema import SCHEMA_VERSION, Ledgered, metadata
from gridctl.store.snapshots import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


Entity = TypeVar("Entity")
Row = TypeVar("Row")
CHUNK = 5000

COUNTER = Table(
    "counter",
    metadata,
    Column("project", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, primary_key=True),
    Column("value", Integer, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)


@dataclass(frozen=True, slots=True)
class Act:
    """What the journal says of a transaction: who enters, which command, how far it can be undone, and its words.

    `undo` is "always", "day" or "never" (see services.undo); `words` are arguments and reasons, kept as an image.
    """

    actor: str
    command: str
    undo: str = "always"
    words: dict[str, Any] = field(default_factory=dict)
    undoes: int | None = None


@dataclass(slots=True)
class _Chain:
    """The entry being written on one project's chain, and the tables that have images under it."""

    entry: journal.Entry
    previous: bytes
    tables: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Transaction(Reader):
    """A writing transaction: rows change only through `insert`, `update` and `delete`, which keep their images."""

    act: Act
    now: datetime
    schema_version: int = SCHEMA_VERSION
    _chains: dict[int, _Chain] = field(default_factory=dict)

    def insert(self, table: Ledgered[Entity], rows: Iterable[Entity]) -> None:
        """Add rows, in chunks, with their images."""
        self.insert_values(table, map(table.values, rows))

    def insert_values(self, table: Ledgered[Any], values: Iterable[tuple[Any, ...]]) -> None:
        """Add rows given as the driver stores them, in column order: for sheets of a hundred thousand rows."""
        for chunk in chunks(iter(values)):
            sqlite.insert_rows(self.connection, table.name, table.columns, chunk)
            self._keep(table, chunk, added=1)

    def update(self, table: Ledgered[Entity], rows: Iterable[Entity]) -> None:
        """Replace the rows of the same keys, with their images."""
        for chunk in chunks(map(table.values, rows)):
            sqlite.update_rows(self.connection, table.name, table.columns, chunk)
            self._keep(table, chunk)

    def delete(self, table: Ledgered[Entity], rows: Iterable[Entity]) -> None:
        """Remove rows; their last image says so."""
        for chunk in chunks(map(table.values, rows)):
            sqlite.delete_rows(self.connection, table.name, [row[:2] for row in chunk])
            for project, gone in groupby(chunk, key=itemgetter(0)):
                self.keep(project, table.name, [(row[1], journal.GONE) for row in gone])

    def next_id(self, project: int, table: Ledgered[Any], count: int = 1) -> int:
        """Take ids for new rows of a table and give the first of them."""
        return self.next_number(project, table.name, count) - count + 1

    def next_number(self, project: int, series: str, count: int = 1) -> int:
        """Take numbers of a series and give the last of them; they are never given again."""
        return sqlite.raise_counter(self.connection, project, series, count)

    def _keep(self, table: Ledgered[Any], chunk: list[tuple[Any, ...]], added: int = 0) -> None:
        for project, rows in groupby(chunk, key=itemgetter(0)):
            self.keep(project, table.name, [(row[1], journal.row_text(table.columns, row)) for row in rows], added)

    def keep(self, project: int, table: str, texts: list[tuple[int, str]], added: int = 0) -> None:
        """Keep images (id, canonical text) of rows under this transaction's entry on the project's chain.

        `added` is 1 where the keys had no rows before.
        `insert`, `update` and `delete` do it themselves; only an upgrade, whose steps write rows, calls it.
        """
        chain = self._chains.get(project) or self._begin(project)
        number, size = chain.entry.number, journal.SALT_BYTES
        blob = os.urandom(size * len(texts))
        salts = [blob[start : start + size] for start in range(0, len(blob), size)]
        hashes = journal.image_hashes(salts, [text for _, text in texts])
        chain.tables.add(table)
        rows = [
            (project, number, table, key, added, text, salt, hash_)
            for (key, text), salt, hash_ in zip(texts, salts, hashes, strict=True)
        ]
        sqlite.put_images(self.connection, rows)

    def _begin(self, project: int) -> _Chain:
        last = journal.head(self.connection, project)
        recorded = max(utc_text(self.now), last.recorded_at if last else "")
        number = last.number + 1 if last else 1
        act = self.act
        entry = journal.Entry(
            project, number, recorded, act.actor, act.command, act.undo, act.undoes, self.schema_version
        )
        chain = self._chains[project] = _Chain(entry, last.hash if last else journal.GENESIS)
        return chain

    def wrote(self, project: int, tables: Iterable[str]) -> bool:
        """Whether any row of these tables was written on a project's chain."""
        return project in self._chains and not self._chains[project].tables.isdisjoint(tables)

    def entry_begun(self, project: int) -> int | None:
        """The number of the entry on a project's chain, None where nothing was written on it."""
        chain = self._chains.get(project)
        return chain.entry.number if chain else None

    def entry_number(self, project: int) -> int:
        """Give the number of the entry this transaction writes on a project's chain."""
        return (self._chains.get(project) or self._begin(project)).entry.number

    def seal(self) -> None:
        """Write the entries of every chain that was touched; called once, before the commit."""
        for project, chain in list(self._chains.items()):
            self.keep(project, journal.COMMAND, [(chain.entry.number, journal.encode(self.act.words))], added=1)
            undo = self.act.undo if len(self._chains) == 1 else "never"  # undoing works on one chain
            entry = replace(chain.entry, undo=undo).sealed(chain.previous, self._root(project, chain.entry.number))
            self.connection.execute(journal.ENTRY.insert().values(**_fields(entry)))

    def _root(self, project: int, number: int) -> bytes:
        """The root over an entry's images, read back in their order: however many, none is held in memory."""
        digest = sha256()
        for table, key, hash_ in sqlite.image_hashes_of(self.connection, project, number):
            digest.update(f"{table}:{key}:".encode() + hash_)
        return digest.digest()

    @contextmanager
    def part(self) -> Iterator[None]:
        """Do a part of the transaction: what it wrote is taken back where it fails, and the rest stands.

        The transaction must not be committed then: it still takes the failed part's numbers for taken.
        """
        sqlite.begin_part(self.connection)
        try:
            yield
        except BaseException:
            sqlite.end_part(self.connection, undo=True)
            raise
        sqlite.end_part(self.connection)


def _fields(entry: journal.Entry) -> dict[str, Any]:
    return {column.name: getattr(entry, column.name) for column in journal.ENTRY.columns}


def chunks(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """Cut a stream of rows into lists of a size that SQLite takes in one statement's time."""
    while chunk := list(islice(rows, CHUNK)):
        yield chunk


def utc_text(now: datetime) -> str:
    """Give an instant as the ledger stores it: UTC text that sorts as it happened."""
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@contextmanager
def writing(path: Path, act: Act, now: datetime, *, dry_run: bool = False) -> Iterator[Transaction]:
    """Write to the ledger in one transaction: committed at the end, rolled back on any error or when `dry_run`."""
    check_file(path)
    with queued(path), opened(path, write=True) as connection:
        tx = Transaction(path, connection, act, now)
        yield tx
        if dry_run:
            return
        tx.seal()
        connection.commit()

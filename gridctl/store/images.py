"""The last image of every key, and where the rows of the ledger differ from it.

A key costs sixteen bytes, so that a ledger of millions of rows is compared in a fraction of its size.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.store import journal
from gridctl.store.sqlite import quoted, raw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection

UNKNOWN = 0  # the digest of an image whose text was erased
JUMP = 1 << 20  # ids come from counters and leave no great gaps; one beyond this is kept apart


def digest_of(text: str) -> int:
    """Give 64 bits that tell texts apart within this process; Python keys them anew each time."""
    return hash(text) or 1


_GONE = digest_of(journal.GONE)


class Marks:
    """Of one table in one project: for each id the entry that wrote it last (0: none) and the digest of its image."""

    def __init__(self) -> None:
        self.highest = 0
        self._entries = array("q")
        self._digests = array("q")
        self._apart: dict[int, tuple[int, int]] = {}

    def put(self, key: int, entry: int, digest: int) -> bool:
        """Note an image, and say whether the key had no row before; entries come in their order."""
        missing = key - len(self._entries) + 1
        self.highest = max(self.highest, key)
        if key < 0 or missing > JUMP:
            _, before = self._apart.get(key, (0, _GONE))
            self._apart[key] = entry, digest
            return before == _GONE
        if missing > 0:
            self._grow(missing)
        new = not self._entries[key] or self._digests[key] == _GONE
        self._entries[key] = entry
        self._digests[key] = digest
        return new

    def _grow(self, missing: int) -> None:
        zeros = bytes(8 * max(missing, len(self._entries) // 8))
        self._entries.frombytes(zeros)
        self._digests.frombytes(zeros)

    def take(self, key: int) -> tuple[int, int]:
        """Give (entry, digest) of an id, once; (0, UNKNOWN) where there is none."""
        if key in self._apart or not 0 <= key < len(self._entries):
            return self._apart.pop(key, (0, UNKNOWN))
        entry, self._entries[key] = self._entries[key], 0
        return entry, self._digests[key]

    def left(self) -> Iterator[tuple[int, int, int]]:
        """Give (id, entry, digest) of what was not taken."""
        for key, entry in enumerate(self._entries):
            if entry:
                yield key, entry, self._digests[key]
        for key, (entry, digest) in self._apart.items():
            yield key, entry, digest


LastImages = defaultdict[tuple[int, str], Marks]


def last_images(connection: Connection) -> LastImages:
    """Note the last image of every key of the ledger."""
    last: LastImages = defaultdict(Marks)
    statement = "SELECT project, table_name, id, entry, text FROM journal_image ORDER BY project, entry, table_name, id"
    for project, table, key, entry, text in raw(connection, statement):
        if table != journal.COMMAND:
            last[project, table].put(key, entry, UNKNOWN if text is None else digest_of(text))
    return last


@dataclass(frozen=True, slots=True)
class Difference:
    """A key whose row is not its last image: the row as it is (None: no row), and the entry that wrote the image last.

    `entry` is 0 where there is no image, or the last image says that the row was deleted.
    """

    table: str
    project: int
    id: int
    text: str | None
    entry: int


def journalled_tables(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Give the columns of each table in the file whose rows have images, whatever version the file is of."""
    names = [name for (name,) in raw(connection, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    tables = {name: column_names(connection, name) for name in names}
    return {name: columns for name, columns in tables.items() if columns[:2] == ("project", "id")}


def column_names(connection: Connection, table: str) -> tuple[str, ...]:
    """Give the names of a table's columns, in order."""
    return tuple(column[1] for column in raw(connection, f"PRAGMA table_info({quoted(table)})"))


def differences(
    connection: Connection, table: str, columns: tuple[str, ...], last: LastImages
) -> Iterator[Difference | None]:
    """Compare a table's rows with their last images: None for a row that is as it should be, then what is missing."""
    for project, key, text in raw(connection, _rows_as_text(table, columns)):
        entry, digest = last[project, table].take(key)
        if entry and digest in (digest_of(text), UNKNOWN):
            yield None
            continue
        exact = row_now(connection, table, columns, project, key)
        same = entry and digest_of(exact) == digest
        yield None if same else Difference(table, project, key, exact, 0 if digest == _GONE else entry)
    yield from missing_rows(table, last)


def missing_rows(table: str, last: LastImages) -> Iterator[Difference]:
    """Give the keys of a table that have an image and were not taken by a row."""
    for (project, name), marks in sorted(last.items()):
        if name == table:
            for key, entry, digest in marks.left():
                if digest != _GONE:
                    yield Difference(table, project, key, None, entry)


def _rows_as_text(table: str, columns: tuple[str, ...]) -> str:
    """SQLite writes nearly every row as journal.row_text does, at half the cost; where it does not, that decides."""
    pairs = ", ".join(f"{_literal(name)}, {quoted(name)}" for name in columns[2:])
    return f"SELECT project, id, json_object({pairs}) FROM {quoted(table)} ORDER BY project, id"  # noqa: S608 - quoted


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def row_now(connection: Connection, table: str, columns: tuple[str, ...], project: int, key: int) -> str:
    """Give the canonical text of a row as it is."""
    names = ", ".join(map(quoted, columns))
    statement = f"SELECT {names} FROM {quoted(table)} WHERE project = ? AND id = ?"  # noqa: S608 - quoted
    return journal.row_text(columns, next(raw(connection, statement, (project, key))))

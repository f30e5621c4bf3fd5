"""The journal: a chain of entries for each project, and under each entry an image of every row it wrote.

An image is the row after the write in a canonical text, salted and hashed by itself, so that a person's text can be
erased later while the chain still verifies. An entry's hash covers its predecessor's: whoever changes one row or one
entry afterwards is found by `verify`. The chain is tamper-evident, not tamper-proof.

`added` is 1 where the key had no row before the entry: undoing then need not search for the image before.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any

from sqlalchemy import Column, Integer, LargeBinary, Table, Text

from gridctl.store.schema import metadata

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.engine import Connection

SALT_BYTES = 16
GENESIS = bytes(32)
COMMAND = "command"  # the image that holds an entry's arguments and reasons, which are never in the chain

ENTRY = Table(
    "journal_entry",
    metadata,
    Column("project", Integer, primary_key=True, autoincrement=False),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("recorded_at", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("command", Text, nullable=False),
    Column("undo", Text, nullable=False),
    Column("undoes", Integer),
    Column("schema_version", Integer, nullable=False),
    Column("root", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

IMAGE = Table(
    "journal_image",
    metadata,
    Column("project", Integer, primary_key=True, autoincrement=False),
    Column("entry", Integer, primary_key=True, autoincrement=False),
    Column("table_name", Text, primary_key=True),
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("added", Integer, nullable=False),
    Column("text", Text),
    Column("salt", LargeBinary),
    Column("hash", LargeBinary, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

ERASED = "erased"  # in the words of an erasure: [[entry, table, id], …] whose text and salt it emptied

encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
GONE = "null"  # the text of a row that was deleted


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a chain: who recorded what and when (UTC), how far it can be undone, and the hashes."""

    project: int
    number: int
    recorded_at: str
    actor: str
    command: str
    undo: str
    undoes: int | None
    schema_version: int
    root: bytes = b""
    hash: bytes = b""

    def sealed(self, previous: bytes, root: bytes) -> Entry:
        """This entry with its root and the hash that ties it to `previous`."""
        body = [self.project, self.number, self.recorded_at, self.actor, self.command, self.undo, self.undoes]
        text = encode([*body, self.schema_version, root.hex(), previous.hex()])
        return replace(self, root=root, hash=sha256(text.encode()).digest())


def row_text(columns: Sequence[str], values: Sequence[Any]) -> str:
    """Give the canonical text of a row: JSON of its columns after the key, by name, in the table's order."""
    return _form(tuple(columns)) % tuple([_JSON[value.__class__](value) for value in values[2:]])


@cache
def _form(columns: tuple[str, ...]) -> str:
    return "{" + ",".join(f'"{name}":%s' for name in columns[2:]) + "}"


class _Writers(dict[type, Callable[[Any], str]]):
    """How a value of each type is written; an enum of text is text."""

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        writer = next(self[base] for base in kind.__mro__ if base in self)
        self[kind] = writer
        return writer


_JSON = _Writers({str: encode_basestring, int: str, float: repr, type(None): lambda _: "null"})


def image_hashes(salts: Iterable[bytes], texts: Iterable[str]) -> list[bytes]:
    """Hash many images."""
    return [
        sha256(salt + text.encode("utf-8", "surrogatepass")).digest() for salt, text in zip(salts, texts, strict=True)
    ]


def head(connection: Connection, project: int) -> Entry | None:
    """The last entry of a project's chain."""
    statement = ENTRY.select().where(ENTRY.c.project == project).order_by(ENTRY.c.number.desc()).limit(1)
    record = connection.execute(statement).first()
    return Entry(*record) if record else None

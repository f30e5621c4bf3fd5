"""What a ledger says of itself: its file, how many rows of each noun, where its chains end."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from gridctl.store.engine import read_version
from gridctl.store.findings import Head
from gridctl.store.journal import ENTRY, head
from gridctl.store.registry import LEDGERED, NOUNS

if TYPE_CHECKING:
    from gridctl.store.snapshots import Reader


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows a table has, with what a clerk calls them."""

    table: str
    noun: str
    measure: str
    rows: int


def file_facts(reader: Reader) -> tuple[int, int, str, str]:
    """Give the file's size in bytes, its schema version, SQLite's version and the journal mode."""
    mode = reader.connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
    version = read_version(reader.connection)[1]
    return reader.path.stat().st_size, version, sqlite3.sqlite_version, str(mode)


def row_numbers(reader: Reader) -> list[Count]:
    """Count the rows of every table, parents before children."""
    counts = (
        (item.name, reader.connection.execute(select(func.count()).select_from(item.table)).scalar_one())
        for item in LEDGERED
    )
    return [Count(name, *NOUNS[name], rows) for name, rows in counts]


def heads(reader: Reader) -> list[Head]:
    """Give the last entry of every chain."""
    projects = reader.connection.execute(select(ENTRY.c.project).distinct().order_by(ENTRY.c.project)).scalars()
    ends = (head(reader.connection, project) for project in projects.all())
    return [Head(end.project, end.number, end.recorded_at, end.hash.hex()) for end in ends if end]

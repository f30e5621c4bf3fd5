"""Reading the ledger: one consistent snapshot of it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import select

from gridctl.store.engine import opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy.engine import Connection
    from sqlalchemy.sql import ColumnElement

    from gridctl.store.schema import Ledgered

Entity = TypeVar("Entity")


@dataclass(slots=True)
class Reader:
    """One snapshot of the ledger."""

    path: Path
    connection: Connection

    def get(self, table: Ledgered[Entity], project: int, key: int) -> Entity | None:
        """Give the row of that key, or None."""
        found = self.find(table, project, table.c["id"] == key)
        return found[0] if found else None

    def all_of(self, table: Ledgered[Entity]) -> list[Entity]:
        """Give the rows of a table in all projects."""
        return [table.load(record) for record in self.connection.execute(select(table.table))]

    def find(
        self, table: Ledgered[Entity], project: int, *conditions: ColumnElement[bool], order: str = "id"
    ) -> list[Entity]:
        """Give a project's rows that meet every condition, in the order of a column."""
        statement = select(table.table).where(table.c["project"] == project, *conditions)
        rows = [table.load(record) for record in self.connection.execute(statement)]
        # Not by SQL: for the order of its key, SQLite would walk through all of a project and leave the index alone.
        return sorted(rows, key=attrgetter(order, "id"))


@contextmanager
def reading(path: Path) -> Iterator[Reader]:
    """Read one consistent snapshot of the ledger."""
    with opened(path, write=False) as connection:
        yield Reader(path, connection)

"""What every table of the ledger has in common: one key, named constraints, STRICT types, dataclasses for rows."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sqlalchemy import Column, ForeignKeyConstraint, Integer, MetaData, Table, Text, UniqueConstraint
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy.engine import Dialect
    from sqlalchemy.schema import SchemaItem
    from sqlalchemy.sql.base import ReadOnlyColumnCollection

APPLICATION_ID = 0x67726964  # "grid", at offset 68 of the file
SCHEMA_VERSION = 3
WHOLE_LEDGER = 0  # the project, and so the chain, of what belongs to none

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Entity = TypeVar("Entity")


class Day(TypeDecorator[date]):
    """A date: ISO text on SQLite, whose STRICT tables know no DATE."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """To ISO text."""
        _ = dialect
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """From ISO text."""
        _ = dialect
        return None if value is None else date.fromisoformat(value)


class Ledgered(Generic[Entity]):
    """A journalled table whose rows are the frozen dataclass `entity`, field for column.

    The key is (project, id). `values` gives the driver's values of a row in column order, `load` the way back.
    """

    def __init__(self, name: str, entity: type[Entity], *items: SchemaItem) -> None:
        self.name = name
        self.entity = entity
        self.table = Table(
            name,
            metadata,
            Column("project", Integer, primary_key=True, autoincrement=False),
            Column("id", Integer, primary_key=True, autoincrement=False),
            *items,
            sqlite_strict=True,
            sqlite_with_rowid=False,
        )
        self.columns = tuple(self.table.columns.keys())
        self._values: Callable[[Entity], tuple[Any, ...]] = attrgetter(*(field.name for field in fields(entity)))  # type: ignore[arg-type]
        self._days = tuple(i for i, column in enumerate(self.table.columns) if isinstance(column.type, Day))

    @property
    def c(self) -> ReadOnlyColumnCollection[str, Column[Any]]:
        """The table's columns by name, for conditions."""
        return self.table.c

    def values(self, row: Entity) -> tuple[Any, ...]:
        """Give the row as the driver stores it."""
        values = self._values(row)
        if not self._days:
            return values
        plain = list(values)
        for i in self._days:
            if plain[i] is not None:
                plain[i] = plain[i].isoformat()
        return tuple(plain)

    def load(self, record: Any) -> Entity:
        """Make the dataclass from a row that Core selected."""
        return self.entity(*record)

    def stored(self, record: Sequence[Any]) -> Entity:
        """Make the dataclass from a row as the driver gives it."""
        if not self._days:
            return self.entity(*record)
        values = list(record)
        for i in self._days:
            if values[i] is not None:
                values[i] = date.fromisoformat(values[i])
        return self.entity(*values)

    def revive(self, project: int, key: int, text: str) -> Entity:
        """Make the dataclass from the text of an image."""
        kept = json.loads(text)
        return self.stored((project, key, *(kept[name] for name in self.columns[2:])))


def link(*columns: str, to: str) -> ForeignKeyConstraint:
    """A foreign key from (project, column…) to (project, id) of another table."""
    return ForeignKeyConstraint(["project", *columns], [f"{to}.project", f"{to}.id"])


def unique(*columns: str) -> UniqueConstraint:
    """Unique within a project."""
    return UniqueConstraint("project", *columns)

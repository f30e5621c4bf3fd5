"""What only SQLite has: rows handed to the driver as tuples, a quarter of the cost of Core's executemany of dicts."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.engine import Connection

Tuples = list[tuple[Any, ...]]


def raw(
    connection: Connection, statement: str, values: Sequence[Any] | Mapping[str, Any] = ()
) -> Iterator[tuple[Any, ...]]:
    """Stream what a statement selects as the driver's own tuples, within the connection's transaction.

    A statement that is small costs Core twenty times what it costs the driver.
    """
    if not connection.in_transaction():
        connection.begin()
    cursor = connection.connection.cursor()
    cursor.execute(statement, values)
    return cast("Iterator[tuple[Any, ...]]", cursor)


def quoted(name: str) -> str:
    """Give a name as an SQL identifier, whatever characters it has."""
    return '"' + name.replace('"', '""') + '"'


def rows_where(
    connection: Connection, table: str, columns: Sequence[str], equal: Mapping[str, Any]
) -> Iterator[tuple[Any, ...]]:
    """Stream the rows of a table that have these values, in column order."""
    return raw(connection, _select(table, tuple(columns), tuple(equal)), tuple(equal.values()))


@cache
def _select(table: str, columns: tuple[str, ...], equal: tuple[str, ...]) -> str:
    names = ", ".join(map(quoted, columns))
    return f"SELECT {names} FROM {quoted(table)} WHERE {' AND '.join(f'{quoted(name)} = ?' for name in equal)}"  # noqa: S608 - quoted


def insert_rows(connection: Connection, table: str, columns: Sequence[str], rows: Tuples) -> None:
    """Add rows, each a tuple in column order."""
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * len(columns))
    _many(connection, f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)  # noqa: S608 - own names


def update_rows(connection: Connection, table: str, columns: Sequence[str], rows: Tuples) -> None:
    """Replace the rows of the same (project, id): the first two columns."""
    sets = ", ".join(f'"{name}" = ?' for name in columns[2:])
    statement = f'UPDATE "{table}" SET {sets} WHERE project = ? AND id = ?'  # noqa: S608 - own names
    _all_met(_many(connection, statement, [(*row[2:], *row[:2]) for row in rows]), table, rows)


def delete_rows(connection: Connection, table: str, keys: list[tuple[Any, ...]]) -> None:
    """Remove the rows of these (project, id)."""
    statement = f'DELETE FROM "{table}" WHERE project = ? AND id = ?'  # noqa: S608 - own names
    _all_met(_many(connection, statement, keys), table, keys)


def _many(connection: Connection, statement: str, rows: Tuples) -> int:
    """Run a statement for every row, past Core, which costs as much again; gives how many rows were met."""
    if not connection.in_transaction():
        connection.begin()
    cursor = connection.connection.cursor()
    cursor.executemany(statement, rows)
    return cursor.rowcount


def _all_met(met: int, table: str, rows: Tuples) -> None:
    """A key that no row has is a mistake of the caller: its image would tell of a row that never was."""
    if met != len(rows):
        raise LookupError(f"{table}: {len(rows)} rows to write, {met} met")


def put_images(connection: Connection, rows: Tuples) -> None:
    """Keep images (project, entry, table, id, added, text, salt, hash).

    A key written twice in one entry keeps the last text, and whether it had a row before the first.
    """
    _many(
        connection,
        "INSERT INTO journal_image (project, entry, table_name, id, added, text, salt, hash)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET text = excluded.text, salt = excluded.salt, hash = excluded.hash",
        rows,
    )


def image_hashes_of(connection: Connection, project: int, entry: int) -> Iterator[tuple[Any, ...]]:
    """Stream (table, id, hash) of an entry's images, in the order of their key."""
    statement = "SELECT table_name, id, hash FROM journal_image WHERE project = ? AND entry = ? ORDER BY table_name, id"
    return raw(connection, statement, (project, entry))


def begin_part(connection: Connection) -> None:
    """Begin a part of a transaction that can be taken back by itself."""
    raw(connection, "SAVEPOINT part")


def end_part(connection: Connection, *, undo: bool = False) -> None:
    """End the part, or take back what it wrote."""
    if undo:
        raw(connection, "ROLLBACK TO part")
    raw(connection, "RELEASE part")


def defer_foreign_keys(connection: Connection) -> None:
    """Let foreign keys be checked at the end of this transaction."""
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")


def raise_counter(connection: Connection, project: int, name: str, count: int) -> int:
    """Take `count` numbers from a counter and give the last; they are never given again."""
    statement = (
        "INSERT INTO counter (project, name, value) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET value = value + excluded.value RETURNING value"
    )
    ((value,),) = raw(connection, statement, (project, name, count))
    return int(value)


_MANY, _SOME, _FEW = 1_000_000, 1_000, 20


def tell_planner(connection: Connection, tables: Iterable[str]) -> None:
    """Tell SQLite that a project has many rows in these tables, and that few of them share the end of an index.

    Every key begins with the project, of which a ledger has hardly more than one. Left to guess, SQLite takes ten rows
    for a project, and walks through all of them in the order of their key where an index would find the one wanted.
    """
    connection.exec_driver_sql("ANALYZE")  # only this may create sqlite_stat1
    known = [
        (table, name, _shares(connection, name, unique))
        for table in tables
        for name, unique in _keys(connection, table)
    ]
    connection.exec_driver_sql("DELETE FROM sqlite_stat1")
    connection.exec_driver_sql("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (?, ?, ?)", known)


def _keys(connection: Connection, table: str) -> list[tuple[str, bool]]:
    """The indexes of a table and whether each is unique; without rowid, that of the key bears the table's name."""
    rows = list(raw(connection, f"PRAGMA index_list({quoted(table)})"))
    return [(table if origin == "pk" else name, bool(unique)) for _, name, unique, origin, _ in rows]


def _shares(connection: Connection, index: str, unique: bool) -> str:  # noqa: FBT001 - as index_list gives it
    """How many rows there are, and how many share the first column, the first two, and so on."""
    count = len(list(raw(connection, f"PRAGMA index_info({quoted(index)})"))) or 2
    return " ".join(map(str, (_MANY, _MANY, *[_SOME] * (count - 2), 1 if unique else _FEW)))

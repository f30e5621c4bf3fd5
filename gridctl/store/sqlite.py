"""What only SQLite has: rows handed to the driver as tuples, a quarter of the cost of Core's executemany of dicts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.engine import Connection

Tuples = list[tuple[Any, ...]]


def insert_rows(connection: Connection, table: str, columns: Sequence[str], rows: Tuples) -> None:
    """Add rows, each a tuple in column order."""
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * len(columns))
    connection.exec_driver_sql(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', rows)  # noqa: S608 - own names


def update_rows(connection: Connection, table: str, columns: Sequence[str], rows: Tuples) -> None:
    """Replace the rows of the same (project, id): the first two columns."""
    sets = ", ".join(f'"{name}" = ?' for name in columns[2:])
    statement = f'UPDATE "{table}" SET {sets} WHERE project = ? AND id = ?'  # noqa: S608 - own names
    connection.exec_driver_sql(statement, [(*row[2:], *row[:2]) for row in rows])


def delete_rows(connection: Connection, table: str, keys: list[tuple[Any, ...]]) -> None:
    """Remove the rows of these (project, id)."""
    connection.exec_driver_sql(f'DELETE FROM "{table}" WHERE project = ? AND id = ?', keys)  # noqa: S608 - own names


def put_images(connection: Connection, rows: Tuples) -> None:
    """Keep images (project, entry, table, id, text, salt, hash); a key written twice in one entry keeps the last."""
    connection.exec_driver_sql(
        "INSERT INTO journal_image (project, entry, table_name, id, text, salt, hash) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET text = excluded.text, salt = excluded.salt, hash = excluded.hash",
        rows,
    )


def raise_counter(connection: Connection, project: int, name: str, count: int) -> int:
    """Take `count` numbers from a counter and give the last; they are never given again."""
    statement = (
        "INSERT INTO counter (project, name, value) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET value = value + excluded.value RETURNING value"
    )
    return int(connection.exec_driver_sql(statement, (project, name, count)).scalar_one())

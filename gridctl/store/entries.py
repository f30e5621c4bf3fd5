"""Reading the entries of a chain, and the images under them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, exists, func, or_, select

from gridctl.store.journal import COMMAND, ENTRY, GONE, IMAGE, Entry
from gridctl.store.registry import LEDGERED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.sql import ColumnElement

    from gridctl.store.snapshots import Reader

_later = ENTRY.alias("later")
_mine = IMAGE.alias("mine")
UNDONE = exists().where(
    _later.c.project == ENTRY.c.project, _later.c.number > ENTRY.c.number, _later.c.undoes == ENTRY.c.number
)
WROTE = exists().where(
    IMAGE.c.project == ENTRY.c.project, IMAGE.c.entry == ENTRY.c.number, IMAGE.c.table_name != COMMAND
)
STANDING = ENTRY.c.undoes.is_(None) & ~UNDONE


@dataclass(frozen=True, slots=True)
class RowCount:
    """How many rows of a table an entry added, changed and removed."""

    table: str
    added: int
    changed: int
    removed: int


def entry_of(reader: Reader, project: int, number: int) -> Entry | None:
    """The entry of that number."""
    return first_entry(reader, project, ENTRY.c.number == number)


def first_entry(reader: Reader, project: int, *conditions: ColumnElement[bool], newest: bool = False) -> Entry | None:
    """The first entry of a chain that meets every condition, or the newest."""
    order = ENTRY.c.number.desc() if newest else ENTRY.c.number
    statement = select(ENTRY).where(ENTRY.c.project == project, *conditions).order_by(order).limit(1)
    record = reader.connection.execute(statement).first()
    return Entry(*record) if record else None


def recent(reader: Reader, project: int, count: int) -> list[tuple[Entry, bool]]:
    """The last entries of a chain, newest first, each with whether it was taken back."""
    statement = select(ENTRY, UNDONE).where(ENTRY.c.project == project).order_by(ENTRY.c.number.desc()).limit(count)
    return [(Entry(*record[:-1]), bool(record[-1])) for record in reader.connection.execute(statement)]


def row_counts(reader: Reader, project: int, number: int) -> list[RowCount]:
    """Count what an entry did, table by table in the order that people name them."""
    here = case((IMAGE.c.text == GONE, 0), else_=1)
    new = IMAGE.c.added
    sums = (func.sum(new * here), func.sum((1 - new) * here), func.sum((1 - new) * (1 - here)))
    statement = select(IMAGE.c.table_name, *sums).where(_under(project, number)).group_by(IMAGE.c.table_name)
    found = {record[0]: RowCount(*record) for record in reader.connection.execute(statement)}
    return [found[item.name] for item in LEDGERED if item.name in found]


def images_of(reader: Reader, project: int, number: int) -> Iterator[tuple[str, int, bool, str | None]]:
    """Give (table, id, added, text) of each row that an entry wrote."""
    columns = (IMAGE.c.table_name, IMAGE.c.id, IMAGE.c.added, IMAGE.c.text)
    statement = select(*columns).where(_under(project, number)).order_by(IMAGE.c.table_name, IMAGE.c.id)
    for table, key, added, text in reader.connection.execute(statement):
        yield table, key, bool(added), text


def images_before(reader: Reader, project: int, number: int) -> dict[tuple[str, int], str | None]:
    """Give the text of the image before an entry of each key that it changed or removed; an added key has none.

    Images are read backwards until the last of them is found.
    """
    wanted = sum(count.changed + count.removed for count in row_counts(reader, project, number))
    same = (_mine.c.project == project, _mine.c.entry == number, _mine.c.added == 0)
    key = (_mine.c.table_name == IMAGE.c.table_name, _mine.c.id == IMAGE.c.id)
    statement = select(IMAGE.c.table_name, IMAGE.c.id, IMAGE.c.text).where(
        IMAGE.c.project == project, IMAGE.c.entry < number, exists().where(*same, *key)
    )
    newest_first = statement.order_by(*(column.desc() for column in IMAGE.primary_key))
    found: dict[tuple[str, int], str | None] = {}
    if wanted:
        with reader.connection.execute(newest_first) as records:
            for table, row, text in records:
                found.setdefault((table, row), text)
                if len(found) == wanted:
                    break
    return found


def later_on_same_rows(reader: Reader, entry: Entry) -> Entry | None:
    """The first later entry, still standing, that wrote a row which this entry wrote too."""
    same = (_mine.c.project == IMAGE.c.project, _mine.c.entry == entry.number)
    key = (_mine.c.table_name == IMAGE.c.table_name, _mine.c.id == IMAGE.c.id)
    numbers = (
        select(IMAGE.c.entry)
        .where(IMAGE.c.project == entry.project, IMAGE.c.entry > entry.number, exists().where(*same, *key))
        .distinct()
    )
    return first_entry(reader, entry.project, ENTRY.c.number.in_(numbers), STANDING)


def later_command(reader: Reader, entry: Entry, *commands: str) -> Entry | None:
    """The first later entry of one of these commands, whatever words follow the command's name."""
    named = or_(*(or_(ENTRY.c.command == name, ENTRY.c.command.startswith(f"{name} ")) for name in commands))
    return first_entry(reader, entry.project, ENTRY.c.number > entry.number, named)


def _under(project: int, number: int) -> Any:
    return (IMAGE.c.project == project) & (IMAGE.c.entry == number) & (IMAGE.c.table_name != COMMAND)

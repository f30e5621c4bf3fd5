"""Taking an entry back: which one it would be, what stands in the way, and the rows as they were before it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gridctl.store import journal
from gridctl.store.entries import STANDING, WROTE, first_entry, images_before, images_of, later_command
from gridctl.store.journal import ENTRY
from gridctl.store.registry import ledgered
from gridctl.store.schema import Ledgered
from gridctl.store.sqlite import defer_foreign_keys

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gridctl.store.journal import Entry
    from gridctl.store.snapshots import Reader
    from gridctl.store.transactions import Transaction

EXPORTED = ENTRY.c.command.endswith(" export")
BARRIERS = ("report issue", "ledger upgrade")  # nothing before such an entry is taken back


def last_standing(reader: Reader, project: int, actor: str) -> Entry | None:
    """The last entry of an actor that is neither taken back nor itself a taking back.

    One that wrote no row, such as a look at personal data in full, has nothing to take back and is passed over; not so
    an export, for what has left the house is no longer ours to change.
    """
    return first_entry(reader, project, ENTRY.c.actor == actor, STANDING, WROTE | EXPORTED, newest=True)


def barrier_after(reader: Reader, entry: Entry) -> Entry | None:
    """The first later entry of the chain that nothing is taken back across."""
    return later_command(reader, entry, *BARRIERS)


def has_erased(reader: Reader, entry: Entry) -> bool:
    """Whether texts that taking the entry back would need were erased on a person's demand."""
    own = any(text is None for *_, text in images_of(reader, entry.project, entry.number))
    return own or None in images_before(reader, entry.project, entry.number).values()


def put_back(tx: Transaction, entry: Entry) -> None:
    """Write the rows of an entry as they were before it; the caller has made sure that nothing stands in the way.

    Rows are taken out before any comes in, and foreign keys wait for the end: keys that were swapped find their way.
    """
    tx.entry_number(entry.project)  # a row that came and went within one command leaves nothing to write
    defer_foreign_keys(tx.connection)
    before = images_before(tx, entry.project, entry.number)
    written: dict[str, list[tuple[int, str]]] = {}
    for table, key, _, text in images_of(tx, entry.project, entry.number):
        written.setdefault(table, []).append((key, text or ""))
    tables = [item for item in ledgered() if item.name in written]
    for item in reversed(tables):
        tx.delete(item, _rows(item, entry.project, written[item.name]))
    for item in tables:
        past = [(key, before.get((item.name, key)) or journal.GONE) for key, _ in written[item.name]]
        tx.insert(item, _rows(item, entry.project, past))


def _rows(item: Ledgered[Any], project: int, texts: list[tuple[int, str]]) -> Iterator[Any]:
    return (item.revive(project, key, text) for key, text in texts if text != journal.GONE)

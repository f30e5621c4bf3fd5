"""Bringing a ledger of an older version up to this one: verified and backed up first, all in one transaction.

Alembic rebuilds tables, and with foreign keys on that deleted every child row without an error: so the steps run on a
connection of their own with foreign keys off, which are checked before the commit. There is no way back by steps: the
backup is the way back.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from gridctl.errors import LedgerError
from gridctl.store import journal
from gridctl.store.backups import Backup, back_up
from gridctl.store.engine import ledger_engine, opened, read_version, said_in_words
from gridctl.store.images import Difference, LastImages, differences, journalled_tables, last_images, missing_rows
from gridctl.store.queue import queued
from gridctl.store.sqlite import raw, tell_planner
from gridctl.store.steps import OWN, Steps, run_steps
from gridctl.store.transactions import Act, Transaction, chunks
from gridctl.store.verifying import objects_after, verify, verify_connection

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy.engine import Connection


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What an upgrade did; `backup` is None where the ledger was up to date."""

    before: int
    after: int
    images: int
    backup: Backup | None


def version_of(path: Path) -> int:
    """The schema version of a ledger that is not newer than this program; LedgerError for any other file."""
    with opened(path, write=False, older=True) as connection:
        return read_version(connection)[1]


def upgrade(path: Path, backups: Path, act: Act, now: datetime, steps: Steps = OWN) -> Upgraded:
    """Upgrade a ledger to the last of the steps, with a backup below `backups`.

    LedgerError where the ledger is not whole before, or would not be after: it is then as it was.
    """
    before = version_of(path)
    if before == steps.target:
        return Upgraded(before, before, 0, None)
    with queued(path):
        before = version_of(path)
        if before == steps.target:  # another process was faster
            return Upgraded(before, before, 0, None)
        found = verify(path, older=True).findings
        if found:
            raise LedgerError(f"台账库有 {len(found)} 处问题，没有升级", "先运行 gridctl ledger verify 查看")
        backup = back_up(path, backups, now)
        images = _upgrade_in_one_transaction(path, act, now, steps)
    return Upgraded(before, steps.target, images, backup)


def _upgrade_in_one_transaction(path: Path, act: Act, now: datetime, steps: Steps) -> int:
    with said_in_words(path), ledger_engine(path, write=True, foreign_keys=False).connect() as connection:
        last = last_images(connection)
        run_steps(connection, steps)
        for table, *_ in raw(connection, "PRAGMA foreign_key_check"):
            raise LedgerError(f"升级后 {table} 里有引用落空的记录，已退回，什么也没有改", "请联系维护人")
        tx = Transaction(path, connection, act, now, schema_version=steps.target)
        for project in _chains(connection):
            tx.entry_number(project)  # also where no row changed: nothing is taken back across an upgrade
        images = 0
        for (table, project, added), group in groupby(_changes(connection, last), key=_place):
            for chunk in chunks((change.id, journal.GONE if change.text is None else change.text) for change in group):
                tx.keep(project, table, chunk, added)
                images += len(chunk)
        tx.seal()
        tell_planner(connection, list(journalled_tables(connection)))
        report = verify_connection(connection, objects_after(steps), steps.revisions[steps.target])
        if not report.clean:
            raise LedgerError(f"升级后校验不通过，已退回，什么也没有改：{report.findings[0].problem}", "请联系维护人")
        connection.commit()
    return images


def _chains(connection: Connection) -> list[int]:
    return [project for (project,) in raw(connection, "SELECT DISTINCT project FROM journal_entry ORDER BY project")]


def _changes(connection: Connection, last: LastImages) -> Iterator[Difference]:
    """Give every row that is no longer its last image, table by table."""
    tables = journalled_tables(connection)
    for table, columns in tables.items():
        yield from (found for found in differences(connection, table, columns, last) if found)
    for table in sorted({table for _, table in last} - set(tables)):
        yield from missing_rows(table, last)


def _place(change: Difference) -> tuple[str, int, int]:
    return change.table, change.project, int(not change.entry)

"""Putting a backup in the place of a ledger: verified first, and what it replaces is kept beside it."""

from __future__ import annotations

import filecmp
import os
import shutil
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from gridctl.errors import LedgerError
from gridctl.store.backups import DATABASE, FILES, Backup, check_backup, local_stamp
from gridctl.store.engine import outside_transactions
from gridctl.store.files import COMING, files_of, flush
from gridctl.store.ledgers import refuse_network, remove, to_wal, touch_private
from gridctl.store.queue import queued

_DAMAGED = ("SQLITE_NOTADB", "SQLITE_CORRUPT", "SQLITE_IOERR", "SQLITE_FORMAT")


@dataclass(frozen=True, slots=True)
class Restored:
    """A restored ledger: the backup it came from, and what it replaced (None: nothing was there)."""

    ledger: Path
    backup: Backup
    replaced: Path | None


def restore(folder: Path, ledger: Path, now: datetime) -> Restored:
    """Restore a backup as `ledger`; what is replaced is named by the time. LedgerError where the backup is not whole.

    The caller has asked whether an existing ledger may be replaced.
    """
    backup = check_backup(folder)
    stamp = local_stamp(folder / DATABASE, now)
    refuse_network(ledger)
    if ledger.exists() and not ledger.is_file():
        raise LedgerError(f"{ledger} 不是文件", "用 --ledger 指定台账库文件，例如 ledger.db")
    draft = ledger.with_name(ledger.name + ".restoring")
    try:
        _copy_private(folder / DATABASE, draft)
        to_wal(draft)
        flush(draft)
        _bring_files(folder / FILES, files_of(ledger), stamp)
        with queued(ledger):
            replaced = _keep_old(ledger, stamp)
            draft.replace(ledger)
            flush(ledger.parent)
    except OSError as error:
        raise LedgerError(
            f"不能恢复到 {ledger}：{error.strerror}", "检查磁盘空间和文件夹的权限，或换一个位置"
        ) from error
    finally:
        remove(draft)
    return Restored(ledger, backup, replaced)


def _copy_private(source: Path, target: Path) -> None:
    remove(target)
    touch_private(target)
    shutil.copyfile(source, target)


def _keep_old(ledger: Path, stamp: str) -> Path | None:
    """Give the old ledger a second name, whole in one file; only then may another take its first.

    A log that a damaged or a missing ledger left goes along: SQLite would take it for the new one's.
    """
    kept = _free_name(ledger.with_name(f"{ledger.name}.replaced-{stamp}"))
    if ledger.exists() and _in_one_file(ledger):
        try:
            os.link(ledger, kept)
        except OSError:  # a file system without links: the ledger is missing for an instant
            ledger.rename(kept)
        return kept
    for end in ("-wal", "-journal", ""):
        with suppress(FileNotFoundError):
            ledger.with_name(ledger.name + end).rename(kept.with_name(kept.name + end))
    ledger.with_name(ledger.name + "-shm").unlink(missing_ok=True)
    return kept if kept.exists() else None


def _in_one_file(ledger: Path) -> bool:
    """Merge the write-ahead log into a ledger; it must be nobody's while another file takes its name.

    False where the file is too damaged for it. LedgerError where another program has it open.
    """
    try:
        with outside_transactions(ledger) as connection:
            (mode,) = connection.execute("PRAGMA journal_mode=DELETE").fetchone()
    except LedgerError as error:
        cause = error.__cause__
        if isinstance(cause, sqlite3.Error) and str(cause.sqlite_errorname).startswith(_DAMAGED):
            return False
        raise
    if mode != "delete":
        raise LedgerError(f"台账库 {ledger} 正被别的程序占用", "关闭其他打开台账库的程序后再恢复")
    return True


def _bring_files(source: Path, target: Path, stamp: str) -> None:
    """Put the backup's files among those that are there, before its ledger takes the name.

    So whichever ledger stands after a sudden end has every file it names. One of the same name and another content,
    which only damage makes, is kept aside.
    """
    aside = _free_name(target.with_name(f"{target.name}.replaced-{stamp}"))
    for path in sorted(source.rglob("*")):
        there = target / path.relative_to(source)
        if not path.is_file() or (there.is_file() and filecmp.cmp(path, there, shallow=False)):
            continue
        there.parent.mkdir(parents=True, exist_ok=True)
        draft = target / f"{COMING}restoring-{os.getpid()}"
        try:
            _copy_private(path, draft)
            flush(draft)
            if there.exists():
                kept = aside / path.relative_to(source)
                kept.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(there, kept)
            draft.replace(there)
        finally:
            draft.unlink(missing_ok=True)
        flush(there.parent)


def _free_name(path: Path) -> Path:
    names = (path if number == 1 else path.with_name(f"{path.name}-{number}") for number in range(1, 1000))
    return next(name for name in names if not name.exists())

"""Making a ledger file: private, complete and closed before anyone sees it under its name."""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from gridctl.errors import LedgerError, RuleError
from gridctl.store import registry
from gridctl.store.engine import ledger_engine, said_in_words
from gridctl.store.schema import APPLICATION_ID, SCHEMA_VERSION, metadata
from gridctl.store.sqlite import tell_planner
from gridctl.store.transactions import Act, Transaction

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy.engine import Connection

REVISIONS = {1: "0001", 2: "0002", 3: "0003"}  # the Alembic revision of each schema version
_SIDE_FILES = ("-wal", "-shm", "-journal")
_NETWORK = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "afpfs", "davfs"}


@contextmanager
def creating(path: Path, act: Act, now: datetime) -> Iterator[Transaction]:
    """Make a new ledger at `path` and fill it in one transaction; on any error nothing is left behind."""
    if path.exists():
        raise RuleError(f"{path} 已经存在", "直接使用它；要另建一个，用 --ledger 指定别的位置")
    for leftover in beside(path):
        if leftover.exists():
            raise RuleError(f"{path} 旁边还有旧台账库留下的 {leftover.name}", "先把它移走，或用 --ledger 指定别的位置")
    refuse_network(path)
    draft = path.with_name(path.name + ".new")
    touch_private(draft)
    try:
        with said_in_words(path):
            with ledger_engine(draft, write=True).connect() as connection:
                create_schema(connection)
                tx = Transaction(draft, connection, act, now)
                yield tx
                tx.seal()
                connection.commit()
            to_wal(draft)
        draft.rename(path)
    finally:
        remove(draft)


def create_schema(connection: Connection) -> None:
    """Create every table and say which program and version the file belongs to."""
    assert registry.LEDGERED  # noqa: S101 - importing the registry is what fills the metadata
    metadata.create_all(connection)
    tell_planner(connection, [item.name for item in registry.LEDGERED])
    create_version_table(connection)
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (REVISIONS[SCHEMA_VERSION],))
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")


def create_version_table(connection: Connection) -> None:
    """Create the table in which Alembic keeps its place, before it does so itself without STRICT."""
    connection.exec_driver_sql("CREATE TABLE alembic_version (version_num TEXT NOT NULL PRIMARY KEY) STRICT")


def touch_private(path: Path) -> None:
    """Make an empty file that only its owner can read, and refuse one that exists."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError as error:
        if not path.parent.is_dir():
            raise LedgerError(f"{path.parent} 不是文件夹", "用 --ledger 指定别的位置") from error
        raise LedgerError(f"{path} 已经存在", "可能有另一个命令正在建立台账库；若没有，请删除这个文件后重试") from error
    except OSError as error:
        raise LedgerError(f"不能在 {path.parent} 建立文件", "检查文件夹的权限，或用 --ledger 指定别的位置") from error


def to_wal(path: Path) -> None:
    """Put a closed ledger into write-ahead mode, which stays with the file."""
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA journal_mode=WAL")
    finally:
        connection.close()


def remove(path: Path) -> None:
    """Remove a ledger file and what SQLite keeps beside it."""
    for leftover in (path, *beside(path)):
        leftover.unlink(missing_ok=True)


def beside(path: Path) -> tuple[Path, ...]:
    """Where SQLite keeps logs and shared memory of a file; it would take them for those of any file of that name."""
    return tuple(path.with_name(path.name + end) for end in _SIDE_FILES)


def refuse_network(path: Path, mounts: Path = Path("/proc/self/mounts")) -> None:
    """Refuse a place on a network disk, where SQLite's write-ahead log is not safe."""
    if str(path).startswith(("\\\\", "//")) or _mount_type(path.absolute(), mounts) in _NETWORK:
        raise LedgerError(
            f"{path} 在网络盘上，多台电脑同时写会损坏台账库", "请把台账库放在本机硬盘上，再定期备份到网络盘"
        )


def _mount_type(path: Path, mounts: Path) -> str:
    if not mounts.exists():
        return ""
    lines = [line.split() for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines()]
    points = {line[1]: line[2] for line in lines if len(line) > 2}  # noqa: PLR2004 - device, point, type
    return next((points[str(parent)] for parent in (path, *path.parents) if str(parent) in points), "")

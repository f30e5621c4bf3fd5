"""Opening the ledger file: never by accident, with every pragma that keeps it whole, and errors said in words."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from gridctl.errors import LedgerError, RuleError
from gridctl.store.schema import APPLICATION_ID, SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.engine import Connection, Engine

BUSY_SECONDS = 30
OLDEST_SQLITE = (3, 37, 0)  # STRICT tables
_ENGINES = 8  # of the files that one process works on

_PRAGMAS = (
    "page_size=8192",  # takes hold when a file is made: fewer splits where a hundred thousand rows come at once
    "synchronous=FULL",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "secure_delete=ON",
    "recursive_triggers=ON",
    "mmap_size=0",
    "temp_store=MEMORY",
    "journal_size_limit=67108864",
)


class BrokenLinkError(RuleError):
    """A row was to go that others need, or one to come that needs a row which is not there."""


def busy_seconds() -> float:
    """How long to wait for another program that holds the ledger; GRIDCTL_BUSY_SECONDS says otherwise."""
    text = os.environ.get("GRIDCTL_BUSY_SECONDS", "")
    return float(text) if text.replace(".", "", 1).isdecimal() else BUSY_SECONDS


def _connect(path: Path, *, foreign_keys: bool = True) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode=rw"
    connection = sqlite3.connect(uri, uri=True, timeout=busy_seconds(), isolation_level=None)
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
    return connection


@lru_cache(maxsize=_ENGINES)
def ledger_engine(path: Path, *, write: bool, foreign_keys: bool = True) -> Engine:
    """Give the engine of one ledger file; transactions begin IMMEDIATE for writers and DEFERRED for readers.

    Only an upgrade, which rebuilds tables, turns foreign keys off. It is kept, for a process that opens the file again
    and again: an engine keeps no connection, but the statements that it has compiled.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise LedgerError(
            f"本机的 SQLite {sqlite3.sqlite_version} 太旧", "请安装 Python 3.11 或更新版本，其中带有 SQLite 3.37 以上"
        )
    engine = create_engine(
        "sqlite://", creator=lambda: _connect(path, foreign_keys=foreign_keys), poolclass=NullPool, hide_parameters=True
    )
    begin = "BEGIN IMMEDIATE" if write else "BEGIN DEFERRED"

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def memory_engine() -> Engine:
    """Give an engine of an empty database in memory, to compare schemas with."""
    return create_engine("sqlite://", poolclass=NullPool)


@contextmanager
def opened(path: Path, *, write: bool, older: bool = False) -> Iterator[Connection]:
    """Open a ledger of this program's version (`older`: or an older one), in one transaction.

    SQLite's own errors come out as LedgerError.
    """
    with said_in_words(path):
        check_file(path)
        with ledger_engine(path, write=write).connect() as connection:
            check_version(path, connection, older=older)
            yield connection


@contextmanager
def outside_transactions(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a file for what SQLite does only outside of a transaction: VACUUM INTO, the journal mode."""
    with said_in_words(path), closing(_connect(path)) as connection:
        yield connection


def check_file(path: Path) -> None:
    """Refuse a path that is no file, before SQLite sees it."""
    try:
        _check_file(path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise LedgerError(f"打不开台账库 {path}：{reason}", "检查路径和文件夹的权限，或用 --ledger 指定别的") from error


def _check_file(path: Path) -> None:
    if not path.exists():
        raise LedgerError(f"找不到台账库 {path}", "新建台账库：gridctl ledger init；或用 --ledger 指定已有的文件")
    if not path.is_file():
        raise LedgerError(f"{path} 不是文件", "用 --ledger 指定台账库文件，例如 ledger.db")
    if not os.access(path, os.R_OK):
        raise LedgerError(f"没有权限读取台账库 {path}", "请让建立台账库的人运行，或检查文件权限")


def check_version(path: Path, connection: Connection, *, older: bool = False) -> None:
    """Refuse a file that is no ledger, and a ledger of another schema version (`older`: of a newer one)."""
    found, version = read_version(connection)
    if found != APPLICATION_ID:
        raise LedgerError(f"{path} 不是 gridctl 的台账库", "检查 --ledger 或 GRIDCTL_LEDGER 指的是不是台账库文件")
    if version > SCHEMA_VERSION:
        raise LedgerError(
            f"台账库 {path} 是更新版本的 gridctl 建立的（版本 {version}，本程序 {SCHEMA_VERSION}）", "请先升级 gridctl"
        )
    if version < SCHEMA_VERSION and not older:
        raise LedgerError(
            f"台账库 {path} 还是旧版本（版本 {version}，本程序 {SCHEMA_VERSION}）",
            "先升级台账库：gridctl ledger upgrade --as owner",
        )


def read_version(connection: Connection) -> tuple[int, int]:
    """Give (application_id, schema version) of the file."""
    application = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    return int(application), int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())


@contextmanager
def said_in_words(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into one line with a hint; a broken constraint is a rule that was broken."""
    try:
        yield
    except DBAPIError as error:
        raise _in_words(path, error.orig) from error
    except sqlite3.Error as error:
        raise _in_words(path, error) from error


def _in_words(path: Path, error: Any) -> LedgerError | RuleError:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name == "SQLITE_CONSTRAINT_FOREIGNKEY":
        return BrokenLinkError("有的内容还要用到它，或它用到的已经没有了", "核对后重试；什么也没有写入")
    if name.startswith("SQLITE_CONSTRAINT"):
        return RuleError(f"与台账库中已有的记录冲突（{error}）", "核对后重试；什么也没有写入")
    for prefix, (message, hint) in _SQLITE_WORDS.items():
        if name.startswith(prefix):
            return LedgerError(message.format(path=path), hint)
    return LedgerError(
        f"台账库 {path} 打不开或读写出错（{name or error}）", "运行 gridctl ledger verify 检查；必要时用备份恢复"
    )


_SQLITE_WORDS = {
    "SQLITE_BUSY": ("台账库 {path} 正被别的程序占用", "等一会儿再试；若一直这样，请关闭其他打开台账库的程序"),
    "SQLITE_LOCKED": ("台账库 {path} 正被别的程序占用", "等一会儿再试"),
    "SQLITE_READONLY": ("台账库 {path} 是只读的，什么也没有写入", "检查文件和文件夹的权限，或换一个位置"),
    "SQLITE_FULL": ("磁盘已满，什么也没有写入", "腾出空间后重试"),
    "SQLITE_IOERR": ("读写台账库 {path} 时磁盘出错，什么也没有写入", "检查磁盘是不是满了或坏了；已有的记录没有变动"),
    "SQLITE_CANTOPEN": ("打不开台账库 {path}", "检查文件和文件夹的权限"),
    "SQLITE_NOTADB": ("{path} 不是 gridctl 的台账库", "检查 --ledger 或 GRIDCTL_LEDGER 指的是不是台账库文件"),
    "SQLITE_CORRUPT": ("台账库 {path} 已损坏", "不要继续录入；用最近的备份恢复：gridctl ledger restore"),
}

"""A fair queue in front of writers: SQLite keeps them apart, the lock file keeps any of them from starving."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from gridctl.errors import LedgerError
from gridctl.store.engine import busy_seconds

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

POLL_SECONDS = 0.002


def lock_path(ledger: Path) -> Path:
    """Where the queue's lock file of a ledger stands."""
    return ledger.with_name(ledger.name + ".lock")


@contextmanager
def queued(ledger: Path) -> Iterator[None]:
    """Hold the writers' queue of a ledger while the block runs."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 - readers never need it

    patience = 2 * busy_seconds()
    lock = FileLock(lock_path(ledger), mode=0o600)
    try:
        lock.acquire(timeout=patience, poll_interval=POLL_SECONDS)
    except Timeout as error:
        raise LedgerError(f"台账库 {ledger} 正被别的程序写入，等了 {patience:g} 秒", "等那个程序结束后重试") from error
    except OSError as error:
        name = lock_path(ledger).name
        raise LedgerError(
            f"不能在台账库旁边写 {name}，什么也没有写入", "检查这个文件和所在文件夹的权限，或换一个位置"
        ) from error
    try:
        yield
    finally:
        lock.release()

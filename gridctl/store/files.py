"""Photographs and scans beside the ledger, each under the hash of its content: `ledger.files/ab/abcd…`.

A file is whole on the disk before the row that names it is committed; one without a row does no harm, and none is ever
changed. Names that begin with a point are files on their way in.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import TYPE_CHECKING

from gridctl.errors import BadDataError, LedgerError, NotFoundError
from gridctl.store.sqlite import raw

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from gridctl.store.findings import Verification

COMING = "."
LARGEST_BYTES = 100 * 1024 * 1024
_BLOCK = 1024 * 1024
_ABANDONED_SECONDS = 24 * 3600
_DATA_ATTACHMENTS = "SELECT project, id, sha256, size FROM attachment ORDER BY project, id"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that was handed in: its hash, size in bytes, and the name it came under."""

    sha256: str
    size: int
    name: str


def files_of(ledger: Path) -> Path:
    """Where the photographs and papers of a ledger lie."""
    return ledger.with_suffix(".files")


def path_of(folder: Path, digest: str) -> Path:
    """Where a file of a hash lies in such a folder."""
    return folder / digest[:2] / digest


def look_at(source: Path) -> Kept:
    """Hash a file and keep nothing of it; NotFoundError or BadDataError where it is no file to keep."""
    _check(source)
    try:
        with source.open("rb") as stream:
            return Kept(file_digest(stream, "sha256").hexdigest(), source.stat().st_size, source.name)
    except OSError as error:
        raise _unreadable(source, error) from error


def keep(ledger: Path, source: Path) -> Kept:
    """Copy a file to where the ledger's lie, under its hash; nothing under that name is ever half there."""
    _check(source)
    folder = files_of(ledger)
    try:
        _make(folder)
        _clear_abandoned(folder)
        draft = folder / f"{COMING}{os.getpid()}-{time.monotonic_ns()}"
        try:
            kept = _copy(source, draft)
            settle(draft, folder, kept.sha256)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise LedgerError(
            f"不能把 {source.name} 存到 {folder}：{error.strerror}", "检查磁盘空间和文件夹的权限"
        ) from error
    return kept


def settle(draft: Path, folder: Path, digest: str) -> None:
    """Give a whole file its name; one that is there already has the same content, unless somebody damaged it."""
    target = path_of(folder, digest)
    if is_whole(target, digest):
        return
    _make(target.parent)
    draft.replace(target)
    flush(target.parent)
    flush(folder)


def is_whole(path: Path, digest: str) -> bool:
    """Whether a file is there and is what its name says."""
    try:
        with path.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest() == digest
    except OSError:
        return False


def check_attachments(connection: Connection, folder: Path, report: Verification) -> None:
    """Find attachments whose file is missing, or is not what was put in; older ledgers have none."""
    tables = raw(connection, "SELECT name FROM sqlite_master WHERE name = 'attachment'")
    for project, key, digest, size in raw(connection, _DATA_ATTACHMENTS) if list(tables) else ():
        path = path_of(folder, str(digest))
        if not path.is_file():
            report.add("附件的文件不见了", "attachment", project, key, kind="附件的文件不见了")
        elif path.stat().st_size != size or not is_whole(path, digest):
            report.add("附件的文件被改动或损坏", "attachment", project, key, kind="附件的文件被改动")


def flush(path: Path) -> None:
    """Have the disk write a file or, where the system can, the names in a folder."""
    with suppress(PermissionError, IsADirectoryError):  # Windows opens no folder
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _check(source: Path) -> None:
    if not source.exists():
        raise NotFoundError(f"找不到文件 {source}", "检查文件名和所在的文件夹")
    if not source.is_file():
        raise BadDataError(f"{source} 不是文件", "写照片或扫描件的文件名")
    size = source.stat().st_size
    if not size:
        raise BadDataError(f"{source} 是空的", "重新拍照或扫描后再存")
    if size > LARGEST_BYTES:
        raise BadDataError(f"{source} 超过 {LARGEST_BYTES // 1024 // 1024} MB", "缩小照片后再存")


def _copy(source: Path, draft: Path) -> Kept:
    """Copy and hash in one go: what is kept is what was hashed, though the source changes meanwhile."""
    digest, size = sha256(), 0
    try:
        incoming = source.open("rb")
    except OSError as error:
        raise _unreadable(source, error) from error
    with incoming, os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as kept:
        while block := incoming.read(_BLOCK):
            digest.update(block)
            size += kept.write(block)
        kept.flush()
        os.fsync(kept.fileno())
    return Kept(digest.hexdigest(), size, source.name)


def _unreadable(source: Path, error: OSError) -> BadDataError:
    return BadDataError(f"读不出 {source}：{error.strerror}", "检查文件的权限")


def _make(folder: Path) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)


def _clear_abandoned(folder: Path) -> None:
    """Clear away what a command that was killed long ago left half copied."""
    for draft in folder.glob(f"{COMING}*"):
        with suppress(OSError):
            if time.time() - draft.stat().st_mtime > _ABANDONED_SECONDS:
                draft.unlink()

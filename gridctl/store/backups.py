"""Backups: a folder with the ledger as it was at one instant, the files that belong to it, and a manifest.

A backup is verified before it gets its name; what fails leaves nothing behind.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from gridctl import __version__
from gridctl.errors import LedgerError
from gridctl.store.backup_notes import note_backup, write_private
from gridctl.store.engine import opened, outside_transactions, read_version, said_in_words
from gridctl.store.files import COMING, files_of, flush
from gridctl.store.findings import Head
from gridctl.store.ledgers import touch_private
from gridctl.store.sqlite import raw
from gridctl.store.transactions import utc_text
from gridctl.store.verifying import verify

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from gridctl.store.findings import Verification

DATABASE, FILES, MANIFEST = "ledger.db", "ledger.files", "manifest.json"
PREFIX = "gridctl-backup-"
_ABANDONED_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself; `files` is the SHA-256 of each, `findings` what verifying its ledger found."""

    created_at: str
    gridctl: str
    identity: str
    schema_version: int
    heads: tuple[Head, ...]
    findings: int
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup on disk, its manifest, and what verifying its ledger found."""

    folder: Path
    manifest: Manifest
    verification: Verification


def back_up(ledger: Path, target: Path, now: datetime) -> Backup:
    """Back a live ledger up into a new folder below `target`, named by the local time; a second one gets its own name.

    LedgerError where the copy could not be made or is not what the ledger is; nothing is left then.
    """
    name, created_at = PREFIX + local_stamp(ledger, now), utc_text(now)
    draft = target / f".{name}.{os.getpid()}"
    try:
        _make_folder(draft)
        _copy(ledger, draft)
        verification = verify(draft / DATABASE, older=True)
        if not verification.clean and verify(ledger, older=True).clean:
            raise LedgerError("备份出来的台账库校验不通过，没有留下", "检查磁盘后重试，或换一个位置")
        manifest = _describe(draft, verification, created_at)
        write_private(draft / MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=2))
        check_files(draft, manifest)
        folder = _settle(draft, target, name)
    except OSError as error:
        raise LedgerError(
            f"不能备份到 {target}：{error.strerror}", "检查磁盘空间和文件夹的权限，或换一个位置"
        ) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    note_backup(ledger, folder, created_at)
    return Backup(folder, manifest, verification)


def local_stamp(ledger: Path, now: datetime) -> str:
    """Give an instant as files are named by it."""
    return local_time(ledger, now).strftime("%Y%m%d-%H%M%S")


def local_time(ledger: Path, now: datetime) -> datetime:
    """Give an instant in the time zone of the ledger's first project."""
    with opened(ledger, write=False, older=True) as connection:
        (zone,) = next(raw(connection, "SELECT zone FROM project ORDER BY id"), ("Asia/Shanghai",))
    return now.astimezone(ZoneInfo(zone))


def _make_folder(folder: Path) -> None:
    """Make the private folder, and clear away what a backup that was killed long ago left."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    for draft in folder.parent.glob(f".{PREFIX}*"):
        if draft == folder or time.time() - draft.stat().st_mtime > _ABANDONED_SECONDS:
            shutil.rmtree(draft, ignore_errors=True)
    folder.mkdir(mode=0o700)


def _copy(ledger: Path, draft: Path) -> None:
    """The database first: files are only ever added, so whatever it names is then there to copy."""
    copy = draft / DATABASE
    touch_private(copy)
    with outside_transactions(ledger) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    if files_of(ledger).is_dir():
        shutil.copytree(files_of(ledger), draft / FILES, ignore=shutil.ignore_patterns(f"{COMING}*"))
    for path in _files_below(draft):
        flush(path)


def _describe(draft: Path, verification: Verification, created_at: str) -> Manifest:
    sums = {path.relative_to(draft).as_posix(): _sum(path) for path in _files_below(draft)}
    with opened(draft / DATABASE, write=False, older=True) as connection:
        (identity,) = next(raw(connection, "SELECT identity FROM ledger"), ("",))
        version = read_version(connection)[1]
    heads = tuple(verification.heads)
    return Manifest(created_at, __version__, identity, version, heads, len(verification.findings), sums)


def _settle(draft: Path, target: Path, name: str) -> Path:
    """Give the folder its name; a folder of that name has contents, so that renaming never replaces one."""
    for attempt in range(1, 1000):
        folder = target / (name if attempt == 1 else f"{name}-{attempt}")
        with suppress(OSError):
            if not folder.exists():
                draft.rename(folder)
                flush(target)
                return folder
    raise LedgerError(f"{target} 里同名的备份太多", "换一个文件夹")


def check_backup(folder: Path) -> Backup:
    """Check a backup against its manifest and verify the ledger in it; LedgerError where it is not whole."""
    manifest = read_manifest(folder)
    check_files(folder, manifest)
    with said_in_words(folder / DATABASE):
        verification = verify(folder / DATABASE, older=True)
    if tuple(verification.heads) != manifest.heads:
        raise LedgerError(f"备份 {folder} 里的台账库和清单不是一次做的", "换一个备份")
    return Backup(folder, manifest, verification)


def read_manifest(folder: Path) -> Manifest:
    """Read a backup's manifest; LedgerError where the folder is no backup."""
    try:
        said: dict[str, Any] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        heads = tuple(Head(**head) for head in said["heads"])
        return Manifest(**{**said, "heads": heads})
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise LedgerError(f"{folder} 不是 gridctl 的备份", f"指定 {PREFIX}… 那样的备份文件夹") from error


def check_files(folder: Path, manifest: Manifest) -> None:
    """Compare every file of a backup with its manifest."""
    found = {path.relative_to(folder).as_posix() for path in _files_below(folder)} - {MANIFEST}
    for name in sorted(found ^ manifest.files.keys()):
        raise LedgerError(f"备份 {folder} {'多' if name in found else '少'}了文件 {name}", "换一个备份")
    for name, expected in manifest.files.items():
        if _sum(folder / name) != expected:
            raise LedgerError(f"备份 {folder} 里的 {name} 已损坏或被改动", "换一个备份")


def _files_below(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def _sum(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()

"""When the last backup of a ledger was made, noted in a small file beside the ledger and not in it.

So making a backup writes nothing to the ledger: a full disk, a read-only ledger or another writer does not stop it,
the journal has no entry that says nothing of the office's work, and a restored ledger does not speak of older backups.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class LastBackup:
    """When (UTC) and where the last backup of a ledger was made."""

    created_at: str
    folder: str


def _notes(ledger: Path) -> Path:
    return ledger.with_name(ledger.name + ".backups.json")


def last_backup(ledger: Path) -> LastBackup | None:
    """The last backup of a ledger, as noted beside it; None where there is none or the note cannot be read."""
    try:
        return LastBackup(**json.loads(_notes(ledger).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def note_backup(ledger: Path, folder: Path, created_at: str) -> None:
    """Note a backup; that a folder cannot be written to is no reason to call a good backup a failure."""
    draft = ledger.with_name(f"{ledger.name}.backups.{os.getpid()}")
    with suppress(OSError):
        write_private(draft, json.dumps(asdict(LastBackup(created_at, str(folder.absolute()))), ensure_ascii=False))
        draft.replace(_notes(ledger))


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read, and have the disk write it."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())

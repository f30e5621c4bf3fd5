"""Commands that must be refused: said in one line with a hint, and a ledger that is as it was."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.conftest import Run


def dump(ledger: Path) -> list[str]:
    """Everything in a ledger, as text."""
    connection = sqlite3.connect(f"{ledger.as_uri()}?mode=ro", uri=True)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def unchanged(ledger: Path, before: bytes) -> bool:
    """Whether a closed ledger holds what it held when its file was these bytes: most often it is the same file."""
    if not ledger.with_name(f"{ledger.name}-wal").exists() and ledger.read_bytes() == before:
        return True
    with TemporaryDirectory() as folder:
        then = Path(folder, "ledger.db")
        then.write_bytes(before)
        return dump(ledger) == dump(then)


def refused(run: Run, ledger: Path, status: int, words: Sequence[object], **settings: Any) -> str:
    """Run what must be refused with a status and leave the ledger as it was; gives what was said."""
    assert not ledger.with_name(f"{ledger.name}-wal").exists()
    before = ledger.read_bytes()
    outcome = run(*words, **settings)
    assert (outcome.status, outcome.out) == (status, ""), outcome.err
    assert unchanged(ledger, before)
    lines = outcome.err.splitlines()
    assert lines[0].startswith("错误: ")
    assert lines[-1].startswith("提示: ")
    return outcome.err

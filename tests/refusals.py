"""Commands that must be refused: said in one line with a hint, and a ledger that is as it was."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.conftest import Run


def dump(ledger: Path) -> list[str]:
    """Everything in a ledger, as text."""
    connection = sqlite3.connect(f"{ledger.as_uri()}?mode=ro", uri=True)
    try:
        return list(connection.iterdump())
    finally:
        connection.close()


def refused(run: Run, ledger: Path, status: int, words: Sequence[object], **settings: Any) -> str:
    """Run what must be refused with a status and leave the ledger as it was; gives what was said."""
    before = dump(ledger)
    outcome = run(*words, **settings)
    assert (outcome.status, outcome.out) == (status, ""), outcome.err
    assert dump(ledger) == before
    lines = outcome.err.splitlines()
    assert lines[0].startswith("错误: ")
    assert lines[-1].startswith("提示: ")
    return outcome.err

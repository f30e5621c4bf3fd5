"""A process that is killed while it keeps an inspection: the inspection and its tickets are both there, or neither."""

import os
import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from gridctl.cli.main import main
from gridctl.store.verifying import verify
from tests.inspected_estate import furnish

pytestmark = pytest.mark.skipif(os.name != "posix", reason="as POSIX kills and forks")

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)
LOG = (
    *("inspect", "log", "--list", "assistant-daily", "--building", "1栋", "--all-normal", "--by", "周敏"),
    *("--abnormal", "楼宇内部=1-1大堂：灯不亮", "--abnormal", "楼外5米=1-1大堂：油污"),
)
SHEET = "检查表,网格,日期,消防设施,楼道,检查人\n安全巡查,01,2026-03-15,√,×1-1楼道：堆放杂物,李梅\n安全巡查,01,2026-03-14,√,√,李梅\n"
CHANGES = ("INSERT", "UPDATE", "DELETE", "COMMIT")


def killing(at: int, count: Callable[[int], object]) -> None:
    """From now on this process is killed as it begins its change number `at`; 0 only counts them."""
    seen = 0

    def hear(statement: str) -> None:
        nonlocal seen
        if statement.lstrip().upper().startswith(CHANGES):
            seen += 1
            count(seen)
            if seen == at:
                os.kill(os.getpid(), signal.SIGKILL)

    class Watched(sqlite3.Connection):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self.set_trace_callback(hear)

    sqlite3.connect = partial(sqlite3.connect, factory=Watched)  # type: ignore[assignment]


def run_apart(ledger: Path, words: tuple[object, ...], at: int, tally: Path) -> int:
    """Run a command line in a process of its own; gives its status, or minus the signal that ended it."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            killing(at, lambda seen: tally.write_text(str(seen)))
            status = main([*map(str, words), "--ledger", str(ledger), "--as", "owner"], clock=lambda: NOW)
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def counts(ledger: Path) -> tuple[int, int, int]:
    """How many inspections there are, tickets, and links between them."""
    with closing(sqlite3.connect(ledger)) as connection:
        tables = ("inspection", "ticket", "inspection_ticket")
        one, two, three = (connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)  # noqa: S608
    return one, two, three


@pytest.mark.parametrize(("command", "whole"), [("log", (1, 2, 2)), ("import", (2, 1, 1))])
def test_both_are_there_or_neither(ledger: Path, tmp_path: Path, command: str, whole: tuple[int, int, int]) -> None:
    furnish(ledger, NOW)
    sheet, tally, copy = tmp_path / "表.csv", tmp_path / "tally", tmp_path / "copy.db"
    sheet.write_text(SHEET, encoding="utf-8")
    words: tuple[object, ...] = LOG if command == "log" else ("inspect", "import", sheet, "--apply")
    copyfile(ledger, copy)
    rehearsal = (*words, "--dry-run") if command == "log" else words[:-1]  # so that every process has all it needs
    main([*map(str, rehearsal), "--ledger", str(copy), "--as", "owner"], clock=lambda: NOW)
    assert run_apart(copy, words, 0, tally) == 0
    assert counts(copy) == whole
    assert verify(copy).findings == []
    changes = int(tally.read_text())
    assert changes > 15, changes
    for at in range(1, changes + 1):
        copyfile(ledger, copy)
        assert run_apart(copy, words, at, tally) == -signal.SIGKILL
        assert counts(copy) in ((0, 0, 0), whole), at

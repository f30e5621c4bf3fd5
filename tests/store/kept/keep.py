"""Plays an office in the program's own commands and keeps the ledger that comes of it, named by its schema version.

`version1.db.gz` was made with the program of commit bc51263, the last of schema version 1, and `version2.db.gz` with that
of commit 59796fc; `weekly1.json` and `weekly2.json` are what these programs put out as weekly reports of theirs, and
`answers2.json.gz` what version 2 answered. A kept ledger is never made anew: the tests upgrade the very file that its
version wrote. Before the tables change again, at the last commit of this version: let the office use what it cannot yet
(office2.py, and so on), and `python tests/store/kept/keep.py`.
"""

import gzip
import io
import json
import os
import platform
import sqlite3
import sys
from collections.abc import Callable, Iterable
from contextlib import chdir, closing, redirect_stderr, redirect_stdout
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from gridctl.cli.main import main
from gridctl.store.schema import SCHEMA_VERSION
from tests.store.kept.office1 import OFFICE1, REPORT, Line
from tests.store.kept.office2 import ANSWERS2 as ANSWERS, FILES, OFFICE2

HERE = Path(__file__).parent
OFFICES: dict[int, tuple[Line, ...]] = {1: OFFICE1, 2: (*OFFICE1, *OFFICE2)}


def _clock(local: str) -> Callable[[], datetime]:
    return lambda: datetime.fromisoformat(f"{local}+08:00")


def play(ledger: Path, office: Iterable[Line]) -> None:
    """Play the office's commands into a new ledger, so that it knows nothing of this machine."""
    for name, content in FILES.items():
        ledger.with_name(name).write_bytes(content)
    account, machine = patch.dict(os.environ, LOGNAME="front"), patch.object(platform, "node", lambda: "office")
    with account, machine, chdir(ledger.parent):
        for line in office:
            run(line, ledger)


def run(line: Line, ledger: Path) -> str:
    """Run a command, which must end as the line says, and give what it put out."""
    pins = ledger.with_name("pins.txt")
    pins.touch(mode=0o600)
    pins.write_text(line.pins.replace(" ", "\n"), encoding="utf-8")
    stdin, out, told = sys.stdin, io.StringIO(), io.StringIO()
    sys.stdin = io.TextIOWrapper(io.BytesIO(line.stdin.encode()), encoding="utf-8")
    try:
        with redirect_stdout(out), redirect_stderr(told), patch.dict(os.environ, {"GRIDCTL_PIN_FILE": str(pins)}):
            status = main([*line.words.split(), "--ledger", str(ledger), "--as", line.actor], clock=_clock(line.at))
    finally:
        sys.stdin = stdin
    if status != line.status:
        raise SystemExit(f"{line.at} {line.words}\n{status}: {out.getvalue()}{told.getvalue()}")
    return out.getvalue()


def answers(ledger: Path) -> str:
    """What the commands that show answer in JSON, by their words."""
    told = {line.words: json.loads(run(line, ledger)) for line in ANSWERS}
    return json.dumps(told, ensure_ascii=False)


def keep(target: Path) -> None:
    """Play the office and keep its ledger, whole in one file, compressed, with its issued report and what it answers."""
    with TemporaryDirectory() as folder:
        ledger = Path(folder) / "ledger.db"
        play(ledger, OFFICES[SCHEMA_VERSION])
        report, answered = run(REPORT, ledger), answers(ledger)
        with closing(sqlite3.connect(ledger)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with target.open("xb") as stream:
            stream.write(gzip.compress(ledger.read_bytes(), mtime=0))
        target.with_name(f"weekly{SCHEMA_VERSION}.json").write_text(report, encoding="utf-8")
        packed = gzip.compress(answered.encode(), mtime=0)
        target.with_name(f"answers{SCHEMA_VERSION}.json.gz").write_bytes(packed)


if __name__ == "__main__":
    keep(HERE / f"version{SCHEMA_VERSION}.db.gz")

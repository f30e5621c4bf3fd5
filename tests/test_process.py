"""What only real processes show: being killed while writing, many writers at once, a ledger held by somebody else."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from gridctl.cli.main import main
from gridctl.services.ledger import init_ledger
from gridctl.store.backups import back_up
from gridctl.store.verifying import verify

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)
Run = Callable[..., Any]
posix = pytest.mark.skipif(os.name != "posix", reason="as POSIX kills and forks")

KILLED = """
import os, signal, sys, time
from datetime import UTC, datetime
from pathlib import Path
from gridctl.domain.residents import Person
from gridctl.store.residents import PERSON
from gridctl.store.transactions import Act, writing

LEDGER, ROWS, KILLS = Path(sys.argv[1]), 3000, 12

def write():
    with writing(LEDGER, Act("owner", "resident import"), datetime.now(UTC)) as tx:
        first = tx.next_id(1, PERSON, ROWS)
        tx.insert(PERSON, (Person(1, first + i, "张三", "", "", "", "") for i in range(ROWS)))

def write_until_killed(acknowledge):
    while True:
        write()
        os.write(acknowledge, b".")

started = time.monotonic()
write()
once = time.monotonic() - started
acknowledged = 1
for kill in range(KILLS):
    ends = os.pipe()
    child = os.fork()
    if child == 0:
        write_until_killed(ends[1])
    time.sleep(once * (0.2 + 1.6 * kill / KILLS))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(ends[1])
    acknowledged += len(os.read(ends[0], 100))
    os.close(ends[0])
    from sqlite3 import connect
    (count,) = connect(LEDGER).execute("SELECT count(*) FROM person").fetchone()
    print(acknowledged, count // ROWS, count % ROWS)
    acknowledged = count // ROWS
"""

COUNTING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from gridctl.domain.staff import Staff
from gridctl.store.staff import STAFF
from gridctl.store.transactions import Act, writing

for _ in range(int(sys.argv[2])):
    with writing(Path(sys.argv[1]), Act("system", "staff add"), datetime.now(UTC)) as tx:
        number = tx.next_number(1, "staff")
        tx.insert(STAFF, [Staff(1, number, f"A{number}", "张三", "steward", "", None, None, "", "")])
    print(number, flush=True)
"""

HOLDING = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""

QUEUEING = """
import sys
from filelock import FileLock
with FileLock(sys.argv[1] + ".lock"):
    print("held", flush=True)
    sys.stdin.read()
"""


def start(script: str, *argv: object) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", script, *map(str, argv)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


@contextmanager
def other_process(script: str, ledger: Path) -> Iterator[None]:
    """While the block runs, another process holds the ledger."""
    with start(script, ledger) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        yield
        holder.communicate()


@posix
def test_a_writer_that_is_killed_leaves_all_of_a_command_or_none(ledger: Path) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, ledger], capture_output=True, text=True, check=True)
    rounds = [tuple(map(int, line.split())) for line in done.stdout.splitlines()]
    assert len(rounds) == 12
    for acknowledged, whole, torn in rounds:
        assert torn == 0
        assert whole in (acknowledged, acknowledged + 1)
    assert verify(ledger).findings == []


def test_many_writers_take_each_number_once(ledger: Path) -> None:
    writers = [start(COUNTING, ledger, 15) for _ in range(8)]
    numbers = [int(line) for writer in writers for line in writer.communicate()[0].split()]
    assert [writer.returncode for writer in writers] == [0] * 8
    assert sorted(numbers) == list(range(1, 121))
    with closing(sqlite3.connect(ledger)) as connection:
        assert connection.execute("SELECT count(*), max(id) FROM staff").fetchone() == (120, 120)
        assert connection.execute("SELECT max(number) FROM journal_entry WHERE project = 1").fetchone() == (121,)
    assert verify(ledger).findings == []


def test_a_backup_beside_a_writer_is_one_instant_of_the_ledger(ledger: Path, tmp_path: Path) -> None:
    with start(COUNTING, ledger, 60) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        copies = [back_up(ledger, tmp_path / "backups", NOW) for _ in range(3)]
        writer.communicate()
    assert all(copy.verification.clean for copy in copies)
    assert len({copy.folder for copy in copies}) == 3
    assert verify(ledger).rows == 60 + 1 + 1 + _by_init(ledger)


def _by_init(ledger: Path) -> int:
    """What a new project begins with: policies, holidays, check-lists, duties."""
    query = (
        "SELECT count(*) FROM journal_image WHERE project = 1 AND entry = 1"
        " AND table_name NOT IN ('project', 'command')"
    )
    with closing(sqlite3.connect(ledger)) as connection:
        return int(connection.execute(query).fetchone()[0])


@pytest.mark.parametrize(("script", "said"), [(HOLDING, "正被别的程序占用"), (QUEUEING, "正被别的程序写入")])
def test_a_ledger_that_another_process_holds_is_read_and_not_written(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch, script: str, said: str
) -> None:
    monkeypatch.setenv("GRIDCTL_BUSY_SECONDS", "0.1")
    with other_process(script, ledger):
        outcome = run("project", "set", "--company", "云海集团")
        assert outcome.status == 6
        assert said in outcome.err
        assert len(outcome.err.splitlines()) == 2
        assert run("ledger", "verify").status == 0
        assert run("ledger", "backup", ledger.parent / "b").status == 0
    assert run("project", "set", "--company", "云海集团").status == 0


def test_a_ledger_that_another_process_reads_is_not_replaced(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = json.loads(run("ledger", "backup", "--format", "json").out)["folder"]
    monkeypatch.setenv("GRIDCTL_BUSY_SECONDS", "0.1")
    with other_process(HOLDING, ledger):
        outcome = run("ledger", "restore", folder, "--yes")
        assert outcome.status == 6
        assert "占用" in outcome.err
    assert not list(ledger.parent.glob("*.replaced-*"))
    assert run("ledger", "restore", folder, "--yes").status == 0


@pytest.fixture
def of_a_clerk() -> Iterator[Path]:
    """A ledger of somebody without privileges, who this process is while the test runs."""
    folder = Path(tempfile.mkdtemp())
    path = folder / "ledger.db"
    init_ledger(path, NOW, code="YH", name="云海", company="", zone="Asia/Shanghai", live_from=date(2026, 1, 1))
    main(["ledger", "info", "--ledger", str(path)])  # whatever is imported is imported as oneself
    main(["project", "set", "--company", "x", "--as", "owner", "--ledger", str(path)])
    root = os.geteuid() == 0
    for item in (folder, *folder.iterdir()):
        if root:
            os.chown(item, 65534, 65534)
    if root:
        os.seteuid(65534)
    try:
        yield path
    finally:
        if root:
            os.seteuid(0)
        folder.chmod(0o700)
        shutil.rmtree(folder)


@posix
@pytest.mark.parametrize(
    ("folder", "file", "reads", "said"),
    [
        (0o755, 0o444, 0, "是只读的"),
        (0o555, 0o444, 6, "不能写入|是只读的|打不开"),
        (0o755, 0o000, 6, "打不开|没有权限"),
    ],
)
def test_a_read_only_ledger_is_said_in_a_line_and_stays(
    of_a_clerk: Path, capsys: pytest.CaptureFixture[str], folder: int, file: int, reads: int, said: str
) -> None:
    before = of_a_clerk.read_bytes()
    of_a_clerk.chmod(file)
    of_a_clerk.parent.chmod(folder)
    where = ("--ledger", str(of_a_clerk))
    assert main(["ledger", "info", *where]) in (0, reads)
    capsys.readouterr()
    assert main(["project", "set", "--company", "y", "--as", "owner", *where]) == 6
    message, hint = capsys.readouterr().err.splitlines()
    assert any(words in message for words in said.split("|"))
    assert hint.startswith("提示: ")
    of_a_clerk.parent.chmod(0o755)
    of_a_clerk.chmod(0o600)
    assert of_a_clerk.read_bytes() == before

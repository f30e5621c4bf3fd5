"""An upgrade that is killed, has no room left, or meets another: the ledger is of one version or the other, and whole."""

import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

import pytest

from gridctl.cli.main import INTERRUPTED, main
from gridctl.store.backups import PREFIX, check_backup
from gridctl.store.engine import ledger_engine
from gridctl.store.files import files_of
from gridctl.store.schema import SCHEMA_VERSION
from gridctl.store.sqlite import raw
from gridctl.store.upgrading import version_of
from gridctl.store.verifying import verify
from tests.store.kept.ledgers import Kept, Rows, rows

resource = pytest.importorskip("resource", reason="processes are forked and killed as Linux and macOS do it")

WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
UPDATED = {"counter", "alembic_version"}
CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "shutil.rmtree", "shutil.copyfile")
DONE, LEDGER_TROUBLE = 0, 6
NOW = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
Before = Callable[[], object]


def watch(tell: Callable[[str], object]) -> None:
    """Until this process ends, tell of each statement on a ledger as it begins, and of files as they are changed."""

    class Watched(sqlite3.Connection):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self.set_trace_callback(tell)

        def commit(self) -> None:
            super().commit()
            tell("committed")

        def close(self) -> None:
            tell("close")
            super().close()

    def hear(event: str, args: tuple[Any, ...]) -> None:
        if event in CHANGES or (event == "open" and isinstance(args[2], int) and args[2] & WRITES):
            tell(event)

    sqlite3.connect = partial(sqlite3.connect, factory=Watched)  # type: ignore[assignment]
    sys.addaudithook(hear)


class Old(NamedTuple):
    """The ledger before: of which version, where, and its rows."""

    version: int
    path: Path
    rows: Rows


class Stop:
    """Counts the places at which a process can be killed, and kills it at one."""

    def __init__(self, at: int = 0) -> None:
        self.at, self.count = at, 0

    def start(self) -> None:
        watch(self.step)

    def step(self, _: str) -> None:
        self.count += 1
        if self.count == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


def upgrading(ledger: Path, before: Before, after: Before = int) -> int:
    """Start an upgrade through the command line in a process of its own, and give its number."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        before()
        status = main(["ledger", "upgrade", "--ledger", str(ledger), "--as", "owner"], clock=lambda: NOW)
        after()
    finally:
        os._exit(status)


def ended(child: int) -> int:
    """Wait for a process and give its exit status, or minus the signal that killed it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_at(ledger: Path, number: int) -> int:
    return ended(upgrading(ledger, Stop(number).start))


def places_to_stop(ledger: Path) -> int:
    """At how many places an upgrade of this ledger can be killed; it is upgraded by that."""
    stop, count = Stop(), ledger.with_name("count")
    assert ended(upgrading(ledger, stop.start, lambda: count.write_text(str(stop.count)))) == DONE
    return int(count.read_text()) - 1  # the file of the count is the last


def copy_of(ledger: Path, name: object) -> Path:
    """A copy of the ledger, and of its files, in a folder of its own."""
    copy = ledger.with_name(str(name)) / "ledger.db"
    copy.parent.mkdir()
    if files_of(ledger).exists():
        shutil.copytree(files_of(ledger), files_of(copy))
    return Path(shutil.copyfile(ledger, copy))


def is_whole(ledger: Path, old: Old) -> int:
    """Check that a ledger is all of one version, whole, with the backup that it must have; give the version."""
    version = version_of(ledger)
    assert verify(ledger, older=True).findings == []
    now = rows(ledger)
    backups = [check_backup(folder) for folder in ledger.parent.glob(f"backups/{PREFIX}*")]
    assert all(backup.verification.clean and backup.manifest.schema_version == old.version for backup in backups)
    if version == old.version:
        assert now == old.rows
    else:
        assert version == SCHEMA_VERSION
        assert "inspection_ticket" in now
        for name, before in old.rows.items():
            assert name in UPDATED or set(before) <= set(now[name])
        assert len(now["journal_entry"]) > len(old.rows["journal_entry"])
        assert backups
    return version


def goes_on(ledger: Path, old: Old) -> None:
    """Check that the next attempt brings it up to date, whatever was left behind."""
    assert ended(upgrading(ledger, int)) == DONE
    assert is_whole(ledger, old) == SCHEMA_VERSION


@pytest.fixture(autouse=True)
def _quiet(capfd: pytest.CaptureFixture[str]) -> None:
    _ = capfd  # what the other processes say


@pytest.fixture
def old(kept: Kept) -> Old:
    """A kept ledger and its rows."""
    return Old(kept.version, kept.path, rows(kept.path))


@pytest.fixture
def places(old: Old) -> int:
    """How many places there are to be killed at; what the upgrade needs is loaded by then."""
    places_to_stop(copy_of(old.path, "first"))
    return places_to_stop(copy_of(old.path, "counted"))


def each_is_whole(old: Old, numbers: Iterable[int]) -> list[int]:
    """Kill an upgrade at each of these places, and give the versions found then."""
    versions = []
    for number in numbers:
        copy = copy_of(old.path, number)
        assert killed_at(copy, number) == -signal.SIGKILL
        versions.append(is_whole(copy, old))
        if number % 10 == 0 or versions[-1] == SCHEMA_VERSION:
            goes_on(copy, old)
        shutil.rmtree(copy.parent)
    return versions


def test_killed_anywhere_it_is_old_or_new(old: Old, places: int) -> None:
    assert places > 400
    step = places // 8
    versions = each_is_whole(old, [*range(places % step or step, places - 3, step), *range(places - 3, places + 1)])
    assert versions == sorted(versions)
    assert set(versions) == {old.version, SCHEMA_VERSION}


@pytest.mark.slow
def test_killed_at_any_statement_it_is_old_or_new(old: Old, places: int) -> None:
    versions = each_is_whole(old, range(1, places + 1))
    assert versions == sorted(versions)
    assert set(versions) == {old.version, SCHEMA_VERSION}


def room(size: int, *, kill: bool) -> None:
    """From the migration on no file may grow beyond this size: that is an error, or kills within the very write."""

    def tell(what: str) -> None:
        if what.startswith("BEGIN IMMEDIATE"):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL if kill else signal.SIG_IGN)

    watch(tell)


@pytest.mark.parametrize("kill", [False, True])
def test_without_room_on_the_disk_it_is_old_or_new(old: Old, kill: bool) -> None:  # noqa: FBT001
    ending = -signal.SIGXFSZ if kill else LEDGER_TROUBLE
    whole = copy_of(old.path, "whole")
    goes_on(whole, old)
    found = []
    sizes = (30_000, 200_000, whole.stat().st_size * 9 // 10, 5_000_000)  # shared memory, log, the ledger itself, all
    for size in sizes:
        copy = copy_of(old.path, size)
        status = ended(upgrading(copy, partial(room, size, kill=kill)))
        found.append((status, is_whole(copy, old)))
        goes_on(copy, old)
    kept_in_the_log = (ending if kill else DONE, SCHEMA_VERSION)
    assert found == [(ending, old.version), (ending, old.version), kept_in_the_log, (DONE, SCHEMA_VERSION)]


def interrupt_at(number: int) -> None:
    """Soon after the place of that number somebody presses Ctrl-C, but not while SQLite is telling: that would be lost."""
    stop = Stop()

    def press(signum: int, frame: FrameType | None) -> None:
        if frame and tell.__code__ in (frame.f_code, frame.f_back and frame.f_back.f_code):
            signal.setitimer(signal.ITIMER_REAL, 0.0005)
        else:
            signal.default_int_handler(signum, frame)

    def tell(what: str) -> None:
        stop.step(what)
        if stop.count == number:
            signal.setitimer(signal.ITIMER_REAL, 0.0005)

    signal.signal(signal.SIGALRM, press)
    watch(tell)


def test_interrupted_it_is_old_or_new_and_leaves_no_draft(old: Old, places: int) -> None:
    endings = set()
    for number in range(places // 8, places, places // 4):
        copy = copy_of(old.path, number)
        endings.add(ended(upgrading(copy, partial(interrupt_at, number))))
        is_whole(copy, old)
        assert not list(copy.parent.glob("backups/.*"))
        goes_on(copy, old)
    assert INTERRUPTED in endings
    assert endings <= {INTERRUPTED, DONE}


def test_without_room_for_the_backup_nothing_begins(old: Old) -> None:
    def little_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))

    copy = copy_of(old.path, "full")
    assert ended(upgrading(copy, little_room)) == LEDGER_TROUBLE
    assert is_whole(copy, old) == old.version
    assert list(copy.with_name("backups").iterdir()) == []


def test_of_two_upgrades_at_once_one_upgrades_and_the_other_finds_it_done(kept: Kept, old: Old) -> None:
    copy = copy_of(old.path, "two")
    go, wait = os.pipe()
    children = [upgrading(copy, partial(os.read, go, 1)) for _ in range(4)]
    os.write(wait, b"go!!")
    assert [ended(child) for child in children] == [DONE] * 4
    assert is_whole(copy, old) == SCHEMA_VERSION
    assert len(list(copy.with_name("backups").iterdir())) == 1
    with closing(sqlite3.connect(copy)) as connection:
        said = connection.execute("SELECT project, number FROM journal_entry WHERE command = 'ledger upgrade'")
        assert said.fetchall() == kept.upgrades


def test_a_reader_sees_the_old_ledger_until_its_end(old: Old) -> None:
    copy = copy_of(old.path, "read")
    with ledger_engine(copy, write=False).connect() as reader:
        before = list(raw(reader, "SELECT * FROM policy"))
        assert ended(upgrading(copy, int)) == DONE
        assert list(raw(reader, "SELECT * FROM policy")) == before == old.rows["policy"]
        assert list(raw(reader, "PRAGMA user_version")) == [(old.version,)]
    assert is_whole(copy, old) == SCHEMA_VERSION


def test_a_writer_of_the_old_version_is_waited_for(old: Old, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = copy_of(old.path, "written")
    monkeypatch.setenv("GRIDCTL_BUSY_SECONDS", "0.2")
    with closing(sqlite3.connect(copy)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        assert ended(upgrading(copy, int)) == LEDGER_TROUBLE
    assert version_of(copy) == old.version
    assert ended(upgrading(copy, int)) == DONE

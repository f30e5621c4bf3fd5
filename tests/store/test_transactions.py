"""The one way into the ledger: all or nothing, journalled by itself."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from gridctl.domain.projects import Project
from gridctl.domain.residents import Occupancy, Person
from gridctl.errors import LedgerError, RuleError
from gridctl.store.backups import back_up
from gridctl.store.engine import BrokenLinkError, busy_seconds, opened
from gridctl.store.ledgers import creating, refuse_network, touch_private
from gridctl.store.projects import PROJECT
from gridctl.store.registry import ledgered
from gridctl.store.residents import OCCUPANCY, PERSON
from gridctl.store.schema import Ledgered
from gridctl.store.snapshots import reading
from gridctl.store.transactions import Act, Transaction, writing
from gridctl.store.verifying import verify

NOW = datetime(2026, 3, 17, 2, 0, tzinfo=UTC)
ACT = Act("owner", "resident import")


def person(key: int, project: int = 1, name: str = "张三") -> Person:
    return Person(project, key, name, "", "", "", "")


def dump(ledger: Path) -> list[str]:
    with closing(sqlite3.connect(ledger)) as connection:
        return list(connection.iterdump())


def entries(ledger: Path) -> list[tuple[int, int, str, str]]:
    with closing(sqlite3.connect(ledger)) as connection:
        return connection.execute("SELECT project, number, recorded_at, undo FROM journal_entry").fetchall()


def test_rows_come_back_as_they_went_in(ledger: Path) -> None:
    with writing(ledger, ACT, NOW) as tx:
        tx.insert(PERSON, [person(1), person(2, name="李四")])
        tx.update(PERSON, [person(1, name="王五")])
    with reading(ledger) as reader:
        assert reader.find(PERSON, 1) == [person(1, name="王五"), person(2, name="李四")]
        assert reader.get(PERSON, 1, 2) == person(2, name="李四")
        assert reader.get(PERSON, 1, 3) is None
        assert reader.find(PERSON, 1, PERSON.c["name"] == "李四", order="name") == [person(2, name="李四")]


def test_a_row_is_made_again_from_its_image(full: Path) -> None:
    with reading(full) as reader:
        for table in ledgered():
            for row in reader.all_of(table):
                assert table.revive(row.project, row.id, _image(full, table, row.project, row.id)) == row


def _image(ledger: Path, table: Ledgered[object], project: int, key: int) -> str:
    statement = (
        "SELECT text FROM journal_image WHERE project = ? AND table_name = ? AND id = ? ORDER BY entry DESC LIMIT 1"
    )
    with closing(sqlite3.connect(ledger)) as connection:
        (text,) = connection.execute(statement, (project, table.name, key)).fetchone()
    return str(text)


def second_project(tx: Transaction) -> None:
    key = tx.next_id(0, PROJECT)
    tx.insert(PROJECT, [Project(key, key, "B", "二期", "", "Asia/Shanghai", date(2026, 1, 1))])


def test_rows_of_several_projects_go_each_to_its_chain_and_are_not_undone(ledger: Path) -> None:
    with writing(ledger, ACT, NOW) as tx:
        second_project(tx)
    with writing(ledger, ACT, NOW) as tx:
        for project in (1, 2):
            tx.next_id(project, PERSON, 2)
        tx.insert(PERSON, [person(1), person(1, 2), person(2), person(2, 2)])
        tx.delete(PERSON, [person(2), person(2, 2)])
    assert [(project, number, undo) for project, number, _, undo in entries(ledger)] == [
        (0, 1, "never"),
        (1, 1, "never"),
        (1, 2, "never"),
        (2, 1, "always"),
        (2, 2, "never"),
    ]
    assert verify(ledger).findings == []


def wrong_update(tx: Transaction) -> None:
    tx.update(PERSON, [person(9)])


def wrong_delete(tx: Transaction) -> None:
    tx.delete(PERSON, [person(1), person(9)])


def twice(tx: Transaction) -> None:
    tx.insert(PERSON, [person(1)])


def nameless(tx: Transaction) -> None:
    tx.insert(PERSON, [person(2, name="")])


def linked_to_nothing(tx: Transaction) -> None:
    tx.insert(OCCUPANCY, [Occupancy(1, 1, 7, 7, "owner", None, None)])


@pytest.mark.parametrize(
    ("work", "error"),
    [
        (wrong_update, LookupError),
        (wrong_delete, LookupError),
        (twice, RuleError),
        (nameless, RuleError),
        (linked_to_nothing, BrokenLinkError),
    ],
)
def test_what_cannot_be_written_leaves_nothing_of_the_command(
    ledger: Path, work: Callable[[Transaction], None], error: type[Exception]
) -> None:
    with writing(ledger, ACT, NOW) as tx:
        tx.insert(PERSON, [person(tx.next_id(1, PERSON))])
    before = dump(ledger)
    with pytest.raises(error), writing(ledger, ACT, NOW) as tx:  # noqa: PT012 - the error is the transaction's
        tx.insert(PERSON, [person(tx.next_id(1, PERSON) + 100)])
        work(tx)
    assert dump(ledger) == before


def test_a_dry_run_writes_nothing_and_takes_no_number(ledger: Path) -> None:
    before = dump(ledger)
    with writing(ledger, ACT, NOW, dry_run=True) as tx:
        tx.insert(PERSON, [person(tx.next_id(1, PERSON))])
        assert tx.find(PERSON, 1) == [person(1)]
    assert dump(ledger) == before


def test_a_command_that_writes_nothing_leaves_no_entry(ledger: Path) -> None:
    before = dump(ledger)
    with writing(ledger, ACT, NOW) as tx:
        tx.insert(PERSON, [])
    assert dump(ledger) == before


def test_a_clock_that_was_put_back_does_not_put_the_journal_back(ledger: Path) -> None:
    for at in (NOW, NOW - timedelta(days=400), NOW + timedelta(seconds=1)):
        with writing(ledger, ACT, at) as tx:
            tx.entry_number(1)
    times = [recorded for project, _, recorded, _ in entries(ledger) if project == 1]
    assert times[1:] == ["2026-03-17T02:00:00.000000Z", "2026-03-17T02:00:00.000000Z", "2026-03-17T02:00:01.000000Z"]
    assert verify(ledger).clean


def test_numbers_of_a_series_go_on(ledger: Path) -> None:
    with writing(ledger, ACT, NOW) as tx:
        assert [tx.next_number(1, "ticket:repair:2026"), tx.next_number(1, "ticket:repair:2026", 5)] == [1, 6]
        assert tx.next_id(1, PERSON, 3) == 1
        assert tx.next_id(1, PERSON) == 4


def test_the_ledger_is_opened_with_what_keeps_it_whole(ledger: Path) -> None:
    expected = {
        "foreign_keys": 1,
        "synchronous": 2,
        "fullfsync": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "secure_delete": 1,
        "recursive_triggers": 1,
        "mmap_size": 0,
        "temp_store": 2,
        "journal_mode": "wal",
    }
    with opened(ledger, write=True) as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in expected}
    assert found == expected


def test_how_long_to_wait_can_be_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert busy_seconds() == 30
    for text, seconds in (("0.5", 0.5), ("2", 2.0), ("x", 30), ("-1", 30), ("", 30)):
        monkeypatch.setenv("GRIDCTL_BUSY_SECONDS", text)
        assert busy_seconds() == seconds


def test_a_ledger_that_could_not_be_made_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuleError), creating(tmp_path / "new.db", ACT, NOW) as tx:
        nameless(tx)
    assert list(tmp_path.iterdir()) == []
    touch_private(tmp_path / "new.db.new")
    with pytest.raises(LedgerError, match=r"new\.db\.new 已经存在"), creating(tmp_path / "new.db", ACT, NOW):
        pass


def test_a_network_disk_is_refused(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nserver:/x {tmp_path}/share nfs4 rw 0 0\n\n", encoding="utf-8")
    refuse_network(tmp_path / "ledger.db", mounts)
    refuse_network(tmp_path / "ledger.db", tmp_path / "none")
    for path in (tmp_path / "share" / "a" / "ledger.db", Path("//server/share/ledger.db")):
        with pytest.raises(LedgerError, match="网络盘"):
            refuse_network(path, mounts)


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """No file may grow beyond `size`, as on a disk that is full."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_disk_that_is_full_loses_nothing(ledger: Path) -> None:
    with writing(ledger, ACT, NOW) as tx:
        tx.insert(PERSON, [person(tx.next_id(1, PERSON))])
    before = dump(ledger)
    with (  # noqa: PT012 - the error is the transaction's
        full_disk(ledger.stat().st_size + 10_000),
        pytest.raises(LedgerError, match="什么也没有写入"),
        writing(ledger, ACT, NOW) as tx,
    ):
        first = tx.next_id(1, PERSON, 50_000)
        tx.insert(PERSON, (replace(person(first + i), remark="很长的备注" * 9) for i in range(50_000)))
    assert dump(ledger) == before
    assert verify(ledger).clean


def test_what_a_killed_backup_left_long_ago_is_cleared_away(ledger: Path, tmp_path: Path) -> None:
    old, new = (tmp_path / "b" / f".gridctl-backup-{name}" for name in ("old", "new"))
    for draft in (old, new):
        draft.mkdir(parents=True)
        (draft / "ledger.db").write_bytes(b"x")
    os.utime(old, (0, 0))
    back_up(ledger, tmp_path / "b", NOW)
    assert (old.exists(), new.exists()) == (False, True)


def test_a_backup_that_does_not_fit_leaves_nothing(ledger: Path, tmp_path: Path) -> None:
    with full_disk(100_000), pytest.raises(LedgerError):
        back_up(ledger, tmp_path / "backups", NOW)
    assert list((tmp_path / "backups").iterdir()) == []
    assert verify(ledger).clean

"""The ledger from the command line: made, told about, verified, backed up, restored, and its journal."""

import json
import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from gridctl.cli.main import main
from gridctl.domain.residents import Person
from gridctl.domain.staff import Staff
from gridctl.services import desk
from gridctl.settings import Settings
from gridctl.store.residents import PERSON
from gridctl.store.staff import STAFF

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)
INIT = ("--name", "云海花园", "--company", "云海物业", "--code", "YH")
Run = Callable[..., Any]
Type = Callable[..., int]


@pytest.fixture
def new(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line on a ledger that is not there yet."""

    def call(*argv: str, path: Path = tmp_path / "a" / "b" / "new.db") -> tuple[int, str, str, Path]:
        status = main([*argv, "--ledger", str(path)], clock=lambda: NOW)
        return status, *capsys.readouterr(), path

    return call


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Type:
    """Run a command line with somebody at the keyboard."""

    def call(*argv: str, keys: str) -> int:
        if not hasattr(os, "openpty"):
            pytest.skip("a terminal is imitated as POSIX has it")
        keyboard, terminal = os.openpty()
        os.write(keyboard, keys.encode())
        with os.fdopen(keyboard, "wb"), os.fdopen(terminal, encoding="utf-8") as stdin:
            monkeypatch.setattr(sys, "stdin", stdin)
            return main(argv, clock=lambda: NOW)

    return call


def do(ledger: Path, actor: str = "owner", at: datetime = NOW) -> None:
    """Add a person, as some command of some clerk would."""
    with desk.writing(Settings(ledger, actor=actor, clock=lambda: at), "resident import") as opened:
        key = opened.tx.next_id(1, PERSON)
        opened.tx.insert(PERSON, [Person(1, key, "张三丰", "13800138000", "110101199003074512", "", "电话13900139000")])


def rows(ledger: Path, table: str = "person") -> list[Any]:
    with closing(sqlite3.connect(ledger)) as connection:
        return connection.execute(f"SELECT * FROM {table}").fetchall()  # noqa: S608


def shell(ledger: Path, statement: str) -> None:
    with closing(sqlite3.connect(ledger)) as connection:
        connection.execute(statement)
        connection.commit()


# init


def test_a_new_ledger_is_private_and_says_what_comes_next(new: Run) -> None:
    status, out, err, path = new("ledger", "init", *INIT, "--format", "json")
    assert status == 0
    assert json.loads(out) == {
        "project": 1,
        "id": 1,
        "code": "YH",
        "name": "云海花园",
        "company": "云海物业",
        "zone": "Asia/Shanghai",
        "live_from": "2026-03-16",
    }
    assert "gridctl estate import" in err
    assert sorted(item.name for item in path.parent.iterdir()) == ["new.db"]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_go_live_day_is_the_projects(new: Run) -> None:
    _, out, _, _ = new("ledger", "init", *INIT, "--zone", "America/New_York", "--format", "json")
    assert json.loads(out)["live_from"] == "2026-03-15"
    _, out, _, path = new("ledger", "init", *INIT, "--live-from", "昨天", "--format", "json", path=Path(str(_) + "2"))
    assert json.loads(out)["live_from"] == "2026-03-15"
    path.unlink()


@pytest.mark.parametrize(
    ("said", "status", "words"),
    [
        ((), 2, "--name、--company、--code"),
        (("--name", "云海", "--company", "x"), 2, "没有说明 --code"),
        ((*INIT, "--zone", "Asia/Peking"), 2, "Asia/Peking"),
        ((*INIT, "--live-from", "13/45"), 2, "13/45"),
        ((*INIT[:-1], "!"), 2, "!"),
    ],
)
def test_what_is_missing_or_wrong_is_named_and_no_file_is_left(
    new: Run, said: tuple[str, ...], status: int, words: str
) -> None:
    found, out, err, path = new("ledger", "init", *said)
    assert (found, out) == (status, "")
    assert words in err
    assert not path.exists()
    assert not path.parent.exists() or not list(path.parent.iterdir())


def test_a_person_is_asked_for_what_is_missing(
    typing: Type, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "new.db"
    assert typing("ledger", "init", "--ledger", str(path), keys="云海花园\n云海物业\nYH\n\n2026-3-1\n-\n") == 0
    assert rows(path, "project") == [(1, 1, "YH", "云海花园", "云海物业", "Asia/Shanghai", "2026-03-01")]
    asked = capsys.readouterr().err
    assert "项目名称: 物业公司: 项目代码" in asked
    assert "时区（回车是 Asia/Shanghai）: 启用日，从哪天起用本程序管理（回车是 今天）: " in asked


def test_a_person_is_asked_for_what_the_regulations_leave_blank(
    typing: Type, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "new.db"
    assert typing("ledger", "init", *INIT, "--ledger", str(path), keys="两次\n\n6,12\n定期\n每季度\n-\n") == 0
    asked = capsys.readouterr().err
    assert "周例会一般每周召开____次（回车是 以后再定）: " in asked
    assert "看不懂多久一次：“定期”" in asked
    duties = {row[2]: json.loads(row[7]) for row in rows(path, "duty")}
    assert (duties["weekly_regular"]["times"], duties["weekly_regular"]["blank"]) == (2, [])
    assert duties["half_yearly"]["blank"] == ["times"]
    assert "BYMONTH=3,6,9,12" in duties["safety_education"]["rule"]
    assert duties["hazard_screening"]["blank"] == ["every"]


def test_a_script_is_not_asked_and_the_blanks_stay(new: Run) -> None:
    status, _, err, path = new("ledger", "init", *INIT)
    assert (status, "____" in err) == (0, False)
    assert sum('"blank":[]' not in row[7] for row in rows(path, "duty")) == 12


def test_an_existing_ledger_is_left_alone(run: Run, ledger: Path) -> None:
    before = ledger.read_bytes()
    outcome = run("ledger", "init", *INIT)
    assert outcome.status == 4
    assert "已经存在" in outcome.err
    assert ledger.read_bytes() == before


def test_a_log_that_an_old_ledger_left_is_not_taken_for_the_new_ones(new: Run, tmp_path: Path) -> None:
    (tmp_path / "gone.db-wal").write_bytes(b"x")
    status, _, err, _ = new("ledger", "init", *INIT, path=tmp_path / "gone.db")
    assert status == 4
    assert "gone.db-wal" in err


# info and verify


def test_info_tells_what_there_is(run: Run, ledger: Path) -> None:
    do(ledger)
    info = json.loads(run("ledger", "info", "--format", "json").out)
    assert info["path"] == str(ledger)
    assert info["size"] > 0
    assert info["created"] == "2026-03-16T10:00:00"
    assert [project["code"] for project in info["projects"]] == ["YH"]
    assert {"table": "person", "noun": "住户", "measure": "人", "rows": 1} in info["counts"]
    assert [(head["project"], head["number"]) for head in info["heads"]] == [(0, 1), (1, 2)]
    assert info["last_backup"] is None
    assert info["journal_mode"] == "wal"
    table = run("ledger", "info").out
    assert "住户 1 人" in table
    assert "YH 云海花园" in table


def test_a_whole_ledger_verifies(run: Run) -> None:
    outcome = run("ledger", "verify", "--format", "json")
    assert outcome.status == 0
    found = json.loads(outcome.out)
    assert (found["clean"], found["findings"]) == (True, [])


def test_what_was_changed_behind_its_back_is_named(run: Run, ledger: Path) -> None:
    do(ledger)
    shell(ledger, "UPDATE person SET phone = '13900000000'")
    outcome = run("ledger", "verify")
    assert outcome.status == 4
    assert "住户  person" in outcome.out
    assert "phone" in outcome.out
    assert "13900000" not in outcome.out
    assert "139**" not in outcome.out
    assert "查出 1 处问题" in outcome.err
    findings = json.loads(run("ledger", "verify", "--format", "json").out)["findings"]
    assert [(item["noun"], item["table"], item["project"], item["id"]) for item in findings] == [
        ("住户", "person", 1, 1)
    ]


# log


def test_the_log_names_who_did_what_newest_first(run: Run, ledger: Path) -> None:
    with desk.writing(Settings(ledger, actor="owner", clock=lambda: NOW), "staff add") as opened:
        opened.tx.insert(
            STAFF, [Staff(1, opened.tx.next_id(1, STAFF), "A01", "李四", "steward", "", None, None, "", "")]
        )
    do(ledger, "李四", NOW + timedelta(minutes=5))
    run("undo", "--yes", actor="A01", clock=NOW + timedelta(minutes=6))
    lines = run("ledger", "log").out.splitlines()[1:]
    assert [line.split()[0] for line in lines] == ["4", "3", "2", "1"]
    assert "2026-03-16 10:05  李四（A01）" in lines[1]
    assert "住户 新增 1 人" in lines[1]
    assert lines[1].endswith("是")
    assert "人员 新增 1 名" in lines[2]
    entries = json.loads(run("ledger", "log", "--last", "2", "--format", "json").out)
    assert [(entry["number"], entry["undone"], entry["undoes"]) for entry in entries] == [
        (4, False, 3),
        (3, True, None),
    ]
    assert entries[1]["rows"][0]["added"] == 1


def test_an_entry_shows_its_fields_before_and_after_without_personal_data(run: Run, ledger: Path) -> None:
    do(ledger)
    with desk.writing(Settings(ledger, actor="owner", clock=lambda: NOW), "resident edit") as opened:
        opened.tx.update(PERSON, [Person(1, 1, "张三丰", "13900139999", "110101199003074512", "", "")])
    outcome = run("ledger", "log", "--entry", "3", "--format", "json")
    changes = {change["field"]: (change["before"], change["after"]) for change in json.loads(outcome.out)}
    assert changes == {"phone": ("138****8000", "139****9999"), "remark": ("电话139****9000", None)}
    shown = run("ledger", "log", "--entry", "2").out
    assert "张**" in shown
    for secret in ("张三丰", "13800138000", "110101199003074512", "13900139000"):
        assert secret not in shown


def test_an_entry_that_is_not_there(run: Run) -> None:
    assert run("ledger", "log", "--entry", "9").status == 3
    assert run("ledger", "log", "--last", "0").status == 2


# undo


def test_a_script_must_say_yes_and_sees_what_it_would_be(run: Run, ledger: Path) -> None:
    do(ledger)
    outcome = run("undo")
    assert outcome.status == 2
    assert "住户 新增 1 人" in outcome.out
    assert "--yes" in outcome.err
    assert len(rows(ledger)) == 1


def test_undo_takes_back_the_last_command_and_then_the_one_before(run: Run, ledger: Path) -> None:
    do(ledger)
    do(ledger)
    for left in (1, 0):
        outcome = run("undo", "--yes")
        assert outcome.status == 0
        assert "已撤销" in outcome.err
        assert len(rows(ledger)) == left
    outcome = run("undo", "--yes")
    assert outcome.status == 4
    assert "ledger init）不能撤销" in outcome.err
    assert run("ledger", "verify").status == 0


def test_undo_asks_a_person(typing: Type, ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    do(ledger)
    line = ("undo", "--ledger", str(ledger))
    assert typing(*line, keys="owner\nn\n") == 0
    assert "没有撤销" in capsys.readouterr().err
    assert len(rows(ledger)) == 1
    assert typing(*line, "--as", "owner", keys="是\n") == 0
    assert rows(ledger) == []


def test_undo_needs_to_know_who(run: Run, ledger: Path) -> None:
    do(ledger)
    assert run("undo", "--yes", actor=None).status == 2


# backup and restore


def backup_of(run: Run, *argv: object) -> Path:
    outcome = run("ledger", "backup", *argv, "--format", "json")
    assert outcome.status == 0
    return Path(json.loads(outcome.out)["folder"])


def test_a_backup_is_a_folder_named_by_local_time(run: Run, ledger: Path, tmp_path: Path) -> None:
    first, second = (backup_of(run, tmp_path / "备份") for _ in range(2))
    assert (first.name, second.name) == ("gridctl-backup-20260316-100000", "gridctl-backup-20260316-100000-2")
    assert sorted(item.name for item in first.iterdir()) == ["ledger.db", "manifest.json"]
    assert sorted(item.name for item in first.parent.iterdir()) == [first.name, second.name]
    info = json.loads(run("ledger", "info", "--format", "json").out)
    assert (info["last_backup"], info["last_backup_folder"]) == ("2026-03-16T10:00:00", str(second))
    assert "最近备份 2026-03-16 10:00" in run("today").err
    assert backup_of(run).parent == ledger.parent / "backups"


def test_a_backup_comes_back_and_what_it_replaces_is_kept(run: Run, ledger: Path) -> None:
    do(ledger)
    files = ledger.parent / "ledger.files"
    files.mkdir()
    (files / "照片.jpg").write_bytes(b"1")
    folder = backup_of(run)
    do(ledger)
    (files / "照片.jpg").write_bytes(b"2")
    outcome = run("ledger", "restore", folder)
    assert outcome.status == 2
    assert "--yes" in outcome.err
    assert len(rows(ledger)) == 2
    outcome = run("ledger", "restore", folder, "--yes", "--format", "json")
    assert outcome.status == 0
    kept = Path(json.loads(outcome.out)["replaced"])
    assert kept.name == "ledger.db.replaced-20260316-100000"
    assert (len(rows(ledger)), len(rows(kept))) == (1, 2)
    assert (files / "照片.jpg").read_bytes() == b"1"
    assert (ledger.parent / "ledger.files.replaced-20260316-100000" / "照片.jpg").read_bytes() == b"2"
    assert run("ledger", "verify").status == 0
    assert json.loads(run("ledger", "info", "--format", "json").out)["journal_mode"] == "wal"


def test_a_person_may_think_better_of_restoring(
    run: Run, typing: Type, ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = backup_of(run)
    do(ledger)
    assert typing("ledger", "restore", str(folder), "--ledger", str(ledger), keys="n\n") == 0
    said = capsys.readouterr().err
    assert "用 2026-03-16 10:00 的备份换下已有的" in said
    assert "没有恢复" in said
    assert len(rows(ledger)) == 1


def test_a_ledger_that_is_lost_is_restored_without_asking(run: Run, ledger: Path) -> None:
    do(ledger)
    folder = backup_of(run)
    ledger.unlink()
    assert run("ledger", "restore", folder).status == 0
    assert len(rows(ledger)) == 1


def test_a_damaged_ledger_is_replaced_and_kept(run: Run, ledger: Path) -> None:
    folder = backup_of(run)
    ledger.write_bytes(b"x" * 5000)
    ledger.with_name("ledger.db-wal").write_bytes(b"old log")
    assert run("ledger", "restore", folder, "--yes").status == 0
    assert run("ledger", "verify").status == 0
    kept = next(ledger.parent.glob("ledger.db.replaced-*"))
    assert kept.read_bytes() == b"x" * 5000
    assert kept.with_name(kept.name + "-wal").read_bytes() == b"old log"


@pytest.mark.parametrize("harm", ["missing", "changed", "extra", "manifest", "folder"])
def test_a_backup_that_is_not_whole_is_refused(run: Run, ledger: Path, harm: str) -> None:
    folder = backup_of(run)
    before = ledger.read_bytes()
    if harm == "missing":
        (folder / "ledger.db").unlink()
    elif harm == "changed":
        shell(folder / "ledger.db", "UPDATE project SET name = 'x'")
    elif harm == "extra":
        (folder / "other.txt").write_text("x")
    elif harm == "manifest":
        (folder / "manifest.json").write_text("{}")
    else:
        shutil.rmtree(folder)
    for words in ([], ["--yes"]):  # noticed before anybody is asked
        outcome = run("ledger", "restore", folder, *words)
        assert outcome.status == 6
        assert outcome.err.startswith("错误: ")
        assert ledger.read_bytes() == before


def test_a_ledger_with_findings_is_backed_up_as_it_is(run: Run, ledger: Path, tmp_path: Path) -> None:
    do(ledger)
    shell(ledger, "UPDATE person SET phone = ''")
    outcome = run("ledger", "backup", tmp_path / "b")
    assert outcome.status == 4
    assert "1 处问题" in outcome.err
    folder = next((tmp_path / "b").iterdir())
    assert json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["findings"] == 1
    outcome = run("ledger", "restore", folder, "--yes")
    assert outcome.status == 0
    assert "1 处问题" in outcome.err


def test_a_backup_that_cannot_be_written_leaves_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    outcome = run("ledger", "backup", tmp_path / "file")
    assert outcome.status == 6
    assert run("ledger", "backup", tmp_path / "file" / "below").status == 6
    assert json.loads(run("ledger", "info", "--format", "json").out)["last_backup"] is None


def test_upgrading_a_ledger_of_today_changes_nothing(run: Run, ledger: Path) -> None:
    before = ledger.read_bytes()
    outcome = run("ledger", "upgrade")
    assert outcome.status == 0
    assert "已是最新版本" in outcome.err
    assert ledger.read_bytes() == before


# what is no ledger


def _foreign(path: Path) -> None:
    path.unlink()
    shell(path, "CREATE TABLE t (a)")


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _damage(path: Path, start: int, data: bytes) -> None:
    with path.open("r+b") as stream:
        stream.seek(start)
        stream.write(data)


HARM: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda path: path.unlink(), "找不到台账库"),
    "empty": (lambda path: path.write_bytes(b""), "不是 gridctl 的台账库"),
    "text": (lambda path: path.write_text("台账" * 999), "不是 gridctl 的台账库"),
    "folder": (_folder, "不是文件"),
    "foreign": (_foreign, "不是 gridctl 的台账库"),
    "newer": (lambda path: shell(path, "PRAGMA user_version = 99"), "更新版本的 gridctl"),
    "older": (lambda path: shell(path, "PRAGMA user_version = 0"), "旧版本"),
    "header": (lambda path: _damage(path, 0, bytes(100)), "不是 gridctl 的台账库"),
    "cut": (lambda path: os.truncate(path, 5000), "已损坏"),
    "first page": (lambda path: _damage(path, 100, bytes(3900)), "已损坏"),
}
COMMANDS = [
    ("ledger", "info"),
    ("ledger", "verify"),
    ("ledger", "log"),
    ("ledger", "backup"),
    ("undo", "--yes"),
    ("project", "list"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("harm", HARM)
def test_what_is_no_ledger_is_said_in_a_line(run: Run, ledger: Path, harm: str, command: tuple[str, ...]) -> None:
    if harm == "older" and command in {("ledger", "backup"), ("ledger", "verify")}:
        return  # both are done before it is upgraded
    damage, said = HARM[harm]
    damage(ledger)
    before = ledger.read_bytes() if ledger.is_file() else None
    outcome = run(*command)
    assert (outcome.status, outcome.out) == (6, "")
    message, hint = outcome.err.splitlines()
    assert message.startswith("错误: ")
    assert said in message
    assert hint.startswith("提示: ")
    assert (ledger.read_bytes() if ledger.is_file() else None) == before
    assert not ledger.with_name("backups").exists() or not list(ledger.with_name("backups").iterdir())

"""The ledger that version 1 wrote, upgraded and used through the command line."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gridctl.regulation.policies import policy_defaults
from gridctl.services.desk import reading
from gridctl.settings import Settings
from gridctl.store.backups import check_backup
from gridctl.store.engine import memory_engine
from gridctl.store.ledgers import create_schema
from gridctl.store.schema import SCHEMA_VERSION
from gridctl.store.steps import OWN
from gridctl.store.verifying import objects_after
from tests.conftest import Run
from tests.store.conftest import KEPT, NOW
from tests.store.kept.keep import REPORT, play

YH = ("--project", "YH")
Rows = dict[str, list[tuple[Any, ...]]]
FIRST_DAYS = {1: "2026-01-01", 2: "2026-04-01"}


@pytest.fixture
def ledger(version1: Path) -> Path:
    """In the place of a new ledger, the kept one."""
    return version1


def tables(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        listed = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND name NOT GLOB 'sqlite_*' ORDER BY name"
        return [name for (name,) in connection.execute(listed)]


def rows(path: Path) -> Rows:
    with closing(sqlite3.connect(path)) as connection:
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables(path)}  # noqa: S608


def journalled(path: Path) -> Rows:
    return {
        name: found
        for name, found in rows(path).items()
        if name not in {"alembic_version", "counter", "journal_entry", "journal_image"}
    }


def make_up(path: Path) -> Iterator[tuple[Any, ...]]:
    """Everything that SQLite says of the tables and indexes, whatever their SQL looks like."""
    with closing(sqlite3.connect(path)) as connection:
        yield from sorted(connection.execute("SELECT * FROM pragma_table_list WHERE name NOT GLOB 'sqlite_*'"))
        for name in tables(path):
            for pragma in ("table_xinfo", "index_list", "foreign_key_list"):
                found = [row[1:] for row in connection.execute(f'PRAGMA {pragma}("{name}")')]
                yield name, pragma, found if pragma == "table_xinfo" else sorted(found, key=str)
            for index in sorted(row[1] for row in connection.execute(f'PRAGMA index_list("{name}")')):
                yield index, connection.execute(f'PRAGMA index_xinfo("{index}")').fetchall()


def upgraded(run: Run, *words: object) -> dict[str, Any]:
    outcome = run("ledger", "upgrade", "--format", "json", *words)
    assert outcome.status == 0, outcome.err
    told: dict[str, Any] = json.loads(outcome.out)
    return told


def test_the_kept_ledger_has_rows_in_every_table_of_its_version(ledger: Path) -> None:
    found = journalled(ledger)
    assert len(found) == 18
    assert all(found.values())
    with closing(sqlite3.connect(ledger)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        gone = connection.execute("SELECT DISTINCT table_name FROM journal_image WHERE text = 'null'").fetchall()
        commands = {name for (name,) in connection.execute("SELECT DISTINCT command FROM journal_entry")}
    assert len(gone) > 3
    assert {"undo", "report issue weekly", "resident show full", "project add"} <= commands


def test_what_makes_kept_ledgers_still_does(ledger: Path, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    path = tmp_path / "new" / "ledger.db"
    play(path)
    found = journalled(path)
    assert all(found[name] for name in journalled(ledger))


@pytest.mark.parametrize("version", [version for version in OWN.revisions if version < SCHEMA_VERSION])
def test_a_ledger_of_every_older_version_is_kept(version: int) -> None:
    assert (KEPT / f"version{version}.db.gz").exists(), "see tests/store/kept/keep.py"


def test_it_is_whole_before_and_after(run: Run) -> None:
    assert json.loads(run("ledger", "verify", "--format", "json").out)["clean"]
    upgraded(run)
    after = json.loads(run("ledger", "verify", "--format", "json").out)
    assert after["clean"]
    assert [head["number"] for head in after["heads"]] == [2, 31, 8]


def test_its_schema_is_compared_with_that_of_its_version(run: Run, ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as connection:
        connection.execute("DROP INDEX ix_round_due")
        connection.execute("CREATE TABLE plan (a)")
    outcome = run("ledger", "verify")
    assert outcome.status == 4
    assert "少了索引 ix_round_due" in outcome.out
    assert "多了表 plan" in outcome.out
    before = rows(ledger)
    refused = run("ledger", "upgrade")
    assert refused.status == 6
    assert "2 处问题，没有升级" in refused.err
    assert rows(ledger) == before


def test_it_is_made_of_what_a_new_ledger_is_made_of(run: Run, ledger: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(ledger)) as connection:
        before = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    upgraded(run)
    new = tmp_path / "new.db"
    with memory_engine().connect() as made:
        create_schema(made)
        made.commit()
        made.exec_driver_sql("VACUUM INTO ?", (str(new),))
    assert list(make_up(ledger)) == list(make_up(new))
    with closing(sqlite3.connect(ledger)) as connection:
        after = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        assert set(before) < set(after)
        strict = connection.execute("SELECT name FROM pragma_table_list WHERE strict AND wr AND name LIKE 'plan%'")
        assert sorted(strict.fetchall()) == [("plan",), ("plan_grid",), ("plan_unit",)]
    assert {name for name, _ in after} - {name for name, _ in before} >= {"gold", "ix_gold_staff", "ix_plan_unit_grid"}


def test_the_first_step_makes_what_version_1_was_made_of(ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as connection:
        found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE sql IS NOT NULL")}
    assert set(objects_after(replace(OWN, target=1))) == {name for name in found if not name.startswith("sqlite_")}


def test_every_old_row_is_as_it_was(run: Run, ledger: Path) -> None:
    before = rows(ledger)
    told = upgraded(run)
    after = rows(ledger)
    for name, old in before.items():
        if name not in {"policy", "counter", "alembic_version", "journal_entry", "journal_image"}:
            assert after[name] == old, name
    assert set(before["policy"]) < set(after["policy"])
    assert set(before["journal_entry"]) < set(after["journal_entry"])
    assert set(before["journal_image"]) < set(after["journal_image"])
    changed = set(after["counter"]) ^ set(before["counter"])
    assert {name for _, name, _ in changed} == {"policy", "initials"}
    assert told["changed"] == len(after["policy"]) - len(before["policy"]) > 0


def test_new_policies_hold_from_each_projects_first_day(run: Run, ledger: Path) -> None:
    before = set(rows(ledger)["policy"])
    upgraded(run)
    after = rows(ledger)
    new = [row for row in after["policy"] if row not in before]
    assert {(project, day, until) for project, _, _, day, until, _, _ in new} == {
        (project, day, None) for project, day in FIRST_DAYS.items()
    }
    wanted = {(item.name, item.clause) for item in policy_defaults()}
    for project in FIRST_DAYS:
        assert {(row[2], row[6]) for row in after["policy"] if row[0] == project} == wanted
        counter = next(value for owner, name, value in after["counter"] if (owner, name) == (project, "policy"))
        assert counter == max(row[1] for row in after["policy"] if row[0] == project)


@pytest.mark.parametrize("project", ["YH", "DS"])
def test_every_policy_has_a_value_on_any_day(run: Run, ledger: Path, project: str) -> None:
    upgraded(run)
    with reading(Settings(ledger, project=project, actor="owner", clock=lambda: NOW)) as desk:
        for item in policy_defaults():
            for day in (date(2020, 1, 1), date(2026, 1, 1), date(2030, 1, 1)):
                assert desk.policies.value(item.name, day) is not None
        assert desk.policies.value("grid_gold_max", date(2026, 5, 1)) == 500
        assert desk.policies.value("grid_move_metres", date(2026, 5, 1)) == 50


def test_the_upgrade_is_an_entry_of_each_chain_with_images_of_what_it_changed(run: Run, ledger: Path) -> None:
    before = set(rows(ledger)["journal_entry"])
    upgraded(run)
    with closing(sqlite3.connect(ledger)) as connection:
        new = [entry for entry in connection.execute("SELECT * FROM journal_entry") if entry not in before]
        images = connection.execute(
            "SELECT i.table_name, i.added FROM journal_image i JOIN journal_entry e"
            " ON e.project = i.project AND e.number = i.entry"
            " WHERE e.command = 'ledger upgrade' AND i.table_name <> 'command'"
        ).fetchall()
    assert [(project, number, actor, *rest) for project, number, _, actor, *rest, _, _ in new] == [
        (0, 2, "owner", "ledger upgrade", "never", None, 2),
        (1, 30, "owner", "ledger upgrade", "never", None, 2),
        (1, 31, "owner", "ledger upgrade", "never", None, 2),  # the letters of names, by an entry of its own
        (2, 7, "owner", "ledger upgrade", "never", None, 2),
        (2, 8, "owner", "ledger upgrade", "never", None, 2),
    ]
    assert set(images) == {("policy", 1), ("initials", 1)}


@pytest.mark.parametrize("actor", ["owner", "Q01", "W02"])
def test_nothing_is_taken_back_across_it(run: Run, ledger: Path, actor: str) -> None:
    upgraded(run)
    before = rows(ledger)
    refused = run("undo", "--yes", *YH, actor=actor)
    assert refused.status == 4
    assert rows(ledger) == before


def test_the_backup_made_first_is_the_old_ledger(run: Run, ledger: Path, tmp_path: Path) -> None:
    before = rows(ledger)
    told = upgraded(run, "--backup-to", tmp_path / "safe")
    backup = check_backup(Path(told["backup"]))
    assert (backup.manifest.schema_version, backup.manifest.findings) == (1, 0)
    assert rows(backup.folder / "ledger.db") == before
    assert [path.name for path in (tmp_path / "safe").iterdir()] == [backup.folder.name]


@pytest.mark.parametrize(
    "command",
    [
        ("ledger", "info"),
        ("ledger", "log"),
        ("project", "list"),
        ("grid", "list", *YH),
        ("ticket", "list", *YH),
        ("ticket", "open", "生活水泵房", "漏水", *YH),
        ("report", "weekly", *YH),
        ("today", *YH),
        ("undo", "--yes", *YH),
    ],
    ids=" ".join,
)
def test_an_ordinary_command_names_the_command_that_upgrades(run: Run, ledger: Path, command: tuple[str, ...]) -> None:
    before = ledger.read_bytes()
    outcome = run(*command)
    assert (outcome.status, outcome.out) == (6, "")
    message, hint = outcome.err.splitlines()
    assert "旧版本（版本 1，本程序 2）" in message
    assert "gridctl ledger upgrade --as owner" in hint
    assert ledger.read_bytes() == before


def test_the_commands_of_this_version_work_on_it(run: Run) -> None:
    upgraded(run)
    grids = json.loads(run("grid", "list", "--format", "json", *YH).out)
    assert [(grid["code"], grid["households"]) for grid in grids] == [("01", 3), ("02", 2)]
    opened = run("ticket", "open", "滑梯", "又松了", *YH, actor="Q01")
    assert opened.status == 0
    assert "GW-2026-0008" in opened.out
    set_to = run("project", "set", "--policy", "金牌管家户数上限=480", *YH)
    assert set_to.status == 0, set_to.err
    assert run("undo", "--yes", *YH).status == 0
    other = run("ticket", "open", "甲座101", "墙裂", "--project", "DS", actor="D01")
    assert "0002" in other.out
    log = run("ledger", "log", "--last", "99", "--format", "json", *YH)
    assert len(json.loads(log.out)) == 34
    assert run("ledger", "verify").status == 0


def test_an_issued_report_is_what_it_was(run: Run) -> None:
    upgraded(run)
    kept = json.loads((KEPT / "weekly1.json").read_text(encoding="utf-8"))
    now = json.loads(run(*REPORT.words.split()).out)
    assert len(now) == len(kept) > 1
    for before, after in zip(kept, now, strict=True):
        assert before["issued"]
        assert before == {key: after[key] for key in before}


def test_an_upgrade_after_an_upgrade_does_nothing(run: Run, ledger: Path) -> None:
    first = upgraded(run)
    assert (first["before"], first["after"]) == (1, 2)
    before, backups = rows(ledger), list(ledger.with_name("backups").iterdir())
    second = upgraded(run)
    assert (second["before"], second["after"], second["changed"], second["backup"]) == (2, 2, 0, None)
    assert rows(ledger) == before
    assert list(ledger.with_name("backups").iterdir()) == backups


@pytest.mark.parametrize("actor", ["Q01", None])
def test_only_the_owner_or_the_system_upgrades(run: Run, ledger: Path, actor: str | None) -> None:
    before = ledger.read_bytes()
    refused = run("ledger", "upgrade", actor=actor)
    assert refused.status == 2
    assert "--as owner" in refused.err
    assert ledger.read_bytes() == before
    assert run("ledger", "upgrade", actor="system").status == 0


def test_a_newer_ledger_is_refused(run: Run, ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    for command in (("ledger", "upgrade"), ("ledger", "verify"), ("grid", "list")):
        refused = run(*command)
        assert (refused.status, refused.out) == (6, "")
        assert f"更新版本的 gridctl 建立的（版本 {SCHEMA_VERSION + 1}，本程序 {SCHEMA_VERSION}）" in refused.err
        assert "请先升级 gridctl" in refused.err


def test_a_ledger_that_was_meddled_with_is_left_alone(run: Run, ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as connection:
        connection.execute("UPDATE staff SET phone = '1' WHERE id = 1 AND project = 1")
        connection.commit()
    before = rows(ledger)
    refused = run("ledger", "upgrade")
    assert refused.status == 6
    assert "gridctl ledger verify" in refused.err
    assert rows(ledger) == before
    assert not ledger.with_name("backups").exists()
    assert "记录被改动：phone" in run("ledger", "verify").out


def test_no_upgrade_without_a_backup(run: Run, ledger: Path, tmp_path: Path) -> None:
    before = rows(ledger)
    (tmp_path / "file").write_text("")
    refused = run("ledger", "upgrade", "--backup-to", tmp_path / "file")
    assert refused.status == 6
    assert rows(ledger) == before


def test_a_backup_of_version_1_is_restored_as_it_was_and_upgraded_again(run: Run, ledger: Path) -> None:
    old = rows(ledger)
    backup = upgraded(run)["backup"]
    run("ticket", "open", "滑梯", "又松了", *YH, actor="Q01")
    new = rows(ledger)
    restored = run("ledger", "restore", backup, "--yes", "--format", "json")
    assert restored.status == 0
    assert "备份是旧版本的，请接着运行 gridctl ledger upgrade --as owner" in restored.err
    assert rows(ledger) == old
    assert rows(Path(json.loads(restored.out)["replaced"])) == new
    assert run("grid", "list", *YH).status == 6
    assert run("ledger", "verify").status == 0
    upgraded(run)
    assert run("grid", "list", *YH).status == 0
    assert run("ledger", "verify").status == 0


def test_a_backup_of_version_1_whose_schema_was_changed_says_so(run: Run, ledger: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(ledger)) as connection:
        connection.execute("DROP INDEX ix_round_due")
    made = run("ledger", "backup", tmp_path / "safe", "--format", "json")
    assert made.status == 4
    (folder,) = (tmp_path / "safe").iterdir()
    shutil.rmtree(tmp_path / "backups", ignore_errors=True)
    restored = run("ledger", "restore", folder, "--yes")
    assert "1 处问题" in restored.err

"""The ledgers that older versions wrote, upgraded and used through the command line."""

import gzip
import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
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
from tests.store.kept.keep import OFFICES, answers, play
from tests.store.kept.ledgers import KEPT, OLD_VERSIONS, Kept, journalled, rows, tables
from tests.store.kept.office1 import REPORT

YH = ("--project", "YH")
LATER = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)  # than whatever the kept ledgers tell of
FIRST_DAYS = {1: "2026-01-01", 2: "2026-04-01"}


@pytest.fixture
def ledger(kept: Kept) -> Path:
    """In the place of a new ledger, a kept one."""
    return kept.path


@pytest.fixture
def run(run: Run) -> Run:
    """Run command lines at a time when the kept ledgers are old."""
    return partial(run, clock=LATER)


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


def test_the_kept_ledger_has_rows_in_every_table_of_its_version(kept: Kept) -> None:
    found = journalled(kept.path)
    assert len(found) == kept.tables
    assert all(found.values())
    with closing(sqlite3.connect(kept.path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (kept.version,)
        gone = connection.execute("SELECT DISTINCT table_name FROM journal_image WHERE text = 'null'").fetchall()
        commands = {name for (name,) in connection.execute("SELECT DISTINCT command FROM journal_entry")}
    assert len(gone) >= kept.tables / 3
    assert {"undo", "report issue weekly", "resident show full", "project add"} <= commands


@pytest.mark.parametrize("kept", [1, pytest.param(2, marks=pytest.mark.slow)], indirect=True)
def test_what_makes_kept_ledgers_still_does(kept: Kept, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    path = tmp_path / "new" / "ledger.db"
    play(path, OFFICES[kept.version])
    found = journalled(path)
    assert all(found[name] for name in journalled(kept.path))


@pytest.mark.parametrize("version", OLD_VERSIONS)
def test_a_ledger_of_every_older_version_is_kept(version: int) -> None:
    assert (KEPT / f"version{version}.db.gz").exists(), "see tests/store/kept/keep.py"


def test_it_is_whole_before_and_after(run: Run, kept: Kept) -> None:
    before = json.loads(run("ledger", "verify", "--format", "json").out)
    assert before["clean"]
    assert tuple(head["number"] for head in before["heads"]) == kept.heads
    upgraded(run)
    after = json.loads(run("ledger", "verify", "--format", "json").out)
    assert after["clean"]
    assert {head["project"]: head["number"] for head in after["heads"]} == dict(kept.upgrades)


def test_its_schema_is_compared_with_that_of_its_version(run: Run, ledger: Path) -> None:
    with closing(sqlite3.connect(ledger)) as connection:
        connection.execute("DROP INDEX ix_round_due")
        connection.execute("CREATE TABLE duty (a)")
    outcome = run("ledger", "verify")
    assert outcome.status == 4
    assert "少了索引 ix_round_due" in outcome.out
    assert "多了表 duty" in outcome.out
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
        strict = {name for (name,) in connection.execute("SELECT name FROM pragma_table_list WHERE strict AND wr")}
    added = {name for name, _ in after} - {name for name, _ in before}
    assert added >= {"duty", "ix_visit_day", "ix_inspection_ticket_ticket"}
    assert added & set(tables(ledger)) == strict - {name for name, _ in before}


def test_the_steps_so_far_make_what_the_older_version_was_made_of(kept: Kept) -> None:
    with closing(sqlite3.connect(kept.path)) as connection:
        found = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE sql IS NOT NULL")}
    made = set(objects_after(replace(OWN, target=kept.version)))
    assert made == {name for name in found if not name.startswith("sqlite_")}


def test_every_old_row_is_as_it_was(run: Run, kept: Kept) -> None:
    before = rows(kept.path)
    told = upgraded(run)
    after = rows(kept.path)
    grown = {"journal_entry", "journal_image"} | kept.grows
    for name, old in before.items():
        if name in grown:
            assert set(old) < set(after[name]), name
        elif name not in {"counter", "alembic_version"}:
            assert after[name] == old, name
    changed = set(after["counter"]) ^ set(before["counter"])
    assert {name for _, name, _ in changed} == kept.grows
    assert told["changed"] == len(after["policy"]) - len(before["policy"])
    assert bool(told["changed"]) == ("policy" in kept.grows)
    assert all(not found for name, found in after.items() if name not in before and name not in kept.grows)


def test_new_policies_hold_from_each_projects_first_day(run: Run, kept: Kept) -> None:
    before = set(rows(kept.path)["policy"])
    upgraded(run)
    after = rows(kept.path)
    new = [row for row in after["policy"] if row not in before]
    first_days = {(project, day, None) for project, day in FIRST_DAYS.items()}
    assert {(project, day, until) for project, _, _, day, until, _, _ in new} == (
        first_days if "policy" in kept.grows else set()
    )
    wanted = {(item.name, item.clause) for item in policy_defaults()}
    for project in FIRST_DAYS:
        assert {(row[2], row[6]) for row in after["policy"] if row[0] == project} == wanted
        counter = next(value for owner, name, value in after["counter"] if (owner, name) == (project, "policy"))
        assert counter == max(row[1] for row in after["policy"] if row[0] == project)


@pytest.mark.parametrize("project", ["YH", "DS"])
def test_every_policy_has_a_value_on_any_day(run: Run, ledger: Path, project: str) -> None:
    upgraded(run)
    with reading(Settings(ledger, project=project, actor="owner", clock=lambda: LATER)) as desk:
        for item in policy_defaults():
            for day in (date(2020, 1, 1), date(2026, 1, 1), date(2030, 1, 1)):
                assert desk.policies.value(item.name, day) is not None
        assert desk.policies.value("grid_gold_max", date(2026, 5, 1)) == 500
        assert desk.policies.value("grid_move_metres", date(2026, 5, 1)) == 50


def test_the_upgrade_is_an_entry_of_each_chain_with_images_of_what_it_changed(run: Run, kept: Kept) -> None:
    before = set(rows(kept.path)["journal_entry"])
    upgraded(run)
    with closing(sqlite3.connect(kept.path)) as connection:
        new = [entry for entry in connection.execute("SELECT * FROM journal_entry") if entry not in before]
        images = connection.execute(
            "SELECT i.table_name, i.added FROM journal_image i JOIN journal_entry e"
            " ON e.project = i.project AND e.number = i.entry"
            " WHERE e.command = 'ledger upgrade' AND i.table_name <> 'command'"
        ).fetchall()
    assert [(project, number, actor, *rest) for project, number, _, actor, *rest, _, _ in new] == [
        (project, number, "owner", "ledger upgrade", "never", None, SCHEMA_VERSION) for project, number in kept.upgrades
    ]
    assert set(images) == {(table, 1) for table in kept.grows}


@pytest.mark.parametrize("actor", ["owner", "Q01", "W02"])
def test_nothing_is_taken_back_across_it(run: Run, ledger: Path, actor: str) -> None:
    upgraded(run)
    before = rows(ledger)
    refused = run("undo", "--yes", *YH, actor=actor)
    assert refused.status == 4
    assert rows(ledger) == before


def test_the_backup_made_first_is_the_old_ledger(run: Run, kept: Kept, tmp_path: Path) -> None:
    before = rows(kept.path)
    told = upgraded(run, "--backup-to", tmp_path / "safe")
    backup = check_backup(Path(told["backup"]))
    assert (backup.manifest.schema_version, backup.manifest.findings) == (kept.version, 0)
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
def test_an_ordinary_command_names_the_command_that_upgrades(run: Run, kept: Kept, command: tuple[str, ...]) -> None:
    before = kept.path.read_bytes()
    outcome = run(*command)
    assert (outcome.status, outcome.out) == (6, "")
    message, hint = outcome.err.splitlines()
    assert f"旧版本（版本 {kept.version}，本程序 {SCHEMA_VERSION}）" in message
    assert "gridctl ledger upgrade --as owner" in hint
    assert kept.path.read_bytes() == before


def test_the_commands_of_this_version_work_on_it(run: Run, kept: Kept) -> None:
    upgraded(run)
    grids = json.loads(run("grid", "list", "--format", "json", *YH).out)
    assert tuple((grid["code"], grid["households"]) for grid in grids) == kept.households
    opened = run("ticket", "open", "滑梯", "又松了", *YH, actor="Q01")
    assert opened.status == 0
    assert kept.repair in opened.out
    set_to = run("project", "set", "--policy", "金牌管家户数上限=480", *YH)
    assert set_to.status == 0, set_to.err
    assert run("undo", "--yes", *YH).status == 0
    other = run("ticket", "open", "甲座101", "墙裂", "--project", "DS", actor="D01")
    assert "0002" in other.out
    log = run("ledger", "log", "--last", "999", "--format", "json", *YH)
    assert len(json.loads(log.out)) == dict(kept.upgrades)[1] + 3
    assert run("ledger", "verify").status == 0


def test_an_issued_report_is_what_it_was(run: Run, kept: Kept) -> None:
    upgraded(run)
    told = json.loads((KEPT / f"weekly{kept.version}.json").read_text(encoding="utf-8"))
    now = json.loads(run(*REPORT.words.split()).out)
    assert len(now) == len(told) > 1
    for before, after in zip(told, now, strict=True):
        assert before["issued"]
        assert before == {key: after[key] for key in before}


def unlike(before: Any, after: Any, where: str) -> Iterator[str]:
    """Where an answer is no longer what it was; more to tell is no matter, nor a draft's head of the journal."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in before.keys() - ({"journal_head"} if before.get("issued") is False else set()):
            yield from unlike(before[key], after.get(key, "missing"), f"{where} {key}")
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for i, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from unlike(one, other, f"{where} {i}")
    elif before != after:
        yield f"{where}: {before} {after}"


@pytest.mark.parametrize("kept", OLD_VERSIONS[1:], indirect=True)
def test_what_it_answered_it_still_answers(run: Run, kept: Kept) -> None:
    upgraded(run)
    told = json.loads(gzip.decompress((KEPT / f"answers{kept.version}.json.gz").read_bytes()))
    now = json.loads(answers(kept.path))
    assert all(told.values())
    assert [found for words in told for found in unlike(told[words], now.get(words), words)] == []


def test_an_upgrade_after_an_upgrade_does_nothing(run: Run, kept: Kept) -> None:
    first = upgraded(run)
    assert (first["before"], first["after"]) == (kept.version, SCHEMA_VERSION)
    before, backups = rows(kept.path), list(kept.path.with_name("backups").iterdir())
    second = upgraded(run)
    last = (SCHEMA_VERSION, SCHEMA_VERSION, 0, None)
    assert (second["before"], second["after"], second["changed"], second["backup"]) == last
    assert rows(kept.path) == before
    assert list(kept.path.with_name("backups").iterdir()) == backups


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


def test_a_backup_of_an_older_version_is_restored_as_it_was_and_upgraded_again(run: Run, ledger: Path) -> None:
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


def test_a_backup_of_an_older_version_whose_schema_was_changed_says_so(run: Run, ledger: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(ledger)) as connection:
        connection.execute("DROP INDEX ix_round_due")
    made = run("ledger", "backup", tmp_path / "safe", "--format", "json")
    assert made.status == 4
    (folder,) = (tmp_path / "safe").iterdir()
    shutil.rmtree(tmp_path / "backups", ignore_errors=True)
    restored = run("ledger", "restore", folder, "--yes")
    assert "1 处问题" in restored.err

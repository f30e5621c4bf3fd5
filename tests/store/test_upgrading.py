import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gridctl.errors import LedgerError, RuleError
from gridctl.store.backups import check_backup
from gridctl.store.engine import ledger_engine
from gridctl.store.steps import OWN, Steps
from gridctl.store.transactions import Act
from gridctl.store.upgrading import upgrade, version_of
from gridctl.store.verifying import fresh_objects, objects_after, verify, verify_connection

NOW = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
ACT = Act("owner", "ledger upgrade", "never")
STEP = '''"""A step that was made up."""
import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade():
    kept = {"sqlite_strict": True, "sqlite_with_rowid": False}
    with op.batch_alter_table("unit", recreate="always", table_kwargs=kept) as unit:
        unit.add_column(sa.Column("colour", sa.Text(), nullable=False, server_default="蓝"))
    op.execute("UPDATE staff SET remark = '改过' WHERE id = 2")
    op.execute("DELETE FROM issued_report WHERE id = 1")
    op.execute("INSERT INTO alias SELECT project, 9, place, 'new' FROM alias WHERE id = 1")
    op.execute("UPDATE counter SET value = 9 WHERE name = 'alias'")
    op.execute("DROP TABLE movement")
'''


def steps_with(folder: Path, step: str) -> Steps:
    """The program's own steps and one more."""
    scripts = folder / "100% steps"
    shutil.copytree(OWN.scripts, scripts)
    (scripts / "versions" / "0003_made_up.py").write_text(step, encoding="utf-8")
    return Steps(scripts, {**OWN.revisions, 3: "0003"}, 3)


def test_the_steps_make_what_a_new_ledger_is_made_of() -> None:
    assert objects_after(OWN) == fresh_objects()


def test_a_ledger_of_this_version_is_left_alone(full: Path, tmp_path: Path) -> None:
    before = full.read_bytes()
    done = upgrade(full, tmp_path / "backups", ACT, NOW)
    assert (done.before, done.after, done.backup) == (2, 2, None)
    assert full.read_bytes() == before
    assert not (tmp_path / "backups").exists()


def test_an_older_ledger_is_backed_up_and_brought_up_to_date(full: Path, tmp_path: Path) -> None:
    steps = steps_with(tmp_path, STEP)
    done = upgrade(full, tmp_path / "backups", ACT, NOW, steps)
    assert (done.before, done.after) == (2, 3)
    assert done.backup is not None
    assert check_backup(done.backup.folder).verification.clean
    assert done.images == 3 + 1 + 1 + 1 + 2  # units, staff, report, alias, and the movements that are gone
    with closing(sqlite3.connect(full)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)
        assert connection.execute("SELECT id, colour FROM unit").fetchall() == [(1, "蓝"), (2, "蓝"), (3, "蓝")]
        assert connection.execute("SELECT count(*) FROM occupancy").fetchone() == (3,)
        entries = connection.execute("SELECT project, command, undo, schema_version FROM journal_entry").fetchall()
    assert [entry for entry in entries if entry[1] == "ledger upgrade"] == [
        (0, "ledger upgrade", "never", 3),
        (1, "ledger upgrade", "never", 3),
    ]
    with ledger_engine(full, write=False).connect() as connection:
        assert verify_connection(connection, objects_after(steps), "0003").findings == []
    with pytest.raises(LedgerError, match="更新版本的 gridctl"):
        version_of(full)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("DELETE FROM person WHERE id = 1", "引用落空"),
        ("UPDATE journal_entry SET actor = 'x' WHERE number = 2", "校验不通过"),
        ("INSERT INTO aside VALUES (1)", "读写出错|没有这样的表"),
    ],
)
def test_a_step_that_fails_leaves_the_ledger_as_it_was(full: Path, tmp_path: Path, wrong: str, said: str) -> None:
    before = dump(full)
    step = f'{STEP}    op.execute("{wrong}")\n'
    with pytest.raises((LedgerError, RuleError), match=said):
        upgrade(full, tmp_path / "backups", ACT, NOW, steps_with(tmp_path, step))
    assert dump(full) == before
    assert version_of(full) == 2


def test_a_ledger_that_is_not_whole_is_not_upgraded(full: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(full)) as connection:
        connection.execute("UPDATE person SET remark = 'x'")
        connection.commit()
    before = dump(full)
    with pytest.raises(LedgerError, match="3 处问题，没有升级"):
        upgrade(full, tmp_path / "backups", ACT, NOW, steps_with(tmp_path, STEP))
    assert dump(full) == before


def test_a_ledger_of_a_version_before_is_named_so(full: Path) -> None:
    with closing(sqlite3.connect(full)) as connection:
        connection.execute("PRAGMA user_version = 0")
    with pytest.raises(LedgerError, match="旧版本") as refused:
        verify(full)
    assert "gridctl ledger upgrade --as owner" in refused.value.hint
    assert version_of(full) == 0


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_an_upgrade_that_changes_no_row_is_an_entry_of_every_chain(version1: Path, tmp_path: Path) -> None:
    upgrade(version1, tmp_path / "backups", ACT, NOW)
    step = STEP.split("def upgrade", maxsplit=1)[0] + "def upgrade():\n    pass\n"
    done = upgrade(version1, tmp_path / "backups", ACT, NOW, steps_with(tmp_path, step))
    assert done.images == 0
    with closing(sqlite3.connect(version1)) as connection:
        said = "SELECT project FROM journal_entry WHERE command = 'ledger upgrade' AND schema_version = 3"
        assert connection.execute(said).fetchall() == [(0,), (1,), (2,)]
    with ledger_engine(version1, write=False).connect() as opened:
        assert verify_connection(opened, fresh_objects(), "0003").findings == []

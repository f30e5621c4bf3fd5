import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gridctl.errors import LedgerError, RuleError
from gridctl.store.backups import check_backup
from gridctl.store.engine import ledger_engine
from gridctl.store.schema import SCHEMA_VERSION
from gridctl.store.steps import OWN, Steps
from gridctl.store.transactions import Act
from gridctl.store.upgrading import upgrade, version_of
from gridctl.store.verifying import fresh_objects, objects_after, verify, verify_connection
from tests.store.kept.ledgers import Kept

NOW = datetime(2026, 5, 4, 2, 0, tzinfo=UTC)
ACT = Act("owner", "ledger upgrade", "never")
NEXT = SCHEMA_VERSION + 1
HEAD = f'''"""A step that was made up."""
import sqlalchemy as sa
from alembic import op

revision = "{NEXT:04}"
down_revision = "{SCHEMA_VERSION:04}"


'''
STEP = """def upgrade():
    kept = {"sqlite_strict": True, "sqlite_with_rowid": False}
    with op.batch_alter_table("unit", recreate="always", table_kwargs=kept) as unit:
        unit.add_column(sa.Column("colour", sa.Text(), nullable=False, server_default="蓝"))
    op.execute("UPDATE staff SET remark = '改过' WHERE id = 2")
    op.execute("DELETE FROM issued_report WHERE id = 1")
    op.execute("INSERT INTO alias SELECT project, 9, place, 'new' FROM alias WHERE id = 1")
    op.execute("UPDATE counter SET value = 9 WHERE name = 'alias'")
    op.execute("DROP TABLE movement")
"""


def steps_with(folder: Path, step: str) -> Steps:
    """The program's own steps and one more."""
    scripts = folder / "100% steps"
    shutil.copytree(OWN.scripts, scripts)
    (scripts / "versions" / f"{NEXT:04}_made_up.py").write_text(HEAD + step, encoding="utf-8")
    return Steps(scripts, {**OWN.revisions, NEXT: f"{NEXT:04}"}, NEXT)


def test_the_steps_make_what_a_new_ledger_is_made_of() -> None:
    assert objects_after(OWN) == fresh_objects()


def test_a_ledger_of_this_version_is_left_alone(full: Path, tmp_path: Path) -> None:
    before = full.read_bytes()
    done = upgrade(full, tmp_path / "backups", ACT, NOW)
    assert (done.before, done.after, done.backup) == (SCHEMA_VERSION, SCHEMA_VERSION, None)
    assert full.read_bytes() == before
    assert not (tmp_path / "backups").exists()


def test_an_older_ledger_is_backed_up_and_brought_up_to_date(full: Path, tmp_path: Path) -> None:
    steps = steps_with(tmp_path, STEP)
    done = upgrade(full, tmp_path / "backups", ACT, NOW, steps)
    assert (done.before, done.after) == (SCHEMA_VERSION, NEXT)
    assert done.backup is not None
    assert check_backup(done.backup.folder).verification.clean
    assert done.images == 3 + 1 + 1 + 1 + 2  # units, staff, report, alias, and the movements that are gone
    with closing(sqlite3.connect(full)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (NEXT,)
        assert connection.execute("SELECT id, colour FROM unit").fetchall() == [(1, "蓝"), (2, "蓝"), (3, "蓝")]
        assert connection.execute("SELECT count(*) FROM occupancy").fetchone() == (3,)
        entries = connection.execute("SELECT project, command, undo, schema_version FROM journal_entry").fetchall()
    assert [entry for entry in entries if entry[1] == "ledger upgrade"] == [
        (0, "ledger upgrade", "never", NEXT),
        (1, "ledger upgrade", "never", NEXT),
    ]
    with ledger_engine(full, write=False).connect() as connection:
        assert verify_connection(connection, objects_after(steps), f"{NEXT:04}").findings == []
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
    assert version_of(full) == SCHEMA_VERSION


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


def test_an_upgrade_that_changes_no_row_is_an_entry_of_every_chain(kept: Kept, tmp_path: Path) -> None:
    upgrade(kept.path, tmp_path / "backups", ACT, NOW)
    step = "def upgrade():\n    pass\n"
    done = upgrade(kept.path, tmp_path / "backups", ACT, NOW, steps_with(tmp_path, step))
    assert done.images == 0
    with closing(sqlite3.connect(kept.path)) as connection:
        said = "SELECT project FROM journal_entry WHERE command = 'ledger upgrade' AND schema_version = ?"
        assert connection.execute(said, (NEXT,)).fetchall() == [(0,), (1,), (2,)]
    with ledger_engine(kept.path, write=False).connect() as opened:
        assert verify_connection(opened, fresh_objects(), f"{NEXT:04}").findings == []

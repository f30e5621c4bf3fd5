import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gridctl.errors import LedgerError
from gridctl.store import findings
from gridctl.store.findings import Finding
from gridctl.store.journal import ERASED
from gridctl.store.ledgers import REVISIONS
from gridctl.store.registry import LEDGERED, NOUNS
from gridctl.store.residents import PERSON
from gridctl.store.schema import SCHEMA_VERSION, Ledgered
from gridctl.store.transactions import Act, writing
from gridctl.store.verifying import verify

Meddle = Callable[..., None]
NOW = datetime(2026, 3, 17, 2, 0, tzinfo=UTC)
TABLES = [pytest.param(table, id=table.name) for table in LEDGERED]


def found(path: Path) -> list[Finding]:
    return verify(path).findings


def about(path: Path, table: str | None) -> str:
    """The problems of one table, and nothing else was found."""
    report = found(path)
    assert {finding.table for finding in report} == {table}
    return "\n".join(finding.problem for finding in report)


def other_value(column: str) -> str:
    """SQL that gives a column another value of its kind."""
    return (
        f'"{column}" = CASE typeof("{column}") WHEN \'null\' THEN 7 WHEN \'integer\' THEN "{column}" + 1000'
        f" ELSE \"{column}\" || '改' END"
    )


def test_a_ledger_that_nobody_touched_is_clean(full: Path) -> None:
    report = verify(full)
    assert report.clean
    assert (report.entries, [head.number for head in report.heads]) == (4 + 1, [1, 4])
    assert report.images == sum(3 for table in LEDGERED if table.name not in {"ledger", "project", "policy"}) + (
        report.entries + 3 + 2 + _by_init(full)
    )
    assert report.rows > 0


def _by_init(path: Path) -> int:
    """What a new project begins with: policies, holidays, check-lists, duties."""
    query = (
        "SELECT count(*) FROM journal_image WHERE project = 1 AND entry = 1"
        " AND table_name NOT IN ('project', 'command')"
    )
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute(query).fetchone()[0])


def test_every_table_has_a_noun() -> None:
    assert {table.name for table in LEDGERED} == NOUNS.keys()


@pytest.mark.parametrize("table", TABLES)
def test_a_changed_row_is_found_with_its_columns(full: Path, meddle: Meddle, table: Ledgered[object]) -> None:
    meddle(f'UPDATE "{table.name}" SET {", ".join(map(other_value, table.columns[2:]))} WHERE id = 1')  # noqa: S608
    changed = [finding for finding in found(full) if "记录被改动" in finding.problem]
    assert [(finding.table, finding.project, finding.id) for finding in changed] == [
        (table.name, 0 if table.name == "ledger" else 1, 1)
    ]
    for column in table.columns[2:]:
        assert column in changed[0].problem


@pytest.mark.parametrize("table", TABLES)
def test_one_changed_column_is_named_alone(full: Path, meddle: Meddle, table: Ledgered[object]) -> None:
    last = table.columns[-1]
    meddle(f'UPDATE "{table.name}" SET {other_value(last)} WHERE id = 1')  # noqa: S608
    changed = [finding for finding in found(full) if finding.table == table.name and finding.id == 1]
    assert [finding.problem.split("；")[0] for finding in changed] == [f"记录被改动：{last}"]


@pytest.mark.parametrize("table", TABLES)
def test_a_deleted_row_is_found(full: Path, meddle: Meddle, table: Ledgered[object]) -> None:
    meddle(f'DELETE FROM "{table.name}" WHERE id = 1')  # noqa: S608
    gone = [finding for finding in found(full) if "记录被删除" in finding.problem]
    assert [(finding.table, finding.id) for finding in gone] == [(table.name, 1)]


OTHERWISE = {  # what an added row must say differently, for it is to meet every constraint
    "unit": {"name": "'n'"},
    "ticket": {"number": "99"},
    "round": {"ticket": "2", "round": "9"},
    "step": {"ticket": "2", "round": "9", "sequence": "9"},
    "movement": {"ticket": "2", "round": "9"},
    "plan_grid": {"ordinal": "99"},
    "plan_unit": {"unit": "99"},
    "term": {"ticket": "99"},
    "pin": {"staff": "99"},
    "fine_month": {"month": "'2027-01-01'"},
    "rectification": {"ticket": "99"},
    "milestone": {"sequence": "99"},
    "evaluation": {"contractor": "99"},
    "calendar_day": {"day": "'2027-01-01'"},
    "inspection_ticket": {"point": "'n'"},
    "meeting_item": {"number": "99"},
}


def added_value(table: Ledgered[object], column: str) -> str:
    """The SQL for a column of a row that is a copy of the first, under another key."""
    said = {"id": "99", **OTHERWISE.get(table.name, {})}
    unlike = f"{column} || 'n'" if column in {"code", "number", "key", "form", "name"} else f'"{column}"'
    return said.get(column, unlike)


@pytest.mark.parametrize("table", TABLES)
def test_an_added_row_is_found(full: Path, meddle: Meddle, table: Ledgered[object]) -> None:
    names = ", ".join(f'"{name}"' for name in table.columns)
    values = ", ".join(added_value(table, column) for column in table.columns)
    meddle(f'INSERT INTO "{table.name}" ({names}) SELECT {values} FROM "{table.name}" WHERE id = 1')  # noqa: S608
    added = [finding for finding in found(full) if "多出的记录" in finding.problem]
    assert [(finding.table, finding.id) for finding in added] == [(table.name, 99)]


def test_a_row_that_was_deleted_and_is_put_back_is_found(full: Path, meddle: Meddle) -> None:
    meddle(
        "INSERT INTO movement SELECT project, 3, ticket, round, reason, delta, category, grid, head, counts_on, late"
        " FROM movement WHERE id = 2"
    )
    assert "多出的记录" in about(full, "movement")


@pytest.mark.parametrize(
    "change",
    [
        "recorded_at = '2030-01-01T00:00:00.000000Z'",
        "actor = '5'",
        "command = 'x'",
        "undo = 'day'",
        "undoes = 1",
        "schema_version = 9",
        "root = zeroblob(32)",
        "hash = zeroblob(32)",
    ],
)
@pytest.mark.parametrize("number", [1, 3, 4])
def test_a_changed_entry_is_found(full: Path, meddle: Meddle, number: int, change: str) -> None:
    meddle(f"UPDATE journal_entry SET {change} WHERE project = 1 AND number = {number}")  # noqa: S608
    assert f"第 {number} 号操作记录" in about(full, "journal_entry")


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DELETE FROM journal_entry WHERE project = 1 AND number = 1", "第 1 号操作记录不见了"),
        ("DELETE FROM journal_entry WHERE project = 1 AND number = 2", "缺第 2 号操作记录"),
        ("DELETE FROM journal_entry WHERE project = 1 AND number = 4", "第 4 号操作记录不见了"),
        ("DELETE FROM journal_entry WHERE project = 1 AND number BETWEEN 2 AND 3", "缺第 2 至 3 号操作记录"),
        ("DELETE FROM journal_entry WHERE project = 0", "第 1 号操作记录不见了"),
        ("UPDATE journal_entry SET number = 9 WHERE project = 1 AND number = 4", "缺第 4 至 8 号操作记录"),
        ("UPDATE journal_entry SET number = 0 WHERE project = 1 AND number = 1", "操作记录的编号不对"),
        (
            (
                "INSERT INTO journal_entry SELECT project, 5, recorded_at, actor, command, undo, undoes, schema_version,"
                " root, hash FROM journal_entry WHERE project = 1 AND number = 4"
            ),
            "第 5 号操作记录（ticket edit）写入的内容不见了",
        ),
        (
            (
                "INSERT INTO journal_entry SELECT 7, number, recorded_at, actor, command, undo, undoes, schema_version,"
                " root, hash FROM journal_entry WHERE project = 0"
            ),
            "写入的内容不见了",
        ),
        (
            "UPDATE journal_entry SET recorded_at = '2020-01-01T00:00:00.000000Z' WHERE project = 1 AND number = 4",
            "第 4 号操作记录的时间早于前一号",
        ),
    ],
)
def test_entries_taken_out_or_put_in_are_found(full: Path, meddle: Meddle, statement: str, said: str) -> None:
    meddle(statement)
    assert said in about(full, "journal_entry")


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE journal_image SET text = replace(text, 'remark1', 'x') WHERE entry = 2 AND table_name = 'place'", "place 1"),
        ("UPDATE journal_image SET salt = zeroblob(16) WHERE entry = 2 AND table_name = 'place' AND id = 1", "place 1"),
        ("UPDATE journal_image SET hash = zeroblob(32) WHERE entry = 2 AND table_name = 'place' AND id = 1", "place 1"),
        ("UPDATE journal_image SET added = 0 WHERE entry = 2 AND table_name = 'place' AND id = 1", "place 1"),
        ("UPDATE journal_image SET text = '{}' WHERE entry = 3 AND table_name = 'command'", "第 3 号操作记录里保存的内容被改动：命令的参数"),
        ("DELETE FROM journal_image WHERE entry = 3 AND table_name = 'command'", "第 3 号操作记录（ticket edit）写入的内容与封存时不符"),
        ("DELETE FROM journal_image WHERE entry = 3 AND table_name = 'person'", "第 3 号操作记录（ticket edit）写入的内容与封存时不符"),
        ("UPDATE journal_image SET id = 77 WHERE entry = 2 AND table_name = 'place' AND id = 1", "第 2 号操作记录（staff import）写入的内容与封存时不符"),
        ("UPDATE journal_image SET entry = 4 WHERE entry = 2 AND table_name = 'place' AND id = 1", "第 4 号操作记录（ticket edit）写入的内容与封存时不符"),
        ("UPDATE journal_image SET text = NULL, salt = NULL WHERE entry = 2 AND table_name = 'place' AND id = 1", "被清空"),
        ("UPDATE journal_image SET salt = NULL WHERE entry = 2 AND table_name = 'place' AND id = 1", "被清空"),
        ("INSERT INTO journal_image SELECT project, 9, table_name, id, added, text, salt, hash FROM journal_image WHERE entry = 4", "第 9 号操作记录不见了"),
        ("INSERT INTO journal_image SELECT project, entry, table_name, 77, added, text, salt, hash FROM journal_image WHERE entry = 4 AND table_name = 'person'", "第 4 号操作记录（ticket edit）写入的内容与封存时不符"),
        ("INSERT INTO journal_image SELECT project, entry, 'nothing', 1, added, text, salt, hash FROM journal_image WHERE entry = 4 AND table_name = 'person'", "第 4 号操作记录（ticket edit）写入的内容与封存时不符"),
    ],
)  # fmt: skip
def test_images_that_were_touched_are_found(full: Path, meddle: Meddle, statement: str, said: str) -> None:
    meddle(statement)
    assert any(said in finding.problem for finding in found(full))


def test_a_row_and_its_image_changed_together_are_found(full: Path, meddle: Meddle) -> None:
    meddle(
        "UPDATE place SET remark = 'x' WHERE id = 1",
        'UPDATE journal_image SET text = replace(text, \'"remark":"remark1"\', \'"remark":"x"\')'
        " WHERE table_name = 'place' AND id = 1",
    )
    assert "第 2 号操作记录里保存的内容被改动：place 1" in about(full, "journal_image")


def test_an_erasure_may_empty_the_images_that_it_lists(full: Path, meddle: Meddle) -> None:
    listed = [[number, "person", 1] for number in (2, 3, 4)]
    with writing(full, Act("owner", "resident erase", "never", {ERASED: listed}), NOW) as tx:
        (person,) = tx.find(PERSON, 1, PERSON.c["id"] == 1)
        tx.update(PERSON, [replace(person, name="已删除", phone="", remark="")])
    emptied = "UPDATE journal_image SET text = NULL, salt = NULL WHERE table_name = 'person' AND id = 1 AND entry = {}"
    meddle(*(emptied.format(number) for number, *_ in listed))
    assert verify(full).clean
    meddle("UPDATE person SET phone = '13800138000' WHERE id = 1")
    assert "phone" in about(full, "person")
    meddle("UPDATE person SET phone = '' WHERE id = 1", emptied.format(5))
    assert "第 5 号操作记录里保存的内容被清空" in about(full, "journal_image")


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE counter SET value = 2 WHERE project = 1 AND name = 'ticket'", "计数器 ticket 是 2，小于已用到的 3"),
        ("UPDATE counter SET value = 2 WHERE name = 'movement'", "计数器 movement 是 2，小于已用到的 3"),
        ("UPDATE counter SET value = 2 WHERE name = 'ticket:repair:2026'", "计数器 ticket:repair:2026 是 2"),
        ("UPDATE counter SET value = 0 WHERE name = 'project'", "计数器 project 是 0，小于已用到的 1"),
        ("DELETE FROM counter WHERE name = 'ticket'", "计数器 ticket 不见了，已用到 3"),
        ("DELETE FROM counter WHERE name = 'ticket:repair:2026'", "计数器 ticket:repair:2026 不见了，已用到 3"),
        ("INSERT INTO counter VALUES (1, 'extra', 5)", "多出的计数器 extra"),
        ("INSERT INTO counter VALUES (9, 'ticket', 5)", "多出的计数器 ticket"),
        ("UPDATE counter SET name = 'tickets' WHERE name = 'ticket'", "多出的计数器 tickets"),
    ],
)
def test_a_counter_that_was_touched_is_found(full: Path, meddle: Meddle, statement: str, said: str) -> None:
    meddle(statement)
    assert said in about(full, "counter")


def test_a_counter_moved_upwards_is_no_damage(full: Path, meddle: Meddle) -> None:
    meddle("UPDATE counter SET value = value + 100")
    assert verify(full).clean


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("CREATE TRIGGER watch AFTER INSERT ON ticket BEGIN DELETE FROM ticket; END", "多了触发器 watch"),
        ("CREATE TABLE aside (a TEXT)", "多了表 aside"),
        ("CREATE TABLE aside (project INTEGER, id INTEGER)", "多了表 aside"),
        ("CREATE VIEW peek AS SELECT * FROM person", "多了视图 peek"),
        ("CREATE INDEX fast ON person (name)", "多了索引 fast"),
        ("DROP INDEX ix_round_due", "少了索引 ix_round_due"),
        ("DROP TABLE alias", "少了表 alias"),
        ("ALTER TABLE person ADD COLUMN nick TEXT", "表 person 的定义被改动"),
        ("UPDATE alembic_version SET version_num = '0000'", f"版本记录是 0000，应为 {REVISIONS[SCHEMA_VERSION]}"),
        ("DELETE FROM alembic_version", f"版本记录是 空的，应为 {REVISIONS[SCHEMA_VERSION]}"),
    ],
)
def test_a_schema_that_was_touched_is_found(full: Path, meddle: Meddle, statement: str, said: str) -> None:
    meddle(statement)
    assert any(said in finding.problem for finding in found(full))


def test_a_check_that_was_taken_out_is_found(full: Path, meddle: Meddle) -> None:
    meddle(
        "PRAGMA writable_schema=ON",
        "UPDATE sqlite_master SET sql = replace(sql, 'delta IN (-1, 1)', '1') WHERE name = 'movement'",
    )
    assert about(full, None) == "表 movement 的定义被改动"


def test_statistics_of_the_planner_are_no_change(full: Path, meddle: Meddle) -> None:
    meddle("ANALYZE")
    assert verify(full).clean


def test_a_link_to_nothing_is_found(full: Path, meddle: Meddle) -> None:
    meddle("DELETE FROM staff WHERE id = 1", "UPDATE place SET keeper_staff = 1 WHERE id = 1")
    problems = [(finding.table, finding.problem) for finding in found(full)]
    assert ("place", "引用了 staff 中没有的记录") in problems
    assert any(table == "staff" and "被删除" in problem for table, problem in problems)


def test_text_that_is_no_text_is_found_and_the_rest_is_verified(full: Path, meddle: Meddle) -> None:
    meddle("UPDATE person SET remark = CAST(x'ff41' AS TEXT) WHERE id = 1", "DELETE FROM alias WHERE id = 1")
    problems = {finding.table: finding.problem for finding in found(full)}
    assert "读不下去" in problems["person"]
    assert "被删除" in problems["alias"]


def test_values_that_sqlite_and_python_write_differently_are_compared_by_python(full: Path, meddle: Meddle) -> None:
    meddle("UPDATE journal_image SET text = text", "UPDATE person SET remark = remark || char(9, 127)")
    assert {finding.id for finding in found(full)} == {1, 2, 3}


def test_many_findings_of_a_kind_are_counted(full: Path, meddle: Meddle, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings, "MOST_OF_A_KIND", 1)
    meddle("UPDATE person SET remark = 'x'")
    assert [finding.problem for finding in found(full)][1:] == ["还有 2 处同样的问题：记录被改动"]


def test_no_value_of_a_person_is_told(full: Path, meddle: Meddle) -> None:
    meddle("UPDATE person SET phone = '13800138000', name = '李四' WHERE id = 1")
    told = json.dumps([finding.problem for finding in found(full)], ensure_ascii=False)
    assert "phone" in told
    assert "138" not in told
    assert "李四" not in told


def test_a_zeroed_page_is_found(full: Path) -> None:
    size = 4096
    blob = bytearray(full.read_bytes())
    with closing(sqlite3.connect(full)) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'ticket'").fetchone()[0]
    blob[(root - 1) * size : root * size] = bytes(size)
    full.write_bytes(blob)
    assert any("损坏" in finding.problem or "读不下去" in finding.problem for finding in found(full))


@pytest.mark.parametrize("keep", [0, 50, 100, 5000])
def test_a_truncated_file_is_no_ledger_or_damaged(full: Path, keep: int) -> None:
    full.write_bytes(full.read_bytes()[:keep])
    with pytest.raises(LedgerError):
        verify(full)

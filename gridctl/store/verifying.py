"""Verifying a ledger: the file, its schema, the chains, the rows against their images, the counters.

Everything is streamed within one snapshot. Nothing is changed, and no value of anybody's data is named.
"""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy.exc import DBAPIError

from gridctl.store import registry
from gridctl.store.chains import check_chains
from gridctl.store.engine import memory_engine, opened, read_version
from gridctl.store.files import check_attachments, files_of
from gridctl.store.findings import Verification
from gridctl.store.images import LastImages, Marks, differences, journalled_tables, missing_rows
from gridctl.store.ledgers import REVISIONS, create_schema
from gridctl.store.projects import LEDGER, PROJECT
from gridctl.store.schema import SCHEMA_VERSION, WHOLE_LEDGER
from gridctl.store.sqlite import raw
from gridctl.store.steps import OWN, empty_after

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy.engine import Connection

    from gridctl.store.steps import Steps

Objects = dict[str, tuple[str, str]]  # name: kind and normalised SQL
_KINDS = {"table": "表", "index": "索引", "trigger": "触发器", "view": "视图"}


def verify(path: Path, *, older: bool = False) -> Verification:
    """Verify a ledger of this program's version; LedgerError where it cannot be opened as one.

    With `older`, one of an older version too: its schema is compared with what the steps up to it make.
    """
    with opened(path, write=False, older=older) as connection:
        version = read_version(connection)[1]
        return verify_connection(connection, _objects_of(version), REVISIONS.get(version, ""), files_of(path))


def verify_connection(
    connection: Connection, expected: Objects | None, revision: str, files: Path | None = None
) -> Verification:
    """Verify the ledger of an open connection against the schema objects and the Alembic revision it should have.

    With `files`, the folder beside it too.
    """
    report = Verification()
    last = LastImages(Marks)
    _guarded(report, None, lambda: _check_file(connection, report))
    _guarded(report, None, lambda: _check_schema(connection, report, expected, revision))
    if _guarded(report, "journal_image", lambda: check_chains(connection, report, last)):
        for table, columns in journalled_tables(connection).items():
            _guarded(report, table, lambda t=table, c=columns: _check_rows(connection, report, last, t, c))  # type: ignore[misc]
        for table in sorted({table for _, table in last} - set(journalled_tables(connection))):
            for lost in missing_rows(table, last):
                report.add("表不见了，记录也不见了", table, lost.project, lost.id, kind="表不见了")
        _guarded(report, "counter", lambda: _check_counters(connection, report, last))
    if files is not None:
        _guarded(report, "attachment", lambda: check_attachments(connection, files, report))
    report.close()
    return report


def _guarded(report: Verification, table: str | None, check: Callable[[], None]) -> bool:
    """Run one check; where the file is too damaged to read or to make sense of, that is the finding."""
    try:
        check()
    except (sqlite3.Error, DBAPIError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        report.add(f"读不下去，后面的没有核对：{cause}", table)
        return False
    except (TypeError, ValueError, LookupError, OverflowError) as error:  # a column holds what no program wrote there
        report.add(f"内容读不懂，后面的没有核对：{error}", table)
        return False
    return True


def _check_file(connection: Connection, report: Verification) -> None:
    for (line,) in raw(connection, "PRAGMA integrity_check(20)"):
        if line != "ok":
            report.add(f"文件损坏：{line}", kind="文件损坏")
    for table, _, parent, _ in raw(connection, "PRAGMA foreign_key_check"):
        report.add(f"引用了 {parent} 中没有的记录", table, kind="引用落空")


def _check_schema(connection: Connection, report: Verification, expected: Objects | None, revision: str) -> None:
    found = objects(connection)
    expected = found if expected is None else expected
    for name in sorted(expected.keys() | found.keys()):
        kind = _KINDS.get((found.get(name) or expected[name])[0], "")
        if name not in found:
            report.add(f"少了{kind} {name}")
        elif name not in expected:
            report.add(f"多了{kind} {name}")
        elif found[name] != expected[name]:
            report.add(f"{kind} {name} 的定义被改动")
    revisions = [text for (text,) in raw(connection, "SELECT version_num FROM alembic_version")]
    if revisions != [revision]:
        report.add(f"版本记录是 {'、'.join(revisions) or '空的'}，应为 {revision}", "alembic_version")


def objects(connection: Connection) -> Objects:
    """Give what the file is made of, by name; quotes, line breaks and the order of constraints do not count."""
    statement = "SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_stat*'"
    return {name: (kind, _normal(sql)) for name, kind, sql in raw(connection, statement)}


def _normal(sql: str) -> str:
    """A rebuilt table has quotes where a new one has none, and its constraints in any order."""
    head, brace, rest = re.sub(r'[\s"]+', " ", sql).strip().partition("(")
    body, _, tail = rest.rpartition(")")
    depth, parts = 0, [""]
    for piece in re.split(r"([(),])", body):
        depth += {"(": 1, ")": -1}.get(piece, 0)
        if piece == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += piece
    parts = [part.strip() for part in parts]
    parts.sort(key=lambda part: part if part.startswith("CONSTRAINT ") else "")  # columns keep their order
    return f"{head}{brace}{', '.join(parts)}){tail}"


@cache
def fresh_objects() -> Objects:
    """Give what a ledger of this version is made of; made once in a process."""
    with memory_engine().connect() as connection:
        create_schema(connection)
        return objects(connection)


def objects_after(steps: Steps) -> Objects:
    """Give what an empty database is made of after all the steps."""
    with empty_after(steps) as connection:
        return objects(connection)


def _objects_of(version: int) -> Objects | None:
    """Give what a ledger of a version is made of; None for a version that never was."""
    if version == SCHEMA_VERSION:
        return fresh_objects()
    return objects_after(replace(OWN, target=version)) if version in REVISIONS else None


def _check_rows(
    connection: Connection, report: Verification, last: LastImages, table: str, columns: tuple[str, ...]
) -> None:
    for difference in differences(connection, table, columns, last):
        if difference is None:
            report.rows += 1
            continue
        place = (table, difference.project, difference.id)
        if difference.text is None:
            report.add(f"记录被删除，最后由第 {difference.entry} 号操作写入", *place, kind="记录被删除")
            continue
        report.rows += 1
        if not difference.entry:
            report.add("多出的记录，没有任何操作写入过它", *place, kind="多出的记录")
            continue
        changed = _changed_columns(connection, difference.entry, difference.text, *place)
        report.add(f"记录被改动：{changed}；最后由第 {difference.entry} 号操作写入", *place, kind="记录被改动")


def _changed_columns(connection: Connection, entry: int, now: str, table: str, project: int, key: int) -> str:
    statement = "SELECT text FROM journal_image WHERE project = ? AND entry = ? AND table_name = ? AND id = ?"
    (text,) = next(raw(connection, statement, (project, entry, table, key)), (None,))
    try:
        before: dict[str, Any] = json.loads(text)
        after: dict[str, Any] = json.loads(now)
        return "、".join(name for name in after if name not in before or before[name] != after[name])
    except (ValueError, TypeError, AttributeError):
        return "保存的内容已读不出"


def _check_counters(connection: Connection, report: Verification, last: LastImages) -> None:
    """A counter moved upwards is no damage; one below what is in use, missing or unknown is."""
    found = {(project, name): value for project, name, value in raw(connection, "SELECT * FROM counter")}
    needed = _needed_counters(connection, last)
    for (project, name), highest in sorted(needed.items()):
        value = found.get((project, name))
        if value is None:
            report.add(f"计数器 {name} 不见了，已用到 {highest}", "counter", project)
        elif value < highest:
            report.add(f"计数器 {name} 是 {value}，小于已用到的 {highest}", "counter", project)
    tables = {item.name for item in registry.LEDGERED}
    projects = {project for project, _ in last}
    for project, name in sorted(found.keys() - needed.keys()):
        if project not in projects or not (name in tables or registry.SERIES_NAME.fullmatch(name)):
            report.add(f"多出的计数器 {name}", "counter", project)


def _needed_counters(connection: Connection, last: LastImages) -> dict[tuple[int, str], int]:
    needed: dict[tuple[int, str], int] = {}
    for (project, table), marks in last.items():
        if table == LEDGER.name:
            continue
        owner = WHOLE_LEDGER if table == PROJECT.name else project
        needed[owner, table] = max(marks.highest, needed.get((owner, table), 0))
    for statement in registry.SERIES_IN_USE:
        needed.update({(project, name): highest for project, name, highest in raw(connection, statement)})
    return needed

"""A ledger with rows in every journalled table, made once and copied for each test, and a shell to meddle with it."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Integer

from gridctl.services.ledger import init_ledger
from gridctl.store import verifying
from gridctl.store.files import files_of, path_of
from gridctl.store.ledgers import to_wal
from gridctl.store.registry import ledgered
from gridctl.store.residents import PERSON
from gridctl.store.schema import Day, Ledgered
from gridctl.store.tickets import MOVEMENT
from gridctl.store.transactions import Act, Transaction, writing
from tests.store.kept.ledgers import OLD_VERSIONS, Kept, take_out

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)
MADE_BY_INIT = {"ledger", "project", "policy"}
SPECIAL: dict[str, Callable[[int], dict[str, Any]]] = {
    "place": lambda i: {"kind": "area", "key": f"key{i}"},
    "extent": lambda i: {"place": i, "unit": None},
    "assignment": lambda _: {"scope": "project"},
    "ticket": lambda i: {"kind": "repair", "state": "done", "year": 2026, "number": i},
    "round": lambda i: {"ticket": i, "voided": ""},
    "step": lambda i: {"ticket": i},
    "movement": lambda _: {"reason": "opened", "late": 0},
    "issued_report": lambda i: {"version": i},
    "gold": lambda _: {"state": "applied"},
    "plan": lambda _: {"state": "proposed", "proof": ""},
    "plan_grid": lambda i: {"ordinal": i, "head": i},
    "plan_unit": lambda i: {"unit": i},
    "term": lambda i: {"ticket": i, "stage": "finish"},
    "detail": lambda i: {"ticket": i},
    "hold": lambda _: {"until": date(2026, 3, 9)},
    "merge": lambda _: {"target": 2},
    "attachment": lambda i: {"sha256": sha256(photo(i)).hexdigest(), "size": len(photo(i)), "use": "before"},
    "pin": lambda i: {"staff": i},
    "extension": lambda i: {"state": "asked", "means": "", "signed_at": "", "ticket": i},
    "fine": lambda _: {"kind": "overdue", "means": ""},
    "fine_month": lambda i: {"month": date(2026, i, 1), "means": "pin"},
    "rectification": lambda i: {"ticket": i},
    "milestone": lambda i: {"sequence": i},
    "clause": lambda i: {"code": str(i)},
    "deduction": lambda _: {"state": "proposed"},
    "evaluation": lambda i: {"contractor": i},
    "reception": lambda _: {"answer": "", "answered": ""},
    "merit": lambda _: {"kind": "commendation"},
    "calendar_day": lambda i: {"day": date(2099, 1, 1) + timedelta(days=i), "source": "sheet"},
    "initials": lambda i: {"staff": i},
    "leave": lambda i: {"valid_to": date(2026, 3, 1 + i)},
    "inspection_ticket": lambda _: {"outcome": "opened"},
    "upkeep": lambda _: {"recorded_at": ""},
    "meeting": lambda _: {"state": "held"},
    "meeting_item": lambda i: {"number": i},
    "training": lambda _: {"recorded_at": ""},
    "attendance": lambda _: {"meeting": 1, "state": "expected", "result": ""},
    "custody": lambda _: {"condition": ""},
    "renovation_event": lambda _: {"kind": "patrol"},
    "shift_handover": lambda _: {"taker": 2},
}
Meddle = Callable[..., None]
objects_once = cache(verifying._objects_of)


def photo(number: int) -> bytes:
    """What the file of an attachment holds."""
    return f"照片{number}".encode()


def lay_files(ledger: Path) -> None:
    """Put the files of the three attachments beside a ledger."""
    for number in (1, 2, 3):
        path = path_of(files_of(ledger), sha256(photo(number)).hexdigest())
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(photo(number))


def row_of(table: Ledgered[Any], key: int) -> Any:
    """A row that meets every constraint, with a value in every column that must have one."""
    said = {"project": 1, "id": key, **(SPECIAL[table.name](key) if table.name in SPECIAL else {})}
    values = []
    for column in table.table.columns:
        if column.name in said:
            values.append(said[column.name])
        elif column.nullable:
            values.append(None)
        elif isinstance(column.type, Day):
            values.append(date(2026, 3, 1))
        else:
            values.append(1 if isinstance(column.type, Integer) else f"{column.name}{key}")
    return table.entity(*values)


def fill(tx: Transaction) -> None:
    for table in ledgered():
        if table.name not in MADE_BY_INIT:
            first = tx.next_id(1, table, 3)
            tx.insert(table, [row_of(table, first + i) for i in range(3)])
    tx.next_number(1, "ticket:repair:2026", 3)


@pytest.fixture(autouse=True)
def _made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a ledger of a version is made of is always the same, and most of what it takes to verify one so small."""
    monkeypatch.setattr(verifying, "_objects_of", objects_once)


@pytest.fixture(scope="session")
def full_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("full") / "ledger.db"
    init_ledger(
        path, NOW, code="YH", name="云海花园", company="云海物业", zone="Asia/Shanghai", live_from=date(2026, 1, 1)
    )
    with writing(path, Act("owner", "staff import"), NOW) as tx:
        fill(tx)
    for number in (2, 3):  # a later change, and a row that is gone
        with writing(path, Act("owner", "ticket edit", words={"reason": "写错了"}), NOW) as tx:
            tx.update(PERSON, [row_of(PERSON, 1)])
            if number == 3:
                tx.delete(MOVEMENT, tx.find(MOVEMENT, 1)[-1:])
    return path


@pytest.fixture
def full(full_template: Path, tmp_path: Path) -> Path:
    """A ledger with rows in every table and a chain of four entries."""
    path = tmp_path / "full.db"
    shutil.copyfile(full_template, path)
    lay_files(path)
    to_wal(path)
    return path


@pytest.fixture(params=OLD_VERSIONS, ids="version{}".format)
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Kept:
    """The ledger that a program of each older version wrote: two projects, rows in each of its tables (see kept/)."""
    return take_out(request.param, tmp_path)


@pytest.fixture
def meddle(full: Path) -> Meddle:
    """Run SQL on the full ledger as somebody with a SQLite shell would."""

    def run(*statements: str, **values: object) -> None:
        with closing(sqlite3.connect(full)) as connection:
            connection.execute("PRAGMA foreign_keys=OFF")
            connection.execute("PRAGMA ignore_check_constraints=ON")
            for statement in statements:
                connection.execute(statement, values)
            connection.commit()

    return run

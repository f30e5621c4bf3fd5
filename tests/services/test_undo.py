import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings as hypothesis, strategies as st

from gridctl.domain.estates import Building, Unit
from gridctl.domain.grids import Grid
from gridctl.domain.residents import Person
from gridctl.domain.staff import Staff
from gridctl.errors import RuleError, UsageError
from gridctl.services import desk
from gridctl.services.journal.undo import last_command, undo_last
from gridctl.services.ledger import init_ledger
from gridctl.settings import Settings
from gridctl.store.estates import BUILDING, UNIT
from gridctl.store.grids import GRID
from gridctl.store.registry import LEDGERED
from gridctl.store.residents import PERSON
from gridctl.store.staff import STAFF
from gridctl.store.transactions import Transaction
from gridctl.store.verifying import verify

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)
Work = Callable[[Transaction], None]


def caller(ledger: Path, actor: str | None = "owner", at: datetime = NOW) -> Settings:
    return Settings(ledger, actor=actor, clock=lambda: at)


def do(ledger: Path, work: Work, actor: str = "owner", command: str = "person add", undo: str = "always") -> None:
    with desk.writing(caller(ledger, actor), command, undo=undo) as opened:
        work(opened.tx)


def take_back(ledger: Path, actor: str = "owner", at: datetime = NOW) -> str:
    shown = last_command(caller(ledger, actor, at))
    assert undo_last(caller(ledger, actor, at), shown.number) == shown
    return shown.command


def dump(ledger: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(sqlite3.connect(ledger)) as connection:
        return {table.name: connection.execute(f'SELECT * FROM "{table.name}"').fetchall() for table in LEDGERED}  # noqa: S608


def person(key: int, name: str = "张三") -> Person:
    return Person(1, key, name, "13800138000", "", "", "")


def add_person(tx: Transaction) -> None:
    tx.insert(PERSON, [person(tx.next_id(1, PERSON))])


def rename(key: int, name: str) -> Work:
    return lambda tx: tx.update(PERSON, [person(key, name)])


def add_staff(tx: Transaction) -> None:
    key = tx.next_id(1, STAFF)
    tx.insert(STAFF, [Staff(1, key, f"A{key}", "李四", "steward", "", None, None, "", "")])


def test_what_would_be_taken_back_is_shown(ledger: Path) -> None:
    do(
        ledger,
        lambda tx: tx.insert(PERSON, [person(tx.next_id(1, PERSON)), person(tx.next_id(1, PERSON))]),
        command="resident import",
    )
    do(ledger, rename(1, "李四"), command="resident edit")
    shown = last_command(caller(ledger))
    assert (shown.number, shown.command, str(shown.recorded)) == (3, "resident edit", "2026-03-16 10:00:00")
    assert [str(row) for row in shown.rows] == ["住户 改动 1 人"]
    take_back(ledger)
    assert [str(row) for row in last_command(caller(ledger)).rows] == ["住户 新增 2 人"]


def test_rows_come_back_as_they_were(ledger: Path) -> None:
    states = [dump(ledger)]
    works: list[Work] = [add_person, add_staff, rename(1, "李四"), lambda tx: tx.delete(PERSON, [person(1)])]
    for work in works:
        do(ledger, work)
        states.append(dump(ledger))
    while len(states) > 1:
        assert dump(ledger) == states.pop()
        take_back(ledger)
        assert dump(ledger) == states[-1]
    assert verify(ledger).clean


def test_numbers_are_not_given_back(ledger: Path) -> None:
    do(ledger, add_person)
    take_back(ledger)
    do(ledger, add_person)
    assert [row[1] for row in dump(ledger)["person"]] == [2]


def test_a_row_written_twice_in_one_command_goes_back_past_both(ledger: Path) -> None:
    before = dump(ledger)

    def work(tx: Transaction) -> None:
        add_person(tx)
        tx.update(PERSON, [person(1, "李四")])
        add_staff(tx)
        tx.delete(STAFF, tx.find(STAFF, 1))

    do(ledger, work)
    take_back(ledger)
    assert dump(ledger) == before
    assert verify(ledger).clean


def test_unique_names_that_were_swapped_go_back(ledger: Path) -> None:
    grids = [Grid(1, key, code, f"网格{key}", date(2026, 1, 1), None) for key, code in ((1, "A"), (2, "B"))]

    def swap(tx: Transaction) -> None:
        tx.update(GRID, [replace(grids[0], code="C")])
        tx.update(GRID, [replace(grids[1], code="A"), replace(grids[0], code="B")])

    def add(tx: Transaction) -> None:
        tx.next_id(1, GRID, 2)
        tx.insert(GRID, grids)

    do(ledger, add)
    before = dump(ledger)
    do(ledger, swap)
    take_back(ledger)
    assert dump(ledger) == before


def test_somebody_elses_command_is_not_mine(ledger: Path) -> None:
    do(ledger, add_staff)
    do(ledger, add_person, command="person add")
    do(ledger, add_person, actor="A1", command="resident import")
    assert take_back(ledger) == "person add"
    assert take_back(ledger, "A1") == "resident import"


def test_nothing_to_take_back(ledger: Path) -> None:
    with pytest.raises(RuleError, match=r"ledger init）不能撤销"):
        last_command(caller(ledger))
    with pytest.raises(RuleError, match="系统（system） 没有可以撤销的操作"):
        last_command(caller(ledger, "system"))
    with pytest.raises(UsageError):
        last_command(caller(ledger, None))


def test_a_row_that_somebody_changed_later_stays(ledger: Path) -> None:
    do(ledger, add_staff)
    do(ledger, add_person)
    do(ledger, rename(1, "李四"), actor="A1", command="resident edit")
    before = dump(ledger)
    with pytest.raises(RuleError, match=r"李四（A1） 第 4 号操作（2026-03-16 10:00 resident edit）") as refused:
        take_back(ledger)
    assert "--entry 4" in refused.value.hint
    assert dump(ledger) == before
    assert take_back(ledger, "A1") == "resident edit"
    assert take_back(ledger) == "person add"


def test_a_row_that_a_later_one_needs_stays(ledger: Path) -> None:
    do(ledger, lambda tx: tx.insert(BUILDING, [Building(1, tx.next_id(1, BUILDING), "", "1", "1栋", None, None)]))
    do(ledger, lambda tx: tx.insert(UNIT, [Unit(1, tx.next_id(1, UNIT), 1, "1", "1单元")]), actor="system")
    before = dump(ledger)
    with pytest.raises(RuleError, match="后来登记的内容用到了它"):
        take_back(ledger)
    assert dump(ledger) == before
    assert verify(ledger).clean


@pytest.mark.parametrize("undo", ["never", "day"])
def test_what_may_not_be_taken_back_bars_the_way(ledger: Path, undo: str) -> None:
    do(ledger, add_person)
    do(ledger, add_person, command="fine confirm", undo=undo)
    with pytest.raises(RuleError, match=r"fine confirm）(不能|只能在当天)撤销"):
        take_back(ledger, at=NOW + timedelta(hours=14))


def look(tx: Transaction) -> None:
    tx.entry_number(1)  # only the words of the command are kept


def test_what_wrote_no_rows_is_passed_over(ledger: Path) -> None:
    do(ledger, add_person, command="resident import")
    do(ledger, look, command="resident show full", undo="never")
    do(ledger, look, command="resident list full", undo="never")
    assert take_back(ledger) == "resident import"
    with pytest.raises(RuleError, match="ledger init）不能撤销"):
        take_back(ledger)
    assert verify(ledger).clean


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("resident export", "resident export）不能撤销"),
        ("report issue weekly", "report issue weekly）之前"),
        ("ledger upgrade", "ledger upgrade）之前"),
    ],
)
def test_an_export_an_issue_and_an_upgrade_bar_the_way_whatever_they_wrote(
    ledger: Path, command: str, said: str
) -> None:
    do(ledger, add_person)
    do(ledger, look, command=command, undo="never")
    with pytest.raises(RuleError, match=said):
        take_back(ledger)


def test_the_day_is_the_projects(ledger: Path) -> None:
    do(ledger, add_person, undo="day")
    assert take_back(ledger, at=NOW + timedelta(hours=13, minutes=59)) == "person add"


@pytest.mark.parametrize("command", ["report issue", "report issue weekly", "ledger upgrade"])
def test_nothing_is_taken_back_across_an_issued_report(ledger: Path, command: str) -> None:
    do(ledger, add_person)
    do(ledger, add_person, actor="system", command=command, undo="never")
    with pytest.raises(RuleError, match=rf"{command}）之前，不能撤销"):
        take_back(ledger)


def test_another_command_in_between_is_noticed(ledger: Path) -> None:
    do(ledger, add_person)
    shown = last_command(caller(ledger))
    do(ledger, add_person)
    with pytest.raises(RuleError, match="刚才又有了新的操作"):
        undo_last(caller(ledger), shown.number)


def test_what_was_erased_cannot_come_back(ledger: Path) -> None:
    do(ledger, add_person, actor="system")
    do(ledger, rename(1, "李四"))
    with closing(sqlite3.connect(ledger)) as connection:
        connection.execute(
            "UPDATE journal_image SET text = NULL, salt = NULL WHERE table_name = 'person' AND entry = 2"
        )
        connection.commit()
    with pytest.raises(RuleError, match="个人信息"):
        take_back(ledger)


# Any commands at all, each of any writes: undone one after another, every state comes back.

Op = tuple[str, int, int]
OPS = st.tuples(
    st.sampled_from(["add", "rename", "remove", "swap", "house", "clear"]), st.integers(0, 9), st.integers(0, 9)
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("undo") / "ledger.db"
    init_ledger(path, NOW, code="YH", name="云海", company="", zone="Asia/Shanghai", live_from=date(2026, 1, 1))
    return path


def perform(tx: Transaction, op: Op) -> None:
    kind, first, second = op
    grids, buildings = tx.find(GRID, 1), tx.find(BUILDING, 1)
    if kind == "add" or (kind in {"rename", "remove", "swap"} and not grids):
        key = tx.next_id(1, GRID)
        tx.insert(GRID, [Grid(1, key, f"G{key}", f"网格{first}", date(2026, 1, 1), None)])
    elif kind == "rename":
        tx.update(GRID, [replace(grids[first % len(grids)], name=f"新{second}", valid_to=date(2026, 2, 1))])
    elif kind == "remove":
        tx.delete(GRID, [grids[first % len(grids)]])
    elif kind == "swap":
        one, two = grids[first % len(grids)], grids[second % len(grids)]
        if one.id != two.id:
            tx.update(GRID, [replace(one, code="x"), replace(two, code=one.code), replace(one, code=two.code)])
    elif kind == "house":
        key = tx.next_id(1, BUILDING)
        tx.insert(BUILDING, [Building(1, key, "", str(key), f"{key}栋", None, None)])
        tx.insert(UNIT, [Unit(1, tx.next_id(1, UNIT), key, "1", "1单元")])
    elif buildings:
        chosen = buildings[first % len(buildings)]
        tx.delete(UNIT, tx.find(UNIT, 1, UNIT.c["building"] == chosen.id))
        tx.delete(BUILDING, [chosen])


def wrote_rows(ledger: Path) -> bool:
    with closing(sqlite3.connect(ledger)) as connection:
        statement = """SELECT count(*) FROM journal_image WHERE table_name <> 'command' AND project = 1
            AND entry = (SELECT max(number) FROM journal_entry WHERE project = 1)"""
        (count,) = connection.execute(statement).fetchone()
    return bool(count)


@hypothesis(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(OPS, min_size=1, max_size=5), min_size=1, max_size=4))
def test_any_commands_are_taken_back_one_by_one(template: Path, tmp_path: Path, commands: list[list[Op]]) -> None:
    ledger = tmp_path / "any.db"
    shutil.copyfile(template, ledger)
    states = [dump(ledger)]
    for ops in commands:
        with desk.writing(caller(ledger), "grid edit") as opened:
            opened.tx.entry_number(1)
            for op in ops:
                perform(opened.tx, op)
        if wrote_rows(ledger):
            states.append(dump(ledger))
    for state in reversed(states[:-1]):
        take_back(ledger)
        assert dump(ledger) == state
    assert verify(ledger).findings == []

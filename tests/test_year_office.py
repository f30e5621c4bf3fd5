"""The year that benchmarks and other tests stand on: whole, of the promised size, and the same for the same seed."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from gridctl.store.registry import LEDGERED
from gridctl.store.verifying import verify
from tests.year_office import make_year

ABOUT = {  # rows, to a tenth
    "inspection": 15_000,
    "visit": 3_000,
    "ticket": 1_600,
    "meeting": 310,
    "attendance": 2_400,
    "activity": 36,
    "upkeep": 170,
    "leave": 85,
    "inspection_ticket": 360,
    "duty_record": 8_000,
    "renovation_event": 1_200,
}
BY_CHANCE = {"ledger"}  # its identity


def rows(path: Path) -> Iterator[tuple[str, tuple[object, ...]]]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        for table in sorted(item.name for item in LEDGERED if item.name not in BY_CHANCE):
            yield from ((table, row) for row in connection.execute(f"SELECT * FROM {table} ORDER BY id"))  # noqa: S608


@pytest.mark.slow
def test_a_year_is_whole_of_its_size_and_the_same_for_the_same_seed(tmp_path: Path) -> None:
    first, second, other = (tmp_path / name for name in ("first.db", "second.db", "other.db"))
    make_year(first)
    make_year(second)
    make_year(other, seed=2)
    assert verify(first).clean
    kept = list(rows(first))
    assert kept == list(rows(second))
    assert kept != list(rows(other))
    counts = {table: sum(name == table for name, _ in kept) for table in ABOUT}
    assert all(abs(counts[table] - about) <= about / 10 for table, about in ABOUT.items()), counts
    exact = {table: sum(name == table for name, _ in kept) for table in ("grid", "staff")}
    assert exact == {"grid": 6, "staff": 32}  # two of whom followed two that left
    assert sum(row[2] == "room" for name, row in kept if name == "place") == 2_000

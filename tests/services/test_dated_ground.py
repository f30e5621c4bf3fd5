"""Whatever is done in whatever order, a grid has one head and a unit one grid on any day."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from gridctl.domain.estates import Building, Unit
from gridctl.domain.grids import holds_on
from gridctl.domain.imports import Numbered, Parsed
from gridctl.domain.sheets import GridRow
from gridctl.errors import GridctlError
from gridctl.services.desk import WritingDesk, writing
from gridctl.services.grids.checks import check_grids
from gridctl.services.grids.ground import Ground, add_grid
from gridctl.services.grids.imports import plan_grids
from gridctl.services.grids.posting import Posting, put_on
from gridctl.services.imports import Draft
from gridctl.services.staff.register import Newcomer, add_staff, depart
from gridctl.settings import Settings
from gridctl.store.estates import BUILDING, UNIT
from gridctl.store.grids import ASSIGNMENT, EXTENT

FIRST = date(2026, 3, 1)
SPAN = 12
DAYS = st.integers(0, SPAN).map(lambda n: FIRST + timedelta(days=n))
GRIDS = st.sampled_from(["01", "02"])
PEOPLE = st.sampled_from(["G1", "G2", "G3"])
UNITS = st.sampled_from([1, 2])
ADD = st.tuples(st.just("add"), GRIDS, UNITS, DAYS, st.booleans())
ASSIGN = st.tuples(st.just("assign"), GRIDS, PEOPLE, DAYS, st.none() | DAYS, st.booleans())
DEPART = st.tuples(st.just("depart"), PEOPLE, DAYS)
SHEET = st.tuples(st.just("sheet"), GRIDS, UNITS, PEOPLE, DAYS)
Step = tuple[object, ...]


def add(desk: WritingDesk, grid: str, unit: int, start: date, replacing: bool) -> None:  # noqa: FBT001
    add_grid(desk, grid, "", Ground((unit,)), start, replacing=replacing)


def assign(desk: WritingDesk, grid: str, person: str, start: date, end: date | None, replacing: bool) -> None:  # noqa: FBT001
    put_on(desk, Posting(person, grid, start=start, end=end, replacing=replacing))


def leave(desk: WritingDesk, person: str, day: date) -> None:
    depart(desk, person, day)


def bring(desk: WritingDesk, grid: str, unit: int, person: str, start: date) -> None:
    row = GridRow(grid, None, None, "1栋", str(unit), None, person, start)
    draft = Draft(Parsed("网格.csv", "", rows=[Numbered(2, row)]))
    write = plan_grids(desk, draft)
    if draft.clean:
        write(desk)


DO: dict[str, Callable[..., None]] = {"add": add, "assign": assign, "depart": leave, "sheet": bring}


def prepare(desk: WritingDesk) -> None:
    desk.tx.insert(BUILDING, [Building(1, 1, "", "1", "1栋", None, None)])
    desk.tx.insert(UNIT, [Unit(1, key, 1, str(key), f"{key}单元") for key in (1, 2)])
    for number in ("G1", "G2", "G3"):
        add_staff(desk, Newcomer(number, f"管家{number}", "客服管家", joined=FIRST))
    for grid in ("01", "02"):
        add_grid(desk, grid, "", Ground(), FIRST)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(ADD | ASSIGN | ASSIGN | DEPART | SHEET, min_size=2, max_size=9))
def test_one_head_a_grid_and_one_grid_a_unit_on_any_day(ledger: Path, steps: list[Step]) -> None:
    caller = Settings(ledger, actor="owner", clock=lambda: datetime(2026, 3, 1, 2, tzinfo=UTC))
    with writing(caller, "test", dry_run=True) as desk:
        prepare(desk)
        for name, *words in steps:
            with suppress(GridctlError):
                DO[str(name)](desk, *words)
        assert_sound(desk)


def assert_sound(desk: WritingDesk) -> None:
    heads, extents = desk.reader.find(ASSIGNMENT, 1), desk.reader.find(EXTENT, 1)
    for offset in range(SPAN + 2):
        day = FIRST + timedelta(days=offset)
        held = [row.grid for row in heads if holds_on(row, day)]
        ground = [row.unit for row in extents if holds_on(row, day)]
        assert len(held) == len(set(held))
        assert len(ground) == len(set(ground))
    by_day = check_grids(desk, FIRST, FIRST + timedelta(days=SPAN + 2)).findings
    for offset in range(0, SPAN + 2, 4):
        day = FIRST + timedelta(days=offset)
        found = [(each.kind, each.subject, each.detail) for each in check_grids(desk, day).findings]
        assert {kind for kind, _, _ in found} <= {"grid_without_head", "grid_without_ground", "post_vacant"}
        told = [(each.kind, each.subject, each.detail) for each in by_day if each.first_day <= day <= each.last_day]
        assert sorted(told) == sorted(found)  # a range tells of each day what that day alone tells


@pytest.mark.parametrize("replacing", [False, True])
def test_hand_over_on_the_same_day(ledger: Path, replacing: bool) -> None:  # noqa: FBT001
    caller = Settings(ledger, actor="owner", clock=lambda: datetime(2026, 3, 1, 2, tzinfo=UTC))
    middle = FIRST + timedelta(days=5)
    with writing(caller, "test") as desk:
        prepare(desk)
        assign(desk, "01", "G1", FIRST, None if replacing else middle, replacing=False)
        assign(desk, "01", "G2", middle, None, replacing=replacing)
        rows = desk.reader.find(ASSIGNMENT, 1)
        assert [(row.valid_from, row.valid_to) for row in rows] == [(FIRST, middle), (middle, None)]
        assert_sound(desk)

"""`gridctl grid assign --suggest`: proposals with reasons, for grids without a head and for a kept plan."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from gridctl.domain.plans import Plan, PlanGrid, PlanUnit
from gridctl.services.desk import writing
from gridctl.settings import Settings
from gridctl.store.plans import PLAN, PLAN_GRID, PLAN_UNIT
from tests.divided_estate import NOW, divide

Run = Callable[..., Any]
UNITS = {1: 3, 2: 3, 3: 3, 4: 3, 5: 4}  # households of 1-1, 1-2, 2-1, 2-2, 3


@pytest.fixture(scope="module")
def divided_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return divide(tmp_path_factory.mktemp("divided"))


@pytest.fixture
def divided(run: Run, ledger: Path, divided_ledger: Path) -> Run:
    copyfile(divided_ledger, ledger)
    return run


def suggested(run: Run, *words: object) -> list[dict[str, Any]]:
    answer = run("grid", "assign", "--suggest", *words, "--format", "json")
    assert answer.status == 0, answer.err
    lines: list[dict[str, Any]] = json.loads(answer.out)
    return lines


def pairs(run: Run, *words: object) -> list[tuple[str, str | None]]:
    return [(line["code"], line["staff_number"]) for line in suggested(run, *words)]


def keep_plan(ledger: Path, *grids: tuple[str, int | None, int, tuple[int, ...]]) -> None:
    """A plan whose grids have a code, the present grid that they go on from, whether they are gold, and units."""
    with writing(Settings(ledger, actor="owner", clock=lambda: NOW), "test") as desk:
        key = desk.tx.next_id(1, PLAN)
        desk.tx.insert(PLAN, [Plan(1, key, date(2026, 3, 16), 5, 7, "{}", "{}", None, "", 0, "proposed", None)])
        for n, (code, grid, gold, units) in enumerate(grids, 1):
            own = desk.tx.next_id(1, PLAN_GRID)
            desk.tx.insert(PLAN_GRID, [PlanGrid(1, own, key, n, code, f"{code}网格", grid, gold, None)])
            first = desk.tx.next_id(1, PLAN_UNIT, len(units))
            desk.tx.insert(
                PLAN_UNIT, [PlanUnit(1, first + i, key, own, unit, UNITS[unit], 0) for i, unit in enumerate(units)]
            )


def test_a_grid_without_head_is_offered_who_has_none_and_nothing_is_written(divided: Run) -> None:
    assert suggested(divided) == []
    assert "每个网格都有负责人" in divided("grid", "assign", "--suggest").err
    divided("staff", "depart", "G1", "--on", "2026-03-16")
    (line,) = suggested(divided)
    assert (line["code"], line["staff_number"], line["households"], line["enlarged"]) == ("01", "G3", 9, True)
    for word in ("住在这个网格里", "现在没有网格", "gold apply G3"):
        assert word in line["reason"]
    shown = divided("grid", "assign", "--suggest")
    assert line["command"] == "gridctl grid assign 01 G3 --from 2026-03-16"
    assert f"  {line['command']}\n" in shown.err
    assert suggested(divided) == [line]  # a proposal, and the same again
    assert divided(*line["command"].split()[1:]).status == 0
    assert suggested(divided) == []
    assert suggested(divided, "--from", "2026-03-15") == []  # G1 was still there


def test_who_headed_the_ground_before_comes_before_who_lives_there(divided: Run) -> None:
    divided("staff", "add", "G0", "--name", "老王", "--post", "客服管家", "--joined", "2020-01-01")
    divided("grid", "assign", "01", "G0", "--from", "2026-02-01", "--to", "2026-02-03", "--replace")
    divided("staff", "depart", "G1", "--on", "2026-03-16")
    (line,) = suggested(divided)
    assert line["staff_number"] == "G0"
    assert "9 户以前负责过" in line["reason"]


def test_nobody_left_is_said_with_what_to_do(divided: Run) -> None:
    divided("staff", "depart", "G1", "--on", "2026-03-16")
    divided("staff", "depart", "G3", "--on", "2026-03-16")
    (line,) = suggested(divided)
    assert (line["staff_number"], line["command"]) == (None, None)
    for word in ("没有人可派", "staff add", "grid assign 01"):
        assert word in line["reason"]


def test_where_nobody_is_in_the_post_that_is_said(run: Run) -> None:
    assert run("grid", "add", "01", "--name", "东区").status == 0
    [line] = suggested(run)
    assert "还没有在岗的客服管家" in line["reason"]
    assert "都已有网格" not in line["reason"]


def test_a_plan_keeps_who_has_most_of_the_homes(divided: Run, ledger: Path) -> None:
    keep_plan(ledger, ("01", 1, 0, (1, 2)), ("02", 2, 0, (4, 5)), ("03", None, 0, (3,)))
    lines = suggested(divided, "--plan", "1")
    assert [(line["code"], line["staff_number"], line["households"]) for line in lines] == [
        ("01", "G1", 6),
        ("02", "G2", 7),
        ("03", "G3", 3),
    ]
    assert [line["command"] for line in lines] == [None, None, "gridctl grid assign 03 G3 --from 2026-03-16"]
    assert "照旧" in lines[0]["reason"]
    assert "grid apply 1" in divided("grid", "assign", "--suggest", "--plan", "1").err
    assert divided("grid", "assign", "--suggest", "--plan", "2").status == 3


def test_in_a_plan_people_change_places_where_their_homes_do(divided: Run, ledger: Path) -> None:
    keep_plan(ledger, ("01", 1, 0, (3, 4, 5)), ("02", 2, 1, (1, 2)))
    first, second = suggested(divided, "--plan", "1", "--from", "2026-04-01")
    assert (first["staff_number"], second["staff_number"]) == ("G2", "G1")
    assert first["command"] == "gridctl grid assign 01 G2 --from 2026-04-01 --replace"
    assert second["enlarged"] is True
    for line in (first, second):
        assert divided(*line["command"].split()[1:]).status == 0
    assert json.loads(divided("grid", "check", "--on", "2026-04-01", "--format", "json").out) == []


def test_a_gold_steward_is_put_on_the_enlarged_grid(divided: Run, ledger: Path) -> None:
    for person in ("G1", "G2"):
        divided("staff", "depart", person, "--on", "2026-03-16")
    for number in ("G4", "G5", "G6"):
        divided("staff", "add", number, "--name", f"新人{number}", "--post", "客服管家", "--joined", "2026-03-01")
    divided("gold", "apply", "G5", "--reason", "好")
    divided("gold", "approve", "G5", "--by", "M3")
    divided("staff", "depart", "G3", "--on", "2026-03-16")
    assert pairs(divided) == [("01", "G5"), ("02", "G4")]
    assert "金牌管家，可到 9 户" in suggested(divided)[0]["reason"]
    keep_plan(ledger, ("A", None, 0, (1, 2)), ("B", None, 1, (3, 4, 5)), ("C", None, 0, ()), ("D", None, 0, ()))
    assert pairs(divided, "--plan", "1") == [("A", "G4"), ("B", "G5"), ("C", "G6"), ("D", None)]


def test_where_the_post_is_to_live_in_its_grid_that_comes_before_gold(divided: Run, ledger: Path) -> None:
    divided("project", "set", "--grid-head", "网格管理员", "--from", "2026-03-16")
    for number, home in (("N1", "西区"), ("N2", "云海3栋201"), ("N3", "2栋1单元")):
        divided(
            "staff", "add", number, "--name", f"网格员{number}", "--post", "网格管理员",
            "--joined", "2026-03-01", "--lives-in", home,
        )  # fmt: skip
    divided("gold", "apply", "N1", "--reason", "好")
    divided("gold", "approve", "N1", "--by", "M3")
    assert pairs(divided) == [("01", "N3"), ("02", "N1")]
    keep_plan(ledger, ("A", None, 1, (1, 2, 3)), ("B", None, 0, (4, 5)))
    assert pairs(divided, "--plan", "1") == [("A", "N3"), ("B", "N2")]


@pytest.mark.parametrize(
    "words",
    [
        ("--suggest", "01", "G1"),
        (),
        ("--suggest", "--plan", "0"),
        ("--suggest", "--replace"),
        ("--plan", "1", "--to", "2026-04-01"),
        ("--suggest", "--buildings", "1栋"),
    ],
)
def test_what_is_said_wrongly(divided: Run, words: tuple[str, ...]) -> None:
    assert divided("grid", "assign", *words).status == 2

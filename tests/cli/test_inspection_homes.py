"""The round that looks at homes under renovation keeps their patrols with it (D10 3.3.1, H9), and takes them back."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run
from tests.visited_estate import furnish_homes

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)  # Monday, 10:00 in the project's zone
ROUND = ("inspect", "log", "--list", "assistant-daily", "--building", "1栋", "--by", "赵磊")
Say = Callable[..., Any]


@pytest.fixture
def say(run: Run) -> Say:
    def to_ledger(*words: object, **settings: Any) -> Any:
        outcome = run(*words, "--format", "json", **settings)
        assert outcome.status == 0, outcome.err
        return json.loads(outcome.out)

    return to_ledger


@pytest.fixture(autouse=True)
def _homes(ledger: Path, say: Say) -> None:
    """Homes under renovation in both buildings, each known by the number of its file."""
    furnish_homes(ledger, NOW)
    for number, home in enumerate(("1-1-101", "1-1-102", "2-1-301"), 1):
        say("renovation", "apply", home, "--works", "水电改造", "--on", "2026-03-01")
        say("renovation", "permit", number, "--from", "2026-03-02", "--until", "2026-04-01")


def patrols(say: Say, number: int) -> list[tuple[str, str, str]]:
    events = say("renovation", "show", number)["events"]
    return [(one["day"], one["name"], one["what"]) for one in events if one["kind"] == "patrol"]


def unproved(say: Say, day: str = "2026-03-15") -> list[str]:
    missed = say("duty", "missed", "--from", day, "--to", day, "--duty", "renovation_daily")
    return [line["ground"] for line in missed]


def test_a_round_patrols_the_homes_of_its_ground(run: Run, say: Say) -> None:
    outcome = run(*ROUND, "--all-normal", "--at", "2026-03-15")
    assert "记了装修巡查 2 户" in outcome.err
    assert patrols(say, 1) == patrols(say, 2) == [("2026-03-15", "赵磊", "检查 1")]
    assert patrols(say, 3) == []
    assert unproved(say) == ["2栋1单元301"]
    say(*ROUND, "--all-normal", "--at", "9:00")
    assert {line["number"]: line["patrolled"] for line in say("renovation", "list")} == {1: 1, 2: 1, 3: 0}


def test_a_home_that_was_patrolled_is_not_patrolled_again(say: Say) -> None:
    say("renovation", "patrol", 1, "--by", "李梅", "--on", "2026-03-15")
    say(*ROUND, "--all-normal", "--at", "2026-03-15 9:00")
    say(*ROUND, "--all-normal", "--at", "2026-03-15 15:00")
    assert (len(patrols(say, 1)), len(patrols(say, 2))) == (1, 1)


def test_what_was_found_at_a_home_stands_with_its_patrol(say: Say) -> None:
    found = ("--all-normal", "--abnormal", "装修业户=1-1-102：拆改承重墙")
    say(*ROUND, *found, "--at", "2026-03-15")
    assert [patrols(say, number)[0][2] for number in (1, 2)] == ["检查 1", "检查 1：拆改承重墙"]


@pytest.mark.parametrize("said", [("--normal", "楼宇内部"), ("--all-normal", "--na", "装修业户")])
def test_homes_that_were_not_looked_at_are_not_patrolled(say: Say, said: tuple[str, ...]) -> None:
    say(*ROUND, *said, "--at", "2026-03-15")
    assert patrols(say, 1) == []
    assert unproved(say) == ["1栋1单元101", "1栋1单元102", "2栋1单元301"]


def test_a_round_on_the_way_patrols_when_it_ends(say: Say) -> None:
    say("inspect", "start", "--list", "assistant-daily", "--building", "1栋", "--by", "赵磊", "--at", "2026-03-15 9:00")
    say("inspect", "record", 1, "--normal", "装修业户", "--at", "2026-03-15 9:10")
    assert patrols(say, 1) == []
    say("inspect", "finish", 1, "--at", "2026-03-15 9:30")
    assert patrols(say, 1) == [("2026-03-15", "赵磊", "检查 1")]
    assert unproved(say) == ["2栋1单元301"]


def test_a_sheet_patrols_day_by_day_and_once(run: Run, say: Say, tmp_path: Path) -> None:
    say("renovation", "finish", 2, "--on", "2026-03-14")
    sheet = tmp_path / "表.csv"
    lines = (
        "楼栋,日期,检查时间,装修业户,检查人",
        "1栋,2026-03-15,9:00,√,赵磊",
        "1栋,2026-03-15,15:00,√,赵磊",
        "1栋,2026-03-14,9:00,×1-1-102：垃圾没有装袋,赵磊",
        "2栋,2026-03-14,9:00,○,赵磊",
        "2栋,2026-03-01,9:00,√,赵磊",
    )
    sheet.write_text("\n".join(lines), encoding="utf-8")
    words = ("inspect", "import", sheet, "--list", "assistant-daily")
    assert say(*words)["new"] == 5
    assert patrols(say, 1) == []
    assert say(*words, "--apply")["new"] == 5
    assert patrols(say, 1) == [("2026-03-14", "赵磊", "检查 3"), ("2026-03-15", "赵磊", "检查 1")]
    assert patrols(say, 2) == [("2026-03-14", "赵磊", "检查 3：垃圾没有装袋")]
    assert patrols(say, 3) == []
    assert run("ledger", "verify").status == 0


def test_patrols_are_undone_and_voided_with_their_round(say: Say, run: Run) -> None:
    say(*ROUND, "--all-normal", "--at", "2026-03-15 9:00")
    assert run("undo", "--yes").status == 0
    assert patrols(say, 1) == []
    say("renovation", "patrol", 1, "--by", "赵磊", "--what", "看了水电", "--on", "2026-03-15")
    say(*ROUND, "--all-normal", "--at", "2026-03-15 9:00")
    assert "随它记的装修巡查 1 户一起去掉了" in run("inspect", "void", 2, "--reason", "楼写错了").err
    assert (patrols(say, 1), patrols(say, 2)) == ([("2026-03-15", "赵磊", "看了水电")], [])
    assert run("undo", "--yes").status == 0
    assert len(patrols(say, 2)) == 1
    assert run("ledger", "verify").status == 0


def test_another_round_of_that_day_patrols_where_the_first_is_voided(say: Say) -> None:
    for hour in (9, 15):
        say(*ROUND, "--all-normal", "--at", f"2026-03-15 {hour}:00")
    say("inspect", "void", 1, "--reason", "没有去")
    assert patrols(say, 1) == [("2026-03-15", "赵磊", "检查 2")]


def test_a_list_without_that_point_patrols_nothing(say: Say) -> None:
    say("checklist", "set", "assistant-daily", "--drop-point", "装修业户", "--from", "2026-03-15")
    say(*ROUND, "--all-normal", "--at", "2026-03-15")
    assert patrols(say, 1) == []
    say("checklist", "set", "assistant-daily", "--add-point", "装修业户", "--from", "2026-03-16")
    say(*ROUND, "--all-normal", "--at", "2026-03-16 9:00")
    assert len(patrols(say, 1)) == 1

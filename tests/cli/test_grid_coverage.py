"""`gridctl grid check`: every post in its own scope, ground of nobody, and gaps by day."""

import json
from collections.abc import Callable
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from tests.divided_estate import divide

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def divided_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return divide(tmp_path_factory.mktemp("divided"))


@pytest.fixture
def divided(run: Run, ledger: Path, divided_ledger: Path) -> Run:
    copyfile(divided_ledger, ledger)
    return run


def done(run: Run, *words: object) -> None:
    answer = run(*words)
    assert answer.status == 0, answer.err


def found(run: Run, *words: object) -> list[tuple[str, str, list[str]]]:
    answer = run("grid", "check", *words, "--format", "json")
    lines = [(line["kind"], line["subject"], line["names"]) for line in json.loads(answer.out)]
    assert answer.status == (4 if lines else 0), answer.err
    return lines


def by_day(run: Run, *words: object) -> list[tuple[str, str, str, str]]:
    answer = run("grid", "check", *words, "--format", "json")
    return [(line["kind"], line["subject"], line["first_day"], line["last_day"]) for line in json.loads(answer.out)]


def test_an_estate_with_everyone_in_his_post_is_clean(divided: Run) -> None:
    assert found(divided) == []
    assert "安全员 1 人" in divided("grid", "check").err  # registered, and not yet put anywhere


def test_a_post_that_answers_for_buildings_is_looked_at_once_anybody_is_put_on_any(divided: Run) -> None:
    done(divided, "grid", "assign", "刘洋", "--buildings", "1栋")
    assert found(divided) == [("building_without_post", "安全员", ["2栋", "3栋"])]
    (line,) = json.loads(divided("grid", "check", "--format", "json").out)
    assert line["households"] == 10
    answer = divided("grid", "check")
    assert "没有人管 2栋、3栋" in answer.out
    assert "--buildings" in answer.err
    done(divided, "grid", "assign", "刘洋", "--buildings", "2-3栋")
    assert found(divided) == []


def test_an_assistant_on_a_grid_answers_for_its_buildings(divided: Run) -> None:
    done(divided, "grid", "assign", "01", "T1", "--post", "物业助理")
    assert found(divided) == [("building_without_post", "物业助理", ["2栋2单元", "3栋"])]
    done(divided, "grid", "assign", "02", "T1", "--post", "物业助理")
    assert found(divided) == []


def test_a_second_post_of_grids_is_on_all_of_them_or_none(divided: Run) -> None:
    done(divided, "grid", "assign", "01", "T1", "--post", "网格管理员")
    assert found(divided) == [("grid_without_post", "网格管理员", ["02 西区"])]


def test_a_post_that_the_regulations_cannot_do_without_is_held_by_somebody(divided: Run) -> None:
    done(divided, "staff", "depart", "沈佳宁", "--on", "2026-03-10")
    assert found(divided, "--on", "2026-03-09") == []
    assert found(divided) == [("post_vacant", "客服主管", [])]
    answer = divided("grid", "check")
    assert "《物业客服管家区域网格化管理》四.2" in answer.out
    assert "可以兼任" in answer.err
    done(divided, "grid", "assign", "陆明远", "--post", "客服主管", "--from", "2026-03-12")
    assert by_day(divided, "--from", "2026-03-01") == [("post_vacant", "客服主管", "2026-03-10", "2026-03-11")]


def test_ground_out_of_doors_is_somebodys(divided: Run) -> None:
    for name in ("西门", "中心花园", "南广场", "会所"):
        done(divided, "place", "add", name)
    done(divided, "place", "add", "北门", "--keeper", "王强")
    done(divided, "place", "add", "3栋屋顶", "--building", "3栋")
    done(divided, "staff", "add", "L1", "--name", "董丽娜", "--post", "接待领班", "--place", "会所")
    assert found(divided) == [("place_of_nobody", "西门、中心花园、南广场", ["西门", "中心花园", "南广场"])]
    answer = divided("grid", "check")
    assert "5 米" in answer.out
    assert "--places" in answer.err
    done(divided, "grid", "add", "02", "--places", "西门,中心花园,南广场", "--from", "2026-03-16")
    assert found(divided) == []
    done(divided, "staff", "depart", "王强", "--on", "2026-04-01")
    done(divided, "staff", "depart", "董丽娜", "--on", "2026-04-01")
    assert [names for kind, _, names in found(divided, "--on", "2026-04-01") if kind == "place_of_nobody"] == [
        ["会所", "北门"]
    ]


def test_many_places_are_one_finding(divided: Run) -> None:
    for n in range(8):
        done(divided, "place", "add", f"{n}号路灯")
    ((_, subject, names),) = found(divided)
    assert subject.endswith("等 8 处")
    assert len(names) == 8


def test_gaps_are_named_by_day_and_drawn_together(divided: Run) -> None:
    done(divided, "grid", "assign", "01", "G1", "--to", "2026-03-04")
    done(divided, "grid", "assign", "01", "G3", "--from", "2026-03-10", "--to", "2026-03-12")
    days = ("--from", "2026-03-01", "--to", "2026-03-20")
    assert by_day(divided, *days) == [
        ("grid_without_head", "01 东区", "2026-03-05", "2026-03-09"),
        ("grid_without_head", "01 东区", "2026-03-13", "2026-03-20"),
    ]
    answer = divided("grid", "check", *days)
    assert answer.status == 4
    assert "2026-03-05 至 03-09" in answer.out
    assert "2026-03-01 至 03-20 发现 2 个问题" in answer.err
    assert by_day(divided, "--from", "2026-03-10", "--to", "2026-03-12") == []
    assert by_day(divided, "--to", "2026-03-17") == [("grid_without_head", "01 东区", "2026-03-16", "2026-03-17")]
    assert by_day(divided, "--from", "2025-12-30", "--to", "2026-01-02")[0][2:] == ("2025-12-30", "2025-12-31")
    assert "2025-12-30 至 12-31" in divided("grid", "check", "--from", "2025-12-30", "--to", "2026-01-02").out


@pytest.mark.parametrize(
    "words",
    [
        ("--on", "2026-03-01", "--from", "2026-03-01"),
        ("--on", "2026-03-01", "--to", "2026-03-02"),
        ("--from", "2026-03-17", "--to", "2026-03-16"),
        ("--from", "2026-03-17"),
    ],
)
def test_days_that_make_no_sense(divided: Run, words: tuple[str, ...]) -> None:
    answer = divided("grid", "check", *words)
    assert (answer.status, answer.out) == (2, "")


def test_an_empty_register_is_not_all_findings(run: Run) -> None:
    assert found(run) == []

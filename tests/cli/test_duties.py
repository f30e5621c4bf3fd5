"""`gridctl duty`: a golden month for each duty of each regulation, and what changes who answers and what is due."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from shutil import copy
from typing import Any

import pytest

from gridctl.store.duties import DUTY
from gridctl.store.leaves import LEAVE
from gridctl.store.schema import Ledgered
from gridctl.store.transactions import Act, writing
from tests import refusals
from tests.cli.duty_months import (
    GIVEN,
    GOLDEN,
    GRID_1,
    GRID_2,
    GRID_3,
    NOW,
    Writer,
    days_of,
    make_march,
)
from tests.conftest import Run
from tests.small_estate import ZHOU

MARKS = {"done": "+", "late": "~", "missed": "x", "excused": "o", "open": "."}
MARCH = ("--from", "2026-03-01", "--to", "2026-03-31")


@pytest.fixture(scope="module")
def march(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger of March, made once."""
    path = tmp_path_factory.mktemp("march") / "ledger.db"
    make_march(path)
    return path


@pytest.fixture
def ledger(march: Path, tmp_path: Path) -> Path:
    return Path(copy(march, tmp_path))


@pytest.fixture
def write(ledger: Path) -> Callable[..., None]:
    """Write a row into the ledger as another part of the program would."""

    def call(table: Ledgered[Any], **values: Any) -> None:
        with writing(ledger, Act("owner", "sample"), NOW) as tx:
            Writer(tx).put(table, **values)

    return call


def done(run: Run, *words: object, clock: datetime = NOW) -> Any:
    outcome = run(*words, "--format", "json", clock=clock)
    assert outcome.status == 0, outcome.err
    return json.loads(outcome.out)


def month(run: Run, code: str, name: str = "2026-03", clock: datetime = NOW) -> dict[str, dict[date, str]]:
    """By ground, the mark of each window that ends in a month."""
    rows = done(run, "duty", "calendar", "--month", name, "--duty", code, clock=clock)
    return {
        row["ground"] or "": {date.fromisoformat(turn["last"]): MARKS[turn["state"]] for turn in row["turns"]}
        for row in rows
    }


@pytest.mark.parametrize("code", GOLDEN)
def test_the_golden_month_of_a_duty(run: Run, code: str) -> None:
    assert month(run, code) == {ground: days_of(text) for ground, text in GOLDEN[code].items()}


def test_every_duty_has_its_golden_month(run: Run) -> None:
    codes = [line["code"] for line in done(run, "duty", "list")]
    assert list(GOLDEN) == sorted(GOLDEN, key=codes.index)
    assert set(codes) == set(GOLDEN)
    assert {code for code, *_ in GIVEN} | {"quarterly_briefing"} == set(GOLDEN)


@pytest.mark.parametrize("by", ["duty", "grid", "total"])
def test_each_window_is_counted_once(run: Run, by: str) -> None:
    marks = [mark for grounds in GOLDEN.values() for text in grounds.values() for mark in days_of(text).values()]
    lines = [line for line in done(run, "duty", "rate", "--month", "3月") if line["by"] == by]
    for key, mark in (("done", "+"), ("late", "~"), ("missed", "x"), ("excused", "o")):
        assert sum(line[key] for line in lines) == marks.count(mark)
    assert all(line["due"] == line["done"] + line["late"] + line["missed"] + line["excused"] for line in lines)
    assert sum(line["open"] for line in lines) == 0


def test_a_missed_day_is_told_by_grid_point_and_day(run: Run, ledger: Path) -> None:
    with writing(ledger, Act("owner", "sample"), NOW) as tx:
        writer = Writer(tx)
        writer.inspection("fire_daily", date(2026, 3, 12), "2026-03-12T12:00:00.000000Z", {"grid": 2}, points=2)
    rows = done(run, "duty", "missed", *MARCH, "--duty", "安全巡查", "--grid", "02")
    assert [(row["first"], row["ground"], row["missing"], row["answerable"], row["deputy_for"]) for row in rows] == [
        ("2026-03-11", GRID_2, ["消防设施", "安全通道", "电梯", "楼道"], ["李梅"], ["周静"]),
        ("2026-03-12", GRID_2, ["电梯", "楼道"], ["周静"], []),
    ]


def test_answerable_is_who_held_the_post_that_day(run: Run) -> None:
    rows = done(run, "duty", "missed", *MARCH, "--duty", "fire_daily")
    who = {(row["first"], row["ground"]): row["answerable"] for row in rows}
    assert who["2026-03-10", GRID_1] == ["李梅"]
    assert who["2026-03-21", GRID_3] == []  # nobody heads it
    [last] = [
        row for row in done(run, "duty", "due", "--on", "2026-03-31", "--grid", "01") if row["code"] == "fire_daily"
    ]
    assert last["answerable"] == ["孙悦"]


def test_a_month_fits_on_a_terminal(run: Run) -> None:
    from gridctl.cli.width import width  # noqa: PLC0415

    lines = run("duty", "calendar", "--month", "2026-03", clock=NOW).out.splitlines()
    assert max(map(width, lines)) <= 100
    [row] = [line for line in lines if "网格每日安全巡查" in line]
    assert row.endswith("+++++++++x~++++++++++++++++++++  1/31")
    assert next(line for line in lines if GRID_3 in line).endswith(" " * 15 + "+++++xxxxxxxxxxx  11/16")
    assert "==" in lines[2]
    assert "漏做" in lines[-1]


def test_a_table_draws_days_and_grounds_together(run: Run) -> None:
    outcome = run("duty", "missed", *MARCH, clock=NOW)
    rows = [" ".join(line.split()) for line in outcome.out.splitlines()]
    assert "2026-03-21 至 03-31 网格每日安全巡查 03 三号网格 无人 漏做 消防设施、安全通道、电梯、楼道 11" in rows
    assert "2026-03-11 网格每日安全巡查 02 二号网格 李梅（代周静） 漏做 消防设施、安全通道、电梯、楼道 1" in rows
    assert "2026-03-31 入户走访 G02 周静 周静 漏做 还差 1 天 1" not in rows  # its window is the month
    assert "2026-03-01 至 03-31 入户走访 G02 周静 周静 漏做 还差 1 天 1" in rows
    assert "2026-03-01 至 03-31 应做 " in outcome.err
    assert "2026-03-01 至 03-31 民情通报会 全项目 网格组织 漏做 1" not in rows  # its window is the quarter
    assert "2026-01-01 至 03-31 民情通报会 全项目 网格组织 漏做 1" in rows
    late = run("duty", "missed", *MARCH, "--late", "--duty", "上报", clock=NOW).out
    assert "补录（晚 3 天）" in late
    due = run("duty", "due", "--on", "2026-03-01", "--duty", "半月检", clock=NOW).out
    assert "1—2栋" not in due  # one is done late, one in time
    due = run("duty", "due", "--on", "2026-03-01", "--duty", "巡逻", "--duty", "环境巡检", clock=NOW).out
    assert "已做" in due


def test_sheets_have_a_line_a_window(run: Run) -> None:
    rows = run("duty", "missed", *MARCH, "--duty", "fire_daily", "--grid", "02", "--format", "csv", clock=NOW).out
    assert rows.splitlines()[1].startswith("2026-03-11,2026-03-11,网格每日安全巡查,02 二号网格,李梅,周静,24:00,漏做,")
    months = run("duty", "calendar", "--month", "3月", "--duty", "半月检", "--format", "csv", clock=NOW).out
    assert "环境半月检,2栋,15迟做或补录 31漏做,2,1" in months.splitlines()


def test_a_rate_with_nothing_below_the_line_prints_a_dash(run: Run) -> None:
    done(run, "duty", "excuse", "环境巡检", "--on", "2026-02-01", "--to", "2026-02-28", "--reason", "停业")
    outcome = run("duty", "rate", "--month", "2026-02", "--duty", "环境巡检", clock=NOW)
    assert outcome.out.splitlines()[1].split()[1:] == [
        "公共区域环境巡检",
        "28",
        "0",
        "0",
        "0",
        "0",
        "28",
        "—",
        "—",
        "0",
    ]
    [line] = [x for x in done(run, "duty", "rate", "--month", "3月", "--duty", "点名") if x["by"] == "person"]
    assert (line["group"], line["due"], line["rate"], line["in_time_rate"]) == ("H01 何洁", 31, 1.0, 0.6452)
    [line] = [x for x in done(run, "duty", "rate", "--month", "3月", "--duty", "上报") if x["by"] == "total"]
    shown = run("duty", "missed", *MARCH, "--late", "--duty", "上报", "--format", "json", clock=NOW).out
    entered_late = sum(row["entered_late"] for row in json.loads(shown))
    assert line["entered_late"] == entered_late > 0


def test_holidays_and_make_up_days_of_the_year(run: Run) -> None:
    marks = month(run, "daily_analysis", "2026-02")[""]
    assert date(2026, 2, 14) in marks  # a Saturday that is worked
    assert date(2026, 2, 28) in marks
    assert not {date(2026, 2, day) for day in range(15, 24)} & marks.keys()
    assert date(2026, 2, 18) in month(run, "fire_daily", "2026-02")[GRID_1]  # patrols know no holidays


def test_an_entry_before_the_grace_of_a_holiday_is_in_time(run: Run, ledger: Path) -> None:
    with writing(ledger, Act("owner", "sample"), NOW) as tx:
        writer = Writer(tx)
        for entered, grid in (("2026-02-24T02:00:59", 1), ("2026-02-24T02:01:00", 2)):  # 10:00 on the next working day
            writer.inspection("fire_daily", date(2026, 2, 15), f"{entered}.000000Z", {"grid": grid})
    marks = month(run, "fire_daily", "2026-02")
    assert (marks[GRID_1][date(2026, 2, 15)], marks[GRID_2][date(2026, 2, 15)]) == ("+", "~")
    [late] = done(
        run, "duty", "missed", "--from", "2-15", "--to", "2-15", "--late", "--grid", "02", "--duty", "fire_daily"
    )
    assert (late["state"], late["entered_late"], late["delay_days"]) == ("late", True, 9)


def test_what_is_not_over_is_open(run: Run) -> None:
    clock = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)
    lines = done(run, "duty", "due", "--duty", "环境巡检", "--duty", "走访", "--duty", "半月检", clock=clock)
    states = {(line["name"], line["ground"]): (line["state"], line["last"]) for line in lines}
    assert states["公共区域环境巡检", None] == ("done", "2026-03-16")
    assert states["环境半月检", "2栋"] == ("open", "2026-03-31")
    assert states["入户走访", "G02 周静"] == ("open", "2026-03-31")
    assert not done(run, "duty", "missed", "--from", "3-16", "--to", "3-16", "--duty", "租户登记", clock=clock)
    open_rows = [x for x in done(run, "duty", "rate", "--duty", "租户登记", clock=clock) if x["by"] == "total"]
    assert (open_rows[0]["open"], open_rows[0]["due"]) == (16, 46)


def test_days_to_come_are_not_gone_through(run: Run) -> None:
    rows = done(run, "duty", "missed", "--from", "2026-03-30", "--to", "2099-12-31", "--duty", "租户登记")
    assert {row["last"] for row in rows} == {"2026-03-30", "2026-03-31", "2026-04-01"}
    assert "应做 0 次" in run("duty", "missed", "--from", "2027-01-01", "--to", "2099-12-31", clock=NOW).err


def test_no_day_is_missed_or_wanted_before_the_project_has_the_duty(run: Run, ledger: Path) -> None:
    last = datetime(2026, 3, 31, 2, 0, tzinfo=UTC)
    with writing(ledger, Act("owner", "sample"), NOW) as tx:
        tx.delete(DUTY, tx.alike(DUTY, 1, code="visits"))
    done(run, "duty", "adopt", clock=last)
    rows = done(run, "duty", "due", "--on", "2026-03-31", "--duty", "走访", clock=last)
    assert {row["wanted"] for row in rows} == {0, 1}
    assert {row["first"] for row in rows} == {"2026-03-31"}


def test_holidays_that_are_not_known_are_told_of_once(run: Run) -> None:
    assert run("duty", "calendar", "--month", "2031-06", "--duty", "每日分析会", clock=NOW).err.count("2031 年") == 1


def test_a_deputys_own_leave_and_one_without_deputy(run: Run, write: Callable[..., None]) -> None:
    days = {"valid_from": date(2026, 3, 12), "valid_to": date(2026, 3, 13), "kind": "annual"}
    write(LEAVE, staff=ZHOU, **days)
    [row] = done(run, "duty", "missed", "--from", "3-12", "--to", "3-12", "--duty", "fire_daily", "--grid", "02")
    assert (row["answerable"], row["deputy_for"]) == ([], ["周静"])
    assert "无人（代周静）" in run("duty", "missed", "--from", "3-12", "--to", "3-12", "--grid", "02", clock=NOW).out


def test_whose_it_is_can_be_asked(run: Run) -> None:
    rows = done(run, "duty", "missed", *MARCH, "--staff", "李梅")
    assert {(row["code"], row["first"]) for row in rows} == {
        ("fire_daily", "2026-03-10"),
        ("fire_daily", "2026-03-11"),  # as a deputy
    }
    coming = done(run, "duty", "due", "--on", "3-12", "--grid", "03")
    assert {row["last"] for row in coming} == {"2026-03-31"}  # it begins on the 16th
    there = done(run, "duty", "due", "--on", "3-16", "--grid", "01")
    assert {row["ground"] for row in there} == {GRID_1, "1栋", "G01 李梅", "G03 孙悦", "A01 马俊", "B01 潘勇"}


def test_two_contractors_are_both_to_be_scored(run: Run, ledger: Path) -> None:
    from gridctl.store.contractors import EVALUATION  # noqa: PLC0415

    with writing(ledger, Act("owner", "sample"), NOW) as tx:
        Writer(tx).put(EVALUATION, contractor=1, month="2026-02", score=80)
    [row] = done(run, "duty", "missed", "--from", "2-28", "--to", "2-28", "--duty", "月度评估")
    assert (row["state"], row["missing"]) == ("missed", ["清新保洁"])


@pytest.mark.parametrize(
    ("status", "words", "said"),
    [
        (2, ("missed", "--from", "3-20", "--to", "3-10"), "之后"),
        (3, ("due", "--duty", "打太极"), "没有“打太极”这项例行工作"),
        (3, ("due", "--grid", "99"), "没有网格“99”"),
        (3, ("rate", "--staff", "张三"), "花名册里没有“张三”"),
    ],
)
def test_what_cannot_be_asked(run: Run, ledger: Path, status: int, words: tuple[str, ...], said: str) -> None:
    assert said in refusals.refused(run, ledger, status, ("duty", *words), clock=NOW)

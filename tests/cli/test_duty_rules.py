"""`gridctl duty list|show|set|on|off|history|adopt`: changed from a day on, never for days that are past."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from gridctl.domain.duties.duties import Duty
from gridctl.store.duties import DUTY
from gridctl.store.transactions import Act, writing
from tests import refusals
from tests.cli.duty_months import Writer
from tests.conftest import NOW, Run
from tests.small_estate import furnish
from tests.test_startup import FOR_WORKBOOKS, FOR_WRITING, SELDOM, loaded

Refused = Callable[..., str]
IN_APRIL = datetime(2026, 4, 2, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _estate(ledger: Path) -> None:
    furnish(ledger, NOW)


@pytest.fixture
def refused(run: Run, ledger: Path) -> Refused:
    return partial(refusals.refused, run, ledger)


@pytest.fixture
def used(ledger: Path) -> None:
    """A ledger in which something was done, so that the past is past."""
    with writing(ledger, Act("owner", "sample"), NOW) as tx:
        Writer(tx).inspection("fire_daily", date(2026, 3, 10), "2026-03-10T12:00:00.000000Z", {"grid": 1})


def done(run: Run, *words: object, clock: datetime = NOW) -> Any:
    outcome = run("duty", *words, "--format", "json", clock=clock)
    assert outcome.status == 0, outcome.err
    return json.loads(outcome.out)


def duties(ledger: Path) -> list[Duty]:
    with writing(ledger, Act("owner", "look"), NOW, dry_run=True) as tx:
        return tx.find(DUTY, 1)


def test_a_new_project_has_every_duty_from_its_first_day(run: Run) -> None:
    lines = {line["code"]: line for line in done(run, "list")}
    assert len(lines) == 32
    assert {line["valid_from"] for line in lines.values()} == {"2026-01-01"}
    visits = lines["visits"]
    assert (visits["who"], visits["every"], visits["book"], visits["clause"]) == (
        "网格成员",
        "每月2天",
        "走访",
        "D9 入户走访制度一",
    )
    assert lines["daily_analysis"]["every"] == "每个工作日"
    assert lines["hazard_screening"]["state"] == "blank"
    assert lines["hazard_screening"]["to_type"] == "gridctl duty set hazard_screening --every 多久"
    assert sum(line["state"] == "blank" for line in lines.values()) == 12


def test_the_list_says_what_is_blank_and_what_to_type(run: Run) -> None:
    outcome = run("duty", "list")
    [row] = [line for line in outcome.out.splitlines() if line.startswith("周例会")]
    assert "待填" in row
    assert row.endswith("D1 一(二)1")
    assert "依据：D1《街道网格中心工作制度》、D2" in outcome.err
    assert "《街道网格中心工作制度》一(二)1" in run("duty", "list", "--format", "csv").out
    assert "gridctl duty set weekly_regular --times 几次    周例会一般每周召开____次" in outcome.err
    assert "12 项要先填规程留空的数" in outcome.err


def test_what_is_blank_is_not_computed_until_it_is_filled_in(run: Run) -> None:
    assert not done(run, "due", "--duty", "全面排查")
    [change] = done(run, "set", "全面排查", "--every", "每半月", "--from", "2026-03-16")
    assert (change["before"], change["after"], change["valid_from"]) == (
        "网格负责人，每个网格待填，24:00 前",
        "网格负责人，每个网格每半月，24:00 前",
        "2026-03-16",
    )
    assert [line["last"] for line in done(run, "due", "--duty", "全面排查")] == ["2026-03-31"] * 2
    [line] = [line for line in done(run, "list") if line["code"] == "hazard_screening"]
    assert (line["state"], line["asks"], line["to_type"]) == ("on", [], None)


def test_two_blanks_are_filled_one_after_the_other(run: Run) -> None:
    done(run, "set", "half_yearly", "--months", "6月底、12月底")
    [line] = [line for line in done(run, "list") if line["code"] == "half_yearly"]
    assert (line["state"], line["to_type"]) == ("blank", "gridctl duty set half_yearly --times 几次")
    done(run, "set", "half_yearly", "--times", "1")
    assert [line["last"] for line in done(run, "due", "--duty", "half_yearly")] == ["2026-07-10"]


@pytest.mark.usefixtures("used")
def test_a_change_leaves_the_days_before_it_as_they_were(run: Run) -> None:
    [change] = done(run, "set", "安全巡查", "--until", "18:00", "--every", "每2天")
    assert (change["valid_from"], change["after"]) == ("2026-03-16", "网格负责人，每个网格每2天，18:00 前")
    assert [line["valid_from"] for line in done(run, "history", "fire_daily")] == ["2026-01-01", "2026-03-16"]
    before = done(run, "missed", "--from", "3-9", "--to", "3-15", "--duty", "fire_daily", "--grid", "01")
    assert [line["last"][-2:] for line in before] == ["09", "11", "12", "13", "14", "15"]
    after = done(run, "missed", "--from", "3-16", "--to", "3-31", "--duty", "fire_daily", clock=IN_APRIL)
    assert len(after) == 2 * 8
    assert {line["until"] for line in after} == {"18:00"}


@pytest.mark.usefixtures("used")
def test_switched_off_and_on_again(run: Run) -> None:
    [off] = done(run, "off", "安全巡查", "--from", "2026-03-20")
    assert (off["before"], off["after"]) == ("网格负责人，每个网格每天，24:00 前", "停用")
    [on] = done(run, "on", "fire_daily", "--from", "2026-03-25")
    assert on["after"] == "网格负责人，每个网格每天，24:00 前"
    rows = done(run, "missed", "--from", "3-18", "--to", "3-27", "--duty", "fire_daily", "--grid", "01", clock=IN_APRIL)
    assert [row["last"][-2:] for row in rows] == ["18", "19", "25", "26", "27"]
    assert [line["state"] for line in done(run, "history", "fire_daily")] == ["on", "off", "on"]
    assert "停用" in run("duty", "show", "fire_daily", "--on", "2026-03-21").out


def test_several_are_switched_at_once_and_what_is_so_already_is_said(run: Run) -> None:
    assert len(done(run, "off", "每日分析会", "周例会", "daily_analysis")) == 2
    outcome = run("duty", "off", "每日分析会")
    assert (outcome.status, outcome.out, outcome.err) == (0, "", "本来就是这样，没有变动\n")


def test_somebody_else_is_to_do_it_from_a_day_on(run: Run) -> None:
    done(run, "set", "每日分析会", "--posts", "客服管家、网格负责人")
    [line] = done(run, "due", "--duty", "每日分析会")
    assert line["answerable"] == ["李梅", "周静"]


def test_while_nothing_was_done_yet_the_first_days_may_change(run: Run) -> None:
    [change] = done(run, "off", "daily_report")
    assert change["valid_from"] == "2026-01-01"


def test_a_change_is_one_entry_and_can_be_undone(run: Run, ledger: Path) -> None:
    before = duties(ledger)
    done(run, "set", "走访", "--times", "3")
    assert duties(ledger) != before
    assert run("undo", "--yes").status == 0
    assert duties(ledger) == before


def test_the_journal_says_what_a_duty_was_and_is(run: Run) -> None:
    done(run, "set", "走访", "--times", "3")
    [row] = [line for line in run("ledger", "log", "--entry", "3").out.splitlines() if "入户走访" in line]
    assert row.split()[-4:] == ["网格成员，每人每月2天，24:00", "前", "网格成员，每人每月3天，24:00", "前"]


def test_a_dry_run_keeps_nothing(run: Run, ledger: Path) -> None:
    before = refusals.dump(ledger)
    outcome = run("duty", "set", "走访", "--times", "3", "--dry-run")
    assert "每月3天" in outcome.out
    assert refusals.dump(ledger) == before


def test_one_duty_is_shown_whole(run: Run) -> None:
    out = run("duty", "show", "租户登记").out
    assert "怎么登记: gridctl duty log tenant_registration" in " ".join(out.split())
    assert "gridctl inspect log --list fire_daily" in run("duty", "show", "安全巡查").out
    assert "gridctl upkeep done pest_control" in run("duty", "show", "消杀").out


def test_a_ledger_of_an_older_version_adopts_what_it_lacks(run: Run, ledger: Path) -> None:
    with writing(ledger, Act("owner", "older"), NOW) as tx:
        tx.delete(DUTY, [row for row in tx.find(DUTY, 1) if row.code != "visits"])
    assert "本项目还没有程序的这 31 项例行工作；采用：gridctl duty adopt" in run("duty", "list").err
    changes = done(run, "adopt", "--from", "2026-03-20")
    assert len(changes) == 31
    assert {change["before"] for change in changes} == {None}
    assert {change["valid_from"] for change in changes} == {"2026-03-20"}
    outcome = run("duty", "adopt")
    assert (outcome.status, outcome.out) == (0, "")
    assert "是齐的" in outcome.err


def test_what_is_adopted_is_due_from_today(run: Run, ledger: Path) -> None:
    with writing(ledger, Act("owner", "older"), NOW) as tx:
        tx.delete(DUTY, tx.find(DUTY, 1))
    assert {change["valid_from"] for change in done(run, "adopt")} == {"2026-03-16"}  # live from 2026-01-01
    assert json.loads(run("duty", "missed", "--from", "2026-01-01", "--to", "2026-03-15", "--format", "json").out) == []


def test_a_ledger_without_duties_says_so(run: Run, ledger: Path, refused: Refused) -> None:
    with writing(ledger, Act("owner", "older"), NOW) as tx:
        tx.delete(DUTY, tx.find(DUTY, 1))
    outcome = run("duty", "due")
    assert (outcome.status, outcome.out) == (0, "")
    assert "本项目还没有例行工作；采用：gridctl duty adopt" in outcome.err
    assert run("duty", "calendar").status == 0
    assert "采用程序的：gridctl duty adopt" in refused(4, ("duty", "set", "走访", "--times", "3"))


@pytest.mark.usefixtures("used")
@pytest.mark.parametrize(
    ("status", "words", "said"),
    [
        (4, ("set", "走访", "--times", "3", "--from", "2026-03-15"), "不能改今天以前的例行工作"),
        (4, ("off", "走访", "--from", "2026-03-15"), "2026-03-15 早于 2026-03-16"),
        (4, ("adopt", "--from", "2026-03-01"), "早于"),
        (2, ("set", "走访"), "没有说要改什么"),
        (2, ("set", "走访", "--times", "40"), "不是 1 至 31 的整数"),
        (2, ("set", "走访", "--every", "定期"), "看不懂多久一次"),
        (2, ("set", "走访", "--every", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"), "永远轮不到哪一天"),
        (2, ("set", "走访", "--until", "25:00"), "没有25点"),
        (2, ("set", "走访", "--until", "下午"), "没有写几点"),
        (3, ("set", "走访", "--posts", "门卫大爷"), "没有“门卫大爷”这个岗位"),
        (2, ("set", "half_yearly", "--months", "6"), "要写两个月份"),
        (3, ("set", "打太极", "--times", "2"), "没有“打太极”这项例行工作"),
        (3, ("on", "打太极"), "没有“打太极”这项例行工作"),
    ],
)
def test_what_cannot_be_changed(refused: Refused, status: int, words: tuple[str, ...], said: str) -> None:
    assert said in refused(status, ("duty", *words))


@pytest.mark.parametrize(
    ("text", "kept"), [("晚上8点", "20:00"), ("24:00", "24:00"), ("24点", "24:00"), ("8:30", "08:30")]
)
def test_the_hour_is_read_as_people_write_it(run: Run, text: str, kept: str) -> None:
    done(run, "set", "走访", "--until", text, "--times", "3")
    [line] = [line for line in done(run, "list") if line["code"] == "visits"]
    assert line["until"] == kept


def test_names_of_staff_are_no_duties(refused: Refused) -> None:
    assert "有：" in refused(3, ("duty", "show", "李梅"))


@pytest.mark.parametrize(
    "words", ["duty list", "duty show visits", "duty due --duty fire_daily", "duty missed --duty 上报"]
)
def test_what_is_daily_needs_no_rules_expanded(words: str, ledger: Path) -> None:
    modules = loaded(*words.split(), "--ledger", str(ledger))
    assert not modules & (
        FOR_WORKBOOKS | FOR_WRITING | SELDOM | {"rich", "gridctl.store.tickets", "gridctl.store.estates"}
    )

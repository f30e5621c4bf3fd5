"""The weekly summary handed out: drafts and issues, versions, formats, and what may not be done any more."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from tests import refusals
from tests.conftest import Outcome, Run
from tests.small_estate import furnish

FRIDAY = datetime(2026, 3, 13, 2, 0, tzinfo=UTC)  # 10:00 in the project's zone, in W11
MONDAY = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)
TUESDAY = datetime(2026, 3, 17, 2, 0, tzinfo=UTC)
NEXT_MONDAY = datetime(2026, 3, 23, 2, 0, tzinfo=UTC)
Refused = Callable[..., str]


@pytest.fixture(autouse=True)
def _story(run: Run, ledger: Path) -> None:
    furnish(ledger, FRIDAY)
    for place, problem, opened in (
        ("1-1大堂", "=灯不亮 [red]", "3-9"),
        ("2-1大堂", "门锁坏", "3-10"),
        ("1#电梯", "抖动", "2-23"),
    ):
        done(run("ticket", "open", place, problem, "--opened", opened, clock=FRIDAY))


@pytest.fixture
def refused(run: Run, ledger: Path) -> Refused:
    return partial(refusals.refused, run, ledger)


def done(outcome: Outcome) -> Outcome:
    assert outcome.status == 0, outcome.err
    return outcome


def issue(run: Run, *words: str, clock: datetime = MONDAY) -> Outcome:
    return run("report", "issue", "weekly", *words, actor="陈芳", clock=clock)


def report(run: Run, *words: object, clock: datetime = MONDAY) -> str:
    return done(run("report", "weekly", "--week", "2026-W11", *words, actor=None, clock=clock)).out


def test_a_table_names_the_form_and_shows_what_stands(run: Run) -> None:
    outcome = done(run("report", "weekly", actor=None, clock=MONDAY))
    assert "公区维修问题周汇总表 JBWY7.2.3-WI-ZC-KF-015-F01  云海花园  2026-03-09 至 2026-03-15  草稿" in outcome.err
    lines = [line.split() for line in outcome.out.splitlines()]
    assert lines[0][:3] == ["范围", "类别", "上周结转"]
    assert lines[1] == ["全项目", "公共照明", "0", "1", "0", "0", "0", "1", "0", "—", "+1"]
    assert lines[4] == ["全项目", "合计", "1", "2", "0", "0", "0", "3", "1", "0%（0/1）", "+2"]


def test_every_format_has_the_same_figures(run: Run) -> None:
    whole = json.loads(report(run, "--format", "json"))
    text = report(run, "--format", "csv")
    assert text.startswith("\ufeff范围,类别,上周结转")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    from_json = [
        (summary["scope"], line["category"], line["open_at_end"], line["rate"], line["change"])
        for summary in whole
        for line in [*summary["lines"], summary["total"]]
    ]
    from_csv = [
        (row["范围"], row["类别"], int(row["周末未完"]), row["半月内完成率"], int(row["较上周"])) for row in rows
    ]
    assert from_csv == from_json
    assert len(from_csv) == 16 * len(whole)
    assert [summary["scope"] for summary in whole] == ["全项目", "一号网格", "二号网格"]


def test_the_workbook_is_the_same_bytes_twice_and_after_later_edits(run: Run, tmp_path: Path) -> None:
    done(issue(run))
    first, second = tmp_path / "一.xlsx", tmp_path / "二.xlsx"
    report(run, "-o", first)
    done(run("ticket", "edit", "1", "--category", "电梯", "--problem", "全改了", clock=TUESDAY))
    report(run, "-o", second, clock=NEXT_MONDAY)
    assert first.read_bytes() == second.read_bytes()
    assert zipfile.ZipFile(first).testzip() is None


def test_a_file_is_made_by_its_ending_and_the_place_is_told(run: Run, tmp_path: Path) -> None:
    for ending in ("xlsx", "csv", "json"):
        target = tmp_path / f"周汇总.{ending}"
        outcome = done(run("report", "weekly", "-o", target, clock=MONDAY))
        assert outcome.out == ""
        assert str(target) in outcome.err
        assert target.stat().st_size > 100
    assert json.loads((tmp_path / "周汇总.json").read_text())[0]["project"] == "云海花园"


def test_issued_it_never_changes_and_issuing_again_changes_nothing(run: Run, ledger: Path) -> None:
    issued = done(issue(run, "--format", "json")).out
    assert json.loads(issued)[0]["version"] == 1
    before = refusals.dump(ledger)
    again = done(issue(run, "--format", "json"))
    assert again.out == issued
    assert "已经定稿" in again.err
    assert refusals.dump(ledger) == before
    done(
        run(
            "ticket",
            "record",
            "1-1大堂",
            "灯不亮",
            *["-e", "王强", "--opened", "3-11", "--finished", "3-12", "-v", "李梅"],
            clock=TUESDAY,
        )
    )
    done(run("ticket", "edit", "2", "--place", "1-1大堂", clock=TUESDAY))
    assert report(run, "--format", "json", clock=TUESDAY) == issued
    assert json.loads(report(run, "--grid", "01", "--format", "json"))[0] == json.loads(issued)[1]


def test_weeks_are_issued_when_they_have_ended_and_in_order(run: Run, refused: Refused) -> None:
    assert "还没有结束" in refused(4, ("report", "issue", "weekly", "--week", "2026-W11"), clock=FRIDAY)
    sunday = datetime(2026, 3, 15, 15, 59, tzinfo=UTC)
    assert "还没有结束" in refused(4, ("report", "issue", "weekly", "--week", "2026-W11"), clock=sunday)
    done(issue(run))
    later = datetime(2026, 3, 30, 2, 0, tzinfo=UTC)
    said = refused(4, ("report", "issue", "weekly"), clock=later)
    assert "按顺序" in said
    assert "--week 2026-W12" in said
    assert "之前" in refused(4, ("report", "issue", "weekly", "--week", "2026-W10"), clock=later)
    done(issue(run, "--week", "2026-W12", clock=later))
    done(issue(run, clock=later))


def test_reissuing_makes_a_second_version_and_keeps_the_first(run: Run, refused: Refused) -> None:
    assert "还没有定稿" in refused(4, ("report", "issue", "weekly", "--reissue", "--reason", "错"), clock=MONDAY)
    first = done(issue(run, "--format", "json")).out
    done(run("ticket", "edit", "1", "--problem", "灯罩破", clock=TUESDAY))
    assert "原因" in refused(2, ("report", "issue", "weekly", "--reissue"), clock=TUESDAY)
    second = json.loads(done(issue(run, "--reissue", "--reason", "问题写错", "--format", "json", clock=TUESDAY)).out)
    assert (second[0]["version"], second[0]["filled_on"]) == (2, "2026-03-17")
    assert "灯罩破" in [item["problem"] for item in second[0]["items"]]
    assert [each["total"] for each in second] == [each["total"] for each in json.loads(first)]
    assert json.loads(report(run, "--format", "json")) == second
    assert report(run, "--version", "1", "--format", "json") == first
    assert "没有第 3 版" in refused(3, ("report", "weekly", "--week", "2026-W11", "--version", "3"))
    assert "还没有定稿" in refused(3, ("report", "weekly", "--week", "2026-W10", "--version", "1"))


def test_what_an_issued_week_counts_is_not_undone(run: Run, refused: Refused) -> None:
    done(run("ticket", "void", "1", "--reason", "重复", "--at", "3-13", actor="李梅", clock=FRIDAY))
    done(issue(run))
    assert "之前，不能撤销" in refused(4, ("undo", "--yes"), actor="李梅", clock=MONDAY)
    assert "不能撤销" in refused(4, ("undo", "--yes"), actor="陈芳", clock=MONDAY)  # the issue itself
    done(run("ticket", "void", "2", "--reason", "重复", actor="李梅", clock=MONDAY))
    done(run("undo", "--yes", actor="李梅", clock=MONDAY))
    assert json.loads(done(run("ticket", "show", "2", "--format", "json")).out)["state"] == "to_dispatch"


@pytest.mark.parametrize(
    ("status", "words", "said"),
    [
        (2, ("--week", "2026-W54"), "没有第54周"),
        (2, ("--week", "哪周"), "看不懂是哪一周"),
        (2, ("--from", "3-1"), "--to"),
        (2, ("--week", "上周", "--from", "3-1", "--to", "3-2"), "--week"),
        (2, ("--from", "3-9", "--to", "3-2"), "反了"),
        (2, ("--grid", "01", "--staff", "李梅"), "只能写一个"),
        (3, ("--grid", "九号网格"), "九号网格"),
        (3, ("--staff", "无此人"), "无此人"),
    ],
)
def test_a_report_that_is_none(refused: Refused, status: int, words: tuple[str, ...], said: str) -> None:
    assert said in refused(status, ("report", "weekly", *words), clock=MONDAY)


def test_what_was_not_issued_is_not_invented(run: Run, refused: Refused) -> None:
    done(issue(run))
    assert "没有“王强”这一份" in refused(3, ("report", "weekly", "--week", "2026-W11", "--staff", "王强"))


def test_a_week_that_runs_and_days_to_come_are_drafts(run: Run) -> None:
    for words in (("--week", "本周"), ("--from", "2026-03-16", "--to", "2026-03-31")):
        outcome = done(run("report", "weekly", *words, "--format", "json", clock=MONDAY))
        total = json.loads(outcome.out)[0]["total"]
        assert (total["carried"], total["open_at_end"]) == (3, 3)


def test_an_empty_ledger_has_a_summary_of_noughts(run: Run) -> None:
    outcome = done(run("report", "weekly", "--week", "2026-W02", "--format", "json", clock=MONDAY))
    assert {line["open_at_end"] for line in json.loads(outcome.out)[0]["lines"]} == {0}

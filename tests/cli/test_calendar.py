"""Holidays of a project: from the state's arrangement, from a sheet, and what they do to the grace of an entry."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from gridctl.store.calendar import CALENDAR_DAY
from gridctl.store.transactions import Act, writing
from tests.conftest import Outcome, Run
from tests.small_estate import furnish

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)


def done(run: Run, *words: object, **settings: Any) -> Outcome:
    outcome = run(*words, **settings)
    assert outcome.status == 0, outcome.err
    return outcome


def days(run: Run, year: int = 2026) -> dict[str, tuple[bool, str, str]]:
    lines = json.loads(done(run, "policy", "calendar", "show", "--year", year, "--format", "json").out)
    return {line["day"]: (line["working"], line["name"], line["source"]) for line in lines}


def sheet(folder: Path, *rows: str) -> Path:
    path = folder / "节假日.csv"
    path.write_text("日期,结束日期,休班,节假日\n" + "\n".join(rows) + "\n", encoding="utf-8-sig")
    return path


def empty(ledger: Path) -> None:
    """Make it a ledger as an older program left it: without a holiday."""
    with writing(ledger, Act("owner", "ledger upgrade"), NOW) as tx:
        tx.delete(CALENDAR_DAY, tx.find(CALENDAR_DAY, 1))


def test_a_new_project_has_the_arranged_days_from_the_year_before(run: Run) -> None:
    of_2026 = days(run)
    assert of_2026["2026-02-17"] == (False, "春节", "regulation")
    assert of_2026["2026-02-14"] == (True, "春节", "regulation")  # a Saturday on which people work
    assert days(run, 2025)
    outcome = run("policy", "calendar", "show", "--year", 2024)
    assert "没有 2024 年的节假日安排" in outcome.err
    assert "班" in done(run, "policy", "calendar", "show").out


def test_a_further_project_has_its_own(run: Run) -> None:
    done(run, "project", "add", "--code", "B", "--name", "乙", "--company", "丙", "--live-from", "2026-01-01")
    lines = json.loads(done(run, "policy", "calendar", "show", "--project", "B", "--format", "json").out)
    assert len(lines) == len(days_of(run))


def days_of(run: Run) -> list[Any]:
    found: list[Any] = json.loads(done(run, "policy", "calendar", "show", "--project", "YH", "--format", "json").out)
    return found


def test_an_older_ledger_adopts_them_once(run: Run, ledger: Path) -> None:
    empty(ledger)
    assert days(run) == {}
    assert "没有 2025、2026" in done(run, "policy", "adopt", "--dry-run").err
    done(run, "policy", "calendar", "adopt", "--dry-run")
    assert days(run) == {}
    done(run, "policy", "calendar", "adopt")
    assert days(run)["2026-10-01"] == (False, "国庆节", "regulation")
    assert "没有变动" in done(run, "policy", "calendar", "adopt").err
    assert run("ledger", "verify").status == 0


def test_a_sheet_overrides_and_a_second_run_changes_nothing(run: Run, tmp_path: Path) -> None:
    path = sheet(tmp_path, "2026-02-14,,休,春节", "2090-02-06,2090-02-12,休,春节")
    preview = json.loads(done(run, "policy", "calendar", "import", path, "--format", "json").out)
    assert (preview["new"], preview["changed"], preview["applied"]) == (1, 1, False)
    assert days(run)["2026-02-14"][0] is True
    done(run, "policy", "calendar", "import", path, "--apply")
    assert days(run)["2026-02-14"] == (False, "春节", "sheet")
    assert len(days(run, 2090)) == 7
    again = json.loads(done(run, "policy", "calendar", "import", path, "--apply", "--format", "json").out)
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 2)
    done(run, "policy", "calendar", "adopt")  # a newer program does not undo what the office said
    assert days(run)["2026-02-14"][2] == "sheet"


def test_rows_that_contradict_each_other_are_refused(run: Run, tmp_path: Path) -> None:
    path = sheet(tmp_path, "2090-02-06,2090-02-12,休,春节", "2090-02-07,,班,春节")
    outcome = run("policy", "calendar", "import", path, "--apply")
    assert outcome.status == 5
    assert "休班相反" in outcome.out + outcome.err
    assert days(run, 2090) == {}


@pytest.mark.parametrize(("holidays", "counted"), [(True, "2026-02-14"), (False, "2026-02-24")])
def test_the_grace_of_an_entry_knows_the_holidays(run: Run, ledger: Path, *, holidays: bool, counted: str) -> None:
    """Finished on Saturday the 14th, a make-up day; people are back on Tuesday the 24th, and enter it at nine."""
    furnish(ledger, datetime(2026, 1, 20, tzinfo=UTC))
    if not holidays:
        empty(ledger)
    done(run, "ticket", "open", "1-1大堂", "灯不亮", clock=datetime(2026, 1, 30, 2, 0, tzinfo=UTC))
    back = datetime(2026, 2, 24, 1, 0, tzinfo=UTC)
    done(run, "ticket", "finish", 1, "--by", "王强", "--at", "2026-02-14", clock=back)
    with closing(sqlite3.connect(ledger)) as connection:
        assert connection.execute("SELECT finished_counts FROM round").fetchone() == (counted,)


def test_without_the_make_up_day_its_morning_is_no_limit(run: Run, ledger: Path) -> None:
    furnish(ledger, datetime(2026, 1, 20, tzinfo=UTC))
    done(run, "ticket", "open", "1-1大堂", "灯不亮", clock=datetime(2026, 1, 30, 2, 0, tzinfo=UTC))
    after = datetime(2026, 2, 14, 3, 0, tzinfo=UTC)  # 11:00 of the make-up Saturday: too late for Friday
    done(run, "ticket", "finish", 1, "--by", "王强", "--at", "2026-02-13", clock=after)
    with closing(sqlite3.connect(ledger)) as connection:
        assert connection.execute("SELECT finished_counts FROM round").fetchone() == ("2026-02-14",)

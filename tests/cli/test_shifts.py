"""`gridctl shift`: who enters, said once; what is said on the line wins, and a shift ends by itself."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import NOW, Run
from tests.small_estate import furnish


@pytest.fixture(autouse=True)
def _seated(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    furnish(ledger, NOW)
    monkeypatch.setenv("LOGNAME", "front")


def logged(run: Run) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads(run("ledger", "log", "--format", "json").out)
    return entries


def opened(run: Run, *words: object, **more: Any) -> Any:
    return run("ticket", "open", "中心花园", "灯不亮", *words, actor=None, **more)


def test_a_shift_says_who_enters_until_it_is_ended(run: Run) -> None:
    refused = opened(run)
    assert refused.status == 2
    assert "gridctl shift start" in refused.err
    started = run("shift", "start", "cf", actor=None)
    assert started.status == 0
    assert started.err == "上班：陈芳（Q01）10:00 起，03-16 22:00 自动下班\n"
    assert opened(run).status == 0
    assert [entry["actor"] for entry in logged(run)[:2]] == ["陈芳（Q01）", "陈芳（Q01）"]
    assert "上班：陈芳（Q01）" in run("today", actor=None).err
    assert "陈芳" in run("shift", "show", actor=None).out
    assert run("undo", "--yes", actor=None).status == 0
    assert run("shift", "end", actor=None).err == "下班：陈芳（Q01）10:00\n"
    assert opened(run).status == 2
    assert run("today", actor=None).err.count("上班") == 0
    assert run("shift", "show", actor=None).out == ""
    assert run("ledger", "verify").status == 0


def test_what_is_said_wins_over_the_shift(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("shift", "start", "陈芳", actor=None).status == 0
    assert opened(run, "--as", "W01").status == 0
    assert logged(run)[0]["actor"] == "王强（W01）"
    monkeypatch.setenv("GRIDCTL_ACTOR", "G01")
    assert opened(run).status == 0
    assert logged(run)[0]["actor"] == "李梅（G01）"
    started = run("shift", "start", "赵磊", actor=None)
    assert "现在写明的录入人是 G01" in started.err


def test_it_ends_by_itself_by_the_policy_of_its_day(run: Run) -> None:
    assert run("policy", "set", "shift_hours", "8").status == 0
    assert run("shift", "start", "陈芳", actor=None).status == 0
    assert opened(run, clock=NOW + timedelta(hours=7, minutes=59)).status == 0
    late = opened(run, clock=NOW + timedelta(hours=8))
    assert late.status == 2
    assert "没有说明谁在录入" in late.err
    nobody = run("shift", "end", actor=None, clock=NOW + timedelta(hours=8))
    assert nobody.status == 4
    assert "没有人在上班" in nobody.err


def test_a_shift_holds_at_its_own_seat(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("shift", "start", "陈芳", actor=None).status == 0
    monkeypatch.setenv("LOGNAME", "other")
    assert opened(run).status == 2
    assert run("shift", "start", "李梅", actor=None).status == 0
    shown = json.loads(run("shift", "show", "--format", "json").out)
    assert [(one["number"], one["seat"].partition("@")[0]) for one in shown] == [("Q01", "front"), ("G01", "other")]
    assert run("shift", "start", "王强", actor=None).status == 0  # who follows relieves who was here
    shown = json.loads(run("shift", "show", "--format", "json").out)
    assert [one["number"] for one in shown] == ["Q01", "W01"]


def test_an_import_goes_by_the_shift_too(run: Run, tmp_path: Path) -> None:
    sheet = tmp_path / "staff.csv"
    sheet.write_text("工号,姓名,岗位\nQ10,林晓彤,客服前台\n", encoding="utf-8")
    assert run("staff", "import", sheet, "--apply", actor=None).status == 2
    assert run("shift", "start", "陈芳", actor=None).status == 0
    assert run("staff", "import", sheet, "--apply", actor=None).status == 0
    assert logged(run)[0]["actor"] == "陈芳（Q01）"


def test_who_has_left_does_not_begin_one(run: Run) -> None:
    assert run("staff", "depart", "Q01", "--on", "2026-03-10").status == 0
    refused = run("shift", "start", "Q01")
    assert refused.status == 4
    assert "离岗" in refused.err


def test_processes_of_one_seat_share_it(ledger: Path) -> None:
    around = {key: value for key, value in os.environ.items() if not key.startswith(("GRIDCTL_", "COVERAGE_"))}

    def gridctl(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "gridctl", *words, "--ledger", str(ledger)],
            capture_output=True,
            text=True,
            encoding="utf-8",
            env=around,
            stdin=subprocess.DEVNULL,
            check=False,
        )

    assert gridctl("ticket", "open", "中心花园", "灯不亮").returncode == 2
    assert gridctl("shift", "start", "Q01").returncode == 0
    assert gridctl("ticket", "open", "zxhy", "灯不亮").returncode == 0
    assert "陈芳（Q01）" in gridctl("ledger", "log", "--last", "1").stdout

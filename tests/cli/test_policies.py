"""`gridctl policy` on a real ledger."""

import json
import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from gridctl.cli.main import main
from gridctl.domain.estates import Place
from gridctl.domain.moments import Moment
from gridctl.services.desk import writing
from gridctl.services.tickets.opening import Slip, open_ticket
from gridctl.settings import Settings
from gridctl.store.estates import PLACE
from gridctl.store.projects import POLICY

NOW = datetime(2026, 3, 16, 2, tzinfo=UTC)
TODAY = "2026-03-16"
Run = Callable[..., Any]


def lines(run: Run, *argv: object) -> list[dict[str, Any]]:
    done = run("policy", *argv, "--format", "json")
    assert done.status == 0, done.err
    found: list[dict[str, Any]] = json.loads(done.out)
    return found


def value(run: Run, name: str, *argv: object) -> Any:
    done = run("policy", "show", name, *argv, "--format", "json")
    assert done.status == 0, done.err
    return json.loads(done.out)["value"]


@pytest.fixture
def started(ledger: Path) -> None:
    """A project whose tickets have begun: policies change from today on only."""
    with writing(Settings(ledger, actor="owner", clock=lambda: NOW), "test") as desk:
        place = Place(
            1, desk.tx.next_id(1, PLACE), "area", None, None, None, "东门", "东门", "", "", None, "", "", None, ""
        )
        desk.tx.insert(PLACE, [place])
        open_ticket(desk, Slip(place.id, "东门", "灯不亮", Moment(date(2026, 3, 12))))


@pytest.fixture
def older(ledger: Path) -> None:
    """A ledger that a program made which knew two policies less, and had another default for a third."""
    with writing(Settings(ledger, actor="owner", clock=lambda: NOW), "test") as desk:
        gone = [row for row in desk.policies.rows if row.name in ("same_fault_days", "late_entry_grace")]
        desk.tx.delete(POLICY, gone)


def test_every_policy_is_shown_with_unit_clause_and_day(run: Run) -> None:
    found = {line["name"]: line for line in lines(run, "show")}
    limit = found["repair_limit_days"]
    assert (limit["value"], limit["unit"], limit["words"], limit["valid_from"]) == (15, "天", "15天", "2026-01-01")
    assert limit["clause"] == "D10 3.2(3.3.1)"
    assert found["extension_after_expiry"]["value"] is True
    text = run("policy", "show").out
    assert "公区维修整改期限" in text
    assert "《物业服务网格化管理流程》3.2(3.3.1)" in text
    assert "D10" not in text


def test_one_is_shown_with_what_it_means(run: Run) -> None:
    text = run("policy", "show", "补录宽限").out
    assert "10:00" in text
    assert "下一个工作日" in text
    assert run("policy", "show", "没有这个").status == 3


@pytest.mark.usefixtures("started")
def test_changes_from_today_on_and_what_it_was(run: Run) -> None:
    assert run("policy", "set", "补录宽限", "9:30").status == 0
    later = run("policy", "set", "repair_limit_days", "20", "repair_warning_days", "12,16", "--from", "2026-05-01")
    assert later.status == 0, later.err
    assert [value(run, "late_entry_grace", "--on", day) for day in ("2026-03-15", TODAY)] == ["10:00", "09:30"]
    assert value(run, "repair_limit_days") == 15
    said = lines(run, "history", "公区维修整改期限")
    assert [(line["valid_from"], line["valid_to"], line["words"]) for line in said] == [
        ("2026-01-01", "2026-05-01", "15天"),
        ("2026-05-01", None, "20天"),
    ]
    refused = run("policy", "set", "补录宽限", "9:00", "--from", "昨天")
    assert refused.status == 4
    assert "不能改今天以前的规定" in refused.err
    assert value(run, "late_entry_grace") == "09:30"


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("公区维修整改期限", "13"), 4, "提醒"),
        (("户数标准下限", "450"), 4, "户数标准上限"),
        (("repair_urgent_minutes", "43200"), 4, "紧急"),
        (("补录宽限",), 2, "没有写内容"),
        (("补录宽限", "9:00", "补录宽限", "9:30"), 2, "两次"),
        (("补录宽限", "9:00", "late_entry_grace", "9:30"), 2, "两个不同的内容"),
        (("补录宽限", "十点"), 2, "10:00"),
        (("没有这个", "1"), 3, "repair_limit_days"),
        ((), 2, ""),
    ],
)
def test_what_cannot_be_set(run: Run, words: tuple[str, ...], status: int, said: str) -> None:
    before = lines(run, "show")
    refused = run("policy", "set", *words)
    assert (refused.status, refused.out) == (status, "")
    assert said in refused.err
    assert lines(run, "show") == before


def test_two_that_belong_together_change_together(run: Run) -> None:
    changed = lines(run, "set", "户数标准下限", "450", "户数标准上限", "500")
    assert [(line["before"], line["after"]) for line in changed] == [("350户", "450户"), ("400户", "500户")]
    same = run("policy", "set", "户数标准下限", "450")
    assert (same.status, same.out) == (0, "")
    assert "没有变动" in same.err
    dry = run("policy", "set", "户数标准下限", "460", "--dry-run", actor=None)
    assert dry.status == 0
    assert value(run, "grid_band_min") == 450


def test_nothing_to_adopt(run: Run) -> None:
    done = run("policy", "adopt")
    assert (done.status, done.out) == (0, "")
    assert "没有要采用的" in done.err


@pytest.mark.usefixtures("older", "started")
def test_what_a_newer_program_brings_is_adopted_from_a_day(run: Run) -> None:
    assert "policy adopt" in run("policy", "show").err
    for words in (("history", "补录宽限"), ("set", "补录宽限", "9:00")):
        refused = run("policy", *words)
        assert refused.status == 4
        assert "policy adopt" in refused.err
    seen = lines(run, "adopt", "--dry-run")
    assert [(line["name"], line["before"], line["after"], line["valid_from"]) for line in seen] == [
        ("late_entry_grace", None, "10:00", TODAY),
        ("same_fault_days", None, "30天", TODAY),
    ]
    asked = run("policy", "adopt")
    assert asked.status == 2
    assert "补录宽限" in asked.out
    assert "--yes" in asked.err
    assert "policy adopt" in run("policy", "show").err
    assert run("policy", "adopt", "--from", "2026-04-01", "--yes").status == 0
    assert "policy adopt" not in run("policy", "show").err
    assert [line["valid_from"] for line in lines(run, "history", "补录宽限")] == ["2026-04-01"]
    assert run("policy", "adopt", "--from", "昨天", "--yes").status == 4
    assert run("ledger", "verify").status == 0


def test_what_a_project_has_otherwise_is_its_own_will(run: Run) -> None:
    assert run("policy", "set", "重复报修提示天数", "60", "补录宽限", "9:00").status == 0
    kept = run("policy", "adopt", "--yes")
    assert (kept.status, kept.out) == (0, "")
    assert "重复报修提示天数是 60天，程序的规定是 30天" in kept.err
    assert value(run, "same_fault_days") == 60
    named = run("policy", "adopt", "补录宽限", "--yes")
    assert named.status == 0, named.err
    assert (value(run, "late_entry_grace"), value(run, "same_fault_days")) == ("10:00", 60)
    assert run("policy", "adopt", "--all", "--yes").status == 0
    assert value(run, "same_fault_days") == 30
    assert run("policy", "adopt", "没有这个", "--yes").status == 3


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="a terminal of our own")
@pytest.mark.parametrize(("answer", "expected"), [(b"n\n", 60), (b"y\n", 30)])
def test_a_person_is_asked_and_may_say_no(
    run: Run,
    ledger: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answer: bytes,
    expected: int,
) -> None:
    run("policy", "set", "重复报修提示天数", "60")
    keyboard, terminal = os.openpty()
    os.write(keyboard, answer)
    with os.fdopen(keyboard, "wb"), os.fdopen(terminal, encoding="utf-8") as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        assert main(["policy", "adopt", "--all", "--ledger", str(ledger), "--as", "owner"], clock=lambda: NOW) == 0
    shown = capsys.readouterr()
    assert "30天" in shown.out
    assert "照此采用" in shown.err
    assert value(run, "same_fault_days") == expected

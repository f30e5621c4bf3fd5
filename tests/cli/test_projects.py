"""`gridctl project` on a real ledger."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from gridctl.domain.estates import Place
from gridctl.domain.issues import IssuedReport
from gridctl.domain.moments import Moment
from gridctl.domain.movements import FORM_CODE
from gridctl.services.desk import writing
from gridctl.services.tickets.opening import Slip, open_ticket
from gridctl.settings import Settings
from gridctl.store.estates import PLACE
from gridctl.store.issues import ISSUED

NOW = datetime(2026, 3, 16, 2, tzinfo=UTC)
TODAY = "2026-03-16"
Run = Callable[..., Any]


def policies(run: Run, *argv: object) -> dict[str, dict[str, object]]:
    shown = run("project", "show", *argv, "--format", "json")
    assert shown.status == 0, shown.err
    return {policy["name"]: policy for policy in json.loads(shown.out)["policies"]}


@pytest.fixture
def started(ledger: Path) -> None:
    """A project whose tickets have begun."""
    with writing(Settings(ledger, actor="owner", clock=lambda: NOW), "test") as desk:
        place = Place(1, 1, "area", None, None, None, "东门", "东门", "", "", None, "", "", None, "")
        desk.tx.insert(PLACE, [place])
        open_ticket(desk, Slip(place.id, "东门", "灯不亮", Moment(date(2026, 3, 12))))


def _issue(ledger: Path, first: date, last: date) -> None:
    row = IssuedReport(1, 1, FORM_CODE, "2026-W11", first, last, "project", 1, "{}", "", "owner", last, "")
    with writing(Settings(ledger, actor="owner", clock=lambda: NOW), "test") as desk:
        desk.tx.insert(ISSUED, [row])


def test_add_list_and_show(run: Run) -> None:
    added = run("project", "add", "--code", "yh2", "--name", "云海二期", "--live-from", "2026-04-01")
    assert added.status == 0, added.err
    listed = json.loads(run("project", "list", "--format", "json").out)
    assert [(line["code"], line["name"], line["company"], line["live_from"]) for line in listed] == [
        ("YH", "云海花园", "云海物业", "2026-01-01"),
        ("YH2", "云海二期", "云海物业", "2026-04-01"),
    ]
    whole = json.loads(run("project", "show", "云海二期", "--format", "json").out)
    assert whole["code"] == "YH2"
    assert {policy["valid_from"] for policy in whole["policies"]} == {"2026-04-01"}
    text = run("project", "show", "yh").out
    assert "周汇总截止日" in text
    assert "《物业服务网格化管理流程》3.2(3.3.1)" in text
    assert "D10" not in text
    assert "D10 3.2(3.3.1)" in {policy["clause"] for policy in whole["policies"]}


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--code", "YH", "--name", "甲"), 4, "YH"),
        (("--code", "A", "--name", "云海花园"), 4, "云海花园"),
        (("--code", "a b", "--name", "甲"), 2, "代码"),
        (("--code", "A", "--name", "  "), 2, "名称"),
        (("--code", "A", "--name", "甲", "--zone", "Asia/Nowhere"), 2, "Asia/Shanghai"),
        (("--code", "A", "--name", "甲", "--zone", "../etc"), 2, "Asia/Shanghai"),
    ],
)
def test_what_cannot_be_added(run: Run, words: tuple[str, ...], status: int, said: str) -> None:
    refused = run("project", "add", *words, "--live-from", TODAY)
    assert (refused.status, refused.out) == (status, "")
    assert said in refused.err
    assert len(json.loads(run("project", "list", "--format", "json").out)) == 1


def test_only_the_owner_adds_a_project(run: Run) -> None:
    words = ("project", "add", "--code", "B", "--name", "乙", "--live-from", TODAY)
    assert run(*words, actor="system").status == 4
    assert run(*words, actor=None).status == 2
    assert run(*words, "--dry-run", actor=None).status == 0
    assert run(*words).status == 0


def test_one_of_several_must_be_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("project", "add", "--code", "B", "--name", "乙", "--live-from", TODAY)
    asked = run("project", "show")
    assert asked.status == 2
    assert "YH 云海花园" in asked.err
    assert "乙" in run("project", "show", "--project", "b").out
    assert run("project", "show", "丙").status == 3
    monkeypatch.setenv("GRIDCTL_PROJECT", "乙")
    assert "乙" in run("project", "show").out
    assert run("project", "add", "--code", "C", "--name", "丙", "--live-from", TODAY).status == 0


def test_while_nothing_is_judged_the_first_policies_change(run: Run) -> None:
    done = run("project", "set", "--week-end", "周五", "--grid-head", "物业助理", "--band", "300—380", "--prefix", "wx")
    assert done.status == 0, done.err
    now = policies(run)
    assert now["week_last_day"]["value"] == 4
    assert now["grid_head_post"]["words"] == "物业助理"
    assert (now["grid_band_min"]["value"], now["grid_band_max"]["value"]) == (300, 380)
    assert now["number_prefix_repair"]["value"] == "WX"
    assert {policy["valid_from"] for policy in now.values()} == {"2026-01-01"}
    assert run("project", "set", "--prefix", "GW", "--from", "2025-12-31").status == 4


@pytest.mark.usefixtures("started")
def test_then_they_change_from_today_on(run: Run) -> None:
    done = run("project", "set", "--limit-days", "10", "--warn-days", "5，8")
    assert done.status == 0, done.err
    assert policies(run, "--on", "2026-03-15")["repair_limit_days"]["value"] == 15
    today = policies(run)["repair_limit_days"]
    assert (today["value"], today["valid_from"]) == (10, TODAY)
    again = run("project", "set", "--limit-days", "12")
    assert again.status == 0
    assert policies(run)["repair_limit_days"]["value"] == 12
    for refused in (("--from", "昨天"), ("--from", "2026-03-01", "--today", "2026-02-01")):
        answer = run("project", "set", "--limit-days", "20", *refused)
        assert answer.status == 4
        assert "不能改今天以前的规定" in answer.err
    assert policies(run)["repair_limit_days"]["value"] == 12


@pytest.mark.usefixtures("started")
def test_a_change_to_come_leaves_today_and_is_told_of(run: Run) -> None:
    assert run("project", "set", "--limit-days", "20", "--from", "2026-05-01").status == 0
    assert policies(run)["repair_limit_days"]["value"] == 15
    between = run("project", "set", "--limit-days", "18", "--from", "2026-04-01")
    assert "2026-05-01" in between.err
    days = ("2026-03-31", "2026-04-01", "2026-04-30", "2026-05-01")
    assert [policies(run, "--on", day)["repair_limit_days"]["value"] for day in days] == [15, 18, 18, 20]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ((), 2),
        (("--limit-days", "零"), 2),
        (("--week-end", "周八"), 2),
        (("--grid-head", "工程技工"), 2),
        (("--band", "400"), 2),
        (("--band", "400-350"), 4),
        (("--limit-days", "13"), 4),
        (("--policy", "没有这个=1"), 3),
        (("--policy", "补录宽限"), 2),
        (("--from", "2月30日", "--prefix", "A"), 2),
    ],
)
def test_what_cannot_be_set(run: Run, words: tuple[str, ...], status: int) -> None:
    before = policies(run)
    refused = run("project", "set", *words)
    assert (refused.status, refused.out) == (status, "")
    assert "提示:" in refused.err
    assert policies(run) == before


def test_any_policy_can_be_set_by_its_title(run: Run) -> None:
    done = run("project", "set", "--policy", "补录宽限=9:30", "--policy", "household_room_states＝已入住，空置")
    assert done.status == 0, done.err
    now = policies(run)
    assert now["late_entry_grace"]["value"] == "09:30"
    assert now["household_room_states"]["value"] == ["occupied", "vacant"]
    same = run("project", "set", "--policy", "补录宽限=9:30")
    assert (same.status, same.out) == (0, "")


def test_an_issued_week_keeps_its_last_day(run: Run, ledger: Path) -> None:
    _issue(ledger, date(2026, 3, 9), date(2026, 3, 15))
    refused = run("project", "set", "--week-end", "周五")
    assert refused.status == 4
    assert "定稿" in refused.err
    done = run("project", "set", "--week-end", "周五", "--from", TODAY)
    assert done.status == 0
    assert "2026年第" in done.err


def test_the_name_changes_and_stays_unique(run: Run) -> None:
    run("project", "add", "--code", "B", "--name", "乙", "--live-from", TODAY)
    assert run("project", "set", "YH", "--name", "云海新城", "--company", "新物业").status == 0
    line = json.loads(run("project", "list", "--format", "json").out)[0]
    assert (line["name"], line["company"]) == ("云海新城", "新物业")
    assert run("project", "set", "YH", "--name", "乙").status == 4
    dry = run("project", "set", "YH", "--name", "丙", "--dry-run")
    assert dry.status == 0
    assert json.loads(run("project", "list", "--format", "json").out)[0]["name"] == "云海新城"

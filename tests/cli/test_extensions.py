"""Extensions through the command line: asked for, signed by PIN or on paper, refused, too late, and what they change."""

import json
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests import refusals
from tests.conftest import Outcome, Run
from tests.signing_office import PIN, furnish_office, pin_file

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)  # Monday, 10:00 in the project's zone
PAPER = ("--paper", "--signer", "何立", "--paper-date", "3-14")


@pytest.fixture(autouse=True)
def _office(run: Run, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    furnish_office(ledger, NOW)
    monkeypatch.setenv("GRIDCTL_PIN_FILE", str(pin_file(tmp_path, PIN)))
    assert run("staff", "pin", "何立", actor="何立").status == 0
    # due on 03-16, 03-19 and 03-01
    for opened in ("2026-03-01 8:30", "2026-03-04 9:00", "2026-02-14"):
        assert run("ticket", "open", "1-1大堂", "灯不亮", "--opened", opened).status == 0


@pytest.fixture
def refused(run: Run, ledger: Path) -> Any:
    return partial(refusals.refused, run, ledger)


def done(run: Run, *words: object, **settings: Any) -> Outcome:
    outcome = run(*words, **settings)
    assert outcome.status == 0, outcome.err
    return outcome


def extend(run: Run, number: int, until: str, **settings: Any) -> None:
    done(run, "ticket", "extend", number, "--until", until, "--reason", "等配件", **settings)


def card(run: Run, number: int, **settings: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done(run, "ticket", "show", number, "--format", "json", **settings).out)
    return found


def overdue(run: Run, *more: object, **settings: Any) -> list[str]:
    lines = json.loads(done(run, "ticket", "list", "--overdue", "--format", "json", *more, **settings).out)
    return [line["number"][-4:] for line in lines]


def test_a_request_changes_nothing_until_it_is_signed(run: Run) -> None:
    extend(run, 1, "3-31", actor="陈芳")
    found = card(run, 1)
    assert (found["due"], found["original_due"]) == ("2026-03-16", None)
    [asked] = found["extensions"]
    assert (asked["state"], asked["asked_by"], asked["until"], asked["means"]) == ("asked", "陈芳", "2026-03-31", None)
    done(run, "ticket", "sign", 1, actor="陈芳")
    found = card(run, 1)
    assert (found["due"], found["original_due"]) == ("2026-03-31", "2026-03-16")
    [signed] = found["extensions"]
    assert (signed["state"], signed["signer"], signed["means"]) == ("signed", "何立", "pin")
    assert (signed["signed"], signed["paper_on"]) == ("2026-03-16T10:00:00", None)
    assert "密码" in run("ticket", "show", 1).out


def test_a_signature_on_paper_is_told_from_a_pin(run: Run, tmp_path: Path) -> None:
    photo = tmp_path / "签批单.jpg"
    photo.write_bytes(b"scan")
    extend(run, 1, "3-31")
    line = json.loads(done(run, "ticket", "sign", 1, *PAPER, "--photo", photo, "--format", "json").out)
    assert (line["means"], line["signer"], line["paper_on"]) == ("paper", "何立", "2026-03-14")
    assert line["signed"] == "2026-03-16T10:00:00"  # it counts when it is entered
    [scan] = card(run, 1)["attachments"]
    assert (scan["use"], scan["name"], Path(scan["file"]).read_bytes()) == ("paper", "签批单.jpg", b"scan")
    assert "纸签" in run("ticket", "show", 1).out


def test_progress_in_public_has_the_limit_that_was_signed(run: Run) -> None:
    def due() -> str:
        told: dict[str, str] = json.loads(done(run, "ticket", "track", 1, "--format", "json").out)
        return told["due"]

    extend(run, 1, "4-10")
    assert due() == "2026-03-16"
    done(run, "ticket", "sign", 1, *PAPER)
    assert due() == "2026-04-10"


def test_several_extensions_in_a_row(run: Run, refused: Any) -> None:
    extend(run, 1, "3-20")
    assert "等着签批" in refused(4, ("ticket", "extend", 1, "--until", "3-25", "--reason", "还是没到"))
    done(run, "ticket", "sign", 1)
    assert "不用延到" in refused(4, ("ticket", "extend", 1, "--until", "3-20", "--reason", "还是没到"))
    extend(run, 1, "3-25")
    done(run, "ticket", "sign", 1)
    found = card(run, 1)
    assert (found["due"], found["original_due"]) == ("2026-03-25", "2026-03-16")
    assert [each["until"] for each in found["extensions"]] == ["2026-03-20", "2026-03-25"]


def test_a_refusal_is_signed_too_and_leaves_the_limit(run: Run, refused: Any) -> None:
    extend(run, 1, "3-31")
    assert "原因" in refused(2, ("ticket", "sign", 1, "--refuse"))
    done(run, "ticket", "sign", 1, "--refuse", "--reason", "配件已到")
    found = card(run, 1)
    assert (found["due"], found["extensions"][0]["state"]) == ("2026-03-16", "refused")
    assert "没有等着签批" in refused(4, ("ticket", "sign", 1))


def test_only_the_project_leader_of_the_day_signs(run: Run, refused: Any) -> None:
    extend(run, 1, "3-31")
    done(run, "staff", "pin", "吴工", actor="吴工")
    said = refused(4, ("ticket", "sign", 1, "--signer", "吴工"))
    assert "吴工（E01）2026-03-16 不是项目负责人" in said
    assert "何立" in said
    said = refused(4, ("ticket", "sign", 1, "--paper", "--signer", "吴工", "--paper-date", "3-14"))
    assert "2026-03-14 不是项目负责人" in said
    assert "还没有到" in refused(4, ("ticket", "sign", 1, "--paper", "--signer", "何立", "--paper-date", "2026-03-17"))
    assert "早于" in refused(4, ("ticket", "sign", 1, "--paper", "--signer", "何立", "--paper-date", "2026-02-20"))
    assert "哪天签" in refused(2, ("ticket", "sign", 1, "--paper", "--signer", "何立"))
    assert "--paper" in refused(2, ("ticket", "sign", 1, "--paper-date", "3-14"))


def test_a_signature_on_the_last_evening_counts_and_one_after_it_by_the_policy(run: Run) -> None:
    extend(run, 1, "3-31")
    evening = datetime(2026, 3, 16, 15, 59, tzinfo=UTC)
    done(run, "ticket", "sign", 1, clock=evening)
    assert overdue(run, clock=evening + timedelta(days=3)) == ["0003"]
    extend(run, 2, "3-31")
    done(run, "ticket", "extend", 3, "--until", "4-10", "--reason", "等配件")
    after = datetime(2026, 3, 19, 16, 1, tzinfo=UTC)  # 00:01 of the day after
    assert "签批仍然有效" in done(run, "ticket", "sign", 2, clock=after).err
    assert (card(run, 2, clock=after)["due"], overdue(run, clock=after)) == ("2026-03-31", ["0003"])


def test_where_a_late_signature_does_not_count_it_is_kept_and_said(run: Run) -> None:
    later = NOW + timedelta(days=1)
    done(run, "policy", "set", "过期后签批有效", "否", clock=later)
    done(run, "ticket", "open", "2-1大堂", "门锁坏", clock=later)  # of the policy in force: due on 04-01
    after = datetime(2026, 4, 2, 2, 0, tzinfo=UTC)
    extend(run, 4, "4-20", clock=after)
    assert "过后签批不算" in done(run, "ticket", "sign", 4, clock=after).err
    found = card(run, 4, clock=after)
    assert (found["due"], found["original_due"], found["extensions"][0]["state"]) == ("2026-04-01", None, "signed")
    assert "0004" in overdue(run, clock=after)


def test_what_waits_for_a_signature(run: Run) -> None:
    extend(run, 2, "3-31")
    lines = json.loads(done(run, "ticket", "waiting", "--format", "json").out)
    told = [(line["number"][-4:], line["why"], line["days_left"], line["until"], line["command"]) for line in lines]
    form = "gridctl ticket extend GW-2026-{} --until 日期 --reason 理由"
    assert told == [
        ("0003", "超期未签批", -15, None, form.format("0003")),
        ("0001", "第13天", 0, None, form.format("0001")),
        ("0002", "待签批", 3, "2026-03-31", "gridctl ticket sign GW-2026-0002"),
    ]
    done(run, "ticket", "sign", 2)
    on_time = json.loads(done(run, "ticket", "waiting", "--format", "json").out)
    assert [line["number"][-4:] for line in on_time] == ["0003", "0001"]
    near = json.loads(done(run, "ticket", "waiting", "--format", "json", "--today", "2026-03-29").out)
    assert [(line["number"][-4:], line["why"]) for line in near if line["number"].endswith("2")] == [
        ("0002", "离期限 2 天")
    ]
    done(run, "ticket", "finish", 1, "--by", "王强")
    assert "0001" not in run("ticket", "waiting").out


def test_the_weekly_summary_counts_by_the_signed_limit_of_its_last_day(run: Run) -> None:
    extend(run, 3, "4-10")
    done(run, "ticket", "sign", 3)  # on Monday 03-16, after the week that ended on 03-15
    last, this = ("--week", "2026-W11"), ("--week", "2026-W12")

    def total(*week: str) -> dict[str, Any]:
        later = NOW + timedelta(days=7)
        found: dict[str, Any] = json.loads(done(run, "report", "weekly", *week, "--format", "json", clock=later).out)[0]
        return found

    before, after = total(*last), total(*this)
    assert (before["total"]["overdue"], after["total"]["overdue"]) == (1, 2)  # then 3; later 1 and 2
    assert before["plans"][0]["extension"] is None
    [third] = [plan for plan in after["plans"] if plan["number"].endswith("3")]
    assert third["extension"] == "何立 2026-03-16（密码）"
    [item] = [item for item in after["items"] if item["number"].endswith("3")]
    assert (item["due"], item["overdue_days"]) == ("2026-04-10", None)
    assert "原期限 2026-03-01" in item["remark"]
    assert next(item for item in before["items"] if item["number"].endswith("3"))["overdue_days"] == 14


def test_no_request_for_what_is_void_or_without_a_reason(run: Run, refused: Any) -> None:
    assert "理由" in refused(2, ("ticket", "extend", 1, "--until", "3-31"))
    done(run, "ticket", "void", 1, "--reason", "重复")
    assert "已作废" in refused(4, ("ticket", "extend", 1, "--until", "3-31", "--reason", "等配件"))


def test_a_request_can_be_undone_and_a_signature_cannot(run: Run) -> None:
    extend(run, 1, "3-31")
    done(run, "undo", "--yes")
    assert card(run, 1)["extensions"] == []
    extend(run, 1, "3-31")
    done(run, "ticket", "sign", 1)
    assert "不能撤销" in run("undo", "--yes").err


def test_a_dry_run_signs_nothing(run: Run, ledger: Path) -> None:
    extend(run, 1, "3-31")
    before = refusals.dump(ledger)
    done(run, "ticket", "sign", 1, "--dry-run")
    assert refusals.dump(ledger) == before


def test_who_has_no_pin_is_told_to_set_one(refused: Any) -> None:
    assert "gridctl staff pin S01" in refused(
        4, ("fine", "judge", 1, "--amount", 5, "--payer", "王强", "--reason", "拖")
    )

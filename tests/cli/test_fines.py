"""The fine book through the command line: computed by cron, confirmed and reversed by signature, judged delays."""

import json
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from gridctl.cli.main import main
from tests import refusals
from tests.conftest import Outcome, Run
from tests.signing_office import PIN, furnish_office, pin_file

APRIL = datetime(2026, 4, 2, 2, 0, tzinfo=UTC)  # Thursday, 10:00 in the project's zone: March is ripe since 04-01 10:00
PAPER = ("--paper", "--signer", "何立", "--paper-date", "2026-04-01")


@pytest.fixture(autouse=True)
def _office(run: Run, ledger: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """1 due 03-10 and never done; 2 due 03-16 and finished on it; 3 due 03-20 and finished the day after."""
    monkeypatch.setenv("GRIDCTL_PIN_FILE", str(pin_file(tmp_path, PIN)))
    furnish_office(ledger, datetime(2026, 2, 1, tzinfo=UTC))
    for day, *words in (
        ("2026-02-23", "open", "1-1大堂", "灯不亮"),
        ("2026-03-01", "open", "1-1大堂", "门锁坏"),
        ("2026-03-05", "open", "2-1大堂", "水管漏水"),
        ("2026-03-16", "finish", "2", "--by", "王强"),
        ("2026-03-21", "finish", "3", "--by", "王强"),
    ):
        done(run, "ticket", *words, clock=at(day))
    done(run, "staff", "pin", "何立", actor="何立", clock=at("2026-03-01"))


@pytest.fixture
def refused(run: Run, ledger: Path) -> Any:
    return partial(refusals.refused, run, ledger, clock=APRIL)


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T02:00:00+00:00")


def done(run: Run, *words: object, **settings: Any) -> Outcome:
    outcome = run(*words, **{"clock": APRIL} | settings)
    assert outcome.status == 0, outcome.err
    return outcome


def lines(run: Run, *words: object, **settings: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(done(run, *words, "--format", "json", **settings).out)
    return found


def compute(run: Run, month: str = "2026-03", **settings: Any) -> list[tuple[str, int, str | None, str]]:
    found = lines(run, "fine", "compute", "--month", month, **{"actor": "system"} | settings)
    return [(line["ticket"][-4:], line["amount_fen"], line["payer"], line["ground"]) for line in found]


def test_each_round_past_its_limit_once_and_a_second_run_adds_nothing(run: Run, ledger: Path) -> None:
    assert compute(run) == [("0001", 5000, "吴工", "overdue"), ("0003", 5000, "吴工", "overdue")]
    before = refusals.dump(ledger)
    assert compute(run) == []
    assert refusals.dump(ledger) == before
    assert "没有要记的罚款" in done(run, "fine", "compute", "--month", "2026-03").err
    [first, second] = lines(run, "fine", "list")
    assert (first["id"], first["month"], first["due"], first["standing"], first["confirmed"]) == (
        1,
        "2026-03",
        "2026-03-10",
        True,
        False,
    )
    assert (second["due"], second["actor"]) == ("2026-03-20", "系统")
    assert lines(run, "fine", "list", "--month", "2026-02") == []
    assert "50" in run("fine", "list", clock=APRIL).out


def test_the_last_month_is_meant_where_none_is_said(run: Run) -> None:
    assert len(lines(run, "fine", "compute")) == 2
    assert len(lines(run, "fine", "list", "--month", "上月")) == 2


def test_closing_late_reopening_and_voiding_take_nothing_away(run: Run) -> None:
    compute(run)
    done(run, "ticket", "finish", 1, "--by", "王强")
    done(run, "ticket", "verify", 1, 3, "--by", "李梅")
    done(run, "ticket", "reopen", 3, "--reason", "又漏")
    done(run, "ticket", "void", 3, "--reason", "重复")
    assert compute(run) == []


def test_a_signature_before_the_month_is_confirmed_withdraws_the_fine(run: Run) -> None:
    compute(run)
    done(run, "ticket", "extend", 1, "--until", "4-20", "--reason", "等配件")
    done(run, "ticket", "sign", 1)
    assert compute(run) == [("0001", -5000, "吴工", "extended")]
    standing = [line["ticket"][-4:] for line in lines(run, "fine", "list") if line["standing"]]
    assert standing == ["0003"]


def test_a_signature_after_the_confirming_counts_no_more(run: Run) -> None:
    compute(run)
    done(run, "fine", "confirm", "--month", "2026-03")
    done(run, "ticket", "extend", 1, "--until", "4-20", "--reason", "等配件", clock=APRIL + timedelta(days=1))
    before = in_time(run, APRIL + timedelta(days=1))
    assert "不算" in done(run, "ticket", "sign", 1, clock=APRIL + timedelta(days=1)).err
    assert compute(run, clock=APRIL + timedelta(days=1)) == []
    assert in_time(run, APRIL + timedelta(days=1)) == before


def in_time(run: Run, clock: datetime) -> list[tuple[int, int]]:
    """How many were in time and how many overdue, by the indicators of the first quarter."""
    words = ("ticket", "stats", "--from", "2026-01-01", "--to", "2026-03-31", "--format", "json")
    return [(line["in_time"], line["overdue"]) for line in json.loads(done(run, *words, clock=clock).out)]


def test_a_month_is_confirmed_once_by_the_leader(run: Run, refused: Any) -> None:
    assert "还有 2 笔没有算入" in refused(4, ("fine", "confirm", "--month", "2026-03"))
    compute(run)
    early = refusals_of_early(run)
    assert "2026-04-01 10:00 以后才能确认" in early
    whole = json.loads(done(run, "fine", "confirm", "--month", "2026-03", "--format", "json").out)
    assert (whole["month"], whole["fines"], whole["amount_fen"]) == ("2026-03", 2, 10000)
    assert (whole["signer"], whole["means"], whole["payers"]) == ("何立", "pin", ["吴工 100 元"])
    assert "已经确认过了" in refused(4, ("fine", "confirm", "--month", "2026-03"))
    assert "确认（密码）" in done(run, "fine", "list", "--month", "2026-03").err
    assert all(line["confirmed"] for line in lines(run, "fine", "list"))


def refusals_of_early(run: Run) -> str:
    outcome = run("fine", "confirm", "--month", "2026-03", clock=at("2026-04-01") - timedelta(hours=1))
    assert outcome.status == 4
    return outcome.err


def test_a_paper_confirms_as_well_and_is_shown_as_one(run: Run, tmp_path: Path) -> None:
    compute(run)
    scan = tmp_path / "确认单.pdf"
    scan.write_bytes(b"%PDF scan")
    whole = json.loads(
        done(run, "fine", "confirm", "--month", "2026-03", *PAPER, "--photo", scan, "--format", "json").out
    )
    assert (whole["means"], whole["paper_on"]) == ("paper", "2026-04-01")
    assert run("ledger", "verify", clock=APRIL).status == 0


def test_a_confirmed_fine_goes_by_a_signed_entry_and_is_not_found_again(run: Run, refused: Any) -> None:
    compute(run)
    done(run, "fine", "confirm", "--month", "2026-03")
    assert "理由" in refused(4, ("fine", "reverse", 1)) or "原因" in refused(4, ("fine", "reverse", 1))
    back = json.loads(done(run, "fine", "reverse", 1, "--reason", "全楼停电", *PAPER, "--format", "json").out)
    assert (back["amount_fen"], back["reverses"], back["month"]) == (-5000, 1, "2026-04")
    assert (back["signer"], back["means"], back["reason"]) == ("何立", "paper", "全楼停电")
    assert "已经冲回过" in refused(4, ("fine", "reverse", 1, "--reason", "再来"))
    assert "本身就是冲回" in refused(4, ("fine", "reverse", 3, "--reason", "再来"))
    refused(3, ("fine", "reverse", 99, "--reason", "再来"))
    assert compute(run) == compute(run, "2026-04") == []
    assert [line["standing"] for line in lines(run, "fine", "list")] == [False, True, False]


def test_who_held_the_post_on_the_day_pays_and_nobody_is_told_of(run: Run, ledger: Path) -> None:
    done(run, "staff", "depart", "吴工", "--on", "2026-03-15", clock=at("2026-03-14"))
    outcome = done(run, "fine", "compute", "--month", "2026-03", "--format", "json")
    assert [line["payer"] for line in json.loads(outcome.out)] == ["吴工", None]
    assert "2026-03-20 没有工程维修部负责人" in outcome.err
    said = refusals.refused(run, ledger, 4, ("fine", "confirm", "--month", "2026-03"), clock=APRIL)
    assert "没有人承担" in said
    done(run, "staff", "add", "E02", "--name", "郑工", "--post", "工程维修部负责人", "--joined", "2026-03-15")
    assert compute(run) == [("0003", -5000, None, "overdue"), ("0003", 5000, "郑工", "overdue")]
    done(run, "fine", "confirm", "--month", "2026-03")


def test_a_judged_delay_has_no_default_and_is_signed_by_the_supervision(run: Run, refused: Any) -> None:
    words = ("fine", "judge", 1, "--amount", "200", "--payer", "王强", "--reason", "无故拖延")
    assert run("fine", "judge", 1, "--payer", "王强", "--reason", "拖", clock=APRIL).status == 2
    assert "大于 0" in refused(
        4, ("fine", "judge", 1, "--amount", "0", "--payer", "王强", "--reason", "拖", *paper("钱进"))
    )
    assert "不是监察管理部" in refused(4, (*words, *paper("何立")))
    line = json.loads(done(run, *words, *paper("钱进"), "--format", "json").out)
    assert (line["kind"], line["amount_fen"], line["payer"], line["month"]) == ("delay", 20000, "王强", "2026-04")
    assert (line["signer"], line["ground_words"], line["means"]) == ("钱进", "监察管理部判定", "paper")
    assert compute(run)[0][0] == "0001"  # it is a record of its own


def paper(signer: str) -> tuple[str, ...]:
    return "--paper", "--signer", signer, "--paper-date", "2026-04-01"


def test_the_weekly_summary_shows_the_fine_from_when_it_was_entered(run: Run) -> None:
    compute(run)

    def fines(week: str) -> dict[str, str | None]:
        [whole, *_] = lines(run, "report", "weekly", "--week", week, clock=at("2026-04-20"))
        return {plan["number"][-4:]: plan["fine"] for plan in whole["plans"]}

    assert fines("2026-W13") == {"0001": None, "0003": None}
    assert fines("2026-W14") == {"0001": "50 元", "0003": "50 元"}


def test_merged_tickets_are_one_item(run: Run) -> None:
    done(run, "ticket", "open", "1-1大堂", "灯不亮", clock=at("2026-03-06"))
    done(run, "ticket", "merge", 4, "--into", 1, clock=at("2026-03-07"))
    assert [line[0] for line in compute(run)] == ["0001", "0003"]


def test_a_month_to_come_and_words_that_are_none(refused: Any) -> None:
    assert "还没有到" in refused(4, ("fine", "compute", "--month", "2026-05"))
    for month in ("2026-13", "三月份左右", "03-2026"):
        refused(2, ("fine", "compute", "--month", month))


def test_what_ran_out_before_going_live_is_never_fined(tmp_path: Path) -> None:
    other = tmp_path / "late.db"
    settings = ("--ledger", str(other), "--as", "owner")
    made = ["ledger", "init", "--code", "B", "--name", "乙", "--company", "丙", "--live-from", "2026-03-15"]
    assert main([*made, *settings], clock=lambda: at("2026-03-15")) == 0
    furnish_office(other, at("2026-03-15"))
    assert main(["ticket", "open", "1-1大堂", "灯不亮", "--opened", "2026-02-20", *settings], clock=lambda: APRIL) == 0
    assert main(["fine", "compute", "--month", "2026-03", *settings], clock=lambda: APRIL) == 0
    assert [line for line in refusals.dump(other) if 'INTO "fine"' in line] == []

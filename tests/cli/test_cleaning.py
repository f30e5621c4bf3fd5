"""`gridctl cleaning` on a real ledger: found, told, mended, accepted at the inspection or deducted, summed up in the month."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from tests.contracted_estate import contract
from tests.refusals import refused

Run = Callable[..., Any]
APRIL = datetime(2026, 4, 2, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def contracted_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return contract(tmp_path_factory.mktemp("contracted"))


@pytest.fixture
def contracted(run: Run, ledger: Path, contracted_ledger: Path) -> Run:
    copyfile(contracted_ledger, ledger)
    return run


def done(run: Run, *words: object, **settings: Any) -> Any:
    answer = run(*words, "--format", "json", **settings)
    assert answer.status == 0, answer.err
    return json.loads(answer.out)


def cleaning(run: Run, *words: object, **settings: Any) -> dict[str, Any]:
    line: dict[str, Any] = done(run, "cleaning", *words, **settings)[0]
    return line


def found(run: Run, problem: str = "垃圾桶满溢", opened: str = "2026-03-05 08:00", *words: str) -> str:
    number: str = cleaning(run, "open", "东门", problem, "--opened", opened, "--by", "A9", *words)["number"]
    return number


def test_a_fault_from_finding_to_acceptance(contracted: Run) -> None:
    line = cleaning(contracted, "open", "东门", "垃圾桶满溢", "--opened", "2026-03-05 08:00", "--by", "A9")
    assert (line["number"], line["state_name"], line["category_name"]) == ("BJ-2026-0001", "待通知", "垃圾清运")
    assert (line["contractor"], line["told"]) == ("洁净保洁", None)  # whose it is, not yet told
    told = cleaning(contracted, "tell", "1", "--by", "A9", "--at", "2026-03-05 08:30")
    assert (told["state_name"], told["told"]) == ("已通知", "2026-03-05 08:30")
    mended = cleaning(contracted, "mend", "1", "--at", "2026-03-06 17:00", "--note", "已清运")
    assert (mended["state_name"], mended["mended"]) == ("待验收", "2026-03-06 17:00")
    assert mended["contractor"] == "洁净保洁"
    accepted = cleaning(contracted, "accept", "1", "--by", "H1", "--at", "2026-03-15")
    assert (accepted["state_name"], accepted["accepted"], accepted["verifier"]) == ("已达标", "2026-03-15", "曹玉兰")
    assert done(contracted, "cleaning", "list") == []
    card = done(contracted, "cleaning", "show", "BJ-2026-0001")
    steps = [(step["action"], step["doer"], step["note"]) for step in card["steps"]]
    assert ("dispatch", "周敏", "派给洁净保洁") in steps
    assert "派给洁净保洁" in contracted("cleaning", "show", "1").out
    assert contracted("ledger", "verify").status == 0


def test_a_fault_that_is_on_paper_already_is_entered_in_one_line(contracted: Run, ledger: Path) -> None:
    record = ("cleaning", "record", "东门", "垃圾桶满溢", "--opened", "2026-03-05 08:00", "--mended", "2026-03-06")
    line = cleaning(contracted, *record[1:], "--verifier", "H1", "--accepted", "2026-03-15", "--by", "A9")
    assert (line["state_name"], line["contractor"], line["told"]) == ("已达标", "洁净保洁", "2026-03-05 08:00")
    assert (line["mended"], line["accepted"], line["verifier"]) == ("2026-03-06", "2026-03-15", "曹玉兰")
    assert cleaning(contracted, *record[1:], "--verifier", "H1")["accepted"] == "2026-03-06"
    assert cleaning(contracted, *record[1:])["state_name"] == "待验收"
    late = (*record, "--told", "2026-03-07")
    assert "2026-03-07" in refused(contracted, ledger, 4, late)
    nobody = (*record, "--accepted", "2026-03-15")
    assert "验收人" in refused(contracted, ledger, 2, nobody)


def test_contractors_people_do_not_accept(contracted: Run, ledger: Path) -> None:
    assert contracted("staff", "add", "W1", "--name", "杜秀英", "--post", "保洁员").status == 0
    found(contracted, "垃圾满溢", "2026-03-05 08:00", "--tell")
    done(contracted, "cleaning", "mend", "1", "--at", "2026-03-06")
    assert "外委人员" in refused(contracted, ledger, 4, ("cleaning", "accept", "1", "--by", "W1"))
    assert "外委人员" in refused(contracted, ledger, 4, ("ticket", "verify", "BJ-2026-0001", "--by", "W1"))


def test_faults_are_listed_by_their_own_states(contracted: Run) -> None:
    found(contracted, "垃圾满溢", "2026-03-05 08:00", "--tell")
    found(contracted, "纸屑")
    assert [row["number"] for row in done(contracted, "cleaning", "list", "--state", "待通知")] == ["BJ-2026-0002"]
    assert [row["number"] for row in done(contracted, "cleaning", "list", "--overdue")] == [
        "BJ-2026-0001",
        "BJ-2026-0002",
    ]
    assert done(contracted, "ticket", "list") == []  # repairs alone


def test_told_on_the_spot_and_several_at_once(contracted: Run) -> None:
    line = cleaning(contracted, "open", "东门", "纸屑", "--by", "A9", "--opened", "2026-03-05 08:00", "--tell")
    assert (line["state_name"], line["told"]) == ("已通知", "2026-03-05 08:00")
    found(contracted, "小广告")
    found(contracted, "蛛网")
    assert [row["told"] for row in done(contracted, "cleaning", "tell", "2", "3", "--at", "2026-03-06")] == [
        "2026-03-06",
        "2026-03-06",
    ]
    assert "写了两次" in contracted("cleaning", "mend", "2", "2").err


def test_not_accepted_it_is_mended_again(contracted: Run) -> None:
    found(contracted)
    done(contracted, "cleaning", "tell", "1", "--at", "2026-03-05 09:00")
    done(contracted, "cleaning", "mend", "1", "--at", "2026-03-06")
    line = cleaning(contracted, "reject", "1", "--reason", "仍有污水", "--by", "H1", "--at", "2026-03-15")
    assert (line["mended"], line["rejections"]) == (None, 1)
    done(contracted, "cleaning", "mend", "1", "--at", "2026-03-15")
    assert cleaning(contracted, "accept", "1", "--by", "H1", "--at", "2026-03-16")["state_name"] == "已达标"


def test_the_month_tells_how_far_each_fault_came(contracted: Run) -> None:
    found(contracted, "垃圾满溢", "2026-02-27 08:00", "--tell")  # carried over, accepted in March
    done(contracted, "cleaning", "mend", "1", "--at", "2026-03-01")
    done(contracted, "cleaning", "accept", "1", "--by", "H1", "--at", "2026-03-02")
    found(contracted, "小广告", "2026-03-10 08:00", "--tell")  # mended in April only
    found(contracted, "蛛网", "2026-03-12 08:00", "--tell")
    done(contracted, "cleaning", "mend", "3", "--at", "2026-03-13")
    found(contracted, "油污", "2026-03-14 08:00")  # never told
    found(contracted, "误记", "2026-03-14 09:00", "--tell")
    assert contracted("ticket", "void", "BJ-2026-0005", "--reason", "误记").status == 0
    done(contracted, "cleaning", "mend", "2", "--at", "2026-04-01", clock=APRIL)
    sheet = done(contracted, "contractor", "month", "洁净", "--month", "2026-03", clock=APRIL)
    assert [(line["number"][-1], line["stage"], line["carried"]) for line in sheet["faults"]] == [
        ("1", "accepted", True),
        ("2", "told", False),
        ("3", "mended", False),
        ("4", "untold", False),
    ]
    assert {key: sheet[key] for key in ("found", "carried", "accepted", "mended", "open")} == {
        "found": 3,
        "carried": 1,
        "accepted": 1,
        "mended": 1,
        "open": 2,
    }
    assert sheet["faults"][1]["mended"] is None  # what happened in April is April's
    assert sheet["faults"][1]["late"]
    april = done(contracted, "contractor", "month", "洁净", "--month", "2026-04", clock=APRIL)
    assert (april["found"], april["carried"]) == (0, 3)
    letter = contracted("contractor", "letter", "洁净", "--month", "2026-03", clock=APRIL).out
    assert "本月发现 3 项，另有以前未完 1 项；已验收 1 项，待验收 1 项，未整改 2 项" in letter
    assert "3月10日 东门：小广告（BJ-2026-0002）。3月10日通知，" in letter
    assert "前整改，至3月末未整改，逾期。" in letter
    running = contracted("contractor", "letter", "洁净", "--month", "2026-04", clock=APRIL).out
    assert "前整改，尚未整改，逾期。" in running
    assert "请贵单位在2026年4月15日前将未整改的 2 项整改到位" in letter


def test_a_fault_is_deducted_once(contracted: Run, ledger: Path) -> None:
    found(contracted, "垃圾满溢", "2026-03-05 08:00", "--tell")
    deduct = ("cleaning", "deduct", "1", "--clause", "8.1", "--reason", "两天未清", "--by", "A9")
    row = done(contracted, *deduct)[0]
    assert (row["contractor"], row["ticket"], row["amount"]) == ("洁净保洁", "BJ-2026-0001", "50")
    assert "已按条款 8.1 扣过" in refused(contracted, ledger, 4, deduct)
    other = ("contractor", "deduct", "洁净", "--ticket", "BJ-2026-0001", "--clause", "8.2", "--reason", "仍脏")
    assert done(contracted, *other, "--by", "A9")[0]["amount"] == "100.50"
    assert cleaning(contracted, "list")["deducted"] == "150.50"
    wrong = (
        "contractor",
        "deduct",
        "通达",
        "--ticket",
        "BJ-2026-0001",
        "--clause",
        "1",
        "--reason",
        "甲",
        "--by",
        "A9",
    )
    assert "责任单位是洁净保洁" in refused(contracted, ledger, 4, wrong)


def test_a_reversed_deduction_may_be_made_anew(contracted: Run) -> None:
    found(contracted, "垃圾满溢", "2026-03-05 08:00", "--tell")
    deduct = ("cleaning", "deduct", "1", "--clause", "8.1", "--reason", "两天未清", "--by", "A9")
    done(contracted, *deduct)
    done(contracted, "contractor", "confirm", "--month", "2026-03", "--by", "H1")
    done(contracted, "contractor", "reverse", "1", "--reason", "误记", "--by", "A9")
    assert done(contracted, *deduct)[0]["number"] == 3


def test_the_nearest_contractor_answers(contracted: Run) -> None:
    for words in (
        ("contractor", "add", "东区保洁", "--service", "保洁", "--fee", "1", "--from", "2026-01-01"),
        ("contractor", "area", "东区保洁", "--grids", "01"),
        ("contractor", "add", "花木公司", "--service", "绿化养护", "--fee", "1", "--from", "2026-01-01"),
    ):
        assert contracted(*words).status == 0
    assert cleaning(contracted, "open", "东门", "纸屑")["contractor"] == "东区保洁"  # grid 01 has the gate
    assert cleaning(contracted, "open", "3栋101", "门口杂物")["contractor"] == "洁净保洁"
    line = cleaning(contracted, "open", "3栋101", "绿化带里有白色垃圾", "-c", "绿化带")
    assert line["contractor"] is None  # the cleaner and the gardener both answer for it
    answer = contracted("cleaning", "tell", "3")
    assert answer.status == 2
    assert "花木公司" in answer.err
    assert cleaning(contracted, "tell", "3", "--contractor", "花木")["contractor"] == "花木公司"
    answer = contracted("cleaning", "tell", "1", "--contractor", "洁净")
    assert answer.status == 0
    assert "登记的是东区保洁负责" in answer.err
    assert len(done(contracted, "cleaning", "list", "--contractor", "洁净")) == 2
    card = done(contracted, "contractor", "show", "洁净")
    assert [(line["number"][-1], line["stage"]) for line in card["tickets"]] == [("1", "told"), ("2", "untold")]
    assert "手里未完的单" in contracted("contractor", "show", "洁净").out


def test_where_nobody_answers_it_is_opened_all_the_same(contracted: Run, ledger: Path) -> None:
    done(contracted, "contractor", "renew", "洁净", "--to", "2026-02-28")
    answer = contracted("cleaning", "open", "东门", "纸屑")
    assert answer.status == 0
    assert "没有登记由哪家外委单位负责" in answer.err
    assert "没有外委单位负责" in refused(contracted, ledger, 3, ("cleaning", "tell", "1"))
    late = ("cleaning", "tell", "1", "--contractor", "洁净")
    assert "没有合同" in refused(contracted, ledger, 4, late)
    no_fault = ("cleaning", "deduct", "1", "--clause", "8.1", "--reason", "甲", "--by", "A9")
    assert "哪家单位" in refused(contracted, ledger, 2, no_fault)


def test_a_repair_goes_to_the_lift_company(contracted: Run, ledger: Path) -> None:
    opened = done(contracted, "ticket", "open", "1#电梯", "运行抖动", "--opened", "2026-03-12 08:00")[0]["number"]
    offer = refused(contracted, ledger, 2, ("ticket", "dispatch", opened))
    assert "--contractor 通达电梯" in offer
    both = ("ticket", "dispatch", opened, "--to", "T1", "--contractor", "通达")
    assert "只能写一样" in refused(contracted, ledger, 2, both)
    line = done(contracted, "ticket", "dispatch", opened, "--contractor", "按部位", "--at", "2026-03-12 09:00")[0]
    assert (line["executor"], line["state"]) == ("通达电梯", "to_accept")
    assert "通达电梯" in contracted("ticket", "list").out
    line = done(contracted, "ticket", "finish", opened, "--at", "2026-03-13", "--by", "T1")[0]
    assert line["executor"] == "通达电梯"  # who brings the news did not do the work
    assert done(contracted, "ticket", "verify", opened, "--by", "T1")[0]["state"] == "done"
    sheet = done(contracted, "contractor", "month", "通达", "--month", "2026-03")
    assert [line["stage"] for line in sheet["faults"]] == ["accepted"]
    assert contracted("ledger", "verify").status == 0


def test_what_our_own_people_take_over_is_theirs(contracted: Run) -> None:
    opened = done(contracted, "ticket", "open", "1#电梯", "运行抖动", "--opened", "2026-03-12 08:00")[0]["number"]
    done(contracted, "ticket", "dispatch", opened, "--contractor", "通达", "--at", "2026-03-12 09:00")
    assert done(contracted, "ticket", "dispatch", opened, "--to", "T1")[0]["executor"] == "王强"
    assert done(contracted, "contractor", "month", "通达", "--month", "2026-03")["faults"] == []
    done(contracted, "ticket", "dispatch", opened, "--contractor", "通达")
    assert done(contracted, "ticket", "return", opened, "--reason", "派错了")[0]["executor"] is None


def test_a_new_round_is_still_the_contractors(contracted: Run) -> None:
    found(contracted, "垃圾满溢", "2026-03-05 08:00", "--tell")
    done(contracted, "cleaning", "mend", "1", "--at", "2026-03-06")
    done(contracted, "cleaning", "accept", "1", "--by", "H1", "--at", "2026-03-06")
    done(contracted, "ticket", "reopen", "BJ-2026-0001", "--reason", "又满了", "--at", "2026-03-10")
    line = cleaning(contracted, "list")
    assert (line["contractor"], line["told"]) == ("洁净保洁", None)
    sheet = done(contracted, "contractor", "month", "洁净", "--month", "2026-03")
    assert [fault["stage"] for fault in sheet["faults"]] == ["accepted", "untold"]


def test_what_a_problem_says_of_telephones_stays_masked(contracted: Run) -> None:
    found(contracted, "垃圾满溢，联系13912345678", "2026-03-05 08:00", "--tell")
    for words in (("month",), ("letter",)):
        assert "13912345678" not in contracted("contractor", *words, "洁净", "--month", "2026-03").out

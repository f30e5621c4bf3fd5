"""`gridctl contractor` on a real ledger: deductions, the month's payment, its score and its letter."""

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


def deduct(run: Run, *words: object, by: str = "A9") -> dict[str, Any]:
    line: dict[str, Any] = done(run, "contractor", "deduct", *words, "--by", by)[0]
    return line


def month(run: Run, name: str = "洁净", label: str = "2026-03", **settings: Any) -> dict[str, Any]:
    sheet: dict[str, Any] = done(run, "contractor", "month", name, "--month", label, **settings)
    return sheet


def test_what_is_proposed_counts_once_it_is_confirmed(contracted: Run) -> None:
    first = deduct(contracted, "洁净", "--clause", "8.1", "--reason", "3栋垃圾满溢")
    assert (first["number"], first["month"], first["amount"], first["state"]) == (1, "2026-03", "50", "proposed")
    assert (first["proposed_by"], first["proposed_on"], first["confirmed_by"]) == ("周敏", "2026-03-16", None)
    deduct(contracted, "洁净", "--clause", "8.1", "--reason", "又满溢")
    deduct(contracted, "洁净", "--clause", "8.10", "--amount", "20.05", "--reason", "缺岗")
    sheet = month(contracted)
    assert (sheet["fee"], sheet["deducted"], sheet["payable"]) == ("3100", "0", "3100")
    assert (sheet["waiting_count"], sheet["waiting"]) == (3, "120.05")
    rows = done(contracted, "contractor", "confirm", "--month", "3月", "--by", "曹玉兰")
    assert {(row["state"], row["confirmed_by"], row["confirmed_on"]) for row in rows} == {
        ("confirmed", "曹玉兰", "2026-03-16")
    }
    sheet = month(contracted)
    assert (sheet["deducted"], sheet["payable"], sheet["waiting"]) == ("120.05", "2979.95", "0")
    assert [(one["clause"], one["count"], one["amount"]) for one in sheet["clauses"]] == [
        ("8.1", 2, "100"),
        ("8.10", 1, "20.05"),
    ]
    assert done(contracted, "contractor", "deductions") == []
    assert len(done(contracted, "contractor", "deductions", "--all", "--month", "本月")) == 3


def test_nobody_confirms_what_he_proposed(contracted: Run, ledger: Path) -> None:
    deduct(contracted, "洁净", "--clause", "8.1", "--reason", "垃圾", by="H1")
    confirm = ("contractor", "confirm", "--month", "2026-03", "--by", "H1")
    assert "自己提出" in refused(contracted, ledger, 4, confirm)
    deduct(contracted, "洁净", "--clause", "8.2", "--reason", "不达标")
    answer = contracted(*confirm)
    assert answer.status == 0
    assert "第 1 笔是曹玉兰自己提出的" in answer.err
    assert [row["number"] for row in done(contracted, "contractor", "deductions")] == [1]
    assert contracted("staff", "add", "H2", "--name", "何芳", "--post", "环境管理员").status == 0
    assert done(contracted, *confirm[:-1], "H2")[0]["number"] == 1


def test_a_confirmed_one_is_taken_back_by_an_entry_of_its_own(contracted: Run, ledger: Path) -> None:
    deduct(contracted, "洁净", "--clause", "8.2", "--reason", "不达标")
    reverse = ("contractor", "reverse", "1", "--reason", "当天已清理")
    assert "还没有确认" in refused(contracted, ledger, 4, (*reverse, "--by", "A9"))
    done(contracted, "contractor", "confirm", "--month", "2026-03", "--by", "H1")
    assert "不能撤回" in refused(contracted, ledger, 4, ("contractor", "withdraw", "1"))
    assert "不能撤销" in refused(contracted, ledger, 4, ("undo", "--yes"))
    assert "理由" in refused(contracted, ledger, 2, ("contractor", "reverse", "1", "--reason", " ", "--by", "A9"))
    assert "物业助理" in refused(contracted, ledger, 4, (*reverse, "--by", "G1"))
    row = done(contracted, *reverse, "--by", "A9", clock=APRIL)[0]
    assert (row["month"], row["amount"], row["reverses"], row["state"]) == ("2026-04", "-100.50", 1, "proposed")
    assert "已由第 2 笔冲销" in refused(contracted, ledger, 4, (*reverse, "--by", "A9"), clock=APRIL)
    done(contracted, "contractor", "confirm", "--month", "2026-04", "--by", "H1", clock=APRIL)
    assert month(contracted)["deducted"] == "100.50"  # March stays as it was confirmed
    april = month(contracted, label="2026-04", clock=APRIL)
    assert (april["deducted"], april["payable"]) == ("-100.50", "3200.50")
    assert [(one["count"], one["amount"]) for one in april["clauses"]] == [(0, "-100.50")]
    assert "冲销，不能再冲销" in refused(
        contracted, ledger, 4, ("contractor", "reverse", "2", "--reason", "甲", "--by", "A9")
    )
    assert contracted("ledger", "verify").status == 0


def test_a_reversal_within_the_month_leaves_the_clause_out(contracted: Run) -> None:
    deduct(contracted, "洁净", "--clause", "8.2", "--reason", "不达标")
    confirm = ("contractor", "confirm", "--month", "2026-03", "--by", "H1")
    done(contracted, *confirm)
    done(contracted, "contractor", "reverse", "1", "--reason", "误记", "--by", "A9")
    done(contracted, *confirm)
    sheet = month(contracted)
    assert (sheet["deducted"], sheet["clauses"]) == ("0", [])


def test_what_is_not_confirmed_is_withdrawn_or_undone(contracted: Run, ledger: Path) -> None:
    deduct(contracted, "洁净", "--clause", "8.1", "--reason", "垃圾")
    deduct(contracted, "洁净", "--clause", "8.1", "--reason", "误记")
    assert done(contracted, "contractor", "withdraw", "1")[0]["number"] == 1
    assert [row["number"] for row in done(contracted, "contractor", "deductions")] == [2]
    assert contracted("undo", "--yes").status == 0
    assert len(done(contracted, "contractor", "deductions")) == 2
    assert "没有第 9 笔" in refused(contracted, ledger, 3, ("contractor", "withdraw", "9"))


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("deduct", "洁净", "--clause", "8.1", "--reason", "甲"), 2, "--by"),
        (("deduct", "洁净", "--clause", "8.1", "--reason", "甲", "--by", "G1"), 4, "物业助理或环境管理员"),
        (("deduct", "洁净", "--clause", "8.1", "--reason", "甲", "--by", "A9", "--on", "2024-12-31"), 4, "在岗"),
        (("deduct", "洁净", "--clause", "8.1", "--reason", "甲", "--by", "A9", "--on", "2026-03-17"), 4, "还没有到"),
        (("deduct", "洁净", "--clause", "8.1", "--reason", "甲", "--by", "A9", "--month", "2026-04"), 4, "--month"),
        (("deduct", "洁净", "--clause", "8.1", "--reason", "甲", "--by", "A9", "--month", "2025-12"), 4, "没有合同"),
        (("deduct", "洁净", "--clause", "8.1", "--reason", " ", "--by", "A9"), 2, "缘由"),
        (("deduct", "洁净", "--clause", "8.10", "--reason", "甲", "--by", "A9"), 2, "--amount"),
        (("deduct", "洁净", "--clause", "8.1", "--amount", "-5", "--reason", "甲", "--by", "A9"), 2, "不是金额"),
        (("deduct", "洁净", "--clause", "9.9", "--reason", "甲", "--by", "A9"), 3, "8.10"),
        (("deduct", "洁净", "--clause", "8.1", "--reason", "甲", "--by", "A9", "--ticket", "BJ-1"), 3, "BJ-1"),
        (("confirm", "--month", "2026-03", "--by", "H1"), 4, "没有待确认"),
        (("confirm", "--month", "2026-03", "--by", "A9"), 4, "环境管理员"),
        (("month", "洁净", "--month", "2026-04"), 4, "还没有到"),
        (("month", "通达", "--month", "2026-02"), 4, "没有合同"),
        (("month", "洁净", "--month", "去年"), 2, "月份"),
        (("score", "洁净", "--month", "2026-03", "--score", "101", "--by", "H1"), 2, "--score"),
        (("score", "洁净", "--month", "2026-03", "--score", "90", "--by", "A9"), 4, "环境管理员"),
        (("score", "洁净", "--month", "2025-12", "--score", "90", "--by", "H1"), 4, "没有合同"),
        (("letter", "洁净", "--month", "2026-03", "--until", "2026-03-15"), 2, "过去"),
    ],
)
def test_what_is_refused(contracted: Run, ledger: Path, words: tuple[str, ...], status: int, said: str) -> None:
    assert said in refused(contracted, ledger, status, ("contractor", *words))


def test_a_contract_that_begins_within_the_month_is_paid_by_days(contracted: Run) -> None:
    sheet = month(contracted, "通达")
    assert (sheet["days"], sheet["days_of_month"], sheet["monthly_fee"], sheet["fee"]) == (22, 31, "860.50", "610.68")
    done(contracted, "contractor", "renew", "通达", "--to", "2026-03-15")
    assert month(contracted, "通达")["days"] == 6


def test_a_used_clause_stays_as_it_is(contracted: Run, ledger: Path, tmp_path: Path) -> None:
    deduct(contracted, "洁净", "--clause", "8.1", "--reason", "垃圾")
    change = ("contractor", "clause", "洁净", "8.1", "--words", "垃圾未清", "--deduct", "80")
    assert "不能再改" in refused(contracted, ledger, 4, change)
    path = tmp_path / "条款.csv"
    path.write_text("单位,条款号,内容,扣款\n洁净保洁,8.1,,80\n", encoding="utf-8")
    assert contracted("contractor", "import", path, "--apply").status == 5
    late = ("contractor", "renew", "洁净", "--to", "2026-02-28")
    assert "有扣款" in refused(contracted, ledger, 4, late)


def test_a_month_is_scored_and_scored_anew(contracted: Run) -> None:
    score = ("contractor", "score", "洁净", "--month", "2026-03", "--by", "曹玉兰")
    assert done(contracted, *score, "--score", "88")[0]["score"] == 88
    row = done(contracted, *score, "--score", "92", "--remark", "地库较差")[0]
    assert (row["score"], row["scored_by"], row["remark"]) == (92, "曹玉兰", "地库较差")
    assert done(contracted, "contractor", "scores") == [row]
    assert done(contracted, "contractor", "scores", "--contractor", "通达") == []
    assert (month(contracted)["score"], month(contracted)["scored_by"]) == (92, "曹玉兰")


def test_the_letter_tells_what_is_recorded(contracted: Run) -> None:
    deduct(contracted, "洁净", "--clause", "8.2", "--reason", "不达标")
    done(contracted, "contractor", "confirm", "--month", "2026-03", "--by", "H1")
    deduct(contracted, "洁净", "--clause", "8.1", "--reason", "垃圾")
    letter = contracted("contractor", "letter", "洁净", "--month", "2026-03").out
    assert letter.splitlines() == [
        "关于2026年3月保洁服务情况的函",
        "",
        "洁净保洁：",
        "　　贵单位承担云海的保洁服务。现将2026年3月的检查、考核情况函告如下：",
        "一、检查发现的问题",
        "　　本月没有登记问题。",
        "二、按合同条款扣款",
        "　　条款 8.2（整改不达标）：1 笔，100.50 元。",
        "　　合计 100.50 元。",
        "　　另有 1 笔（50 元）尚待确认，未计在内。",
        "三、本月服务费",
        "　　合同月费 3100 元；扣款 100.50 元；应付 2999.50 元。",
        "四、要求",
        "　　请贵单位对照上述情况加强管理，我方将在2026年3月31日前后的检查中复核。",
        "　　对以上情况有异议的，请在2026年3月31日前书面回复。",
        "",
        "云海云海物业服务中心",
        "2026年3月16日",
    ]
    told = done(contracted, "contractor", "letter", "洁净", "--month", "2026-03", "--until", "2026-04-10")
    assert (told["until"], told["month"]["payable"]) == ("2026-04-10", "2999.50")


def test_the_journal_tells_deductions_in_words(contracted: Run) -> None:
    deduct(contracted, "洁净", "--clause", "8.2", "--reason", "不达标")
    newest = done(contracted, "ledger", "log", "--last", "1")[0]["number"]
    told = contracted("ledger", "log", "--entry", newest).out
    for word in ("洁净保洁", "8.2", "100.50 元", "待确认", "周敏"):
        assert word in told

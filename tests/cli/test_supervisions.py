"""`gridctl supervision` and `gridctl merit` on a real ledger: found, mended, checked by another, and what followed."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests import refusals
from tests.conftest import Run
from tests.small_estate import furnish

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)  # Monday, 10:00 in the project's zone
Refused = Callable[..., str]


@pytest.fixture(autouse=True)
def _estate(ledger: Path) -> None:
    furnish(ledger, NOW)


@pytest.fixture
def refused(run: Run, ledger: Path) -> Refused:
    return partial(refusals.refused, run, ledger)


def done(run: Run, *words: object) -> list[dict[str, Any]]:
    outcome = run(*words, "--format", "json")
    assert outcome.status == 0, outcome.err
    found: list[dict[str, Any]] = json.loads(outcome.out)
    return found


@pytest.fixture
def blocked(run: Run) -> None:
    words = ("消防通道堆物", "--place", "1-1大堂", "--due", "3-14", "--by", "陈芳", "--on", "3-10")
    done(run, "supervision", "add", *words)


@pytest.mark.usefixtures("blocked")
def test_who_heads_the_grid_that_day_is_to_mend_it(run: Run) -> None:
    [line] = done(run, "supervision", "list")
    assert (line["number"], line["grid"], line["answerable"], line["found_by"]) == (1, "一号网格", "李梅", "陈芳")
    assert (line["found_on"], line["due"], line["state"], line["overdue_days"]) == (
        "2026-03-10",
        "2026-03-14",
        "to_mend",
        2,
    )
    assert "待整改" in run("supervision", "list", "--overdue").out


@pytest.mark.parametrize(
    ("words", "grid", "who"),
    [
        (("--grid", "02"), "二号网格", "周静"),
        (("--grid", "02", "--staff", "王强"), "二号网格", "王强"),
        (("--staff", "W01"), None, "王强"),
        (("--place", "中心花园", "--staff", "赵磊"), None, "赵磊"),
    ],
)
def test_who_is_named_answers(run: Run, words: tuple[str, ...], grid: str | None, who: str) -> None:
    [line] = done(run, "supervision", "add", "未戴胸牌", "--due", "3-20", *words)
    assert (line["grid"], line["answerable"], line["overdue_days"]) == (grid, who, None)


@pytest.mark.usefixtures("blocked")
def test_mended_and_checked_by_another_it_is_off_the_list(run: Run) -> None:
    [mended] = done(run, "supervision", "mend", 1, "--note", "已清理", "--on", "3-12")
    assert (mended["state"], mended["overdue_days"]) == ("to_check", None)
    done(run, "supervision", "check", 1, "--by", "陈芳", "--on", "3-13")
    assert done(run, "supervision", "list") == []
    [line] = done(run, "supervision", "list", "--all")
    assert (line["state"], line["measures"], line["checked_by"], line["checked_on"]) == (
        "passed",
        "已清理",
        "陈芳",
        "2026-03-13",
    )
    assert "复查合格" in run("supervision", "show", 1).out


@pytest.mark.usefixtures("blocked")
def test_not_passed_is_mended_again_and_the_first_try_stays(run: Run) -> None:
    done(run, "supervision", "mend", 1, "--note", "已清理", "--on", "3-11")
    [failed] = done(run, "supervision", "check", 1, "--by", "陈芳", "--failed", "--note", "又堆上了", "--on", "3-12")
    assert (failed["state"], failed["overdue_days"]) == ("failed", 2)
    [again] = done(run, "supervision", "mend", 1, "--note", "装了隔离桩", "--on", "3-15")
    assert (again["state"], again["checked_by"]) == ("to_check", None)
    assert again["measures"] == "已清理；2026-03-12 陈芳复查不合格：又堆上了；装了隔离桩"
    [passed] = done(run, "supervision", "check", 1, "--by", "陈芳")
    assert passed["state"] == "passed"


@pytest.mark.usefixtures("blocked")
def test_the_list_is_narrowed(run: Run) -> None:
    done(run, "supervision", "add", "未戴胸牌", "--grid", "02", "--due", "3-20")
    numbers = {
        words: [line["number"] for line in done(run, "supervision", "list", *words)]
        for words in (
            ("--staff", "李梅"),
            ("--grid", "02"),
            ("--from", "3-11"),
            ("--to", "3-11"),
            ("--overdue",),
            (),
        )
    }
    assert list(numbers.values()) == [[1], [2], [2], [1], [1], [1, 2]]


@pytest.mark.usefixtures("blocked")
@pytest.mark.parametrize(
    ("status", "words", "said"),
    [
        (2, ("add", "\u3000", "--grid", "01", "--due", "3-20"), "没有写"),
        (2, ("add", "脏", "--grid", "01"), "整改期限"),
        (2, ("add", "脏", "--due", "3-20"), "由谁整改"),
        (2, ("add", "脏", "--place", "中心花园", "--due", "3-20"), "由谁整改"),
        (4, ("add", "脏", "--grid", "01", "--due", "3-10"), "早于检查日期"),
        (4, ("add", "脏", "--grid", "01", "--due", "3-20", "--on", "3-17"), "还没有到"),
        (3, ("add", "脏", "--grid", "09", "--due", "3-20"), "没有网格"),
        (3, ("mend", 7, "--note", "好了"), "没有第 7 条"),
        (2, ("mend", 1), "怎么整改"),
        (4, ("mend", 1, "--note", "好了", "--on", "3-9"), "才检查"),
        (4, ("mend", 1, "--note", "好了", "--on", "3-17"), "还没有到"),
        (4, ("check", 1, "--by", "陈芳"), "还没有整改"),
    ],
)
def test_what_is_refused_of_a_finding(refused: Refused, status: int, words: tuple[object, ...], said: str) -> None:
    assert said in refused(status, ("supervision", *words))


@pytest.mark.usefixtures("blocked")
def test_a_check_needs_another_pair_of_eyes(run: Run, refused: Refused) -> None:
    done(run, "supervision", "mend", 1, "--note", "已清理", "--on", "3-12")
    assert "自己的整改" in refused(4, ("supervision", "check", 1, "--by", "李梅"))
    assert "才整改" in refused(4, ("supervision", "check", 1, "--by", "陈芳", "--on", "3-11"))
    assert "哪里不合格" in refused(2, ("supervision", "check", 1, "--by", "陈芳", "--failed"))
    done(run, "supervision", "check", 1, "--by", "陈芳")
    assert "已经复查过" in refused(4, ("supervision", "check", 1, "--by", "陈芳"))
    assert "已经复查合格" in refused(4, ("supervision", "mend", 1, "--note", "再来"))


@pytest.mark.usefixtures("blocked")
def test_held_to_account_and_commended(run: Run) -> None:
    run("ticket", "open", "1-1大堂", "灯不亮", "--opened", "2026-03-09")
    words = ("两次未清理", "--finding", 1, "--by", "陈芳", "--amount", "100", "--on", "3-14")
    done(run, "merit", "account", "李梅", "--reason", *words)
    done(run, "merit", "commend", "王强", "--reason", "抢修到深夜 13800001111", "--ticket", 1, "--by", "陈芳")
    first, second = done(run, "merit", "list")
    assert (first["kind"], first["name"], first["finding"], first["amount_fen"], first["decided_on"]) == (
        "accountability",
        "李梅",
        1,
        10_000,
        "2026-03-14",
    )
    assert (second["kind"], second["ticket"], second["amount_fen"], second["reason"]) == (
        "commendation",
        "GW-2026-0001",
        0,
        "抢修到深夜 138****1111",
    )
    assert [line["number"] for line in done(run, "merit", "list", "--kind", "表彰")] == [2]
    assert [line["number"] for line in done(run, "merit", "list", "--staff", "G01")] == [1]
    assert [line["number"] for line in done(run, "merit", "list", "--from", "3-15")] == [2]
    assert "责任追究" in run("merit", "list").out


@pytest.mark.parametrize(
    ("status", "words", "said"),
    [
        (4, ("account", "李梅", "--reason", "迟到", "--by", "李梅"), "本人"),
        (2, ("account", "李梅", "--reason", " ", "--by", "陈芳"), "事由"),
        (2, ("account", "李梅", "--reason", "迟到", "--by", "陈芳", "--amount", "一百"), "金额"),
        (3, ("account", "李梅", "--reason", "迟到", "--by", "陈芳", "--finding", 5), "没有第 5 条"),
        (3, ("commend", "李梅", "--reason", "拾金不昧", "--by", "陈芳", "--ticket", 9), "没有单号"),
        (4, ("commend", "李梅", "--reason", "拾金不昧", "--by", "陈芳", "--on", "3-17"), "还没有到"),
        (2, ("list", "--kind", "口头"), "种类"),
    ],
)
def test_what_is_refused_of_a_decision(refused: Refused, status: int, words: tuple[object, ...], said: str) -> None:
    assert said in refused(status, ("merit", *words))


@pytest.mark.usefixtures("blocked")
def test_an_entry_can_be_taken_back_and_is_told_in_words(run: Run) -> None:
    done(run, "supervision", "mend", 1, "--note", "已清理", "--on", "3-12")
    assert run("undo", "--yes").status == 0
    assert done(run, "supervision", "list")[0]["state"] == "to_mend"
    assert run("ledger", "verify").status == 0

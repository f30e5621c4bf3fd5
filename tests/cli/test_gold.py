"""`gridctl gold` on a real ledger: who may ask, who may approve, and the band that follows."""

import json
from collections.abc import Callable
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest

from tests.divided_estate import divide

Run = Callable[..., Any]


@pytest.fixture(scope="module")
def divided_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return divide(tmp_path_factory.mktemp("divided"))


@pytest.fixture
def divided(run: Run, ledger: Path, divided_ledger: Path) -> Run:
    copyfile(divided_ledger, ledger)
    return run


@pytest.fixture
def asked(divided: Run) -> Run:
    """G1 asked on 1 March."""
    done(divided, "apply", "林晓彤", "--reason", "全年满意率第一", "--on", "2026-03-01")
    return divided


def done(run: Run, *words: object) -> dict[str, Any]:
    answer = run("gold", *words, "--format", "json")
    assert answer.status == 0, answer.err
    lines: list[dict[str, Any]] = json.loads(answer.out)
    return lines[0]


def listed(run: Run, *words: object) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = json.loads(run("gold", "list", *words, "--format", "json").out)
    return lines


def bands(run: Run, day: str) -> list[tuple[str, int, bool]]:
    lines = json.loads(run("grid", "list", "--on", day, "--format", "json").out)
    return [(line["band"], line["band_high"], line["gold"]) for line in lines]


def test_while_it_holds_the_band_of_the_grid_is_wider(asked: Run) -> None:
    row = done(asked, "approve", "G1", "--by", "沈佳宁", "--from", "2026-04-01", "--to", "2026-06-30")
    assert (row["state"], row["band_high"], row["valid_from"], row["valid_to"]) == (
        "approved",
        9,
        "2026-04-01",
        "2026-07-01",
    )
    assert (row["decided_by"], row["decided_on"], row["grids"]) == ("沈佳宁", "2026-03-16", ["01 东区"])
    for day, first in {
        "2026-03-31": ("above", 7, False),
        "2026-04-01": ("within", 9, True),
        "2026-06-30": ("within", 9, True),
        "2026-07-01": ("above", 7, False),
    }.items():
        assert bands(asked, day) == [first, ("within", 7, False)]
    assert "符合（金牌）" in asked("grid", "list", "--on", "2026-05-01").out
    assert "符合（金牌）" in asked("grid", "show", "01", "--on", "2026-05-01").out
    assert "符合（金牌）" not in asked("grid", "list").out


def test_the_band_goes_with_the_person_and_only_as_far_as_was_approved(asked: Run) -> None:
    done(asked, "approve", "G1", "--by", "M3", "--max", "8", "--from", "2026-04-01")
    assert bands(asked, "2026-04-01")[0] == ("above", 8, True)
    assert asked("grid", "assign", "02", "G1", "--from", "2026-05-01", "--replace").status == 0
    assert asked("grid", "assign", "01", "G3", "--from", "2026-05-01", "--replace").status == 0
    assert bands(asked, "2026-05-01") == [("above", 7, False), ("within", 8, True)]
    assert "符合（金牌）" not in asked("grid", "list", "--on", "2026-05-01").out  # 7 households need no gold


def test_the_end_leaves_past_days_as_they_were(asked: Run) -> None:
    done(asked, "approve", "G1", "--by", "M1", "--on", "2026-03-02", "--from", "2026-03-05")
    assert done(asked, "end", "林晓彤", "--on", "2026-03-10")["valid_to"] == "2026-03-10"
    assert [bands(asked, f"2026-03-{day}")[0][0] for day in ("04", "05", "09", "10")] == [
        "above",
        "within",
        "within",
        "above",
    ]
    assert asked("gold", "end", "G1", "--on", "2026-03-10").status == 4
    assert listed(asked) == []
    assert [row["state"] for row in listed(asked, "--on", "2026-03-09")] == ["approved"]
    assert len(listed(asked, "--all")) == 1
    again = asked("gold", "apply", "G1", "--reason", "再试")
    assert again.status == 0, again.err


def test_what_was_to_begin_later_is_taken_back(asked: Run) -> None:
    done(asked, "approve", "G1", "--by", "M1", "--from", "2026-04-01")
    row = done(asked, "end", "G1", "--on", "2026-04-01")
    assert (row["state"], row["valid_from"], row["decided_by"]) == ("refused", None, "陆明远")
    assert bands(asked, "2026-04-01")[0] == ("above", 7, False)


def test_who_leaves_is_no_gold_steward_any_more(asked: Run) -> None:
    done(asked, "approve", "G1", "--by", "M3")
    left = asked("staff", "depart", "林晓彤", "--on", "2026-03-20")
    assert left.status == 0
    assert "金牌管家" in left.err
    assert listed(asked, "--all")[0]["valid_to"] == "2026-03-20"
    assert asked("undo", "--yes").status == 0
    assert listed(asked, "--all")[0]["valid_to"] is None


def test_a_refusal_says_why(asked: Run) -> None:
    row = done(asked, "refuse", "G1", "--by", "M3", "--reason", "先把投诉降下来")
    assert (row["state"], row["remark"], row["decided_on"]) == ("refused", "先把投诉降下来", "2026-03-16")
    assert listed(asked) == []
    assert "未批准" in asked("gold", "list", "--all").out
    assert done(asked, "apply", "G1", "--reason", "投诉降了")["state"] == "applied"


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("apply", "T1", "--reason", "想当"), 4, "客服管家"),
        (("apply", "没有的", "--reason", "想当"), 3, "没有的"),
        (("apply", "G1", "--reason", "再来一次"), 4, "还没有批"),
        (("apply", "G2", "--reason", " "), 2, "理由"),
        (("apply", "G2"), 2, "--reason"),
        (("apply", "G2", "--reason", "早", "--on", "2026-03-17"), 4, "还没有到"),
        (("apply", "G3", "--reason", "早", "--on", "2026-02-28"), 4, "不是在岗"),  # joined on 1 March
        (("approve", "G2", "--by", "M3"), 4, "没有待批"),
        (("approve", "G1", "--by", "G1"), 4, "自己"),
        (("approve", "G1", "--by", "G2"), 4, "客服主管"),
        (("approve", "G1", "--by", "M2"), 4, "项目负责人"),
        (("approve", "G1", "--by", "M3", "--on", "2026-02-28"), 4, "才申请"),
        (("approve", "G1", "--by", "M3", "--on", "2026-03-17"), 4, "还没有到"),
        (("approve", "G1", "--by", "M3", "--from", "2026-03-15"), 4, "--on"),
        (("approve", "G1", "--by", "M3", "--from", "2026-04-01", "--to", "2026-03-20"), 4, "核对"),
        (("approve", "G1", "--by", "M3", "--max", "7"), 4, "8 至 13"),
        (("approve", "G1", "--by", "M3", "--max", "14"), 4, "8 至 13"),
        (("approve", "G1", "--by", "M3", "--max", "0"), 2, "--max"),
        (("refuse", "G1", "--by", "G1", "--reason", "自己"), 4, "自己"),
        (("refuse", "G1", "--by", "M3", "--reason", " "), 2, "理由"),
        (("refuse", "G2", "--by", "M3", "--reason", "没有申请"), 4, "没有待批"),
        (("end", "G1"), 4, "不是金牌管家"),
    ],
)
def test_what_is_refused(asked: Run, words: tuple[object, ...], status: int, said: str) -> None:
    before = listed(asked, "--all")
    answer = asked("gold", *words)
    assert (answer.status, answer.out) == (status, ""), answer.err
    assert said in answer.err
    assert listed(asked, "--all") == before


def test_no_two_terms_meet(asked: Run) -> None:
    done(asked, "approve", "G1", "--by", "M3", "--from", "2026-04-01", "--to", "2026-04-30")
    done(asked, "apply", "G1", "--reason", "续聘")
    for words in (("--to", "2026-04-01"), ("--from", "2026-04-30"), ("--from", "2026-03-20")):
        refused = asked("gold", "approve", "G1", "--by", "M3", *words)
        assert refused.status == 4
        assert "2026-04-01 至 2026-04-30" in refused.err
    assert done(asked, "approve", "G1", "--by", "M3", "--from", "2026-05-01")["valid_from"] == "2026-05-01"
    refused = asked("gold", "apply", "G1", "--reason", "多一次")
    assert refused.status == 4
    assert "已经是金牌管家" in refused.err


def test_a_term_ends_with_the_work(asked: Run) -> None:
    assert asked("staff", "depart", "G1", "--on", "2026-05-01").status == 0
    assert asked("gold", "approve", "G1", "--by", "M3").status == 4
    refused = asked("gold", "approve", "G1", "--by", "M3", "--to", "2026-05-01")
    assert refused.status == 4
    assert "--to 2026-04-30" in refused.err
    assert done(asked, "approve", "G1", "--by", "M3", "--to", "2026-04-30")["valid_to"] == "2026-05-01"


def test_the_journal_says_it_in_words(asked: Run) -> None:
    done(asked, "approve", "G1", "--by", "M3")
    newest = json.loads(asked("ledger", "log", "--last", "1", "--format", "json").out)[0]["number"]
    told = asked("ledger", "log", "--entry", newest).out
    assert "已批准" in told
    assert "沈佳宁" in told
    assert asked("ledger", "verify").status == 0

"""`gridctl equipment` on a real ledger: handed to whom, back in what condition, lent outside until when."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests import refusals
from tests.conftest import NOW, Run
from tests.small_estate import furnish

Refused = Callable[..., str]  # today is 2026-03-16


@pytest.fixture(autouse=True)
def _estate(ledger: Path) -> None:
    furnish(ledger, NOW)


@pytest.fixture
def refused(run: Run, ledger: Path) -> Refused:
    return partial(refusals.refused, run, ledger)


def done(run: Run, *words: object) -> Any:
    outcome = run("equipment", *words, "--format", "json")
    assert outcome.status == 0, outcome.err
    return json.loads(outcome.out)


@pytest.fixture
def stocked(run: Run) -> None:
    done(run, "add", "K-3", "K-12", "--name", "弱电井钥匙", "--kind", "钥匙")
    done(run, "add", "DJ01", "--name", "对讲机", "--kind", "对讲机", "--remark", "2025年购")


@pytest.mark.usefixtures("stocked")
def test_things_are_listed_by_their_numbers(run: Run) -> None:
    lines = done(run, "list")
    assert [(line["number"], line["kind"], line["state"], line["holder"]) for line in lines] == [
        ("DJ01", "radio", "in", None),
        ("K-3", "key", "in", None),
        ("K-12", "key", "in", None),
    ]
    assert "在库" in run("equipment", "list").out


@pytest.mark.usefixtures("stocked")
def test_what_was_handed_out_comes_back_and_its_way_is_kept(run: Run) -> None:
    [line] = done(run, "hand", "dj01", "李梅", "--on", "3-2")
    assert (line["state"], line["holder_number"], line["holder"], line["handed_on"]) == (
        "out",
        "G01",
        "李梅",
        "2026-03-02",
    )
    card = done(run, "return", "DJ01", "--condition", "损坏", "--note", "天线断", "--on", "3-10")
    assert (card["state"], card["holder"], card["holder_number"]) == ("broken", None, None)
    again = run("equipment", "hand", "DJ01", "周静")
    assert "2026-03-10 登记为损坏，确认已经修好或找回" in again.err
    card = done(run, "show", "DJ01")
    assert [(one["holder"], one["returned_on"], one["condition"], one["note"]) for one in card["custody"]] == [
        ("李梅", "2026-03-10", "broken", "天线断"),
        ("周静", None, None, None),
    ]
    assert run("ledger", "verify").status == 0


@pytest.mark.usefixtures("stocked")
def test_a_lost_thing_is_in_nobodys_hands(run: Run) -> None:
    done(run, "hand", "K-3", "李梅")
    done(run, "return", "K-3", "--condition", "lost")
    assert [(line["number"], line["state"]) for line in done(run, "list", "--kind", "钥匙")] == [
        ("K-3", "lost"),
        ("K-12", "in"),
    ]


@pytest.mark.usefixtures("stocked")
def test_a_key_is_lent_outside_until_a_day_and_the_name_is_masked(run: Run) -> None:
    [line] = done(
        run, "hand", "K-3", "--borrower", "张建国", "--due", "3-14", "--on", "3-13", "--note", "电话 13800000001"
    )
    assert (line["holder"], line["lent"], line["due_on"], line["overdue_days"]) == ("张**", True, "2026-03-14", 2)
    masked = run("equipment", "show", "K-3").out
    full = run("equipment", "show", "K-3", "--full", "--reason", "催还").out
    assert ("张建国" in masked, "13800000001" in masked) == (False, False)
    assert ("张建国" in full, "13800000001" in full) == (True, True)
    [lent] = done(run, "list", "--lent", "--full", "--reason", "催还")
    assert lent["holder"] == "张建国"
    assert run("equipment", "list", "--full").status == 2
    assert "equipment list full" in run("ledger", "log", "--last", "1").out


def test_one_number_is_one_thing_however_its_letters_are_written(run: Run) -> None:
    assert [line["number"] for line in done(run, "add", "k-7", "K-7", "Ｋ-7", "--name", "钥匙", "--kind", "钥匙")] == [
        "K-7"
    ]


@pytest.mark.usefixtures("stocked")
def test_the_list_is_narrowed(run: Run) -> None:
    done(run, "hand", "K-3", "--borrower", "张建国", "--due", "3-14", "--on", "3-13")
    done(run, "hand", "K-12", "王强", "--due", "3-16")
    done(run, "retire", "DJ01", "--reason", "修不好")
    asked: dict[tuple[str, ...], list[str]] = {
        (): ["K-3", "K-12"],
        ("--all",): ["DJ01", "K-3", "K-12"],
        ("--out",): ["K-3", "K-12"],
        ("--lent",): ["K-3"],
        ("--overdue",): ["K-3"],
        ("--staff", "W01"): ["K-12"],
        ("--kind", "对讲机", "--all"): ["DJ01"],
    }
    assert {words: [line["number"] for line in done(run, "list", *words)] for words in asked} == asked
    assert done(run, "show", "DJ01")["remark"] == "2025年购；修不好"


REFUSED: tuple[tuple[int, tuple[object, ...], str], ...] = (
    (4, ("add", "k-3", "--name", "另一把", "--kind", "钥匙"), "已经是 弱电井钥匙"),
    (3, ("add", "X1", "--name", "梯子", "--kind", "车辆"), "种类有"),
    (3, ("hand", "X9", "李梅"), "没有编号为“X9”"),
    (2, ("hand", "K-3"), "要写明交给谁"),
    (2, ("hand", "K-3", "李梅", "--borrower", "张三", "--due", "3-20"), "只写一样"),
    (2, ("hand", "K-3", "--borrower", "张三"), "要写应还日期"),
    (4, ("hand", "K-3", "--borrower", "张三", "--due", "3-15"), "早于发放日期"),
    (4, ("hand", "DJ01", "--borrower", "张三", "--due", "3-20"), "不外借"),
    (2, ("hand", "K-3", "李梅", "--on", "3-17"), "还没有到"),
    (4, ("hand", "K-3", "赵磊"), "已于 2026-03-10 离岗"),
    (4, ("hand", "K-12", "李梅"), "在 W01 王强 手里"),
    (4, ("return", "K-3"), "没有发给谁"),
    (4, ("return", "K-12", "--on", "3-11"), "才发放"),
    (2, ("return", "K-12", "--on", "3-17"), "还没有到"),
    (2, ("return", "K-12", "--condition", "旧"), "完好、损坏、丢失"),
    (2, ("return", "K-12", "--today", "2026-03-17"), "还没有到"),
    (4, ("retire", "K-12"), "还在 W01 王强 手里"),
    (2, ("retire", "K-3", "--today", "2026-03-17"), "还没有到"),
    (3, ("show", "X9"), "没有编号为“X9”"),
)


@pytest.mark.usefixtures("stocked")
def test_what_is_refused(run: Run, refused: Refused) -> None:
    done(run, "hand", "K-12", "王强", "--on", "3-12")
    run("staff", "depart", "赵磊", "--on", "3-10")
    for status, words, said in REFUSED:
        assert said in refused(status, ("equipment", *words)), words


@pytest.mark.usefixtures("stocked")
def test_what_is_back_or_retired_is_not_handed_out_before(run: Run, refused: Refused) -> None:
    done(run, "hand", "K-3", "王强", "--on", "3-5")
    done(run, "return", "K-3", "--on", "3-10")
    assert "2026-03-10 才归还" in refused(4, ("equipment", "hand", "K-3", "李梅", "--on", "3-9"))
    assert "2026-03-10 才归还" in refused(4, ("equipment", "retire", "K-3", "--on", "3-9"))
    done(run, "retire", "K-3")
    assert "已于 2026-03-16 报废" in refused(4, ("equipment", "hand", "K-3", "李梅"))
    assert "已于 2026-03-16 报废" in refused(4, ("equipment", "retire", "K-3"))


@pytest.mark.usefixtures("stocked")
def test_who_leaves_is_told_of_what_he_has(run: Run, tmp_path: Path) -> None:
    done(run, "hand", "DJ01", "王强")
    done(run, "hand", "K-12", "王强")
    sheet = tmp_path / "staff.csv"
    sheet.write_text("工号,姓名,岗位,离岗日期\nW01,王强,工程技工,2026-03-20\n", encoding="utf-8")
    assert "王强 还没有交回：DJ01 对讲机、K-12 弱电井钥匙" in run("staff", "import", sheet).out
    left = json.loads(run("staff", "depart", "王强", "--format", "json").out)
    assert left["equipment"] == ["DJ01 对讲机", "K-12 弱电井钥匙"]
    shown = json.loads(run("staff", "show", "W01", "--format", "json").out)
    assert [line["number"] for line in shown["equipment"]] == ["DJ01", "K-12"]

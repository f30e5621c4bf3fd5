"""`gridctl training` on a real ledger: who was to come, who came, who passed and has a certificate for it."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests import refusals
from tests.conftest import NOW, Run
from tests.small_estate import furnish

Refused = Callable[..., str]  # today is 2026-03-16; stewards are 李梅 and 周静


@pytest.fixture(autouse=True)
def _estate(ledger: Path) -> None:
    furnish(ledger, NOW)


@pytest.fixture
def refused(run: Run, ledger: Path) -> Refused:
    return partial(refusals.refused, run, ledger)


def done(run: Run, *words: object) -> Any:
    outcome = run(*words, "--format", "json")
    assert outcome.status == 0, outcome.err
    return json.loads(outcome.out)


def presence(card: Any) -> dict[str, str]:
    return {one["name"]: one["state"] for one in card["people"]}


@pytest.fixture
def planned(run: Run) -> None:
    words = ("--kind", "网格管理培训", "--post", "客服管家", "--on", "3-13", "--trainer", "沈佳宁")
    done(run, "training", "plan", "职责和巡查", *words)


@pytest.mark.usefixtures("planned")
def test_those_in_the_post_are_to_come(run: Run) -> None:
    [line] = done(run, "training", "list")
    assert (line["kind"], line["post"], line["planned_on"], line["state"], line["expected"]) == (
        "grid_management",
        "steward",
        "2026-03-13",
        "overdue",
        2,
    )
    assert presence(done(run, "training", "show", 1)) == {"李梅": "expected", "周静": "expected"}
    assert "过期未办" in run("training", "list").out


@pytest.mark.parametrize(
    ("words", "people"),
    [
        (("--who", "王强、W02"), ["王强", "赵磊"]),
        (("--who", "王强", "--who", "王强,李梅"), ["王强", "李梅"]),
        (("--post", "工程技工"), ["王强", "赵磊"]),
        ((), ["李梅", "周静", "王强", "赵磊"]),
    ],
)
def test_people_who_are_named_or_everybody_are_to_come(run: Run, words: tuple[str, ...], people: list[str]) -> None:
    done(run, "training", "plan", "设备使用", "--kind", "设备使用", "--on", "3-20", *words)
    assert list(presence(done(run, "training", "show", 1))) == people


@pytest.mark.usefixtures("planned")
def test_who_passes_has_a_certificate(run: Run) -> None:
    words = ("--on", "3-14", "--passed", "李梅", "--failed", "周静", "--score", "李梅=92", "--until", "2027-03-13")
    card = done(run, "training", "hold", 1, *words)
    assert (card["state"], card["held_on"], card["came"], card["passed"], card["failed"]) == (
        "held",
        "2026-03-14",
        2,
        1,
        1,
    )
    assert [(one["name"], one["result"], one["score"]) for one in card["people"]] == [
        ("李梅", "passed", 92),
        ("周静", "failed", None),
    ]
    [line] = done(run, "certificate", "list")
    assert (line["name"], line["kind"], line["issued_on"], line["valid_until"], line["training"], line["issuer"]) == (
        "李梅",
        "grid_training",
        "2026-03-14",
        "2027-03-13",
        1,
        "云海物业",
    )


@pytest.mark.usefixtures("planned")
def test_results_are_entered_later_and_mended(run: Run) -> None:
    held = run("training", "hold", 1)
    assert "2 人还没有考核结果" in held.err
    done(run, "training", "result", 1, "--all-passed", "--failed", "周静")
    assert [line["name"] for line in done(run, "certificate", "list")] == ["李梅"]
    done(run, "training", "result", 1, "--passed", "周静", "--failed", "李梅")
    assert [line["name"] for line in done(run, "certificate", "list")] == ["周静"]
    done(run, "training", "result", 1, "--passed", "周静")
    assert len(done(run, "certificate", "list")) == 1
    assert run("ledger", "verify").status == 0


@pytest.mark.usefixtures("planned")
def test_who_came_is_put_right_later_and_certificates_follow(run: Run, refused: Refused) -> None:
    done(run, "training", "hold", 1, "--absent", "周静", "--all-passed")
    missed = refused(4, ("training", "result", 1, "--passed", "周静"))
    assert "gridctl training attend 1 G02" in missed
    assert "没有写谁到了" in refused(2, ("training", "attend", 1))
    put_right = run("training", "attend", 1, "周静", "--absent", "李梅", "--format", "json")
    assert "发的证已收回：G01 李梅" in put_right.err
    card = json.loads(put_right.out)
    assert [(one["name"], one["state"], one["result"]) for one in card["people"]] == [
        ("李梅", "absent", None),
        ("周静", "present", None),
    ]
    assert done(run, "certificate", "list") == []
    done(run, "training", "result", 1, "--passed", "周静")
    assert [line["name"] for line in done(run, "certificate", "list")] == ["周静"]
    done(run, "training", "attend", 1, "--late", "周静")
    assert [line["name"] for line in done(run, "certificate", "list")] == ["周静"]


def test_a_kind_that_gives_no_certificate_gives_none(run: Run) -> None:
    done(run, "training", "plan", "配电房操作", "--kind", "维修培训", "--who", "王强")
    done(run, "training", "hold", 1, "--all-passed")
    assert done(run, "certificate", "list") == []


@pytest.mark.parametrize(
    ("words", "states"),
    [
        ((), ["present", "present"]),
        (("--absent", "周静"), ["present", "absent"]),
        (("--present", "周静"), ["absent", "present"]),
        (("--late", "周静"), ["present", "late"]),
        (("--leave", "李梅"), ["leave", "present"]),
    ],
)
@pytest.mark.usefixtures("planned")
def test_who_came(run: Run, words: tuple[str, ...], states: list[str]) -> None:
    card = done(run, "training", "hold", 1, *words)
    assert list(presence(card).values()) == states
    assert card["came"] == sum(state in ("present", "late") for state in states)


@pytest.mark.usefixtures("planned")
def test_leave_of_the_day_counts_and_who_came_uncalled_or_has_left_too(run: Run) -> None:
    run(
        "staff",
        "leave",
        "周静",
        "--from",
        "3-14",
        "--to",
        "3-15",
        "--deputy",
        "李梅",
        "--by",
        "陈芳",
        "--reason",
        "感冒",
    )
    run("staff", "depart", "李梅", "--on", "3-15")
    card = done(run, "training", "hold", 1, "--on", "3-15", "--late", "王强")
    assert presence(card) == {"周静": "leave", "王强": "late"}
    assert [(one["granted_by"], one["reason"]) for one in card["people"]] == [("陈芳", "当天请假"), (None, None)]


def test_the_list_is_narrowed(run: Run) -> None:
    for topic, kind, on, who in (
        ("巡查", "巡查", "3-10", "李梅"),
        ("维修", "维修", "3-12", "王强"),
        ("演练", "应急演练", "3-20", "李梅、王强"),
    ):
        done(run, "training", "plan", topic, "--kind", kind, "--on", on, "--who", who)
    done(run, "training", "hold", 1, "--on", "3-11")
    asked: dict[tuple[str, ...], list[str]] = {
        (): ["巡查", "维修", "演练"],
        ("--planned",): ["维修", "演练"],
        ("--staff", "李梅"): ["巡查", "演练"],
        ("--kind", "维修培训"): ["维修"],
        ("--from", "3-11", "--to", "3-12"): ["巡查", "维修"],
    }
    assert {words: [line["topic"] for line in done(run, "training", "list", *words)] for words in asked} == asked


@pytest.mark.usefixtures("planned")
def test_what_is_not_held_after_all_is_cancelled(run: Run, refused: Refused) -> None:
    [line] = done(run, "training", "cancel", 1)
    assert line["state"] == "cancelled"
    assert done(run, "training", "list") == []
    done(run, "training", "plan", "再办", "--kind", "其他", "--who", "李梅")
    done(run, "training", "hold", 2)
    assert "不能取消" in refused(4, ("training", "cancel", 2))
    assert run("undo", "--yes").status == 0
    assert done(run, "training", "list")[0]["held_on"] is None


REFUSED: tuple[tuple[int, tuple[object, ...], str], ...] = (
    (2, ("plan", "\u3000", "--kind", "维修"), "没有写内容"),
    (3, ("plan", "插花", "--kind", "插花"), "种类有"),
    (4, ("plan", "保洁", "--kind", "其他", "--post", "保洁员"), "没有要参加的人"),
    (3, ("hold", 9), "没有第 9 次"),
    (2, ("hold", 1, "--on", "3-17"), "还没有到"),
    (2, ("hold", 1, "--today", "2026-03-17"), "还没有到"),
    (4, ("hold", 1, "--absent", "王强"), "不在应到的人里"),
    (4, ("hold", 1, "--present", "赵磊"), "赵磊（W02）已于 2026-03-10 离岗"),
    (4, ("attend", 1, "李梅"), "还没有办"),
    (4, ("plan", "保洁", "--kind", "其他", "--who", ""), "没有要参加的人"),
    (4, ("plan", "保洁", "--kind", "其他", "--who", "赵磊"), "已于 2026-03-10 离岗"),
    (2, ("hold", 1, "--late", "李梅", "--absent", "李梅"), "李梅 写了两次"),
    (2, ("hold", 1, "--passed", "李梅", "--failed", "李梅"), "又合格又不合格"),
    (2, ("hold", 1, "--score", "李梅=92"), "没有写合格不合格"),
    (2, ("hold", 1, "--passed", "李梅", "--score", "李梅：优"), "看不懂"),
    (4, ("hold", 1, "--absent", "李梅", "--passed", "李梅"), "没有参加"),
    (2, ("hold", 1, "--passed", "李梅", "--until", "2026-03-01"), "早于培训日期"),
    (4, ("result", 1, "--passed", "李梅"), "还没有办"),
)


@pytest.mark.usefixtures("planned")
def test_what_is_refused(run: Run, refused: Refused) -> None:
    run("staff", "depart", "赵磊", "--on", "3-10")
    for status, words, said in REFUSED:
        assert said in refused(status, ("training", *words)), words


@pytest.mark.usefixtures("planned")
def test_it_is_held_once_and_has_results_only_where_some_are_said(run: Run, refused: Refused) -> None:
    done(run, "training", "hold", 1)
    assert "已于 2026-03-16 办过" in refused(4, ("training", "hold", 1))
    assert "没有写考核结果" in refused(2, ("training", "result", 1))

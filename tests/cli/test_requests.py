"""`gridctl request` on a real ledger: opened, answered in time or late, urged, and asked about by another."""

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


def done(run: Run, *words: object, **settings: Any) -> dict[str, Any]:
    outcome = run("request", *words, "--format", "json", **settings)
    assert outcome.status == 0, outcome.err
    [line] = json.loads(outcome.out)
    return dict(line)


def listed(run: Run, *words: object) -> list[str]:
    lines = json.loads(run("request", "list", *words, "--format", "json").out)
    return [line["number"] for line in lines]


def card(run: Run, number: object = 1) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("request", "show", number, "--format", "json").out)
    return found


@pytest.fixture
def complaint(run: Run) -> dict[str, Any]:
    """Of Friday the 13th, 9:00, entered then: to be answered within a day, to be settled in three working days."""
    friday = datetime(2026, 3, 13, 1, 0, tzinfo=UTC)
    words = ("楼上半夜装修扰民", "--source", "电话", "--reporter", "张建国", "--phone", "13900001234")
    return done(run, "open", "1-1-101", *words, clock=friday)


def test_who_heads_the_grid_that_day_is_answerable(run: Run, complaint: dict[str, Any]) -> None:
    assert (complaint["number"], complaint["category_name"], complaint["state_name"]) == (
        "TS-2026-0001",
        "投诉",
        "待受理",
    )
    assert (complaint["head"], complaint["grid"], complaint["source"]) == ("李梅", "一号网格", "phone")
    assert (complaint["answer_due"], complaint["due"]) == ("2026-03-14 09:00", "2026-03-18")
    assert (complaint["reporter"], complaint["reporter_phone"]) == ("张**", "139****1234")
    assert run("grid", "assign", "01", "赵磊", "--post", "客服管家", "--from", "2026-03-16", "--replace").status == 0
    assert card(run)["head"] == "李梅"


def test_an_answer_in_time_and_a_later_one(run: Run, complaint: dict[str, Any]) -> None:
    _ = complaint
    first = done(run, "answer", 1, "已劝停，周一再去", "--by", "李梅", "--at", "3-13 10:30")
    assert (first["state_name"], first["executor"], first["answered"]) == ("处理中", "李梅", "2026-03-13 10:30")
    assert first["answer_late"] is False  # entered by ten on the next working day
    second = done(run, "answer", 1, "已约谈装修公司", "--by", "李梅", "--done")
    assert (second["state_name"], second["answered"]) == ("待回访", "2026-03-13 10:30")
    assert second["answer"] == "已劝停，周一再去；2026-03-16 10:00 已约谈装修公司"
    assert [(step["action_name"], step["doer"]) for step in card(run)["steps"]] == [
        ("受理登记", None),
        ("受理", "李梅"),
        ("答复", "李梅"),
        ("答复", "李梅"),
        ("办结待访", "李梅"),
    ]


def test_an_answer_after_the_limit_is_late(run: Run, complaint: dict[str, Any]) -> None:
    _ = complaint
    assert card(run)["answer_late"] is True  # it was due on Saturday
    assert listed(run, "--unanswered") == ["TS-2026-0001"]
    assert done(run, "answer", 1, "已劝停", "--by", "李梅")["answer_late"] is True
    assert listed(run, "--unanswered") == []


def test_urging_is_counted(run: Run, complaint: dict[str, Any]) -> None:
    _ = complaint
    assert done(run, "urge", 1, "--note", "又来电话")["urged"] == 1
    outcome = run("request", "urge", 1)
    assert "第 2 次催单" in outcome.err
    assert card(run)["urged"] == 2


@pytest.fixture
def handled(run: Run, complaint: dict[str, Any]) -> dict[str, Any]:
    _ = complaint
    return done(run, "answer", 1, "已约谈装修公司", "--by", "李梅", "--at", "3-13 11:00", "--done")


def test_another_asks_whether_he_is_content_and_closes_it(run: Run, handled: dict[str, Any]) -> None:
    _ = handled
    closed = done(run, "satisfaction", 1, "基本满意", "--by", "陈芳")
    assert (closed["state_name"], closed["satisfaction_name"], closed["verifier"]) == ("已办结", "基本满意", "陈芳")
    assert listed(run) == []
    assert listed(run, "--all") == ["TS-2026-0001"]
    again = done(run, "satisfaction", 1, "满意", "--by", "周静", "--note", "复访")
    assert again["satisfaction"] == "satisfied"
    last = card(run)["steps"][-1]
    assert (last["action_name"], last["note"]) == ("回访", "满意；复访")


def test_who_did_it_does_not_ask_about_it(refused: Refused, handled: dict[str, Any]) -> None:
    _ = handled
    assert "不能回访自己" in refused(4, ("request", "satisfaction", 1, "满意", "--by", "李梅"))
    assert "不能回访自己" in refused(4, ("request", "satisfaction", 1, "满意"), actor="李梅")
    assert "谁回访" in refused(2, ("request", "satisfaction", 1, "满意"))
    assert "没有“还行”" in refused(2, ("request", "satisfaction", 1, "还行", "--by", "陈芳"))
    assert "原因" in refused(2, ("request", "satisfaction", 1, "不满意", "--by", "陈芳", "--back"))
    assert "才受理" in refused(4, ("request", "satisfaction", 1, "满意", "--by", "陈芳", "--at", "3-12"))


def test_who_answered_besides_does_not_ask_about_it_either(
    run: Run, refused: Refused, complaint: dict[str, Any]
) -> None:
    _ = complaint
    done(run, "answer", 1, "已劝停", "--by", "李梅")
    done(run, "answer", 1, "已约谈装修公司", "--by", "王强", "--done")
    for name in ("李梅", "王强"):
        assert "不能回访自己" in refused(4, ("request", "satisfaction", 1, "满意", "--by", name))
    assert done(run, "satisfaction", 1, "满意", "--by", "陈芳")["state_name"] == "已办结"


def test_not_content_it_may_be_sent_back(run: Run, handled: dict[str, Any]) -> None:
    _ = handled
    back = done(run, "satisfaction", 1, "不满意", "--by", "陈芳", "--back", "--note", "仍在施工")
    assert (back["state_name"], back["rejections"], back["satisfaction"]) == ("处理中", 1, None)
    done(run, "answer", 1, "已停工", "--by", "李梅", "--done")
    closed = done(run, "satisfaction", 1, "满意", "--by", "陈芳")
    assert closed["state_name"] == "已办结"
    notes = [step["note"] for step in card(run)["steps"] if step["action"] == "call_back"]
    assert notes == ["不满意；仍在施工", "满意"]


def test_the_household_s_earlier_requests_are_told_of(run: Run, complaint: dict[str, Any]) -> None:
    _ = complaint
    words = ("1-1-101", "楼下老人要帮忙搬水", "-c", "求助")
    told = run("request", "open", *words)
    assert "30 天内是第 2 次提诉求" in told.err
    assert "TS-2026-0001" in told.err
    assert "第" not in run("request", "open", "2-1大堂", "太吵", "-c", "投诉").err
    [earlier] = card(run, 2)["earlier"]
    assert earlier.startswith("TS-2026-0001")
    assert card(run, 1)["earlier"] == []


def test_the_list_is_narrowed(run: Run, complaint: dict[str, Any]) -> None:
    _ = complaint
    done(run, "open", "2-1大堂", "咨询停车费", "--urgency", "紧急")
    done(run, "answer", 2, "已告知", "--by", "周静")
    wanted = (
        (("-c", "投诉"), 1),
        (("-c", "咨询"), 2),
        (("--grid", "02"), 2),
        (("--staff", "周静"), 2),
        (("--place", "1-1-101"), 1),
        (("--state", "处理中"), 2),
        (("--state", "待受理"), 1),
        (("--from", "3-16"), 2),
        (("--to", "3-15"), 1),
        (("--unanswered",), 1),
    )
    for words, number in wanted:
        assert listed(run, *words) == [f"TS-2026-000{number}"]
    assert listed(run, "--overdue") == []


def test_names_and_telephones_are_shown_whole_for_a_reason(
    run: Run, refused: Refused, complaint: dict[str, Any]
) -> None:
    _ = complaint
    assert "原因" in refused(2, ("request", "show", 1, "--full"))
    shown = run("request", "show", 1, "--full", "--reason", "回访").out
    assert "张建国" in shown
    assert "13900001234" in shown
    masked = run("request", "show", 1).out + run("request", "list").out
    assert "张建国" not in masked
    assert "13900001234" not in masked


@pytest.mark.parametrize(
    ("status", "words", "said"),
    [
        (3, ("answer", 9, "好"), "没有单号"),
        (2, ("answer", 1, "\u3000", "--by", "李梅"), "没有写答复"),
        (2, ("answer", 1, "好"), "谁"),
        (4, ("answer", 1, "好", "--by", "李梅", "--at", "3-12"), "才受理"),
        (2, ("urge", 1, "--at", "明天"), "还没有到"),
        (4, ("satisfaction", 1, "满意", "--by", "陈芳"), "不能回访"),
        (3, ("open", "1-1-101", "太吵", "-c", "餐饮"), "类别"),
        (2, ("open", "1-1-101", "\u3000"), "没有写"),
    ],
)
@pytest.mark.usefixtures("complaint")
def test_what_is_refused(refused: Refused, status: int, words: tuple[object, ...], said: str) -> None:
    assert said in refused(status, ("request", *words))


def test_a_slip_of_another_kind_is_no_request(run: Run, refused: Refused) -> None:
    run("ticket", "open", "1-1大堂", "灯不亮")
    assert "不是诉求" in refused(4, ("request", "answer", "GW-2026-0001", "好"))


def test_what_was_done_is_taken_back_whole(run: Run, handled: dict[str, Any]) -> None:
    _ = handled
    assert run("undo", "--yes").status == 0
    found = card(run)
    assert (found["state_name"], found["answered"], found["executor"]) == ("待受理", None, None)
    assert run("ledger", "verify").status == 0


def test_figures_of_requests(run: Run, handled: dict[str, Any]) -> None:
    _ = handled
    done(run, "satisfaction", 1, "不满意", "--by", "陈芳")
    done(run, "open", "2-1大堂", "咨询停车费")
    done(run, "urge", 2)
    lines = json.loads(run("ticket", "stats", "--kind", "诉求", "--format", "json").out)
    total = lines[-1]
    assert (total["opened"], total["to_close"], total["in_time"], total["urged"]) == (2, 1, 1, 1)
    assert (total["to_answer"], total["answered"], total["minutes"]) == (1, 1, 120)
    assert (total["rated"], total["satisfied"], total["satisfied_rate"]) == (1, 0, 0.0)

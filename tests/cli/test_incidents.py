"""`gridctl incident` on a real ledger: who was told, in order and in time, what is missing, and how it is closed."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests import refusals
from tests.conftest import Run
from tests.small_estate import furnish

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)  # Monday, 10:00 in the project's zone
Refused = Callable[..., str]
CHAIN = ("物业助理", "工程技工", "部门", "项目负责人")
ENTRAPPED = ("1#电梯", "两人被困", "--at", "8:20")


@pytest.fixture(autouse=True)
def _estate(ledger: Path, run: Run) -> None:
    furnish(ledger, NOW)
    for number, name, post in (("M01", "沈佳宁", "项目负责人"), ("A01", "何晓", "物业助理")):
        assert run("staff", "add", number, "--name", name, "--post", post).status == 0


@pytest.fixture
def refused(run: Run, ledger: Path) -> Refused:
    return partial(refusals.refused, run, ledger)


def done(run: Run, *words: object, **settings: Any) -> Any:
    outcome = run("incident", *words, "--format", "json", **settings)
    assert outcome.status == 0, outcome.err
    return json.loads(outcome.out)


def tell(run: Run, post: str, at: str, *words: object) -> dict[str, Any]:
    links = done(run, "tell", 1, "--post", post, "--at", at, "--means", "电话", *words)
    [link] = [one for one in links if one["name"] == post]
    told: dict[str, Any] = link
    return told


def tell_all(run: Run) -> None:
    for post, who in (("物业助理", "何晓"), ("工程技工", "王强"), ("部门", "客服部"), ("项目负责人", "沈佳宁")):
        tell(run, post, "8:25", "--who", who)


@pytest.fixture
def entrapped(run: Run) -> None:
    [line] = done(run, "open", *ENTRAPPED)
    assert (line["number"], line["category_name"], line["state_name"]) == ("TF-2026-0001", "电梯困人", "待处置")


@pytest.mark.parametrize(
    ("problem", "category"),
    [
        ("住户家中着火", "火灾"),
        ("电动车被盗", "盗窃"),
        ("电梯困人", "电梯困人"),
        ("多人打架斗殴", "群体斗殴"),
        ("业主拉横幅维权", "集体投诉"),
        ("爆管水浸", "其他"),
        ("原因不明", "其他"),
    ],
)
def test_five_types_and_others_each_with_its_chain(run: Run, problem: str, category: str) -> None:
    [line] = done(run, "open", "1-1大堂", problem)
    assert line["category_name"] == category
    assert tuple(line["untold"]) == CHAIN
    [word] = [one for one in done(run, "show", 1)["chain"] if one["link"] == "leader"]
    assert (word["clause"], word["needed"], word["missing"]) == ("D10 3.3.3", True, True)


@pytest.mark.usefixtures("entrapped")
def test_what_is_missing_is_listed_until_it_is_filled(run: Run) -> None:
    missing = [line["missing"] for line in done(run, "missing")]
    fields = ["现场控制措施", "到场时间", "救出时间", "伤亡情况", "处理结果"]
    assert missing == [*(f"通知{name}" for name in CHAIN), *fields]
    tell_all(run)
    assert [line["missing"] for line in done(run, "missing")] == fields
    done(
        run,
        "fill",
        1,
        "--scene",
        "安抚",
        "--arrived",
        "8:30",
        "--rescued",
        "8:50",
        "--casualties",
        "无",
        "--outcome",
        "救出",
    )
    assert done(run, "missing") == []
    [line] = done(run, "list")
    assert (line["missing"], line["untold"], line["late"]) == ([], [], [])


@pytest.mark.usefixtures("entrapped")
def test_the_order_and_the_limit_are_those_of_the_regulation(run: Run) -> None:
    """Half an hour after 8:20; at ten o'clock whoever was not told is late."""
    assert [line["late"] for line in done(run, "missing")][:4] == [True] * 4
    assert tell(run, "物业助理", "8:50")["late"] is False
    assert tell(run, "工程技工", "8:51", "--who", "王强")["late"] is True
    link = tell(run, "部门", "8:49", "--who", "客服部")
    assert (link["who"], link["late"], link["early"], link["due"]) == ("客服部", False, True, "2026-03-16 08:50")
    outcome = run("incident", "tell", 1, "--post", "项目负责人", "--at", "9:30", "--means", "电话")
    assert "通知迟了：工程技工（应在 2026-03-16 08:50 前）、项目负责人" in outcome.err
    assert "没有依次通知：部门早于上一级" in outcome.err
    assert "沈佳宁" in outcome.out


@pytest.mark.usefixtures("entrapped")
def test_the_limit_is_the_projects_own(run: Run) -> None:
    assert run("policy", "set", "incident_report_limit", "10分钟", "--from", "2026-03-17").status == 0
    tomorrow = NOW + timedelta(days=1)
    run("incident", "open", "1#电梯", "又困人", "--at", "8:20", clock=tomorrow)
    due = {line["number"]: line["due"] for line in done(run, "missing", clock=tomorrow) if line["due"]}
    assert due == {"TF-2026-0001": "2026-03-16 08:50", "TF-2026-0002": "2026-03-17 08:30"}


@pytest.mark.usefixtures("entrapped")
def test_the_first_time_counts_and_a_wrong_one_is_corrected(run: Run, refused: Refused) -> None:
    assert "还没有登记通知" in refused(4, ("incident", "tell", 1, "--post", "部门", "--at", "8:30", "--correct"))
    assert tell(run, "部门", "9:30", "--who", "客服部")["late"] is True
    assert tell(run, "部门", "9:40", "--who", "工程部")["at"] == "2026-03-16 09:30"
    assert tell(run, "部门", "8:35", "--who", "工程部", "--correct", "--reason", "看错了表")["at"] == "2026-03-16 08:35"
    last = done(run, "show", 1)["steps"][-1]
    assert last["action_name"] == "通知"
    assert "更正，原来是部门 工程部（电话，2026-03-16 09:40）：看错了表" in last["note"]


@pytest.mark.usefixtures("entrapped")
def test_closing_needs_the_chain_or_a_reason_that_stays(run: Run, refused: Refused) -> None:
    finish = ("finish", 1, "--by", "王强", "--outcome", "救出")
    assert "还没有填现场控制措施、到场时间、救出时间、伤亡情况" in refused(4, ("incident", *finish))
    done(run, "fill", 1, "--scene", "安抚", "--arrived", "8:30", "--rescued", "8:50", "--casualties", "无")
    [line] = done(run, *finish)
    assert line["state_name"] == "待确认"
    tell(run, "物业助理", "8:25")
    tell(run, "部门", "8:25", "--who", "客服部")
    close = ("incident", "close", 1, "--by", "沈佳宁")
    assert "还没有登记通知工程技工、项目负责人" in refused(4, close)
    assert "还没有登记通知" in refused(4, ("ticket", "verify", "TF-2026-0001", "--by", "沈佳宁"))
    assert "不能验收自己的活" in refused(4, ("incident", "close", 1, "--by", "王强", "--reason", "无人值班"))
    [line] = done(run, "close", 1, "--by", "沈佳宁", "--reason", "当时无人值班")
    assert (line["state_name"], line["missing"]) == ("已了结", ["通知工程技工", "通知项目负责人"])
    assert done(run, "missing") == []
    assert [line["missing"] for line in done(run, "missing", "--all")] == ["通知工程技工", "通知项目负责人"]
    assert done(run, "show", 1)["steps"][-1]["note"] == "当时无人值班"


def test_a_major_one_needs_its_cause_and_what_is_done_against_it(run: Run, refused: Refused) -> None:
    done(run, "open", "1-1大堂", "起火", "--level", "重大", "--at", "8:20", "--scene", "疏散")
    tell_all(run)
    done(
        run,
        "finish",
        1,
        "--by",
        "王强",
        "--arrived",
        "8:25",
        "--casualties",
        "无",
        "--loss",
        "3000",
        "--outcome",
        "已扑灭",
    )
    close = ("close", 1, "--by", "沈佳宁")
    assert "还没有填原因分析、防范措施" in refused(4, ("incident", *close))
    [line] = done(run, *close, "--cause", "电动车充电", "--prevention", "加装烟感")
    assert (line["state_name"], line["loss_fen"], line["loss"], line["missing"]) == ("已了结", 300000, "3000", [])


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--post", "项目负责人", "--at", "8:30"), 2, "怎么通知"),
        (("--post", "项目负责人", "--at", "8:30", "--means", "烽火"), 3, "通知方式有"),
        (("--post", "门卫", "--means", "电话"), 3, "应通知的有：物业助理、工程技工、部门、项目负责人"),
        (("--post", "工程技工", "--at", "8:30", "--means", "对讲"), 2, "没有说明通知的工程技工是谁"),
        (("--post", "部门", "--at", "8:30", "--means", "对讲"), 2, "没有说明通知的部门是谁"),
        (("--post", "项目负责人", "--at", "8:19", "--means", "电话"), 4, "早于发生时间"),
        (("--post", "项目负责人", "--at", "昨天", "--means", "电话"), 2, "写到几点几分"),
        (("--post", "项目负责人", "--at", "2026-03-16 11:00", "--means", "电话"), 2, "还没有到"),
        (("--post", "项目负责人", "--who", "没这人", "--at", "8:30", "--means", "电话"), 3, "花名册"),
    ],
)
@pytest.mark.usefixtures("entrapped")
def test_telling_refused(refused: Refused, words: tuple[str, ...], status: int, said: str) -> None:
    assert said in refused(status, ("incident", "tell", 1, *words))


@pytest.mark.usefixtures("entrapped")
def test_who_does_not_hold_the_post_is_kept_and_said(run: Run) -> None:
    outcome = run("incident", "tell", 1, "--post", "项目负责人", "--who", "陈芳", "--at", "8:30", "--means", "当面")
    assert outcome.status == 0
    assert "陈芳在 2026-03-16 不任项目负责人，照记" in outcome.err


@pytest.mark.usefixtures("entrapped")
def test_everything_is_one_ledger(run: Run) -> None:
    tell_all(run)
    assert run("ticket", "list").out == ""
    assert run("ledger", "verify").status == 0
    assert "通知" in run("ledger", "log").out
    assert run("undo", "--yes").status == 0
    assert done(run, "list")[0]["untold"] == ["项目负责人"]
    assert run("ledger", "verify").status == 0


def test_phone_numbers_in_what_is_written_are_masked(run: Run) -> None:
    done(run, "open", "1-1大堂", "着火", "--scene", "致电13800001234", "--at", "8:20")
    tell(run, "部门", "8:25", "--who", "消防13900001234", "--note", "回电13700001234")
    for words in (("list",), ("show", "1"), ("show", "1", "--format", "json"), ("missing",)):
        out = run("incident", *words).out
        assert "00001234" not in out

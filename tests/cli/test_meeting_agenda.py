"""`gridctl meeting agenda`: filled from what the ledger holds, part by part as the regulation has them."""

import csv
import io
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests import refusals
from tests.conftest import Run
from tests.meeting_office import NOW, done
from tests.signing_office import furnish_office

DAY = timedelta(days=1)
EVENING = NOW - timedelta(hours=11)  # Sunday 23:00


@pytest.fixture(autouse=True)
def _estate(ledger: Path) -> None:
    furnish_office(ledger, NOW - 30 * DAY)


@pytest.fixture
def enter(run: Run) -> Callable[..., None]:
    """Enter something else, at another time."""

    def call(*words: object, clock: datetime = NOW, **settings: Any) -> None:
        outcome = run(*words, clock=clock, **settings)
        assert outcome.status == 0, outcome.err

    return call


def agenda(run: Run, which: object, **settings: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(done(run, "agenda", which, "--format", "json", **settings).out)
    return found


def told(found: dict[str, Any], code: str) -> list[dict[str, Any]]:
    """What an agenda says under a fact, wherever it says it."""
    facts = [fact for part in found["parts"] for fact in part["facts"] if fact["code"] == code]
    assert facts, f"no {code}"
    assert all(fact["see"] for fact in facts[1:])
    lines: list[dict[str, Any]] = facts[0]["lines"]
    return lines


def whats(found: dict[str, Any], code: str) -> list[str]:
    return [line["what"] for line in told(found, code)]


def test_the_night_is_told_by_shift_hand_over_and_tickets(run: Run, enter: Callable[..., None]) -> None:
    enter("shift", "start", "陈芳", clock=EVENING, actor=None)
    enter("ticket", "open", "1#电梯", "停梯困人后复位 13800001111", "--opened", "2026-03-15 23:30")
    enter("ticket", "open", "1-1大堂", "灯不亮", "--opened", "2026-03-15 15:00")
    enter("shift", "handover", "赵磊", "--by", "王强", "--note", "电梯已报维保", clock=EVENING + timedelta(hours=8))
    lines = told(agenda(run, "每日分析会"), "night_duty")
    assert [(line["at"], line["what"], line["who"]) for line in lines] == [
        ("2026-03-15 23:00", "值班至 2026-03-16 11:00", "陈芳"),
        ("2026-03-16 07:00", "工程技工交接班：未派 2；电梯已报维保", "王强交赵磊"),
        ("2026-03-15 23:30", "公区维修：停梯困人后复位 138****1111（待派单）", "李梅"),
    ]
    assert lines[2]["number"] == "GW-2026-0001"


def test_the_figures_are_those_since_the_last_meeting(run: Run, enter: Callable[..., None]) -> None:
    enter("ticket", "open", "1-1大堂", "灯不亮", "--opened", "2026-03-15 9:00")
    done(run, "hold", "每日分析会", "--at", "2026-03-15 16:30", "--convener", "刘志远:中心主任")
    enter("ticket", "open", "2-1大堂", "灯不亮", "--opened", "2026-03-15 17:00")
    enter("ticket", "open", "1#电梯", "异响", "--opened", "2026-02-20")
    found = agenda(run, "每日分析会")
    assert (found["since"], found["until"]) == ("2026-03-15 16:30", "2026-03-16 10:00")
    assert whats(found, "figures") == ["公区维修：新开 1，办完 0，现在未完 3（超期 1）"]
    [late] = told(found, "overdue")
    assert (late["number"], late["note"]) == ("GW-2026-0003", "超期 9 天，待派单")


def test_what_was_accepted_counts_as_done(run: Run, enter: Callable[..., None]) -> None:
    enter("ticket", "open", "1-1大堂", "灯不亮", "--opened", "2026-03-10")
    enter("ticket", "dispatch", 1, "--to", "王强", "--at", "2026-03-11")
    enter("ticket", "finish", 1, "--at", "2026-03-12")
    enter("ticket", "verify", 1, "--by", "陈芳", "--at", "2026-03-16 8:00")
    assert whats(agenda(run, "每日分析会"), "figures") == ["公区维修：新开 0，办完 1，现在未完 0"]


def test_what_falls_due_until_the_next_working_day(run: Run, enter: Callable[..., None]) -> None:
    enter("ticket", "open", "1-1大堂", "灯不亮", "--opened", "2026-03-02")
    enter("ticket", "open", "2-1大堂", "灯不亮", "--opened", "2026-03-03")
    assert [line["due"] for line in told(agenda(run, "每日分析会"), "due_next")] == ["2026-03-17"]


def test_inspections_and_missed_duties(run: Run, enter: Callable[..., None]) -> None:
    rounds = ("inspect", "log", "--list", "fire-daily", "--all-normal")
    yesterday = NOW - DAY
    enter(*rounds, "--grid", "01", "--by", "李梅", "--at", "2026-03-15 9:00", clock=yesterday)
    enter(*rounds, "--grid", "01", "--by", "李梅", "--at", "8:30")
    found = agenda(run, "每日分析会")
    assert whats(found, "inspections") == ["网格每日安全巡查：1 次，无异常"]
    [missed] = [line for line in told(found, "missed_duties") if line["what"].startswith("网格每日安全巡查")]
    assert (missed["what"], missed["place"], missed["who"]) == ("网格每日安全巡查：漏做 1 次", "02 二号网格", "周静")


def test_chosen_needs_come_up_until_they_are_settled(run: Run, enter: Callable[..., None]) -> None:
    for words in ("停车:晚上没有车位", "停车:充电桩太少", "照明:楼道灯暗"):
        enter("need", "add", words, "--place", "1-1-101")
    done(run, "plan", "工作例会", "--at", "3-20 14:00")
    enter("need", "choose", 1, "--meeting", 1)
    first = agenda(run, 1)
    assert [line["number"] for line in told(first, "needs")] == ["1", None, None]
    assert "停车管理：另有 1 条没有解决" in whats(first, "needs")
    later = NOW + 31 * DAY
    done(run, "hold", 1, "--convener", "何立", clock=later)
    done(run, "plan", "工作例会", "--at", "2026-04-20 14:00", clock=later)
    assert told(agenda(run, 2, clock=later), "needs")[0]["number"] == "1"
    enter("need", "settle", 1, "--how", "增设车位", clock=later)
    assert told(agenda(run, 2, clock=later), "needs")[0]["number"] is None
    solved = told(agenda(run, "民情通报会", clock=later), "solved_needs")
    assert [(line["number"], line["note"]) for line in solved] == [("1", "增设车位")]


def test_the_needs_of_a_meeting_that_was_cancelled_come_up_at_the_next(run: Run, enter: Callable[..., None]) -> None:
    enter("need", "add", "停车:晚上没有车位", "--place", "1-1-101")
    done(run, "plan", "工作例会", "--at", "3-20 14:00")
    enter("need", "choose", 1, "--meeting", 1)
    assert "gridctl need choose 1 --meeting 号" in done(run, "cancel", 1, "--reason", "停电").err
    done(run, "plan", "工作例会", "--at", "3-19 14:00")
    assert [line["number"] for line in told(agenda(run, 2), "needs")] == ["1"]


def test_open_items_of_earlier_meetings_come_up(run: Run) -> None:
    done(run, "hold", "工作例会", "--at", "2026-03-10 14:00", "--convener", "何立")
    done(run, "item", "add", 1, "更换消防箱玻璃", "--owner", "王强", "--due", "3-13")
    done(run, "item", "add", 1, "约谈装修公司", "--owner", "何立", "--due", "3-30")
    done(run, "item", "done", "1-2")
    [item] = told(agenda(run, "工作例会"), "open_items")
    assert (item["number"], item["who"], item["due"], item["note"]) == ("1-1", "王强", "2026-03-13", "超期 3 天")
    assert told(agenda(run, "每日分析会"), "open_items") == []


def test_the_commended_of_the_half_year(run: Run, enter: Callable[..., None]) -> None:
    enter("merit", "commend", "王强", "--reason", "抢修到深夜", "--by", "陈芳", "--on", "2026-03-10")
    [one] = told(agenda(run, "年度工作会议"), "commended")
    assert (one["who"], one["what"]) == ("王强", "抢修到深夜")


def test_how_each_one_handled_the_week(run: Run, enter: Callable[..., None]) -> None:
    enter("ticket", "open", "1-1大堂", "灯不亮", "--opened", "2026-03-12")
    enter("ticket", "dispatch", 1, "--to", "王强", "--at", "2026-03-12")
    assert whats(agenda(run, "周例会"), "handling") == [
        "W01 王强：1 张，办完 0，按期结案率 —",
        "合计：1 张，办完 0，按期结案率 —",
    ]


def test_a_kind_means_its_next_planned_meeting(run: Run) -> None:
    assert agenda(run, "工作例会")["meeting"] is None
    done(
        run, "plan", "民情分析会", "--at", "3-20 14:00", "--also", "工作例会", "--convener", "何立", "--venue", "会议室"
    )
    found = agenda(run, "工作例会")
    assert (found["meeting"], found["kinds"], found["convener"], found["venue"]) == (
        1,
        ["needs_analysis", "monthly_work"],
        "何立",
        "会议室",
    )


def test_what_two_kinds_ask_for_stands_once(run: Run) -> None:
    done(run, "plan", "工作例会", "--at", "3-20 14:00", "--also", "民情分析会")
    parts = agenda(run, 1)["parts"]
    assert [part["number"] for part in parts] == [1, 2, 3, 4, 5]
    [again] = parts[4]["facts"]
    assert (again["code"], again["see"], again["lines"]) == ("needs", 2, [])


def test_a_meeting_that_is_over_is_told_as_far_as_it_went(run: Run, enter: Callable[..., None]) -> None:
    done(run, "hold", "每日分析会", "--at", "2026-03-15 16:30", "--convener", "刘志远:中心主任")
    enter("ticket", "open", "2-1大堂", "灯不亮", "--opened", "2026-03-15 17:00")
    assert agenda(run, 1)["until"] == "2026-03-15 16:30"
    assert "（未完、超期按现在）" in done(run, "agenda", 1).out


def test_the_agenda_is_a_page_to_print(run: Run, enter: Callable[..., None]) -> None:
    for number in range(22):
        enter("ticket", "open", "1-1大堂", f"灯不亮{number}", "--opened", "2026-02-20")
    done(run, "plan", "民情通报会", "--at", "3-20 14:00")
    page = done(run, "agenda", 1).out.splitlines()
    assert page[:4] == [
        "云海花园　民情通报会　议程",
        "",
        "时间：2026-03-20 14:00",
        "统计：2025-12-15 至 2026-03-16 10:00",
    ]
    assert "　　……共 22 条" in page
    assert page[page.index("三、社区经济社会发展中的重大事项") + 1] == "　　____"
    assert "　　GW-2026-0001　1栋1单元大堂　灯不亮0（李梅，期限 2026-03-07，超期 9 天，待派单）" in page


def test_every_line_is_a_row_of_a_csv(run: Run, enter: Callable[..., None]) -> None:
    enter("ticket", "open", "1-1大堂", "灯不亮", "--opened", "2026-02-20")
    rows = list(csv.DictReader(io.StringIO(done(run, "agenda", "工作例会", "--format", "csv").out.lstrip("\ufeff"))))
    assert [row["号"] for row in rows if row["内容"] == "超期的单"] == ["GW-2026-0001"]


def test_what_is_no_meeting_is_refused(run: Run, ledger: Path) -> None:
    refused = partial(refusals.refused, run, ledger)
    assert "没有 7 号会议" in refused(3, ("meeting", "agenda", 7))
    assert "没有“晨会”这种会议" in refused(3, ("meeting", "agenda", "晨会"))

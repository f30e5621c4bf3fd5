"""`gridctl upkeep` on a real ledger: planned once or again and again, done, accepted by another, listed."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from gridctl.domain.leaves import Leave
from gridctl.store.leaves import LEAVE
from gridctl.store.transactions import Act, writing
from tests import refusals
from tests.conftest import Run
from tests.small_estate import WANG, furnish

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)  # Monday, 10:00 in the project's zone
Refused = Callable[..., str]
CLEANER = ("--by", "洁净保洁")


@pytest.fixture(autouse=True)
def _estate(ledger: Path, run: Run) -> None:
    furnish(ledger, NOW)
    run("contractor", "add", "洁净保洁", "--service", "保洁", "--fee", "3100", "--from", "2026-01-01", "--to", "6-30")


@pytest.fixture
def refused(run: Run, ledger: Path) -> Refused:
    return partial(refusals.refused, run, ledger)


def done(run: Run, *words: object) -> list[dict[str, Any]]:
    outcome = run("upkeep", *words, "--format", "json")
    assert outcome.status == 0, outcome.err
    found: list[dict[str, Any]] = json.loads(outcome.out)
    return found


@pytest.fixture
def planned(run: Run) -> None:
    """Refuse removal on four days, the first two past: numbers 1 to 4."""
    done(run, "plan", "垃圾清运", "--every", "周一,周四", "--from", "3-9", "--to", "3-20", *CLEANER)


def column(lines: list[dict[str, Any]], name: str) -> list[Any]:
    return [line[name] for line in lines]


@pytest.mark.parametrize(
    ("often", "days"),
    [
        (("--every", "周一,周四"), ["16", "19", "23", "26", "30"]),
        (("--every", "每周日、周六"), ["21", "22", "28", "29"]),
        (("--every", "每10天"), ["16", "26"]),
        (("--every", "20日，月末"), ["20", "31"]),
        (("--rule", "FREQ=MONTHLY;BYDAY=3WE,-1FR"), ["18", "27"]),
        (("--rule", "RRULE:FREQ=DAILY;INTERVAL=7"), ["16", "23", "30"]),
        (("--rule", "FREQ=WEEKLY"), ["16", "23", "30"]),
    ],
)
def test_a_service_is_planned_again_and_again(run: Run, often: tuple[str, ...], days: list[str]) -> None:
    lines = done(run, "plan", "消杀", *often, "--to", "3-31", "--grid", "01")
    assert column(lines, "planned_on") == [f"2026-03-{day}" for day in days]
    assert {(line["service"], line["grid"], line["state"], line["by"]) for line in lines} == {
        ("pest_control", "一号网格", "planned", None)
    }


@pytest.mark.parametrize(
    ("ground", "grid", "place"),
    [
        (("--place", "1-1大堂"), "一号网格", "大堂（1栋1单元）"),
        (("--place", "中心花园"), None, "中心花园"),
        (("--grid", "二号网格"), "二号网格", None),
        ((), None, None),
    ],
)
def test_a_place_brings_its_grid(run: Run, ground: tuple[str, ...], grid: str | None, place: str | None) -> None:
    [line] = done(run, "plan", "lawn", "--on", "明天", "--by", "王强", *ground)
    assert (line["grid"], line["place"], line["by"], line["contracted"]) == (grid, place, "王强", False)
    assert (line["planned_on"], line["clause"]) == ("2026-03-17", "D3 服务内容")


@pytest.mark.usefixtures("planned")
def test_days_that_are_planned_there_are_not_planned_twice(run: Run, refused: Refused) -> None:
    outcome = run("upkeep", "plan", "垃圾清运", "--every", "每天", "--to", "3-20", *CLEANER, "--format", "json")
    assert column(json.loads(outcome.out), "planned_on") == ["2026-03-17", "2026-03-18", "2026-03-20"]
    assert "有 2 天这里已经排了垃圾清运" in outcome.err
    assert "是第 3 条" in refused(4, ("upkeep", "plan", "垃圾清运", "--on", "3-16"))
    assert len(done(run, "plan", "垃圾清运", "--on", "3-16", "--grid", "01")) == 1


@pytest.mark.usefixtures("planned")
def test_done_by_whom_how_much_and_accepted_by_another(run: Run) -> None:
    one, two = done(run, "done", 1, 2, "--quantity", "2.5", "--on", "3-12")
    assert (one["state"], one["done_on"], one["quantity"], one["by"], one["overdue_days"]) == (
        "done",
        "2026-03-12",
        "2.5 车",
        "洁净保洁",
        None,
    )
    [passed] = done(run, "accept", two["number"], "--by", "陈芳", "--on", "3-13")
    assert (passed["state"], passed["accepted_by"], passed["accepted_on"]) == ("passed", "陈芳", "2026-03-13")
    assert column(done(run, "list", "--unaccepted"), "number") == [1]


@pytest.mark.usefixtures("planned")
def test_what_was_not_accepted_stays_so_and_is_planned_anew(run: Run) -> None:
    done(run, "done", 1, "--quantity", "2车", "--on", "3-9")
    failed, again = done(run, "accept", 1, "--by", "陈芳", "--failed", "--note", "桶底没冲", "--again", "3-18")
    assert (failed["state"], failed["note"], failed["quantity"]) == ("failed", "桶底没冲", "2 车")
    assert (again["number"], again["planned_on"], again["by"], again["state"]) == (
        5,
        "2026-03-18",
        "洁净保洁",
        "planned",
    )
    assert again["note"] == "第 1 条返工"
    [mended] = done(run, "done", 5, "--quantity", "1车", "--on", "3-16")
    assert (mended["state"], mended["accepted_by"]) == ("done", None)


def test_one_line_keeps_what_was_done_without_a_plan(run: Run) -> None:
    [line] = done(run, "done", "开荒", "--place", "2-1大堂", "--by", "王强", "--quantity", "120㎡", "--on", "昨天")
    assert (line["planned_on"], line["done_on"], line["quantity"]) == ("2026-03-15", "2026-03-15", "120 平方米")
    assert (line["grid"], line["by"], line["contracted"]) == ("二号网格", "王强", False)


@pytest.mark.usefixtures("planned")
def test_a_plan_of_that_day_and_ground_is_done_with_it(run: Run) -> None:
    outcome = run("upkeep", "done", "垃圾清运", "--quantity", "3", "--format", "json")
    assert column(json.loads(outcome.out), "number") == [3]
    assert "记在第 3 条上" in outcome.err
    assert column(done(run, "done", "垃圾清运", "--quantity", "1", "--grid", "01", *CLEANER), "number") == [5]


@pytest.mark.usefixtures("planned")
def test_what_was_entered_wrongly_is_corrected_until_it_is_accepted(run: Run, refused: Refused) -> None:
    done(run, "done", 1, "--quantity", "2车", "--on", "3-9")
    assert "--correct" in refused(4, ("upkeep", "done", 1, "--quantity", "3车"))
    [line] = done(run, "done", 1, "--by", "赵磊", "--on", "3-10", "--correct")
    assert (line["quantity"], line["by"], line["done_on"]) == ("2 车", "赵磊", "2026-03-10")
    done(run, "accept", 1, "--by", "陈芳")
    assert "已经验收过" in refused(4, ("upkeep", "done", 1, "--quantity", "3车", "--correct"))


@pytest.mark.usefixtures("planned")
def test_what_is_overdue_stands_first_and_is_told(run: Run) -> None:
    done(run, "done", "消杀", "--quantity", "2处", "--on", "3-1", *CLEANER)
    done(run, "plan", "消杀", "--on", "4-1", *CLEANER)
    lines = done(run, "list")
    assert [(line["number"], line["overdue_days"]) for line in lines] == [
        (1, 7),
        (2, 4),
        (5, None),
        (3, None),
        (4, None),
    ]
    outcome = run("upkeep", "list")
    assert outcome.out.count("逾期未做") == 2
    assert "逾期未做 2 次，最早的是 2026-03-09 的垃圾清运\n待验收 1 次\n" in outcome.err


@pytest.mark.usefixtures("planned")
def test_a_month_is_summed_up(run: Run) -> None:
    done(run, "plan", "垃圾清运", "--on", "2-27", *CLEANER)
    done(run, "done", 5, "--quantity", "1吨", "--on", "3-2")
    done(run, "done", 1, 2, "--quantity", "2.5车", "--on", "3-12")
    done(run, "accept", 1, "--by", "陈芳")
    done(run, "accept", 2, "--by", "陈芳", "--failed", "--note", "漏了一处")
    outcome = run("upkeep", "list", "--month", "3月")
    assert "垃圾清运做了 3 次，共 1 吨、5 车；验收合格 1 次、不合格 1 次\n" in outcome.err
    numbers = {
        words: sorted(column(done(run, "list", *words), "number"))
        for words in (
            ("--month", "2月"),
            ("--to", "3-12"),
            ("--from", "3-17"),
            ("--month", "3月", "--todo"),
            ("--month", "3月", "--service", "消杀"),
            ("--by", "洁净", "--unaccepted"),
            ("--by", "王强", "--month", "3月"),
            ("--grid", "01", "--month", "3月"),
        )
    }
    assert list(numbers.values()) == [[], [1, 2, 5], [4], [3, 4, 6], [], [5], [], []]


@pytest.mark.usefixtures("planned")
def test_plans_that_were_not_done_are_cancelled_and_brought_back(run: Run, refused: Refused) -> None:
    done(run, "done", 1, "--quantity", "2车")
    assert "已经做了" in refused(4, ("upkeep", "cancel", 2, 1))
    done(run, "cancel", 2, 3, "--reason", "合同到期")
    assert column(done(run, "list"), "number") == [1, 4]
    assert run("undo", "--yes").status == 0
    assert column(done(run, "list"), "number") == [2, 1, 3, 4]


def test_who_is_on_leave_is_told_of(run: Run, ledger: Path) -> None:
    row = Leave(1, 1, WANG, "personal", date(2026, 3, 14), date(2026, 3, 18), None, None, "")
    with writing(ledger, Act("owner", "staff leave"), NOW) as tx:
        tx.next_id(1, LEAVE)
        tx.insert(LEAVE, [row])
    outcome = run("upkeep", "done", "草坪修剪", "--quantity", "300", "--by", "王强", "--on", "3-15")
    assert outcome.status == 0
    assert "王强 2026-03-14 起请假" in outcome.err


def test_a_company_of_another_trade_is_told_of(run: Run) -> None:
    outcome = run("upkeep", "plan", "草坪修剪", "--on", "3-20", *CLEANER)
    assert outcome.status == 0
    assert "洁净保洁登记的服务是保洁，不是草坪修剪" in outcome.err


@pytest.mark.parametrize(
    ("status", "words", "said"),
    [
        (3, ("plan", "修鞋", "--on", "3-20"), "环境作业"),
        (2, ("plan", "消杀"), "哪天做"),
        (2, ("plan", "消杀", "--on", "3-20", "--every", "每天"), "--every"),
        (2, ("plan", "消杀", "--every", "每天", "--rule", "FREQ=DAILY", "--to", "3-20"), "只写一个"),
        (2, ("plan", "消杀", "--every", "每天"), "到哪天为止"),
        (2, ("plan", "消杀", "--every", "有空就做", "--to", "3-20"), "多久做一次"),
        (2, ("plan", "消杀", "--every", "周一,15日", "--to", "3-20"), "多久做一次"),
        (2, ("plan", "消杀", "--rule", "每周一", "--to", "3-20"), "频次"),
        (2, ("plan", "消杀", "--rule", "FREQ=DAILY;BYMONTH=", "--to", "3-20"), "频次"),
        (2, ("plan", "消杀", "--rule", "FREQ=SECONDLY", "--to", "3-20"), "频次"),
        (2, ("plan", "消杀", "--rule", "FREQ=DAILY\nFREQ=WEEKLY", "--to", "3-20"), "频次"),
        (2, ("plan", "消杀", "--rule", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "--to", "4-30"), "轮不到"),
        (4, ("plan", "消杀", "--every", "31日", "--to", "3-30"), "没有一天"),
        (4, ("plan", "消杀", "--every", "每天", "--from", "3-20", "--to", "3-19"), "早于"),
        (4, ("plan", "消杀", "--every", "每天", "--to", "2028-01-01"), "一次最多"),
        (2, ("plan", "消杀", "--on", "3-20", "--grid", "01", "--place", "中心花园"), "不用写网格"),
        (3, ("plan", "消杀", "--on", "3-20", "--grid", "09"), "没有网格"),
        (4, ("plan", "消杀", "--on", "2024-12-31", "--grid", "01"), "没有网格"),
        (3, ("plan", "消杀", "--on", "3-20", "--by", "没有这家"), "外委单位或人员"),
        (4, ("plan", "消杀", "--every", "1日", "--to", "7-31", *CLEANER), "2026-07-01 没有合同"),
        (3, ("done", 1, "--quantity", "3"), "没有第 1 条"),
        (3, ("done", "999999999999", "--quantity", "3"), "环境作业"),
        (2, ("done", "消杀", "--quantity", "3"), "谁做的"),
        (2, ("done", "消杀", *CLEANER), "数量"),
        (2, ("done", "消杀", "开荒", "--quantity", "3", *CLEANER), "只写一种作业"),
        (4, ("done", "消杀", "--quantity", "3", "--on", "3-17", *CLEANER), "还没有到"),
        (4, ("done", "消杀", "--quantity", "3", "--on", "2025-12-31", *CLEANER), "没有合同"),
        (2, ("list", "--month", "3月", "--from", "3-1"), "--month"),
        (3, ("show", 9), "没有第 9 条"),
    ],
)
def test_what_is_refused(refused: Refused, status: int, words: tuple[object, ...], said: str) -> None:
    assert said in refused(status, ("upkeep", *words))


@pytest.mark.usefixtures("planned")
@pytest.mark.parametrize(
    ("status", "words", "said"),
    [
        (4, ("done", 1, "--quantity", "2", "--correct"), "没有什么可更正"),
        (2, ("done", 1, "--quantity", "2", "--grid", "01"), "不用写网格"),
        (4, ("accept", 1, "--by", "陈芳"), "还没有做"),
        (4, ("accept", 3, "--by", "王强"), "自己做的"),
        (4, ("accept", 3, "--by", "陈芳", "--on", "3-11"), "才做"),
        (4, ("accept", 3, "--by", "陈芳", "--on", "3-17"), "还没有到"),
        (2, ("accept", 3, "--by", "陈芳", "--failed"), "哪里不合格"),
        (4, ("accept", 3, "--by", "陈芳", "--failed", "--note", "脏", "--again", "3-15"), "不能排在"),
        (4, ("accept", 3, 4, "--by", "陈芳"), "第 4 条还没有做"),
        (4, ("accept", 3, "--by", "离岗的"), "已离岗"),
    ],
)
def test_what_is_refused_of_a_plan(
    run: Run, refused: Refused, status: int, words: tuple[object, ...], said: str
) -> None:
    run("staff", "add", "X1", "--name", "离岗的", "--post", "保洁员", "--joined", "2026-01-01")
    run("staff", "depart", "X1", "--on", "3-10")
    done(run, "done", 3, "--quantity", "2", "--by", "王强", "--on", "3-12")
    assert said in refused(status, ("upkeep", *words))


@pytest.mark.usefixtures("planned")
def test_the_ledger_is_whole_and_a_service_is_shown(run: Run) -> None:
    done(run, "done", 1, "--quantity", "2", "--on", "3-9", "--note", "联系 13800001111")
    done(run, "accept", 1, "--by", "陈芳")
    shown = run("upkeep", "show", 1).out
    assert "138****1111" in shown
    assert "D10 3.1.2" in shown
    assert run("ledger", "verify").status == 0

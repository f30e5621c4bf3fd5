"""`gridctl inspect` on a real ledger: a round in one line, what it opens, who may doubt it, and what is refused."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests import refusals
from tests.conftest import Run
from tests.inspected_estate import furnish

NOW = datetime(2026, 3, 16, 2, 0, tzinfo=UTC)  # Monday, 10:00 in the project's zone
Refused = Callable[..., str]
FIRE = ("inspect", "log", "--list", "fire-daily", "--grid", "01")
CLUTTER = ("--abnormal", "楼道=1栋1单元楼道：堆放杂物")


@pytest.fixture(autouse=True)
def _estate(ledger: Path) -> None:
    furnish(ledger, NOW)


@pytest.fixture
def refused(run: Run, ledger: Path) -> Refused:
    return partial(refusals.refused, run, ledger)


def done(run: Run, *words: object, **settings: Any) -> Any:
    outcome = run(*words, "--format", "json", **settings)
    assert outcome.status == 0, outcome.err
    return json.loads(outcome.out)


def card(run: Run, number: int = 1) -> dict[str, Any]:
    found: dict[str, Any] = done(run, "inspect", "show", number)
    return found


def answers(run: Run, number: int = 1) -> dict[str, tuple[Any, ...]]:
    return {
        line["name"]: (line["mark"], line["place"], line["note"], line["ticket"])
        for line in card(run, number)["answers"]
    }


def told(run: Run, *words: object, **settings: Any) -> str:
    outcome = run(*words, **settings)
    assert outcome.status == 0, outcome.err
    return str(outcome.err)


def test_a_clean_round_is_one_line(run: Run) -> None:
    [line] = done(run, *FIRE, "--all-normal", "--by", "李梅", "--at", "8:30", "--finished", "9:10")
    assert (line["number"], line["list"], line["ground"], line["inspector"]) == (1, "fire_daily", "01 一号网格", "李梅")
    assert (line["started"], line["finished"], line["state"]) == ("2026-03-16 08:30", "2026-03-16 09:10", "done")
    assert (line["points"], line["answered"], line["abnormal"], line["tickets"], line["left_out"]) == (4, 4, 0, [], [])
    assert {mark for mark, *_ in answers(run).values()} == {"normal"}
    assert done(run, "ticket", "list", "--kind", "全部") == []


@pytest.mark.parametrize(("actor", "said"), [("owner", "按负责人记为 李梅（G01）"), ("G01", "")])
def test_who_does_not_say_is_the_one_whose_round_it_is(run: Run, actor: str, said: str) -> None:
    outcome = run(*FIRE, "--all-normal", "--format", "json", actor=actor)
    assert json.loads(outcome.out)[0]["inspector"] == "李梅"
    assert (said in outcome.err) if said else outcome.err == ""


ABNORMAL = [
    ("fire-daily", "--grid", "01", "消防设施=1-1大堂：灭火器过期", "hazard", "fire_safety", "1栋1单元大堂"),
    ("fire-daily", "--grid", "01", "电梯=门关不严", "hazard", "equipment_safety", "1栋1单元1#电梯"),
    ("fire-daily", "--grid", "01", "楼道=电线裸露", "hazard", "electrical_safety", "1栋1单元楼道"),
    ("assistant-daily", "--building", "1栋", "楼宇内部=1-1大堂 灯不亮", "repair", "lighting", "1栋1单元大堂"),
    ("assistant-daily", "--building", "1栋", "楼宇内部=1单元大堂：灯不亮", "repair", "lighting", "1栋1单元大堂"),
    ("assistant-daily", "--building", "1栋", "装修业户=1-1-101：拆改承重墙", "hazard", "violation", "1栋1单元101"),
    ("assistant-daily", "--building", "1栋", "楼外5米=中心花园：落叶未扫", "cleaning", "grounds", "中心花园"),
    ("环境巡检", "", "", "公共区域卫生=中心花园：垃圾桶满溢", "cleaning", "refuse", "中心花园"),
    ("环境巡检", "", "", "清洁环卫设施=中心花园：桶盖坏", "repair", "greening", "中心花园"),
    ("guard_patrol", "--building", "1栋", "智能化系统=1-1大堂：可视对讲无声", "repair", "access", "1栋1单元大堂"),
    ("会所检查", "--place", "会所", "设施设备运行=空调不制冷", "repair", "other", "会所"),
    ("会所检查", "--place", "会所", "环境卫生=玻璃有污渍", "cleaning", "glass", "会所"),
]


@pytest.mark.parametrize(("name", "option", "ground", "finding", "kind", "category", "place"), ABNORMAL)
def test_what_is_abnormal_opens_its_ticket(
    run: Run, name: str, option: str, ground: str, finding: str, kind: str, category: str, place: str
) -> None:
    on = (option, ground) if option else ()
    words = ("inspect", "log", "--list", name, *on, "--all-normal", "--abnormal", finding, "--at", "8:30")
    [line] = done(run, *words)
    [ticket] = done(run, "ticket", "list", "--kind", "全部")
    assert (ticket["kind"], ticket["category"], ticket["place"]) == (kind, category, place)
    assert (line["abnormal"], line["tickets"]) == (1, [ticket["number"]])
    assert (ticket["source"], ticket["opened"]) == ("patrol", "2026-03-16 08:30")
    assert ticket["problem"] == finding.partition("=")[2].replace(" ", "：").rpartition("：")[2]
    [answer] = [one for one in card(run)["answers"] if one["mark"] == "abnormal"]
    assert (answer["outcome"], answer["ticket"]) == ("opened", ticket["number"])
    step = done(run, "ticket", "show", ticket["number"])["steps"][0]
    assert step["doer"] == line["inspector"]


def test_a_hazard_that_was_seen_to_on_the_spot_lacks_nothing_at_once(run: Run) -> None:
    words = ("--measures", "当场清理并告知住户", "--reported-to", "物业管理处", "--by", "李梅")
    assert told(run, *FIRE, "--all-normal", *CLUTTER, *words) == ""
    found = done(run, "hazard", "show", 1)
    assert (found["found_by"], found["measures"], found["reported_to"]) == ("李梅", "当场清理并告知住户", "物业管理处")


def test_an_abnormal_point_and_its_ticket_are_one_entry_and_undone_together(run: Run) -> None:
    before = done(run, "ledger", "log")
    done(run, *FIRE, "--all-normal", *CLUTTER)
    assert len(done(run, "ledger", "log")) == len(before) + 1
    assert run("undo", "--yes").status == 0
    assert done(run, "inspect", "list") == []
    assert done(run, "ticket", "list", "--kind", "全部", "--all") == []
    assert run("ledger", "verify").status == 0


def test_the_journal_speaks_of_it_in_words(run: Run) -> None:
    done(run, *FIRE, "--all-normal", *CLUTTER)
    number = done(run, "ledger", "log")[0]["number"]
    shown = run("ledger", "log", "--entry", number).out
    assert "楼道 × 堆放杂物" in shown
    assert "消防设施 √" in shown
    assert "开单" in shown
    assert not {"fire_equipment", "opened", "abnormal"} & set(shown.split())


def test_a_fault_that_is_open_is_shown_and_not_opened_again(run: Run) -> None:
    done(run, *FIRE, "--all-normal", *CLUTTER, "--at", "2026-03-14")
    outcome = run(*FIRE, "--all-normal", *CLUTTER, "--at", "2026-03-15", "--format", "json")
    assert json.loads(outcome.out)[0]["tickets"] == ["YH-2026-0001"]
    assert "“楼道”已经有单：YH-2026-0001" in outcome.err
    assert answers(run, 2)["楼道"][3] == "YH-2026-0001"
    assert card(run, 2)["answers"][3]["outcome"] == "known"
    [again] = done(run, *FIRE, "--all-normal", *CLUTTER, "--anew", "--at", "2026-03-16")
    assert again["tickets"] == ["YH-2026-0002"]


@pytest.mark.parametrize(("day", "number"), [("2026-03-12", "BJ-2026-0001"), ("2026-03-15", "BJ-2026-0002")])
def test_a_fault_is_known_only_on_days_on_which_it_was_open(run: Run, day: str, number: str) -> None:
    words = ("inspect", "log", "--list", "会所检查", "--place", "会所", "--all-normal", "--abnormal")
    done(run, *words, "环境卫生=玻璃有污渍", "--at", "2026-03-11")
    done(run, "contractor", "add", "洁净保洁", "--service", "保洁", "--fee", "100", "--from", "2026-01-01")
    done(run, "cleaning", "tell", 1, "--at", "2026-03-11")
    done(run, "cleaning", "mend", 1, "--at", "2026-03-12")
    done(run, "cleaning", "accept", 1, "--by", "曹玉兰", "--at", "2026-03-13")
    [line] = done(run, *words, "环境卫生=玻璃又有污渍", "--at", day)
    assert line["tickets"] == [number]


def test_a_round_on_the_way(run: Run) -> None:
    begun = done(run, "inspect", "start", "--list", "fire-daily", "--grid", "01", "--by", "李梅", "--at", "8:30")
    assert (begun["number"], begun["state"], begun["answered"], begun["left_out"]) == (
        1,
        "under_way",
        0,
        ["消防设施", "安全通道", "电梯", "楼道"],
    )
    done(run, "inspect", "record", 1, "--normal", "电梯", "--na", "消防设施=无消防设施")
    found = done(run, "inspect", "record", 1, *CLUTTER, "--at", "8:50")
    assert (found["abnormal"], found["tickets"], found["left_out"]) == (1, ["YH-2026-0001"], ["安全通道"])
    assert done(run, "hazard", "show", 1)["found_on"] == "2026-03-16 08:50"
    assert done(run, "inspect", "list", "--open")[0]["number"] == 1
    outcome = run("inspect", "finish", 1, "--at", "9:20", "--note", "下雨")
    assert "没有查：安全通道" in outcome.err
    ended = card(run)
    assert (ended["finished"], ended["state"], ended["note"]) == ("2026-03-16 09:20", "done", "下雨")
    assert answers(run)["消防设施"] == ("not_applicable", None, "无消防设施", None)
    assert answers(run)["安全通道"][0] is None


def test_who_begins_is_told_how_to_go_on(run: Run) -> None:
    outcome = run("inspect", "start", "--list", "fire-daily", "--grid", "01", "--by", "李梅")
    assert "查到的登记：gridctl inspect record 1 --normal 消防设施；查完：gridctl inspect finish 1" in outcome.err
    assert "0/4 检查中" in run("inspect", "list").out


def test_a_point_can_be_put_right_until_it_has_a_ticket(run: Run, refused: Refused) -> None:
    done(run, "inspect", "start", "--list", "fire-daily", "--grid", "01", "--by", "李梅")
    done(run, "inspect", "record", 1, "--normal", "楼道")
    done(run, "inspect", "record", 1, *CLUTTER)
    assert answers(run)["楼道"][0] == "abnormal"
    assert "已经记了异常" in refused(4, ("inspect", "record", 1, "--normal", "楼道"))
    ended = done(run, "inspect", "finish", 1, "--rest-normal")
    assert (ended["answered"], ended["abnormal"], ended["tickets"]) == (4, 1, ["YH-2026-0001"])
    assert "已经结束" in refused(4, ("inspect", "record", 1, "--normal", "电梯"))
    assert "已经结束" in refused(4, ("inspect", "finish", 1))


def test_several_pieces_of_ground_in_one_line(run: Run, refused: Refused) -> None:
    words = ("inspect", "log", "--list", "assistant-daily", "--building", "1-2栋", "--all-normal")
    lines = done(run, *words, "--abnormal", "楼内环境卫生=2-1大堂：地面油污")
    assert [(line["ground"], line["abnormal"], line["tickets"]) for line in lines] == [
        ("1栋", 0, []),
        ("2栋", 1, ["BJ-2026-0001"]),
    ]
    said = refused(2, (*words, "--abnormal", "楼内环境卫生=地面油污", "--at", "9:00"))
    assert "没有写清在1栋、2栋的哪一处" in said
    assert "一处一处记" in refused(2, (*words, "--na", "楼外5米", "--at", "9:00"))


def test_photographs_hang_on_the_ticket_and_stay_with_the_point(run: Run, tmp_path: Path, refused: Refused) -> None:
    one, other = tmp_path / "楼道.jpg", tmp_path / "电梯.jpg"
    one.write_bytes(b"\xff\xd8 1")
    other.write_bytes(b"\xff\xd8 2")
    photos = ("--photo", f"楼道={one}", "--photo", f"电梯={other}")
    done(run, *FIRE, "--all-normal", *CLUTTER, *photos)
    assert {line["name"]: line["photos"] for line in card(run)["answers"]} == {
        "消防设施": 0,
        "安全通道": 0,
        "电梯": 1,
        "楼道": 1,
    }
    [kept] = done(run, "ticket", "show", "YH-2026-0001")["attachments"]
    assert (kept["name"], kept["use"]) == ("楼道.jpg", "before")
    assert run("ledger", "verify").status == 0
    assert "没有写是哪个检查点" in refused(2, (*FIRE, "--all-normal", "--photo", "楼道.jpg", "--at", "9:00"))
    assert "没有写结果" in refused(2, (*FIRE, "--normal", "电梯", "--photo", f"楼道={one}", "--at", "9:00"))
    assert run(*FIRE, "--all-normal", "--photo", "楼道=没有.jpg").status == 3


def test_what_is_counted_is_compared_with_the_last_time(run: Run) -> None:
    words = ("inspect", "log", "--list", "reception-daily", "--place", "会所", "--all-normal")
    assert "“物资盘点”没有写数量" in told(run, *words, "--at", "2026-03-13")
    assert told(run, *words, "--count", "物资盘点=36", "--at", "2026-03-14", actor="D01") == ""
    assert "“物资盘点”34，上次是 36" in told(run, *words, "--count", "物资盘点=34", "--at", "2026-03-15")
    assert [line["count"] for line in card(run, 3)["answers"]] == [34, None, None]


# ------------------------------------------------------------------ joint inspections

JOINT = ("inspect", "log", "--list", "半月检", "--building", "1栋", "--all-normal")
PAIR = ("--by", "曹玉兰", "--with", "周敏")


@pytest.fixture
def mended(run: Run) -> None:
    """Two cleaning faults of 1栋 that were mended, the second after its limit, and one that was not."""
    done(run, "contractor", "add", "洁净保洁", "--service", "保洁", "--fee", "100", "--from", "2026-01-01")
    for problem, opened, mend in (("地面脏", "2026-03-12", "2026-03-13"), ("扶手脏", "2026-03-10", "2026-03-14")):
        done(run, "cleaning", "open", "1-1大堂", problem, "--opened", opened, "--by", "周敏", "--tell")
        number = done(run, "cleaning", "list")[-1]["number"] if problem == "地面脏" else "BJ-2026-0002"
        done(run, "cleaning", "mend", number, "--at", mend)
    done(run, "cleaning", "open", "1-1大堂", "踏步脏", "--by", "周敏", "--tell")


@pytest.mark.usefixtures("mended")
def test_mended_faults_come_up_and_are_accepted_or_sent_back(run: Run) -> None:
    outcome = run("inspect", "start", *JOINT[2:6], *PAIR, "--at", "9:00")
    assert "等着验收的：BJ-2026-0002" in outcome.err
    assert "BJ-2026-0001" in outcome.err
    assert "还没有整改的：BJ-2026-0003 1栋1单元大堂 踏步脏" in outcome.err
    verdicts = ("--accept", "BJ-2026-0002", "--send-back", "1=还有脚印")
    found = done(run, "inspect", "record", 1, "--all-normal", *verdicts, "--at", "9:30")
    assert [(line["number"], line["outcome"]) for line in found["settled"]] == [
        ("BJ-2026-0002", "accepted"),
        ("BJ-2026-0001", "sent_back"),
    ]
    assert (found["inspector"], found["partner"], found["waiting"]) == ("曹玉兰", "周敏", [])
    assert [line["number"] for line in found["unmended"]] == ["BJ-2026-0001", "BJ-2026-0003"]
    faults = {line["number"]: line for line in done(run, "cleaning", "list", "--all")}
    assert (faults["BJ-2026-0002"]["state_name"], faults["BJ-2026-0002"]["verifier"]) == ("已达标", "曹玉兰")
    assert (faults["BJ-2026-0001"]["state_name"], faults["BJ-2026-0001"]["rejections"]) == ("整改中", 1)
    result = [one for one in done(run, "ticket", "detail", "BJ-2026-0002") if one["name"] == "result"]
    assert result[0]["value"] == "整改不及时"


@pytest.mark.usefixtures("mended")
def test_verdicts_are_taken_back_with_their_inspection(run: Run) -> None:
    done(run, *JOINT, *PAIR, "--accept", "1")
    assert run("undo", "--yes").status == 0
    assert {line["state_name"] for line in done(run, "cleaning", "list")} == {"待验收", "已通知"}


@pytest.mark.usefixtures("mended")
@pytest.mark.parametrize(
    ("status", "words", "said"),
    [
        (4, (*JOINT, "--by", "曹玉兰"), "只写了一个人"),
        (4, (*JOINT, "--by", "曹玉兰", "--with", "H01"), "两个人不能都是"),
        (4, (*JOINT, "--by", "曹玉兰", "--with", "李梅"), "不是"),
        (4, (*JOINT, *PAIR, "--accept", "3"), "不是待验收"),
        (2, (*JOINT, *PAIR, "--send-back", "1"), "退回要写原因"),
        (3, (*JOINT, *PAIR, "--accept", "9"), "没有单号"),
        (4, (*JOINT, *PAIR, "--accept", "1", "--at", "2026-03-12"), "才整改"),
        (4, (*JOINT[:4], "--building", "2栋", "--all-normal", *PAIR, "--accept", "1"), "不在2栋"),
        (2, (*FIRE, "--all-normal", "--accept", "1"), "不验收单子"),
    ],
)
def test_what_is_refused_of_a_joint_inspection(
    refused: Refused, status: int, words: tuple[object, ...], said: str
) -> None:
    assert said in refused(status, words)


def test_the_two_may_be_named_the_other_way_round(run: Run) -> None:
    [line] = done(run, *JOINT, "--by", "周敏", "--with", "曹玉兰")
    assert (line["inspector"], line["partner"]) == ("曹玉兰", "周敏")


# ------------------------------------------------------------------ who, when, where

DOUBTS = [
    ("周静", "那天负责 01 一号网格 的是李梅（G01），不是周静（G02）"),
    ("王强", "王强（W01）（工程技工）不是做“网格每日安全巡查”的岗位"),
]


@pytest.mark.parametrize(("who", "said"), DOUBTS)
def test_who_has_other_ground_or_another_post_is_told_of(run: Run, who: str, said: str) -> None:
    assert said in told(run, *FIRE, "--all-normal", "--by", who)
    assert said in card(run)["doubts"][0]
    assert done(run, "inspect", "list")[0]["inspector"] == who


def test_a_round_before_the_assignment_is_told_of(run: Run) -> None:
    done(run, "grid", "assign", "01", "N01", "--from", "2026-03-14", "--replace")
    assert "从 2026-03-14 起才负责 01 一号网格，检查在那以前" in told(
        run, *FIRE, "--all-normal", "--by", "新来", "--at", "2026-03-12"
    )
    assert "从 2026-03-14 起不再负责" in told(run, *FIRE, "--all-normal", "--by", "李梅", "--at", "2026-03-15")
    assert told(run, *FIRE, "--all-normal", "--by", "李梅", "--at", "2026-03-13") == ""


def test_who_is_on_leave_is_told_of_and_his_deputy_is_not(run: Run) -> None:
    done(run, "staff", "leave", "李梅", "--from", "2026-03-14", "--to", "2026-03-16", "--deputy", "周静")
    said = told(run, *FIRE, "--all-normal", "--by", "李梅", "--at", "2026-03-15")
    assert "李梅（G01）那天在请假（2026-03-14 至 2026-03-16，代理 周静）" in said
    assert told(run, *FIRE, "--all-normal", "--by", "周静", "--at", "2026-03-14") == ""
    assert "按负责人记为 周静（G02）" in told(run, *FIRE, "--all-normal")


REFUSED = [
    (3, (*FIRE[:3], "没有的表", "--grid", "01", "--all-normal"), "没有检查表“没有的表”"),
    (2, (*FIRE[:4], "--building", "1栋", "--all-normal"), "不按楼栋查"),
    (2, (*FIRE[:4], "--place", "会所", "--all-normal"), "不按部位查"),
    (2, (*FIRE[:4], "--all-normal"), "查的是哪里"),
    (2, ("inspect", "log", "--list", "点名", "--grid", "01", "--all-normal"), "查的是全项目"),
    (3, (*FIRE[:4], "--grid", "09", "--all-normal"), "没有网格"),
    (2, FIRE, "没有写检查的结果"),
    (3, (*FIRE, "--normal", "物资盘点"), "“网格每日安全巡查”没有检查点“物资盘点”，是“会所样板间营销通道检查”的"),
    (2, (*FIRE, "--normal", "电梯", "--abnormal", "电梯=门坏"), "写了两次"),
    (2, (*FIRE, "--abnormal", "电梯"), "没有写是什么情况"),
    (2, (*FIRE, "--count", "电梯=3"), "不用写数量"),
    (2, (*FIRE, "--abnormal", "消防设施=灭火器过期"), "没有写在哪里"),
    (4, (*FIRE, "--abnormal", "楼道=2-1大堂：堆放杂物"), "不在01 一号网格"),
    (2, (*FIRE, "--all-normal", "--at", "2026-03-17"), "还没有到"),
    (2, (*FIRE, "--all-normal", "--at", "9:00", "--finished", "2026-03-17"), "还没有到"),
    (4, (*FIRE, "--all-normal", "--at", "9:00", "--finished", "8:30"), "早于开始"),
    (4, (*FIRE, "--all-normal", "--at", "2026-03-12", "--finished", "2026-03-15"), "超过一天"),
    (4, (*FIRE, "--all-normal", "--at", "2025-12-31"), "才有"),
    (4, (*FIRE, "--all-normal", "--by", "何远"), "已离岗"),
    (4, (*FIRE, "--all-normal", "--by", "新来", "--at", "2026-03-09"), "才到岗"),
    (3, (*FIRE, "--all-normal", "--by", "没有这人"), "没有这人"),
    (2, ("inspect", "log", "--list", "guard-patrol", "--building", "2栋", "--all-normal"), "没有说明谁检查的"),
    (3, ("inspect", "record", 7, "--all-normal"), "没有第 7 次检查"),
    (3, ("inspect", "show", 7), "没有第 7 次检查"),
    (3, ("inspect", "void", 7, "--reason", "写错"), "没有第 7 次检查"),
]


@pytest.mark.parametrize(("status", "words", "said"), REFUSED)
def test_what_is_refused(refused: Refused, status: int, words: tuple[object, ...], said: str) -> None:
    assert said in refused(status, words)


def test_what_is_refused_of_a_round_on_the_way(run: Run, refused: Refused) -> None:
    start = ("inspect", "start", "--list", "fire-daily", "--grid", "01", "--by", "李梅", "--at", "8:30")
    done(run, *start)
    assert "还有没结束的，编号 1" in refused(4, (*start[:-1], "9:00"))
    assert "一个检查点也没有查" in refused(4, ("inspect", "finish", 1))
    assert "早于开始" in refused(4, ("inspect", "record", 1, "--all-normal", "--at", "8:00"))
    assert "没有写检查的结果" in refused(2, ("inspect", "record", 1))
    assert "早于开始" in refused(4, ("inspect", "finish", 1, "--rest-normal", "--at", "8:00"))
    assert "一次只能开始查一处" in refused(2, ("inspect", "start", "--list", "半月检", "--building", "1-2栋", *PAIR))


def test_the_same_line_twice_is_refused(run: Run, refused: Refused) -> None:
    done(run, *FIRE, "--all-normal", "--at", "8:30")
    assert "已经记过，编号 1" in refused(4, (*FIRE, "--all-normal", "--at", "8:30"))
    done(run, *FIRE, "--all-normal", "--at", "15:30", clock=datetime(2026, 3, 16, 8, tzinfo=UTC))


def test_what_was_entered_wrongly_is_taken_out_and_its_ticket_stays(run: Run, refused: Refused) -> None:
    done(run, *FIRE, "--all-normal", *CLUTTER)
    assert "没有写为什么作废" in refused(2, ("inspect", "void", 1))
    [gone] = done(run, "inspect", "void", 1, "--reason", "网格写错了")
    assert (gone["number"], gone["tickets"]) == (1, ["YH-2026-0001"])
    assert done(run, "inspect", "list") == []
    assert len(done(run, "hazard", "list")) == 1
    assert run("ledger", "verify").status == 0
    run("undo", "--yes")
    assert done(run, "inspect", "list")[0]["tickets"] == ["YH-2026-0001"]


def test_a_dry_run_keeps_nothing(run: Run, ledger: Path) -> None:
    before = refusals.dump(ledger)
    assert run(*FIRE, "--all-normal", *CLUTTER, "--dry-run").status == 0
    assert refusals.dump(ledger) == before


def test_the_list_is_narrowed(run: Run) -> None:
    done(run, *FIRE, "--all-normal", "--at", "2026-03-02")
    done(run, *FIRE, "--all-normal", *CLUTTER, "--at", "2026-03-14")
    done(run, *FIRE[:4], "--grid", "02", "--all-normal", "--at", "2026-03-15")
    done(
        run, "inspect", "log", "--list", "assistant-daily", "--building", "1-2栋", "--all-normal", "--at", "2026-03-16"
    )
    done(run, "inspect", "log", "--list", "会所检查", "--place", "会所", "--all-normal", "--at", "2026-03-16")
    numbers = {
        words: [line["number"] for line in done(run, "inspect", "list", *words)]
        for words in (
            (),
            ("--from", "3-1"),
            ("--from", "3-1", "--to", "3-14"),
            ("--list", "安全巡查"),
            ("--grid", "01"),
            ("--building", "2栋"),
            ("--place", "会所"),
            ("--staff", "周敏"),
            ("--abnormal",),
        )
    }
    assert list(numbers.values()) == [[2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6], [1, 2], [2, 3], [2], [5], [6], [4, 5], [2]]
    assert "没有符合条件的检查" in run("inspect", "list", "--open").err


def test_homes_under_renovation_come_up(run: Run) -> None:
    done(run, "renovation", "apply", "1-1-101", "--works", "水电改造", "--on", "2026-03-01")
    done(run, "renovation", "permit", 1, "--from", "2026-03-02", "--until", "2026-04-01")
    words = ("--list", "assistant-daily", "--building", "1栋")
    assert "1栋在装修的：1栋1单元101（许可至 2026-04-01）" in told(run, "inspect", "start", *words)
    assert card(run)["homes"] == ["1栋1单元101（许可至 2026-04-01）"]
    assert "在装修" not in told(run, "inspect", "log", "--list", "assistant-daily", "--building", "2栋", "--all-normal")
    assert "在装修" not in told(run, *FIRE, "--all-normal", actor="G01")

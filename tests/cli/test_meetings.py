"""`gridctl meeting` on a real ledger: planned, held, corrected, cancelled, listed, shown."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from gridctl.store.meetings import MEETING
from gridctl.store.snapshots import reading
from tests import refusals
from tests.conftest import Run
from tests.meeting_office import NOW, card, done, line, lines, states
from tests.signing_office import furnish_office

Refused = Callable[..., str]
HELD = ("hold", "工作例会", "--at", "9:00", "--convener", "何立")


@pytest.fixture(autouse=True)
def _estate(ledger: Path) -> None:
    furnish_office(ledger, NOW)


@pytest.fixture
def refused(run: Run, ledger: Path) -> Refused:
    return partial(refusals.refused, run, ledger)


def test_a_plan_lists_who_must_come(run: Run) -> None:
    planned = line(run, "plan", "工作例会", "--at", "3-20 14:00", "--convener", "何立", "--venue", "会议室")
    assert (planned["number"], planned["kind"], planned["state"], planned["at"]) == (
        1,
        "monthly_work",
        "planned",
        "2026-03-20 14:00",
    )
    assert (planned["convener"], planned["venue"], planned["expected"], planned["unknown"]) == ("何立", "会议室", 3, 3)
    assert states(card(run, 1)["attendees"]) == dict.fromkeys(("李梅", "周静", "何立"), "expected")


def test_all_staff_but_those_of_contractors_come_to_the_half_yearly_one(run: Run) -> None:
    run("staff", "add", "B01", "--name", "张洁", "--post", "保洁员")
    run("staff", "depart", "王强", "--on", "3-19")
    done(run, "plan", "年度工作会议", "--at", "3-20 14:00")
    names = states(card(run, 1)["attendees"])
    assert {"李梅", "陈芳", "何立"} <= names.keys()
    assert not {"王强", "张洁"} & names.keys()


def test_capacities_of_which_nobody_is_listed_are_told(run: Run) -> None:
    done(run, "plan", "民情通报会", "--at", "3-20 14:00", "--invite", "张建国:居民代表，李秀英:党小组长")
    assert card(run, 1)["lacking"] == ["社区两委班子成员", "党员群众"]
    assert "应到而没有列入的：社区两委班子成员、党员群众" in done(run, "show", 1).out


def test_outsiders_are_invited_as_last_time(run: Run) -> None:
    done(run, "hold", "民情通报会", "--at", "9:00", "--convener", "何立", "--present", "张建国:居民代表")
    later = NOW + timedelta(days=90)
    done(run, "plan", "民情通报会", "--at", "6-20 14:00", clock=later)
    assert "张建国" not in states(card(run, 2, "--full", "--reason", "核对")["attendees"])
    done(run, "plan", "民情通报会", "--at", "6-21 14:00", "--as-last", clock=later)
    assert "张建国" in states(card(run, 3, "--full", "--reason", "核对")["attendees"])


def test_a_planned_meeting_is_held_with_who_came(run: Run) -> None:
    done(run, "plan", "工作例会", "--at", "3-16 14:00", "--convener", "何立", "--also", "民情分析会")
    after = NOW + timedelta(hours=6)
    held = line(run, "hold", 1, "--ended", "15:30", "--all", "--late", "周静", "--minutes", "夜间照明", clock=after)
    assert (held["state"], held["also"], held["ended"]) == ("held", ["needs_analysis"], "2026-03-16 15:30")
    assert (held["came"], held["late"], held["unknown"]) == (3, 1, 0)
    assert card(run, 1)["minutes"] == ["夜间照明"]


def test_one_line_is_enough_for_a_meeting_that_nobody_planned(run: Run) -> None:
    held = line(run, *HELD, "--all")
    assert (held["state"], held["expected"], held["came"], held["convener"]) == ("held", 3, 3, "何立")
    assert not done(run, "list", "--planned").out
    assert [each["number"] for each in lines(run, "list", "--kind", "工作例会")] == [1]


def test_who_convenes_came_though_nobody_else_was_marked(run: Run) -> None:
    done(run, *HELD)
    assert states(card(run, 1)["attendees"]) == {"何立": "present", "李梅": "expected", "周静": "expected"}


def test_who_was_to_convene_came_where_it_was_held_as_planned(run: Run) -> None:
    done(run, "plan", "工作例会", "--at", "14:00", "--convener", "何立")
    done(run, "hold", 1, clock=NOW + timedelta(hours=5))
    assert states(card(run, 1)["attendees"])["何立"] == "present"


def test_that_a_deputy_convened_is_corrected_afterwards(run: Run) -> None:
    done(run, *HELD, "--all")
    done(run, "edit", 1, "--deputy", "陈芳")
    assert states(card(run, 1)["attendees"]) == {
        "李梅": "present",
        "周静": "present",
        "何立": "absent",
        "陈芳": "present",
    }


def test_correcting_something_else_leaves_who_came_as_it_is(run: Run) -> None:
    done(run, *HELD, "--all", "--late", "何立")
    done(run, "edit", 1, "--venue", "会议室")
    assert states(card(run, 1)["attendees"])["何立"] == "late"


def test_a_deputy_convenes_and_is_marked(run: Run) -> None:
    done(run, "plan", "工作例会", "--at", "3-16 14:00", "--convener", "何立")
    outcome = done(run, "hold", 1, "--deputy", "陈芳", "--all", clock=NOW + timedelta(hours=6))
    assert "没有写工作例会可以委托别人召集" in outcome.err
    found = card(run, 1)
    assert (found["convener"], found["deputised"]) == ("陈芳", True)
    assert states(found["attendees"])["何立"] == "absent"
    assert "召集主持：陈芳（受委托召集）" in done(run, "show", 1).out


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("每日分析会", "--convener", "刘志远:中心主任"), ""),
        (("每日分析会", "--convener", "刘志远:组长"), "由常务副指挥长或中心主任召集"),
        (("每日分析会", "--convener", "何立"), "没有写 L01 何立 的身份"),
        (("每日分析会", "--convener", "L01:中心主任"), ""),
        (("每日分析会", "--convener", "刘志远:中心主任", "--deputy", "陈芳"), ""),
        (
            ("专题工作会议", "--topic", "飞线充电", "--convener", "刘志远:指挥长", "--deputy", "陈芳"),
            "只能委托常务副指挥长",
        ),
        (("专题工作会议", "--topic", "飞线充电", "--convener", "刘志远:指挥长", "--deputy", "赵明:常务副"), ""),
        (("工作例会", "--convener", "网格组织"), ""),
        (("民情通报会", "--convener", "何立"), ""),
        (("工作例会", "--convener", "何立", "--also", "民情通报会"), "没有写工作例会可以和民情通报会合开"),
        (("工作例会", "--convener", "何立", "--also", "民情分析会"), ""),
    ],
)
def test_what_the_regulation_says_otherwise_is_told_and_kept_all_the_same(
    run: Run, words: tuple[str, ...], told: str
) -> None:
    outcome = done(run, "hold", *words, "--at", "9:00")
    assert (told in outcome.err) if told else not outcome.err
    assert line(run, "list")["state"] == "held"


def test_what_somebody_was_is_known_the_next_time(run: Run) -> None:
    done(run, "hold", "每日分析会", "--at", "3-13 16:00", "--convener", "L01:中心主任", "--present", "刘志远:组长")
    again = done(run, "hold", "每日分析会", "--at", "9:00", "--convener", "何立", "--present", "刘志远")
    assert not again.err
    assert [one["capacity"] for one in card(run, 2)["attendees"] if one["name"] in ("何立", "刘志远")] == [
        "中心主任",
        "组长",
    ]


def test_a_topic_is_asked_for_where_the_meeting_is_about_one(refused: Refused) -> None:
    words = ("meeting", "hold", "专题工作会议", "--at", "9:00", "--convener", "刘志远:指挥长")
    assert "要有议题" in refused(2, words)


def test_minutes_come_from_a_file_whatever_its_encoding(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "纪要.txt"
    file.write_bytes("一、照明\r\n\r\n二、车位 13800001111\r\n".encode("gb18030"))
    done(run, *HELD, "--minutes-file", file)
    assert card(run, 1)["minutes"] == ["一、照明", "二、车位 138****1111"]
    assert "二、车位 138****1111" in done(run, "show", 1).out
    done(run, "edit", 1, "--minutes-file", "-", stdin="改过的纪要")
    assert card(run, 1)["minutes"] == ["改过的纪要"]


def test_a_meeting_is_put_off_and_cancelled(run: Run) -> None:
    done(run, "plan", "工作例会", "--at", "3-20 14:00", "--convener", "何立")
    assert line(run, "edit", 1, "--at", "3-21 9:00", "--venue", "大堂")["at"] == "2026-03-21 09:00"
    done(run, "cancel", 1, "--reason", "台风停工")
    assert not lines(run, "list")
    assert line(run, "list", "--all")["state"] == "cancelled"
    found = card(run, 1)
    assert (found["cancelled_for"], found["minutes"]) == ("台风停工", [])
    assert "会议取消" in done(run, "show", 1).out


def test_the_list_is_narrowed(run: Run) -> None:
    done(run, *HELD, "--also", "民情分析会")
    done(run, "plan", "每日分析会", "--at", "3-17 16:00")
    chosen = (("--kind", "民情分析会"), ("--from", "3-17"), ("--to", "3-16"), ("--planned",), ())
    numbers = [[each["number"] for each in lines(run, "list", *words)] for words in chosen]
    assert numbers == [[1], [2], [1], [2], [1, 2]]
    assert "工作例会、民情分析会" in done(run, "list").out


def test_the_day_of_entering_counts_anew_where_the_moment_is_corrected(run: Run, ledger: Path) -> None:
    def recorded() -> str:
        with reading(ledger) as reader:
            return reader.find(MEETING, 1)[0].recorded_at

    done(run, *HELD)
    first, later = recorded(), datetime(2026, 3, 30, 2, 0, tzinfo=UTC)
    done(run, "edit", 1, "--venue", "会议室", clock=later)
    assert recorded() == first
    done(run, "edit", 1, "--at", "3-20 9:00", clock=later)
    assert recorded() > first


def test_the_names_of_residents_are_masked_and_those_of_officials_are_not(run: Run) -> None:
    guests = ("--present", "张建国:居民代表,刘志远:党委书记,赵明:派驻人员")
    done(run, "hold", "民情通报会", "--at", "9:00", "--convener", "何立", *guests)
    shown = done(run, "show", 1).out
    assert "张**（居民代表）" in shown
    assert "赵明（派遣人员）" in shown
    assert "刘志远" not in shown
    assert "张建国（居民代表）" in done(run, "show", 1, "--full", "--reason", "打印签到").out
    assert run("meeting", "show", 1, "--full").status == 2


def test_what_was_resolved_is_shown_in_full_only_for_a_reason(run: Run) -> None:
    done(run, *HELD, "--minutes", "业主 13800000001 来电")
    done(run, "item", "add", 1, "联系业主 13800000002", "--owner", "王强", "--due", "3-31")
    done(run, "item", "done", "1-1", "--result", "已联系 13800000002")
    done(run, "leave", 1, "李梅", "--granted-by", "何立", "--reason", "家里有事 13800000003")
    numbers = [f"1380000000{i}" for i in (1, 2, 3)]
    masked, full = done(run, "show", 1).out, done(run, "show", 1, "--full", "--reason", "打印签字").out
    assert [number in masked for number in numbers] == [False] * 3
    assert [number in full for number in numbers] == [True] * 3


def test_the_minutes_are_a_page_to_print(run: Run) -> None:
    done(
        run, *HELD, "--also", "民情分析会", "--all", "--ended", "9:40", "--minutes", "电梯年检延后", "--venue", "会议室"
    )
    done(run, "item", "add", 1, "更换消防箱玻璃", "--owner", "王强", "--due", "3-31")
    assert done(run, "show", 1).out.splitlines() == [
        "云海花园　工作例会、民情分析会　会议纪要",
        "",
        "时间：2026年3月16日 09:00 至 09:40",
        "地点：会议室",
        "召集主持：何立",
        "应到 3 人，实到 3 人",
        "出席：李梅、周静、何立",
        "",
        "【议程】",
        "一、网格化管理工作中存在的问题",
        "二、群众干部反映强烈的热点难题",
        "三、对例会反映的问题总结、完善、更新、补充",
        "四、总结和部署网格化管理下阶段工作",
        "五、带有普遍性又难以解决的问题",
        "",
        "【会议内容】",
        "电梯年检延后",
        "",
        "【议定事项】",
        "1-1 更换消防箱玻璃（王强，期限 2026-03-31）",
        "",
        "主持人签字：________　　记录人签字：________",
    ]


def test_the_needs_that_were_put_to_it_are_in_its_minutes(run: Run) -> None:
    assert run("need", "add", "停车:晚上没有车位", "--place", "1-1-101").status == 0
    done(run, "plan", "工作例会", "--at", "14:00", "--convener", "何立")
    assert run("need", "choose", 1, "--meeting", 1).status == 0
    assert "【提交会议的需求】\n1. 停车管理：晚上没有车位（1栋1单元101，已提交会议）" in done(run, "show", 1).out


def test_the_kinds_are_told_with_what_the_regulation_leaves_blank(run: Run) -> None:
    assert "一般每周召开____次" in done(run, "kinds").out
    [one] = json.loads(done(run, "kinds", "工作例会", "--format", "json").out)
    assert (one["conveners"], one["together"]) == ("网格组织", ["民情分析会"])


REFUSED: tuple[tuple[int, tuple[object, ...], str], ...] = (
    (3, ("plan", "晨会", "--at", "3-20 14:00"), "没有“晨会”这种会议"),
    (4, ("plan", "工作例会", "--at", "2026-03-15 14:00"), "已经过去"),
    (4, ("plan", "工作例会", "--at", "3-20 15:00"), "有计划，是 1 号"),
    (4, ("plan", "工作例会", "--at", "3-20 14:00"), "已经登记过，是 1 号"),
    (2, ("plan", "工作例会", "--at", "3-21 14:00", "--also", "例会"), "本来就是工作例会"),
    (3, ("plan", "工作例会", "--at", "3-21 14:00", "--invite", "张建国"), "花名册里没有“张建国”"),
    (2, ("plan", "工作例会", "--at", "3-21 14:00", "--invite", "张建国:"), "没有写全"),
    (2, ("plan", "工作例会", "--at", "3-21 14:00", "--invite", "李梅,G01"), "写了两次"),
    (2, ("hold", "工作例会", "--convener", "何立"), "什么时候开的"),
    (2, ("hold", "工作例会", "--at", "9:00"), "谁召集"),
    (4, ("hold", "工作例会", "--at", "3-17 9:00", "--convener", "何立"), "还没有到"),
    (4, ("hold", 1, "--convener", "何立"), "还没有到"),
    (
        4,
        ("hold", "工作例会", "--at", "9:00", "--ended", "8:30", "--convener", "何立"),
        "不能在 2026-03-16 08:30 结束",
    ),
    (4, ("hold", "工作例会", "--at", "9:00", "--ended", "10:30", "--convener", "何立"), "还没有到"),
    (2, ("hold", "工作例会", "--at", "9:00", "--convener", "何立", "--deputy", "L01"), "不能委托给自己"),
    (
        2,
        ("hold", "工作例会", "--at", "9:00", "--convener", "何立", "--present", "李梅", "--late", "G01"),
        "写了两次",
    ),
    (3, ("hold", 9, "--convener", "何立"), "没有 9 号会议"),
    (3, ("show", 9), "没有 9 号会议"),
    (4, ("edit", 1, "--minutes", "没有开就写"), "还没有开"),
    (4, ("edit", 1, "--at", "2026-03-15 14:00"), "已经过去"),
    (2, ("edit", 1), "没有写要改什么"),
    (2, ("cancel", 1, "--reason", " "), "为什么取消"),
)


def test_what_is_refused_of_a_meeting(run: Run, refused: Refused) -> None:
    done(run, "plan", "工作例会", "--at", "3-20 14:00")
    for status, words, said in REFUSED:
        assert said in refused(status, ("meeting", *words)), words


def test_what_is_over_is_not_done_again(run: Run, refused: Refused) -> None:
    done(run, *HELD)
    assert "已经登记过，是 1 号" in refused(4, ("meeting", *HELD))
    assert "已经登记开过" in refused(4, ("meeting", "hold", 1))
    assert "已经开过，不能取消" in refused(4, ("meeting", "cancel", 1, "--reason", "记错"))
    assert "还没有到" in refused(4, ("meeting", "edit", 1, "--at", "3-17 9:00"))
    done(run, "plan", "每日分析会", "--at", "3-17 16:00")
    done(run, "cancel", 2, "--reason", "改天")
    assert "已经取消" in refused(4, ("meeting", "hold", 2, "--convener", "何立"))
    assert "已经取消过" in refused(4, ("meeting", "cancel", 2, "--reason", "改天"))


def test_somebody_who_had_not_come_yet_cannot_convene(run: Run, refused: Refused) -> None:
    run("staff", "add", "L09", "--name", "新主任", "--post", "项目负责人", "--joined", "3-15")
    words = ("meeting", "hold", "工作例会", "--at", "3-10 9:00", "--convener", "新主任")
    assert "2026-03-15 才到岗" in refused(4, words)


def test_what_was_said_too_much_is_taken_away(run: Run, refused: Refused) -> None:
    words = ("--also", "民情分析会", "--venue", "会议室", "--topic", "车位", "--minutes", "纪要")
    done(run, *HELD, *words)
    done(run, "edit", 1, *(word for name in ("also", "venue", "topic", "minutes") for word in (f"--{name}", "<清空>")))
    found = card(run, 1)
    assert (found["also"], found["venue"], found["topic"], found["minutes"]) == ([], None, None, [])
    done(run, "hold", "专题工作会议", "--at", "8:00", "--convener", "刘志远:指挥长", "--topic", "车位")
    assert "要有议题" in refused(2, ("meeting", "edit", 2, "--topic", "<清空>"))


def test_a_meeting_is_not_put_where_another_is(run: Run, refused: Refused) -> None:
    done(run, "plan", "工作例会", "--at", "3-20 14:00")
    done(run, "plan", "工作例会", "--at", "3-23 14:00")
    assert "已经登记过，是 1 号" in refused(4, ("meeting", "edit", 2, "--at", "3-20 14:00"))
    assert "有计划，是 1 号" in refused(4, ("meeting", "edit", 2, "--at", "3-20 9:00"))
    assert line(run, "edit", 2, "--at", "3-23 15:00")["at"] == "2026-03-23 15:00"
    words = ("meeting", "hold", 2, "--at", "3-20 14:00", "--convener", "何立")
    assert "已经登记过，是 1 号" in refused(4, words, clock=NOW + timedelta(days=9))


def test_what_is_planned_lies_ahead_of_the_day_that_is_shown(run: Run, refused: Refused) -> None:
    later, shown = NOW + timedelta(days=200), ("--today", "2026-03-16")
    done(run, "plan", "工作例会", "--at", "3-20 14:00", *shown, clock=later)
    words = ("meeting", "plan", "工作例会", "--at", "2026-03-15 14:00", *shown)
    assert "2026-03-15 14:00 已经过去" in refused(4, words, clock=later)


def test_who_has_left_since_it_was_planned_is_no_longer_to_come_and_who_has_come_is(run: Run) -> None:
    done(run, "plan", "工作例会", "--at", "3-20 14:00", "--convener", "何立")
    run("staff", "depart", "周静", "--on", "3-19")
    assert run("grid", "assign", "02", "王强", "--from", "3-19", "--post", "客服管家").status == 0
    done(run, "hold", 1, "--all", clock=NOW + timedelta(days=5))
    assert states(card(run, 1)["attendees"]) == {"李梅": "present", "何立": "present", "王强": "present"}


def test_who_has_left_does_not_convene(run: Run, refused: Refused) -> None:
    done(run, "plan", "工作例会", "--at", "3-20 14:00", "--convener", "何立")
    run("staff", "depart", "何立", "--on", "3-19")
    after = NOW + timedelta(days=5)
    assert "已于 2026-03-19 离岗" in refused(4, ("meeting", "hold", 1, "--all"), clock=after)
    done(run, "hold", 1, "--all", "--convener", "陈芳", clock=after)


def test_an_agenda_of_many_kinds_is_numbered_to_its_end(run: Run) -> None:
    others = ("周例会", "民情通报会", "每日分析会", "工作例会")
    done(run, "plan", "年度工作会议", "--at", "3-27 14:00", *(word for kind in others for word in ("--also", kind)))
    assert "\n十、" in done(run, "show", 1).out
    assert "\n19、" in done(run, "show", 1).out
    assert "\n19、" in done(run, "agenda", 1).out


def test_a_number_however_long_is_no_meeting(refused: Refused) -> None:
    for words in (("hold", "9" * 20, "--at", "9:00"), ("agenda", "9" * 20)):
        assert f"没有 {'9' * 20} 号会议" in refused(3, ("meeting", *words))


def test_a_meeting_is_taken_back_whole(run: Run, ledger: Path) -> None:
    done(run, *HELD, "--all")
    assert run("undo", "--yes").status == 0
    assert not lines(run, "list", "--all")
    rows = ('INSERT INTO "meeting"', 'INSERT INTO "attendance"')
    assert not [text for text in refusals.dump(ledger) if text.startswith(rows)]

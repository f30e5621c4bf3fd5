"""`gridctl meeting attend` and `leave`: who came, late or not, and who had asked beforehand."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from tests import refusals
from tests.conftest import Run
from tests.meeting_office import NOW, card, done, lines, states
from tests.signing_office import furnish_office

AFTER = NOW + timedelta(hours=5)  # 15:00, when the meeting of 14:00 has begun
LEAVE = ("--granted-by", "何立", "--reason", "外出培训")
Refused = Callable[..., str]


@pytest.fixture(autouse=True)
def _planned(run: Run, ledger: Path) -> None:
    """Meeting 1 is planned for 14:00; 李梅, 周静 and 何立 are to come."""
    furnish_office(ledger, NOW)
    done(run, "plan", "工作例会", "--at", "14:00", "--convener", "何立")


@pytest.fixture
def refused(run: Run, ledger: Path) -> Refused:
    return partial(refusals.refused, run, ledger)


def test_several_are_marked_at_once_by_number_name_or_letters(run: Run) -> None:
    words = ("G01", "何立", "刘志远:居民代表", "--late", "zj", "--absent", "陈芳,W01")
    found = lines(run, "attend", 1, *words, clock=AFTER)
    assert states(found) == {
        "李梅": "present",
        "何立": "present",
        "刘**": "present",
        "周静": "late",
        "陈芳": "absent",
        "王强": "absent",
    }


def test_everybody_else_came(run: Run) -> None:
    found = lines(run, "attend", 1, "--all", "--absent", "周静", clock=AFTER)
    assert states(found) == {"李梅": "present", "周静": "absent", "何立": "present"}


def test_marking_again_corrects(run: Run) -> None:
    done(run, "attend", 1, "--all", clock=AFTER)
    found = lines(run, "attend", 1, "--late", "李梅", clock=AFTER)
    assert states(found) == {"李梅": "late", "周静": "present", "何立": "present"}


def test_leave_is_asked_beforehand_and_granted(run: Run) -> None:
    outcome = done(run, "leave", 1, "周静", *LEAVE, "--at", "8:30")
    assert not outcome.err
    [one] = [each for each in card(run, 1)["attendees"] if each["name"] == "周静"]
    assert (one["state"], one["asked_at"], one["granted_by"], one["asked_late"]) == (
        "leave",
        "2026-03-16 08:30",
        "何立",
        False,
    )
    done(run, "hold", 1, "--all", clock=AFTER)
    assert states(card(run, 1)["attendees"])["周静"] == "leave"
    assert "请假：周静（外出培训，何立准）" in done(run, "show", 1).out


def test_leave_after_the_beginning_is_kept_and_flagged(run: Run) -> None:
    outcome = done(run, "leave", 1, "周静", *LEAVE, clock=AFTER)
    assert "15:00 才请假，不是提前请的" in outcome.err
    [one] = [each for each in card(run, 1)["attendees"] if each["name"] == "周静"]
    assert one["asked_late"]
    done(run, "hold", 1, clock=AFTER)
    assert "2026-03-16 15:00 才请假" in done(run, "show", 1).out


def test_whoever_had_leave_and_came_all_the_same_came(run: Run) -> None:
    done(run, "leave", 1, "周静", *LEAVE)
    found = lines(run, "attend", 1, "周静", clock=AFTER)
    [one] = [each for each in found if each["name"] == "周静"]
    assert (one["state"], one["granted_by"], one["asked_at"]) == ("present", None, None)


def test_somebody_who_is_not_staff_asks_for_leave(run: Run) -> None:
    done(run, "plan", "民情通报会", "--at", "3-20 14:00", "--invite", "张建国:居民代表")
    found = lines(run, "leave", 2, "张建国", "--granted-by", "李书记:社区两委", "--reason", "家中有事")
    [one] = [each for each in found if each["state"] == "leave"]
    assert (one["name"], one["capacity"]) == ("张**", "居民代表")


@pytest.mark.parametrize(("granter", "told"), [("刘志远:中心主任", False), ("赵明:组长", True), ("陈芳", True)])
def test_of_whom_leave_is_asked_is_told_where_it_is_somebody_else(run: Run, granter: str, told: bool) -> None:  # noqa: FBT001
    done(run, "plan", "每日分析会", "--at", "3-17 16:00", "--invite", "赵磊")
    outcome = done(run, "leave", 2, "赵磊", "--granted-by", granter, "--reason", "出差")
    assert ("每日分析会向常务副指挥长或中心主任请假" in outcome.err) is told


def test_whoever_is_on_leave_that_day_has_leave_from_the_meeting(run: Run) -> None:
    assert run("staff", "leave", "李梅", "--from", "3-16", "--to", "3-17", "--kind", "事假").status == 0
    done(run, "hold", 1, "--all", clock=AFTER)
    assert states(card(run, 1)["attendees"]) == {"李梅": "leave", "周静": "present", "何立": "present"}


def test_a_colleague_with_a_capacity_stays_a_colleague(run: Run) -> None:
    outcome = done(run, "attend", 1, "李梅:网格成员", clock=AFTER)
    assert "李梅按花名册里的 G01 登记" in outcome.err
    [one] = [each for each in card(run, 1)["attendees"] if each["name"] == "李梅"]
    assert (one["number"], one["capacity"], one["state"]) == ("G01", "网格成员", "present")


REFUSED: tuple[tuple[int, tuple[object, ...], str], ...] = (
    (2, ("attend", 1), "没有写谁来了"),
    (2, ("attend", 1, "--late", " "), "没有写谁来了"),
    (2, ("leave", 1, ",", *LEAVE), "没有写谁请假"),
    (2, ("attend", 1, "李梅", "G01"), "李梅 写了两次"),
    (2, ("attend", 1, "李梅", "--absent", "李梅"), "李梅 写了两次"),
    (2, ("attend", 1, "刘志远:居民代表,刘志远:党员"), "刘志远 写了两次"),
    (3, ("attend", 1, "刘志远"), "花名册里没有“刘志远”"),
    (3, ("attend", 7, "李梅"), "没有 7 号会议"),
    (4, ("attend", 1, "新来的"), "才到岗"),
    (4, ("leave", 1, "李梅", "--granted-by", "G01", "--reason", "有事"), "不能自己准自己的假"),
    (4, ("leave", 1, "李梅,周静", "--granted-by", "周静", "--reason", "有事"), "不能自己准自己的假"),
    (2, ("leave", 1, "李梅", "--granted-by", "何立"), "谁准的、为什么"),
    (2, ("leave", 1, "李梅", "--reason", "有事"), "谁准的、为什么"),
    (2, ("leave", 1, "李梅,G01", *LEAVE), "写了两次"),
    (2, ("leave", 1, "李梅", *LEAVE, "--at", "2026-03-16 16:00"), "还没有到"),
)


def test_what_is_refused_of_people(run: Run, refused: Refused) -> None:
    run("staff", "add", "G09", "--name", "新来的", "--post", "客服管家", "--joined", "3-20")
    for status, words, said in REFUSED:
        assert said in refused(status, ("meeting", *words), clock=AFTER), words


def test_nobody_attends_what_has_not_begun_and_what_was_cancelled(run: Run, refused: Refused) -> None:
    assert "14:00 才开" in refused(4, ("meeting", "attend", 1, "李梅"))
    done(run, "cancel", 1, "--reason", "停电")
    assert "已经取消" in refused(4, ("meeting", "attend", 1, "李梅"), clock=AFTER)
    assert "已经取消" in refused(4, ("meeting", "leave", 1, "李梅", *LEAVE), clock=AFTER)


def test_who_came_had_no_leave_and_who_convened_was_there(run: Run, refused: Refused) -> None:
    done(run, "hold", 1, "--all", clock=AFTER)
    assert "已登记到会" in refused(4, ("meeting", "leave", 1, "李梅", *LEAVE), clock=AFTER)
    assert "是召集人" in refused(4, ("meeting", "attend", 1, "--absent", "何立"), clock=AFTER)

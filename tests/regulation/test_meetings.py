"""The kinds of meeting as the regulations have them: blanks stay blank, every part has its clause."""

import pytest

from gridctl.domain.meetings import MeetingState
from gridctl.errors import NotFoundError
from gridctl.regulation.meetings import (
    ALL_STAFF,
    GRID_TEAM,
    capacity,
    capacity_names,
    fact_name,
    meeting_kind,
    meeting_kinds,
    night,
)
from gridctl.services.journal.meeting_codes import MEETING_CODES

CODES = (
    "daily_analysis",
    "weekly_regular",
    "thematic",
    "half_yearly",
    "monthly_work",
    "needs_analysis",
    "quarterly_briefing",
)


def test_the_seven_kinds() -> None:
    assert tuple(kind.code for kind in meeting_kinds()) == CODES


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("工作例会", "monthly_work"),
        ("例会", "monthly_work"),
        ("weekly-regular", "weekly_regular"),
        ("民情通报会", CODES[6]),
    ],
)
def test_a_kind_is_named_in_words_or_by_its_code(text: str, code: str) -> None:
    assert meeting_kind(text).code == code


def test_what_is_no_kind_is_told_with_all_there_are() -> None:
    with pytest.raises(NotFoundError, match="晨会") as refused:
        meeting_kind("晨会")
    assert "工作例会" in refused.value.hint


@pytest.mark.parametrize(
    ("code", "conveners", "deputies"),
    [
        ("daily_analysis", "常务副指挥长、中心主任", "任何人"),
        ("weekly_regular", "指挥长、常务副指挥长", "任何人"),
        ("thematic", "指挥长", "常务副指挥长"),
        ("half_yearly", "指挥长", "常务副指挥长"),
        ("monthly_work", "网格组织", ""),
        ("quarterly_briefing", "", ""),
    ],
)
def test_who_convenes_and_who_may_stand_in(code: str, conveners: str, deputies: str) -> None:
    kind = meeting_kind(code)
    assert capacity_names(kind.conveners) == conveners
    assert (capacity_names(kind.deputies) or ("任何人" if kind.delegable else "")) == deputies


@pytest.mark.parametrize(
    ("code", "attend"),
    [
        ("daily_analysis", ["各常驻职能部门派遣人员", "各组组长", "夜间值班负责人"]),
        ("thematic", ["常务副指挥长、各副指挥长"]),
        ("monthly_work", ["社区全体网格服务团队"]),
        ("quarterly_briefing", ["社区两委班子成员", "各网格成员", "党小组长", "居民代表", "党员群众"]),
    ],
)
def test_who_must_attend(code: str, attend: list[str]) -> None:
    assert [each.name for each in meeting_kind(code).attend if not each.optional] == attend


def test_whole_groups_attend() -> None:
    groups = {kind.code: {each.group for each in kind.attend} - {""} for kind in meeting_kinds()}
    assert groups["half_yearly"] == {ALL_STAFF}
    assert groups["monthly_work"] == groups["quarterly_briefing"] == {GRID_TEAM}


def test_the_agenda_of_a_day_is_that_of_the_regulation_and_each_part_knows_its_facts() -> None:
    parts = meeting_kind("每日分析会").parts
    assert [part.name for part in parts] == [
        "听取夜间值班情况",
        "汇总一天工作情况",
        "布置第二天工作",
        "其他需要通报的事项",
    ]
    assert [fact_name(code) for code in parts[0].facts] == ["夜间值班"]
    assert all(fact_name(code) for kind in meeting_kinds() for part in kind.parts for code in part.facts)


def test_every_kind_takes_up_what_earlier_meetings_left_open_or_the_needs() -> None:
    for kind in meeting_kinds():
        told = {code for part in kind.parts for code in part.facts}
        assert told & {"open_items", "needs"}, kind.name


def test_figures_that_the_regulation_leaves_blank_stay_blank() -> None:
    blank = {kind.code for kind in meeting_kinds() if "____" in kind.often}
    assert blank == {"weekly_regular", "half_yearly"}
    assert not any(char.isdigit() for kind in meeting_kinds() for char in kind.often + kind.leave)


def test_what_may_be_held_together_is_said_of_both() -> None:
    pairs = {(kind.code, other) for kind in meeting_kinds() for other in kind.together}
    assert pairs == {("monthly_work", "needs_analysis"), ("needs_analysis", "monthly_work")}


@pytest.mark.parametrize(
    ("text", "name"), [("业主代表", "居民代表"), ("派驻人员", "派遣人员"), ("两委", "社区两委班子成员")]
)
def test_capacities_of_people_who_are_not_staff(text: str, name: str) -> None:
    known = capacity(text)
    assert known
    assert known.name == name
    assert known.resident is (name == "居民代表")


def test_what_is_no_capacity_of_the_regulations_is_none() -> None:
    assert capacity("网红") is None


def test_a_night_is_from_an_evening_to_a_morning() -> None:
    start, end = night()
    assert end < start


def test_the_journal_has_words_for_every_code() -> None:
    assert MEETING_CODES["meeting", "kind"].keys() == set(CODES)
    assert MEETING_CODES["meeting", "state"].keys() == set(MeetingState)

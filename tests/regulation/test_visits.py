"""Modes and outcomes of visits, kinds of needs and of activities, as a clerk names them."""

from collections.abc import Callable

import pytest

from gridctl.errors import NotFoundError
from gridctl.regulation.tickets import ticket_kind
from gridctl.regulation.visits import (
    activity_kind,
    activity_kinds,
    need_kind,
    need_kinds,
    need_said,
    suggest_need,
    visit_mode,
    visit_modes,
    visit_outcome,
    visit_outcomes,
)
from gridctl.regulation.words import Word


@pytest.mark.parametrize(
    ("read", "text", "code"),
    [
        (visit_mode, "入户", "home"),
        (visit_mode, "打电话", "phone"),
        (visit_mode, "座谈会", "talk"),
        (visit_mode, "home", "home"),
        (visit_outcome, "见到", "met"),
        (visit_outcome, "没人在家", "nobody"),
        (visit_outcome, "拒访", "refused"),
        (need_kind, "车位", "parking"),
        (need_kind, "其它", "other"),
        (activity_kind, "消防演练", "safety_education"),
        (activity_kind, "社区活动", "community"),
    ],
)
def test_words_find_what_is_meant(read: Callable[[str], Word], text: str, code: str) -> None:
    assert read(text).code == code


@pytest.mark.parametrize("read", [visit_mode, visit_outcome, need_kind, activity_kind])
def test_what_is_not_known_is_told_with_what_is(read: Callable[[str], Word]) -> None:
    with pytest.raises(NotFoundError, match="没有“飞鸽”") as refused:
        read("飞鸽")
    assert "、" in refused.value.hint


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("停车:晚上没有车位", "parking", "晚上没有车位"),
        ("维修：楼道灯不亮", "facility", "楼道灯不亮"),
        ("楼道灯不亮", "facility", "楼道灯不亮"),
        ("楼上半夜太吵", "neighbour", "楼上半夜太吵"),
        ("独居老人就医没人陪", "care", "独居老人就医没人陪"),
        ("电动车上楼充电", "safety", "电动车上楼充电"),
        ("业主说：垃圾桶异味", "environment", "业主说：垃圾桶异味"),
        ("想要一面锦旗", "other", "想要一面锦旗"),
        ("停车:", "parking", ""),
    ],
)
def test_a_need_names_its_kind_or_its_words_do(text: str, kind: str, words: str) -> None:
    found, said = need_said(text)
    assert (found.code, said) == (kind, words)


def test_no_hint_belongs_to_two_kinds() -> None:
    hints = [hint for kind in need_kinds() for hint in kind.hints]
    assert len(hints) == len(set(hints))
    assert all(suggest_need(kind.hints[0]).code == kind.code for kind in need_kinds() if kind.hints)


def test_a_need_becomes_a_ticket_of_a_known_kind() -> None:
    assert {ticket_kind(kind.ticket).code for kind in need_kinds()} == {"repair", "cleaning", "hazard", "request"}


def test_codes_that_other_parts_name_are_there() -> None:
    assert {one.code for one in visit_outcomes()} == {"met", "nobody", "refused"}
    assert {one.code for one in activity_kinds()} == {"safety_education", "publicity", "community"}
    assert [one.code for one in visit_modes() if one.counts] == ["home", "talk"]

"""The regulations' check-lists: the points that D2 and D10 name, each with a ticket that exists and a code of its own."""

import pytest

from gridctl.domain.inspections import Mark
from gridctl.errors import BadDataError
from gridctl.regulation import checklists as regulation
from gridctl.regulation.checklists import OPENING, checklist_named, checklists, mark_signs, marks
from gridctl.regulation.estates import place_categories
from gridctl.regulation.reading import Entry

POINTS = {
    "fire_daily": ("fire_equipment", "passages", "lifts", "corridors"),
    "assistant_daily": ("inside", "renovation_homes", "equipment", "interior_cleaning", "surroundings"),
    "environment_daily": ("public_areas", "cleaning_facilities"),
    "cleaners_roll": ("present",),
    "guard_patrol": ("patrol_points", "risk_points", "strangers", "fire_systems", "smart_systems"),
    "reception_daily": ("stock", "cleanliness", "facilities"),
    "joint_half_month": ("halls", "cabins", "walls", "clutter"),
}


def test_each_list_has_the_points_that_its_clause_names() -> None:
    assert {one.code: tuple(point.code for point in one.definition.points) for one in checklists()} == POINTS


def test_no_two_points_share_a_code_and_each_says_what_is_looked_at() -> None:
    points = [point for one in checklists() for point in one.definition.points]
    assert len({point.code for point in points}) == len(points)
    assert all(point.items and point.clause for point in points)
    known = {category.code for category in place_categories()}
    assert {place for point in points for place in point.places} <= known
    assert {point.opens for point in points} <= {*OPENING, ""}


@pytest.mark.parametrize(
    ("text", "code"), [("fire-daily", "fire_daily"), ("半月检", "joint_half_month"), ("巡逻", "guard_patrol")]
)
def test_lists_are_found_by_what_people_say(text: str, code: str) -> None:
    found = checklist_named(text)
    assert found is not None
    assert found.code == code


def test_only_the_joint_list_wants_two_and_settles() -> None:
    joint = [one.code for one in checklists() if one.definition.partner_posts or one.definition.settles]
    assert joint == ["joint_half_month"]
    assert [one.code for one in checklists() if one.definition.homes] == ["assistant_daily"]


def test_the_marks_are_those_of_the_sheet() -> None:
    assert mark_signs() == {Mark.NORMAL: "√", Mark.ABNORMAL: "×", Mark.NOT_APPLICABLE: "○"}
    assert [word.code for text in ("✓", "合格", "Ｘ", "不适用") if (word := marks().find(text))] == [
        "normal",
        "normal",
        "abnormal",
        "not_applicable",
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"ground": "street"}, "ground"),
        ({"posts": []}, "posts"),
        ({"point": []}, "point"),
        ({"point": [{"code": "a", "name": "甲", "opens": "request", "clause": "D2"}]}, "opens"),
    ],
)
def test_a_slip_of_the_hand_is_named(changed: dict[str, object], said: str) -> None:
    whole = {
        "code": "own",
        "name": "自查",
        "clause": "D2",
        "ground": "grid",
        "posts": ["guard"],
        "point": [{"code": "a", "name": "甲", "clause": "D2"}],
    }
    regulation._checklist(Entry("checklists.toml", whole))
    with pytest.raises(BadDataError, match=said):
        regulation._checklist(Entry("checklists.toml", whole | changed))

from __future__ import annotations

import pytest

from gridctl.regulation.estates import (
    place_categories,
    place_category_from_text,
    resident_role_from_text,
    resident_roles,
    room_kind_from_text,
    room_kinds,
    room_state_from_text,
    room_states,
    suggest_place_category,
)


def code(found: object) -> object:
    return getattr(found, "code", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("住宅", "residence"),
        ("底商", "shop"),
        ("写字楼", "office"),
        ("车位", "parking"),
        ("储藏间", "storage"),
        ("shop", "shop"),
        ("飞船", None),
    ],
)
def test_kinds_of_room(text: str, expected: str | None) -> None:
    assert code(room_kind_from_text(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("已入住", "occupied"), ("未入住", "vacant"), ("空置", "vacant"), ("出租", "let"), ("装修中", "renovating"), ("未交付", "undelivered"),
        ("未售", "unsold"), ("let", "let"), ("已售", None),
    ],
)  # fmt: skip
def test_states_of_a_room(text: str, expected: str | None) -> None:
    assert code(room_state_from_text(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("业主", "owner"),
        ("户主", "owner"),
        ("配偶", "family"),
        ("租客", "tenant"),
        ("保姆", "temporary"),
        ("商户", "user"),
        ("路人", None),
    ],
)
def test_roles_of_residents(text: str, expected: str | None) -> None:
    assert code(resident_role_from_text(text)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("1#电梯", "lift"), ("3栋2单元大堂", "lobby"), ("地库B区", "garage"), ("水泵房", "pump_room"), ("东门岗", "gate"), ("中心花园", "garden"),
        ("消防控制室", "fire_control_room"), ("5栋屋面", "roof"), ("无名处", None),
    ],
)  # fmt: skip
def test_a_name_suggests_the_kind_of_place(name: str, expected: str | None) -> None:
    assert code(suggest_place_category(name)) == expected


def test_every_word_finds_itself() -> None:
    tables = (
        (room_kinds, room_kind_from_text),
        (room_states, room_state_from_text),
        (resident_roles, resident_role_from_text),
        (place_categories, place_category_from_text),
    )
    for words, find in tables:
        for word in words():
            assert all(find(text) is word for text in (word.code, word.name, *word.aliases))

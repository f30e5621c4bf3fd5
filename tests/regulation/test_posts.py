from __future__ import annotations

import pytest

from gridctl.errors import NotFoundError
from gridctl.regulation.posts import CONTACTS, post_from_text, posts

OFFICE = [
    "项目负责人", "工程维修部负责人", "客服主管", "客服组长", "客服前台", "客服管家", "物业助理", "环境管理员", "安全员", "工程技工",
    "接待领班", "保洁员", "监察管理部", "网格管理员",
]  # fmt: skip


def test_every_post_of_the_regulations_is_there_and_no_other() -> None:
    assert [post.name for post in posts()] == OFFICE


def test_the_posts_that_may_head_a_grid_and_those_of_contractors() -> None:
    assert {post.name for post in posts() if post.heads_grid} == {"网格管理员", "客服管家", "物业助理"}
    assert {post.name for post in posts() if post.external} == {"保洁员"}


def test_the_posts_that_must_be_held_and_those_that_decide_on_gold_stewards() -> None:
    assert {post.name for post in posts() if post.vacant} == {"项目负责人", "工程维修部负责人", "客服主管"}
    assert {post.name for post in posts() if post.approves_gold} == {"项目负责人", "客服主管"}
    assert {post.name for post in posts() if post.lives_in_grid} == {"网格管理员"}
    assert all(post.scope == "project" for post in posts() if post.vacant)  # one office holds it for all


def test_every_kind_of_contact_on_a_notice_card_has_a_post() -> None:
    assert {post.contact for post in posts()} == {"", *CONTACTS}


def test_scopes_are_those_of_the_forms() -> None:
    scopes = {post.code: post.scope for post in posts()}
    assert scopes["steward"] == "grid"
    assert scopes["property_assistant"] == "buildings"
    assert scopes["environment_officer"] == "project"
    assert scopes["reception_foreman"] == "place"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("物业助理", "property_assistant"),
        ("property_assistant", "property_assistant"),
        ("Property-Assistant", "property_assistant"),
        ("管家", "steward"),
        (" 客服管家 ", "steward"),
        ("客服管家(网格管理员)", "steward"),
        ("网格管理员", "grid_officer"),
        ("保安员", "guard"),
        ("秩序维护员", "guard"),
        ("维修工", "technician"),
        ("师傅", "technician"),
        ("保洁员(外委)", "cleaner"),
        ("保洁员（外委）", "cleaner"),
        ("项目经理", "project_leader"),
    ],
)
def test_a_post_is_found_by_what_people_write(text: str, code: str) -> None:
    assert post_from_text(text).code == code


@pytest.mark.parametrize("text", ["", "管", "网格负责人", "董事长"])
def test_an_unknown_post_lists_the_posts(text: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        post_from_text(text)
    assert all(name in caught.value.hint for name in OFFICE)

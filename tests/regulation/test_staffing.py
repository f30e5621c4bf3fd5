"""Certificates, training, equipment and leave as regulation data."""

from collections.abc import Callable
from typing import Any

import pytest

from gridctl.errors import NotFoundError
from gridctl.regulation.posts import posts
from gridctl.regulation.staffing import (
    certificate_kind,
    certificate_kinds,
    demanded,
    equipment_kind,
    equipment_kinds,
    leave_kind,
    leave_kinds,
    reminder_days,
    suffices,
    training_kind,
    training_kinds,
)


@pytest.mark.parametrize(
    ("find", "text", "code"),
    [
        (certificate_kind, "电工证", "electrician"),
        (certificate_kind, "岗前培训合格证", "post_training"),
        (training_kind, "网格管理培训", "grid_management"),
        (training_kind, "induction", "induction"),
        (equipment_kind, "钥匙", "key"),
        (equipment_kind, "胸牌", "badge"),
        (leave_kind, "年假", "annual"),
        (leave_kind, "病假", "sick"),
    ],
)
def test_kinds_are_found_by_their_words(find: Callable[[str], Any], text: str, code: str) -> None:
    assert find(text).code == code


@pytest.mark.parametrize("find", [certificate_kind, training_kind, equipment_kind, leave_kind])
def test_what_is_none_is_told_with_all_there_are(find: Callable[[str], Any]) -> None:
    with pytest.raises(NotFoundError) as refused:
        find("没有的")
    assert "其他" in refused.value.hint


def test_equipment_has_what_the_regulations_hand_out() -> None:
    assert {"key", "terminal", "radio", "uniform", "badge", "other"} <= {kind.code for kind in equipment_kinds()}
    assert {kind.code for kind in equipment_kinds() if kind.lent} >= {"key"}
    assert not equipment_kind("工装").lent


@pytest.mark.parametrize(
    ("post", "head", "usual", "codes"),
    [
        ("steward", "steward", False, ["grid_training"]),
        ("steward", "property_assistant", False, ["post_training"]),
        ("property_assistant", "property_assistant", False, ["grid_training"]),
        ("property_assistant", "steward", False, ["post_training"]),
        ("technician", "steward", False, ["post_training"]),
        ("technician", "steward", True, ["post_training", "electrician"]),
        ("guard", "steward", True, ["post_training", "guard"]),
        ("cleaner", "steward", True, []),
        ("project_leader", "steward", True, []),
    ],
)
def test_what_a_post_demands(post: str, head: str, usual: bool, codes: list[str]) -> None:  # noqa: FBT001
    assert [kind.code for kind in demanded(post, head, usual=usual)] == codes


def test_every_post_of_our_own_that_serves_is_trained_before_it_is_taken() -> None:
    leading = {"project_leader", "engineering_head", "supervision_department"}
    serving = {post.code for post in posts() if not post.external} - leading
    assert {post.code for post in posts() if demanded(post.code, "steward")} == serving


def test_who_was_assessed_for_a_grid_needs_no_training_for_the_post_beside_it() -> None:
    assert suffices(certificate_kind("post_training")) == {"post_training", "grid_training"}
    assert suffices(certificate_kind("grid_training")) == {"grid_training"}


def test_training_gives_certificates_that_exist_and_every_demand_can_be_met_by_one() -> None:
    given = {kind.certificate for kind in training_kinds()} - {""}
    assert given <= {kind.code for kind in certificate_kinds()}
    assert {kind.code for kind in certificate_kinds() if kind.posts} == given


def test_custom_of_the_trade_is_kept_apart_from_the_regulations() -> None:
    assert {kind.code for kind in certificate_kinds() if kind.usual} == {"electrician", "guard"}
    assert not any(kind.usual and kind.posts for kind in certificate_kinds())


def test_every_entry_has_its_clause() -> None:
    kinds = (*certificate_kinds(), *training_kinds(), *equipment_kinds(), *leave_kinds())
    assert all(kind.clause for kind in kinds)
    assert reminder_days() == 30

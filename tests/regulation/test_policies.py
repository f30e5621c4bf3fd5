from __future__ import annotations

import pytest

from gridctl.errors import BadDataError, NotFoundError
from gridctl.regulation.estates import room_kinds, room_states
from gridctl.regulation.policies import PolicyDefault, PolicyValue, policy_default, policy_defaults
from gridctl.regulation.posts import post_from_text

FIGURES: dict[str, PolicyValue] = {
    "grid_head_post": "steward",
    "grid_band_min": 350,
    "grid_band_max": 400,
    "week_last_day": 6,
    "repair_limit_days": 15,
    "repair_warning_days": (10, 13),
    "number_prefix_repair": "GW",
    "late_entry_grace": "10:00",
    "fine_overdue_fen": 5000,
    "same_fault_days": 30,
    "extension_after_expiry": True,
}


@pytest.mark.parametrize(("name", "value"), FIGURES.items())
def test_the_figures_of_the_regulations(name: str, value: PolicyValue) -> None:
    assert policy_default(name).default == value


def test_names_and_titles_are_unique() -> None:
    for names in ([policy.name for policy in policy_defaults()], [policy.title for policy in policy_defaults()]):
        assert len(names) == len(set(names))


@pytest.mark.parametrize("policy", policy_defaults(), ids=lambda policy: policy.name)
def test_a_kept_default_is_read_back_the_same(policy: PolicyDefault) -> None:
    assert policy.parse(policy.keep(policy.default)) == policy.default


@pytest.mark.parametrize("policy", policy_defaults(), ids=lambda policy: policy.name)
def test_what_is_shown_of_a_policy_can_be_typed(policy: PolicyDefault) -> None:
    assert policy.parse(policy.words(policy.default)) == policy.default


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("week_last_day", "周五", 4),
        ("week_last_day", "星期天", 6),
        ("week_last_day", "0", 0),
        ("grid_head_post", "物业助理", "property_assistant"),
        ("grid_head_post", "网格管理员", "grid_officer"),
        ("repair_limit_days", "20", 20),
        ("repair_warning_days", "7、12", (7, 12)),
        ("repair_warning_days", "７，１２", (7, 12)),
        ("late_entry_grace", "9:30", "09:30"),
        ("extension_after_expiry", "否", False),
        ("extension_after_expiry", "是", True),
        ("number_prefix_repair", "wx", "WX"),
        ("household_room_kinds", "住宅 底商", ("residence", "shop")),
        ("household_room_states", "已入住，空置，已入住", ("occupied", "vacant")),
        ("repair_limit_days", "20 天", 20),
        ("shift_hours", "8小时", 8),
        ("repair_warning_days", "第7、12天", (7, 12)),
        ("fine_overdue_fen", "0", 0),
        ("fine_overdue_fen", "80元", 8000),
        ("fine_overdue_fen", "120.50元/项", 12050),
        ("fine_overdue_fen", "8000分", 8000),
        ("office_repair_phone", "0571-88886666", "0571-88886666"),
        ("监督电话", "１２３４５", "12345"),
        ("office_repair_phone", "0571-88886666转802", "0571-88886666转802"),
        ("office_repair_phone", "无", ""),
    ],
)
def test_a_clerk_types_a_value_in_words(name: str, text: str, value: PolicyValue) -> None:
    policy = policy_default(name)
    assert policy.parse(text) == value
    assert policy.parse(policy.keep(value)) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("week_last_day", "7"),
        ("week_last_day", "周八"),
        ("grid_head_post", "安全员"),
        ("grid_head_post", "无此岗位"),
        ("repair_limit_days", "0"),
        ("repair_limit_days", "15.5"),
        ("repair_limit_days", "半个月"),
        ("repair_limit_days", "20小时"),
        ("fine_overdue_fen", "80"),  # of what
        ("fine_overdue_fen", "-50元"),
        ("fine_overdue_fen", "100001元"),
        ("fine_overdue_fen", "五十元"),
        ("repair_limit_days", "-3"),
        ("repair_limit_days", "99999999999999999999"),
        ("repair_warning_days", "13,10"),
        ("repair_warning_days", "10,10"),
        ("repair_warning_days", "10,x"),
        ("repair_warning_days", ""),
        ("late_entry_grace", "25:00"),
        ("late_entry_grace", "十点"),
        ("extension_after_expiry", "也许"),
        ("number_prefix_repair", "维修"),
        ("number_prefix_repair", "2026"),
        ("number_prefix_repair", "GW-"),
        ("household_room_kinds", "住宅，飞船"),
        ("household_room_states", ""),
    ],
)
def test_a_wrong_value_is_refused_with_what_is_allowed(name: str, text: str) -> None:
    policy = policy_default(name)
    with pytest.raises(BadDataError) as caught:
        policy.parse(text)
    assert policy.title in caught.value.message
    assert policy.allowed in caught.value.hint


def test_a_policy_is_found_by_its_title_too() -> None:
    assert policy_default("户数标准上限").name == "grid_band_max"


def test_an_unknown_policy_lists_the_names() -> None:
    with pytest.raises(NotFoundError) as caught:
        policy_default("no_such_policy")
    assert "repair_limit_days" in caught.value.hint


def test_what_the_hint_says_about_grid_heads_is_what_the_posts_say() -> None:
    names = policy_default("grid_head_post").allowed.split("：")[1].split("、")
    assert all(post_from_text(name).heads_grid for name in names)


def test_households_are_counted_by_known_words() -> None:
    kinds = policy_default("household_room_kinds").default
    assert isinstance(kinds, tuple)
    assert {word.code for word in room_kinds()} - set(kinds) == {"parking", "storage", "service", "other"}
    states = policy_default("household_room_states").default
    assert isinstance(states, tuple)
    assert {word.code for word in room_states()} - set(states) == {"undelivered", "unsold"}


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("week_last_day", 4, "周五"),
        ("grid_head_post", "property_assistant", "物业助理"),
        ("repair_limit_days", 15, "15天"),
        ("repair_warning_days", [10, 13], "第10、13天"),
        ("fine_overdue_fen", 5000, "50元/项"),
        ("extension_after_expiry", True, "是"),
        ("household_room_states", ["occupied", "let"], "已入住、已出租"),
        ("number_prefix_repair", "GW", "GW"),
    ],
)
def test_values_are_said_in_words(name: str, value: object, words: str) -> None:
    assert policy_default(name).words(value) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "kept", "words"),
    [
        ("半个月", "15 calendar_days", "15天"),
        ("3工作日", "3 working_days", "3个工作日"),
        ("24小时", "1440 minutes", "24小时"),
    ],
)
def test_a_limit_is_typed_with_its_unit(text: str, kept: str, words: str) -> None:
    policy = PolicyDefault("hazard_limit", "隐患整改期限", "limit", "7 calendar_days", "", 0, 0, "", "D2")
    value = policy.parse(text)
    assert (value, policy.words(value), policy.parse(policy.keep(value))) == (kept, words, value)
    with pytest.raises(BadDataError) as caught:
        policy.parse("15")
    assert "3个工作日" in caught.value.hint

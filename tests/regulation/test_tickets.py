from __future__ import annotations

import pytest

from gridctl.domain.tickets import STATE_WORDS
from gridctl.errors import NotFoundError
from gridctl.regulation.policies import policy_default
from gridctl.regulation.tickets import (
    category_from_text,
    source_from_text,
    state_from_text,
    suggest_category,
    ticket_kind,
    urgency_from_text,
)

CATEGORIES = [
    "给排水", "供配电", "公共照明", "电梯", "消防设施", "门禁对讲", "监控及红外报警", "门窗五金", "墙地面土建", "屋面外墙渗漏", "道路井盖",
    "车库道闸", "绿化环卫设施", "休闲健身设施", "其他",
]  # fmt: skip


def test_the_fifteen_categories_stand_in_the_order_of_their_numbers() -> None:
    found = ticket_kind("repair").categories
    assert [category.name for category in found] == CATEGORIES
    assert [category.number for category in found] == list(range(1, 16))


@pytest.mark.parametrize("text", ["3", "３", "公共照明", "照明", "lighting", " Lighting "])
def test_a_category_is_picked_by_number_or_word(text: str) -> None:
    assert category_from_text(text).name == "公共照明"


def test_an_unknown_category_lists_all_with_their_numbers() -> None:
    with pytest.raises(NotFoundError) as caught:
        category_from_text("16")
    assert "3 公共照明" in caught.value.hint
    assert "15 其他" in caught.value.hint


@pytest.mark.parametrize(
    ("problem", "name"),
    [
        ("灯不亮", "公共照明"),
        ("3栋2单元5楼楼道灯不亮", "公共照明"),
        ("东门路灯常亮不灭", "公共照明"),
        ("水管漏水", "给排水"),
        ("一楼大厅污水管堵塞返水", "给排水"),
        ("电梯运行时异响抖动", "电梯"),
        ("电梯轿厢灯不亮", "电梯"),
        ("电梯厅灯不亮", "公共照明"),
        ("楼道应急照明灯不亮", "消防设施"),
        ("消火栓箱门玻璃破损", "消防设施"),
        ("单元门禁刷卡无反应", "门禁对讲"),
        ("对讲呼叫不通", "门禁对讲"),
        ("摄像头黑屏", "监控及红外报警"),
        ("周界红外对射误报警", "监控及红外报警"),
        ("单元门闭门器漏油，关不严", "门窗五金"),
        ("大堂地砖空鼓开裂", "墙地面土建"),
        ("顶楼天台防水开裂，下雨漏水", "屋面外墙渗漏"),
        ("井盖破损松动", "道路井盖"),
        ("道闸不抬杆", "车库道闸"),
        ("垃圾桶桶盖破损", "绿化环卫设施"),
        ("健身器材螺丝松动", "休闲健身设施"),
        ("配电箱跳闸，整层没电", "供配电"),
    ],
)
def test_a_word_in_the_problem_suggests_the_category(problem: str, name: str) -> None:
    found = suggest_category(problem)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("problem", ["", "请尽快来人看看", "xyz"])
def test_no_known_word_suggests_nothing(problem: str) -> None:
    assert suggest_category(problem) is None


def test_no_hint_means_two_categories() -> None:
    hints = [hint for category in ticket_kind("repair").categories for hint in category.hints]
    assert len(hints) == len(set(hints))


@pytest.mark.parametrize(
    "name",
    ["待派单", "待接单", "已接单", "处理中", "待验收", "已完成", "退单", "挂起", "返工", "重开", "作废", "已并单"],
)
def test_every_state_of_a_repair_has_its_word(name: str) -> None:
    found = state_from_text(name)
    assert found is not None
    assert found.name == name


def test_the_words_of_states_are_those_that_tickets_are_shown_with() -> None:
    words = {state.code: state.name for state in ticket_kind("repair").states}
    assert {code: words[code] for code in STATE_WORDS} == STATE_WORDS


def test_states_are_understood_as_offices_write_them() -> None:
    assert {state.code for text in ("完成", "已验收", "已办结") if (state := state_from_text(text))} == {"done"}
    assert state_from_text("不知道") is None


@pytest.mark.parametrize(("text", "minutes"), [("特急", 30), ("紧急", 24 * 60), ("一般", None)])
def test_urgencies_name_their_limit(text: str, minutes: int | None) -> None:
    urgency = urgency_from_text(text)
    assert urgency is not None
    assert (policy_default(urgency.limit_policy).default if urgency.limit_policy else None) == minutes
    assert urgency_from_text("超级") is None


def test_sources_are_understood() -> None:
    assert {source.code for text in ("电话", "来电") if (source := source_from_text(text))} == {"phone"}
    assert source_from_text("飞鸽") is None


def test_the_policies_that_a_kind_names_hold_the_figures_of_the_regulation() -> None:
    kind = ticket_kind("公区维修")
    assert policy_default(kind.prefix_policy).default == "GW"
    assert policy_default(kind.limit_policy).default == 15
    assert policy_default(kind.warning_policy).default == (10, 13)
    assert policy_default(kind.fine_policy).default == 5000


def test_an_unknown_kind_is_not_found() -> None:
    with pytest.raises(NotFoundError, match="没有"):
        ticket_kind("绿植租摆")

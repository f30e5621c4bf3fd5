from __future__ import annotations

import pytest

from gridctl.domain.movements import FORM_CODE
from gridctl.domain.tickets import STATE_WORDS, Action, State
from gridctl.errors import NotFoundError
from gridctl.regulation.policies import policy_default
from gridctl.regulation.posts import post_from_text
from gridctl.regulation.tickets import (
    TicketKind,
    category_from_text,
    hold_reason_from_text,
    means_from_text,
    source_from_text,
    state_from_text,
    suggest_category,
    ticket_kind,
    ticket_kinds,
    urgency_from_text,
    weekly_kinds,
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


@pytest.mark.parametrize(("text", "kind", "code"), [("急修", "repair", "critical"), ("重大隐患", "hazard", "major")])
def test_urgencies_and_levels_are_understood(text: str, kind: str, code: str) -> None:
    found = urgency_from_text(text, kind)
    assert found is not None
    assert found.code == code
    assert urgency_from_text("超级", kind) is None


def test_sources_are_understood() -> None:
    assert {source.code for text in ("电话", "来电") if (source := source_from_text(text))} == {"phone"}
    assert source_from_text("飞鸽") is None


LIMITS = [  # kind, urgency, category: the limit of the round, to respond, to finish, and the days that warn
    ("repair", "normal", "lift", 15, None, None, (10, 13)),
    ("repair", "urgent", "lift", 15, None, 1440, (10, 13)),
    ("repair", "critical", "lift", 15, 30, None, (10, 13)),
    ("hazard", "general", "fire_safety", "15 calendar_days", "120 minutes", None, (10, 13)),
    ("hazard", "greater", "fire_safety", "7 calendar_days", "120 minutes", None, (3, 5)),
    ("hazard", "major", "fire_safety", "3 calendar_days", "30 minutes", None, None),
    ("cleaning", "normal", "lobby", "1 calendar_days", None, None, None),
    ("cleaning", "urgent", "lobby", "120 minutes", None, None, None),
    ("request", "normal", "complaint", "3 working_days", "1440 minutes", None, (2,)),
    ("request", "urgent", "complaint", "1440 minutes", "30 minutes", None, None),
    ("request", "normal", "request", "1 calendar_days", "30 minutes", None, None),
    ("request", "normal", "inquiry", "1 working_days", "1440 minutes", None, None),
    ("request", "normal", "suggestion", "10 working_days", "1 working_days", None, (5, 8)),
    ("incident", "general", "blaze", "1 calendar_days", "10 minutes", None, None),
    ("incident", "major", "blaze", "7 calendar_days", "10 minutes", None, (3, 5)),
]


@pytest.mark.parametrize(("kind", "urgency", "category", "due", "respond", "finish", "warning"), LIMITS)
def test_the_limits_of_a_kind_by_urgency_and_category(
    kind: str, urgency: str, category: str, due: object, respond: object, finish: object, warning: object
) -> None:
    rule = ticket_kind(kind).limit(urgency, category)
    found = [rule.due, rule.respond, rule.finish, rule.warning]
    assert [policy_default(name).default if name else None for name in found] == [due, respond, finish, warning]


@pytest.mark.parametrize("kind", ticket_kinds(), ids=lambda kind: kind.code)
def test_what_a_kind_names_is_there(kind: TicketKind) -> None:
    for urgency in kind.urgencies:
        for category in kind.categories:
            assert kind.limit(urgency.code, category.code) in kind.limits
    assert set(kind.limits) == {kind.limit(u.code, c.code) for u in kind.urgencies for c in kind.categories}
    for rule in kind.limits:
        assert policy_default(rule.due).type in ("limit", "integer")
        assert {policy_default(name).type for name in (rule.respond, rule.finish) if name} <= {"limit", "integer"}
        assert {policy_default(name).type for name in (rule.warning,) if name} <= {"days"}
    assert policy_default(kind.prefix_policy).type == "text"
    assert policy_default(kind.hold_policy).default is False
    assert {post_from_text(code).code for code in kind.signers} == set(kind.signers)
    assert {post_from_text(one.post).code for one in kind.told if one.post} == {
        one.post for one in kind.told if one.post
    }
    assert {policy_default(one.within).type for one in kind.told if one.within} <= {"limit"}
    assert kind.code == "repair" or kind.fine_policy is None
    assert {word.code for word in kind.actions} <= set(Action)
    assert set(kind.skips) <= set(Action)
    assert {code for word in kind.states for code in word.codes} >= set(State)
    assert not kind.responded_by or kind.field(kind.responded_by).type == "moment"


@pytest.mark.parametrize("kind", ticket_kinds(), ids=lambda kind: kind.code)
def test_fields_and_people_told_are_of_urgencies_and_categories_that_there_are(kind: TicketKind) -> None:
    urgencies, categories = {one.code for one in kind.urgencies}, {one.code for one in kind.categories}
    assert {code for one in kind.fields for code in one.urgencies} <= urgencies
    assert {code for one in kind.fields for code in one.categories} <= categories
    assert {code for one in kind.limits for code in one.urgencies} <= urgencies
    assert {code for one in kind.limits for code in one.categories} <= categories
    assert {urgency for one in kind.told for urgency in one.urgencies} <= urgencies
    for names in ([one.name for one in kind.fields], [one.title for one in kind.fields]):
        assert len(names) == len(set(names))
    assert [number for category in kind.categories if (number := category.number)] == [*range(1, len(categories) + 1)]
    assert kind.categories[-1].code == "other"


def test_a_code_has_one_name_whatever_kind_it_is_of() -> None:
    for words in ("categories", "urgencies", "sources"):
        pairs = {(word.code, word.name) for kind in ticket_kinds() for word in getattr(kind, words)}
        assert len(pairs) == len({code for code, _ in pairs})


def test_prefixes_of_numbers_are_different() -> None:
    prefixes = [policy_default(kind.prefix_policy).default for kind in ticket_kinds()]
    assert prefixes == ["GW", "YH", "BJ", "TS", "TF"]


def test_only_repairs_count_in_the_weekly_summary_and_are_fined() -> None:
    assert weekly_kinds() == ("repair",)
    assert ticket_kind("repair").fine_policy == "fine_overdue_fen"
    assert ticket_kind("repair").form_code == FORM_CODE


@pytest.mark.parametrize(
    ("kind", "states"),
    [
        ("repair", ["待派单", "待接单", "已接单", "处理中", "待验收", "已完成", "作废"]),
        ("hazard", ["待整改", "待整改", "整改中", "整改中", "待复查", "已销号", "作废"]),
        ("cleaning", ["待通知", "已通知", "整改中", "整改中", "待验收", "已达标", "作废"]),
        ("request", ["待受理", "待受理", "处理中", "处理中", "待回访", "已办结", "作废"]),
        ("incident", ["待处置", "待处置", "处置中", "处置中", "待确认", "已了结", "作废"]),
    ],
)
def test_every_kind_has_its_own_words_for_the_states(kind: str, states: list[str]) -> None:
    assert [ticket_kind(kind).state_name(state) for state in State] == states
    found = state_from_text(states[4], kind)
    assert found is not None
    assert found.codes == ("to_verify",)


@pytest.mark.parametrize(
    ("kind", "problem", "name"),
    [
        ("hazard", "3栋2单元楼道飞线充电", "消防安全"),
        ("hazard", "地库配电箱裸露", "电气安全"),
        ("hazard", "电梯轿厢平层不准", "设备设施"),
        ("hazard", "东侧枯树随时倒伏", "环境安全"),
        ("cleaning", "楼道有积尘和蜘蛛网", "玻璃墙面"),
        ("cleaning", "垃圾桶满溢", "垃圾清运"),
        ("cleaning", "外墙贴满小广告", "小广告"),
        ("request", "楼上扰民，多次反映没人管", "投诉"),
        ("request", "咨询装修怎么办理", "咨询"),
        ("incident", "1#电梯困人", "电梯困人"),
        ("incident", "地下车库起火冒烟", "火灾"),
        ("incident", "业主聚集拉横幅", "集体投诉"),
    ],
)
def test_a_kind_has_its_own_categories_and_words_for_them(kind: str, problem: str, name: str) -> None:
    found = suggest_category(problem, kind)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("kind", ticket_kinds(), ids=lambda kind: kind.code)
def test_no_hint_of_a_kind_means_two_categories(kind: TicketKind) -> None:
    hints = [hint for category in kind.categories for hint in category.hints]
    assert [hint for hint in hints if hints.count(hint) > 1] == []


def test_which_fields_are_needed_by_which_step_and_level() -> None:
    hazard = ticket_kind("hazard")
    general, major = (hazard.fields_for(level, "fire_safety") for level in ("general", "major"))
    assert [one.title for one in general if one.needed_by("open")] == ["排查人", "现场措施", "上报部门", "上报时间"]
    assert [one.title for one in major if one.needed_by("open")][-1] == "应急预案"
    assert [one.title for one in general if one.needed_by("verify")][-1] == "复查意见"
    assert [one.title for one in ticket_kind("repair").fields if one.required] == []
    entrapment, blaze = (ticket_kind("incident").fields_for("general", code) for code in ("lift_entrapment", "blaze"))
    assert {one.title for one in entrapment} - {one.title for one in blaze} == {"救出时间"}


def test_a_field_is_found_by_name_or_title() -> None:
    assert ticket_kind("hazard").field("现场措施").name == "measures"
    assert ticket_kind("hazard").field("measures").title == "现场措施"
    with pytest.raises(NotFoundError, match="没有") as caught:
        ticket_kind("hazard").field("颜色")
    assert "现场措施" in caught.value.hint


def test_who_is_told_by_level() -> None:
    assert [one.name for one in ticket_kind("incident").told_for("general")] == [
        "物业助理",
        "工程技工",
        "部门",
        "项目负责人",
    ]
    assert [one.name for one in ticket_kind("hazard").told_for("general")] == ["物业管理处"]
    assert [one.name for one in ticket_kind("hazard").told_for("major")] == ["物业管理处", "项目负责人"]


@pytest.mark.parametrize(("text", "code"), [("待料", "material"), ("等审批", "approval"), ("contractor", "contractor")])
def test_why_a_ticket_may_wait(text: str, code: str) -> None:
    assert hold_reason_from_text(text).code == code
    with pytest.raises(NotFoundError, match="没有"):
        hold_reason_from_text("心情不好")


def test_by_which_means_somebody_is_told() -> None:
    assert means_from_text("对讲").code == "radio"
    with pytest.raises(NotFoundError) as caught:
        means_from_text("烽火")
    assert "电话、对讲机" in caught.value.hint


def test_an_unknown_kind_is_not_found() -> None:
    with pytest.raises(NotFoundError, match="没有"):
        ticket_kind("绿植租摆")

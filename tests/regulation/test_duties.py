"""The recurring duties of the ten regulations: each with its sentence, its clause and a book that there is."""

import pytest

from gridctl.domain.duties.duties import Blank, DutyScope, ProofKind
from gridctl.domain.duties.windows import checked_rule
from gridctl.errors import BadDataError, NotFoundError
from gridctl.regulation import duties as seeds
from gridctl.regulation.checklists import checklists
from gridctl.regulation.duties import DutySeed, duties, duty_named, duty_post, duty_post_name, question
from gridctl.regulation.meetings import meeting_kinds
from gridctl.regulation.reading import Entry
from gridctl.regulation.upkeep import upkeep_services
from gridctl.regulation.visits import activity_kinds
from tests.regulation.duty_sentences import NOT_RECURRING, RECURRING

BY_CODE = {duty.code: duty for duty in duties()}


def codes_of(book: ProofKind) -> set[str]:
    kinds = {
        ProofKind.INSPECTION: checklists(),
        ProofKind.MEETING: meeting_kinds(),
        ProofKind.ACTIVITY: activity_kinds(),
        ProofKind.UPKEEP: upkeep_services(),
    }
    return {kind.code for kind in kinds.get(book, ())}


def test_every_sentence_that_asks_for_something_regularly_has_its_duty() -> None:
    assert {code for _, _, codes in RECURRING for code in codes} == BY_CODE.keys()
    assert not {sentence for _, sentence, _ in RECURRING} & {sentence for _, sentence, _ in NOT_RECURRING}
    assert {clause.split()[0] for clause, _, _ in RECURRING} == {f"D{n}" for n in (1, 2, 3, 4, 5, 6, 7, 9, 10)}
    assert {clause.split()[0] for clause, _, _ in NOT_RECURRING} >= {"D8"}  # which asks for nothing regularly


@pytest.mark.parametrize("duty", duties(), ids=lambda duty: duty.code)
def test_a_duty_stands_on_the_clause_of_its_sentence(duty: DutySeed) -> None:
    assert duty.clause in {clause for clause, _, codes in RECURRING if duty.code in codes}


@pytest.mark.parametrize("duty", duties(), ids=lambda duty: duty.code)
def test_the_book_of_a_duty_has_such_records(duty: DutySeed) -> None:
    book, code = duty.definition.book, duty.definition.book_code
    assert code in codes_of(book) if code else not codes_of(book)


@pytest.mark.parametrize("duty", duties(), ids=lambda duty: duty.code)
def test_how_often_is_what_the_sentence_says_or_is_asked(duty: DutySeed) -> None:
    content = duty.definition
    asked = set(content.blank)
    assert (content.rule == "") == bool(asked & {Blank.EVERY, Blank.MONTHS})
    assert (content.times == 0) == (Blank.TIMES in asked)
    assert not content.rule or checked_rule(content.rule) == content.rule
    assert [one.field for one in duty.questions] == list(content.blank)
    assert content.until == "24:00"  # no sentence says an hour


WORDS = {
    "每日": ("FREQ=DAILY",),
    "工作日": ("FREQ=DAILY",),
    "每周": ("FREQ=WEEKLY",),
    "每半月": ("FREQ=MONTHLY;BYMONTHDAY=15,-1",),
    "每月": ("FREQ=MONTHLY;BYMONTHDAY=-1",),
    "月度考评": ("FREQ=MONTHLY;BYMONTHDAY=-1",),
    "月报表": ("FREQ=MONTHLY;BYMONTHDAY=-1",),
    "每季度": ("FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1",),
}


@pytest.mark.parametrize(
    ("sentence", "code"),
    [(text, code) for clause, text, codes in RECURRING for code in codes if clause == BY_CODE[code].clause],
)
def test_a_word_of_time_becomes_its_rule(sentence: str, code: str) -> None:
    found = [rule for word, rules in WORDS.items() if word in sentence for rule in rules]
    content = BY_CODE[code].definition
    if "____" in sentence or "定期对" in sentence or "定期的" in sentence:
        assert content.blank
    elif len(found) == 1:
        assert content.rule == found[0]


def test_who_when_and_what_of_those_that_differ() -> None:
    daily = BY_CODE["daily_analysis"].definition
    assert (daily.days, daily.posts, daily.who) == ("working", (), "常务副指挥长或中心主任")
    visits = BY_CODE["visits"].definition
    assert (visits.scope, visits.times, visits.posts) == (DutyScope.PERSON, 2, ("grid_team",))
    assert BY_CODE["cleaner_evaluation"].definition.rule == "FREQ=MONTHLY;BYMONTHDAY=-1"
    assert {duty.definition.scope for duty in duties()} == set(DutyScope)
    assert {duty.definition.book for duty in duties()} == set(ProofKind)


@pytest.mark.parametrize(
    ("text", "code"),
    [("安全巡查", "fire_daily"), ("fire-daily", "fire_daily"), ("走访", "visits"), ("半月检", "joint_half_month")],
)
def test_a_duty_is_found_by_what_people_call_it(text: str, code: str) -> None:
    found = duty_named(text)
    assert found is not None
    assert found.code == code


def test_posts_and_groups_have_names() -> None:
    assert [duty_post_name(duty_post(text)) for text in ("网格负责人", "全体网格成员", "保安", "grid_head")] == [
        "网格负责人",
        "网格成员",
        "安全员",
        "网格负责人",
    ]
    with pytest.raises(NotFoundError):
        duty_post("门卫大爷")


def test_what_is_blank_is_asked_in_the_words_of_the_regulation() -> None:
    asked = question("weekly_regular", Blank.TIMES)
    assert asked is not None
    assert asked.ask == "周例会一般每周召开____次"
    assert question("fire_daily", Blank.EVERY) is None
    assert question("no_such_duty", Blank.EVERY) is None


SOUND = {
    "code": "sample",
    "name": "样例",
    "clause": "D2 三.3(1)",
    "posts": ["guard"],
    "scope": "grid",
    "rule": "FREQ=DAILY",
    "proof": "record",
}


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"scope": "street"}, "scope"),
        ({"days": "sunday"}, "days"),
        ({"posts": ["门卫大爷"]}, "posts"),
        ({"posts": []}, "posts"),
        ({"who": "物业管理处"}, "posts"),
        ({"rule": "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30"}, "rule"),
        ({"rule": "FREQ=MONTHLY"}, "rule"),
        ({"blank": [{"field": "every", "ask": "多久", "clause": "D2 三"}]}, "rule"),
        ({"until": "25:00"}, "until"),
        ({"proof": "inspection"}, "proof"),
        ({"proof": "visit:home"}, "proof"),
        ({"proof": "diary"}, "proof"),
        ({"blank": [{"field": "colour", "ask": "颜色", "clause": "D2 三"}]}, "field"),
    ],
)
def test_a_slip_of_an_editing_hand_is_named(wrong: dict[str, object], key: str) -> None:
    assert seeds._duty(Entry("duties.toml", SOUND)).definition.rule == "FREQ=DAILY"
    with pytest.raises(BadDataError) as told:
        seeds._duty(Entry("duties.toml", SOUND | wrong))
    assert f" {key} " in told.value.message

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings, strategies as st

from gridctl.domain.movements import Draft, Fact, Handed, Position, as_draft, facts_of, reconcile
from gridctl.domain.tickets import Movement, Reason, Round

LAMP, LIFT = Position("lighting", 1, 3), Position("lift", 1, 3)
ELSEWHERE = Position("lighting", 2, 4)
WEEK_1, WEEK_2, WEEK_3 = date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 16)  # Mondays
OPENED = Fact(Reason.OPENED, 1, date(2026, 3, 4))
DONE = Fact(Reason.DONE, -1, date(2026, 3, 11))
ROUND = Round(
    project=1,
    id=1,
    ticket=1,
    round=1,
    opened="2026-03-04 08:30",
    due=date(2026, 3, 19),
    policy=1,
    grid=1,
    head=3,
    dispatched="",
    executor=None,
    accepted="",
    finished="",
    finished_counts=None,
    verified="",
    verifier=None,
    voided="",
    rejections=0,
    progress="",
    material="",
)


def entry(draft: Draft) -> Movement:
    where = draft.position
    return Movement(
        1, 1, 1, 1, draft.reason, draft.delta, where.category, where.grid, where.head, draft.counts_on, int(draft.late)
    )


def test_a_round_tells_what_opened_and_what_closed_it() -> None:
    assert facts_of(ROUND) == [OPENED]
    assert facts_of(replace(ROUND, verified="2026-03-11 09:00")) == [OPENED, DONE]
    assert facts_of(replace(ROUND, voided="2026-03-11")) == [OPENED, Fact(Reason.VOIDED, -1, date(2026, 3, 11))]


def test_without_an_issued_week_everything_counts_on_its_day() -> None:
    assert reconcile([], [OPENED, DONE], LAMP, date.min) == [
        Draft(Reason.OPENED, 1, LAMP, OPENED.day, late=False),
        Draft(Reason.DONE, -1, LAMP, DONE.day, late=False),
    ]


def test_what_happened_in_an_issued_week_counts_late_in_the_first_open_one() -> None:
    assert reconcile([], [OPENED, DONE], LAMP, WEEK_2) == [
        Draft(Reason.OPENED, 1, LAMP, WEEK_2, late=True),
        Draft(Reason.DONE, -1, LAMP, DONE.day, late=False),
    ]


def test_what_an_issued_week_counted_is_not_counted_again() -> None:
    issued = [entry(Draft(Reason.OPENED, 1, LAMP, OPENED.day, late=False))]
    assert reconcile(issued, [OPENED], LAMP, WEEK_2) == []
    moved_day = Fact(Reason.OPENED, 1, date(2026, 3, 12))
    assert reconcile(issued, [moved_day], LAMP, WEEK_2) == []


def test_a_correction_after_issue_moves_the_open_round() -> None:
    issued = [entry(Draft(Reason.OPENED, 1, LAMP, OPENED.day, late=False))]
    for position in (LIFT, ELSEWHERE):
        drafts = reconcile(issued, [OPENED], position, WEEK_2)
        assert Counter(drafts) == Counter(
            [
                Draft(Reason.ADJUSTED, -1, LAMP, WEEK_2, late=False),
                Draft(Reason.ADJUSTED, 1, position, WEEK_2, late=False),
            ]
        )


def test_a_correction_and_its_correction_leave_nothing() -> None:
    issued = [entry(Draft(Reason.OPENED, 1, LAMP, OPENED.day, late=False))]
    assert reconcile(issued, [OPENED], LAMP, WEEK_2) == []
    issued += map(entry, reconcile(issued, [OPENED], LIFT, WEEK_2))
    assert Counter(reconcile(issued, [OPENED], LAMP, WEEK_3)) == Counter(
        [Draft(Reason.ADJUSTED, -1, LIFT, WEEK_3, late=False), Draft(Reason.ADJUSTED, 1, LAMP, WEEK_3, late=False)]
    )


def test_a_round_closed_in_issued_weeks_is_moved_nowhere() -> None:
    issued = [
        entry(Draft(Reason.OPENED, 1, LAMP, OPENED.day, late=False)),
        entry(Draft(Reason.DONE, -1, LAMP, DONE.day, late=False)),
    ]
    assert reconcile(issued, [OPENED, DONE], LIFT, WEEK_3) == []


def test_a_closing_under_another_category_is_brought_there() -> None:
    issued = [entry(Draft(Reason.OPENED, 1, LAMP, OPENED.day, late=False))]
    drafts = reconcile(issued, [OPENED, DONE], LIFT, WEEK_2)
    assert Counter(drafts) == Counter(
        [
            Draft(Reason.DONE, -1, LIFT, DONE.day, late=False),
            Draft(Reason.ADJUSTED, -1, LAMP, WEEK_2, late=False),
            Draft(Reason.ADJUSTED, 1, LIFT, WEEK_2, late=False),
        ]
    )


POSITIONS = st.sampled_from([LAMP, LIFT, ELSEWHERE, Position("other", None, None)])
DAYS = st.integers(0, 40).map(lambda days: WEEK_1 + timedelta(days=days))
SAID = st.lists(st.tuples(st.integers(0, 6), DAYS, st.none() | DAYS, POSITIONS), min_size=1, max_size=8)


@given(SAID)
@settings(max_examples=100)
def test_whatever_is_corrected_between_issues_the_book_adds_up(
    said: list[tuple[int, date, date | None, Position]],
) -> None:
    book: list[Movement] = []
    first_open, closed = WEEK_1, False
    for weeks, opened, done, position in said:
        first_open += timedelta(weeks=weeks % 3)
        issued = [movement for movement in book if movement.counts_on < first_open]
        closed = closed or done is not None
        facts = [Fact(Reason.OPENED, 1, opened)]
        if closed:
            facts.append(Fact(Reason.DONE, -1, max(done or opened, opened)))
        drafts = reconcile(issued, facts, position, first_open)
        assert all(draft.counts_on >= first_open for draft in drafts)
        assert all(draft.late == 0 or draft.counts_on == first_open for draft in drafts)
        book = issued + [entry(draft) for draft in drafts]
        assert [as_draft(movement) for movement in book[len(issued) :]] == drafts
        held: Counter[Position] = Counter()
        for movement in book:
            held[Position(movement.category, movement.grid, movement.head)] += movement.delta
        assert {place: count for place, count in held.items() if count} == ({} if closed else {position: 1})


HANDED = Handed(WEEK_2, LAMP, ELSEWHERE)


def test_a_round_handed_over_moves_on_that_day_and_not_before() -> None:
    assert reconcile([], [OPENED, DONE], ELSEWHERE, date.min, [HANDED]) == [
        Draft(Reason.OPENED, 1, LAMP, OPENED.day, late=False),
        Draft(Reason.DONE, -1, ELSEWHERE, DONE.day, late=False),
        Draft(Reason.ADJUSTED, -1, LAMP, WEEK_2, late=False),
        Draft(Reason.ADJUSTED, 1, ELSEWHERE, WEEK_2, late=False),
    ]


def test_a_round_closed_before_its_ground_went_was_never_handed_over() -> None:
    closed = Fact(Reason.DONE, -1, date(2026, 3, 8))
    assert reconcile([], [OPENED, closed], ELSEWHERE, date.min, [HANDED]) == [
        Draft(Reason.OPENED, 1, LAMP, OPENED.day, late=False),
        Draft(Reason.DONE, -1, LAMP, closed.day, late=False),
    ]


def test_a_handing_over_in_an_issued_week_counts_in_the_first_open_one() -> None:
    issued = [entry(Draft(Reason.OPENED, 1, LAMP, OPENED.day, late=False))]
    assert reconcile(issued, [OPENED], ELSEWHERE, WEEK_3, [HANDED]) == [
        Draft(Reason.ADJUSTED, -1, LAMP, WEEK_3, late=False),
        Draft(Reason.ADJUSTED, 1, ELSEWHERE, WEEK_3, late=False),
    ]

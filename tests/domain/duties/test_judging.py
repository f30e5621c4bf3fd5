"""Judging: every duty that is due comes out in exactly one way, whichever record was entered first."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, strategies as st

from gridctl.domain.calendar import SpecialDay, calendar
from gridctl.domain.duties.judging import STATE_WORDS, WHOLE, Due, DutyState, Judgement, Proof, judge
from gridctl.domain.duties.people import Roster
from gridctl.domain.duties.rates import tally
from gridctl.domain.duties.windows import NAMED_RULES, Window, windows
from gridctl.domain.grids import Assignment
from gridctl.domain.leaves import Leave
from gridctl.domain.staff import Staff

FIRST = date(2026, 3, 1)
DAY = timedelta(days=1)
AFTER = date(2026, 5, 1)
POINTS = ("fire", "lifts", "stairs")

days = st.integers(-3, 33).map(lambda n: FIRST + n * DAY)
proofs = st.builds(
    Proof,
    day=days,
    minute=st.none() | st.integers(0, 1440),
    delay=st.integers(0, 5),
    points=st.none() | st.frozensets(st.sampled_from(POINTS)),
)
windows_ = st.builds(
    lambda n, m: Window(FIRST + n * DAY, FIRST + (n + m) * DAY), st.integers(0, 20), st.integers(0, 10)
)
dues = st.builds(
    Due,
    window=windows_,
    until=st.integers(0, 1440),
    wanted=st.integers(0, 4),
    points=st.sampled_from([(WHOLE,), POINTS]),
    excused=st.booleans(),
)


@given(dues, st.lists(proofs, max_size=12), days, st.randoms())
def test_records_in_another_order_change_nothing(due: Due, found: list[Proof], today: date, dice: Random) -> None:
    judged = judge(due, found, today)
    shuffled = list(found)
    dice.shuffle(shuffled)
    assert judge(due, shuffled, today) == judged
    assert judge(due, [*found, *found], today) == judged


@given(dues, st.lists(proofs, max_size=12), days)
def test_a_state_says_what_the_records_say(due: Due, found: list[Proof], today: date) -> None:
    judged = judge(due, found, today)
    met = judged.got >= due.wanted
    match judged.state:
        case DutyState.DONE:
            assert met
            assert judged.delay == 0
        case DutyState.LATE:
            assert met
            assert not due.excused
        case DutyState.EXCUSED:
            assert due.excused or due.wanted == 0
        case DutyState.OPEN:
            assert not met
            assert today <= due.window.last
        case DutyState.MISSED:
            assert not met
            assert today > due.window.last
    assert set(judged.missing) <= set(due.points)
    assert (judged.missing != ()) <= (judged.state in (DutyState.OPEN, DutyState.MISSED))


@given(dues, st.lists(proofs, max_size=8), proofs)
def test_another_record_never_makes_it_worse(due: Due, found: list[Proof], more: Proof) -> None:
    order = [DutyState.MISSED, DutyState.LATE, DutyState.EXCUSED, DutyState.DONE]
    before, after = judge(due, found, AFTER), judge(due, [*found, more], AFTER)
    assert order.index(after.state) >= order.index(before.state)
    assert after.state is not before.state or after.delay <= max(before.delay, after.delay * (before.delay == 0))


@given(st.sampled_from(list(NAMED_RULES.values())), st.lists(proofs, max_size=40), st.integers(1, 3), days)
def test_the_sum_is_the_number_due(rule: str, found: list[Proof], wanted: int, today: date) -> None:
    turns = windows(rule, FIRST, FIRST + 120 * DAY)
    states = [judge(Due(window, wanted=wanted), found, today).state for window in turns]
    figures = tally(states)
    assert figures.due + figures.still_open == len(turns)
    assert figures.due == sum(
        window.last < today or state is not DutyState.OPEN for window, state in zip(turns, states, strict=True)
    )


MANY_DAYS = st.integers(0, 60).map(lambda n: FIRST + n * DAY)
SPANS = st.tuples(MANY_DAYS, MANY_DAYS).map(sorted)
PEOPLE = st.integers(1, 3)


@given(
    rule=st.sampled_from([*NAMED_RULES.values(), "FREQ=DAILY;INTERVAL=3", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"]),
    special=st.lists(st.builds(SpecialDay, MANY_DAYS, st.booleans()), max_size=8),
    posted=st.lists(st.tuples(PEOPLE, SPANS), max_size=5),
    absent=st.lists(st.tuples(PEOPLE, SPANS), max_size=5),
    visited=st.lists(st.tuples(PEOPLE, st.builds(Proof, MANY_DAYS, delay=st.integers(0, 2))), max_size=30),
    wanted=st.integers(1, 3),
    today=MANY_DAYS,
    dice=st.randoms(),
)
def test_rules_calendars_leaves_and_assignments_leave_no_window_unjudged(
    rule: str,
    special: list[SpecialDay],
    posted: list[tuple[int, list[date]]],
    absent: list[tuple[int, list[date]]],
    visited: list[tuple[int, Proof]],
    wanted: int,
    today: date,
    dice: Random,
) -> None:
    working = calendar(special)
    staff = [Staff(1, key, str(key), str(key), "", "", None, None, "", "") for key in (1, 2, 3)]
    rows = [
        Assignment(1, n, who, "guard", "buildings", None, 1, None, a, b + DAY) for n, (who, (a, b)) in enumerate(posted)
    ]
    leaves = [Leave(1, n, who, "sick", a, b + DAY, None, None, "") for n, (who, (a, b)) in enumerate(absent)]
    roster = Roster(staff, rows, leaves, [], {}, str)
    turns = [
        (window, person, min(wanted, roster.days_there(person, ("guard",), window, working)))
        for window in windows(rule, FIRST, FIRST + 60 * DAY, working=working)
        for person in roster.members(("guard",), window)
    ]

    def outcomes(found: list[tuple[int, Proof]]) -> list[Judgement]:
        of = {key: [proof for who, proof in found if who == key] for key in (1, 2, 3)}
        return [judge(Due(window, wanted=count), of[person], today) for window, person, count in turns]

    judged = outcomes(visited)
    figures = tally(one.state for one in judged)
    assert figures.due + figures.still_open == len(turns)
    for (window, person, count), one in zip(turns, judged, strict=True):
        days = {proof.day for who, proof in visited if who == person and window.holds(proof.day)}
        assert (one.state is DutyState.EXCUSED) == (count == 0)
        assert count == 0 or (one.state in (DutyState.DONE, DutyState.LATE)) == (len(days) >= count)
    dice.shuffle(visited)
    assert outcomes(visited) == judged


WHOLE_MONTH = Window(date(2026, 3, 1), date(2026, 3, 31))
TENTH = Window(date(2026, 3, 10), date(2026, 3, 10))


def on(day: int, **more: object) -> Proof:
    return Proof(date(2026, 3, day), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("due", "found", "judged"),
    [
        (Due(TENTH), [], Judgement(DutyState.MISSED)),
        (Due(TENTH), [on(10)], Judgement(DutyState.DONE, got=1, done_on=date(2026, 3, 10))),
        (Due(TENTH), [on(9), on(11)], Judgement(DutyState.MISSED)),
        (Due(TENTH, until=1080), [on(10, minute=1081)], Judgement(DutyState.LATE, got=1, done_on=date(2026, 3, 10))),
        (Due(TENTH, until=1080), [on(10, minute=1080)], Judgement(DutyState.DONE, got=1, done_on=date(2026, 3, 10))),
        (Due(WHOLE_MONTH, until=0), [on(30, minute=1400)], Judgement(DutyState.DONE, got=1, done_on=date(2026, 3, 30))),
        (Due(TENTH), [on(10, delay=2)], Judgement(DutyState.LATE, got=1, delay=2, done_on=date(2026, 3, 10))),
        (Due(TENTH, excused=True), [], Judgement(DutyState.EXCUSED)),
        (Due(TENTH, excused=True), [on(10, delay=2)], Judgement(DutyState.EXCUSED, got=1)),
        (Due(TENTH, excused=True), [on(10)], Judgement(DutyState.DONE, got=1, done_on=date(2026, 3, 10))),
        (Due(TENTH, wanted=0), [], Judgement(DutyState.EXCUSED)),
        (
            Due(TENTH, points=POINTS),
            [on(10, points=frozenset({"fire"}))],
            Judgement(DutyState.MISSED, missing=("lifts", "stairs")),
        ),
        (
            Due(TENTH, points=POINTS),
            [on(10, points=frozenset({"fire", "lifts"})), on(10, delay=1)],
            Judgement(DutyState.LATE, got=1, delay=1, done_on=date(2026, 3, 10)),
        ),
        (
            Due(WHOLE_MONTH, points=POINTS),
            [on(2, points=frozenset({"fire", "lifts"})), on(9, points=frozenset({"stairs"}))],
            Judgement(DutyState.DONE, got=1, done_on=date(2026, 3, 9)),
        ),
        (Due(WHOLE_MONTH, wanted=2), [on(5), on(5)], Judgement(DutyState.MISSED, got=1)),
        (Due(WHOLE_MONTH, wanted=2), [on(5), on(6)], Judgement(DutyState.DONE, got=2, done_on=date(2026, 3, 6))),
        (
            Due(WHOLE_MONTH, wanted=2),
            [on(5), on(6, delay=3), on(7, delay=1)],
            Judgement(DutyState.LATE, got=3, delay=1, done_on=date(2026, 3, 7)),
        ),
    ],
)
def test_how_a_duty_comes_out(due: Due, found: list[Proof], judged: Judgement) -> None:
    assert judge(due, found, AFTER) == judged


def test_it_is_open_while_its_window_is_not_over() -> None:
    assert judge(Due(TENTH), [], date(2026, 3, 10)).state is DutyState.OPEN
    assert judge(Due(TENTH), [], date(2026, 3, 11)).state is DutyState.MISSED
    assert judge(Due(TENTH), [on(10)], date(2026, 3, 10)).state is DutyState.DONE


def test_only_what_was_entered_late_is_so_called() -> None:
    assert judge(Due(TENTH), [on(10, delay=1)], AFTER).entered_late
    assert not judge(Due(TENTH, until=0), [on(10, minute=9)], AFTER).entered_late
    assert STATE_WORDS.keys() == set(DutyState)


def test_rates_leave_the_excused_out_and_nothing_has_none() -> None:
    figures = tally([DutyState.DONE] * 2 + [DutyState.LATE, DutyState.MISSED, DutyState.EXCUSED, DutyState.OPEN])
    assert (figures.due, figures.still_open, figures.rate, figures.in_time_rate) == (5, 1, 0.75, 0.5)
    assert (tally([DutyState.LATE] * 2, 1).late, tally([DutyState.LATE] * 2, 1).entered_late) == (2, 1)
    assert tally([DutyState.EXCUSED]).rate is None
    assert tally([]).in_time_rate is None

"""Indicators, counted by hand: what stands above and below each line."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from gridctl.domain.indicators import Case, figures, percent
from gridctl.domain.moments import Moment

NOW = Moment(date(2026, 3, 31), 600)


def day(number: int, minute: int | None = None) -> Moment:
    return Moment(date(2026, 3, number), minute)


def case(opened: int = 1, due: int = 16, stopped: int | None = None, **said: object) -> Case:
    stop = None if stopped is None else day(stopped)
    return Case("repair", "lighting", day(opened), day(due), stop, **said)  # type: ignore[arg-type]


DONE_IN_TIME = case(stopped=10, closed=True)
DONE_ON_THE_LAST_DAY = case(stopped=16, closed=True)
DONE_LATE = case(stopped=17, closed=True)
FINISHED_NOT_ACCEPTED = case(stopped=10)
OPEN_AND_PAST = case()
DUE_TODAY = case(opened=16, due=31)

VOID = case(voided=True)


@pytest.mark.parametrize(
    ("cases", "to_close", "closed", "in_time"),
    [
        ([], 0, 0, 0),
        ([DONE_IN_TIME, DONE_ON_THE_LAST_DAY, DONE_LATE], 3, 3, 2),
        ([DONE_IN_TIME, OPEN_AND_PAST], 2, 1, 1),
        ([DONE_IN_TIME, DUE_TODAY], 1, 1, 1),  # open and not yet due is not below the line
        ([FINISHED_NOT_ACCEPTED], 1, 0, 0),  # should be closed by now, and is not
        ([DONE_IN_TIME, VOID], 1, 1, 1),
        ([case(opened=20, due=31, stopped=21, closed=True)], 1, 1, 1),  # closed before its limit is closed
        ([case(superseded=True, rejections=1), case(opened=17, due=31, round=2)], 0, 0, 0),
    ],
)
def test_what_should_be_closed_stands_below_the_line(
    cases: list[Case], to_close: int, closed: int, in_time: int
) -> None:
    told = figures(cases, NOW)
    assert (told.to_close, told.closed, told.in_time) == (to_close, closed, in_time)
    assert told.in_time_rate == (Fraction(in_time, to_close) if to_close else None)
    assert told.overdue == to_close - closed


def test_a_void_round_is_counted_apart() -> None:
    told = figures([VOID, DONE_IN_TIME], NOW)
    assert (told.opened, told.voided) == (1, 1)


def test_limits_to_the_minute_are_kept_to_the_minute() -> None:
    in_time, late, none_yet = (
        case(stopped=2, respond_due=day(1, 540), closed=True, responded=answer)
        for answer in (day(1, 540), day(1, 541), None)
    )
    not_asked = case(stopped=2, closed=True)
    running = case(respond_due=day(31, 601))
    told = figures([in_time, late, none_yet, not_asked, running], NOW)
    assert (told.to_answer, told.answered, told.answered_rate) == (3, 1, Fraction(1, 3))


def test_rework_reopening_repeats_and_urging_are_over_all_that_was_opened() -> None:
    told = figures(
        [case(rejections=2, stopped=3, closed=True), case(round=2), case(repeat=True, urged=2), case(urged=1)], NOW
    )
    assert (told.reworked, told.reopened, told.repeats, told.urged) == (1, 1, 1, 3)
    assert (told.rework_rate, told.repeat_rate) == (Fraction(1, 4), Fraction(1, 4))


def test_who_gave_no_rating_is_not_below_the_line_of_satisfaction() -> None:
    said = ["satisfied", "fair", "dissatisfied", "unrated", ""]
    told = figures([case(satisfaction=word) for word in said], NOW)
    assert (told.rated, told.satisfied, told.satisfied_rate) == (3, 2, Fraction(2, 3))


def test_means_are_over_what_is_known() -> None:
    told = figures([case(minutes=10, days=0), case(minutes=25, days=3), case()], NOW)
    assert (told.minutes, told.days) == (17.5, 1.5)
    assert (figures([], NOW).minutes, figures([], NOW).days) == (None, None)


@pytest.mark.parametrize(
    ("rate", "told"),
    [
        (None, "—"),
        (Fraction(0), "0.0%"),
        (Fraction(1), "100.0%"),
        (Fraction(2, 3), "66.7%"),
        (Fraction(1, 8), "12.5%"),
        (Fraction(1, 16), "6.3%"),  # 6.25 goes up
        (Fraction(1, 2000), "0.1%"),
        (Fraction(1, 3000), "0.0%"),
    ],
)
def test_a_rate_in_words(rate: Fraction | None, told: str) -> None:
    assert percent(rate) == told


rounds = st.builds(
    case,
    opened=st.integers(1, 15),
    due=st.integers(16, 31),
    stopped=st.none() | st.integers(16, 31),
    closed=st.booleans(),
    voided=st.booleans(),
    rejections=st.integers(0, 2),
    repeat=st.booleans(),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault of the rule
@given(st.lists(rounds, max_size=8))
def test_every_part_is_of_its_whole(cases: list[Case]) -> None:
    told = figures(cases, NOW)
    assert told.opened + told.voided == len(cases)
    assert told.in_time <= told.closed <= told.to_close <= told.opened
    assert told.to_close == told.closed + told.overdue
    assert told.opened - told.to_close == sum(not c.voided and not c.closed and not c.past_due(NOW) for c in cases)

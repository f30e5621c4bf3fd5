"""Who enters for a shift: from when to when, at which seat, and whom an explicit word outdoes."""

from datetime import UTC, datetime, timedelta

import pytest

from gridctl.domain.shifts import Shift, ended, relieved, running, speaks_for

START = datetime(2026, 3, 16, 0, 30, tzinfo=UTC)
SEAT = "front@desk1"


def text(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def shift(key: int = 1, *, seat: str = SEAT, staff: int = 5, hours_later: float = 0, end: float | None = None) -> Shift:
    started = START + timedelta(hours=hours_later)
    return Shift(1, key, seat, staff, text(started), "" if end is None else text(START + timedelta(hours=end)), 12)


@pytest.mark.parametrize(
    ("end", "hours", "runs"),
    [
        (None, -0.1, False),  # a clock set back
        (None, 0, True),
        (None, 11.99, True),
        (None, 12, False),  # ended by itself
        (4, 3.99, True),
        (4, 4, False),
        (20, 12, False),  # an end written too late adds nothing
    ],
)
def test_a_shift_runs_until_it_is_ended_or_over(end: float | None, hours: float, runs: bool) -> None:  # noqa: FBT001
    assert shift(end=end).runs_at(START + timedelta(hours=hours)) is runs


def test_the_shift_of_a_seat_is_nobody_elses() -> None:
    here, there = shift(1), shift(2, seat="front@desk2", staff=6)
    assert running([here, there], SEAT, START) is here
    assert running([there], SEAT, START) is None
    assert running([], SEAT, START) is None


def test_the_last_begun_is_the_one_that_runs() -> None:
    first, second = shift(1), shift(2, staff=6, hours_later=1)
    now = START + timedelta(hours=2)
    assert running([second, first], SEAT, now) is second
    assert running([first, second], SEAT, START) is first


def test_a_new_shift_ends_the_one_before_it_at_its_seat_alone() -> None:
    before, elsewhere, over = shift(1), shift(2, seat="x@y"), shift(3, hours_later=-20)
    new = shift(4, staff=6, hours_later=8)
    (gone,) = relieved([before, elsewhere, over, new], new)
    assert (gone.id, gone.ended_at) == (1, new.started_at)
    assert running([gone, elsewhere, over, new], SEAT, new.started) is new


def test_ending_twice_changes_nothing() -> None:
    now = START + timedelta(hours=3)
    once = ended(shift(), now, text(now))
    assert once.ended_at == text(now)
    assert once.over == now
    later = now + timedelta(hours=1)
    assert ended(once, later, text(later)) is once
    late = START + timedelta(hours=30)
    assert ended(shift(), late, text(late)).ended_at == ""  # it had ended by itself


@pytest.mark.parametrize(("said", "speaks"), [("W01", False), ("owner", False), (None, True), ("", True)])
def test_what_is_said_outdoes_the_shift(said: str | None, speaks: bool) -> None:  # noqa: FBT001
    one = shift()
    assert speaks_for(said, one) is (one if speaks else None)
    assert speaks_for(said, None) is None

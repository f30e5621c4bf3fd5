"""Who does somebody's work on a day: himself, his deputy, the deputy's, or nobody."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from gridctl.domain.leaves import Leave, on_leave, stands_in

FIRST = date(2026, 3, 16)
LI, ZHOU, WANG = 1, 2, 3


def leave(staff: int, first: int, days: int, deputy: int | None = None) -> Leave:
    start = FIRST + timedelta(days=first)
    return Leave(1, staff, staff, "personal", start, start + timedelta(days=days), deputy, None, "")


@pytest.mark.parametrize(("day", "away"), [(-1, False), (0, True), (2, True), (3, False)])
def test_the_day_of_return_is_no_day_of_leave(day: int, away: bool) -> None:  # noqa: FBT001
    row = leave(LI, 0, 3)
    assert (on_leave([row], LI, FIRST + timedelta(days=day)) == row) is away
    assert on_leave([row], ZHOU, FIRST + timedelta(days=day)) is None


@pytest.mark.parametrize(
    ("rows", "who"),
    [
        ([], LI),
        ([leave(LI, 0, 1)], None),
        ([leave(LI, 0, 1, ZHOU)], ZHOU),
        ([leave(LI, 1, 1, ZHOU)], LI),
        ([leave(LI, 0, 1, ZHOU), leave(ZHOU, 0, 1, WANG)], WANG),
        ([leave(LI, 0, 1, ZHOU), leave(ZHOU, 0, 1)], None),
        ([leave(LI, 0, 1, ZHOU), leave(ZHOU, 0, 1, LI)], None),
        ([leave(LI, 0, 1, ZHOU), leave(ZHOU, 0, 1, WANG), leave(WANG, 0, 1, ZHOU)], None),
    ],
)
def test_who_stands_in(rows: list[Leave], who: int | None) -> None:
    assert stands_in(rows, LI, FIRST) == who


PEOPLE = range(1, 6)
ROWS = st.lists(
    st.builds(
        leave, st.sampled_from(PEOPLE), st.integers(0, 3), st.integers(1, 3), st.none() | st.sampled_from(PEOPLE)
    ),
    unique_by=lambda row: row.staff,
)


@given(ROWS, st.sampled_from(PEOPLE), st.integers(0, 6), st.randoms())
def test_whoever_does_the_work_is_there_in_whatever_order_leave_was_entered(
    rows: list[Leave], staff: int, n: int, chance: object
) -> None:
    day = FIRST + timedelta(days=n)
    who = stands_in(rows, staff, day)
    assert who is None or on_leave(rows, who, day) is None
    assert (who == staff) == (on_leave(rows, staff, day) is None)
    shuffled = list(rows)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert stands_in(shuffled, staff, day) == who

"""Terms of gold stewards: half-open, ended on a day, and never two at once."""

from datetime import date, timedelta

from hypothesis import given, strategies as st

from gridctl.domain.gold import Gold, ended_gold, limits

FIRST = date(2026, 3, 1)
SPAN = range(-1, 12)


def day(n: int) -> date:
    return FIRST + timedelta(days=n)


def term(start: int | None, end: int | None) -> Gold:
    state = "applied" if start is None else "approved"
    most = None if start is None else 450
    decided = None if start is None else FIRST
    valid_from = None if start is None else day(start)
    return Gold(1, 1, 1, FIRST, "好", state, most, None, decided, valid_from, None if end is None else day(end), "")


TERMS = st.builds(
    lambda start, length: term(start, None if start is None or length is None else start + length),
    st.none() | st.integers(0, 9),
    st.none() | st.integers(1, 5),
)


@given(TERMS, st.integers(0, 10))
def test_ended_on_a_day_it_holds_before_and_not_after(row: Gold, n: int) -> None:
    changed = ended_gold([row], day(n))
    after = changed[0] if changed else row
    for each in map(day, SPAN):
        assert after.holds_on(each) == (row.holds_on(each) and each < day(n))
    assert bool(changed) == any(row.holds_on(day(each)) for each in range(n, 40))


@given(TERMS, st.integers(-1, 10), st.none() | st.integers(0, 5))
def test_a_term_shares_the_days_on_which_it_holds(row: Gold, n: int, length: int | None) -> None:
    days = range(n, 40 if length is None else n + length + 1)
    last = None if length is None else day(n + length)
    assert row.shares(day(n), last) == any(row.holds_on(day(each)) for each in days)


@given(st.integers(1, 1000), st.integers(1, 3000))
def test_what_may_be_approved_lies_above_the_band(band_max: int, gold_max: int) -> None:
    least, most = limits(band_max, gold_max)
    assert band_max < least
    assert max(least, gold_max) <= most
    assert gold_max > 2 * band_max or most <= 2 * band_max

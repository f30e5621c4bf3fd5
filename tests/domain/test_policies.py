"""Dated policies: what is set from a day on never changes a day before it."""

from datetime import date, timedelta

from hypothesis import given, settings, strategies as st

from gridctl.domain.policies import Policies, Policy, set_from

FIRST = date(2026, 1, 1)
DAYS = st.integers(0, 12).map(lambda n: FIRST + timedelta(days=n))


def row(key: int, start: date, end: date | None, value: str) -> Policy:
    return Policy(1, key, "limit", start, end, value, "D10")


def applied(rows: list[Policy], start: date, value: str) -> list[Policy]:
    changed = set_from(Policies(tuple(rows)).history("limit"), start, value)
    known = {item.id: item for item in rows}
    known |= {item.id or max(known) + 1: item for item in changed}
    return [Policy(1, key, item.name, item.valid_from, item.valid_to, item.value, "D10") for key, item in known.items()]


def test_the_old_row_closes_where_the_new_one_opens() -> None:
    rows = applied([row(1, FIRST, None, "15")], date(2026, 3, 1), "10")
    assert [(r.valid_from, r.valid_to, r.value) for r in rows] == [
        (FIRST, date(2026, 3, 1), "15"),
        (date(2026, 3, 1), None, "10"),
    ]


def test_a_second_change_for_the_same_day_replaces_the_first() -> None:
    rows = applied(applied([row(1, FIRST, None, "15")], date(2026, 3, 1), "10"), date(2026, 3, 1), "12")
    assert [r.value for r in rows] == ["15", "12"]


def test_what_is_planned_stays_planned() -> None:
    planned = [row(1, FIRST, date(2026, 5, 1), "15"), row(2, date(2026, 5, 1), None, "20")]
    rows = Policies(tuple(applied(planned, date(2026, 3, 1), "10")))
    values = [rows.value("limit", date(2026, month, 1)) for month in (2, 3, 4, 5)]
    assert values == [15, 10, 10, 20]


def test_what_is_so_already_changes_nothing() -> None:
    assert set_from([row(1, FIRST, None, "15")], date(2026, 3, 1), "15") == ()


@settings(max_examples=60)
@given(st.lists(st.tuples(DAYS, st.sampled_from(["1", "2", "3"])), max_size=8))
def test_each_day_has_the_value_last_set_for_the_days_up_to_it(changes: list[tuple[date, str]]) -> None:
    rows = [row(1, FIRST, None, "0")]
    said = {FIRST: "0"}
    for start, value in changes:
        rows = applied(rows, start, value)
        if _value_on(said, start) != value:
            said[start] = value
    found = Policies(tuple(rows))
    for offset in range(14):
        day = FIRST + timedelta(days=offset)
        assert found.row("limit", day).value == _value_on(said, day)
        assert sum(item.holds_on(day) for item in rows) == 1


def _value_on(said: dict[date, str], day: date) -> str:
    return said[max(start for start in said if start <= day)]

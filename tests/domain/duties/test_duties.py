"""Dated rows of duties: what changes from a day on, and what stays."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, strategies as st

from gridctl.domain.duties.duties import Blank, Definition, Duty, DutyDays, DutyScope, ProofKind, duty_changed, duty_on

CONTENT = Definition(
    ("grid_head",), "", DutyScope.GRID, "FREQ=DAILY", 1, DutyDays.ALL, "24:00", "inspection:fire_daily", ()
)
START, LATER = date(2026, 1, 1), date(2026, 6, 1)
FIRST = Duty(1, 7, "fire_daily", "安全巡查", START, None, 1, CONTENT.stored, "D2 三.3(1)")


def test_a_definition_is_kept_as_canonical_text() -> None:
    blank = replace(CONTENT, rule="", blank=(Blank.EVERY, Blank.TIMES))
    assert Definition.parse_stored(blank.stored) == blank
    assert list(blank.stored) == list(replace(blank).stored)
    assert (CONTENT.book, CONTENT.book_code) == (ProofKind.INSPECTION, "fire_daily")
    assert (replace(CONTENT, proof="visit").book, replace(CONTENT, proof="visit").book_code) == (ProofKind.VISIT, "")


@pytest.mark.parametrize(
    ("start", "rows"),
    [
        (START, [(7, START, None, 0)]),
        (date(2025, 6, 1), [(7, START, None, 0)]),
        (LATER, [(7, START, LATER, 1), (0, LATER, None, 0)]),
    ],
)
def test_switched_off_from_a_day_on(start: date, rows: list[tuple[int, date, date | None, int]]) -> None:
    changed = duty_changed([FIRST], start, CONTENT, enabled=False)
    assert [(row.id, row.valid_from, row.valid_to, row.enabled) for row in changed] == rows


def test_what_is_so_already_changes_nothing() -> None:
    assert duty_changed([FIRST], LATER, CONTENT, enabled=True) == ()


def test_what_is_planned_for_later_stays_planned() -> None:
    history = [replace(FIRST, valid_to=LATER), replace(FIRST, id=8, valid_from=LATER, enabled=0)]
    changed = duty_changed(history, date(2026, 3, 1), replace(CONTENT, until="18:00"), enabled=True)
    assert [(row.id, row.valid_from, row.valid_to) for row in changed] == [
        (7, START, date(2026, 3, 1)),
        (0, date(2026, 3, 1), LATER),
    ]


days = st.dates(date(2025, 6, 1), date(2027, 1, 1))


@given(st.lists(st.tuples(days, st.booleans(), st.sampled_from(("12:00", "18:00", "24:00"))), max_size=6), days)
def test_every_day_has_one_row_and_days_before_a_change_stay(changes: list[tuple[date, bool, str]], day: date) -> None:
    history = [FIRST]
    for start, enabled, until in changes:
        before = duty_on(history, day)
        wanted = replace(CONTENT, until=until)
        known = {row.id: row for row in history}
        for row in duty_changed(history, start, wanted, enabled=enabled):
            kept = row if row.id else replace(row, id=max(known) + 1)
            known[kept.id] = kept
        history = sorted(known.values(), key=lambda row: row.valid_from)
        if day < max(start, START):
            assert before is None or duty_on(history, day) == replace(before, valid_to=duty_on(history, day).valid_to)  # type: ignore[union-attr]
        then = duty_on(history, max(start, START))
        assert then is not None
        assert (then.content.until, bool(then.enabled)) == (until, enabled)
    assert sum(row.holds_on(day) for row in history) == int(day >= START)

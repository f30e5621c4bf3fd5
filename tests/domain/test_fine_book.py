"""The fine book: computing twice adds nothing, confirmed fines go only by a signed reversal, each round stands once."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from gridctl.domain.calendar import calendar
from gridctl.domain.fine_book import (
    Book,
    Computed,
    FineEntry,
    FineKind,
    compute,
    judged_delay,
    month_after,
    reversal,
    ripe_from,
    totals,
    unconfirmable,
)
from gridctl.domain.fines import Fine, Ground, Verdict
from gridctl.domain.moments import Moment
from gridctl.errors import RuleError
from gridctl.regulation.holidays import holidays_of

MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)


def fined(key: int, due: date, payer: int | None = 1, amount: int = 5000) -> Verdict:
    return Verdict(key, Ground.OVERDUE, Moment(due), Fine(key, key, due, payer, amount, Ground.OVERDUE))


def kept(key: int, ground: Ground = Ground.EXTENDED) -> Verdict:
    return Verdict(key, ground, Moment(MARCH))


def judged(*verdicts: Verdict) -> dict[int, Verdict]:
    return {verdict.round: verdict for verdict in verdicts}


def posted(book: Book, *entries: FineEntry) -> Book:
    """The book with new entries under the next numbers."""
    numbered = [replace(entry, id=len(book.entries) + n) for n, entry in enumerate(entries, 1)]
    return replace(book, entries=(*book.entries, *numbered))


def computed(book: Book, month: date, *verdicts: Verdict) -> Book:
    return posted(book, *compute(1, month, judged(*verdicts), book).entries)


def confirmed(book: Book, *months: date) -> Book:
    return replace(book, confirmed=book.confirmed | set(months))


def shape(book: Book) -> list[tuple[int, int, int | None, date, int | None]]:
    return [(entry.round, entry.amount, entry.payer, entry.month, entry.reverses) for entry in book.entries]


def test_a_month_takes_in_what_fell_due_in_it() -> None:
    verdicts = [fined(1, date(2026, 3, 1)), fined(2, date(2026, 3, 31), 2), fined(3, date(2026, 4, 1)), kept(4)]
    book = computed(Book(), MARCH, *verdicts)
    assert shape(book) == [(1, 5000, 1, MARCH, None), (2, 5000, 2, MARCH, None)]
    assert [entry.due for entry in book.entries] == [date(2026, 3, 1), date(2026, 3, 31)]
    assert computed(book, MARCH, *verdicts) == book
    assert shape(computed(book, APRIL, *verdicts))[2:] == [(3, 5000, 1, APRIL, None)]


def test_a_second_run_adds_only_what_is_new() -> None:
    first = fined(1, date(2026, 3, 17))
    book = computed(Book(), MARCH, first)
    later = computed(book, MARCH, first, fined(2, date(2026, 3, 20)))
    assert shape(later) == [(1, 5000, 1, MARCH, None), (2, 5000, 1, MARCH, None)]


def test_what_is_signed_for_before_the_month_is_confirmed_is_withdrawn() -> None:
    book = computed(Book(), MARCH, fined(1, date(2026, 3, 17)))
    book = computed(book, MARCH, kept(1))
    assert shape(book) == [(1, 5000, 1, MARCH, None), (1, -5000, 1, MARCH, 1)]
    assert book.entries[-1].ground == Ground.EXTENDED
    assert (book.standing(), totals(book.entries)) == ([], {1: 0})
    assert computed(book, MARCH, kept(1)) == book
    again = computed(book, APRIL, fined(1, date(2026, 4, 10), 2))
    assert shape(again)[2:] == [(1, 5000, 2, APRIL, None)]


def test_what_is_confirmed_stays_and_is_told_of() -> None:
    book = confirmed(computed(Book(), MARCH, fined(1, date(2026, 3, 17))), MARCH)
    for month in (MARCH, APRIL):
        assert compute(1, month, judged(kept(1)), book) == Computed((), book.entries)
    assert compute(1, APRIL, judged(fined(1, date(2026, 3, 17))), book) == Computed((), ())
    assert compute(1, APRIL, judged(fined(1, date(2026, 3, 17), 2)), book).disputed == book.entries


def test_what_comes_to_light_late_is_entered_in_the_first_open_month() -> None:
    book = confirmed(Book(), MARCH, APRIL)
    late = fined(1, date(2026, 3, 17))
    assert compute(1, MARCH, judged(late), book).entries == ()
    assert compute(1, APRIL, judged(late), book).entries == ()
    assert shape(computed(book, MAY, late)) == [(1, 5000, 1, MAY, None)]


def test_another_payer_takes_the_place_of_one_not_yet_confirmed() -> None:
    book = computed(Book(), MARCH, fined(1, date(2026, 3, 17), None))
    assert unconfirmable(MARCH, book) == list(book.entries)
    book = computed(book, MARCH, fined(1, date(2026, 3, 17), 2))
    assert shape(book) == [(1, 5000, None, MARCH, None), (1, -5000, None, MARCH, 1), (1, 5000, 2, MARCH, None)]
    assert unconfirmable(MARCH, book) == []
    assert totals(book.entries) == {None: 0, 2: 5000}


def test_a_signed_reversal_is_final() -> None:
    book = confirmed(computed(Book(), MARCH, fined(1, date(2026, 3, 17))), MARCH)
    taken = reversal(book.entries[0], book, on=date(2026, 4, 20), reason="当日停水，非责任", signer=9)
    assert (taken.amount, taken.month, taken.reverses, taken.signer) == (-5000, APRIL, 1, 9)
    book = posted(book, taken)
    assert book.waived() == {1}
    for month in (MARCH, APRIL, MAY):
        assert compute(1, month, judged(fined(1, date(2026, 3, 17))), book) == Computed((), ())


def test_a_fine_of_an_open_month_is_reversed_in_that_month() -> None:
    book = computed(Book(), MARCH, fined(1, date(2026, 3, 17)))
    assert reversal(book.entries[0], book, on=date(2026, 5, 2), reason="误", signer=9).month == MARCH


@pytest.mark.parametrize(("which", "reason"), [(0, "再来一次"), (1, "冲回冲回"), (2, " ")])
def test_what_cannot_be_reversed(which: int, reason: str) -> None:
    book = computed(Book(), MARCH, fined(1, date(2026, 3, 17)))
    book = posted(book, reversal(book.entries[0], book, on=APRIL, reason="误", signer=9))
    book = computed(book, MARCH, fined(2, date(2026, 3, 18)))
    with pytest.raises(RuleError):
        reversal(book.entries[which], book, on=APRIL, reason=reason, signer=9)


def test_a_judged_delay_is_a_record_of_its_own() -> None:
    said = {"on": date(2026, 3, 20), "payer": 3, "reason": "敷衍拖拉", "signer": 9}
    book = computed(Book(), MARCH, fined(1, date(2026, 3, 17)))
    book = posted(book, judged_delay(1, 1, 1, amount=20000, book=book, **said))  # type: ignore[arg-type]
    assert computed(book, MARCH, fined(1, date(2026, 3, 17))) == book
    assert totals(book.of_month(MARCH)) == {1: 5000, 3: 20000}
    withdrawn = computed(book, MARCH, kept(1))
    assert [entry.kind for entry in withdrawn.standing()] == [FineKind.DELAY]
    with pytest.raises(RuleError):
        judged_delay(1, 1, 1, amount=0, book=book, **said)  # type: ignore[arg-type]


def test_a_month_is_confirmed_when_its_last_day_can_be_judged() -> None:
    year = calendar(holidays_of(2026))
    ripe = [ripe_from(date(2026, month, 1), "10:00", year) for month in (1, 2, 4, 9)]
    assert [f"{at:%m-%d %H:%M}" for at in ripe] == ["02-02 10:00", "03-02 10:00", "05-06 10:00", "10-08 10:00"]


def test_months_follow_each_other() -> None:
    assert [month_after(date(2026, month, 1)).month for month in range(1, 13)] == [*range(2, 13), 1]


DUES = st.sampled_from([date(2026, 3, 5), date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 30), date(2026, 5, 15)])
VERDICTS = st.dictionaries(
    st.integers(1, 4), st.none() | st.tuples(DUES, st.sampled_from([1, 2, None])), max_size=4
).map(lambda said: judged(*(fined(key, *what) if what else kept(key) for key, what in said.items())))
MONTHS = st.sampled_from([MARCH, APRIL, MAY])
STEPS = st.lists(st.tuples(MONTHS, VERDICTS, st.sampled_from(["", "", "confirm", "reverse"])), max_size=8)


@settings(max_examples=100)
@given(STEPS)
def test_however_it_is_run_each_round_stands_once_and_nothing_confirmed_moves(
    steps: list[tuple[date, dict[int, Verdict], str]],
) -> None:
    book = Book()
    for month, verdicts, then in steps:
        before = book
        book = posted(book, *compute(1, month, verdicts, book).entries)
        assert compute(1, month, verdicts, book).entries == ()
        assert book.entries[: len(before.entries)] == before.entries
        assert all(entry.month not in before.confirmed for entry in book.entries[len(before.entries) :])
        if then == "confirm":
            book = confirmed(book, month)
        if then == "reverse" and book.standing():
            book = posted(book, reversal(book.standing()[0], book, on=month, reason="误", signer=9))
        standing = [entry.round for entry in book.standing()]
        assert len(standing) == len(set(standing))
        assert not set(standing) & book.waived()
        assert sum(entry.amount for entry in book.entries) == 5000 * len(standing)

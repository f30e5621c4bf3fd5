"""What is true of every whole ticket and of the fine book, whatever was entered before."""

from collections import Counter
from itertools import pairwise
from typing import TypeVar

from gridctl.domain.deadlines import grace_ends
from gridctl.domain.fine_book import Book, FineKind
from gridctl.domain.tickets import Action, Round, State, Step, Ticket, disorder
from gridctl.services.desk import WritingDesk
from gridctl.services.fines.facts import the_book, verdicts
from gridctl.store.tickets import MOVEMENT, ROUND, TICKET

Row = TypeVar("Row")


def fines_stand_once(book: Book) -> None:
    overdue = [entry for entry in book.standing() if entry.kind == FineKind.OVERDUE]
    assert len({entry.round for entry in overdue}) == len(overdue)
    fines = {entry.id: entry for entry in book.entries}
    for entry in book.entries:
        if entry.reverses is not None:
            gone = fines[entry.reverses]
            assert (gone.amount, gone.payer, gone.round) == (-entry.amount, entry.payer, entry.round)
            assert entry.signer is not None or gone.month == entry.month


def rounds_fit(ticket: Ticket, rounds: list[Round], today: str) -> None:
    assert [row.round for row in rounds] == list(range(1, ticket.round + 1))
    for row in rounds:
        assert disorder(row) == ""
        assert not row.verified or row.executor is None or row.executor != row.verifier
        times = (row.opened, row.dispatched, row.accepted, row.finished, row.verified, row.voided)
        assert all(at[:10] <= today for at in times)
        assert bool(row.finished) == (row.finished_counts is not None)
        assert not row.finished or str(row.finished_counts) >= row.finished[:10]
    for before, after in pairwise(rounds):
        assert not before.voided
        assert after.opened[:10] >= before.finished[:10]
    last = rounds[-1]
    assert bool(last.verified) == (ticket.state == State.DONE)
    assert bool(last.voided) == (ticket.state == State.VOID)
    if ticket.state not in (State.DONE, State.VOID):
        assert bool(last.finished) == (ticket.state == State.TO_VERIFY)


def steps_in_order(ticket: Ticket, steps: list[Step], today: str) -> None:
    assert [step.sequence for step in steps] == list(range(1, len(steps) + 1))
    assert steps[0].action == Action.OPEN
    assert steps[-1].round == ticket.round
    for before, after in pairwise(steps):
        assert after.recorded_at >= before.recorded_at
        assert after.round - before.round in (0, 1)
    assert all(step.occurred[:10] <= today for step in steps)


def kept(before: dict[int, Row], after: dict[int, Row]) -> dict[int, Row]:
    """What is only ever added to."""
    assert before.items() <= after.items()
    return after


def lapsed(desk: WritingDesk) -> set[int]:
    """The rounds that are fined, or would be if every month were computed now, and can no more be entered in time."""
    grace, calendar, now = desk.policy("late_entry_grace"), desk.calendar(), desk.clock_now
    judged = verdicts(desk, the_book(desk)).items()
    return {key for key, one in judged if one.fine and now > grace_ends(one.due.day, grace, calendar)}


def as_they_are(desk: WritingDesk) -> tuple[list[Ticket], list[Round], Counter[tuple[object, ...]]]:
    """The tickets and rounds, and what the book of open rounds says, by whichever entries."""
    book: Counter[tuple[object, ...]] = Counter()
    for entry in desk.reader.find(MOVEMENT, 1):
        book[entry.ticket, entry.category, entry.grid, entry.head, entry.counts_on] += entry.delta
    return desk.reader.find(TICKET, 1), desk.reader.find(ROUND, 1), book

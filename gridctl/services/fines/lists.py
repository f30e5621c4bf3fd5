"""The fine book as it is read: entries in order, what each payer owes, and which months are confirmed by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from gridctl.domain.fine_book import totals
from gridctl.domain.fines import GROUND_WORDS
from gridctl.domain.privacy import mask_free_text
from gridctl.services.desk import OWNER, OWNER_WORD, SYSTEM, SYSTEM_WORD
from gridctl.store.fines import FINE_MONTH
from gridctl.store.staff import STAFF
from gridctl.store.tickets import ROUND, TICKET

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.domain.fine_book import Book, FineEntry, FineMonth
    from gridctl.services.desk import Desk
    from gridctl.store.schema import Ledgered

Entity = TypeVar("Entity")
JUDGED = "监察管理部判定"
_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class FineLine:
    """An entry of the fine book; `amount_fen` is below zero where it takes the entry `reverses` back.

    `standing` says that nothing took it back, `confirmed` that its month is; `means` is how the signer signed.
    """

    id: int
    month: str
    kind: str
    ticket: str
    round: int
    problem: str
    due: date
    payer: str
    amount_fen: int
    ground: str
    ground_words: str
    reverses: int | None
    standing: bool
    confirmed: bool
    reason: str
    signer: str
    means: str
    paper_on: date | None
    recorded: datetime
    actor: str


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A confirmed month: what its entries come to, how many fines stand, who confirmed it and how."""

    month: str
    fines: int
    amount_fen: int
    payers: tuple[str, ...]
    signer: str
    means: str
    paper_on: date | None
    confirmed_on: date


def list_fines(desk: Desk, book: Book, month: date | None = None) -> list[FineLine]:
    """The entries of a month, or of all, in the order they were entered."""
    return fine_lines(desk, book.of_month(month) if month else book.entries, book)


def fine_lines(desk: Desk, entries: Sequence[FineEntry], book: Book) -> list[FineLine]:
    """Entries in words."""
    names = _names(desk)
    tickets = {row.id: row for row in _of(desk, TICKET, {entry.ticket for entry in entries})}
    rounds = {row.id: row.round for row in _of(desk, ROUND, {entry.round for entry in entries})}
    gone = {entry.reverses for entry in book.entries}
    return [
        FineLine(
            id=entry.id,
            month=f"{entry.month:%Y-%m}",
            kind=entry.kind,
            ticket=tickets[entry.ticket].code,
            round=rounds[entry.round],
            problem=mask_free_text(tickets[entry.ticket].problem),
            due=entry.due,
            payer=names.get(str(entry.payer), ""),
            amount_fen=entry.amount,
            ground=entry.ground,
            ground_words=ground_words(entry.ground),
            reverses=entry.reverses,
            standing=entry.reverses is None and entry.id not in gone,
            confirmed=entry.month in book.confirmed,
            reason=mask_free_text(entry.reason),
            signer=names.get(str(entry.signer), ""),
            means=entry.means,
            paper_on=entry.paper_on,
            recorded=desk.local(entry.recorded_at),
            actor=names.get(entry.actor, entry.actor),
        )
        for entry in entries
    ]


def ground_words(ground: str) -> str:
    """Why a fine stands in the book, or was taken out of it."""
    known = {code.value: words for code, words in GROUND_WORDS.items()} | {"judged": JUDGED}
    return known.get(ground, ground)


def month_line(desk: Desk, row: FineMonth, book: Book) -> MonthLine:
    """A confirmed month in words."""
    names = _names(desk)
    entries = book.of_month(row.month)
    owed = totals(entries)
    standing = set(map(id, book.standing()))
    return MonthLine(
        month=f"{row.month:%Y-%m}",
        fines=sum(id(entry) in standing for entry in entries),
        amount_fen=sum(owed.values()),
        payers=tuple(f"{names.get(str(payer), '')} {fen / 100:g} 元" for payer, fen in owed.items() if fen),
        signer=names.get(str(row.signer), ""),
        means=row.means,
        paper_on=row.paper_on,
        confirmed_on=row.confirmed_on,
    )


def confirmed_months(desk: Desk, book: Book, month: date | None = None) -> list[MonthLine]:
    """The confirmed months, oldest first, or the one asked for."""
    rows = desk.reader.find(FINE_MONTH, desk.pid, order="month")
    return [month_line(desk, row, book) for row in rows if month in (None, row.month)]


def _names(desk: Desk) -> dict[str, str]:
    names = {str(person.id): person.name for person in desk.reader.find(STAFF, desk.pid)}
    return names | {OWNER: OWNER_WORD, SYSTEM: SYSTEM_WORD}


def _of(desk: Desk, table: Ledgered[Entity], keys: set[int]) -> list[Entity]:
    found: list[Entity] = []
    wanted = sorted(keys)
    for start in range(0, len(wanted), _AT_ONCE):
        found += desk.reader.find(table, desk.pid, table.c["id"].in_(wanted[start : start + _AT_ONCE]))
    return found

"""The fine book: entries that are added and never changed, each of a month, confirmed a month at a time (D10 3.3.1).

Computing a month adds what is not there yet, so a second run adds nothing. What is no longer so is withdrawn by a
reversing entry while the month is open; a confirmed fine goes only by a reversing entry that somebody signed for. A
lapse that comes to light after its month was confirmed is entered in the first month that is still open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from gridctl.domain.deadlines import grace_ends
from gridctl.domain.fines import Fine, Verdict
from gridctl.errors import RuleError

if TYPE_CHECKING:
    from gridctl.domain.calendar import Calendar


class FineKind(StrEnum):
    """What is fined: a limit that passed, or a delay that the supervision department judged (敷衍拖拉)."""

    OVERDUE = "overdue"
    DELAY = "delay"


@dataclass(frozen=True, slots=True)
class FineEntry:
    """An entry of the book, in fen: a fine, or the reversal of the entry `reverses` with the same amount below zero.

    `month` is the first day of the month it is counted in, `due` the day the limit ran out (a judged delay: the day of
    the judgement). `ground` says by itself why; `reason` and `signer` (a staff id) are a person's, "" and None where the
    program entered it; `means`, `paper_on` and `attachment` say how he signed. A new entry has no id, time or actor yet.
    """

    project: int
    id: int
    kind: str
    ticket: int
    round: int
    month: date
    due: date
    payer: int | None
    amount: int
    ground: str
    reverses: int | None
    reason: str
    signer: int | None
    recorded_at: str = ""
    actor: str = ""
    means: str = ""
    paper_on: date | None = None
    attachment: int | None = None


@dataclass(frozen=True, slots=True)
class FineMonth:
    """A month whose fines were confirmed: by whom and by which means, and when that was entered (UTC)."""

    project: int
    id: int
    month: date
    signer: int
    confirmed_on: date
    recorded_at: str
    actor: str
    means: str
    paper_on: date | None
    attachment: int | None


@dataclass(frozen=True, slots=True)
class Book:
    """The entries of a project and its confirmed months (their first days)."""

    entries: tuple[FineEntry, ...] = ()
    confirmed: frozenset[date] = frozenset()

    def standing(self) -> list[FineEntry]:
        """The fines that no entry reverses, in order."""
        gone = {entry.reverses for entry in self.entries}
        return [entry for entry in self.entries if entry.reverses is None and entry.id not in gone]

    def waived(self) -> set[int]:
        """The rounds whose fine somebody reversed with reason and signature: they are not fined again."""
        reversals = (entry for entry in self.entries if entry.reverses is not None and entry.signer is not None)
        return {entry.round for entry in reversals if entry.kind == FineKind.OVERDUE}

    def open_month(self, day: date) -> date:
        """The month in which something of a day is entered: its own, or the first after it that is not confirmed."""
        month = month_of(day)
        while month in self.confirmed:
            month = month_after(month)
        return month

    def of_month(self, month: date) -> list[FineEntry]:
        """The entries counted in a month."""
        return [entry for entry in self.entries if entry.month == month]


@dataclass(frozen=True, slots=True)
class Computed:
    """What a month's computing found: entries to add, and confirmed fines that would not be found so today."""

    entries: tuple[FineEntry, ...]
    disputed: tuple[FineEntry, ...]


def month_of(day: date) -> date:
    """The month of a day, as its first day."""
    return day.replace(day=1)


def month_after(month: date) -> date:
    """The next month."""
    return month_of(month + timedelta(days=31))


def compute(project: int, month: date, verdicts: Mapping[int, Verdict], book: Book) -> Computed:
    """Bring an open month's fines up to what the verdicts (by round) say.

    Rounds without a verdict are left as they are, so a caller may judge only those that matter.
    """
    standing = {entry.round: entry for entry in book.standing() if entry.kind == FineKind.OVERDUE}
    judged = [(entry, verdicts[entry.round]) for entry in standing.values() if entry.round in verdicts]
    disputed = tuple(e for e, verdict in judged if e.month in book.confirmed and not _same(e, verdict))
    wrong = [(e, verdict) for e, verdict in judged if e.month == month not in book.confirmed and not _same(e, verdict)]
    withdrawn = [_reversing(e, month, verdict.ground) for e, verdict in wrong]
    missing = verdicts.keys() - standing.keys() | {e.round for e, _ in wrong}
    fines = (verdicts[key].fine for key in sorted(missing - book.waived()))
    added = [_entry(project, month, fine) for fine in fines if fine and book.open_month(fine.due) == month]
    return Computed((*withdrawn, *added), disputed)


def reversal(entry: FineEntry, book: Book, *, on: date, reason: str, signer: int) -> FineEntry:
    """The entry that takes a fine back for a person's reason and signature, in the month that is open on a day.

    RuleError where there is nothing to take back.
    """
    if entry.reverses is not None:
        raise RuleError("这一笔本身就是冲回，不能再冲回", "查看：gridctl fine list")
    if entry not in book.standing():
        raise RuleError("这一笔罚款已经冲回过了", "查看：gridctl fine list")
    if not reason.strip():
        raise RuleError("冲回罚款要写原因", "加上 --reason 文字")
    month = entry.month if entry.month not in book.confirmed else book.open_month(on)
    return replace(_reversing(entry, month, entry.ground), reason=reason, signer=signer)


def judged_delay(
    project: int, ticket: int, round_: int, *, on: date, payer: int, amount: int, reason: str, signer: int, book: Book
) -> FineEntry:
    """A delay judged by the supervision department (监察管理部): amount in fen and payer as judged, there is no default."""
    if amount <= 0:
        raise RuleError("敷衍拖拉的罚款金额要按判定填写，大于 0", "加上 --amount 金额")
    month = book.open_month(on)
    return FineEntry(
        project, 0, FineKind.DELAY, ticket, round_, month, on, payer, amount, "judged", None, reason, signer
    )


def ripe_from(month: date, grace: str, calendar: Calendar) -> datetime:
    """When a month's fines may be confirmed: what was done on its last day may be entered until then (local time)."""
    return grace_ends(month_after(month) - timedelta(days=1), grace, calendar)


def unconfirmable(month: date, book: Book) -> list[FineEntry]:
    """The fines of a month that nobody is named to pay: it cannot be confirmed before."""
    return [entry for entry in book.standing() if entry.month == month and entry.payer is None]


def totals(entries: Iterable[FineEntry]) -> dict[int | None, int]:
    """What each payer owes of some entries, in fen; reversals count against it."""
    owed: dict[int | None, int] = {}
    for entry in entries:
        owed[entry.payer] = owed.get(entry.payer, 0) + entry.amount
    return owed


def _same(entry: FineEntry, verdict: Verdict) -> bool:
    fine = verdict.fine
    return fine is not None and (fine.due, fine.payer, fine.amount) == (entry.due, entry.payer, entry.amount)


def _reversing(entry: FineEntry, month: date, ground: str) -> FineEntry:
    return replace(
        entry,
        id=0,
        month=month,
        amount=-entry.amount,
        ground=str(ground),
        reverses=entry.id,
        recorded_at="",
        actor="",
        means="",
        paper_on=None,
        attachment=None,
    )


def _entry(project: int, month: date, fine: Fine) -> FineEntry:
    return FineEntry(
        project=project,
        id=0,
        kind=FineKind.OVERDUE,
        ticket=fine.ticket,
        round=fine.round,
        month=month,
        due=fine.due,
        payer=fine.payer,
        amount=fine.amount,
        ground=fine.ground,
        reverses=None,
        reason="",
        signer=None,
    )

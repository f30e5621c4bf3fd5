"""A month of the fine book: computed as often as one likes, confirmed once, corrected by entries that are signed for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridctl.domain.fine_book import (
    Book,
    Computed,
    FineEntry,
    FineMonth,
    compute,
    judged_delay,
    month_after,
    month_of,
    reversal,
    ripe_from,
    unconfirmable,
)
from gridctl.domain.fines import Ground
from gridctl.domain.text import clean, fold
from gridctl.errors import NotFoundError, RuleError, UsageError
from gridctl.services.fines.facts import the_book, verdicts
from gridctl.services.fines.lists import FineLine, MonthLine, fine_lines, month_line
from gridctl.services.signatures.holders import LEADER, SUPERVISION
from gridctl.services.signatures.signing import Signed, take
from gridctl.services.tickets.opening import current_round, find_ticket
from gridctl.store.fines import FINE, FINE_MONTH
from gridctl.store.staff import find_staff
from gridctl.store.transactions import utc_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gridctl.domain.fines import Verdict
    from gridctl.services.desk import Desk, WritingDesk
    from gridctl.services.signatures.pins import Proof
    from gridctl.services.signatures.signing import Paper

_MONTH = re.compile(r"(\d{4})[-年/.]?(\d{1,2})月?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Judgement:
    """A delay judged by the supervision department (敷衍拖拉): of a ticket, how much in fen, who pays, and why."""

    number: str
    amount: int
    payer: str
    reason: str


def month_meant(desk: Desk, text: str) -> date:
    """The month that is typed (2026-03, 3月, 上月), as its first day; the last whole one where nothing is."""
    this = month_of(desk.today)
    last = month_of(this - timedelta(days=1))
    typed = fold(text).replace(" ", "")
    if typed in ("", "上月", "上个月"):
        return last
    if typed in ("本月", "这个月"):
        return this
    if found := _MONTH.fullmatch(typed):
        year, month = int(found[1]), int(found[2])
        if 1 <= month <= 12:  # noqa: PLR2004 - months of a year
            return date(year, month, 1)
    raise UsageError(f"“{text}”看不懂是哪个月", "写 2026-03、上月或本月")


def compute_month(desk: WritingDesk, month: date) -> list[FineLine]:
    """Bring a month up to what the ledger says today and give the entries that were added: none on a second run.

    RuleError for a month to come.
    """
    if month > month_of(desk.clock_now.date()):
        raise RuleError(f"{month:%Y-%m} 还没有到，不能算罚款", "写已经开始的月份：--month")
    book = the_book(desk)
    judged = verdicts(desk, book)
    found = compute(desk.pid, month, judged, book)
    added = _keep(desk, found.entries)
    _tell(desk, found, judged, added, book, month)
    return fine_lines(desk, added, book)


def _keep(desk: WritingDesk, entries: Iterable[FineEntry]) -> list[FineEntry]:
    rows = list(entries)
    first = desk.tx.next_id(desk.pid, FINE, len(rows)) if rows else 0
    now = utc_text(desk.tx.now)
    kept = [replace(row, id=first + i, recorded_at=now, actor=desk.actor) for i, row in enumerate(rows)]
    desk.tx.insert(FINE, kept)
    return kept


def _tell(
    desk: Desk, found: Computed, judged: Mapping[int, Verdict], added: list[FineEntry], book: Book, month: date
) -> None:
    if month in book.confirmed:
        later = book.open_month(month)
        desk.notices.append(f"{month:%Y-%m} 的罚款已经确认，不再变动；以后发现的记入 {later:%Y-%m}")
    nobody = sorted({entry.due for entry in added if entry.payer is None and entry.reverses is None})
    if nobody:
        days = "、".join(map(str, nobody))
        desk.notices.append(f"{days} 没有工程维修部负责人，这些罚款还没有人承担；登记任职后再算一次")
    waiting = sum(verdict.ground is Ground.GRACE for verdict in judged.values())
    if waiting:
        desk.notices.append(f"{waiting} 项刚到期，还在补录宽限内，过了宽限再算")
    if found.disputed:
        ids = "、".join(f"第 {entry.id} 笔" for entry in found.disputed)
        desk.notices.append(
            f"{ids}已经确认，但按现在的台账不该这样罚；要更正，由项目负责人签字冲回：gridctl fine reverse"
        )


def confirm_month(desk: WritingDesk, month: date, how: Proof | Paper) -> MonthLine:
    """Confirm a month's fines by the project leader's signature; they change no more but by signed entries.

    RuleError before the month's last day can be judged, while something is not computed, or somebody is missing to pay.
    """
    book = the_book(desk)
    _refuse_confirming(desk, month, book)
    signed = take(desk, how, LEADER, since=month)
    row = FineMonth(
        project=desk.pid,
        id=desk.tx.next_id(desk.pid, FINE_MONTH),
        month=month,
        signer=signed.signer,
        confirmed_on=desk.clock_now.date(),
        recorded_at=utc_text(desk.tx.now),
        actor=desk.actor,
        means=signed.means,
        paper_on=signed.paper_on,
        attachment=signed.attachment,
    )
    desk.tx.insert(FINE_MONTH, [row])
    return month_line(desk, row, book)


def _refuse_confirming(desk: WritingDesk, month: date, book: Book) -> None:
    if month in book.confirmed:
        raise RuleError(f"{month:%Y-%m} 的罚款已经确认过了", f"查看：gridctl fine list --month {month:%Y-%m}")
    last = month_after(month)
    grace = desk.policy("late_entry_grace", last)
    ripe = ripe_from(month, grace, desk.calendar_of(month, last))
    if desk.clock_now <= ripe:
        raise RuleError(f"{month:%Y-%m} 的罚款要到 {ripe:%Y-%m-%d %H:%M} 以后才能确认", "那以前当月的完工还可以补录")
    found = compute(desk.pid, month, verdicts(desk, book), book)
    if found.entries:
        raise RuleError(
            f"{month:%Y-%m} 还有 {len(found.entries)} 笔没有算入", f"先算：gridctl fine compute --month {month:%Y-%m}"
        )
    if nobody := unconfirmable(month, book):
        days = "、".join(sorted({str(entry.due) for entry in nobody}))
        raise RuleError(
            f"{days} 没有工程维修部负责人，{len(nobody)} 笔罚款没有人承担",
            "登记那天的任职：gridctl staff import 或 staff add --joined；然后再算一次",
        )


def reverse_fine(desk: WritingDesk, key: int, reason: str, how: Proof | Paper) -> FineLine:
    """Take a fine back by an entry of its own, for a reason and by the project leader's signature."""
    book = the_book(desk)
    entry = next((one for one in book.entries if one.id == key), None)
    if entry is None:
        raise NotFoundError(f"罚款里没有第 {key} 笔", "查看：gridctl fine list")
    back = reversal(entry, book, on=desk.clock_now.date(), reason=clean(reason), signer=0)
    signed = take(desk, how, LEADER, since=entry.due, ticket=entry.ticket)
    return _enter(desk, _signed(back, signed), book)


def judge_delay(desk: WritingDesk, judgement: Judgement, how: Proof | Paper) -> FineLine:
    """Enter a delay as the supervision department judged it: amount and payer have no default."""
    book = the_book(desk)
    ticket = find_ticket(desk, judgement.number)
    if not clean(judgement.reason):
        raise UsageError("判定敷衍拖拉要写理由", "加上 --reason 文字")
    entry = judged_delay(
        desk.pid,
        ticket.id,
        current_round(desk, ticket).id,
        on=desk.clock_now.date(),
        payer=find_staff(desk.reader, desk.pid, judgement.payer).id,
        amount=judgement.amount,
        reason=clean(judgement.reason),
        signer=0,
        book=book,
    )
    signed = take(desk, how, SUPERVISION, ticket=ticket.id)
    return _enter(desk, _signed(entry, signed), book)


def _signed(entry: FineEntry, signed: Signed) -> FineEntry:
    return replace(
        entry, signer=signed.signer, means=signed.means, paper_on=signed.paper_on, attachment=signed.attachment
    )


def _enter(desk: WritingDesk, entry: FineEntry, book: Book) -> FineLine:
    [kept] = _keep(desk, [entry])
    return fine_lines(desk, [kept], Book((*book.entries, kept), book.confirmed))[0]

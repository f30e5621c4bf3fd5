"""Deductions by contract clause: proposed by one, summed up and confirmed by another, never edited after that (D10 3.3.1, 3.3.2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.contractors import Deduction, DeductionState, reversed_by
from gridctl.domain.money import fen_from_text
from gridctl.domain.months import month_of, month_text
from gridctl.domain.text import clean
from gridctl.errors import NotFoundError, RuleError, UsageError
from gridctl.regulation.contractors import confirmers, proposers
from gridctl.services.contractors.register import find_clause, find_contractor, refuse_no_contract
from gridctl.services.contractors.telling import contractor_of
from gridctl.services.staff.posts import holds_post
from gridctl.services.tickets.opening import find_ticket
from gridctl.services.tickets.steps import own_staff_id
from gridctl.store.contractors import CONTRACTOR, DEDUCTION
from gridctl.store.staff import STAFF, find_staff

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.domain.contractors import Clause, Contractor
    from gridctl.domain.staff import Staff
    from gridctl.domain.tickets import Ticket
    from gridctl.regulation.contractors import Entitled
    from gridctl.services.desk import Desk, WritingDesk


@dataclass(frozen=True, slots=True)
class Proposal:
    """A deduction as typed: `contractor` may be left out where the ticket names one, `amount` where the clause does.

    `month` is the first day of the month it counts in, `on` the day it was proposed (today); `kind` says whose number a
    short one is.
    """

    clause: str
    reason: str
    contractor: str = ""
    ticket: str = ""
    amount: str = ""
    month: date | None = None
    by: str = ""
    on: date | None = None
    kind: str = ""


def propose_deduction(desk: WritingDesk, said: Proposal) -> Deduction:
    """Propose a deduction by a clause of the contract.

    RuleError where the proposer is in no post that proposes, no contract is in force in that month, the ticket is
    another contractor's, or the same was deducted for it already.
    """
    day = said.on or desk.today
    ticket = find_ticket(desk, said.ticket, said.kind) if said.ticket else None
    contractor = _contractor(desk, said, ticket)
    clause = find_clause(desk, contractor, said.clause)
    by = entitled(desk, said.by, proposers(), day, "提出扣款")
    month = _month(desk, contractor, said.month or month_of(day), day)
    if not clean(said.reason):
        raise UsageError("没有写扣款缘由", "加上 --reason 文字，例如 --reason 通知两天仍未清理")
    row = Deduction(
        project=desk.pid,
        id=0,
        contractor=contractor.id,
        clause=clause.id,
        ticket=ticket.id if ticket else None,
        month=month,
        amount_fen=_amount(clause, said.amount),
        reason=clean(said.reason),
        proposed_by=by.id,
        proposed_on=day,
        state=DeductionState.PROPOSED.value,
        confirmed_by=None,
        confirmed_on=None,
        reverses=None,
    )
    _refuse_twice(desk, row, ticket, clause)
    return _kept(desk, row)


def withdraw_deduction(desk: WritingDesk, number: int) -> Deduction:
    """Take back what was proposed and not yet confirmed; the journal keeps it."""
    row = find_deduction(desk, number)
    if row.state == DeductionState.CONFIRMED:
        raise RuleError(
            f"第 {number} 笔已于 {row.confirmed_on} 确认，不能撤回",
            f"冲销：gridctl contractor reverse {number} --reason 理由",
        )
    desk.tx.delete(DEDUCTION, [row])
    return row


@dataclass(frozen=True, slots=True)
class Summing:
    """Which month is summed up, of which contractor ("" for all), by whom and when (today), as typed."""

    month: date
    contractor: str = ""
    by: str = ""
    on: date | None = None


def confirm_deductions(desk: WritingDesk, said: Summing) -> list[Deduction]:
    """Confirm what was proposed for a month; what the confirmer proposed himself is left to another.

    RuleError where nothing is to be confirmed, or he is in no post that confirms.
    """
    day = said.on or desk.today
    by = entitled(desk, said.by, confirmers(), day, "确认扣款")
    rows = _waiting(desk, said)
    own = [row for row in rows if row.proposed_by == by.id]
    others = [row for row in rows if row.proposed_by != by.id]
    if own:
        numbers = "、".join(str(row.id) for row in own)
        told = f"第 {numbers} 笔是{by.name}自己提出的，要由另一位{_names(confirmers())}确认"
        if not others:
            raise RuleError(told, "换一个确认人：--by 人员；或撤回后由物业助理提出")
        desk.notices.append(f"{told}，没有确认")
    early = next((row for row in others if row.proposed_on > day), None)
    if early:
        raise RuleError(f"第 {early.id} 笔 {early.proposed_on} 才提出，不能在 {day} 确认", "核对 --on 的日期")
    confirmed = [
        replace(row, state=DeductionState.CONFIRMED.value, confirmed_by=by.id, confirmed_on=day) for row in others
    ]
    desk.tx.update(DEDUCTION, confirmed)
    return confirmed


@dataclass(frozen=True, slots=True)
class Reversal:
    """Which confirmed deduction is taken back and why, as typed; `month` is the one it is given back in."""

    number: int
    reason: str
    month: date | None = None
    by: str = ""
    on: date | None = None


def reverse_deduction(desk: WritingDesk, said: Reversal) -> Deduction:
    """Propose to take back a confirmed deduction: an entry of its own, confirmed like any other; the first one stays."""
    day, before = said.on or desk.today, find_deduction(desk, said.number)
    contractor = desk.reader.get(CONTRACTOR, desk.pid, before.contractor)
    assert contractor is not None  # noqa: S101 - a foreign key says so
    if before.reverses is not None:
        raise RuleError(f"第 {said.number} 笔本身就是冲销，不能再冲销", "冲错了的，重新提出扣款：contractor deduct")
    if before.state != DeductionState.CONFIRMED:
        raise RuleError(f"第 {said.number} 笔还没有确认", f"撤回：gridctl contractor withdraw {said.number}")
    if known := reversed_by(_all(desk)).get(before.id):
        raise RuleError(f"第 {said.number} 笔已由第 {known.id} 笔冲销", "不用再冲销")
    if not clean(said.reason):
        raise UsageError("没有写冲销的理由", "加上 --reason 文字")
    by = entitled(desk, said.by, (*proposers(), *confirmers()), day, "提出冲销")
    month = said.month or max(month_of(day), date.fromisoformat(f"{before.month}-01"))
    row = replace(
        before,
        month=month_text(month) if month_text(month) == before.month else _month(desk, contractor, month, day),
        amount_fen=-before.amount_fen,
        reason=clean(said.reason),
        proposed_by=by.id,
        proposed_on=day,
        state=DeductionState.PROPOSED.value,
        confirmed_by=None,
        confirmed_on=None,
        reverses=before.id,
    )
    return _kept(desk, row)


def find_deduction(desk: Desk, number: int) -> Deduction:
    """The deduction of a number."""
    row = desk.reader.get(DEDUCTION, desk.pid, number)
    if row is None:
        raise NotFoundError(f"没有第 {number} 笔扣款", "查看编号：gridctl contractor deductions --all")
    return row


def _all(desk: Desk) -> list[Deduction]:
    return desk.reader.find(DEDUCTION, desk.pid)


def _kept(desk: WritingDesk, row: Deduction) -> Deduction:
    row = replace(row, id=desk.tx.next_id(desk.pid, DEDUCTION))
    desk.tx.insert(DEDUCTION, [row])
    return row


def _waiting(desk: Desk, said: Summing) -> list[Deduction]:
    one = find_contractor(desk, said.contractor) if said.contractor else None
    month = month_text(said.month)
    of_month = desk.reader.find(DEDUCTION, desk.pid, DEDUCTION.c["month"] == month)
    rows = [row for row in of_month if row.state == DeductionState.PROPOSED and (not one or row.contractor == one.id)]
    if not rows:
        raise RuleError(f"{month} 没有待确认的扣款", "查看：gridctl contractor deductions --all")
    return rows


def _contractor(desk: Desk, said: Proposal, ticket: Ticket | None) -> Contractor:
    """The contractor that was said, else the ticket's; RuleError where these are two."""
    told = contractor_of(desk, ticket) if ticket else None
    if said.contractor:
        one = find_contractor(desk, said.contractor)
        if ticket and told and told.id != one.id:
            raise RuleError(f"{ticket.code} 的责任单位是{told.name}，不是{one.name}", "核对单号和单位")
        return one
    if told is None:
        raise UsageError("没有说明扣哪家单位", "写明单位；单上记了责任单位的才可以不写")
    return told


def _month(desk: Desk, contractor: Contractor, month: date, day: date) -> str:
    if month > month_of(day):
        raise RuleError(f"{day} 不能记到 {month_text(month)}", "核对 --month 和 --on")
    refuse_no_contract(desk, contractor, month)
    return month_text(month)


def _amount(clause: Clause, typed: str) -> int:
    amount = fen_from_text(typed) if typed else clause.deduction_fen
    if amount == 0:
        raise UsageError(f"条款 {clause.code} 没有写扣多少", "加上 --amount 元")
    return amount


def _refuse_twice(desk: Desk, row: Deduction, ticket: Ticket | None, clause: Clause) -> None:
    if ticket is None:
        return
    every = _all(desk)
    gone = reversed_by(every)
    same = (row.contractor, row.clause, row.ticket)
    for other in every:
        if (other.contractor, other.clause, other.ticket) == same and other.reverses is None and other.id not in gone:
            raise RuleError(
                f"{ticket.code} 已按条款 {clause.code} 扣过（第 {other.id} 笔）", "同一个问题同一条款只扣一次"
            )


def entitled(desk: WritingDesk, typed: str, posts: Sequence[Entitled], day: date, what: str) -> Staff:
    """Who was said, else who enters: someone there on the day, in one of the posts."""
    key = None if typed else own_staff_id(desk)
    if not typed and key is None:
        raise UsageError(f"没有说明谁{what}", "加上 --by 工号或姓名")
    person = find_staff(desk.reader, desk.pid, typed) if typed else desk.reader.get(STAFF, desk.pid, key or 0)
    assert person is not None  # noqa: S101 - who enters was found when the desk was opened
    if day > desk.today:
        raise RuleError(f"日期 {day} 还没有到", "核对 --on 的日期")
    if not holds_post(desk, person, {one.post.code for one in posts}, day):
        raise RuleError(
            f"{person.number} {person.name} {day} 不是在岗的{_names(posts)}，不能{what}", "换一个人：--by 工号或姓名"
        )
    return person


def _names(posts: Sequence[Entitled]) -> str:
    return "或".join(dict.fromkeys(one.post.name for one in posts))

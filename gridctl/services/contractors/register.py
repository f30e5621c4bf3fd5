"""The register of contractors and the clauses of their contracts (D10 3.3.2)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.contractors import Clause, Contractor
from gridctl.domain.money import fen_from_text
from gridctl.domain.months import month_text
from gridctl.domain.sheets import CLEAR
from gridctl.domain.text import clean, fold
from gridctl.errors import AmbiguousError, NotFoundError, RuleError, UsageError
from gridctl.regulation.contractors import service_from_text
from gridctl.store.contractors import CLAUSE, CONTRACTOR, DEDUCTION

if TYPE_CHECKING:
    from gridctl.services.desk import Desk, WritingDesk


@dataclass(frozen=True, slots=True)
class Signed:
    """A contract as typed; `end` is the first day no longer, `fee` the yuan of a whole month."""

    name: str
    service: str
    fee: str
    start: date | None
    end: date | None = None
    contact: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Renewed:
    """What changes of a contract, as typed; what is empty stays, <清空> empties a text."""

    end: date | None = None
    open_ended: bool = False
    contact: str = ""
    phone: str = ""


def add_contractor(desk: WritingDesk, said: Signed) -> Contractor:
    """Register a contractor; RuleError where the name is there already or the contract ends before it begins."""
    name = clean(said.name)
    if not name:
        raise UsageError("没有写单位名称", "写明名称，例如 洁净保洁公司")
    if any(fold(one.name) == fold(name) for one in all_contractors(desk)):
        raise RuleError(f"外委单位“{name}”已经登记过", f"查看：gridctl contractor show {name}；续约：contractor renew")
    row = Contractor(
        project=desk.pid,
        id=desk.tx.next_id(desk.pid, CONTRACTOR),
        name=name,
        service=service_from_text(said.service).code,
        contact=clean(said.contact),
        phone=clean(said.phone),
        fee_fen=fen_from_text(said.fee),
        valid_from=said.start or desk.today,
        valid_to=said.end,
    )
    _refuse_backwards(row)
    desk.tx.insert(CONTRACTOR, [row])
    return row


def renew_contract(desk: WritingDesk, name: str, said: Renewed) -> Contractor:
    """Change when a contract ends, or who is called there; RuleError where a deduction lies behind the new end."""
    before = find_contractor(desk, name)
    end = None if said.open_ended else said.end or before.valid_to
    after = replace(
        before, valid_to=end, contact=_text(said.contact, before.contact), phone=_text(said.phone, before.phone)
    )
    if after == before:
        raise UsageError("没有说明要改什么", "例如 --to 2026-12-31、--phone 13900000001")
    _refuse_backwards(after)
    _refuse_behind(desk, after)
    desk.tx.update(CONTRACTOR, [after])
    return after


def _text(said: str, before: str) -> str:
    return "" if clean(said) == CLEAR.value else clean(said) or before


def _refuse_backwards(row: Contractor) -> None:
    if row.valid_to is not None and row.valid_to <= row.valid_from:
        raise RuleError(f"合同到 {row.valid_to} 就已结束，早于开始的 {row.valid_from}", "核对 --from 和 --to")


def _refuse_behind(desk: Desk, row: Contractor) -> None:
    """A month with deductions must not lose its contract."""
    for one in desk.reader.find(DEDUCTION, desk.pid, DEDUCTION.c["contractor"] == row.id):
        if not row.days_in(date.fromisoformat(f"{one.month}-01")):
            raise RuleError(f"{row.name} {one.month} 有扣款，合同不能在那以前结束", "核对 --to 的日期")


def all_contractors(desk: Desk) -> list[Contractor]:
    """Every contractor of the project, in the order they were registered."""
    return desk.reader.find(CONTRACTOR, desk.pid)


def find_contractor(desk: Desk, text: str) -> Contractor:
    """Find a contractor by name, else by a part of it; NotFoundError with all of them, AmbiguousError where several fit."""
    wanted, every = fold(text).casefold(), all_contractors(desk)
    found = [one for one in every if fold(one.name).casefold() == wanted]
    found = found or [one for one in every if wanted and wanted in fold(one.name).casefold()]
    if not found:
        known = "、".join(one.name for one in every)
        hint = f"已登记的：{known}" if known else "先登记：gridctl contractor add 名称 --service 保洁 --fee 元"
        raise NotFoundError(f"没有外委单位“{fold(text)}”", hint)
    if len(found) > 1:
        raise AmbiguousError(f"“{fold(text)}”可以指 {len(found)} 家单位", "请写全名", tuple(one.name for one in found))
    return found[0]


def refuse_no_contract(desk: Desk, contractor: Contractor, month: date) -> None:
    """Refuse a month (its first day) that has not begun, or in which the contract is not in force on any day."""
    if month > desk.today:
        raise RuleError(f"{month_text(month)} 还没有到", "核对 --month")
    if not contractor.days_in(month):
        raise RuleError(
            f"{contractor.name} {month_text(month)} 没有合同", f"查看：gridctl contractor show {contractor.name}"
        )


def clauses_of(desk: Desk, contractor: Contractor) -> list[Clause]:
    """The clauses of a contract, in the order they were entered."""
    return desk.reader.find(CLAUSE, desk.pid, CLAUSE.c["contractor"] == contractor.id)


def find_clause(desk: Desk, contractor: Contractor, code: str) -> Clause:
    """The clause of a number; NotFoundError with all of them."""
    every = clauses_of(desk, contractor)
    found = [one for one in every if fold(one.code).casefold() == fold(code).casefold()]
    if not found:
        known = "、".join(f"{one.code} {one.words}" for one in every)
        hint = (
            f"合同条款有：{known}"
            if known
            else f"先登记：gridctl contractor clause {contractor.name} 编号 --words 内容"
        )
        raise NotFoundError(f"{contractor.name}的合同没有条款“{fold(code)}”", hint)
    return found[0]


def set_clause(desk: WritingDesk, contractor: Contractor, code: str, words: str, deduct: str) -> Clause:
    """Enter a clause with its deduction in yuan ("" for none agreed), or correct one by which nothing was deducted yet."""
    if not (clean(code) and clean(words)):
        raise UsageError(
            "没有写条款号或内容", "例如 gridctl contractor clause 洁净保洁 8.2 --words 垃圾未清 --deduct 50"
        )
    known = next((one for one in clauses_of(desk, contractor) if fold(one.code) == fold(code)), None)
    row = Clause(desk.pid, 0, contractor.id, clean(code), clean(words), fen_from_text(deduct) if deduct else 0)
    if known is None:
        row = replace(row, id=desk.tx.next_id(desk.pid, CLAUSE))
        desk.tx.insert(CLAUSE, [row])
        return row
    row = replace(row, id=known.id, code=known.code)
    if row == known:
        raise RuleError(f"条款 {known.code} 已经是这样", f"查看：gridctl contractor show {contractor.name}")
    if is_used(desk, known):
        raise RuleError(f"已经按条款 {known.code} 扣过款，内容和金额不能再改", "合同改了的，另立一个条款号")
    desk.tx.update(CLAUSE, [row])
    return row


def is_used(desk: Desk, clause: Clause) -> bool:
    """Whether anything was deducted by a clause."""
    return bool(desk.reader.find(DEDUCTION, desk.pid, DEDUCTION.c["clause"] == clause.id))

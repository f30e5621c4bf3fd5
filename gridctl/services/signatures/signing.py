"""A signature taken: by the person's own PIN, or off a paper with its day and scan; the two are never confused (T3, T11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.signatures import Means
from gridctl.errors import RuleError, UsageError
from gridctl.services.desk import OWNER, SYSTEM, reading
from gridctl.services.signatures.holders import holders, post_names
from gridctl.services.signatures.pins import Proof, accept
from gridctl.services.tickets.attaching import add_attachment
from gridctl.store.staff import STAFF, find_staff
from gridctl.store.transactions import utc_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gridctl.services.desk import Caller, Desk, WritingDesk
    from gridctl.store.files import Kept


@dataclass(frozen=True, slots=True)
class Paper:
    """A signature on paper: who signed (as typed), the day on it, and its scan, which lies beside the ledger already."""

    signer: str
    on: date
    photo: Kept | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature as it is kept with what it is for."""

    signer: int
    means: str
    paper_on: date | None = None
    attachment: int | None = None


def signer_meant(caller: Caller, person: str, posts: Sequence[str]) -> str:
    """Who is to type a PIN: as said, else who enters where he holds one of the posts, else the only one who does.

    RuleError or UsageError where nobody is meant.
    """
    with reading(caller) as desk:
        if person:
            return find_staff(desk.reader, desk.pid, person).number
        there = holders(desk, posts, desk.local(utc_text(caller.clock())).date())
        if caller.actor and caller.actor not in (OWNER, SYSTEM):
            own = find_staff(desk.reader, desk.pid, caller.actor)
            there = [own.id] if own.id in there else there
        if len(there) != 1:
            many = "不止一个" if there else "没有"
            raise UsageError(f"今天{many}{post_names(posts)}，没有说明谁签", "加上 --signer 工号或姓名")
        return _name(desk, there[0])


def take(
    desk: WritingDesk, how: Proof | Paper, posts: Sequence[str], *, since: date | None = None, ticket: int | None = None
) -> Signed:
    """Take a signature: by PIN of who holds one of the posts today, on paper of who held it on the paper's day.

    RuleError for anybody else, for a paper of a day to come, or one of before `since`.
    """
    if isinstance(how, Proof):
        _refuse_other(desk, how.staff, posts, desk.clock_now.date())
        accept(desk, how)
        return Signed(how.staff, Means.PIN)
    who = find_staff(desk.reader, desk.pid, how.signer)
    if how.on > desk.clock_now.date():
        raise RuleError(f"纸上的日期 {how.on} 还没有到", "写签字那天的日期：--paper-date")
    if since and how.on < since:
        raise RuleError(f"纸上的日期 {how.on} 早于 {since}", "核对纸上签字的日期")
    _refuse_other(desk, who.id, posts, how.on)
    kept = add_attachment(desk, how.photo, "paper", ticket) if how.photo else None
    return Signed(who.id, Means.PAPER, how.on, kept.id if kept else None)


def _refuse_other(desk: Desk, staff: int, posts: Sequence[str], day: date) -> None:
    there = holders(desk, posts, day)
    if staff in there:
        return
    who = desk.reader.get(STAFF, desk.pid, staff)
    held = "、".join(_name(desk, key, full=True) for key in there) or "没有人"
    name = f"{who.name}（{who.number}）" if who else ""
    raise RuleError(
        f"{name}{day} 不是{post_names(posts)}，不能签",
        f"那天任{post_names(posts)}的是：{held}；任职见 gridctl staff show",
    )


def _name(desk: Desk, staff: int, *, full: bool = False) -> str:
    who = desk.reader.get(STAFF, desk.pid, staff)
    if who is None:
        return ""
    return f"{who.name}（{who.number}）" if full else who.number

"""Contractors told of tickets: found by the place and what is to be mended, told by somebody at some time (D10 3.3.2)."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from gridctl.domain.moments import Moment, parse_moment
from gridctl.domain.text import clean
from gridctl.domain.tickets import Action
from gridctl.errors import AmbiguousError, NotFoundError, RuleError, UsageError
from gridctl.services.contractors.areas import contractors_for
from gridctl.services.contractors.register import find_contractor
from gridctl.services.tickets.entry import find_tickets_once
from gridctl.services.tickets.outside import name_outside, outside
from gridctl.services.tickets.steps import Doing, take_step
from gridctl.store.contractors import CONTRACTOR
from gridctl.store.staff import find_staff

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gridctl.domain.contractors import Contractor
    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import Desk, WritingDesk

BY_PLACE = ("按部位", "auto")  # what is typed where the register is to say who answers


def contractor_of(desk: Desk, ticket: Ticket) -> Contractor | None:
    """The contractor that a ticket is named for."""
    name = outside(desk, ticket.id)
    found = desk.reader.find(CONTRACTOR, desk.pid, CONTRACTOR.c["name"] == name) if name else []
    return found[0] if found else None


def offered(desk: Desk, ticket: Ticket, day: date) -> list[Contractor]:
    """The contractors who answer on a day for what a ticket is about, where it is."""
    return contractors_for(desk, ticket.kind, ticket.category, ticket.place, day)


def contractor_meant(desk: Desk, ticket: Ticket, name: str, day: date) -> Contractor:
    """The contractor that was named, else the one the ticket names, else the only one who answers for its place.

    RuleError where the contract is not in force on the day; who answers instead of the one named is noticed.
    """
    if name and name not in BY_PLACE:
        one = find_contractor(desk, name)
        _notice_others(desk, ticket, one, day)
    else:
        one = contractor_of(desk, ticket) or _only(ticket, offered(desk, ticket, day))
    if not one.holds_on(day):
        raise RuleError(f"{one.name} {day} 没有合同", f"查看：gridctl contractor show {one.name}")
    return one


def taker(desk: Desk, text: str) -> tuple[int | None, str]:
    """Who took work, as a slip names him: one of ours by id, else a contractor by its registered name.

    NotFoundError where it is neither, AmbiguousError where it may be several.
    """
    try:
        return find_staff(desk.reader, desk.pid, text).id, ""
    except NotFoundError:
        with suppress(NotFoundError):
            return None, find_contractor(desk, text).name
        raise


def name_taker(desk: WritingDesk, ticket: Ticket, contractor: str, day: date) -> None:
    """Name a new ticket for the contractor who took it on a day; RuleError where its contract is not in force then."""
    name_outside(desk, ticket.id, contractor_meant(desk, ticket, contractor, day).name)


def tell_contractor(desk: WritingDesk, tickets: Sequence[Ticket], name: str, doing: Doing) -> list[Ticket]:
    """Tell a contractor of tickets: dispatched to it, at the time and by whom `doing` says."""
    day = (doing.at or Moment.of(desk.now)).day
    return [
        take_step(desk, ticket, Action.DISPATCH, _to(doing, contractor_meant(desk, ticket, name, day)))
        for ticket in tickets
    ]


def tell(
    desk: WritingDesk,
    numbers: Sequence[str],
    contractor: str = "",
    *,
    to: str = "",
    at: str = "",
    by: str = "",
    note: str = "",
    kind: str = "",
) -> list[Ticket]:
    """Tell a contractor of tickets, all or none, as typed; UsageError where none is named, with who answers there."""
    tickets = find_tickets_once(desk, numbers, kind)
    if to:
        raise UsageError("--to 和 --contractor 只能写一样", "派给自己的人写 --to，派给外委单位写 --contractor")
    if not contractor:
        raise UsageError("没有说明派给谁", _offer(desk, tickets[0]))
    doer = find_staff(desk.reader, desk.pid, by).id if by else None
    doing = Doing(parse_moment(at, desk.now) if at else None, doer, clean(note))
    return tell_contractor(desk, tickets, contractor, doing)


def _offer(desk: Desk, ticket: Ticket) -> str:
    found = offered(desk, ticket, desk.today)
    if not found:
        return "加上 --to 工号或姓名；派给外委单位的写 --contractor 单位"
    names = "、".join(one.name for one in found)
    return f"{ticket.code} 的部位由外委单位{names}负责：--contractor {found[0].name}；派给自己的人写 --to 工号或姓名"


def _to(doing: Doing, contractor: Contractor) -> Doing:
    return Doing(doing.at, doing.doer, doing.note, doing.material, contractor=contractor.name)


def _only(ticket: Ticket, found: Sequence[Contractor]) -> Contractor:
    if len(found) > 1:
        raise AmbiguousError(
            f"{ticket.code} 的部位有 {len(found)} 家单位负责", "用 --contractor 写明", tuple(one.name for one in found)
        )
    if not found:
        raise NotFoundError(
            f"{ticket.code} 的部位和类别没有外委单位负责", "用 --contractor 写明；登记负责范围：gridctl contractor area"
        )
    return found[0]


def _notice_others(desk: Desk, ticket: Ticket, one: Contractor, day: date) -> None:
    found = offered(desk, ticket, day)
    if found and one.id not in {other.id for other in found}:
        desk.notices.append(
            f"{ticket.code} 的部位登记的是{'、'.join(other.name for other in found)}负责，不是{one.name}"
        )

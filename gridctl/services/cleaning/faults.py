"""Cleaning faults as they are entered: named for the contractor who answers there, told to it, mended, accepted (D10 3.3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.moments import Moment
from gridctl.domain.tickets import Action
from gridctl.errors import UsageError
from gridctl.services.contractors.telling import BY_PLACE, contractor_meant, offered, tell, tell_contractor
from gridctl.services.tickets.entry import open_slip, take_steps
from gridctl.services.tickets.opening import current_round
from gridctl.services.tickets.outside import name_outside
from gridctl.services.tickets.steps import Doing
from gridctl.store.staff import find_staff

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import WritingDesk
    from gridctl.services.tickets.entry import Words

KIND = "cleaning"


def open_fault(
    desk: WritingDesk,
    words: Words,
    *,
    by: str = "",
    contractor: str = "",
    at_once: bool = False,
    details: Mapping[str, str],
) -> Ticket:
    """Open a cleaning fault, named for the contractor that was said or answers for the place; `at_once`: told on the spot.

    Where nobody answers and nobody is told, it is opened all the same, and that is noticed.
    """
    ticket = open_slip(desk, words, by=by, details={name: text for name, text in details.items() if text})
    opened = Moment.parse_stored(current_round(desk, ticket).opened)
    if at_once:
        doer = find_staff(desk.reader, desk.pid, by).id if by else None
        return tell_contractor(desk, [ticket], contractor or BY_PLACE[0], Doing(opened, doer))[0]
    found = offered(desk, ticket, opened.day)
    if contractor or len(found) == 1:
        name_outside(desk, ticket.id, contractor_meant(desk, ticket, contractor, opened.day).name)
    else:
        desk.notices.append(_nobody(ticket, [one.name for one in found]))
    return ticket


@dataclass(frozen=True, slots=True)
class Course:
    """What became of a fault that is on paper already, as typed: times, and who accepted it; "" where it did not come so far.

    Told when it was found, unless another time is said; accepted on the day it was mended, likewise.
    """

    told: str = ""
    mended: str = ""
    verifier: str = ""
    accepted: str = ""


def record_fault(desk: WritingDesk, ticket: Ticket, course: Course, *, by: str = "", contractor: str = "") -> Ticket:
    """Take the steps that a fault has behind it, all or none."""
    if not course.mended:
        raise UsageError("没有写整改时间", "还没有整改的，用 gridctl cleaning open 登记")
    if course.accepted and not course.verifier:
        raise UsageError("写了验收时间，没有写验收人", "加上 --verifier 工号或姓名")
    told = course.told or current_round(desk, ticket).opened
    tell(desk, [ticket.code], contractor or BY_PLACE[0], at=told, by=by, kind=KIND)
    (ticket,) = take_steps(desk, [ticket.code], Action.FINISH, at=course.mended, kind=KIND)
    if course.verifier:
        at = course.accepted or str(Moment.parse_stored(current_round(desk, ticket).finished).day)
        (ticket,) = take_steps(desk, [ticket.code], Action.VERIFY, at=at, by=course.verifier, kind=KIND)
    return ticket


def _nobody(ticket: Ticket, names: list[str]) -> str:
    told = f"有几家单位负责：{'、'.join(names)}" if names else "没有登记由哪家外委单位负责"
    return f"{ticket.code} 的部位{told}；通知时写明 --contractor 单位"

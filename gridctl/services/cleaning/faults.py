"""Cleaning faults as they are entered: named for the contractor who answers there, told to it, mended, accepted (D10 3.3.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.moments import Moment
from gridctl.services.contractors.telling import BY_PLACE, contractor_meant, offered, tell_contractor
from gridctl.services.tickets.entry import open_slip
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
    tell: bool = False,
    details: Mapping[str, str],
) -> Ticket:
    """Open a cleaning fault, named for the contractor that was said or answers for the place; `tell`: told on the spot.

    Where nobody answers and nobody is told, it is opened all the same, and that is noticed.
    """
    ticket = open_slip(desk, words, by=by, details={name: text for name, text in details.items() if text})
    opened = Moment.parse_stored(current_round(desk, ticket).opened)
    if tell:
        doer = find_staff(desk.reader, desk.pid, by).id if by else None
        return tell_contractor(desk, [ticket], contractor or BY_PLACE[0], Doing(opened, doer))[0]
    found = offered(desk, ticket, opened.day)
    if contractor or len(found) == 1:
        name_outside(desk, ticket.id, contractor_meant(desk, ticket, contractor, opened.day).name)
    else:
        desk.notices.append(_nobody(ticket, [one.name for one in found]))
    return ticket


def _nobody(ticket: Ticket, names: list[str]) -> str:
    told = f"有几家单位负责：{'、'.join(names)}" if names else "没有登记由哪家外委单位负责"
    return f"{ticket.code} 的部位{told}；通知时写明 --contractor 单位"

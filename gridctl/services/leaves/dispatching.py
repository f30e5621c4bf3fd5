"""Work that is given to somebody who is on leave that day: told of, with who stands in (P1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.leaves import on_leave
from gridctl.services.grids.answering import leaves_on, stand_in
from gridctl.store.staff import STAFF

if TYPE_CHECKING:
    from datetime import date

    from gridctl.domain.staff import Staff
    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import Desk


def tell_away(desk: Desk, ticket: Ticket, staff: int, day: date) -> None:
    """Tell that whom a ticket was dispatched to is on leave on the day, and how it goes to his deputy instead."""
    leave = on_leave(leaves_on(desk, day), staff, day)
    if leave is None:
        return
    from gridctl.services.leaves.standing import leave_days  # noqa: PLC0415 - few are on leave

    deputy = stand_in(desk, staff, day)
    by = _named(desk, deputy) if deputy is not None else None
    told = f"由 {by.name} 代理；改派：gridctl ticket dispatch {ticket.code} --to {by.number}" if by else "没有代理人"
    desk.notices.append(f"{_named(desk, staff).name} {leave_days(leave)} 请假，{told}")


def _named(desk: Desk, staff: int) -> Staff:
    return desk.reader.alike(STAFF, desk.pid, id=staff)[0]

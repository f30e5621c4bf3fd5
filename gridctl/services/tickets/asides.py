"""What a clerk types to put tickets aside, join them or fill in what they say besides; for one or many, all or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.days import any_day
from gridctl.domain.moments import parse_moment
from gridctl.domain.text import clean
from gridctl.errors import UsageError
from gridctl.services.tickets.details import detail_lines, set_details
from gridctl.services.tickets.entry import find_tickets_once
from gridctl.services.tickets.holds import hold_ticket, resume_ticket
from gridctl.services.tickets.merging import merge_ticket, unmerge_ticket
from gridctl.services.tickets.opening import find_ticket, kind_code
from gridctl.store.staff import find_staff

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import Desk, WritingDesk
    from gridctl.services.tickets.details import DetailLine


def hold_all(
    desk: WritingDesk,
    numbers: Sequence[str],
    *,
    until: str,
    reason: str,
    note: str = "",
    at: str = "",
    kind: str = "",
) -> list[Ticket]:
    """Put tickets aside until a day."""
    if not (until and reason):
        raise UsageError("挂起要写到哪天和缘由", "例如 --until 11-30 --reason 待料（待料、待批或待外委）")
    day, since = any_day(until, desk.now), parse_moment(at, desk.now) if at else None
    tickets = find_tickets_once(desk, numbers, kind)
    for ticket in tickets:
        hold_ticket(desk, ticket, day, reason, note=clean(note), at=since)
    return tickets


def resume_all(
    desk: WritingDesk, numbers: Sequence[str], *, note: str = "", at: str = "", kind: str = ""
) -> list[Ticket]:
    """Take tickets up again."""
    moment = parse_moment(at, desk.now) if at else None
    tickets = find_tickets_once(desk, numbers, kind)
    for ticket in tickets:
        resume_ticket(desk, ticket, note=clean(note), at=moment)
    return tickets


def merge_all(
    desk: WritingDesk, numbers: Sequence[str], *, into: str, note: str = "", by: str = "", kind: str = ""
) -> list[Ticket]:
    """Join tickets to an earlier one; gives them and the one that they were joined to."""
    if not into:
        raise UsageError("没有说明并入哪张单", "加上 --into 单号")
    target, doer = find_ticket(desk, into, kind_code(kind)), _person(desk, by)
    tickets = find_tickets_once(desk, numbers, kind)
    return [*(merge_ticket(desk, ticket, target, note=clean(note), doer=doer) for ticket in tickets), target]


def unmerge_all(
    desk: WritingDesk, numbers: Sequence[str], *, note: str = "", by: str = "", kind: str = ""
) -> list[Ticket]:
    """Take joined tickets apart again."""
    doer, tickets = _person(desk, by), find_tickets_once(desk, numbers, kind)
    return [unmerge_ticket(desk, ticket, note=clean(note), doer=doer) for ticket in tickets]


def set_all(
    desk: WritingDesk, number: str, details: Mapping[str, str], *, by: str = "", reason: str = "", kind: str = ""
) -> list[DetailLine]:
    """Fill in fields of a ticket, and give all of them as they are then."""
    ticket = find_ticket(desk, number, kind_code(kind))
    set_details(desk, ticket, details, doer=_person(desk, by), reason=clean(reason))
    return detail_lines(desk, ticket)


def shown_details(desk: Desk, number: str, kind: str = "") -> list[DetailLine]:
    """The fields of a ticket; those that its beginning needs and nobody filled in are marked."""
    return detail_lines(desk, find_ticket(desk, number, kind_code(kind)))


def _person(desk: Desk, text: str) -> int | None:
    return find_staff(desk.reader, desk.pid, text).id if text else None

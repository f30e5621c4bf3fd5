"""Incidents as they are entered: what happened, who was told, what was done, how it ended, closed by another (D10 3.3.3)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gridctl.domain.text import clean
from gridctl.domain.tickets import Action
from gridctl.errors import UsageError
from gridctl.services.incidents.lists import INCIDENT
from gridctl.services.tickets import telling
from gridctl.services.tickets.chains import chain
from gridctl.services.tickets.details import details_of, set_details
from gridctl.services.tickets.entry import Words, open_slip, take_steps
from gridctl.services.tickets.lacking import lacking, needed_at_once
from gridctl.services.tickets.of_kind import ticket_of

if TYPE_CHECKING:
    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import WritingDesk


def asked_for(level: str, said: dict[str, str]) -> dict[str, str]:
    """The titles by field of what a new incident of a level still has to say at once."""
    return needed_at_once(INCIDENT, level, said)


def open_incident(desk: WritingDesk, words: Words, said: dict[str, str], *, by: str = "") -> Ticket:
    """Keep an incident as it was reported; what is still to be told and filled in is told of."""
    details = {name: text for name, text in said.items() if text}
    ticket = open_slip(desk, replace(words, kind=INCIDENT), by=by, details=details)
    tell_missing(desk, ticket)
    return ticket


def tell(desk: WritingDesk, number: str, said: telling.Said, *, correct: bool = False, reason: str = "") -> Ticket:
    """Keep that a link of the chain was told, or correct what was entered of it last."""
    ticket = ticket_of(desk, number, INCIDENT)
    if correct:
        telling.retell(desk, ticket, said, reason)
    else:
        telling.tell(desk, ticket, said)
    tell_missing(desk, ticket)
    return ticket


def fill(desk: WritingDesk, number: str, said: dict[str, str], *, reason: str = "") -> Ticket:
    """Fill in or correct what is known of an incident besides."""
    ticket = ticket_of(desk, number, INCIDENT)
    filled = {name: text for name, text in said.items() if text}
    if not filled:
        raise UsageError("没有说明要填什么", "例如 --arrived 8:40 --casualties 无 --outcome 已扑灭")
    set_details(desk, ticket, filled, reason=clean(reason))
    tell_missing(desk, ticket)
    return ticket


def finish(
    desk: WritingDesk, number: str, said: dict[str, str], *, by: str = "", at: str = "", note: str = ""
) -> Ticket:
    """Keep that an incident is dealt with; what the regulation demands by then is filled in before."""
    ticket = ticket_of(desk, number, INCIDENT)
    filled = {name: text for name, text in said.items() if text}
    [after] = take_steps(desk, [ticket.code], Action.FINISH, by=by, at=at, note=note, details=filled)
    tell_missing(desk, after)
    return after


def close(
    desk: WritingDesk, number: str, said: dict[str, str], *, by: str = "", at: str = "", reason: str = ""
) -> Ticket:
    """Close an incident, by another than who dealt with it.

    RuleError while a link of the chain was not told, unless `reason` says why: the link stays missing in the record.
    """
    ticket = ticket_of(desk, number, INCIDENT)
    filled = {name: text for name, text in said.items() if text}
    [after] = take_steps(desk, [ticket.code], Action.VERIFY, by=by, at=at, note=reason, details=filled)
    return after


def tell_missing(desk: WritingDesk, ticket: Ticket) -> None:
    """Say all that an incident lacks, and which links were told late or before the one above them."""
    links = chain(desk, ticket)
    if missing := lacking(ticket, details_of(desk, ticket), links):
        desk.notices.append(f"{ticket.code} 还缺{'、'.join(missing)}")
    if late := [f"{one.name}（应在 {one.due} 前）" for one in links if one.late and not one.missing]:
        desk.notices.append(f"{ticket.code} 通知迟了：{'、'.join(late)}")
    if early := [one.name for one in links if one.early]:
        desk.notices.append(f"{ticket.code} 没有依次通知：{'、'.join(early)}早于上一级")

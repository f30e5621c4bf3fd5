"""A ticket opened the way its kind is opened, whatever it comes of: a need, a violation, a check, a call at the front desk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gridctl.errors import UsageError
from gridctl.regulation.tickets import ticket_kind
from gridctl.services.tickets.entry import open_slip

if TYPE_CHECKING:
    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import WritingDesk
    from gridctl.services.tickets.entry import Words


def open_by_kind(desk: WritingDesk, words: Words, by: str) -> Ticket:
    """Open a ticket of the kind that the words say by code or name; UsageError for an incident, which has a command."""
    kind = ticket_kind(words.kind).code
    words = replace(words, kind=kind)
    if kind == "incident":
        raise UsageError("突发事件另行登记，不从这里开单", "登记突发事件：gridctl incident open")
    if kind == "cleaning":
        from gridctl.services.cleaning.faults import open_fault  # noqa: PLC0415 - one kind of several

        return open_fault(desk, words, by=by, details={})
    if kind == "hazard":
        from gridctl.services.hazards.register import open_hazard  # noqa: PLC0415 - likewise

        return open_hazard(desk, words, {}, by=by)
    if kind == "request":
        from gridctl.services.requests.opening import open_request  # noqa: PLC0415 - likewise

        return open_request(desk, words, by=by)
    return open_slip(desk, words, by=by)

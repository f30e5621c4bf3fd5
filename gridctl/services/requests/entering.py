"""A line of the reception's sheet, typed: what was asked, how it was answered, how the resident found it (D7 四)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.tickets import Action
from gridctl.services.requests.answering import Told, answer_request, rate_request
from gridctl.services.requests.opening import REQUEST, open_request
from gridctl.services.tickets.entering import entered
from gridctl.services.tickets.entry import Words, take_steps

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridctl.services.desk import WritingDesk
    from gridctl.services.tickets.entering import Entered

_OPENING = ("place", "problem", "category", "urgency", "source", "reporter", "reporter_phone", "opened", "paper")


def enter_request(desk: WritingDesk, said: Mapping[str, str]) -> Entered:
    """Keep what was typed of a request, by field."""
    ticket = open_request(desk, Words(**{name: said.get(name, "") for name in _OPENING}))
    if answer := said.get("answer", ""):
        ticket = answer_request(desk, ticket.code, Told(answer, said.get("executor", ""), said["answered"]))
    if finished := said.get("finished", ""):
        [ticket] = take_steps(desk, [ticket.code], Action.FINISH, at=finished, kind=REQUEST)
    if rating := said.get("satisfaction", ""):
        ticket = rate_request(desk, ticket.code, rating, Told("", said["verifier"], said["verified"]))
    return entered(desk, ticket)

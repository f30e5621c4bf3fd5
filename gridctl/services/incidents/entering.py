"""An incident's sheet, typed: what happened, who was told and when, what was done, how it ended (D10 3.3.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.tickets import Action
from gridctl.regulation.tickets import ticket_kind
from gridctl.services.incidents.lists import INCIDENT
from gridctl.services.incidents.register import tell_missing
from gridctl.services.tickets.entering import entered
from gridctl.services.tickets.entry import Words, open_slip, take_steps
from gridctl.services.tickets.telling import tell
from gridctl.services.tickets.told import said_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridctl.services.desk import WritingDesk
    from gridctl.services.tickets.entering import Entered

_OPENING = ("place", "problem", "category", "urgency", "opened", "paper")


def enter_incident(desk: WritingDesk, said: Mapping[str, str]) -> Entered:
    """Keep what was typed of an incident, by field and by link of the chain."""
    words = Words(kind=INCIDENT, **{name: said.get(name, "") for name in _OPENING})
    ticket = open_slip(desk, words, details=_filled(said, "scene", "arrived"))
    for link in ticket_kind(INCIDENT).told:
        if told := said.get(link.code, ""):
            tell(desk, ticket, said_of(link.code, told))
    if finished := said.get("finished", ""):
        ended = _filled(said, "rescued", "casualties", "outcome")
        executor = said.get("executor", "")
        [ticket] = take_steps(desk, [ticket.code], Action.FINISH, by=executor, at=finished, details=ended)
    if verifier := said.get("verifier", ""):
        learnt = _filled(said, "cause", "prevention")
        [ticket] = take_steps(desk, [ticket.code], Action.VERIFY, by=verifier, at=said["verified"], details=learnt)
    tell_missing(desk, ticket)
    return entered(desk, ticket)


def _filled(said: Mapping[str, str], *names: str) -> dict[str, str]:
    return {name: said[name] for name in names if said.get(name, "")}

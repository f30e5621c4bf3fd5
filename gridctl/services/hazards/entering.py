"""A hazard's slip, typed: found, kept from doing harm, reported and, where the paper says so, mended and checked (D2 三)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.services.hazards import register
from gridctl.services.tickets.entering import entered
from gridctl.services.tickets.entry import Words
from gridctl.services.tickets.telling import tell
from gridctl.services.tickets.told import said_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import WritingDesk
    from gridctl.services.tickets.entering import Entered

_LEADER = "leader"  # the link of the chain that a major hazard is told to besides


def enter_hazard(desk: WritingDesk, said: Mapping[str, str]) -> Entered:
    """Keep what was typed of a hazard, by field."""
    words = Words(
        **{name: said.get(name, "") for name in ("place", "problem", "category", "urgency", "opened", "paper")}
    )
    details = {
        name: said.get(name, "")
        for name in ("measures", "reported_to", "reported_at", "emergency_plan", "plan", "fund")
    }
    owner = said.get("executor", "")
    ticket = register.found_hazard(desk, words, {**details, "answerable": owner}, by=said.get("found_by", ""))
    if told := said.get(_LEADER, ""):
        tell(desk, ticket, said_of(_LEADER, told))
    if finished := said.get("finished", ""):
        ticket = register.finish(desk, ticket.code, {}, by=owner, at=finished)
        ticket = _checked(desk, ticket, said)
    register.tell_missing(desk, ticket)
    return entered(desk, ticket)


def _checked(desk: WritingDesk, ticket: Ticket, said: Mapping[str, str]) -> Ticket:
    if not said.get("verifier", ""):
        return ticket
    check = register.Recheck(said["verifier"], passed=True, note=said.get("recheck", ""), at=said["verified"])
    return register.recheck(desk, ticket.code, check)

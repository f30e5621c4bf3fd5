"""What a step does to the limits of a round besides the day it is due: met, open again, or a hold that ends with the work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.tickets import Action
from gridctl.regulation.tickets import ticket_kind
from gridctl.services.tickets.holds import end_hold
from gridctl.services.tickets.terms import FINISH, RESPOND, meet_term, met_term

if TYPE_CHECKING:
    from gridctl.domain.moments import Moment
    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import WritingDesk


def keep_limits(desk: WritingDesk, ticket: Ticket, action: Action, at: Moment) -> None:
    """Let the limits follow a step: work that ends ends a hold too, and work taken up is an answer."""
    if action in (Action.FINISH, Action.VOID):
        end_hold(desk, ticket, at)
    if action is Action.FINISH:
        meet_term(desk, ticket, FINISH, at)
    if action is Action.REJECT:
        meet_term(desk, ticket, FINISH, None)
    answers = (Action.FINISH,) if ticket_kind(ticket.kind).responded_by else (Action.ACCEPT, Action.FINISH)
    if action in answers and not met_term(desk, ticket, RESPOND):
        meet_term(desk, ticket, RESPOND, at)

"""Progress in public (T9): what a notice board may show of a ticket, with nobody's name, home, telephone or number in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.tickets import OPEN_STATES, Action, State
from gridctl.regulation.tickets import REPAIR, hold_reason_name, ticket_kind
from gridctl.services.tickets.hiding import SOMEBODY, Hiding
from gridctl.services.tickets.holding import hold_on
from gridctl.services.tickets.merges import merge_of
from gridctl.services.tickets.opening import current_round, find_ticket
from gridctl.services.tickets.signed import signed_limits
from gridctl.store.estates import BUILDING, PLACE
from gridctl.store.tickets import STEP, TICKET

if TYPE_CHECKING:
    from gridctl.domain.tickets import Round, Step, Ticket
    from gridctl.services.desk import Desk

SHOWN = (  # what happened to the matter itself; who was told, asked or corrected is nobody's business
    Action.OPEN,
    Action.DISPATCH,
    Action.ACCEPT,
    Action.RETURN,
    Action.PROGRESS,
    Action.HOLD,
    Action.RESUME,
    Action.FINISH,
    Action.VERIFY,
    Action.REJECT,
    Action.REOPEN,
    Action.VOID,
    Action.MERGE,
    Action.UNMERGE,
)
_TOLD = (Action.PROGRESS, Action.FINISH)  # whose words tell how far the matter is


@dataclass(frozen=True, slots=True)
class ProgressStep:
    """What happened on a day."""

    day: date
    action: str
    note: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a ticket is, for everybody to read; `due` is null once it is closed."""

    number: str
    kind_name: str
    category_name: str
    place: str
    problem: str
    state_name: str
    opened: date
    due: date | None
    closed: date | None
    steps: tuple[ProgressStep, ...]


def track(desk: Desk, number: str, kind: str = REPAIR) -> Progress:
    """Give the progress of a ticket without personal data."""
    ticket = find_ticket(desk, number, kind)
    known, row = ticket_kind(ticket.kind), current_round(desk, ticket)
    steps = desk.reader.find(STEP, desk.pid, STEP.c["ticket"] == ticket.id, order="sequence")
    hide = Hiding.of(desk, ticket, [step.note for step in steps])
    return Progress(
        number=ticket.code,
        kind_name=known.name,
        category_name=next((one.name for one in known.categories if one.code == ticket.category), ticket.category),
        place=_public_place(desk, ticket, hide),
        problem=hide.text(ticket.problem),
        state_name=_state_name(desk, ticket),
        opened=date.fromisoformat(row.opened[:10]),
        due=_due(desk, ticket, row) if ticket.state in OPEN_STATES else None,
        closed=date.fromisoformat(row.verified[:10]) if row.verified else None,
        steps=tuple(_step(step, ticket.kind, hide) for step in steps if step.action in SHOWN),
    )


def _due(desk: Desk, ticket: Ticket, row: Round) -> date:
    """The limit with what was signed for."""
    signed = signed_limits(desk, [(ticket.id, row)]).get((ticket.id, row.round))
    return signed.due if signed else row.due


def _public_place(desk: Desk, ticket: Ticket, hide: Hiding) -> str:
    """A public place by its name; of a home only the building."""
    place = desk.reader.get(PLACE, desk.pid, ticket.place)
    if place is None:
        return ""
    building = desk.reader.get(BUILDING, desk.pid, place.building) if place.building else None
    where = building.written if building else ""
    if place.kind == "room":
        return where or SOMEBODY
    return hide.text(place.written if where in place.written else f"{where}{place.written}")


def _state_name(desk: Desk, ticket: Ticket) -> str:
    kind = ticket_kind(ticket.kind)
    if hold := (hold_on(desk, ticket, desk.today) if ticket.state in OPEN_STATES else None):
        return f"{kind.state_name('held')}（{hold_reason_name(hold.reason)}，到 {hold.until}）"
    merge = merge_of(desk, ticket) if ticket.state == State.VOID else None
    if merge is None:
        return kind.state_name(ticket.state)
    into = desk.reader.find(TICKET, desk.pid, TICKET.c["id"] == merge.target)[0]
    return f"{kind.state_name('merged')}，请看 {into.code}"


def _step(step: Step, kind: str, hide: Hiding) -> ProgressStep:
    note = hide.text(step.note) if step.action in _TOLD else ""
    return ProgressStep(date.fromisoformat(step.occurred[:10]), ticket_kind(kind).action_name(step.action), note)

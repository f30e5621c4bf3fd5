"""Progress in public (T9): what a notice board may show of a ticket, with nobody's name, home, telephone or number in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.privacy import mask_free_text, mask_name
from gridctl.domain.tickets import OPEN_STATES, Action, State
from gridctl.regulation.tickets import REPAIR, hold_reason_name, ticket_kind
from gridctl.services.tickets.holding import hold_on
from gridctl.services.tickets.merges import merge_of
from gridctl.services.tickets.opening import current_round, find_ticket
from gridctl.store.estates import BUILDING, PLACE
from gridctl.store.residents import OCCUPANCY, PERSON
from gridctl.store.staff import STAFF
from gridctl.store.tickets import STEP, TICKET

if TYPE_CHECKING:
    from gridctl.domain.tickets import Step, Ticket
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
_HOME = re.compile(r"(\d{1,3})\s*[-－—–栋幢#]\s*(?:\d{1,2}\s*(?:[-－—–]|单元)\s*)?\d{3,4}(?:室|房|号)?", re.ASCII)
_ROOM = re.compile(r"\d{3,4}\s*(?=室|房|住户|业主|户)", re.ASCII)
SOMEBODY, SOME_HOME = "某住户", "某户"


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
    known, row, hide = ticket_kind(ticket.kind), current_round(desk, ticket), _Hiding.of(desk, ticket)
    steps = desk.reader.find(STEP, desk.pid, STEP.c["ticket"] == ticket.id, order="sequence")
    return Progress(
        number=ticket.code,
        kind_name=known.name,
        category_name=next((one.name for one in known.categories if one.code == ticket.category), ticket.category),
        place=_public_place(desk, ticket, hide),
        problem=hide.text(ticket.problem),
        state_name=_state_name(desk, ticket),
        opened=date.fromisoformat(row.opened[:10]),
        due=row.due if ticket.state in OPEN_STATES else None,
        closed=date.fromisoformat(row.verified[:10]) if row.verified else None,
        steps=tuple(_step(step, ticket.kind, hide) for step in steps if step.action in SHOWN),
    )


@dataclass(frozen=True, slots=True)
class _Hiding:
    """The names that are known to be near a ticket, longest first."""

    names: tuple[str, ...]

    @classmethod
    def of(cls, desk: Desk, ticket: Ticket) -> _Hiding:
        """Everybody of the staff, who reported it, and who lives where it is."""
        living = [each.person for each in desk.reader.find(OCCUPANCY, desk.pid, OCCUPANCY.c["place"] == ticket.place)]
        people = desk.reader.find(PERSON, desk.pid, PERSON.c["id"].in_(living)) if living else []
        names = {ticket.reporter, *(person.name for person in people)}
        names |= {person.name for person in desk.reader.find(STAFF, desk.pid)}
        return cls(tuple(sorted((name for name in names if len(name) > 1), key=lambda name: (-len(name), name))))

    def text(self, written: str) -> str:
        """A free text with names, homes, telephone and identity numbers taken out of it."""
        for name in self.names:
            written = written.replace(name, mask_name(name))
        masked = mask_free_text(written)
        return _ROOM.sub(SOME_HOME, _HOME.sub(lambda found: f"{found[1]}栋{SOME_HOME}", masked))


def _public_place(desk: Desk, ticket: Ticket, hide: _Hiding) -> str:
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


def _step(step: Step, kind: str, hide: _Hiding) -> ProgressStep:
    note = hide.text(step.note) if step.action in _TOLD else ""
    return ProgressStep(date.fromisoformat(step.occurred[:10]), ticket_kind(kind).action_name(step.action), note)

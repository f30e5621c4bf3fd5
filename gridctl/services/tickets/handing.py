"""Open rounds that went with their ground to another grid: on which days, and who answered for them before (E6)."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from gridctl.domain.moments import Moment
from gridctl.domain.movements import Handed, Position
from gridctl.domain.tickets import Action
from gridctl.services.grids.answering import answerable
from gridctl.store.tickets import STEP

if TYPE_CHECKING:
    from gridctl.domain.tickets import Round, Ticket
    from gridctl.services.desk import Desk

HANDED = "handed_over"  # in the words of a step: the day from which another grid answers
_FIELDS = ("grid", "head")


@dataclass(frozen=True, slots=True)
class Answering:
    """From which day on which grid and which head of it answer for a round."""

    since: date
    grid: int | None
    head: int | None


def handing_words(before: Round, after: Round, day: date) -> dict[str, object]:
    """What the step of handing a round over says: what changed, and from which day on."""
    changed = [(name, getattr(before, name), getattr(after, name)) for name in _FIELDS]
    return {"changes": [list(change) for change in changed if change[1] != change[2]], HANDED: day.isoformat()}


def handed(desk: Desk, ticket: Ticket, row: Round) -> list[Handed]:
    """How a round came to the grid that it is in; nothing for one that is still in its first."""
    *turns, last = _turns(desk, row)
    if not turns:
        return []
    line = [Answering(day, *answerable(desk, ticket.place, day)) for day in turns]
    line.append(Answering(last, row.grid, row.head))
    return [
        Handed(after.since, Position(ticket.category, before.grid, before.head), _position(ticket, after))
        for before, after in pairwise(line)
    ]


def _position(ticket: Ticket, answering: Answering) -> Position:
    return Position(ticket.category, answering.grid, answering.head)


def _turns(desk: Desk, row: Round) -> list[date]:
    """The opening day of a round, and the later days on which it was handed over."""
    opened = Moment.parse_stored(row.opened).day
    steps = desk.reader.find(STEP, desk.pid, STEP.c["ticket"] == row.ticket, STEP.c["action"] == str(Action.EDIT))
    said = (json.loads(step.words).get(HANDED) for step in steps if step.round == row.round)
    days = sorted({date.fromisoformat(day) for day in said if day})
    return [opened, *(day for day in days if day > opened)]


def follow(desk: Desk, ticket: Ticket, row: Round) -> Round:
    """The round under who answers at its ticket's place: on its opening day, or on that of its last handing over."""
    grid, head = answerable(desk, ticket.place, _turns(desk, row)[-1])
    return replace(row, grid=grid, head=head)

"""A ticket by itself: with everything that happened to it, and the words that send somebody there."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from gridctl.domain.privacy import mask_free_text, mask_phone
from gridctl.services.desk import OWNER, OWNER_WORD, SYSTEM, SYSTEM_WORD
from gridctl.services.tickets.handing import HANDED
from gridctl.services.tickets.lists import FREE_TEXTS, TicketLine, category_name, ticket_lines
from gridctl.services.tickets.opening import find_ticket
from gridctl.store.staff import STAFF
from gridctl.store.tickets import STEP

if TYPE_CHECKING:
    from gridctl.domain.grids import Grid
    from gridctl.domain.tickets import Step, Ticket
    from gridctl.services.desk import Desk
    from gridctl.store.schema import Ledgered

_MASKS = {"reporter_phone": mask_phone} | dict.fromkeys(FREE_TEXTS, mask_free_text)


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step as it is read: who did it, who entered it and when, and what a correction changed."""

    round: int
    action: str
    occurred: str
    doer: str
    note: str
    changes: tuple[tuple[Any, ...], ...]
    actor: str
    recorded: str


@dataclass(frozen=True, slots=True)
class TicketCard(TicketLine):
    """A ticket with everything that happened to it."""

    steps: tuple[StepLine, ...]


def ticket_card(desk: Desk, number: str) -> TicketCard:
    """Give one ticket with all its steps."""
    ticket = find_ticket(desk, number)
    line = ticket_lines(desk, [ticket])[0]
    known = {field.name: getattr(line, field.name) for field in fields(line)}
    return TicketCard(**known, steps=tuple(ticket_steps(desk, ticket)))


def ticket_steps(desk: Desk, ticket: Ticket) -> list[StepLine]:
    """Give what happened to a ticket, in order."""
    steps = desk.reader.find(STEP, desk.pid, STEP.c["ticket"] == ticket.id, order="sequence")
    names = {str(person.id): person.name for person in desk.reader.find(STAFF, desk.pid)}
    names |= {OWNER: OWNER_WORD, SYSTEM: SYSTEM_WORD}
    handed_over = any(HANDED in step.words for step in steps)
    grids = {row.id: row.name for row in desk.reader.find(_grid_table(), desk.pid)} if handed_over else {}
    return [_step_line(desk, step, names, grids) for step in steps]


def _grid_table() -> Ledgered[Grid]:
    from gridctl.store.grids import GRID  # noqa: PLC0415 - tables load with their noun

    return GRID


def _step_line(desk: Desk, step: Step, names: dict[str, str], grids: dict[int, str]) -> StepLine:
    recorded = datetime.fromisoformat(step.recorded_at).astimezone(ZoneInfo(desk.project.zone))
    words = json.loads(step.words)
    changed = [change for change in words.get("changes", ()) if change[0] != "place"]
    named = {"grid": lambda value: grids.get(value, value)}
    changes = [(f, *(named[f](v) if f in named else _named(f, v, names) for v in pair)) for f, *pair in changed]
    note = "；".join(part for part in (_to(words, names), step.note, words.get("material", "")) if part)
    return StepLine(
        round=step.round,
        action=step.action,
        occurred=step.occurred,
        doer=names.get(str(step.doer), ""),
        note=mask_free_text(note),
        changes=tuple(changes),
        actor=names.get(step.actor, step.actor),
        recorded=f"{recorded:%Y-%m-%d %H:%M}",
    )


def _to(words: dict[str, Any], names: dict[str, str]) -> str:
    return f"派给{names.get(str(words['to']), '')}" if "to" in words else ""


def _named(field: str, value: Any, names: dict[str, str]) -> Any:
    if field in ("executor", "verifier", "head"):
        return names.get(str(value), value)
    if field == "category":
        return category_name(value)
    return _MASKS[field](value) if field in _MASKS else value


def dispatch_text(line: TicketLine) -> str:
    """The words to paste into a chat when a ticket is dispatched; no phone, which does not belong in a chat."""
    parts = [
        f"【公区维修】{line.number}",
        f"地点：{line.place}",
        f"问题：{line.problem}（{line.category_name}）",
        f"报修：{line.opened}" + (f" {line.reporter}" if line.reporter else ""),
        f"要求：{line.due} 前完工",
    ]
    return "\n".join([*parts, *([f"接单：{line.executor}"] if line.executor else [])])

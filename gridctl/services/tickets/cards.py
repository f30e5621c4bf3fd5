"""A ticket by itself: with everything that happened to it, and the words that send somebody there."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from gridctl.domain.privacy import mask_free_text, mask_phone
from gridctl.domain.ticket_details import DETAIL_PREFIX
from gridctl.domain.tickets import State
from gridctl.regulation.tickets import REPAIR, ticket_kind
from gridctl.services.desk import OWNER, OWNER_WORD, SYSTEM, SYSTEM_WORD
from gridctl.services.rectifications.planning import PlanCard, plan_card, plan_of
from gridctl.services.tickets.attaching import AttachmentLine, attachment_lines
from gridctl.services.tickets.details import DetailLine, detail_lines, detail_words
from gridctl.services.tickets.extending import ExtensionLine, extension_lines, extensions_of
from gridctl.services.tickets.handing import HANDED
from gridctl.services.tickets.lists import FREE_TEXTS, TicketLine, category_name, ticket_lines
from gridctl.services.tickets.opening import find_ticket
from gridctl.services.tickets.terms import TermLine, terms_of
from gridctl.store.staff import STAFF
from gridctl.store.tickets import STEP

if TYPE_CHECKING:
    from gridctl.domain.grids import Grid
    from gridctl.domain.tickets import Step, Ticket
    from gridctl.regulation.tickets import TicketKind
    from gridctl.services.desk import Desk
    from gridctl.store.schema import Ledgered

_STAGES = {State.TO_VERIFY: "finish", State.DONE: "verify"}  # how far a ticket in a state has come
_MASKS = {"reporter_phone": mask_phone} | dict.fromkeys(FREE_TEXTS, mask_free_text)


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step as it is read: who did it, who entered it and when, and what a correction changed."""

    round: int
    action: str
    action_name: str
    occurred: str
    doer: str
    note: str
    changes: tuple[tuple[Any, ...], ...]
    actor: str
    recorded: str


@dataclass(frozen=True, slots=True)
class TicketCard(TicketLine):
    """A ticket with what its kind says besides, its further limits, everything that happened to it, and what hangs on it."""

    details: tuple[DetailLine, ...]
    terms: tuple[TermLine, ...]
    steps: tuple[StepLine, ...]
    extensions: tuple[ExtensionLine, ...]
    attachments: tuple[AttachmentLine, ...]
    plan: PlanCard | None


def ticket_card(desk: Desk, number: str, kind: str = REPAIR) -> TicketCard:
    """Give one ticket with all its steps; `kind` says of which kind a short number is."""
    ticket = find_ticket(desk, number, kind)
    line = ticket_lines(desk, [ticket])[0]
    known = {field.name: getattr(line, field.name) for field in fields(line)}
    return TicketCard(
        **known,
        details=tuple(detail_lines(desk, ticket, _STAGES.get(State(ticket.state), "open"))),
        terms=tuple(terms_of(desk, ticket)),
        steps=tuple(ticket_steps(desk, ticket)),
        extensions=tuple(extension_lines(desk, extensions_of(desk, ticket.id))),
        attachments=tuple(attachment_lines(desk, ticket.id)),
        plan=plan_card(desk, ticket, plan) if (plan := plan_of(desk, ticket.id)) else None,
    )


def ticket_steps(desk: Desk, ticket: Ticket) -> list[StepLine]:
    """Give what happened to a ticket, in order."""
    steps = desk.reader.find(STEP, desk.pid, STEP.c["ticket"] == ticket.id, order="sequence")
    names = {str(person.id): person.name for person in desk.reader.find(STAFF, desk.pid)}
    names |= {OWNER: OWNER_WORD, SYSTEM: SYSTEM_WORD}
    handed_over = any(HANDED in step.words for step in steps)
    grids = {row.id: row.name for row in desk.reader.find(_grid_table(), desk.pid)} if handed_over else {}
    return [_step_line(desk, step, ticket_kind(ticket.kind), names, grids) for step in steps]


def _grid_table() -> Ledgered[Grid]:
    from gridctl.store.grids import GRID  # noqa: PLC0415 - tables load with their noun

    return GRID


def _step_line(desk: Desk, step: Step, kind: TicketKind, names: dict[str, str], grids: dict[int, str]) -> StepLine:
    recorded = datetime.fromisoformat(step.recorded_at).astimezone(ZoneInfo(desk.project.zone))
    words = json.loads(step.words)
    changed = [change for change in words.get("changes", ()) if change[0] != "place"]
    changes = [_change(desk, kind, change, names, grids) for change in changed]
    note = "；".join(part for part in (_to(words, names), step.note, words.get("material", "")) if part)
    return StepLine(
        round=step.round,
        action=step.action,
        action_name=kind.action_name(step.action),
        occurred=step.occurred,
        doer=names.get(str(step.doer), ""),
        note=mask_free_text(note),
        changes=tuple(changes),
        actor=names.get(step.actor, step.actor),
        recorded=f"{recorded:%Y-%m-%d %H:%M}",
    )


def _change(
    desk: Desk, kind: TicketKind, change: list[Any], names: dict[str, str], grids: dict[int, str]
) -> tuple[Any, ...]:
    """A correction in words: a field of the kind by its title, all others by their names."""
    name, *pair = change
    if name.startswith(DETAIL_PREFIX):
        field = kind.field(name.removeprefix(DETAIL_PREFIX))
        return field.title, *(detail_words(desk, field, value) for value in pair)
    if name == "grid":
        return name, *(grids.get(value, value) for value in pair)
    return name, *(_named(name, value, names, kind) for value in pair)


def _to(words: dict[str, Any], names: dict[str, str]) -> str:
    told = words.get("contractor") or (names.get(str(words["to"]), "") if "to" in words else "")
    return f"派给{told}" if told else ""


def _named(field: str, value: Any, names: dict[str, str], kind: TicketKind) -> Any:
    if field in ("executor", "verifier", "head"):
        return names.get(str(value), value)
    if field == "category":
        return category_name(value, kind.code)
    return _MASKS[field](value) if field in _MASKS else value


def dispatch_text(line: TicketLine) -> str:
    """The words to paste into a chat when a ticket is dispatched; no phone, which does not belong in a chat."""
    parts = [
        f"【{ticket_kind(line.kind).name}】{line.number}",
        f"地点：{line.place}",
        f"问题：{line.problem}（{line.category_name}）",
        f"报修：{line.opened}" + (f" {line.reporter}" if line.reporter else ""),
        f"要求：{line.due} 前完工",
    ]
    return "\n".join([*parts, *([f"接单：{line.executor}"] if line.executor else [])])

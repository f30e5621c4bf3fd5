"""Tickets as they are listed and shown: in words, with what is overdue computed for the day that is looked at."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from gridctl.domain.days import any_day
from gridctl.domain.deadlines import days_overdue
from gridctl.domain.moments import parse_day
from gridctl.domain.tickets import OPEN_STATES, STATE_WORDS, State
from gridctl.errors import UsageError
from gridctl.regulation import category_from_text, state_from_text, ticket_kind
from gridctl.services.desk import OWNER, SYSTEM
from gridctl.services.grids import find_grid
from gridctl.services.places import find_place
from gridctl.services.staff import find_staff
from gridctl.services.tickets import find_ticket
from gridctl.store.staff import STAFF
from gridctl.store.ticket_reads import TicketFilter, ticket_records
from gridctl.store.tickets import STEP

if TYPE_CHECKING:
    from gridctl.domain.tickets import Step, Ticket
    from gridctl.services.desk import Desk
    from gridctl.store.ticket_reads import TicketRecord


@dataclass(frozen=True, slots=True)
class TicketLine:
    """A ticket in a list; times are moments as stored, `overdue_days` is null unless overdue today."""

    number: str
    paper: str
    state: str
    category: str
    category_name: str
    place: str
    problem: str
    urgency: str
    source: str
    reporter: str
    opened: str
    due: date
    overdue_days: int | None
    executor: str
    accepted: str
    finished: str
    verifier: str
    verified: str
    voided: str
    grid: str
    head: str
    round: int
    rejections: int
    progress: str
    material: str
    remark: str


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


@dataclass(frozen=True, slots=True)
class Asked:
    """Which tickets a person asks for, as typed; only open ones unless states or `everything` say otherwise."""

    states: tuple[str, ...] = ()
    overdue: bool = False
    category: str = ""
    place: str = ""
    grid: str = ""
    staff: str = ""
    since: str = ""
    until: str = ""
    everything: bool = False


def find_tickets(desk: Desk, asked: Asked) -> list[TicketLine]:
    """Give the tickets that are asked for, oldest first."""
    open_only = () if asked.everything and not asked.overdue else tuple(OPEN_STATES)
    wanted = TicketFilter(
        states=tuple(_state(text) for text in asked.states) or open_only,
        grid=find_grid(desk, asked.grid).id if asked.grid else None,
        executor=find_staff(desk.reader, desk.pid, asked.staff).id if asked.staff else None,
        category=category_from_text(asked.category).code if asked.category else "",
        place=find_place(desk, asked.place).id if asked.place else None,
        opened_from=parse_day(asked.since, desk.now) if asked.since else None,
        opened_to=any_day(asked.until, desk.now) if asked.until else None,
        overdue_on=desk.today if asked.overdue else None,
    )
    return [ticket_line(record, desk.today) for record in ticket_records(desk.reader, desk.pid, wanted)]


def _state(text: str) -> str:
    word = state_from_text(text)
    if word is None or word.code not in tuple(State):
        raise UsageError(f"没有“{text}”这个状态", f"状态有：{'、'.join(STATE_WORDS.values())}")
    return word.code


def ticket_card(desk: Desk, number: str) -> TicketCard:
    """Give one ticket with all its steps."""
    ticket = find_ticket(desk, number)
    line = ticket_lines(desk, [ticket])[0]
    known = {field.name: getattr(line, field.name) for field in fields(line)}
    return TicketCard(**known, steps=tuple(ticket_steps(desk, ticket)))


def ticket_lines(desk: Desk, tickets: list[Ticket]) -> list[TicketLine]:
    """Give these tickets as they stand now."""
    wanted = TicketFilter(ids=tuple(ticket.id for ticket in tickets))
    return [ticket_line(record, desk.today) for record in ticket_records(desk.reader, desk.pid, wanted)]


def ticket_line(record: TicketRecord, today: date) -> TicketLine:
    """Put a record into words for a day; a limit that ends today is not yet passed."""
    known = {field.name: getattr(record, field.name) for field in fields(TicketLine) if hasattr(record, field.name)}
    return TicketLine(**known, category_name=category_name(record.category), overdue_days=_overdue(record, today))


def _overdue(record: TicketRecord, today: date) -> int | None:
    still_open = record.state in OPEN_STATES
    return (days_overdue(record.due, record.finished_counts, today) or None) if still_open else None


def category_name(code: str) -> str:
    """The Chinese name of a category."""
    return next((item.name for item in ticket_kind("repair").categories if item.code == code), code)


def ticket_steps(desk: Desk, ticket: Ticket) -> list[StepLine]:
    """Give what happened to a ticket, in order."""
    steps = desk.reader.find(STEP, desk.pid, STEP.c["ticket"] == ticket.id, order="sequence")
    names = {str(person.id): person.name for person in desk.reader.find(STAFF, desk.pid)}
    names |= {OWNER: "台账库所有人", SYSTEM: "定时任务"}
    return [_step_line(desk, step, names) for step in steps]


def _step_line(desk: Desk, step: Step, names: dict[str, str]) -> StepLine:
    recorded = datetime.fromisoformat(step.recorded_at).astimezone(ZoneInfo(desk.project.zone))
    words = json.loads(step.words)
    changed = [change for change in words.get("changes", ()) if change[0] != "place"]
    changes = [(field, *(_named(field, value, names) for value in pair)) for field, *pair in changed]
    note = "；".join(part for part in (_to(words, names), step.note, words.get("material", "")) if part)
    return StepLine(
        round=step.round,
        action=step.action,
        occurred=step.occurred,
        doer=names.get(str(step.doer), ""),
        note=note,
        changes=tuple(changes),
        actor=names.get(step.actor, step.actor),
        recorded=f"{recorded:%Y-%m-%d %H:%M}",
    )


def _to(words: dict[str, Any], names: dict[str, str]) -> str:
    return f"派给{names.get(str(words['to']), '')}" if "to" in words else ""


def _named(field: str, value: Any, names: dict[str, str]) -> Any:
    if field in ("executor", "verifier"):
        return names.get(str(value), value)
    return category_name(value) if field == "category" else value


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

"""Tickets of every kind: opened, with what a slip says, and found by what is written on it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from gridctl.domain.moments import Moment, not_before
from gridctl.domain.text import clean, fold
from gridctl.domain.tickets import Action, Round, State, Step, Ticket, series
from gridctl.errors import AmbiguousError, NotFoundError, RuleError, UsageError
from gridctl.regulation.tickets import REPAIR, category_from_text, suggest_category, ticket_kind
from gridctl.services.grids.answering import answerable
from gridctl.services.tickets.movements import keep_book
from gridctl.services.tickets.terms import keep_terms, round_limit
from gridctl.store.tickets import ROUND, STEP, TICKET
from gridctl.store.transactions import utc_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gridctl.regulation.tickets import TicketKind
    from gridctl.services.desk import Desk, WritingDesk

_SHORT = re.compile(r"[0-9]{1,6}")  # a number without its prefix and year


@dataclass(frozen=True, slots=True)
class Slip:
    """What a slip says when it is opened; `written` is the place as it was written.

    `urgency` is "" for the kind's first; `details` are fields of the kind by name or title, as typed.
    """

    place: int
    written: str
    problem: str
    opened: Moment
    category: str = ""
    urgency: str = ""
    source: str = ""
    reporter: str = ""
    reporter_phone: str = ""
    paper: str = ""
    remark: str = ""
    kind: str = REPAIR
    details: Mapping[str, str] = field(default_factory=dict)


def open_ticket(desk: WritingDesk, slip: Slip, *, doer: int | None = None) -> Ticket:
    """Open a ticket: a number of its kind, its first round with the limit of that day, and the first step (D10 3.3.1)."""
    kind = ticket_kind(slip.kind)
    refuse_future(desk, slip.opened)
    refuse_known_paper(desk, slip.paper)
    problem = clean(slip.problem)
    if not problem:
        raise UsageError("没有写问题", "写明哪里坏了，例如 灯不亮")
    ticket = Ticket(
        project=desk.pid,
        id=desk.tx.next_id(desk.pid, TICKET),
        kind=kind.code,
        **_number(desk, kind, slip.opened.day),
        paper=slip.paper,
        place=slip.place,
        place_written=slip.written,
        category=slip.category or category_for(problem, kind=kind.code),
        problem=problem,
        urgency=slip.urgency or kind.urgencies[0].code,
        source=slip.source,
        reporter=slip.reporter,
        reporter_phone=slip.reporter_phone,
        state=State.TO_DISPATCH,
        round=1,
        remark=slip.remark,
    )
    desk.tx.insert(TICKET, [ticket])
    row = open_round(desk, ticket, slip.opened)
    add_step(desk, ticket, Action.OPEN, str(slip.opened), doer=doer)
    keep_book(desk, ticket, row)
    if slip.details:
        from gridctl.services.tickets.details import begin_details  # noqa: PLC0415 - a repair seldom has any

        begin_details(desk, ticket, slip.details)
    return ticket


def open_round(desk: WritingDesk, ticket: Ticket, opened: Moment) -> Round:
    """Open the ticket's current round: due by the policy of the opening day, answerable who headed the grid that day."""
    grid, head = answerable(desk, ticket.place, opened.day)
    limit = round_limit(desk, ticket, opened)
    row = Round(
        project=desk.pid,
        id=desk.tx.next_id(desk.pid, ROUND),
        ticket=ticket.id,
        round=ticket.round,
        opened=str(opened),
        due=limit.due,
        policy=limit.policy,
        grid=grid,
        head=head,
        dispatched="",
        executor=None,
        accepted="",
        finished="",
        finished_counts=None,
        verified="",
        verifier=None,
        voided="",
        rejections=0,
        progress="",
        material="",
    )
    desk.tx.insert(ROUND, [row])
    keep_terms(desk, ticket, row)
    return row


def add_step(
    desk: WritingDesk,
    ticket: Ticket,
    action: Action,
    occurred: str,
    *,
    doer: int | None = None,
    note: str = "",
    **words: Any,
) -> None:
    """Add a step to the ticket's current round."""
    sequence = len(desk.reader.alike(STEP, desk.pid, ticket=ticket.id)) + 1
    step = Step(
        project=desk.pid,
        id=desk.tx.next_id(desk.pid, STEP),
        ticket=ticket.id,
        round=ticket.round,
        sequence=sequence,
        action=action,
        occurred=occurred,
        recorded_at=utc_text(desk.tx.now),
        actor=desk.actor,
        doer=doer,
        note=clean(note),
        words=json.dumps(words, ensure_ascii=False),
    )
    desk.tx.insert(STEP, [step])


def _number(desk: WritingDesk, kind: TicketKind, day: date) -> dict[str, Any]:
    number = desk.tx.next_number(desk.pid, series(kind.code, day.year))
    prefix = desk.policy(kind.prefix_policy, day)
    code = f"{prefix}-{day.year}-{number:04d}"
    return {"code": code if desk.pid == 1 else f"{desk.project.code}-{code}", "year": day.year, "number": number}


def kind_code(text: str) -> str:
    """The code of the kind that is meant; repairs where none is said."""
    return ticket_kind(text).code if text else REPAIR


def category_for(problem: str, written: str = "", *, kind: str = REPAIR) -> str:
    """The code of the category that was written or, where none was, that the problem's words suggest."""
    if written:
        return category_from_text(written, kind).code
    found = suggest_category(problem, kind)
    return found.code if found else "other"


def refuse_future(desk: WritingDesk, moment: Moment) -> None:
    """Refuse what has not happened yet by the clock, whatever day is shown."""
    if not not_before(Moment.of(desk.clock_now), moment):
        raise UsageError(f"{moment} 还没有到", "填写已经发生的时间，例如 昨天、11-20 8:30")


def refuse_known_paper(desk: Desk, paper: str) -> None:
    """Refuse a paper number that another ticket has."""
    known = paper and desk.reader.alike(TICKET, desk.pid, paper=paper)
    if known:
        code = known[0].code
        raise RuleError(
            f"纸质单号 {paper} 已经登记过，是 {code}", f"查看：gridctl ticket show {code}；更正：ticket edit"
        )


def find_ticket(desk: Desk, text_: str, kind: str = REPAIR) -> Ticket:
    """Find a ticket by its number, its short number (the kind's of this year, else last year's) or its paper number."""
    wanted = fold(text_).upper()
    code = desk.reader.alike(TICKET, desk.pid, code=wanted)
    found = code or _by_short_number(desk, wanted, kind)
    found += [ticket for ticket in _by_paper(desk, fold(text_)) if ticket not in found]
    if not found:
        raise NotFoundError(f"没有单号“{text_}”", "查看未完的单：gridctl ticket list；短号 123 指今年的第 123 号")
    if len(found) > 1:
        choices = tuple(f"{t.code}  {t.problem}" + (f"（纸质单 {t.paper}）" if t.paper else "") for t in found)
        raise AmbiguousError(f"“{text_}”可以指 {len(found)} 张单", "请写完整的单号", choices)
    if found[0].year != desk.today.year and wanted.isdecimal() and found[0].number == int(wanted):
        desk.notices.append(f"今年没有第 {found[0].number} 号，用的是 {found[0].year} 年的 {found[0].code}")
    return found[0]


def _by_paper(desk: Desk, paper: str) -> list[Ticket]:
    return desk.reader.alike(TICKET, desk.pid, paper=paper) if paper else []


def _by_short_number(desk: Desk, text_: str, code: str) -> list[Ticket]:
    """This year's ticket of a kind and number, else last year's."""
    if not _SHORT.fullmatch(text_):
        return []
    for year in (desk.today.year, desk.today.year - 1):
        found = desk.reader.alike(TICKET, desk.pid, kind=code, year=year, number=int(text_))
        if found:
            return found
    return []


def current_round(desk: Desk, ticket: Ticket) -> Round:
    """The round a ticket is in."""
    return desk.reader.alike(ROUND, desk.pid, ticket=ticket.id, round=ticket.round)[0]

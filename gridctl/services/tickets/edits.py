"""Corrections (更正): any entry of a ticket can be put right, the old value is kept in a step of its own (T11)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from gridctl.domain.moments import Moment, not_before
from gridctl.domain.tickets import FIELD_WORDS, Action, State
from gridctl.errors import RuleError, UsageError
from gridctl.regulation.tickets import ticket_kind
from gridctl.services.tickets.handing import follow
from gridctl.services.tickets.movements import keep_book
from gridctl.services.tickets.opening import add_step, current_round, refuse_future, refuse_known_paper
from gridctl.services.tickets.steps import check_round, finish_counts
from gridctl.services.tickets.terms import FINISH, keep_terms, meet_term, round_limit
from gridctl.store.tickets import ROUND, STEP, TICKET

if TYPE_CHECKING:
    from gridctl.domain.tickets import Round, Ticket
    from gridctl.services.desk import WritingDesk
    from gridctl.services.tickets.terms import RoundLimit

ON_TICKET = (
    "place",
    "place_written",
    "category",
    "problem",
    "urgency",
    "source",
    "reporter",
    "reporter_phone",
    "paper",
    "remark",
)
ON_ROUND = (
    "opened",
    "dispatched",
    "executor",
    "accepted",
    "finished",
    "verified",
    "verifier",
    "progress",
    "material",
)
_LIMITING = {"opened", "urgency", "category"}  # what the limits of a round are counted by
_DISPATCHED = (State.TO_ACCEPT, State.ACCEPTED, State.IN_PROGRESS, State.TO_VERIFY, State.DONE)
_REACHED = {  # what a correction may put right only once the ticket has come that far
    "dispatched": _DISPATCHED,
    "executor": _DISPATCHED,
    "accepted": _DISPATCHED[1:],
    "finished": (State.TO_VERIFY, State.DONE),
    "material": (State.TO_VERIFY, State.DONE),
    "verified": (State.DONE,),
    "verifier": (State.DONE,),
}


@dataclass(frozen=True, slots=True)
class Correction:
    """One field as it was and as it is now, as the step keeps it."""

    field: str
    before: Any
    after: Any


def edit_ticket(desk: WritingDesk, ticket: Ticket, changes: dict[str, Any], *, reason: str = "") -> list[Correction]:
    """Correct fields of a ticket and of its current round; gives what really changed.

    Times are stored moments, people staff ids. RuleError where the ticket has not come that far or the result would break
    a rule; the limit follows the opening day, the grid follows the place.
    """
    corrections, after, row = corrected(desk, ticket, changes)
    if not corrections:
        return []
    desk.tx.update(TICKET, [after])
    desk.tx.update(ROUND, [row])
    kept = [[c.field, c.before, c.after] for c in corrections]
    add_step(desk, after, Action.EDIT, str(Moment.of(desk.now)), note=reason, changes=kept)
    keep_book(desk, after, row)
    fields = {c.field for c in corrections}
    if {"place", "category"} & fields:
        _take_along(desk, after)
    if _LIMITING & fields:
        keep_terms(desk, after, row)
    if "finished" in fields:
        meet_term(desk, after, FINISH, Moment.parse_stored(row.finished), _first_recorded(desk, after))
    return corrections


def corrected(desk: WritingDesk, ticket: Ticket, changes: dict[str, Any]) -> tuple[list[Correction], Ticket, Round]:
    """What really changes, and the ticket and round after it; nothing is written, and what is refused is refused."""
    row = current_round(desk, ticket)
    corrections = _corrections(ticket, row, changes)
    if not corrections:
        return [], ticket, row
    _refuse_too_early(desk, ticket, corrections)
    after = replace(ticket, **{c.field: c.after for c in corrections if c.field in ON_TICKET})
    row = replace(row, **{c.field: c.after for c in corrections if c.field in ON_ROUND})
    row = _follow(desk, after, row, {c.field for c in corrections})
    check_round(after, row)
    _refuse_before_last_round(desk, after, row)
    return corrections, after, row


def _take_along(desk: WritingDesk, ticket: Ticket) -> None:
    """Let the rounds before the current one count where the ticket is now known to belong."""
    for row in _rounds_before(desk, ticket):
        moved = follow(desk, ticket, row)
        if moved != row:
            desk.tx.update(ROUND, [moved])
        keep_book(desk, ticket, moved)


def _rounds_before(desk: WritingDesk, ticket: Ticket) -> list[Round]:
    return desk.reader.find(ROUND, desk.pid, ROUND.c["ticket"] == ticket.id, ROUND.c["round"] < ticket.round)


def _refuse_before_last_round(desk: WritingDesk, ticket: Ticket, row: Round) -> None:
    ends = [before.verified for before in _rounds_before(desk, ticket)]
    if ends and not not_before(Moment.parse_stored(row.opened), Moment.parse_stored(ends[-1])):
        raise RuleError(f"{ticket.code} 上一轮在 {ends[-1]} 才验收，不能早于它重开", "核对重开的时间")


def _corrections(ticket: Ticket, row: Round, changes: dict[str, Any]) -> list[Correction]:
    now = {name: getattr(ticket, name) for name in ON_TICKET} | {name: getattr(row, name) for name in ON_ROUND}
    return [Correction(name, now[name], value) for name, value in changes.items() if now[name] != value]


def _refuse_too_early(desk: WritingDesk, ticket: Ticket, corrections: list[Correction]) -> None:
    for item in corrections:
        if item.field in _REACHED and State(ticket.state) not in _REACHED[item.field]:
            word, now = FIELD_WORDS[item.field], ticket_kind(ticket.kind).state_name(ticket.state)
            raise RuleError(f"{ticket.code} 现在是{now}，没有可更正的{word}", "先登记派单、接单、完工或验收，再更正")
        if item.field in ("opened", "finished", "verified") and not item.after:
            raise UsageError(
                f"{ticket.code} 的时间不能改成空的", "填写正确的时间；整张单录错了用 gridctl ticket void 作废"
            )
        if item.field in ("opened", "dispatched", "accepted", "finished", "verified") and item.after:
            refuse_future(desk, Moment.parse_stored(item.after))
        if item.field == "paper":
            refuse_known_paper(desk, item.after)


def _follow(desk: WritingDesk, ticket: Ticket, row: Round, fields: set[str]) -> Round:
    """Let the limit, the grid and the deadline's stop follow what was corrected."""
    if fields & {"opened", "place"}:
        row = follow(desk, ticket, row)
    if fields & _LIMITING:
        limit = round_limit(desk, ticket, Moment.parse_stored(row.opened))
        _refuse_later(desk, ticket, row, limit, fields)
        row = replace(row, policy=limit.policy, due=limit.due)
    if "finished" in fields:
        counts = finish_counts(desk, Moment.parse_stored(row.finished), _first_recorded(desk, ticket))
        row = replace(row, finished_counts=counts)
    return row


def _refuse_later(desk: WritingDesk, ticket: Ticket, row: Round, limit: RoundLimit, fields: set[str]) -> None:
    """Refuse that another level or category moves a limit that has been missed already."""
    stopped = row.finished_counts or desk.clock_now.date()
    if "opened" not in fields and limit.due > row.due and stopped > row.due:
        raise RuleError(
            f"{ticket.code} 的期限 {row.due} 已经过了，不能再改成 {limit.due} 到期的等级或类别",
            "超期照记；需要更多时间的，请项目负责人签批延期",
        )


def _first_recorded(desk: WritingDesk, ticket: Ticket) -> datetime:
    """When the work was first entered as finished: a later correction makes nothing late, and nothing in time."""
    steps = desk.reader.find(STEP, desk.pid, STEP.c["ticket"] == ticket.id, STEP.c["round"] == ticket.round)
    finish = [step for step in steps if step.action == Action.FINISH]
    recorded = datetime.fromisoformat(finish[-1].recorded_at)
    return recorded.astimezone(ZoneInfo(desk.project.zone)).replace(tzinfo=None)

"""挂起: a round put aside until a day for a reason; it comes back by itself, and its limit runs on unless policy says else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gridctl.domain.deadlines import counts_as_finished
from gridctl.domain.moments import Moment
from gridctl.domain.text import clean
from gridctl.domain.ticket_details import Hold
from gridctl.domain.tickets import Action, State
from gridctl.domain.transitions import TRANSITIONS
from gridctl.errors import RuleError
from gridctl.regulation.tickets import hold_reason_from_text, ticket_kind
from gridctl.services.tickets.holding import hold_on, holds_of
from gridctl.services.tickets.opening import add_step, current_round, refuse_future
from gridctl.services.tickets.terms import keep_terms, round_limit, stops_clock, working_calendar
from gridctl.store.ticket_details import HOLD
from gridctl.store.tickets import ROUND

if TYPE_CHECKING:
    from datetime import date

    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import WritingDesk


def hold_ticket(
    desk: WritingDesk, ticket: Ticket, until: date, reason: str, *, note: str = "", at: Moment | None = None
) -> Hold:
    """Put a ticket aside from `at` (now) until a day; `reason` is 待料, 待批 or 待外委, as typed.

    RuleError where it is not at work, is put aside already, or the days are in no order. It comes back on `until`.
    """
    since = at or Moment.of(desk.clock_now)
    _refuse(desk, ticket, since, until)
    word = hold_reason_from_text(reason)
    hold = Hold(
        project=desk.pid,
        id=desk.tx.next_id(desk.pid, HOLD),
        ticket=ticket.id,
        round=ticket.round,
        since=since.day,
        until=until,
        reason=word.code,
        note=clean(note),
        resumed=None,
    )
    desk.tx.insert(HOLD, [hold])
    said = "：".join(part for part in (f"{word.name}，到 {until}", hold.note) if part)
    add_step(desk, ticket, Action.HOLD, str(since), note=said, until=until.isoformat(), reason=word.code)
    _follow_clock(desk, ticket)
    return hold


def resume_ticket(desk: WritingDesk, ticket: Ticket, *, note: str = "", at: Moment | None = None) -> Hold:
    """Take a ticket up again before the day it was put aside until; RuleError where it is not put aside."""
    moment = at or Moment.of(desk.clock_now)
    refuse_future(desk, moment)
    hold = hold_on(desk, ticket, moment.day)
    if hold is None:
        raise RuleError(f"{ticket.code} 在 {moment.day} 没有挂起，不用恢复", "到了挂起期满日会自己恢复")
    after = replace(hold, resumed=moment.day)
    desk.tx.update(HOLD, [after])
    add_step(desk, ticket, Action.RESUME, str(moment), note=note)
    _follow_clock(desk, ticket)
    return after


def end_hold(desk: WritingDesk, ticket: Ticket, at: Moment) -> None:
    """Let a hold of the current round end with the work, whatever day it was put aside until."""
    running = [hold for hold in holds_of(desk, ticket) if hold.resumed is None and at.day < hold.until]
    desk.tx.update(HOLD, [replace(hold, resumed=max(hold.since, at.day)) for hold in running])
    if running:
        _follow_clock(desk, ticket)


def _refuse(desk: WritingDesk, ticket: Ticket, since: Moment, until: date) -> None:
    refuse_future(desk, since)
    kind, row = ticket_kind(ticket.kind), current_round(desk, ticket)
    if State(ticket.state) not in TRANSITIONS[Action.HOLD].states_for(kind.skips):
        raise RuleError(f"{ticket.code} 现在是{kind.state_name(ticket.state)}，不能挂起", "还在办理的单才能挂起")
    if since.day < Moment.parse_stored(row.opened).day:
        raise RuleError(f"{ticket.code} 在 {row.opened} 才开单，不能从 {since.day} 起挂起", "核对 --at 的时间")
    if until <= since.day:
        raise RuleError(f"挂起到 {until} 不晚于挂起的那天 {since.day}", "写以后的日期：--until 11-30")
    for hold in holds_of(desk, ticket):
        if since.day < (hold.resumed or hold.until) and hold.since < until:
            raise RuleError(
                f"{ticket.code} 从 {hold.since} 起已挂起到 {hold.resumed or hold.until}",
                f"先恢复：gridctl ticket resume {ticket.code}，再重新挂起",
            )
    _refuse_backdating(desk, ticket, since, Moment.parse_stored(row.opened).day)


def _refuse_backdating(desk: WritingDesk, ticket: Ticket, since: Moment, opened: date) -> None:
    """Where a hold stops the clock it is entered when it begins: no lateness goes away afterwards."""
    if not stops_clock(desk, ticket, opened):
        return
    grace, calendar = desk.policy("late_entry_grace", since.day), working_calendar(desk)
    counts = counts_as_finished(since.day, desk.clock_now, grace, desk.project.live_from, calendar)
    if counts != since.day:
        raise RuleError(f"挂起要当时登记，不能补到 {since.day}", f"从 {counts} 起挂起：去掉 --at")


def _follow_clock(desk: WritingDesk, ticket: Ticket) -> None:
    """Let the limits follow the holds where these stop the clock."""
    row = current_round(desk, ticket)
    opened = Moment.parse_stored(row.opened)
    if stops_clock(desk, ticket, opened.day):
        after = replace(row, due=round_limit(desk, ticket, opened).due)
        desk.tx.update(ROUND, [after])
        keep_terms(desk, ticket, after)

"""Limits of a round: the day it is due by its kind's policy, and what is to be done to the minute besides (T3, T5 to T8)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gridctl.domain.deadlines import counts_at
from gridctl.domain.limits import Hold as Held, Limit, Unit, due_moment, policy_limit
from gridctl.domain.moments import Moment, not_before
from gridctl.domain.ticket_details import Term
from gridctl.regulation.tickets import ticket_kind
from gridctl.store.ticket_details import HOLD, TERM

if TYPE_CHECKING:
    from datetime import date, datetime

    from gridctl.domain.calendar import Calendar
    from gridctl.domain.policies import Policy
    from gridctl.domain.tickets import Round, Ticket
    from gridctl.services.desk import Desk, WritingDesk

RESPOND, FINISH = "respond", "finish"


@dataclass(frozen=True, slots=True)
class RoundLimit:
    """The last day of a round, and the policy row that it came from."""

    due: date
    policy: int


@dataclass(frozen=True, slots=True)
class TermLine:
    """A limit besides the round's last day: moments as stored, `met` as it counts, `late` once it is passed or was."""

    stage: str
    due: str
    met: str
    late: bool


def round_limit(desk: Desk, ticket: Ticket, opened: Moment) -> RoundLimit:
    """The limit of the ticket's current round, by the policy of the opening day."""
    policy, due = _limit(desk, ticket, opened, ticket_kind(ticket.kind).limit(ticket.urgency, ticket.category).due)
    return RoundLimit(due.day, policy.id)


def keep_terms(desk: WritingDesk, ticket: Ticket, row: Round) -> None:
    """Make the terms of the ticket's current round those of its kind, urgency and opening; what was met stays met."""
    known = {term.stage: term for term in _terms(desk, ticket, row.round)}
    wanted = _wanted(desk, ticket, Moment.parse_stored(row.opened))
    desk.tx.delete(TERM, [term for stage, term in known.items() if stage not in wanted])
    for stage, (policy, due) in wanted.items():
        if stage in known:
            after = replace(known[stage], due=str(due), policy=policy.id)
            desk.tx.update(TERM, [after] if after != known[stage] else [])
        else:
            key = desk.tx.next_id(desk.pid, TERM)
            desk.tx.insert(TERM, [Term(desk.pid, key, ticket.id, row.round, stage, str(due), policy.id, "")])


def meet_term(
    desk: WritingDesk, ticket: Ticket, stage: str, at: Moment | None, recorded: datetime | None = None
) -> None:
    """Say when a limit of the current round was met (None: it is open again); entered late it counts when entered.

    `recorded` is the local time of the first entry, now where it is not given. A limit that is not there is not met.
    """
    met = "" if at is None else str(counted(desk, at, recorded or desk.clock_now))
    terms = [term for term in _terms(desk, ticket, ticket.round) if term.stage == stage and term.met != met]
    desk.tx.update(TERM, [replace(term, met=met) for term in terms])


def met_term(desk: Desk, ticket: Ticket, stage: str) -> bool:
    """Whether the current round has a limit for a stage that is met."""
    return any(term.stage == stage and term.met for term in _terms(desk, ticket, ticket.round))


def terms_of(desk: Desk, ticket: Ticket) -> list[TermLine]:
    """The further limits of the ticket's current round, as they stand now."""
    now = Moment.of(desk.now)
    return [
        TermLine(term.stage, term.due, term.met, _late(term, Moment.parse_stored(term.met) if term.met else now))
        for term in _terms(desk, ticket, ticket.round)
    ]


def counted(desk: Desk, at: Moment, recorded: datetime) -> Moment:
    """When something counts that happened then and was entered at `recorded` (local time)."""
    grace = desk.policy("late_entry_grace", at.day)
    return counts_at(at, recorded, grace, desk.project.live_from, working_calendar(desk))


def working_calendar(desk: Desk) -> Calendar:
    """The project's working days; Monday to Friday where the ledger has no holidays."""
    return desk.calendar()


def stops_clock(desk: Desk, ticket: Ticket, opened: date) -> bool:
    """Whether the days of a hold are not counted for the ticket's kind, by the policy of the opening day."""
    return bool(desk.policy(ticket_kind(ticket.kind).hold_policy, opened))


def _terms(desk: Desk, ticket: Ticket, round_: int) -> list[Term]:
    return desk.reader.alike(TERM, desk.pid, ticket=ticket.id, round=round_)


def _late(term: Term, at: Moment) -> bool:
    return not not_before(Moment.parse_stored(term.due), at)


def _wanted(desk: Desk, ticket: Ticket, opened: Moment) -> dict[str, tuple[Policy, Moment]]:
    """The limits besides the last day: to respond, and to finish where that is to the minute."""
    rule = ticket_kind(ticket.kind).limit(ticket.urgency, ticket.category)
    wanted = {RESPOND: _limit(desk, ticket, opened, rule.respond)} if rule.respond else {}
    policy, due = _limit(desk, ticket, opened, rule.finish or rule.due)
    if rule.finish or _to_the_minute(policy):
        wanted[FINISH] = policy, due
    return wanted


def _limit(desk: Desk, ticket: Ticket, opened: Moment, name: str) -> tuple[Policy, Moment]:
    """A policy of the opening day, and the last moment of its limit."""
    policy = desk.policies.row(name, opened.day)
    limit = policy_limit(policy)
    holds = holds_of(desk, ticket) if stops_clock(desk, ticket, opened.day) else []
    if limit.unit is not Unit.WORKING_DAYS:
        return policy, due_moment(opened, limit, holds=holds)
    return policy, _working_due(desk, opened, limit, holds)


def _working_due(desk: Desk, opened: Moment, limit: Limit, holds: list[Held]) -> Moment:
    from gridctl.domain.calendar import unknown_words  # noqa: PLC0415 - a list never asks which days are working days

    known = working_calendar(desk)
    due = due_moment(opened, limit, known, holds)
    if unknown := unknown_words(known.unknown_years(opened.day, due.day)):
        desk.notices.append(unknown)
    return due


def _to_the_minute(policy: Policy) -> bool:
    return policy_limit(policy).unit is Unit.MINUTES


def holds_of(desk: Desk, ticket: Ticket) -> list[Held]:
    """For how long the ticket's current round was put aside, each time."""
    rows = desk.reader.alike(HOLD, desk.pid, ticket=ticket.id, round=ticket.round)
    return [Held(Moment(row.since), Moment(row.resumed or row.until)) for row in rows]

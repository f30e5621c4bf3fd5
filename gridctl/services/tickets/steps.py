"""A ticket's steps from dispatch to acceptance: one transition table, times in order, two pairs of eyes (D10 3.3.1).

A kind of ticket may skip steps, has words of its own for them, and needs some of its fields filled in before it goes on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from gridctl.domain.deadlines import counts_as_finished
from gridctl.domain.moments import Moment, not_before
from gridctl.domain.text import clean
from gridctl.domain.tickets import ORDER, ORDER_ACTIONS, Action, State, disorder
from gridctl.domain.transitions import TRANSITIONS
from gridctl.errors import RuleError, UsageError
from gridctl.regulation.tickets import ticket_kind
from gridctl.services.desk import OWNER, SYSTEM
from gridctl.services.leaves.dispatching import tell_away
from gridctl.services.tickets.chains import refuse_untold
from gridctl.services.tickets.details import refuse_missing, renew_details
from gridctl.services.tickets.limits import keep_limits
from gridctl.services.tickets.merges import refuse_joined
from gridctl.services.tickets.movements import keep_book
from gridctl.services.tickets.opening import add_step, current_round, open_round, refuse_future
from gridctl.services.tickets.outside import name_outside, outside, refuse_own_people
from gridctl.services.tickets.terms import working_calendar
from gridctl.store.staff import STAFF
from gridctl.store.tickets import ROUND, STEP, TICKET

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gridctl.domain.tickets import Round, Ticket
    from gridctl.services.desk import WritingDesk

_BACK = (Action.REJECT, Action.RETURN)
_NEEDS = {Action.FINISH: "finish", Action.VERIFY: "verify"}  # the steps that a kind's fields are needed by


@dataclass(frozen=True, slots=True)
class Doing:
    """What is said of a step: when (None: now), by whom (a staff id), with which words, and to whom it is dispatched.

    That is a member of staff (`to`) or, by its name, a contractor.
    """

    at: Moment | None = None
    doer: int | None = None
    note: str = ""
    material: str = ""
    to: int | None = None
    contractor: str = ""


def take_step(desk: WritingDesk, ticket: Ticket, action: Action, doing: Doing) -> Ticket:
    """Take one step of a ticket and give the ticket after it.

    RuleError where the state does not allow it, times are out of order or the executor would verify; UsageError where
    something it needs was not said.
    """
    doing = replace(doing, at=doing.at or Moment.of(desk.now))
    now = Standing(ticket, current_round(desk, ticket), sent_back(desk, ticket))
    if action is Action.REOPEN or (action is Action.REJECT and ticket_kind(ticket.kind).rejection_reopens):
        return _new_round(desk, now, action, doing)
    after = stepped(desk, now, action, doing)
    desk.tx.update(ROUND, [after.row])
    desk.tx.update(TICKET, [after.ticket])
    told = doing.contractor if action is Action.DISPATCH else ""
    said = (("to", doing.to), ("contractor", told), ("material", doing.material))
    words = {key: value for key, value in said if value}
    if action in (Action.DISPATCH, Action.RETURN):
        name_outside(desk, ticket.id, doing.contractor)
    doer = _doer(desk, action, after.row, doing)
    add_step(desk, after.ticket, action, str(doing.at), doer=doer, note=doing.note, **words)
    keep_book(desk, after.ticket, after.row)
    keep_limits(desk, after.ticket, action, doing.at or Moment.of(desk.now))
    if action is Action.DISPATCH and doing.to is not None and doing.at is not None:
        tell_away(desk, after.ticket, doing.to, doing.at.day)
    return after.ticket


@dataclass(frozen=True, slots=True)
class Standing:
    """A ticket, its current round, and when that was sent back: (返工 or 退单, the stored moment) of each time.

    `filled` are fields of its kind that are filled in before the step is taken, though not in the ledger yet.
    """

    ticket: Ticket
    row: Round
    back: tuple[tuple[str, str], ...]
    filled: tuple[str, ...] = ()


def sent_back(desk: WritingDesk, ticket: Ticket) -> tuple[tuple[str, str], ...]:
    """When the current round was sent back."""
    steps = desk.reader.find(STEP, desk.pid, STEP.c["ticket"] == ticket.id, order="sequence")
    here = (step for step in steps if step.round == ticket.round and step.action in _BACK)
    kind = ticket_kind(ticket.kind)
    return tuple((kind.action_name(step.action), step.occurred) for step in here)


def stepped(desk: WritingDesk, now: Standing, action: Action, doing: Doing) -> Standing:
    """What a step makes of a ticket; nothing is written, and what `take_step` refuses is refused."""
    at = _allowed_at(desk, now, action, doing)
    _refuse_departed(desk, now.ticket, at, (doing.to, doing.doer))
    row = _EFFECTS[action](desk, now.row, at, doing)
    check_round(now.ticket, row)
    if action in _NEEDS:
        refuse_missing(desk, now.ticket, _NEEDS[action], now.filled)
    if action is Action.VERIFY:
        refuse_untold(desk, now.ticket, doing.note)
    if action is Action.VOID:
        refuse_joined(desk, now.ticket)
    back = ((ticket_kind(now.ticket.kind).action_name(action), str(at)),) if action in _BACK else ()
    return Standing(
        replace(now.ticket, state=TRANSITIONS[action].to or now.ticket.state), row, now.back + back, now.filled
    )


def _allowed_at(desk: WritingDesk, now: Standing, action: Action, doing: Doing) -> Moment:
    refuse_state(now.ticket, action)
    at = doing.at or Moment.of(desk.now)
    refuse_future(desk, at)
    _refuse_early(now, action, at)
    return at


def check_round(ticket: Ticket, row: Round) -> None:
    """Refuse a round whose times are out of order or whose executor verifies his own work."""
    kind = ticket_kind(ticket.kind)
    if out := disorder(row, tuple(kind.action_name(action) for action in ORDER_ACTIONS)):
        raise RuleError(f"{ticket.code} 的时间前后不对：{out}", "核对各个时间；已录错的用 gridctl ticket edit 更正")
    if row.verified and row.executor is not None and row.executor == row.verifier:
        raise RuleError(f"{ticket.code} 的接单人不能验收自己的活", "换一个验收人：--by 工号或姓名")


def own_staff_id(desk: WritingDesk) -> int | None:
    """The staff id of who enters; None for the owner and the system."""
    return None if desk.actor in (OWNER, SYSTEM) else int(desk.actor)


def refuse_state(ticket: Ticket, action: Action) -> None:
    """Refuse a step that the ticket's state does not allow (RuleError)."""
    kind = ticket_kind(ticket.kind)
    states = TRANSITIONS[action].states_for(kind.skips)
    if State(ticket.state) not in states:
        allowed = "、".join(dict.fromkeys(kind.state_name(state) for state in states))
        word = kind.action_name(action)
        raise RuleError(f"{ticket.code} 现在是{kind.state_name(ticket.state)}，不能{word}", f"{allowed}的单才能{word}")


def _refuse_early(now: Standing, action: Action, at: Moment) -> None:
    """Refuse a step that would lie before an earlier one of the round."""
    kind = ticket_kind(now.ticket.kind)
    words = [kind.action_name(each) for each in ORDER_ACTIONS]
    known = [*((word, getattr(now.row, name)) for word, (name, _) in zip(words, ORDER, strict=True)), *now.back]
    for word, time in reversed(known):
        if time and not not_before(at, Moment.parse_stored(time)):
            raise RuleError(
                f"{now.ticket.code} 在 {time} 才{word}，不能在 {at} {kind.action_name(action)}",
                "核对 --at 的时间；以前录错的用 gridctl ticket edit 更正",
            )


def _refuse_departed(desk: WritingDesk, ticket: Ticket, at: Moment, people: Iterable[int | None]) -> None:
    """Refuse that somebody takes or does work on a day when he is no longer here (P1)."""
    for key in people:
        person = desk.reader.get(STAFF, desk.pid, key) if key else None
        if person and person.departed and person.departed <= at.day:
            raise RuleError(
                f"{person.name}（{person.number}）{person.departed} 已离岗，{ticket.code} 不能在 {at.day} 由他办",
                "换一个人；当时还在岗的，用 --at 写明是哪天",
            )


def _new_round(desk: WritingDesk, now: Standing, action: Action, doing: Doing) -> Ticket:
    """Begin a new round with a limit of its own; the round before stays as it was, and is never accepted any more."""
    at = _allowed_at(desk, now, action, doing)
    _need_reason(doing, ticket_kind(now.ticket.kind).action_name(action))
    if action is Action.REJECT:
        _refuse_own_rejection(desk, now.row, doing)
        desk.tx.update(ROUND, [replace(now.row, rejections=now.row.rejections + 1)])
    after = replace(now.ticket, round=now.ticket.round + 1, state=State.TO_DISPATCH)
    desk.tx.update(TICKET, [after])
    said = renew_details(desk, after)
    row = open_round(desk, after, at)
    doer = _doer(desk, action, row, doing)
    add_step(desk, after, action, str(at), doer=doer, note=doing.note, **({"details": said} if said else {}))
    keep_book(desk, after, row)
    return after


def _doer(desk: WritingDesk, action: Action, row: Round, doing: Doing) -> int | None:
    """Who did it: as said, else the executor for his own steps, else who enters."""
    executors = (Action.ACCEPT, Action.PROGRESS, Action.FINISH)
    fallback = row.executor if action in executors else own_staff_id(desk)
    return doing.doer or fallback


def _dispatched(desk: WritingDesk, row: Round, at: Moment, doing: Doing) -> Round:
    _ = desk
    if doing.to is None and not doing.contractor:
        raise UsageError("没有说明派给谁", "加上 --to 工号或姓名；派给外委单位的写 --contractor 单位")
    return replace(row, dispatched=str(at), executor=doing.to, accepted="")


def _accepted(desk: WritingDesk, row: Round, at: Moment, doing: Doing) -> Round:
    return replace(row, accepted=str(at), executor=_executor(desk, row, doing))


def _returned(desk: WritingDesk, row: Round, at: Moment, doing: Doing) -> Round:
    _ = desk, at
    _need_reason(doing, "退单")
    return replace(row, dispatched="", accepted="", executor=None)


def _progressed(desk: WritingDesk, row: Round, at: Moment, doing: Doing) -> Round:
    _ = desk, at
    if not doing.note:
        raise UsageError("没有写处理进度", "加上 --note 文字")
    return replace(row, progress=clean(doing.note))


def _finished(desk: WritingDesk, row: Round, at: Moment, doing: Doing) -> Round:
    return replace(
        row,
        executor=_executor(desk, row, doing),
        finished=str(at),
        finished_counts=finish_counts(desk, at, desk.clock_now),
        progress=clean(doing.note) or row.progress,
        material=clean(doing.material) or row.material,
    )


def finish_counts(desk: WritingDesk, finished: Moment, recorded: datetime) -> date:
    """The day on which the deadline stops for work finished then and entered at `recorded` (local time)."""
    grace = desk.policy("late_entry_grace", finished.day)
    return counts_as_finished(finished.day, recorded, grace, desk.project.live_from, working_calendar(desk))


def _verified(desk: WritingDesk, row: Round, at: Moment, doing: Doing) -> Round:
    verifier = doing.doer or own_staff_id(desk)
    if verifier is None:
        raise UsageError("没有说明谁验收", "加上 --by 工号或姓名；验收人不能是接单人")
    refuse_own_people(desk, row, verifier)
    return replace(row, verified=str(at), verifier=verifier)


def _rejected(desk: WritingDesk, row: Round, at: Moment, doing: Doing) -> Round:
    _ = at
    _refuse_own_rejection(desk, row, doing)
    _need_reason(doing, "返工")
    return replace(row, finished="", finished_counts=None, rejections=row.rejections + 1)


def _refuse_own_rejection(desk: WritingDesk, row: Round, doing: Doing) -> None:
    if row.executor is not None and row.executor == (doing.doer or own_staff_id(desk)):
        raise RuleError("接单人不能验收自己的活，返工也要由别人提出", "换一个验收人：--by 工号或姓名")


def _voided(desk: WritingDesk, row: Round, at: Moment, doing: Doing) -> Round:
    _ = desk
    _need_reason(doing, "作废")
    return replace(row, voided=str(at))


def _executor(desk: WritingDesk, row: Round, doing: Doing) -> int | None:
    """Who does the work: as said, else who it was dispatched to, None for a contractor; who enters is often another."""
    if row.executor is None and (doing.contractor or outside(desk, row.ticket)):
        return None
    executor = doing.doer or row.executor
    if executor is None:
        raise UsageError("没有说明谁接的单", "加上 --by 工号或姓名")
    return executor


def _need_reason(doing: Doing, what: str) -> None:
    if not doing.note:
        raise UsageError(f"{what}要写原因", "加上 --reason 文字")


_EFFECTS: dict[Action, Callable[[WritingDesk, Round, Moment, Doing], Round]] = {
    Action.DISPATCH: _dispatched,
    Action.ACCEPT: _accepted,
    Action.RETURN: _returned,
    Action.PROGRESS: _progressed,
    Action.FINISH: _finished,
    Action.VERIFY: _verified,
    Action.REJECT: _rejected,
    Action.VOID: _voided,
}

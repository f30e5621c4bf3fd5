"""Slips with a whole life on them: all their times entered at once, by hand or from a sheet (T11)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from gridctl.domain.moments import Moment, not_before
from gridctl.domain.tickets import ACTION_WORDS, ORDER, Action, State
from gridctl.services.tickets.edits import corrected, edit_ticket
from gridctl.services.tickets.opening import current_round, find_ticket
from gridctl.services.tickets.steps import Doing, Standing, sent_back, stepped, take_step
from gridctl.store.tickets import STEP

if TYPE_CHECKING:
    from gridctl.domain.tickets import Round, Ticket
    from gridctl.services.desk import WritingDesk

RETURNED, REWORK = "returned", "rework"  # states of a register that are steps here, not states


@dataclass(frozen=True, slots=True)
class Life:
    """What a slip says happened after it was opened; None or "" where it says nothing.

    `state` is the code of the state that a register gives besides, `reason` its remark; a `contractor` takes the work
    where nobody of ours does.
    """

    dispatched: Moment | None = None
    dispatcher: int | None = None
    executor: int | None = None
    accepted: Moment | None = None
    progress: str = ""
    finished: Moment | None = None
    material: str = ""
    verified: Moment | None = None
    verifier: int | None = None
    state: str = ""
    reason: str = ""
    contractor: str = ""

    @property
    def outside(self) -> str:
        """The contractor who took the work, "" where one of ours did."""
        return "" if self.executor else self.contractor

    def latest(self) -> Moment | None:
        """The last time that stands on the slip."""
        known = (self.verified, self.finished, self.accepted, self.dispatched)
        return next((moment for moment in known if moment), None)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would bring a ticket to where its slip says it is: corrections of entries, then steps not yet taken."""

    corrections: dict[str, Any]
    steps: list[tuple[Action, Doing]]


def live(desk: WritingDesk, ticket: Ticket, life: Life) -> Ticket:
    """Bring a new ticket to where its slip says it is."""
    return follow(desk, ticket, outlook(desk, ticket, life))


def follow(desk: WritingDesk, ticket: Ticket, ahead: Outlook) -> Ticket:
    """Do what an outlook says."""
    if ahead.corrections:
        edit_ticket(desk, ticket, ahead.corrections, reason="按登记表更正")
        ticket = find_ticket(desk, ticket.code)
    for action, doing in ahead.steps:
        ticket = take_step(desk, ticket, action, doing)
    return ticket


def rehearse(desk: WritingDesk, ticket: Ticket, ahead: Outlook, filled: tuple[str, ...] = ()) -> None:
    """Raise what `follow` would raise once the fields `filled` of the kind are, and write nothing."""
    _, after, row = corrected(desk, ticket, ahead.corrections)
    now = Standing(after, row, sent_back(desk, ticket), filled)
    for action, doing in ahead.steps:
        now = stepped(desk, now, action, doing)


def outlook(desk: WritingDesk, ticket: Ticket, life: Life) -> Outlook:
    """See what a slip asks for, without doing it."""
    state = State(ticket.state)
    taken = {step.action for step in desk.reader.find(STEP, desk.pid, STEP.c["ticket"] == ticket.id)}
    over = state is State.VOID or (life.state == RETURNED and Action.RETURN in taken)
    if over or (life.state == REWORK and Action.REJECT in taken):
        return Outlook({}, [])
    if life.state == State.VOID:
        return Outlook({}, _void(desk, ticket, life))
    return Outlook(_differing(desk, ticket, life), _steps(desk, ticket, life))


def _void(desk: WritingDesk, ticket: Ticket, life: Life) -> list[tuple[Action, Doing]]:
    if ticket.state == State.DONE:
        return []
    at = life.latest() or Moment.parse_stored(current_round(desk, ticket).opened)
    return [(Action.VOID, Doing(at, note=life.reason or "登记表注明作废"))]


def _steps(desk: WritingDesk, ticket: Ticket, life: Life) -> list[tuple[Action, Doing]]:
    row, state = current_round(desk, ticket), State(ticket.state)
    steps: list[tuple[Action, Doing]] = []
    firm = life.outside
    if life.dispatched and (life.executor or firm) and state is State.TO_DISPATCH:
        told = Doing(life.dispatched, life.dispatcher, to=life.executor, contractor=firm)
        steps.append((Action.DISPATCH, told))
    if life.accepted and not row.accepted and state in (State.TO_DISPATCH, State.TO_ACCEPT):
        steps.append((Action.ACCEPT, Doing(life.accepted, life.executor, contractor=firm)))
    if life.finished and not row.finished and state is not State.DONE:
        done = Doing(life.finished, life.executor, life.progress, life.material, contractor=firm)
        steps.append((Action.FINISH, done))
    elif life.progress and row.progress != life.progress and (steps or state in (State.ACCEPTED, State.IN_PROGRESS)):
        at = (life.accepted or life.dispatched) if steps else None
        steps.append((Action.PROGRESS, Doing(at, life.executor, life.progress)))
    return steps + _ending(life, verified=bool(row.verified), finished=bool(life.finished or row.finished))


def _ending(life: Life, *, verified: bool, finished: bool) -> list[tuple[Action, Doing]]:
    if life.state == RETURNED:
        return [(Action.RETURN, Doing(life.latest(), note=life.reason or "登记表注明退单"))]
    if life.state == REWORK:
        doing = Doing(life.verified or life.finished, life.verifier, life.reason or "登记表注明返工")
        return [(Action.REJECT, doing)] if finished else []
    return [(Action.VERIFY, Doing(life.verified, life.verifier))] if life.verified and finished and not verified else []


def _differing(desk: WritingDesk, ticket: Ticket, life: Life) -> dict[str, Any]:
    """What the slip says otherwise than the ledger, of what both know."""
    row = current_round(desk, ticket)
    said = {
        "dispatched": life.dispatched,
        "executor": life.executor,
        "accepted": life.accepted,
        "finished": life.finished,
        "verified": life.verified,
        "verifier": life.verifier,
        "material": life.material if row.finished else "",
        "progress": life.progress if row.finished else "",
    }
    texts = {name: value if isinstance(value, int) else str(value or "") for name, value in said.items()}
    return {
        name: value for name, value in texts.items() if value and getattr(row, name) and getattr(row, name) != value
    }


def with_what_is_known(life: Life, row: Round) -> Life:
    """What a slip and the ledger say together: where the slip is blank, the ledger stands."""
    blank = [name for name in ("dispatched", "accepted", "finished", "verified") if not getattr(life, name)]
    times: dict[str, Any] = {name: Moment.parse_stored(text) for name in blank if (text := getattr(row, name))}
    return replace(life, **times, executor=life.executor or row.executor, verifier=life.verifier or row.verifier)


def slip_problem(life: Life, opened: Moment | None, now: Moment) -> str:
    """Say why a slip cannot be true, or nothing: a time missing for its state, times out of order, one pair of eyes."""
    times = {"opened": opened, **{name: getattr(life, name) for name, _ in ORDER[1:]}}
    known = [(word, moment) for name, word in ORDER if (moment := times[name])]
    for i, (word, moment) in enumerate(known):
        if not not_before(now, moment):
            return f"{word}时间 {moment} 还没有到"
        if i and not not_before(moment, known[i - 1][1]):
            return f"{word}（{moment}）早于{known[i - 1][0]}（{known[i - 1][1]}）"
    return _missing(life)


def contradiction(life: Life) -> str:
    """Say what of a new slip does not go with its state, or nothing; a known ticket's own steps tell that."""
    if life.state == RETURNED and life.finished:
        return "状态是退单，却有完成时间"
    if life.state == RETURNED and not (life.dispatched or life.accepted):
        return "状态是退单，却没有派单或接单时间"
    return ""


def _missing(life: Life) -> str:
    if life.state == State.DONE and not (life.finished and life.verified):
        return "状态是已完成，却没有完成时间或验收时间"
    if life.state in (State.TO_VERIFY, REWORK) and not life.finished:
        return "状态是待验收或返工，却没有完成时间"
    if life.verified and not (life.finished and life.verifier):
        return "有验收时间，却没有完成时间或验收人"
    if (life.finished or life.accepted or life.dispatched) and not (life.executor or life.contractor):
        return "有派单、接单或完成时间，却没有接单人"
    if life.verified and life.verifier and life.executor == life.verifier:
        return "接单人和验收人是同一个人；验收要由别人做"
    return ""


def step_words(action: Action, doing: Doing) -> str:
    """A step to come, in words."""
    return f"{ACTION_WORDS[action]} {doing.at or '现在'}"

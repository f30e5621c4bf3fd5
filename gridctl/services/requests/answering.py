"""What happens to a request: answered, urged, and the resident asked whether he is content (D7 一, D4 三.2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.moments import Moment, not_before, parse_moment
from gridctl.domain.text import clean
from gridctl.domain.ticket_details import DETAIL_PREFIX
from gridctl.domain.tickets import Action, State
from gridctl.errors import RuleError, UsageError
from gridctl.regulation.tickets import ticket_kind
from gridctl.services.requests.opening import REQUEST, find_request
from gridctl.services.tickets.details import begin_details, details_of, read_details
from gridctl.services.tickets.opening import add_step, current_round, find_ticket, refuse_future
from gridctl.services.tickets.steps import Doing, own_staff_id, refuse_state, take_step
from gridctl.store.staff import find_staff
from gridctl.store.tickets import STEP

if TYPE_CHECKING:
    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import Desk, WritingDesk

_NOT_TAKEN = (State.TO_DISPATCH, State.TO_ACCEPT)


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of a step, as typed: the words, who did it, and when ("" is now)."""

    words: str = ""
    by: str = ""
    at: str = ""


def answer_request(desk: WritingDesk, number: str, told: Told, *, done: bool = False) -> Ticket:
    """Keep an answer; the first one meets the limit to respond, and whoever gives it has taken the request on.

    `done`: nothing is left but to call back.
    """
    ticket, words = find_request(desk, number), clean(told.words)
    if not words:
        raise UsageError("没有写答复的内容", "写明怎么答复的，例如 已约明天上门")
    refuse_state(ticket, Action.ANSWER)
    at, doer = _moment(desk, ticket, told.at), _person(desk, told.by) or own_staff_id(desk)
    if ticket.state in _NOT_TAKEN:
        doer = doer or current_round(desk, ticket).executor
        ticket = take_step(desk, ticket, Action.ACCEPT, Doing(at, doer))
    known = details_of(desk, ticket)
    said = {"answer": f"{known['answer']}；{at} {words}" if "answer" in known else words}
    begin_details(desk, ticket, said if "answered" in known else {"answered": str(at), **said})
    add_step(desk, ticket, Action.ANSWER, str(at), doer=doer, note=words)
    if done:
        ticket = take_step(desk, ticket, Action.FINISH, Doing(at, None, words))
    return ticket


def urge_request(desk: WritingDesk, number: str, told: Told) -> Ticket:
    """Keep that somebody urged it on (催单), and say how often by now and whose it is."""
    ticket = find_request(desk, number)
    refuse_state(ticket, Action.URGE)
    at = _moment(desk, ticket, told.at)
    doer = _person(desk, told.by) or own_staff_id(desk)
    add_step(desk, ticket, Action.URGE, str(at), doer=doer, note=told.words)
    desk.notices.append(f"{ticket.code} 第 {urged(desk, ticket)} 次催单")
    return ticket


def rate_request(desk: WritingDesk, number: str, rating: str, told: Told, *, back: bool = False) -> Ticket:
    """Keep what the resident said when he was asked, by somebody who did not do the work; the request is then closed.

    `back`: it is sent back to be done again instead. What he says of a closed one later takes the place of the first.
    """
    ticket = find_request(desk, number)
    refuse_state(ticket, Action.CALL_BACK)
    code = read_details(desk, REQUEST, {"satisfaction": rating})["satisfaction"]
    asker = _asker(desk, ticket, told.by)
    at, name = _moment(desk, ticket, told.at), _rating_name(code)
    if back:
        return _send_back(desk, ticket, Doing(at, asker, clean(told.words)), name)
    before = details_of(desk, ticket).get("satisfaction", "")
    begin_details(desk, ticket, {"satisfaction": code, "called_back": str(at)})
    _keep_rating(desk, ticket, Doing(at, asker, clean(told.words)), name, before=before, after=code)
    if ticket.state == State.TO_VERIFY:
        ticket = take_step(desk, ticket, Action.VERIFY, Doing(at, asker, name))
    return find_ticket(desk, ticket.code)


def urged(desk: Desk, ticket: Ticket) -> int:
    """How often a request was urged on, in all its rounds."""
    return len(desk.reader.find(STEP, desk.pid, STEP.c["ticket"] == ticket.id, STEP.c["action"] == str(Action.URGE)))


def _send_back(desk: WritingDesk, ticket: Ticket, doing: Doing, name: str) -> Ticket:
    if ticket.state != State.TO_VERIFY:
        raise RuleError(f"{ticket.code} 已经办结，不能退回重办", f"重新办理：gridctl ticket reopen {ticket.code}")
    if not doing.note:
        raise UsageError("退回重办要写原因", "加上 --note 文字")
    _keep_rating(desk, ticket, doing, name)
    return take_step(desk, ticket, Action.REJECT, doing)


def _keep_rating(
    desk: WritingDesk, ticket: Ticket, doing: Doing, name: str, *, before: str = "", after: str = ""
) -> None:
    changes = {"changes": [[f"{DETAIL_PREFIX}satisfaction", before, after]]} if before and before != after else {}
    note = "；".join(part for part in (name, doing.note) if part)
    add_step(desk, ticket, Action.CALL_BACK, str(doing.at), doer=doing.doer, note=note, **changes)


def _asker(desk: WritingDesk, ticket: Ticket, by: str) -> int:
    """Who asked the resident: not who did the work, nor who answered him."""
    asker = _person(desk, by) or own_staff_id(desk)
    if asker is None:
        raise UsageError("没有说明谁回访的", "加上 --by 工号或姓名；不能是办理人")
    answered = desk.reader.find(STEP, desk.pid, STEP.c["ticket"] == ticket.id, STEP.c["action"] == str(Action.ANSWER))
    did = {step.doer for step in answered if step.round == ticket.round} | {current_round(desk, ticket).executor}
    if asker in did:
        raise RuleError(f"{ticket.code} 的办理人不能回访自己办的诉求", "换一个人回访：--by 工号或姓名")
    return asker


def _rating_name(code: str) -> str:
    choices = ticket_kind(REQUEST).field("satisfaction").choices
    return next((word.name for word in choices if word.code == code), code)


def _moment(desk: WritingDesk, ticket: Ticket, text: str) -> Moment:
    """When it happened: not to come, and not before the request was opened."""
    at = parse_moment(text, desk.now) if text else Moment.of(desk.now)
    refuse_future(desk, at)
    opened = current_round(desk, ticket).opened
    if not not_before(at, Moment.parse_stored(opened)):
        raise RuleError(f"{ticket.code} 在 {opened} 才受理，不能在 {at} 办理", "核对 --at 的时间")
    return at


def _person(desk: Desk, text: str) -> int | None:
    return find_staff(desk.reader, desk.pid, text).id if text else None

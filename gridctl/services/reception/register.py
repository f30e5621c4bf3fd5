"""The reception register: what came in, passed to whom, answered; a ticket at once where it is one (D7 四.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gridctl.domain.moments import Moment, not_before, parse_moment
from gridctl.domain.receptions import Reception
from gridctl.domain.text import clean
from gridctl.errors import NotFoundError, RuleError, UsageError
from gridctl.regulation.office import reception_kind
from gridctl.services.places.finding import find_place_id
from gridctl.services.tickets.steps import own_staff_id
from gridctl.store.receptions import RECEPTION
from gridctl.store.staff import find_staff

if TYPE_CHECKING:
    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import Desk, WritingDesk


@dataclass(frozen=True, slots=True)
class Said:
    """What is written in one line of the register, as typed; "" where nothing was said."""

    kind: str
    what: str
    caller: str = ""
    phone: str = ""
    place: str = ""
    to: str = ""
    by: str = ""
    at: str = ""
    answer: str = ""
    ticket: str = ""
    category: str = ""
    urgency: str = ""


def register(desk: WritingDesk, said: Said) -> Reception:
    """Keep what came in; where a kind of ticket is named, the ticket is opened with the same words and linked."""
    what = clean(said.what)
    if not what:
        raise UsageError("没有写事由", "写明来电来访说了什么，例如 询问装修手续")
    at = _moment(desk, said.at)
    ticket = _open_ticket(desk, said, at) if said.ticket else None
    place = ticket.place if ticket else find_place_id(desk, said.place) if said.place else None
    row = Reception(
        project=desk.pid,
        id=desk.tx.next_id(desk.pid, RECEPTION),
        at=str(at),
        kind=reception_kind(said.kind).code,
        caller=clean(said.caller),
        phone=clean(said.phone),
        place=place,
        what=what,
        received_by=_person(desk, said.by) if said.by else own_staff_id(desk),
        passed_to=_person(desk, said.to) if said.to else None,
        ticket=ticket.id if ticket else None,
        answer=clean(said.answer),
        answered=str(at) if clean(said.answer) else "",
    )
    desk.tx.insert(RECEPTION, [row])
    return row


def answer_reception(desk: WritingDesk, number: int, answer: str, at: str = "") -> Reception:
    """Keep what was answered, and when; a later answer goes behind the first, whose time stays."""
    row, words, moment = find_reception(desk, number), clean(answer), _moment(desk, at)
    if not words:
        raise UsageError("没有写答复的内容", "写明怎么答复的，例如 已约明天上门")
    if not not_before(moment, Moment.parse_stored(row.answered or row.at)):
        raise RuleError(f"第 {number} 条在 {row.answered or row.at} 登记，不能在 {moment} 答复", "核对 --at 的时间")
    joined = f"{row.answer}；{moment} {words}" if row.answer else words
    answered = replace(row, answer=joined, answered=row.answered or str(moment))
    desk.tx.update(RECEPTION, [answered])
    return answered


def find_reception(desk: Desk, number: int) -> Reception:
    """The line of the register of a number."""
    row = desk.reader.get(RECEPTION, desk.pid, number)
    if row is None:
        raise NotFoundError(f"前台登记没有第 {number} 条", "查看编号：gridctl reception list")
    return row


def _open_ticket(desk: WritingDesk, said: Said, at: Moment) -> Ticket:
    """Open the ticket that a line is, in the line's own words."""
    from gridctl.regulation.tickets import source_from_text, ticket_kind  # noqa: PLC0415 - few lines become tickets
    from gridctl.services.tickets.by_kind import open_by_kind  # noqa: PLC0415 - likewise
    from gridctl.services.tickets.entry import Words  # noqa: PLC0415 - likewise

    if not said.place:
        raise UsageError("开单要写部位", "加上 --place，例如 --place 3栋2单元101")
    kind = ticket_kind(said.ticket).code
    source = source_from_text(reception_kind(said.kind).source, kind)
    words = Words(
        place=said.place,
        problem=said.what,
        category=said.category,
        urgency=said.urgency,
        source=source.code if source else "",
        reporter=said.caller,
        reporter_phone=said.phone,
        opened=str(at),
        kind=kind,
    )
    return open_by_kind(desk, words, said.by)


def _moment(desk: Desk, text: str) -> Moment:
    return parse_moment(text, desk.now) if text else Moment.of(desk.now)


def _person(desk: Desk, text: str) -> int:
    return find_staff(desk.reader, desk.pid, text).id

"""Somebody told of a hazard or an incident, by which means and when; corrected where it was entered wrongly (D2 三.5, D10 3.3.3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gridctl.domain.moments import Moment, not_before, parse_moment
from gridctl.domain.text import clean
from gridctl.domain.ticket_details import Notification
from gridctl.domain.tickets import Action
from gridctl.errors import NotFoundError, RuleError, UsageError
from gridctl.regulation.tickets import means, means_from_text, ticket_kind
from gridctl.regulation.words import Lexicon
from gridctl.services.tickets.chains import means_name
from gridctl.services.tickets.opening import add_step, current_round, refuse_future
from gridctl.services.tickets.steps import refuse_state
from gridctl.store.grids import ASSIGNMENT
from gridctl.store.staff import STAFF, find_staff, lettered_staff
from gridctl.store.ticket_details import NOTIFICATION

if TYPE_CHECKING:
    from gridctl.domain.staff import Staff
    from gridctl.domain.tickets import Ticket
    from gridctl.regulation.ticket_parts import Told
    from gridctl.services.desk import Desk, WritingDesk


@dataclass(frozen=True, slots=True)
class Said:
    """Who was told, as typed: the link by code, name or post; a person, or for a department anybody by name."""

    link: str
    who: str = ""
    at: str = ""
    means: str = ""
    note: str = ""


def tell(desk: WritingDesk, ticket: Ticket, said: Said) -> Notification:
    """Keep that a link of the chain was told; the first time counts.

    RuleError where the link was told earlier already, or the time lies before the ticket was opened; UsageError where who
    or by which means was not said, or the time has no minute.
    """
    refuse_state(ticket, Action.NOTIFY)
    row = _notification(desk, ticket, said)
    desk.tx.insert(NOTIFICATION, [replace(row, id=desk.tx.next_id(desk.pid, NOTIFICATION))])
    _step(desk, ticket, row)
    return row


def retell(desk: WritingDesk, ticket: Ticket, said: Said, reason: str) -> Notification:
    """Correct what was entered last of a link (更正); what was there before stays in the step. What is empty stays."""
    link = link_from_text(ticket.kind, said.link)
    here = NOTIFICATION.c["ticket"] == ticket.id
    known = desk.reader.find(NOTIFICATION, desk.pid, here, NOTIFICATION.c["post"] == link.code)
    if not known:
        raise RuleError(f"{ticket.code} 还没有登记通知{link.name}", "先登记：去掉 --correct")
    before = known[-1]
    kept = Said(link.code, said.who or _who(desk, before)[1], said.at or before.at, said.means or before.means)
    after = replace(_notification(desk, ticket, replace(kept, note=said.note or before.note)), id=before.id)
    desk.tx.update(NOTIFICATION, [after])
    _step(
        desk,
        ticket,
        after,
        f"更正，原来是{_words(desk, ticket, before)}" + (f"：{clean(reason)}" if clean(reason) else ""),
    )
    return after


def link_from_text(kind: str, text: str) -> Told:
    """The link of a kind's chain that a code, a name or a post means; NotFoundError for anything else."""
    links = ticket_kind(kind).told
    lexicon = Lexicon(f"tickets_{kind}.toml 通知", links)
    found = lexicon.find(text) or next((link for link in links if link.post == clean(text)), None)
    if found is None:
        raise NotFoundError(f"要通知的没有“{clean(text)}”", f"应通知的有：{lexicon.names()}")
    return found


def _notification(desk: WritingDesk, ticket: Ticket, said: Said) -> Notification:
    link = link_from_text(ticket.kind, said.link)
    at = _moment(desk, ticket, link, said.at)
    person = _person(desk, link, said.who, at)
    return Notification(
        project=desk.pid,
        id=0,
        ticket=ticket.id,
        post=link.code,
        staff=person.id if person else None,
        told="" if person else clean(said.who),
        at=str(at),
        means=means_from_text(said.means).code if said.means else _no_means(link),
        note=clean(said.note),
    )


def _no_means(link: Told) -> str:
    names = "、".join(word.name for word in means())
    raise UsageError(f"没有说明怎么通知{link.name}的", f"加上 --means {names} 之一")


def _moment(desk: WritingDesk, ticket: Ticket, link: Told, text: str) -> Moment:
    at = parse_moment(text, desk.now) if text else Moment.of(desk.now)
    if at.minute is None:
        raise UsageError(f"通知{link.name}的时间要写到几点几分", "例如 --at 8:35、--at 昨天 22:10")
    refuse_future(desk, at)
    opened = current_round(desk, ticket).opened if ticket.round == 1 else ""
    if opened and not not_before(at, Moment.parse_stored(opened)):
        title = ticket_kind(ticket.kind).opened_title
        raise RuleError(f"通知{link.name}的时间 {at} 早于{title}（{opened}）", "核对 --at 的时间")
    return at


def _person(desk: WritingDesk, link: Told, text: str, at: Moment) -> Staff | None:
    """Who was told: a member of staff or, of a department, anybody; where nobody was named, the one who holds the post."""
    if not text:
        return _only_holder(desk, link, at)
    if link.post is None:
        known = desk.reader.find(STAFF, desk.pid, (STAFF.c["number"] == text) | (STAFF.c["name"] == clean(text)))
        return known[0] if len(known) == 1 else lettered_staff(desk.reader, desk.pid, text)
    person = find_staff(desk.reader, desk.pid, text)
    if person not in holders(desk, link, at):
        desk.notices.append(f"{person.name}在 {at.day} 不任{link.name}，照记")
    return person


def _only_holder(desk: WritingDesk, link: Told, at: Moment) -> Staff:
    found = holders(desk, link, at)
    if len(found) != 1:
        raise UsageError(f"没有说明通知的{link.name}是谁", "加上 --who 工号或姓名")
    return found[0]


def holders(desk: Desk, link: Told, at: Moment) -> list[Staff]:
    """Who holds a link's post on a day, by the register or by an assignment."""
    from gridctl.domain.grids import holds_on  # noqa: PLC0415 - a list of what was told asks for nobody's post

    if link.post is None:
        return []
    assigned = desk.reader.find(ASSIGNMENT, desk.pid, ASSIGNMENT.c["post"] == link.post)
    keys = {row.staff for row in assigned if holds_on(row, at.day)}
    by_post = STAFF.c["post"] == link.post
    people = desk.reader.find(STAFF, desk.pid, by_post | STAFF.c["id"].in_(keys) if keys else by_post)
    return [one for one in people if one.departed is None or at.day < one.departed]


def _step(desk: WritingDesk, ticket: Ticket, row: Notification, more: str = "") -> None:
    note = "；".join(part for part in (_words(desk, ticket, row), row.note, more) if part)
    add_step(desk, ticket, Action.NOTIFY, row.at, note=note, link=row.post)


def _words(desk: WritingDesk, ticket: Ticket, row: Notification) -> str:
    """A notification in words: 通知项目负责人黄卫东（电话，2026-03-16 08:35）."""
    name = next((link.name for link in ticket_kind(ticket.kind).told if link.code == row.post), row.post)
    return f"{name} {_who(desk, row)[0]}（{means_name(row.means)}，{row.at}）"


def _who(desk: WritingDesk, row: Notification) -> tuple[str, str]:
    """Who was told, by name and as it can be typed."""
    person = desk.reader.get(STAFF, desk.pid, row.staff) if row.staff else None
    return (person.name, person.number) if person else (row.told, row.told)

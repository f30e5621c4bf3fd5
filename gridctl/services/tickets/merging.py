"""并单: a ticket joined to an earlier one as the same fault, and taken apart again with everything as it was (T10).

The joined one counts no more: it leaves the book of open rounds as voided ones do, while its fault is counted with the
one it was joined to. Taken apart, it comes back with its own state, times and limit.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from gridctl.domain.moments import Moment, not_before
from gridctl.domain.ticket_details import Merge
from gridctl.domain.tickets import Action, State
from gridctl.errors import RuleError, UsageError
from gridctl.regulation.tickets import ticket_kind
from gridctl.services.tickets.merges import merge_of
from gridctl.services.tickets.movements import keep_book
from gridctl.services.tickets.opening import add_step, current_round
from gridctl.services.tickets.steps import refuse_state
from gridctl.store.ticket_details import MERGE
from gridctl.store.ticket_reads import merged_into
from gridctl.store.tickets import ROUND, TICKET

if TYPE_CHECKING:
    from gridctl.domain.tickets import Ticket
    from gridctl.services.desk import WritingDesk


def merge_ticket(desk: WritingDesk, ticket: Ticket, into: Ticket, *, note: str = "", doer: int | None = None) -> Ticket:
    """Join a ticket to one that was opened before it; gives it as it is afterwards.

    RuleError where they are not of one kind, the other is closed, voided or itself joined, or is the later of the two.
    """
    _refuse(desk, ticket, into)
    at, row = Moment.of(desk.clock_now), current_round(desk, ticket)
    before = {"state": ticket.state, "voided": row.voided}
    after, ended = replace(ticket, state=State.VOID), replace(row, voided=str(at))
    merge = Merge(
        project=desk.pid,
        id=desk.tx.next_id(desk.pid, MERGE),
        ticket=ticket.id,
        target=into.id,
        merged_on=at.day,
        before=json.dumps(before),
        undone_on=None,
    )
    desk.tx.insert(MERGE, [merge])
    desk.tx.update(TICKET, [after])
    desk.tx.update(ROUND, [ended])
    add_step(desk, after, Action.MERGE, str(at), doer=doer, note=f"并入 {into.code}" + _and(note), into=into.id)
    add_step(desk, into, Action.MERGE, str(at), doer=doer, note=f"{ticket.code} 并入本单" + _and(note))
    keep_book(desk, after, ended)
    return after


def unmerge_ticket(desk: WritingDesk, ticket: Ticket, *, note: str = "", doer: int | None = None) -> Ticket:
    """Take a joined ticket apart again: its state, its round and where it counts are as they were."""
    merge = merge_of(desk, ticket)
    if merge is None:
        raise RuleError(f"{ticket.code} 没有并入别的单", f"查看：gridctl ticket show {ticket.code}")
    at, said = Moment.of(desk.clock_now), json.loads(merge.before)
    after = replace(ticket, state=said["state"])
    row = replace(current_round(desk, ticket), voided=said["voided"])
    desk.tx.update(MERGE, [replace(merge, undone_on=at.day)])
    desk.tx.update(TICKET, [after])
    desk.tx.update(ROUND, [row])
    into = desk.reader.find(TICKET, desk.pid, TICKET.c["id"] == merge.target)[0]
    add_step(desk, after, Action.UNMERGE, str(at), doer=doer, note=f"与 {into.code} 分开" + _and(note))
    add_step(desk, into, Action.UNMERGE, str(at), doer=doer, note=f"{ticket.code} 已分开" + _and(note))
    keep_book(desk, after, row)
    return after


def _and(note: str) -> str:
    return f"：{note}" if note else ""


def _refuse(desk: WritingDesk, ticket: Ticket, into: Ticket) -> None:
    if ticket.id == into.id:
        raise UsageError(f"{ticket.code} 不能并入它自己", "用 --into 写另一张单")
    if ticket.kind != into.kind:
        names = (ticket_kind(each.kind).name for each in (ticket, into))
        raise RuleError(f"{ticket.code}（{next(names)}）不能并入 {into.code}（{next(names)}）", "同一种单才能并")
    refuse_state(ticket, Action.MERGE)
    _refuse_target(desk, ticket, into)


def _refuse_target(desk: WritingDesk, ticket: Ticket, into: Ticket) -> None:
    row, other = current_round(desk, ticket), current_round(desk, into)
    if merge := merge_of(desk, into):
        code = merged_into(desk.reader, desk.pid, [into.id])[merge.ticket]
        raise RuleError(f"{into.code} 已并入 {code}", f"并入后面这张：--into {code}")
    if into.state in (State.VOID, State.DONE):
        state = ticket_kind(into.kind).state_name(into.state)
        raise RuleError(f"{into.code} 已经是{state}，不能再并入", "又坏了的用 gridctl ticket reopen 重开，再并单")
    if not not_before(Moment.parse_stored(row.opened), Moment.parse_stored(other.opened)):
        raise RuleError(
            f"{ticket.code}（{row.opened}）报得比 {into.code}（{other.opened}）早",
            f"后报的并入先报的：gridctl ticket merge {into.code} --into {ticket.code}",
        )

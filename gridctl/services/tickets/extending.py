"""More time for a ticket: asked for with a reason, and valid when the project leader has signed for it (D10 3.3.1)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from gridctl.domain.moments import Moment
from gridctl.domain.signatures import Extension, ExtensionState
from gridctl.domain.text import clean
from gridctl.domain.tickets import State
from gridctl.errors import RuleError, UsageError
from gridctl.regulation.tickets import ticket_kind
from gridctl.services.desk import OWNER, SYSTEM
from gridctl.services.signatures.signing import take
from gridctl.services.tickets.opening import current_round, find_ticket
from gridctl.services.tickets.signed import signed_limits
from gridctl.store.signatures import EXTENSION
from gridctl.store.staff import STAFF, find_staff
from gridctl.store.transactions import utc_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.domain.tickets import Round, Ticket
    from gridctl.services.desk import Caller, Desk, WritingDesk
    from gridctl.services.signatures.pins import Proof
    from gridctl.services.signatures.signing import Paper


@dataclass(frozen=True, slots=True)
class ExtensionLine:
    """A request for more time and what became of it; `means` is pin or paper, times are local."""

    ticket: str
    round: int
    asked_on: date
    asked_by: str
    until: date
    reason: str
    state: str
    signer: str
    means: str
    signed: datetime | None
    paper_on: date | None
    note: str


def signers_of(ticket: Ticket) -> tuple[str, ...]:
    """The posts that may sign for a ticket of its kind."""
    return ticket_kind(ticket.kind).signers


def signers_for(caller: Caller, number: str) -> tuple[str, ...]:
    """The posts that may sign for a ticket, before anything is locked; RuleError where nothing waits to be signed."""
    from gridctl.services.desk import reading  # noqa: PLC0415 - a desk of its own, closed before a PIN is asked for

    with reading(caller) as desk:
        ticket = find_ticket(desk, number)
        _asked(desk, ticket)
        return signers_of(ticket)


def ask_extension(desk: WritingDesk, number: str, until: date, reason: str, *, by: str = "") -> ExtensionLine:
    """Ask for more time for a ticket's current round.

    RuleError where it is void, where a request waits already, or where the day is not after the present limit.
    """
    ticket = find_ticket(desk, number)
    row = current_round(desk, ticket)
    _refuse_ask(desk, ticket, row, until)
    if not clean(reason):
        raise UsageError("申请延期要写理由", "加上 --reason 文字")
    extension = Extension(
        project=desk.pid,
        id=desk.tx.next_id(desk.pid, EXTENSION),
        ticket=ticket.id,
        round=row.round,
        asked_on=desk.clock_now.date(),
        asked_by=_asker(desk, by),
        until=until,
        reason=clean(reason),
        state=ExtensionState.ASKED,
        signer=None,
        means="",
        signed_at="",
        paper_on=None,
        attachment=None,
        note="",
    )
    desk.tx.insert(EXTENSION, [extension])
    return extension_lines(desk, [extension])[0]


def _refuse_ask(desk: Desk, ticket: Ticket, row: Round, until: date) -> None:
    if ticket.state == State.VOID:
        raise RuleError(f"{ticket.code} 已作废，不用延期", "核对单号")
    if waiting := [one for one in extensions_of(desk, ticket.id) if one.state == ExtensionState.ASKED]:
        raise RuleError(
            f"{ticket.code} 已有一份延到 {waiting[0].until} 的申请等着签批",
            f"先签：gridctl ticket sign {ticket.code}；不批：加 --refuse",
        )
    now = present_due(desk, ticket, row)
    if until <= now:
        raise RuleError(f"{ticket.code} 现在的期限是 {now}，不用延到 {until}", "写晚于现在期限的日期：--until")


def present_due(desk: Desk, ticket: Ticket, row: Round) -> date:
    """The limit of a round with what was signed for it."""
    limits = signed_limits(desk, [(ticket.id, row)])
    return limits[ticket.id, row.round].due if limits else row.due


def _asker(desk: WritingDesk, by: str) -> int | None:
    if by:
        return find_staff(desk.reader, desk.pid, by).id
    return None if desk.actor in (OWNER, SYSTEM) else int(desk.actor)


def sign_extension(
    desk: WritingDesk, number: str, how: Proof | Paper, *, refuse: bool = False, reason: str = ""
) -> ExtensionLine:
    """Sign for the request that waits, or refuse it with a reason; either is a signature of the project leader.

    A signature counts from when it is entered; that it comes after the limit, and does not count then, is told of.
    """
    ticket = find_ticket(desk, number)
    asked = _asked(desk, ticket)
    if refuse and not clean(reason):
        raise UsageError("不批要写原因", "加上 --reason 文字")
    row = _round_of(desk, asked)
    opened = Moment.parse_stored(row.opened).day
    signed = take(desk, how, signers_of(ticket), since=opened, ticket=ticket.id)
    before = present_due(desk, ticket, row)
    after = replace(
        asked,
        state=ExtensionState.REFUSED if refuse else ExtensionState.SIGNED,
        signer=signed.signer,
        means=signed.means,
        signed_at=utc_text(desk.tx.now),
        paper_on=signed.paper_on,
        attachment=signed.attachment,
        note=clean(reason),
    )
    desk.tx.update(EXTENSION, [after])
    if not refuse:
        _tell(desk, ticket, row, before)
    return extension_lines(desk, [after])[0]


def _tell(desk: WritingDesk, ticket: Ticket, row: Round, before: date) -> None:
    now, today = present_due(desk, ticket, row), desk.clock_now.date()
    if now == before:
        desk.notices.append(
            f"{ticket.code} 的期限 {before} 已过，按规定过后签批不算（extension_after_expiry）；签批照样留存"
        )
    elif before < today:
        desk.notices.append(f"{ticket.code} 的期限 {before} 已过，按规定签批仍然有效，期限改为 {now}")


def _asked(desk: Desk, ticket: Ticket) -> Extension:
    waiting = [one for one in extensions_of(desk, ticket.id) if one.state == ExtensionState.ASKED]
    if not waiting:
        raise RuleError(
            f"{ticket.code} 没有等着签批的延期申请",
            f"先申请：gridctl ticket extend {ticket.code} --until 日期 --reason 理由",
        )
    return waiting[0]


def _round_of(desk: Desk, extension: Extension) -> Round:
    from gridctl.store.tickets import ROUND  # noqa: PLC0415 - beside its one use

    found = desk.reader.find(ROUND, desk.pid, ROUND.c["ticket"] == extension.ticket)
    return next(row for row in found if row.round == extension.round)


def extensions_of(desk: Desk, ticket: int) -> list[Extension]:
    """Every request for more time of a ticket, oldest first."""
    return desk.reader.find(EXTENSION, desk.pid, EXTENSION.c["ticket"] == ticket)


def waiting_extensions(desk: Desk) -> list[Extension]:
    """Every request that waits for a signature."""
    return desk.reader.find(EXTENSION, desk.pid, EXTENSION.c["state"] == ExtensionState.ASKED)


def extension_lines(desk: Desk, rows: Sequence[Extension]) -> list[ExtensionLine]:
    """Requests in words."""
    from gridctl.store.tickets import TICKET  # noqa: PLC0415 - beside its one use

    if not rows:
        return []
    names = {person.id: person.name for person in desk.reader.find(STAFF, desk.pid)}
    wanted = TICKET.c["id"].in_({row.ticket for row in rows})
    codes = {ticket.id: ticket.code for ticket in desk.reader.find(TICKET, desk.pid, wanted)}
    return [
        ExtensionLine(
            ticket=codes[row.ticket],
            round=row.round,
            asked_on=row.asked_on,
            asked_by=names.get(row.asked_by or 0, ""),
            until=row.until,
            reason=row.reason,
            state=row.state,
            signer=names.get(row.signer or 0, ""),
            means=row.means,
            signed=desk.local(row.signed_at) if row.signed_at else None,
            paper_on=row.paper_on,
            note=row.note,
        )
        for row in rows
    ]

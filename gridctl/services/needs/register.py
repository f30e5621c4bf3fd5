"""Needs as they are noted and settled: found on a visit or by themselves (D9 入户走访制度 二)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gridctl.domain.moments import Moment
from gridctl.domain.text import clean
from gridctl.domain.tickets import OPEN_STATES
from gridctl.domain.visits import Need, NeedState
from gridctl.errors import NotFoundError, RuleError, UsageError
from gridctl.regulation.visits import NeedKind, need_kind, need_said
from gridctl.services.grids.finding import find_grid
from gridctl.services.places.finding import find_place_id
from gridctl.services.tickets.opening import refuse_future
from gridctl.services.tickets.steps import own_staff_id
from gridctl.store.answering import grid_of
from gridctl.store.staff import find_staff
from gridctl.store.tickets import TICKET
from gridctl.store.visits import NEED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from gridctl.domain.visits import Visit
    from gridctl.services.desk import Desk, WritingDesk

ON_THE_SPOT = "当场解决"


@dataclass(frozen=True, slots=True)
class Noted:
    """A need in words, of a kind, and whether it was solved on the spot."""

    kind: NeedKind
    what: str
    solved: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A need that is noted by itself, as typed; `what` is 种类:内容 or the words alone."""

    what: str
    place: str = ""
    grid: str = ""
    kind: str = ""
    by: str = ""
    solved: bool = False


def needs_said(texts: Iterable[str], *, solved: bool) -> list[Noted]:
    """The needs that were typed; UsageError for one without words."""
    return [_noted(text, "", solved=solved) for text in texts]


def note_needs(desk: WritingDesk, visit: Visit, noted: Sequence[Noted]) -> list[Need]:
    """Keep the needs that a visit found."""
    if not noted:
        return []
    first = desk.tx.next_id(desk.pid, NEED, len(noted))
    rows = [
        _need(desk, first + i, one, visit.day, visit.staff, place=visit.place, grid=visit.grid, visit=visit.id)
        for i, one in enumerate(noted)
    ]
    desk.tx.insert(NEED, rows)
    return rows


def add_need(desk: WritingDesk, said: Said, day: date) -> Need:
    """Keep a need that no visit found: somebody spoke of it in passing."""
    noted = _noted(said.what, said.kind, solved=said.solved)
    refuse_future(desk, Moment(day))
    place = find_place_id(desk, said.place) if said.place else None
    if place is not None:
        grid = grid_of(desk.reader, desk.pid, place, day)
    else:
        grid = find_grid(desk, said.grid).id if said.grid else None
    who = find_staff(desk.reader, desk.pid, said.by).id if said.by else own_staff_id(desk)
    row = _need(desk, desk.tx.next_id(desk.pid, NEED), noted, day, who, place=place, grid=grid, visit=None)
    desk.tx.insert(NEED, [row])
    return row


def edit_need(desk: WritingDesk, number: int, *, kind: str = "", what: str = "") -> Need:
    """Put right the kind or the words of a need."""
    row = find_need(desk, number)
    words = clean(what)
    if not (kind or words):
        raise UsageError("没有说明要更正什么", "例如 --kind 停车 或 --what 晚上没有车位")
    after = replace(row, kind=need_kind(kind).code if kind else row.kind, what=words or row.what)
    desk.tx.update(NEED, [after])
    return after


def settle_needs(desk: WritingDesk, numbers: Sequence[int], how: str, day: date) -> list[Need]:
    """Keep how needs were settled, and when."""
    words = clean(how)
    if not words:
        raise UsageError("没有写怎么办结的", "加上 --how 文字，例如 --how 已增设12个车位，入户告知")
    rows = unsettled_needs(desk, numbers)
    refuse_future(desk, Moment(day))
    for row in rows:
        if day < row.day:
            raise RuleError(f"第 {row.id} 条需求 {row.day} 才提出，不能在 {day} 办结", "核对 --on 的日期")
    settled = [replace(row, settled_on=day, settlement=words) for row in rows]
    desk.tx.update(NEED, settled)
    _tell_open_tickets(desk, settled)
    return settled


def find_need(desk: Desk, number: int) -> Need:
    """The need of a number."""
    row = desk.reader.get(NEED, desk.pid, number)
    if row is None:
        raise NotFoundError(f"没有第 {number} 条需求", "查看编号：gridctl need list --all")
    return row


def unsettled_needs(desk: Desk, numbers: Sequence[int]) -> list[Need]:
    """The needs of these numbers, none of which is settled (RuleError) or named twice (UsageError)."""
    twice = next((number for i, number in enumerate(numbers) if number in numbers[:i]), None)
    if twice:
        raise UsageError(f"{twice} 写了两次", "每条只写一次")
    rows = [find_need(desk, number) for number in numbers]
    for row in rows:
        if NeedState.of(row) in (NeedState.SOLVED, NeedState.SETTLED):
            raise RuleError(f"第 {row.id} 条需求 {row.settled_on} 已经办结", f"查看：gridctl need show {row.id}")
    return rows


def _tell_open_tickets(desk: WritingDesk, rows: Sequence[Need]) -> None:
    """Say which needs were settled though their tickets are still open."""
    for row in rows:
        ticket = desk.reader.get(TICKET, desk.pid, row.ticket) if row.ticket is not None else None
        if ticket is not None and ticket.state in OPEN_STATES:
            desk.notices.append(
                f"第 {row.id} 条需求开的单 {ticket.code} 还没有办完；查看：gridctl ticket show {ticket.code}"
            )


def _noted(text: str, kind: str, *, solved: bool) -> Noted:
    found, words = need_said(clean(text))
    if not words:
        raise UsageError("没有写需求的内容", "写成 种类:内容，例如 停车:晚上没有车位")
    return Noted(need_kind(kind) if kind else found, words, solved)


def _need(
    desk: Desk,
    key: int,
    noted: Noted,
    day: date,
    staff: int | None,
    *,
    place: int | None,
    grid: int | None,
    visit: int | None,
) -> Need:
    return Need(
        project=desk.pid,
        id=key,
        visit=visit,
        day=day,
        place=place,
        grid=grid,
        staff=staff,
        kind=noted.kind.code,
        what=noted.what,
        solved=int(noted.solved),
        meeting=None,
        ticket=None,
        settled_on=day if noted.solved else None,
        settlement=ON_THE_SPOT if noted.solved else "",
    )

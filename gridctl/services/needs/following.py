"""What becomes of a need that was not solved at once: taken to a meeting, or made a ticket (D9 入户走访制度 五)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gridctl.domain.meetings import MeetingState
from gridctl.domain.text import clean
from gridctl.errors import RuleError, UsageError
from gridctl.regulation.tickets import ticket_kind
from gridctl.regulation.visits import need_kinds
from gridctl.services.meetings.finding import find_meeting
from gridctl.services.needs.register import unsettled_needs
from gridctl.services.tickets.by_kind import open_by_kind
from gridctl.services.tickets.entry import Words
from gridctl.services.tickets.opening import find_ticket, kind_code
from gridctl.store.estates import PLACE
from gridctl.store.visits import NEED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.domain.estates import Place
    from gridctl.domain.tickets import Ticket
    from gridctl.domain.visits import Need
    from gridctl.services.desk import WritingDesk

SOURCE = "resident"


def meeting_wished(meeting: int | None, *, withdraw: bool) -> int | None:
    """The meeting that is meant, None to take needs off; UsageError where neither or both were said."""
    if (meeting is None) is not withdraw:
        raise UsageError("没有说明提交哪次会议", "加上 --meeting 编号（gridctl meeting list）；撤回的只写 --withdraw")
    return meeting


def choose_needs(desk: WritingDesk, numbers: Sequence[int], meeting: int | None) -> list[Need]:
    """Put needs on a meeting's agenda, or with None take them off again; RuleError for a meeting that is over."""
    rows = unsettled_needs(desk, numbers)
    if meeting is not None:
        _refuse_no_meeting(desk, meeting)
        for row in rows:
            if row.meeting not in (None, meeting):
                desk.notices.append(f"第 {row.id} 条需求原来提交 {row.meeting} 号会议，现在改为 {meeting} 号")
    chosen = [replace(row, meeting=meeting) for row in rows]
    desk.tx.update(NEED, [after for after, row in zip(chosen, rows, strict=True) if after != row])
    return chosen


@dataclass(frozen=True, slots=True)
class Wished:
    """The ticket that is wanted of needs, as typed; `number` is one that is open already."""

    kind: str = ""
    place: str = ""
    problem: str = ""
    category: str = ""
    by: str = ""
    number: str = ""


def ticket_of_needs(desk: WritingDesk, numbers: Sequence[int], wished: Wished) -> list[Need]:
    """Open one ticket of needs that speak of the same thing, or link the one that is open already."""
    rows = unsettled_needs(desk, numbers)
    for row in rows:
        if row.ticket is not None:
            raise RuleError(f"第 {row.id} 条需求已经开单", f"查看：gridctl need show {row.id}")
    ticket = (
        find_ticket(desk, wished.number, kind_code(wished.kind)) if wished.number else _opened(desk, rows[0], wished)
    )
    linked = [replace(row, ticket=ticket.id) for row in rows]
    desk.tx.update(NEED, linked)
    return linked


def _opened(desk: WritingDesk, row: Need, wished: Wished) -> Ticket:
    kind = next(kind for kind in need_kinds() if kind.code == row.kind)
    code = ticket_kind(wished.kind).code if wished.kind else kind.ticket
    words = Words(
        place=_where(desk, row, wished, code),
        problem=clean(wished.problem) or row.what,
        category=wished.category,
        source=SOURCE if SOURCE in [word.code for word in ticket_kind(code).sources] else "",
        kind=code,
    )
    return open_by_kind(desk, words, wished.by)


def _where(desk: WritingDesk, row: Need, wished: Wished, code: str) -> str:
    """The place as it is typed: that which is said, else the home; a repair of public ground is not in a home."""
    if wished.place:
        return wished.place
    public = any(kind.public and kind.ticket == code for kind in need_kinds())
    if row.place is None or public:
        name = ticket_kind(code).name
        raise UsageError(f"{name}要写在哪里", "加上 --place 部位，例如 --place 3栋2单元大堂；就在住户家里的，写房号")
    return _home(desk, row.place)


def _home(desk: WritingDesk, key: int) -> str:
    from gridctl.services.places.finding import place_name  # noqa: PLC0415 - where no place is said

    place: Place = desk.reader.alike(PLACE, desk.pid, id=key)[0]
    return place_name(desk, place)


def _refuse_no_meeting(desk: WritingDesk, number: int) -> None:
    row = find_meeting(desk, number)
    if row.state != MeetingState.PLANNED:
        word = "已经开过" if row.state == MeetingState.HELD else "已经取消"
        raise RuleError(
            f"{number} 号会议（{row.day}）{word}，不能再提交需求",
            "提交下一次会议：gridctl meeting list --planned；没有就先计划：gridctl meeting plan",
        )

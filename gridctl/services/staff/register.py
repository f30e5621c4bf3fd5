"""Staff: registered, found by 工号 or name, leaving (D3, D5, D7 四)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gridctl.domain.grids import Scope, holds_on
from gridctl.domain.staff import Staff
from gridctl.domain.text import clean, fold
from gridctl.errors import RuleError, UsageError
from gridctl.services.desk import OWNER, SYSTEM
from gridctl.store.staff import STAFF, find_staff

if TYPE_CHECKING:
    from datetime import date

    from gridctl.domain.grids import Assignment
    from gridctl.regulation.posts import Post
    from gridctl.services.desk import Desk, WritingDesk


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Who is registered, as typed; `place` is the ground of a post that answers for a place (会所, 样板间)."""

    number: str
    name: str
    post: str
    phone: str = ""
    joined: date | None = None
    lives_in: str = ""
    remark: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Departure:
    """What someone who leaves leaves behind: grids that have no head from that day, tickets and things still in hand."""

    number: str
    name: str
    departed: date
    ended: int
    headless: tuple[str, ...]
    tickets: tuple[str, ...]
    equipment: tuple[str, ...]


def add_staff(desk: WritingDesk, who: Newcomer) -> Staff:
    """Register a member of staff; a post whose ground is the project or a place is assigned to it from the first day.

    UsageError for a 工号 or name that is none, RuleError for a 工号 that someone has, NotFoundError for an unknown post.
    """
    from gridctl.regulation.posts import post_from_text  # noqa: PLC0415 - finding somebody needs no posts

    post = post_from_text(who.post)
    person = Staff(
        project=desk.pid,
        id=0,
        number=staff_number(who.number),
        name=staff_name(who.name),
        post=post.code,
        phone=clean(who.phone),
        joined=who.joined,
        departed=None,
        lives_in=clean(who.lives_in),
        remark=clean(who.remark),
    )
    _refuse_known(desk, person)
    if who.place and post.scope != Scope.PLACE:
        raise UsageError(f"{post.name}不是按部位安排的岗位", "去掉 --place；网格和楼栋用 gridctl grid assign 安排")
    person = replace(person, id=desk.tx.next_id(desk.pid, STAFF))
    desk.tx.insert(STAFF, [person])
    _assign_first(desk, person, post, who.place)
    return person


def staff_number(text: str) -> str:
    """A 工号 as it is kept."""
    number = fold(text)
    if not number or number in (OWNER, SYSTEM):
        raise UsageError(f"工号不能是“{text}”", "写单位发的工号，如 YG001")
    return number


def staff_name(text: str) -> str:
    """A name as it is kept."""
    name = clean(text)
    if not name or name in (OWNER, SYSTEM):
        raise UsageError(f"姓名不能是“{text}”", "加上 --name 姓名")
    return name


def first_day(desk: Desk, person: Staff) -> date:
    """The day from which someone's work counts: when he joined, else the go-live day, at the latest today."""
    return person.joined or min(desk.project.live_from, desk.today)


def standing_ground(person: Staff, post: Post, start: date) -> list[Assignment]:
    """The assignment that a post brings by itself: that of a post whose ground is the whole project."""
    from gridctl.services.grids.assignments import planned  # noqa: PLC0415 - tables load with their noun

    stays = person.departed is None or start < person.departed
    return [planned(person, post, start, person.departed)] if post.scope == Scope.PROJECT and stays else []


def _refuse_known(desk: Desk, person: Staff) -> None:
    for other in desk.reader.find(STAFF, desk.pid):
        if other.number.casefold() == person.number.casefold():
            raise RuleError(f"工号 {other.number} 已经是 {other.name}", f"查看：gridctl staff show {other.number}")
        if other.name == person.name:
            desk.notices.append(f"已有同名的 {other.number} {other.name}，以后录入请用工号")


def _assign_first(desk: WritingDesk, person: Staff, post: Post, place: str) -> None:
    from gridctl.services.grids.assignments import keep_assignments, planned  # noqa: PLC0415
    from gridctl.services.places.finding import find_place_id  # noqa: PLC0415

    start = first_day(desk, person)
    rows = standing_ground(person, post, start)
    if place:
        rows = [planned(person, post, start, place=find_place_id(desk, place, rooms=False))]
    keep_assignments(desk, rows)


def depart(desk: WritingDesk, who: str, day: date) -> Departure:
    """Let someone go: not here from that day on, every assignment ends with it (D3: leaving staff keep no grid).

    `who` is a 工号 or a name. RuleError for someone who has left already or had not come by then.
    """
    person = find_staff(desk.reader, desk.pid, who)
    if person.departed:
        raise RuleError(
            f"{person.number} {person.name} 已于 {person.departed} 离岗", "录错了日期可以 gridctl undo 后重录"
        )
    if person.joined and day < person.joined:
        raise RuleError(f"{person.number} {person.name} {person.joined} 才到岗，不能在 {day} 离岗", "核对 --on 的日期")
    return let_go(desk, replace(person, departed=day), day)


def let_go(desk: WritingDesk, person: Staff, day: date) -> Departure:
    """Write that a person leaves on a day, and end what he was put on, his leave, and that he is a gold steward."""
    from gridctl.services.equipment.register import in_hand  # noqa: PLC0415
    from gridctl.services.gold.holding import end_gold_of  # noqa: PLC0415
    from gridctl.services.grids.assignments import assignments_of, end_assignments  # noqa: PLC0415
    from gridctl.services.leaves.leaving import end_leaves_of  # noqa: PLC0415

    ended = end_assignments(desk, assignments_of(desk, person.id), day)
    if end_gold_of(desk, person.id, day):
        desk.notices.append(f"{person.number} {person.name} 从 {day} 起不再是金牌管家")
    end_leaves_of(desk, person, day)
    desk.tx.update(STAFF, [person])
    return Departure(
        number=person.number,
        name=person.name,
        departed=day,
        ended=len(ended),
        headless=_headless(desk, ended, day),
        tickets=tickets_in_hand(desk, person),
        equipment=in_hand(desk, person.id),
    )


def _headless(desk: Desk, ended: list[Assignment], day: date) -> tuple[str, ...]:
    """The grids among what ended that stand on the day and have no head on it."""
    from gridctl.domain.grids import grid_name  # noqa: PLC0415
    from gridctl.services.grids.assignments import heads_on  # noqa: PLC0415
    from gridctl.store.grids import GRID  # noqa: PLC0415

    lost = {row.grid for row in ended if row.post == desk.policy("grid_head_post", day)} - {None}
    headed = heads_on(desk, day)
    grids = [desk.reader.get(GRID, desk.pid, key) for key in lost if key is not None and key not in headed]
    return tuple(sorted(grid_name(grid) for grid in grids if grid and holds_on(grid, day)))


def tickets_in_hand(desk: Desk, person: Staff) -> tuple[str, ...]:
    """The numbers of the open tickets that someone took."""
    from gridctl.domain.tickets import OPEN_STATES  # noqa: PLC0415
    from gridctl.store.ticket_reads import TicketFilter, ticket_records  # noqa: PLC0415

    wanted = TicketFilter(states=tuple(OPEN_STATES), executor=person.id)
    return tuple(record.number for record in ticket_records(desk.reader, desk.pid, wanted))

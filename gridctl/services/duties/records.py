"""The duties' own book: what was done of those that have no other, and what somebody was excused of (I8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridctl.domain.deadlines import grace_ends
from gridctl.domain.duties.duties import DutyDays, DutyRecord, DutyScope, ProofKind, duty_on
from gridctl.domain.duties.people import Ground
from gridctl.domain.duties.windows import windows_holding
from gridctl.domain.moments import Moment, parse_moment
from gridctl.domain.text import clean
from gridctl.errors import RuleError, UsageError
from gridctl.regulation.words import listed
from gridctl.services.duties.finding import find_duty
from gridctl.services.duties.grounds import Grounds
from gridctl.services.duties.rule_lists import entered_by
from gridctl.services.estates.houses import Houses
from gridctl.services.grids.finding import find_grid
from gridctl.services.grids.ground import building_meant, places_of, written_out
from gridctl.services.places.finding import find_place_id
from gridctl.services.tickets.opening import refuse_future
from gridctl.services.visits.doers import doer_meant
from gridctl.store.duties import DUTY_RECORD
from gridctl.store.staff import find_staff
from gridctl.store.transactions import utc_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.domain.duties.duties import Definition, Duty
    from gridctl.domain.duties.windows import Window
    from gridctl.services.desk import Desk, WritingDesk

_DAY, _YEAR = timedelta(days=1), timedelta(days=365)
_OPTIONS = {
    DutyScope.GRID: "--grid 网格",
    DutyScope.BUILDINGS: "--buildings 1-3栋，或 --grid 网格",
    DutyScope.PLACE: "--place 部位",
    DutyScope.HOME: "--place 房号",
}


@dataclass(frozen=True, slots=True)
class Where:
    """The ground that a record is of, as typed; nothing where nothing was said."""

    grid: str = ""
    buildings: str = ""
    place: str = ""

    def __bool__(self) -> bool:
        return bool(self.grid or self.buildings or self.place)


@dataclass(frozen=True, slots=True)
class Turn:
    """A duty as it was on a day, and the window that the day is in."""

    duty: Duty
    content: Definition
    window: Window


def moment_meant(desk: Desk, text: str) -> Moment:
    """When something was done, as typed; now where nothing was."""
    return parse_moment(text, desk.now) if text else Moment.of(desk.now)


def log_duty(desk: WritingDesk, name: str, at: Moment, where: Where, by: str, note: str) -> list[DutyRecord]:
    """Keep that somebody did a duty: on the ground that is named, else on all of it that he answers for.

    RuleError for a duty with a book of its own, one not due that day, and what was entered before; somebody who does
    not answer for the ground is told of.
    """
    turn = _turn(desk, name, at.day)
    if turn.content.book not in (ProofKind.RECORD, ProofKind.SUPERVISION):
        raise RuleError(f"{turn.duty.name}有自己的簿子，不在这里登记", entered_by(turn.duty.code, turn.content))
    refuse_future(desk, at)
    doer = doer_meant(desk, by, at.day, "做")
    grounds = Grounds(desk)
    chosen = _chosen(desk, grounds, turn, where, doer.id)
    rows = [_row(desk, turn, ground, at, note, staff=doer.id) for ground in chosen]
    _refuse_known(desk, rows, grounds)
    _keep(desk, rows)
    _tell_strangers(desk, grounds, turn, chosen, doer.id)
    _tell_late(desk, at.day)
    return rows


def excuse_duty(
    desk: WritingDesk, name: str, days: tuple[date, date], where: Where, staff: str, reason: str
) -> list[DutyRecord]:
    """Keep that a duty need not be done in the windows of some days, and why: on the ground or by the person named, or at all.

    UsageError without a reason; RuleError where it is not due on any of the days, was excused already,
    or for more than a year.
    """
    first, last = days
    if not clean(reason):
        raise UsageError("没有写为什么免做", "加上 --reason 原因")
    if last < first:
        raise UsageError(f"到 {last} 早于从 {first}", "核对 --on 和 --to")
    if last - first > _YEAR:
        raise RuleError(f"一次最多免做一年，{first} 到 {last} 太长", f"长期不做的停用：gridctl duty off {name}")
    grounds, rows = Grounds(desk), []
    for turn in _turns(desk, name, first, last):
        person = _person(desk, turn, where, staff)
        chosen = _named(desk, grounds, turn, where) if where else [Ground()]
        day = max(first, turn.window.first)
        rows += [_row(desk, turn, ground, Moment(day), reason, staff=person, excused=1) for ground in chosen]
    _refuse_known(desk, rows, grounds)
    _keep(desk, rows)
    return rows


def _turns(desk: Desk, name: str, first: date, last: date) -> list[Turn]:
    """The duty in each window that one of the days is in."""
    found: dict[Window, Turn] = {}
    refused = None
    for number in range((last - first).days + 1):
        try:
            turn = _turn(desk, name, first + number * _DAY)
        except RuleError as error:
            refused = error
        else:
            found.setdefault(turn.window, turn)
    if not found and refused:
        raise refused
    return list(found.values())


def _turn(desk: Desk, name: str, day: date) -> Turn:
    """The duty as it is due on a day; RuleError where it is not."""
    history = find_duty(desk, name)
    duty = duty_on(history, day)
    if duty is None:
        raise RuleError(f"{history[0].name}从 {history[0].valid_from} 起才有", "核对日期")
    content = duty.content
    look = f"查看：gridctl duty show {duty.code}"
    if not duty.enabled:
        raise RuleError(f"{duty.name} {day} 停用", look)
    if content.blank:
        raise RuleError(f"{duty.name}还没有填规程留空的数", look)
    working = desk.calendar() if content.days is DutyDays.WORKING else None
    found = windows_holding(content.rule, day, desk.policies.week_cuts(), working)
    if not found:
        raise RuleError(f"{day} 不用做{duty.name}", look)
    return Turn(duty, content, found[0])


def _chosen(desk: Desk, grounds: Grounds, turn: Turn, where: Where, doer: int) -> list[Ground]:
    """The ground that was named, else what the doer answers for in the window."""
    if turn.content.scope is DutyScope.PERSON:
        return [Ground(staff=doer)]
    if turn.content.scope is DutyScope.PROJECT:
        if where:
            raise UsageError(f"{turn.duty.name}是全项目一份的", "不用写 --grid、--buildings、--place")
        return [Ground()]
    if where:
        return _named(desk, grounds, turn, where)
    day = min(turn.window.last, desk.today)
    posts = turn.content.posts
    own = [one for one in _all(grounds, turn) if doer in grounds.roster.answer(posts, one, day).people]
    if not own:
        name = grounds.staff[doer].name
        raise UsageError(f"没有说明是哪里的{turn.duty.name}：{name}没有负责的", f"加上 {_OPTIONS[turn.content.scope]}")
    return own


def _all(grounds: Grounds, turn: Turn) -> list[Ground]:
    return list(grounds.of(turn.content, turn.window))


def _named(desk: Desk, grounds: Grounds, turn: Turn, where: Where) -> list[Ground]:
    """The ground that was named; RuleError for what the duty is not due for."""
    scope, there = turn.content.scope, _all(grounds, turn)
    keys = _meant(desk, grounds, turn, where)
    chosen = [one for one in there if _key(one, scope) in keys]
    if not keys or len(chosen) < len(keys):
        words = listed(filter(None, (where.grid, where.buildings, where.place)))
        option = _OPTIONS.get(scope)
        hint = f"写 {option}" if option else "不用写 --grid、--buildings、--place"
        raise RuleError(f"{words} 不是 {turn.window.last} 要做{turn.duty.name}的地方", hint)
    return chosen


def _meant(desk: Desk, grounds: Grounds, turn: Turn, where: Where) -> set[int]:
    """The ids of what was named, as far as the duty is due for such."""
    scope = turn.content.scope
    if scope is DutyScope.GRID and where.grid:
        return {find_grid(desk, one).id for one in written_out(where.grid)}
    if scope is DutyScope.BUILDINGS and where.buildings:
        houses = Houses.of(desk)
        return {building_meant(desk, houses, one) for one in written_out(where.buildings)}
    if scope is DutyScope.BUILDINGS and where.grid:
        return grounds.roster.grids_of(turn.window.last).get(find_grid(desk, where.grid).id, set())
    if scope is DutyScope.PLACE and where.place:
        return set(places_of(desk, [where.place]))
    if scope is DutyScope.HOME and where.place:
        return {find_place_id(desk, where.place)}
    return set()


def _key(ground: Ground, scope: DutyScope) -> int | None:
    return {DutyScope.GRID: ground.grid, DutyScope.BUILDINGS: ground.building}.get(scope, ground.place)


def _person(desk: Desk, turn: Turn, where: Where, staff: str) -> int | None:
    if not staff:
        return None
    if turn.content.scope is not DutyScope.PERSON or where:
        raise UsageError(f"{turn.duty.name}不是按人的，免做不写 --staff", "写 --grid、--buildings 或 --place，或都不写")
    return find_staff(desk.reader, desk.pid, staff).id


def _row(
    desk: WritingDesk, turn: Turn, ground: Ground, at: Moment, note: str, *, staff: int | None, excused: int = 0
) -> DutyRecord:
    building = ground.building if turn.content.scope is DutyScope.BUILDINGS else None
    return DutyRecord(
        project=desk.pid,
        id=desk.tx.next_id(desk.pid, DUTY_RECORD),
        code=turn.duty.code,
        day=at.day,
        at=str(at),
        staff=staff,
        grid=ground.grid,
        building=building,
        place=ground.place,
        excused=excused,
        note=clean(note),
        recorded_at=utc_text(desk.tx.now),
    )


def _keep(desk: WritingDesk, rows: Sequence[DutyRecord]) -> None:
    desk.tx.insert(DUTY_RECORD, rows)


def _refuse_known(desk: Desk, rows: Sequence[DutyRecord], grounds: Grounds) -> None:
    known = {_what(row): row for row in desk.reader.alike(DUTY_RECORD, desk.pid, code=rows[0].code)}
    for row in rows:
        if _what(row) in known:
            where = grounds.words(Ground(row.grid, row.building, row.place)) or "这一份"
            word = "免做" if row.excused else "登记"
            raise RuleError(f"{row.day} {where}已经{word}过", "登记错了的，用 gridctl undo 撤销")


def _what(row: DutyRecord) -> tuple[object, ...]:
    return row.day, row.staff, row.grid, row.building, row.place, row.excused


def _tell_strangers(desk: Desk, grounds: Grounds, turn: Turn, chosen: Sequence[Ground], doer: int) -> None:
    """Tell of ground that somebody else answers for: a colleague may help, or the name is wrong."""
    if not turn.content.posts or turn.content.scope is DutyScope.PERSON:
        return
    day = min(turn.window.last, desk.today)
    answers = {one: grounds.roster.answer(turn.content.posts, one, day).people for one in chosen}
    others = [grounds.words(one) or "这项工作" for one, people in answers.items() if doer not in people]
    if others:
        desk.notices.append(
            f"{grounds.staff[doer].name} {day} 不负责{listed(others)}；记录照样作数，写错了人用 gridctl undo"
        )


def _tell_late(desk: WritingDesk, day: date) -> None:
    ends = grace_ends(day, desk.policy("late_entry_grace", day), desk.calendar())
    if day >= desk.project.live_from and desk.clock_now.replace(second=0, microsecond=0) > ends:
        desk.notices.append(f"{day} 的现在才录入，算补录，晚 {max(1, (desk.clock_now.date() - day).days)} 天")

"""Environment services planned: for a day, or again and again, on the ground of a grid, a place or the whole project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.grids import holds_on
from gridctl.domain.text import clean
from gridctl.domain.upkeep import Upkeep
from gridctl.errors import NotFoundError, RuleError, UsageError
from gridctl.regulation.upkeep import UpkeepService, upkeep_from_text, upkeep_name
from gridctl.services.grids.answering import answerable
from gridctl.services.grids.finding import find_grid
from gridctl.services.places.finding import find_place_id
from gridctl.services.upkeep.days import days_of, rule_meant
from gridctl.services.upkeep.doers import check_doer, doer_meant
from gridctl.store.upkeep import UPKEEP

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from gridctl.services.desk import Desk, WritingDesk
    from gridctl.services.upkeep.doers import Doer


@dataclass(frozen=True, slots=True)
class Said:
    """What is to be done where and by whom, as typed; `by` is a contractor or a member of staff."""

    service: str
    grid: str = ""
    place: str = ""
    by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """The day that was said, or how often from when until when, as typed; both ends are included."""

    on: date | None = None
    every: str = ""
    rule: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """A place, a grid, or with neither the whole project."""

    grid: int | None
    place: int | None

    def on(self, desk: Desk, day: date) -> Ground:
        """The same with the grid that a place has on a day; RuleError where a grid does not stand then."""
        if self.place is not None:
            return Ground(answerable(desk, self.place, day)[0], self.place)
        return self


def plan_upkeep(desk: WritingDesk, said: Said, when: When) -> list[Upkeep]:
    """Plan a service for every day that is meant; days on which it is planned there already are left as they are.

    RuleError where all of them are, or who does it or the grid is not there on one of them.
    """
    service, ground, doer = upkeep_from_text(said.service), ground_meant(desk, said), doer_meant(desk, said.by)
    days = _days(desk, when)
    refuse_no_grid(desk, ground, days)
    check_doer(desk, doer, service, days)
    fresh = _not_planned(desk, service, ground, days)
    rows = new_rows(desk, service, [(day, ground.on(desk, day)) for day in fresh], doer, clean(said.note))
    desk.tx.insert(UPKEEP, rows)
    return rows


def cancel_upkeep(desk: WritingDesk, numbers: Sequence[int]) -> list[Upkeep]:
    """Take plans back that were not done; the journal keeps them."""
    rows = [find_upkeep(desk, number) for number in dict.fromkeys(numbers)]
    for row in rows:
        if row.done_on is not None:
            raise RuleError(f"第 {row.id} 条 {row.done_on} 已经做了，不能取消", f"查看：gridctl upkeep show {row.id}")
    desk.tx.delete(UPKEEP, rows)
    return rows


def find_upkeep(desk: Desk, number: int) -> Upkeep:
    """The service of a number."""
    row = desk.reader.get(UPKEEP, desk.pid, number)
    if row is None:
        raise NotFoundError(f"没有第 {number} 条环境作业", "查看编号：gridctl upkeep list")
    return row


def ground_meant(desk: Desk, said: Said) -> Ground:
    """The ground that was named; UsageError where two are."""
    if said.place and said.grid:
        raise UsageError("写了部位就不用写网格", "--place 和 --grid 只写一个")
    if said.place:
        return Ground(None, find_place_id(desk, said.place))
    return Ground(find_grid(desk, said.grid).id if said.grid else None, None)


def refuse_no_grid(desk: Desk, ground: Ground, days: Iterable[date]) -> None:
    """Refuse (RuleError) a grid that does not stand on one of the days."""
    from gridctl.store.grids import GRID  # noqa: PLC0415 - much is planned for a place or for the whole project

    grid = desk.reader.get(GRID, desk.pid, ground.grid) if ground.grid is not None else None
    gone = next((day for day in days if grid and not holds_on(grid, day)), None)
    if grid and gone:
        raise RuleError(f"{gone} 没有网格 {grid.code} {grid.name}", f"查看：gridctl grid show {grid.code}")


def new_rows(
    desk: WritingDesk, service: UpkeepService, where: Sequence[tuple[date, Ground]], doer: Doer, note: str
) -> list[Upkeep]:
    """Rows to be inserted, each with an id, planned for a day on its ground and not done yet."""
    first = desk.tx.next_id(desk.pid, UPKEEP, len(where))
    contractor, staff = doer.keys
    return [
        Upkeep(
            project=desk.pid,
            id=number,
            service=service.code,
            planned_on=day,
            grid=ground.grid,
            place=ground.place,
            contractor=contractor,
            done_on=None,
            staff=staff,
            quantity="",
            accepted_by=None,
            accepted_on=None,
            passed=None,
            note=note,
            recorded_at="",
        )
        for number, (day, ground) in enumerate(where, first)
    ]


def planned_there(desk: Desk, service: str, ground: Ground, first: date, last: date) -> list[Upkeep]:
    """What of a service is planned on a ground between two days, both included."""
    planned_on = UPKEEP.c["planned_on"]
    rows = desk.reader.find(
        UPKEEP, desk.pid, UPKEEP.c["service"] == service, planned_on >= first, planned_on <= last, order="planned_on"
    )
    return [row for row in rows if row.place == ground.place and (row.place is not None or row.grid == ground.grid)]


def _days(desk: Desk, when: When) -> list[date]:
    again = [text for text in (when.every, when.rule) if text]
    if when.on is not None:
        if again or when.since or when.until:
            raise UsageError("写了 --on 就不用写 --every、--rule、--from、--to", "只做一次写 --on，反复做写 --every")
        return [when.on]
    if not again:
        raise UsageError("没有写哪天做", "只做一次写 --on 日期，反复做写 --every 周一,周四 --to 日期")
    if len(again) > 1:
        raise UsageError("--every 和 --rule 只写一个", "常用的写 --every，例如 --every 周一,周四")
    if when.until is None:
        raise UsageError("没有写排到哪天为止", "加上 --to 日期，例如 --to 12-31")
    return days_of(rule_meant(when.every, when.rule), when.since or desk.today, when.until)


def _not_planned(desk: WritingDesk, service: UpkeepService, ground: Ground, days: Sequence[date]) -> list[date]:
    """The days on which the service is not planned there yet."""
    known = {row.planned_on: row for row in planned_there(desk, service.code, ground, days[0], days[-1])}
    fresh = [day for day in days if day not in known]
    if not fresh:
        row = known[days[0]]
        words = f"{row.planned_on} 这里已经排了{upkeep_name(row.service)}，是第 {row.id} 条"
        raise RuleError(words, f"查看：gridctl upkeep show {row.id}")
    if len(fresh) < len(days):
        desk.notices.append(f"有 {len(days) - len(fresh)} 天这里已经排了{service.name}，没有再排")
    return fresh

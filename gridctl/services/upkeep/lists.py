"""Environment services as they are listed, in words, and what came of a month."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from gridctl.domain.months import last_day
from gridctl.domain.privacy import mask_free_text
from gridctl.domain.upkeep import UpkeepState
from gridctl.errors import UsageError
from gridctl.regulation.upkeep import upkeep_from_text, upkeep_name, upkeep_services
from gridctl.services.grids.finding import find_grid
from gridctl.services.places.finding import place_name
from gridctl.services.upkeep.doers import doer_meant
from gridctl.store.contractors import CONTRACTOR
from gridctl.store.estates import PLACE
from gridctl.store.grids import GRID
from gridctl.store.staff import STAFF
from gridctl.store.upkeep import UPKEEP

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gridctl.domain.upkeep import Upkeep
    from gridctl.services.desk import Desk

AHEAD = timedelta(days=7)
WHOLE, OVERDUE = "全项目", "逾期未做"
STATES = {
    UpkeepState.PLANNED: "待作业",
    UpkeepState.DONE: "待验收",
    UpkeepState.FAILED: "不合格",
    UpkeepState.PASSED: "合格",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which services are wanted, as typed; both ends of the days are included.

    Without days: what is overdue, due within a week, or waits to be accepted. With them: everything done or to be done
    then. `todo` leaves only what is not done yet, `unaccepted` only what waits to be accepted.
    """

    since: date | None = None
    until: date | None = None
    service: str = ""
    grid: str = ""
    by: str = ""
    todo: bool = False
    unaccepted: bool = False


@dataclass(frozen=True, slots=True)
class UpkeepLine:
    """A service in a list; `by` is who does it, `overdue_days` is null unless its day is past and it is not done."""

    number: int
    service: str
    service_name: str
    planned_on: date
    grid: str
    place: str
    by: str
    contracted: bool | None
    state: str
    state_name: str
    overdue_days: int | None
    done_on: date | None
    quantity: str
    accepted_by: str
    accepted_on: date | None
    note: str
    clause: str

    @property
    def where(self) -> str:
        """The place, else the grid, else the whole project."""
        return self.place or self.grid or WHOLE


def month_asked(month: date, asked: Asked) -> Asked:
    """The same of a month, given as its first day; UsageError where days were said too."""
    if asked.since or asked.until:
        raise UsageError("写了 --month 就不用写 --from、--to", "只写一种")
    return replace(asked, since=month, until=last_day(month))


def find_upkeep_lines(desk: Desk, asked: Asked) -> list[UpkeepLine]:
    """The services that are asked for, in the order of their days; what is overdue comes first."""
    rows = desk.reader.find(UPKEEP, desk.pid, *_conditions(desk, asked), order="planned_on")
    lines = upkeep_lines(desk, rows)
    return sorted(lines, key=lambda line: line.overdue_days is None)


def _conditions(desk: Desk, asked: Asked) -> list[Any]:
    c = UPKEEP.c
    todo, unaccepted = c["done_on"].is_(None), c["done_on"].is_not(None) & c["passed"].is_(None)
    found: list[Any] = [todo] if asked.todo else []
    found += [unaccepted] if asked.unaccepted else []
    if asked.since:
        found.append((c["done_on"] >= asked.since) | (todo & (c["planned_on"] >= asked.since)))
    if asked.until:
        found.append((c["done_on"] <= asked.until) | (todo & (c["planned_on"] <= asked.until)))
    if not found:
        found.append((todo & (c["planned_on"] <= desk.today + AHEAD)) | unaccepted)
    if asked.service:
        found.append(c["service"] == upkeep_from_text(asked.service).code)
    if asked.grid:
        found.append(c["grid"] == find_grid(desk, asked.grid).id)
    return [*found, *_done_by(desk, asked.by)]


def _done_by(desk: Desk, text: str) -> list[Any]:
    contractor, staff = doer_meant(desk, text).keys
    by_contractor = [UPKEEP.c["contractor"] == contractor] if contractor is not None else []
    return [*by_contractor, *([UPKEEP.c["staff"] == staff] if staff is not None else [])]


def upkeep_lines(desk: Desk, rows: Iterable[Upkeep]) -> list[UpkeepLine]:
    """Services in words, as they stand today."""
    rows = list(rows)
    names = _Names.of(desk, rows)
    return [_line(desk, names, row) for row in rows]


@dataclass(frozen=True, slots=True)
class _Names:
    """What the rows that services point at are called."""

    staff: dict[int, str]
    contractors: dict[int, str]
    grids: dict[int, str]
    places: dict[int, str]
    clauses: dict[str, str]

    @classmethod
    def of(cls, desk: Desk, rows: Sequence[Upkeep]) -> _Names:
        keys = {row.place for row in rows if row.place is not None}
        places = desk.reader.find(PLACE, desk.pid, PLACE.c["id"].in_(keys)) if keys else []
        return cls(
            {one.id: one.name for one in desk.reader.find(STAFF, desk.pid)},
            {one.id: one.name for one in desk.reader.find(CONTRACTOR, desk.pid)},
            {one.id: one.name for one in desk.reader.find(GRID, desk.pid)},
            {one.id: place_name(desk, one) for one in places},
            {one.code: one.clause for one in upkeep_services()},
        )


def _line(desk: Desk, names: _Names, row: Upkeep) -> UpkeepLine:
    state, overdue = UpkeepState.of(row), row.overdue_days(desk.today) or None
    contracted = None if row.contractor is None and row.staff is None else row.contractor is not None
    return UpkeepLine(
        number=row.id,
        service=row.service,
        service_name=upkeep_name(row.service),
        planned_on=row.planned_on,
        grid=names.grids.get(row.grid or 0, ""),
        place=names.places.get(row.place or 0, ""),
        by=names.contractors.get(row.contractor or 0, "") or names.staff.get(row.staff or 0, ""),
        contracted=contracted,
        state=state.value,
        state_name=OVERDUE if overdue else STATES[state],
        overdue_days=overdue,
        done_on=row.done_on,
        quantity=row.quantity,
        accepted_by=names.staff.get(row.accepted_by or 0, ""),
        accepted_on=row.accepted_on,
        note=mask_free_text(row.note),
        clause=names.clauses.get(row.service, ""),
    )


def told(lines: Sequence[UpkeepLine], *, sums: bool) -> list[str]:
    """What stands out of a list and, of a period, how often and how much of each service was done, in sentences."""
    late = [line for line in lines if line.overdue_days]
    waiting = sum(line.state == UpkeepState.DONE for line in lines)
    first = f"逾期未做 {len(late)} 次，最早的是 {late[0].planned_on} 的{late[0].service_name}" if late else ""
    names = dict.fromkeys(line.service_name for line in lines) if sums else ()
    totals = (_sum(name, lines) for name in names)
    return [words for words in (first, f"待验收 {waiting} 次" if waiting else "", *totals) if words]


def _sum(name: str, lines: Sequence[UpkeepLine]) -> str:
    """垃圾清运 做了 12 次，共 36 车、2 吨；其中验收合格 10 次、不合格 1 次."""
    done = [line for line in lines if line.service_name == name and line.done_on]
    amounts: dict[str, Decimal] = {}
    for line in done:
        figure, _, unit = line.quantity.partition(" ")
        amounts[unit] = amounts.get(unit, Decimal()) + Decimal(figure)
    much = "、".join(f"{amount.normalize():f} {unit}" for unit, amount in amounts.items())
    looked = [
        f"{words} {count} 次"
        for words, state in (("合格", UpkeepState.PASSED), ("不合格", UpkeepState.FAILED))
        if (count := sum(line.state == state for line in done))
    ]
    return f"{name}做了 {len(done)} 次，共 {much}" + (f"；验收{'、'.join(looked)}" if looked else "") if done else ""

"""What is due on a day, what was missed, and how much was done by duty, grid and person (I8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.duties.judging import DutyState
from gridctl.domain.duties.rates import Tally, tally
from gridctl.domain.grids import grid_name
from gridctl.domain.months import last_day
from gridctl.domain.text import code_order
from gridctl.errors import UsageError
from gridctl.services.duties.judging import duty_order, judged, judged_on
from gridctl.store.duties import DUTY
from gridctl.store.grids import GRID
from gridctl.store.staff import STAFF, find_staff

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from gridctl.services.desk import Desk
    from gridctl.services.duties.judging import Judged

NOBODY, WHOLE_PROJECT = "（无人）", "（不属网格）"
TOTAL = "合计"


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose duties are wanted, as typed: of a member of staff, of a grid, of some duties; nothing: all."""

    staff: str = ""
    grid: str = ""
    duties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TurnLine:
    """A duty in a window as it is listed: `ground` is "" for the whole project, nobody answers where `answerable` is empty."""

    code: str
    name: str
    ground: str
    first: date
    last: date
    until: str
    answerable: tuple[str, ...]
    deputy_for: tuple[str, ...]
    state: str
    missing: tuple[str, ...]
    wanted: int
    got: int
    delay_days: int
    entered_late: bool
    done_on: date | None
    clause: str


@dataclass(frozen=True, slots=True)
class RateLine:
    """How much of what was due was done, `by` duty, grid, person or total; rates are 0 to 1, null where none is due."""

    by: str
    group: str
    due: int
    done: int
    late: int
    entered_late: int
    missed: int
    excused: int
    rate: float | None
    in_time_rate: float | None
    open: int


@dataclass(frozen=True, slots=True)
class Missed:
    """What was not done in the windows that ended in some days, and how all of them came out."""

    rows: tuple[TurnLine, ...]
    figures: Tally


def due_on(desk: Desk, day: date, asked: Asked) -> list[TurnLine]:
    """What there is to do on a day, or by a later one, and how it stands."""
    staff, grid, codes = asked_ids(desk, asked)
    return turn_lines(judged_on(desk, day, staff=staff, grid=grid, codes=codes))


def missed_between(desk: Desk, first: date, last: date, asked: Asked, *, late: bool = False) -> Missed:
    """What was missed in the windows that ended between two days; with `late` what was done or entered late too."""
    if last < first:
        raise UsageError(f"{first} 在 {last} 之后", "核对 --from 和 --to")
    staff, grid, codes = asked_ids(desk, asked)
    rows = judged(desk, first, min(last, desk.today), staff=staff, grid=grid, codes=codes)
    wanted = (DutyState.MISSED, DutyState.LATE) if late else (DutyState.MISSED,)
    lines = turn_lines(row for row in rows if row.state in wanted)
    return Missed(tuple(lines), tally_of(rows))


def month_rates(desk: Desk, month: date, asked: Asked) -> list[RateLine]:
    """How much was done in the windows that ended in a month: by duty, by grid, by person, and of all.

    A window for which several answer together counts for each of them.
    """
    staff, grid, codes = asked_ids(desk, asked)
    rows = judged(desk, month, last_day(month), staff=staff, grid=grid, codes=codes)
    order = duty_order(desk)
    grids = {one.id: grid_name(one) for one in desk.reader.alike(GRID, desk.pid)}
    staff_names = {one.id: f"{one.number} {one.name}" for one in desk.reader.alike(STAFF, desk.pid)}
    lines = [
        *_rates("duty", sorted(rows, key=lambda row: order[row.code]), lambda row: (row.name,)),
        *_rates("grid", rows, lambda row: (grids.get(row.in_grid or 0, WHOLE_PROJECT),), ordered=True),
        *_rates("person", rows, lambda row: _people(row, staff_names), ordered=True),
    ]
    return [*lines, _rate("total", TOTAL, rows)] if rows else []


def tally_of(rows: Sequence[Judged]) -> Tally:
    """Count how duties came out, and how many were only entered late."""
    return tally((row.state for row in rows), sum(row.entered_late for row in rows))


def turn_lines(rows: Iterable[Judged]) -> list[TurnLine]:
    """Judged duties as they are listed."""
    return [
        TurnLine(
            code=row.code,
            name=row.name,
            ground=row.ground,
            first=row.first,
            last=row.last,
            until=row.until,
            answerable=row.answerable,
            deputy_for=row.deputy_for,
            state=row.state.value,
            missing=row.missing,
            wanted=row.wanted,
            got=row.got,
            delay_days=row.delay_days,
            entered_late=row.entered_late,
            done_on=row.done_on,
            clause=row.clause,
        )
        for row in rows
    ]


def asked_ids(desk: Desk, asked: Asked) -> tuple[int | None, int | None, tuple[str, ...]]:
    """The ids of the person and the grid, and the codes of the duties, that are asked for; a ledger without duties is told of."""
    if not desk.reader.alike(DUTY, desk.pid):
        desk.notices.append("本项目还没有例行工作；采用：gridctl duty adopt")
    staff = find_staff(desk.reader, desk.pid, asked.staff).id if asked.staff else None
    return staff, _grid(desk, asked.grid), _codes(desk, asked.duties)


def _grid(desk: Desk, text: str) -> int | None:
    if not text:
        return None
    from gridctl.services.grids.finding import find_grid  # noqa: PLC0415 - only where a grid is named

    return find_grid(desk, text).id


def _codes(desk: Desk, names: Sequence[str]) -> tuple[str, ...]:
    if not names:
        return ()
    from gridctl.services.duties.finding import find_duty  # noqa: PLC0415 - only where a duty is named

    return tuple(find_duty(desk, name)[0].code for name in names)


def _rates(
    by: str, rows: Sequence[Judged], group: Callable[[Judged], Sequence[str]], *, ordered: bool = False
) -> list[RateLine]:
    groups: dict[str, list[Judged]] = {}
    for row in rows:
        for name in group(row):
            groups.setdefault(name, []).append(row)
    names = sorted(groups, key=_as_listed) if ordered else list(groups)
    return [_rate(by, name, groups[name]) for name in names]


def _as_listed(name: str) -> tuple[bool, object]:
    """By code or name, what is nobody's and no grid's last."""
    return name in (NOBODY, WHOLE_PROJECT), code_order(name)


def _rate(by: str, group: str, rows: Sequence[Judged]) -> RateLine:
    found = tally_of(rows)
    return RateLine(
        by=by,
        group=group,
        due=found.due,
        done=found.done,
        late=found.late,
        entered_late=found.entered_late,
        missed=found.missed,
        excused=found.excused,
        rate=found.rate,
        in_time_rate=found.in_time_rate,
        open=found.still_open,
    )


def _people(row: Judged, names: Mapping[int, str]) -> Sequence[str]:
    """Who answers, by number and name; in the regulation's words where it is nobody of the staff."""
    return tuple(names[one] for one in row.answerable_ids) or row.answerable or (NOBODY,)

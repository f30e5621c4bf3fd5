"""Every duty in every window between two days: who answers, and how it came out, computed from what the ledger holds (I8).

Never by a job that had to be running: a day on which the computer was off is a missed day like any other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridctl.domain.duties.duties import DutyDays
from gridctl.domain.duties.judging import DAY_MINUTES, WHOLE, Due, DutyState, judge
from gridctl.domain.duties.windows import Window, windows, windows_holding
from gridctl.services.duties.grounds import Grounds
from gridctl.services.duties.proofs import Proofs
from gridctl.store.duties import DUTY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gridctl.domain.calendar import Calendar
    from gridctl.domain.duties.duties import Definition, Duty
    from gridctl.domain.duties.judging import Judgement
    from gridctl.domain.duties.people import Answer, Ground
    from gridctl.services.desk import Desk

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Judged:
    """A duty on its ground in a window, and how it came out.

    `ground` is what people call it, "" the whole project; `grid` to `staff` are ids, and `in_grid` the grid that the
    ground is or lies in. `answerable` and `deputy_for` are names, nobody where there are none. `missing` are the points
    that nobody answered, `wanted` and `got` days, `delay_days` how much too late it was entered.
    """

    code: str
    name: str
    clause: str
    scope: str
    ground: str
    grid: int | None
    building: int | None
    place: int | None
    staff: int | None
    in_grid: int | None
    first: date
    last: date
    until: str
    answerable: tuple[str, ...]
    answerable_ids: tuple[int, ...]
    deputy_for: tuple[str, ...]
    state: DutyState
    missing: tuple[str, ...]
    wanted: int
    got: int
    delay_days: int
    entered_late: bool
    done_on: date | None


@dataclass(frozen=True, slots=True)
class _Turn:
    """A duty as it is in force on the last day of one of its windows."""

    duty: Duty
    content: Definition
    window: Window


def judged(
    desk: Desk,
    first: date,
    last: date,
    *,
    staff: int | None = None,
    grid: int | None = None,
    codes: Collection[str] = (),
) -> list[Judged]:
    """Judge every window that ends on a day from `first` to `last`, oldest first; codes are of duties, none: all.

    `staff` is who answers, himself or as deputy; `grid` is that of the ground. A duty that is switched off, or in which
    the regulation's blanks are not filled in, is not due.
    """
    turns = [
        _Turn(duty, content, window)
        for duty, content in _in_force(desk, codes)
        for window in _windows(desk, duty, content, first, last)
    ]
    return _judged(desk, turns, staff, grid)


def judged_on(
    desk: Desk, day: date, *, staff: int | None = None, grid: int | None = None, codes: Collection[str] = ()
) -> list[Judged]:
    """Judge every window that a day is in, as `judged` does: what there is to do on that day, or by a later one."""
    turns = [
        _Turn(duty, content, window)
        for duty, content in _in_force(desk, codes)
        for window in windows_holding(content.rule, day, desk.policies.week_cuts(), _working(desk, content))
        if duty.holds_on(window.last)
    ]
    return _judged(desk, turns, staff, grid)


def _in_force(desk: Desk, codes: Collection[str]) -> Iterator[tuple[Duty, Definition]]:
    """The dated rows of duties that are switched on and can be computed."""
    for duty in sorted(desk.reader.alike(DUTY, desk.pid, enabled=1), key=lambda duty: (duty.code, duty.valid_from)):
        if not codes or duty.code in codes:
            content = duty.content
            if not content.blank:
                yield duty, content


def _windows(desk: Desk, duty: Duty, content: Definition, first: date, last: date) -> list[Window]:
    start = max(first, duty.valid_from)
    end = last if duty.valid_to is None else min(last, duty.valid_to - _DAY)
    if start > end:
        return []
    return windows(content.rule, start, end, desk.policies.week_cuts(), _working(desk, content))


def _working(desk: Desk, content: Definition) -> Calendar | None:
    return desk.calendar() if content.days is DutyDays.WORKING else None


def _judged(desk: Desk, turns: list[_Turn], staff: int | None, grid: int | None) -> list[Judged]:
    if not turns:
        return []
    first, last = min(turn.window.first for turn in turns), max(turn.window.last for turn in turns)
    desk.calendar_of(first, last)
    order, begins = duty_order(desk), _begins(desk)
    court = _Court(desk, Grounds(desk), Proofs(desk, first, last), begins)
    found = [
        row
        for turn in sorted(turns, key=lambda turn: (turn.window.last, order[turn.duty.code]))
        for row in court.judge(turn, grid)
    ]
    return found if staff is None else [row for row in found if staff in row.answerable_ids]


def duty_order(desk: Desk) -> dict[str, int]:
    """The place of each duty: as the project has had them, those of the regulations in their order."""
    firsts: dict[str, int] = {}
    for duty in desk.reader.alike(DUTY, desk.pid):
        firsts.setdefault(duty.code, duty.id)
    return firsts


def _begins(desk: Desk) -> dict[str, date]:
    """The day from which the project has each duty."""
    days: dict[str, date] = {}
    for duty in desk.reader.alike(DUTY, desk.pid):
        days[duty.code] = min(duty.valid_from, days.get(duty.code, duty.valid_from))
    return days


@dataclass(frozen=True, slots=True)
class _Court:
    """What is known for judging; `begins` is the day from which the project has each duty."""

    desk: Desk
    grounds: Grounds
    proofs: Proofs
    begins: dict[str, date]

    def judge(self, turn: _Turn, grid: int | None) -> Iterator[Judged]:
        """Judge a duty in a window on each of its grounds, in one grid where one is wanted."""
        points = self.proofs.points(turn.content, turn.window)
        if not points:
            return  # nobody is there to be scored
        for ground in self.grounds.of(turn.content, turn.window):
            if grid is None or self.grounds.in_grid(ground, grid, turn.window):
                yield self._row(turn, ground, points)

    def _row(self, turn: _Turn, ground: Ground, points: dict[str, str]) -> Judged:
        duty, content, window = turn.duty, turn.content, turn.window
        due = Due(
            window=window,
            until=_minutes(content.until),
            wanted=self._wanted(turn, ground),
            points=tuple(points),
            excused=self.proofs.excused(duty.code, content.scope, ground, window),
        )
        found = judge(due, self.proofs.of(duty.code, content, ground, window), self.desk.today)
        return self._told(turn, ground, points, due, found)

    def _wanted(self, turn: _Turn, ground: Ground) -> int:
        """On how many days it is to be done: a person, on no more than he is there since the project has the duty."""
        if ground.staff is None:
            return turn.content.times
        days, working = Window(self._since(turn), turn.window.last), _working(self.desk, turn.content)
        there = self.grounds.roster.days_there(ground.staff, turn.content.posts, days, working)
        return min(turn.content.times, there)

    def _since(self, turn: _Turn) -> date:
        """The first day of the window on which the project has the duty; records of the days before count all the same."""
        return max(turn.window.first, self.begins[turn.duty.code])

    def _told(self, turn: _Turn, ground: Ground, points: dict[str, str], due: Due, found: Judgement) -> Judged:
        answer = self.grounds.roster.answer(turn.content.posts, ground, turn.window.last)
        return Judged(
            code=turn.duty.code,
            name=turn.duty.name,
            clause=turn.duty.clause,
            scope=turn.content.scope.value,
            ground=self.grounds.words(ground),
            grid=ground.grid,
            building=ground.building,
            place=ground.place,
            staff=ground.staff,
            in_grid=self.grounds.grid_of(ground, turn.window.last),
            first=self._since(turn),
            last=turn.window.last,
            until=turn.content.until,
            answerable=self._names(turn.content, answer),
            answerable_ids=answer.people,
            deputy_for=tuple(self.grounds.staff[one].name for one in answer.deputy_for),
            state=found.state,
            missing=tuple(points[point] for point in found.missing if point != WHOLE),
            wanted=due.wanted,
            got=found.got,
            delay_days=found.delay,
            entered_late=found.entered_late,
            done_on=found.done_on,
        )

    def _names(self, content: Definition, answer: Answer) -> tuple[str, ...]:
        """Who answers by name; where it is nobody's of the staff, in the regulation's words."""
        if not content.posts:
            return (content.who,)
        return tuple(self.grounds.staff[one].name for one in answer.people)


def _minutes(until: str) -> int:
    return min(int(until[:2]) * 60 + int(until[3:]), DAY_MINUTES)

"""Training as it is listed and shown: who was to come, who came and passed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.attendances import CAME, Result
from gridctl.domain.privacy import mask_free_text
from gridctl.regulation.staffing import training_kind
from gridctl.services.attendances.lists import AttendanceLine, attendance_lines
from gridctl.services.attendances.register import Event, attendances_of
from gridctl.store.attendances import ATTENDANCE
from gridctl.store.staff import find_staff
from gridctl.store.trainings import TRAINING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gridctl.domain.attendances import Attendance
    from gridctl.domain.trainings import Training
    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which training is wanted, as typed; days are those it was held on, else planned for, both included."""

    kind: str = ""
    staff: str = ""
    since: date | None = None
    until: date | None = None
    planned: bool = False


@dataclass(frozen=True, slots=True)
class TrainingLine:
    """A training with how many were to come, came and passed; `state` is planned, overdue (its day has passed), held or cancelled."""

    number: int
    kind: str
    topic: str
    post: str
    planned_on: date
    held_on: date | None
    trainer: str
    state: str
    expected: int
    came: int
    passed: int
    failed: int
    note: str


@dataclass(frozen=True, slots=True)
class TrainingCard(TrainingLine):
    """A training with the people of its list."""

    people: tuple[AttendanceLine, ...]


def find_trainings(desk: Desk, wanted: Wanted) -> list[TrainingLine]:
    """The training that is asked for, oldest first."""
    kind = training_kind(wanted.kind).code if wanted.kind else ""
    rows = [row for row in desk.reader.find(TRAINING, desk.pid, order="planned_on") if not kind or row.kind == kind]
    rows = [row for row in rows if _is_wanted(row, wanted)]
    if wanted.staff:
        person = find_staff(desk.reader, desk.pid, wanted.staff).id
        his = {row.training for row in desk.reader.find(ATTENDANCE, desk.pid, ATTENDANCE.c["staff"] == person)}
        rows = [row for row in rows if row.id in his]
    return training_lines(desk, rows)


def training_lines(desk: Desk, rows: Iterable[Training]) -> list[TrainingLine]:
    """Training in words, as it stands today."""
    lists: dict[int | None, list[Attendance]] = defaultdict(list)
    for each in desk.reader.find(ATTENDANCE, desk.pid, ATTENDANCE.c["training"].is_not(None)):
        lists[each.training].append(each)
    return [_line(desk, row, lists[row.id]) for row in rows]


def cancelled_lines(desk: Desk, rows: Iterable[Training]) -> list[TrainingLine]:
    """Training in words that was just taken out."""
    return [replace(line, state="cancelled") for line in training_lines(desk, rows)]


def training_card(desk: Desk, training: Training) -> TrainingCard:
    """Everything about one training."""
    rows = attendances_of(desk, Event(training=training.id))
    line = _line(desk, training, rows)
    known = {name: getattr(line, name) for name in TrainingLine.__slots__}
    return TrainingCard(**known, people=tuple(attendance_lines(desk, rows)))


def _line(desk: Desk, row: Training, people: list[Attendance]) -> TrainingLine:
    waiting = "overdue" if row.planned_on < desk.today else "planned"
    return TrainingLine(
        number=row.id,
        kind=row.kind,
        topic=row.topic,
        post=row.post,
        planned_on=row.planned_on,
        held_on=row.held_on,
        trainer=row.trainer,
        state="held" if row.held_on else waiting,
        expected=len(people),
        came=sum(each.state in CAME for each in people),
        passed=sum(each.result == Result.PASSED for each in people),
        failed=sum(each.result == Result.FAILED for each in people),
        note=mask_free_text(row.note),
    )


def _is_wanted(row: Training, wanted: Wanted) -> bool:
    day = row.held_on or row.planned_on
    within = (wanted.since or date.min) <= day <= (wanted.until or date.max)
    return within and not (wanted.planned and row.held_on)

"""Training planned for a post or for people, and held: who came, who had leave (D3 步骤四, D4 三.3, D5 第二步)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.attendances import CAME, Presence
from gridctl.domain.moments import Moment
from gridctl.domain.text import clean
from gridctl.domain.trainings import Training
from gridctl.errors import NotFoundError, RuleError, UsageError
from gridctl.regulation.posts import post_from_text, posts
from gridctl.regulation.staffing import training_kind
from gridctl.services.attendances.register import (
    Event,
    Excuse,
    Guest,
    absent,
    attendances_of,
    excuse,
    excuse_on_leave,
    expect,
    present,
    refuse_gone,
    refuse_twice,
    settle,
    staff_guests,
    take_off,
    take_off_gone,
)
from gridctl.services.staff.posts import posts_held
from gridctl.services.tickets.opening import refuse_future
from gridctl.services.trainings.results import Marks, keep_marks, take_back
from gridctl.store.staff import STAFF
from gridctl.store.trainings import TRAINING
from gridctl.store.transactions import utc_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.services.desk import Desk, WritingDesk


@dataclass(frozen=True, slots=True)
class Planned:
    """A training as typed; for `people` who are named, else for all in a post ("" for everybody of our own staff)."""

    topic: str
    kind: str
    post: str = ""
    trainer: str = ""
    note: str = ""
    people: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Came:
    """Who came to a training, late, did not, or had leave, as typed."""

    present: Sequence[str] = ()
    late: Sequence[str] = ()
    absent: Sequence[str] = ()
    leave: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """How a training was held, as typed: whoever is not named came, or did not where those who came are named."""

    trainer: str = ""
    note: str = ""
    came: Came = field(default_factory=Came)
    marks: Marks = field(default_factory=Marks)


def plan_training(desk: WritingDesk, said: Planned, day: date) -> Training:
    """Plan a training for a day and put on its list who is to come; RuleError where nobody would."""
    topic = clean(said.topic)
    if not topic:
        raise UsageError("没有写培训内容", "写明内容，例如 手持终端的使用")
    kind, post = training_kind(said.kind), post_from_text(said.post).code if said.post else ""
    row = Training(
        project=desk.pid,
        id=desk.tx.next_id(desk.pid, TRAINING),
        kind=kind.code,
        topic=topic,
        post=post,
        planned_on=day,
        held_on=None,
        trainer=clean(said.trainer),
        note=clean(said.note),
        recorded_at="",
    )
    guests = staff_guests(desk, said.people) if said.people else _of_post(desk, post, day)
    refuse_gone(desk, guests, day, "参加培训")
    if not guests:
        raise RuleError(f"{day} 没有要参加的人", "用 --who 写明谁参加，或核对 --post")
    desk.tx.insert(TRAINING, [row])
    expect(desk, Event(training=row.id), guests)
    return row


def hold_training(desk: WritingDesk, number: int, said: Held, day: date) -> Training:
    """Keep that a training was held on a day, who came and who passed; leave that was entered for the day counts."""
    row, event = find_training(desk, number), Event(training=number)
    if row.held_on:
        raise RuleError(
            f"第 {number} 次培训已于 {row.held_on} 办过",
            f"补登考核结果：gridctl training result {number} --passed 人员",
        )
    refuse_future(desk, Moment(day))
    held = replace(
        row,
        held_on=day,
        trainer=clean(said.trainer) or row.trainer,
        note=clean(said.note) or row.note,
        recorded_at=utc_text(desk.tx.now),
    )
    desk.tx.update(TRAINING, [held])
    take_off_gone(desk, event, day)
    _mark(desk, event, said.came, day)
    excuse_on_leave(desk, event, day)
    settle(desk, event, Presence.ABSENT if any(map(clean, said.came.present)) else Presence.PRESENT)
    keep_marks(desk, held, said.marks)
    _tell_unmarked(desk, held)
    return held


def attend_training(desk: WritingDesk, number: int, came: Came) -> Training:
    """Correct who came to a training that was held; whoever did not come loses what he was given for it."""
    row = find_training(desk, number)
    if not row.held_on:
        raise RuleError(f"第 {number} 次培训还没有办", f"先登记：gridctl training hold {number}")
    if not any(map(clean, (*came.present, *came.late, *came.absent, *came.leave))):
        raise UsageError("没有写谁到了", "写到的人，或 --late、--absent、--leave 人员")
    _mark(desk, Event(training=number), came, row.held_on)
    take_back(desk, row)
    return row


def cancel_training(desk: WritingDesk, number: int) -> Training:
    """Take a training out that is not held after all; RuleError for one that was."""
    row = find_training(desk, number)
    if row.held_on:
        raise RuleError(f"第 {number} 次培训已于 {row.held_on} 办过，不能取消", "登记错了用 gridctl undo 撤销")
    take_off(desk, Event(training=number))
    desk.tx.delete(TRAINING, [row])
    return row


def find_training(desk: Desk, number: int) -> Training:
    """The training of a number."""
    row = desk.reader.get(TRAINING, desk.pid, number)
    if row is None:
        raise NotFoundError(f"没有第 {number} 次培训", "查看编号：gridctl training list")
    return row


def _of_post(desk: Desk, post: str, day: date) -> list[Guest]:
    """Those who are there on a day in a post, or in any of our own, in the order of the register."""
    wanted = {post} if post else {one.code for one in posts() if not one.external}
    people = desk.reader.find(STAFF, desk.pid, order="number")
    held = posts_held(desk, day)
    return [Guest(one.id) for one in people if one.works_on(day) and wanted & held[one.id]]


def _mark(desk: WritingDesk, event: Event, said: Came, day: date) -> None:
    """Keep of those who are named whether they came."""
    came, late, missed, excused = (
        staff_guests(desk, texts) for texts in (said.present, said.late, said.absent, said.leave)
    )
    refuse_twice(desk, came, late, missed, excused)
    refuse_gone(desk, [*came, *late], day, "参加培训")
    present(desk, event, came)
    present(desk, event, late, late=True)
    absent(desk, event, missed)
    for guest in excused:
        excuse(desk, event, guest, Excuse())


def _tell_unmarked(desk: Desk, row: Training) -> None:
    """Tell how many came to a training that gives a certificate and have no result yet."""
    people = attendances_of(desk, Event(training=row.id))
    unmarked = sum(each.state in CAME and not each.result for each in people)
    if unmarked and training_kind(row.kind).certificate:
        desk.notices.append(
            f"{unmarked} 人还没有考核结果，合格了才发证：gridctl training result {row.id} --passed 人员"
        )

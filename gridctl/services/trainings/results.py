"""How those who came to a training did, and the certificate that is given to who passes (D5 第二步)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.attendances import CAME, Result
from gridctl.domain.trainings import Certificate
from gridctl.errors import RuleError, UsageError
from gridctl.regulation.staffing import training_kind
from gridctl.services.attendances.register import Event, Guest, assess, attendances_of, guest_name, staff_guests
from gridctl.store.staff import find_staff
from gridctl.store.trainings import CERTIFICATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gridctl.domain.trainings import Training
    from gridctl.services.desk import Desk, WritingDesk

_BEST = 1000  # no assessment has more marks


@dataclass(frozen=True, slots=True)
class Marks:
    """Results as typed: who passed and who failed, `all_passed` for everybody else who came, marks as 李梅=92.

    `until` is the last day of the certificates that follow, None for ever.
    """

    passed: Sequence[str] = ()
    failed: Sequence[str] = ()
    all_passed: bool = False
    scores: Sequence[str] = ()
    until: date | None = None


def mark_training(desk: WritingDesk, training: Training, marks: Marks) -> None:
    """Keep results of a training that was held; RuleError before."""
    if not training.held_on:
        raise RuleError(f"第 {training.id} 次培训还没有办", f"先登记：gridctl training hold {training.id}")
    if not (marks.passed or marks.failed or marks.all_passed):
        raise UsageError("没有写考核结果", "加上 --passed 人员、--failed 人员，或 --all-passed")
    keep_marks(desk, training, marks)


def keep_marks(desk: WritingDesk, training: Training, marks: Marks) -> None:
    """Keep results, and let certificates follow them: given to who passed, taken back from who did not."""
    event = Event(training=training.id)
    results = _results(desk, event, marks)
    scores = _scores(desk, marks.scores)
    if strangers := scores.keys() - results.keys():
        raise UsageError(
            f"只写了成绩，没有写合格不合格：{len(strangers)} 人", "成绩连同 --passed、--failed 或 --all-passed 一起写"
        )
    if marks.until and training.held_on and marks.until < training.held_on:
        raise UsageError(f"有效期至 {marks.until} 早于培训日期 {training.held_on}", "核对 --until")
    for staff, result in results.items():
        assess(desk, event, Guest(staff), result, scores.get(staff))
    _certify(desk, training, results, marks.until)


def _results(desk: Desk, event: Event, marks: Marks) -> dict[int, Result]:
    passed, failed = (
        [guest.staff or 0 for guest in staff_guests(desk, texts)] for texts in (marks.passed, marks.failed)
    )
    if both := set(passed) & set(failed):
        raise UsageError(f"有 {len(both)} 人又合格又不合格", "每个人只写一种结果")
    came = [row.staff for row in attendances_of(desk, event) if row.state in CAME and row.staff is not None]
    rest = came if marks.all_passed else []
    return {**dict.fromkeys([*rest, *passed], Result.PASSED), **dict.fromkeys(failed, Result.FAILED)}


def _scores(desk: Desk, texts: Iterable[str]) -> dict[int, int]:
    found: dict[int, int] = {}
    for text in texts:
        name, mark, score = text.replace("＝", "=").partition("=")
        if not mark or not score.strip().isdecimal() or int(score) > _BEST:
            raise UsageError(f"成绩“{text}”看不懂", "写成 姓名=分数，例如 --score 林晓彤=92")
        found[find_staff(desk.reader, desk.pid, name.strip()).id] = int(score)
    return found


def take_back(desk: WritingDesk, training: Training) -> None:
    """Take the certificates of a training from those who, as it turned out, have not passed it; that is told of."""
    passed = {row.staff for row in attendances_of(desk, Event(training=training.id)) if row.result == Result.PASSED}
    rows = [row for row in _given(desk, training) if row.staff not in passed]
    desk.tx.delete(CERTIFICATE, rows)
    if rows:
        names = "、".join(guest_name(desk, Guest(row.staff)) for row in rows)
        desk.notices.append(f"考核结果没有了，发的证已收回：{names}")


def _given(desk: Desk, training: Training) -> list[Certificate]:
    return desk.reader.find(CERTIFICATE, desk.pid, CERTIFICATE.c["training"] == training.id)


def _certify(desk: WritingDesk, training: Training, results: dict[int, Result], until: date | None) -> None:
    """Give the certificate of the kind to those who passed and have none of this training; take it from the others."""
    kind = training_kind(training.kind).certificate
    known = {row.staff: row for row in _given(desk, training)}
    failed = [known[staff] for staff, result in results.items() if result == Result.FAILED and staff in known]
    desk.tx.delete(CERTIFICATE, failed)
    fresh = [staff for staff, result in results.items() if result == Result.PASSED and staff not in known]
    if not kind or not fresh or not training.held_on:
        return
    first = desk.tx.next_id(desk.pid, CERTIFICATE, len(fresh))
    issuer = desk.project.company
    desk.tx.insert(
        CERTIFICATE,
        [
            Certificate(desk.pid, first + i, staff, kind, "", training.held_on, until, issuer, training.id)
            for i, staff in enumerate(fresh)
        ],
    )

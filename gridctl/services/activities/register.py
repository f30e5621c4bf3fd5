"""Activities as they are entered: what was held where, by whom, for how many, with which material (H7)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gridctl.domain.activities import Activity
from gridctl.domain.moments import Moment
from gridctl.domain.sheets import retyped
from gridctl.domain.text import clean
from gridctl.errors import NotFoundError, RuleError, UsageError
from gridctl.regulation.visits import activity_kind
from gridctl.services.grids.finding import find_grid
from gridctl.services.tickets.opening import refuse_future
from gridctl.services.visits.doers import doer_meant, refuse_away
from gridctl.store.activities import ACTIVITY
from gridctl.store.staff import STAFF, find_staff
from gridctl.store.transactions import utc_text

if TYPE_CHECKING:
    from datetime import date

    from gridctl.services.desk import Desk, WritingDesk

WORD = "组织活动"


@dataclass(frozen=True, slots=True)
class Said:
    """An activity as typed; "" and None where nothing was said. Without a grid it is the whole project's."""

    kind: str = ""
    topic: str = ""
    grid: str = ""
    venue: str = ""
    by: str = ""
    attendance: int | None = None
    material: str = ""
    note: str = ""


def add_activity(desk: WritingDesk, said: Said, day: date) -> Activity:
    """Keep an activity that was held on a day; RuleError where the same one is there already."""
    topic = clean(said.topic)
    if not topic:
        raise UsageError("没有写主题", "写明办的是什么，例如 消防演练")
    refuse_future(desk, Moment(day))
    row = Activity(
        project=desk.pid,
        id=desk.tx.next_id(desk.pid, ACTIVITY),
        day=day,
        kind=activity_kind(said.kind).code,
        topic=topic,
        grid=find_grid(desk, said.grid).id if said.grid else None,
        venue=clean(said.venue),
        staff=doer_meant(desk, said.by, day, WORD).id,
        attendance=said.attendance or 0,
        material=clean(said.material),
        note=clean(said.note),
        recorded_at=utc_text(desk.tx.now),
    )
    _refuse_known(desk, row)
    desk.tx.insert(ACTIVITY, [row])
    return row


def edit_activity(desk: WritingDesk, number: int, said: Said, day: date | None) -> Activity:
    """Put right what was typed of an activity; what is empty is left as it is, <清空> empties a text."""
    row = find_activity(desk, number)
    topic = retyped(said.topic, row.topic)
    if not topic:
        raise UsageError("主题不能去掉", "写明办的是什么；整次登记错了用 gridctl undo 撤销")
    after = replace(
        row,
        day=day or row.day,
        kind=activity_kind(said.kind).code if said.kind else row.kind,
        topic=topic,
        grid=_grid(desk, said.grid, row.grid),
        venue=retyped(said.venue, row.venue),
        staff=find_staff(desk.reader, desk.pid, said.by).id if said.by else row.staff,
        attendance=row.attendance if said.attendance is None else said.attendance,
        material=retyped(said.material, row.material),
        note=retyped(said.note, row.note),
    )
    if after == row:
        raise UsageError("没有说明要更正什么", "例如 --attendance 45、--material 折页60份")
    refuse_future(desk, Moment(after.day))
    refuse_away(desk, desk.reader.alike(STAFF, desk.pid, id=after.staff)[0], after.day, WORD)
    _refuse_known(desk, after)
    desk.tx.update(ACTIVITY, [after])
    return after


def find_activity(desk: Desk, number: int) -> Activity:
    """The activity of a number."""
    row = desk.reader.get(ACTIVITY, desk.pid, number)
    if row is None:
        raise NotFoundError(f"没有第 {number} 次活动", "查看编号：gridctl activity list")
    return row


def _refuse_known(desk: Desk, row: Activity) -> None:
    for known in desk.reader.alike(ACTIVITY, desk.pid, day=row.day.isoformat(), kind=row.kind, topic=row.topic):
        if known.id != row.id and (known.grid, known.venue) == (row.grid, row.venue):
            raise RuleError(
                f"这次活动已经登记过，是第 {known.id} 次（{known.day}）",
                f"更正：gridctl activity edit {known.id}；另办了一场的，用 --venue 写明地点",
            )


def _grid(desk: Desk, said: str, there: int | None) -> int | None:
    text = retyped(said, "")
    if said and not text:
        return None
    return find_grid(desk, text).id if text else there

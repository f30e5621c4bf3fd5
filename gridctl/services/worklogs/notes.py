"""Notes of the work log: what no other record says (D10 3.3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.privacy import mask_free_text
from gridctl.domain.supervisions import WorkNote
from gridctl.domain.text import clean
from gridctl.errors import NotFoundError, RuleError, UsageError
from gridctl.regulation.office import log_part
from gridctl.services.tickets.steps import own_staff_id
from gridctl.store.staff import STAFF, find_staff
from gridctl.store.supervisions import WORK_NOTE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gridctl.domain.staff import Staff
    from gridctl.services.desk import Desk, WritingDesk


def add_note(desk: WritingDesk, part: str, words: str, staff: str, day: date) -> WorkNote:
    """Add a line to a part of somebody's log of a day."""
    text = clean(words)
    if not text:
        raise UsageError("没有写内容", "写明做了什么，例如 走访1栋独居老人，身体好")
    if day > desk.today:
        raise RuleError(f"{day} 还没有到", "核对 --date 的日期；明天的打算写在今天的“未完及明日计划”里")
    row = WorkNote(
        project=desk.pid,
        id=desk.tx.next_id(desk.pid, WORK_NOTE),
        staff=log_owner(desk, staff, _who_enters(desk)).id,
        day=day,
        part=log_part(part).code,
        text=text,
    )
    desk.tx.insert(WORK_NOTE, [row])
    return row


def remove_note(desk: WritingDesk, number: int) -> WorkNote:
    """Take a line out again; the journal keeps what it said."""
    row = desk.reader.get(WORK_NOTE, desk.pid, number)
    if row is None:
        raise NotFoundError(f"工作日志没有第 {number} 条记事", "查看编号：gridctl worklog list")
    desk.tx.delete(WORK_NOTE, [row])
    return row


def notes_of(desk: Desk, staff: int, day: date) -> list[WorkNote]:
    """What somebody added to his log of a day."""
    of_staff, of_day = WORK_NOTE.c["staff"] == staff, WORK_NOTE.c["day"] == day
    return desk.reader.find(WORK_NOTE, desk.pid, of_staff, of_day)


def log_owner(desk: Desk, staff: str, who: str) -> Staff:
    """Whose log it is: whoever is named, else who enters, as typed."""
    if not (staff or who):
        raise UsageError("没有说明是谁的工作日志", "加上 --staff 工号或姓名")
    return find_staff(desk.reader, desk.pid, staff or who)


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note in words; telephone and identity numbers in it are masked."""

    number: int
    day: date
    name: str
    part: str
    part_name: str
    words: str


def note_lines(desk: Desk, rows: Iterable[WorkNote]) -> list[NoteLine]:
    """Notes in words."""
    names = {person.id: person.name for person in desk.reader.find(STAFF, desk.pid)}
    return [
        NoteLine(row.id, row.day, names[row.staff], row.part, log_part(row.part).name, mask_free_text(row.text))
        for row in rows
    ]


def _who_enters(desk: WritingDesk) -> str:
    """The 工号 of who enters, "" where that is no member of staff."""
    own = own_staff_id(desk)
    person = desk.reader.get(STAFF, desk.pid, own) if own else None
    return person.number if person else ""

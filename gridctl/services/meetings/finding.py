"""Meetings found by their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.meetings import MeetingState
from gridctl.domain.text import fold
from gridctl.errors import NotFoundError, RuleError
from gridctl.store.meetings import MEETING

if TYPE_CHECKING:
    from gridctl.domain.meetings import Meeting
    from gridctl.services.desk import Desk

LONGEST_NUMBER = 9  # digits of a meeting's number


def find_meeting(desk: Desk, number: int) -> Meeting:
    """The meeting of a number."""
    row = desk.reader.get(MEETING, desk.pid, number)
    if row is None:
        raise _unknown(number)
    return row


def meeting_numbered(desk: Desk, text: str) -> Meeting | None:
    """The meeting whose number was typed; None where it is no number, NotFoundError where no meeting has it."""
    typed = fold(text)
    if not typed.isdecimal():
        return None
    if len(typed) > LONGEST_NUMBER:
        raise _unknown(typed)
    return find_meeting(desk, int(typed))


def refuse_unheld(row: Meeting) -> None:
    """Refuse what only a meeting that was held has."""
    if row.state != MeetingState.HELD:
        if row.state == MeetingState.CANCELLED:
            raise RuleError(f"{row.id} 号会议取消了", f"查看：gridctl meeting show {row.id}")
        raise RuleError(f"{row.id} 号会议还没有登记开过", f"先登记：gridctl meeting hold {row.id}")


def _unknown(number: object) -> NotFoundError:
    return NotFoundError(f"没有 {number} 号会议", "查看编号：gridctl meeting list --all")

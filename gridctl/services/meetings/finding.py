"""Meetings found by their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.meetings import MeetingState
from gridctl.errors import NotFoundError, RuleError
from gridctl.store.meetings import MEETING

if TYPE_CHECKING:
    from gridctl.domain.meetings import Meeting
    from gridctl.services.desk import Desk

_LIST = "查看编号：gridctl meeting list --all"


def find_meeting(desk: Desk, number: int) -> Meeting:
    """The meeting of a number."""
    row = desk.reader.get(MEETING, desk.pid, number)
    if row is None:
        raise NotFoundError(f"没有 {number} 号会议", _LIST)
    return row


def refuse_unheld(row: Meeting) -> None:
    """Refuse what only a meeting that was held has."""
    if row.state != MeetingState.HELD:
        done = "取消了" if row.state == MeetingState.CANCELLED else "还没有登记开过"
        raise RuleError(f"{row.id} 号会议{done}", f"先登记：gridctl meeting hold {row.id}")

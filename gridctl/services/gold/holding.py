"""Who is a gold steward on a day, and the end of it (D7 四.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.gold import ended_gold
from gridctl.errors import RuleError
from gridctl.store.gold import GOLD
from gridctl.store.staff import find_staff

if TYPE_CHECKING:
    from datetime import date

    from gridctl.domain.gold import Gold
    from gridctl.services.desk import Desk, WritingDesk


def gold_on(desk: Desk, day: date) -> dict[int, int]:
    """The gold stewards of a day, each with the most households that the grid may have."""
    rows = desk.reader.find(GOLD, desk.pid, GOLD.c["state"] == "approved")
    return {row.staff: row.band_high for row in rows if row.band_high is not None and row.holds_on(day)}


def gold_of(desk: Desk, staff: int) -> list[Gold]:
    """Everything that a member of staff asked for, oldest first."""
    return desk.reader.find(GOLD, desk.pid, GOLD.c["staff"] == staff, order="applied_on")


def end_gold(desk: WritingDesk, who: str, day: date) -> list[Gold]:
    """Let someone be no gold steward from a day on; what would only begin then or later is taken back.

    RuleError for someone who is none on that day or after it.
    """
    person = find_staff(desk.reader, desk.pid, who)
    rows = end_gold_of(desk, person.id, day)
    if not rows:
        raise RuleError(
            f"{person.number} {person.name} 从 {day} 起不是金牌管家", "查看：gridctl gold list --all；核对 --on 的日期"
        )
    return rows


def end_gold_of(desk: WritingDesk, staff: int, day: date) -> list[Gold]:
    """End on a day what somebody holds, and give the rows that changed."""
    changed = ended_gold(gold_of(desk, staff), day)
    desk.tx.update(GOLD, changed)
    return changed

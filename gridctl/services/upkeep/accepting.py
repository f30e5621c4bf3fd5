"""Environment services accepted or not, by somebody else than who did them; what failed is planned once more."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gridctl.domain.text import clean
from gridctl.errors import RuleError, UsageError
from gridctl.services.upkeep.doers import refuse_absent
from gridctl.services.upkeep.planning import find_upkeep
from gridctl.store.staff import find_staff
from gridctl.store.upkeep import UPKEEP

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gridctl.domain.staff import Staff
    from gridctl.domain.upkeep import Upkeep
    from gridctl.services.desk import WritingDesk


@dataclass(frozen=True, slots=True)
class Look:
    """A look at what was done, as typed: by whom, whether it passed; else what is wrong, and when it is done again."""

    by: str
    day: date
    passed: bool = True
    note: str = ""
    again_on: date | None = None


def accept_upkeep(desk: WritingDesk, numbers: Sequence[int], look: Look) -> list[Upkeep]:
    """Keep that services were accepted or not; one that was not is planned anew, for `again_on` or the same day.

    RuleError where one was not done, was looked at before, or was done by who looks.
    """
    who = find_staff(desk.reader, desk.pid, look.by)
    if look.day > desk.clock_now.date():
        raise RuleError(f"{look.day} 还没有到", "核对 --on 的日期")
    if not (look.passed or clean(look.note)):
        raise UsageError("验收不合格要写明哪里不合格", "加上 --note 文字")
    refuse_absent(who, look.day)
    rows = [find_upkeep(desk, number) for number in dict.fromkeys(numbers)]
    for row in rows:
        _refuse(row, who, look.day)
    looked = [_looked_at(row, who, look) for row in rows]
    desk.tx.update(UPKEEP, looked)
    return looked if look.passed else [*looked, *_again(desk, rows, look)]


def _looked_at(row: Upkeep, who: Staff, look: Look) -> Upkeep:
    note = "；".join(part for part in (row.note, clean(look.note)) if part)
    return replace(row, accepted_by=who.id, accepted_on=look.day, passed=int(look.passed), note=note)


def _again(desk: WritingDesk, rows: Sequence[Upkeep], look: Look) -> list[Upkeep]:
    """Plans to do once more what failed, on the same ground and by the same."""
    day = look.again_on or look.day
    if day < look.day:
        raise RuleError(f"{look.day} 才验收，不能排在 {day} 返工", "核对 --again 的日期")
    first = desk.tx.next_id(desk.pid, UPKEEP, len(rows))
    plans = [
        replace(row, id=key, planned_on=day, done_on=None, quantity="", note=f"第 {row.id} 条返工", recorded_at="")
        for key, row in enumerate(rows, first)
    ]
    desk.tx.insert(UPKEEP, plans)
    return plans


def _refuse(row: Upkeep, who: Staff, day: date) -> None:
    if row.done_on is None:
        raise RuleError(f"第 {row.id} 条还没有做", f"先登记：gridctl upkeep done {row.id} --quantity 数量")
    if row.passed is not None:
        raise RuleError(f"第 {row.id} 条 {row.accepted_on} 已经验收过", f"查看：gridctl upkeep show {row.id}")
    if row.staff == who.id:
        raise RuleError(f"第 {row.id} 条是{who.name}自己做的，不能由他验收", "换一个验收人：--by 工号或姓名")
    if day < row.done_on:
        raise RuleError(f"第 {row.id} 条 {row.done_on} 才做，不能在 {day} 验收", "核对 --on 的日期")

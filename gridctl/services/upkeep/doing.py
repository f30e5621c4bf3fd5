"""Environment services done, by plan or without one, and corrected until they are accepted."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gridctl.domain.text import clean
from gridctl.errors import RuleError, UsageError
from gridctl.regulation.upkeep import upkeep_from_text
from gridctl.services.upkeep.doers import Doer, check_doer, doer_meant, notice_leave
from gridctl.services.upkeep.planning import (
    Ground,
    Said,
    find_upkeep,
    ground_meant,
    new_rows,
    planned_there,
    refuse_no_grid,
)
from gridctl.store.contractors import CONTRACTOR
from gridctl.store.staff import STAFF
from gridctl.store.transactions import utc_text
from gridctl.store.upkeep import UPKEEP

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gridctl.domain.upkeep import Upkeep
    from gridctl.regulation.upkeep import UpkeepService
    from gridctl.services.desk import Desk, WritingDesk


_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Done:
    """What was done on a day, as typed; `by` is "" where whoever was planned did it, `correct` writes over an entry."""

    day: date
    by: str = ""
    quantity: str = ""
    note: str = ""
    correct: bool = False


def do_upkeep(desk: WritingDesk, wanted: Sequence[str], said: Said, done: Done) -> list[Upkeep]:
    """Keep that something was done: planned services by their numbers, or one service by its name on the ground said."""
    if all(_NUMBER.fullmatch(word) for word in wanted):
        if said.grid or said.place:
            raise UsageError(
                "写了编号就不用写网格和部位", "没有排过的写作业，例如 gridctl upkeep done 垃圾清运 --grid 01"
            )
        return do_planned(desk, [int(word) for word in wanted], done)
    if len(wanted) > 1:
        raise UsageError(f"“{' '.join(wanted)}”既不都是编号，也不是一种作业", "写几个编号，或只写一种作业")
    return do_unplanned(desk, replace(said, service=wanted[0]), done)


def do_planned(desk: WritingDesk, numbers: Sequence[int], done: Done) -> list[Upkeep]:
    """Keep that planned services were done; RuleError for one that is done (unless `correct`) or accepted already."""
    _refuse_future(desk, done.day)
    rows = [find_upkeep(desk, number) for number in dict.fromkeys(numbers)]
    for row in rows:
        _refuse_done(row, correct=done.correct)
    kept = [_done(desk, row, done) for row in rows]
    desk.tx.update(UPKEEP, kept)
    return kept


def do_unplanned(desk: WritingDesk, said: Said, done: Done) -> list[Upkeep]:
    """Keep in one line what was done; where it was planned there for that day and is open, the plan is done with it."""
    _refuse_future(desk, done.day)
    service, ground = upkeep_from_text(said.service), ground_meant(desk, said)
    planned = planned_there(desk, service.code, ground, done.day, done.day)
    waiting = [row.id for row in planned if row.done_on is None]
    if waiting:
        desk.notices.append(f"{done.day} 这里排了{service.name}，记在第 {waiting[0]} 条上")
        return do_planned(desk, waiting[:1], done)
    refuse_no_grid(desk, ground, [done.day])
    return _new(desk, service, ground.on(desk, done.day), done)


def _new(desk: WritingDesk, service: UpkeepService, ground: Ground, done: Done) -> list[Upkeep]:
    doer = _somebody(desk, service, doer_meant(desk, done.by), done.day)
    [row] = new_rows(desk, service, [(done.day, ground)], doer, clean(done.note))
    quantity, recorded = service.quantity(done.quantity), utc_text(desk.tx.now)
    row = replace(row, done_on=done.day, quantity=quantity, recorded_at=recorded)
    desk.tx.insert(UPKEEP, [row])
    return [row]


def _done(desk: WritingDesk, row: Upkeep, done: Done) -> Upkeep:
    service = upkeep_from_text(row.service)
    doer = _somebody(desk, service, doer_meant(desk, done.by) if done.by else _planned(desk, row), done.day)
    quantity = row.quantity if done.correct and not done.quantity else service.quantity(done.quantity)
    contractor, staff = doer.keys
    note = "；".join(part for part in (row.note, clean(done.note)) if part)
    return replace(
        row,
        contractor=contractor,
        done_on=done.day,
        staff=staff,
        quantity=quantity,
        note=note,
        recorded_at=utc_text(desk.tx.now),
    )


def _somebody(desk: WritingDesk, service: UpkeepService, doer: Doer, day: date) -> Doer:
    """Whoever did it, there on that day; UsageError where nobody was named."""
    if doer == Doer():
        raise UsageError("没有说明谁做的", "加上 --by 外委单位或人员，例如 --by 洁净保洁")
    check_doer(desk, doer, service, [day])
    notice_leave(desk, doer, day)
    return doer


def _planned(desk: Desk, row: Upkeep) -> Doer:
    """Who was to do it."""
    if row.contractor is not None:
        return Doer(contractor=desk.reader.get(CONTRACTOR, desk.pid, row.contractor))
    return Doer(staff=desk.reader.get(STAFF, desk.pid, row.staff) if row.staff is not None else None)


def _refuse_done(row: Upkeep, *, correct: bool) -> None:
    if row.passed is not None:
        raise RuleError(f"第 {row.id} 条 {row.accepted_on} 已经验收过", f"查看：gridctl upkeep show {row.id}")
    if row.done_on is not None and not correct:
        hint = f"记错了要更正，加上 --correct；查看：gridctl upkeep show {row.id}"
        raise RuleError(f"第 {row.id} 条 {row.done_on} 已经登记过", hint)
    if row.done_on is None and correct:
        raise RuleError(f"第 {row.id} 条还没有做，没有什么可更正", f"登记完成：gridctl upkeep done {row.id}")


def _refuse_future(desk: WritingDesk, day: date) -> None:
    if day > desk.clock_now.date():
        raise RuleError(f"{day} 还没有到", "核对 --on 的日期；以后要做的：gridctl upkeep plan")

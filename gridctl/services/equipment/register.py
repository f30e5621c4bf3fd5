"""Equipment and keys: registered, handed to somebody, returned in what condition, retired (D3 步骤二, D10)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.equipment import CONDITION_WORDS, Custody, Equipment
from gridctl.domain.moments import Moment
from gridctl.domain.text import clean, fold, meant
from gridctl.errors import NotFoundError, RuleError, UsageError
from gridctl.regulation.staffing import equipment_kind, equipment_kinds
from gridctl.services.staff.presence import refuse_absent
from gridctl.services.tickets.opening import refuse_future
from gridctl.store.equipment import CUSTODY, EQUIPMENT
from gridctl.store.staff import STAFF, find_staff

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.services.desk import Desk, WritingDesk


@dataclass(frozen=True, slots=True)
class Handed:
    """To whom a thing is handed, as typed: a member of staff, or a borrower from outside, until when."""

    person: str = ""
    borrower: str = ""
    due: date | None = None
    note: str = ""


def add_equipment(desk: WritingDesk, numbers: Sequence[str], name: str, kind: str, remark: str) -> list[Equipment]:
    """Register things of one name, each under a number of the office's own; RuleError for one that is taken."""
    called, code = clean(name), equipment_kind(kind).code
    if not called:
        raise UsageError("没有写名称", "加上 --name 名称，例如 --name 3栋弱电井钥匙")
    wanted = list({number.casefold(): number for number in map(fold, numbers)}.values())
    known = {row.number.casefold(): row for row in desk.reader.find(EQUIPMENT, desk.pid)}
    for number in wanted:
        if not number:
            raise UsageError("编号不能是空的", "写单位自己的编号，例如 K-03")
        if row := known.get(number.casefold()):
            raise RuleError(f"编号 {row.number} 已经是 {row.name}", f"查看：gridctl equipment show {row.number}")
    first = desk.tx.next_id(desk.pid, EQUIPMENT, len(wanted))
    rows = [
        Equipment(desk.pid, first + i, number, called, code, None, clean(remark)) for i, number in enumerate(wanted)
    ]
    desk.tx.insert(EQUIPMENT, rows)
    return rows


def hand_equipment(desk: WritingDesk, number: str, said: Handed, day: date) -> Equipment:
    """Hand a thing to somebody; RuleError where it is in somebody's hands, retired, or its kind is not lent outside.

    A thing that last came back broken, or did not come back, is told of.
    """
    thing = find_equipment(desk, number)
    last = _refuse_in_use(desk, thing, day)
    staff, borrower = _taker(desk, thing, said, day)
    row = Custody(
        project=desk.pid,
        id=desk.tx.next_id(desk.pid, CUSTODY),
        equipment=thing.id,
        staff=staff,
        borrower=borrower,
        handed_on=day,
        due_on=said.due,
        returned_on=None,
        condition="",
        note=clean(said.note),
    )
    desk.tx.insert(CUSTODY, [row])
    if last and last.condition in ("broken", "lost"):
        word = CONDITION_WORDS[last.condition]
        desk.notices.append(f"{thing.number} {thing.name} {last.returned_on} 登记为{word}，确认已经修好或找回")
    return thing


def return_equipment(desk: WritingDesk, number: str, condition: str, note: str, day: date) -> Equipment:
    """Keep that a thing came back, in what condition; one that is lost does not, and is nobody's from then on."""
    thing = find_equipment(desk, number)
    held = custody_of(desk, thing)
    if not held or held[-1].returned_on is not None:
        raise RuleError(f"{thing.number} {thing.name} 没有发给谁", f"查看：gridctl equipment show {thing.number}")
    row, state = held[-1], _condition(condition)
    if day < row.handed_on:
        raise RuleError(f"{row.handed_on} 才发放，不能在 {day} 归还", "核对 --on 的日期")
    refuse_future(desk, Moment(day))
    said = "；".join(part for part in (row.note, clean(note)) if part)
    desk.tx.update(CUSTODY, [replace(row, returned_on=day, condition=state, note=said)])
    return thing


def retire_equipment(desk: WritingDesk, number: str, reason: str, day: date) -> Equipment:
    """Take a thing out of use from a day on; RuleError while it is in somebody's hands."""
    thing = find_equipment(desk, number)
    _refuse_in_use(desk, thing, day)
    said = "；".join(part for part in (thing.remark, clean(reason)) if part)
    retired = replace(thing, retired_on=day, remark=said)
    desk.tx.update(EQUIPMENT, [retired])
    return retired


def find_equipment(desk: Desk, text: str) -> Equipment:
    """The thing of a number; NotFoundError where there is none."""
    wanted = fold(text).casefold()
    found = [row for row in desk.reader.find(EQUIPMENT, desk.pid) if row.number.casefold() == wanted]
    if not found:
        raise NotFoundError(f"没有编号为“{text}”的装备", "查看编号：gridctl equipment list")
    return found[0]


def custody_of(desk: Desk, thing: Equipment) -> list[Custody]:
    """In whose hands a thing was, oldest first."""
    return desk.reader.find(CUSTODY, desk.pid, CUSTODY.c["equipment"] == thing.id, order="id")


def in_hand(desk: Desk, staff: int) -> tuple[str, ...]:
    """What somebody has in his hands: K-03 弱电井钥匙."""
    rows = desk.reader.find(CUSTODY, desk.pid, CUSTODY.c["staff"] == staff, CUSTODY.c["returned_on"].is_(None))
    things = (desk.reader.get(EQUIPMENT, desk.pid, row.equipment) for row in rows)
    return tuple(sorted(f"{thing.number} {thing.name}" for thing in things if thing))


def _taker(desk: Desk, thing: Equipment, said: Handed, day: date) -> tuple[int | None, str]:
    """Who takes a thing: by key, or by name where he is from outside."""
    borrower = clean(said.borrower)
    if bool(said.person) == bool(borrower):
        raise UsageError("要写明交给谁：人员或外借人，只写一样", "发给员工写工号或姓名，借给外面的人写 --borrower 名称")
    if said.due and said.due < day:
        raise RuleError(f"应还日期 {said.due} 早于发放日期 {day}", "核对 --due 和 --on")
    if borrower:
        if not next((kind.lent for kind in equipment_kinds() if kind.code == thing.kind), False):
            lent = "、".join(kind.name for kind in equipment_kinds() if kind.lent)
            raise RuleError(f"{thing.number} {thing.name} 不外借", f"可以外借的种类：{lent}")
        if said.due is None:
            raise UsageError("借给外面的人要写应还日期", "加上 --due 日期")
        return None, borrower
    person = find_staff(desk.reader, desk.pid, said.person)
    refuse_absent(person, day, "领用")
    return person.id, ""


def _condition(text: str) -> str:
    found = meant(text, CONDITION_WORDS)
    if found is None:
        raise UsageError(f"没有“{text}”这种情况", f"写 {'、'.join(CONDITION_WORDS.values())}")
    return found


def _refuse_in_use(desk: WritingDesk, thing: Equipment, day: date) -> Custody | None:
    """Refuse what is retired, or on a day was in somebody's hands; gives who had it last."""
    called = f"{thing.number} {thing.name}"
    if thing.retired_on:
        raise RuleError(f"{called} 已于 {thing.retired_on} 报废", "换一件；查看：gridctl equipment list")
    refuse_future(desk, Moment(day))
    last = next(reversed(custody_of(desk, thing)), None)
    if last and last.returned_on is None:
        hint = f"先归还：gridctl equipment return {thing.number}"
        raise RuleError(f"{called} 还在 {_holder_name(desk, last)} 手里", hint)
    if last and last.returned_on and day < last.returned_on:
        raise RuleError(f"{called} {last.returned_on} 才归还", "核对 --on 的日期")
    return last


def _holder_name(desk: Desk, row: Custody) -> str:
    """In whose hands: 工号 and name, or that a borrower from outside has it."""
    if row.staff is None:
        return "外借人"
    person = desk.reader.get(STAFF, desk.pid, row.staff)
    return f"{person.number} {person.name}" if person else ""

"""A renovation's file from application to acceptance (D10 3.1.1, H9)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gridctl.domain.moments import Moment
from gridctl.domain.renovations import Renovation, RenovationState
from gridctl.domain.text import clean
from gridctl.errors import RuleError, UsageError
from gridctl.regulation.estates import room_state_from_text, room_states
from gridctl.services.places.finding import find_place, place_name
from gridctl.services.renovations.finding import events_of, find_renovation, is_open, renovations_of, unmended
from gridctl.services.tickets.opening import refuse_future
from gridctl.services.visits.doers import doer_meant
from gridctl.store.estates import PLACE
from gridctl.store.renovations import RENOVATION

if TYPE_CHECKING:
    from datetime import date

    from gridctl.domain.estates import Place
    from gridctl.services.desk import Desk, WritingDesk

RENOVATING = "renovating"


@dataclass(frozen=True, slots=True)
class Applied:
    """An application as typed."""

    place: str
    works: str
    applicant: str = ""
    phone: str = ""
    company: str = ""
    note: str = ""


def apply(desk: WritingDesk, said: Applied, day: date) -> Renovation:
    """Open the file of a home; RuleError where it has an open one."""
    works = clean(said.works)
    if not works:
        raise UsageError("没有写装修内容", "加上 --works，例如 --works 厨卫改造")
    refuse_future(desk, Moment(day))
    place = find_place(desk, said.place, public=False)
    for known in renovations_of(desk, place.id):
        if is_open(known):
            raise RuleError(
                f"{place_name(desk, place)} 已有装修档案，是第 {known.id} 份（{known.applied_on} 申请）",
                f"查看：gridctl renovation show {known.id}；不装修了的先取消：gridctl renovation cancel {known.id}",
            )
    row = Renovation(
        project=desk.pid,
        id=desk.tx.next_id(desk.pid, RENOVATION),
        place=place.id,
        applicant=clean(said.applicant),
        phone=clean(said.phone),
        company=clean(said.company),
        works=works,
        applied_on=day,
        permit="",
        permit_from=None,
        permit_until=None,
        finished_on=None,
        accepted_on=None,
        accepted_by=None,
        passed=None,
        cancelled_on=None,
        note=clean(said.note),
    )
    desk.tx.insert(RENOVATION, [row])
    return row


def permit(desk: WritingDesk, text: str, first: date | None, last: date | None, number: str = "") -> Renovation:
    """Keep the days that work is permitted, both included; said again, they are prolonged or put right."""
    row = _open(desk, text)
    if row.finished_on is not None and row.passed is None:
        raise RuleError(f"第 {row.id} 份档案 {row.finished_on} 已经完工", "等待验收；不合格再施工的，先登记验收不合格")
    start = first or row.permit_from or desk.today
    until = last or row.permit_until
    if until is None:
        raise UsageError("没有写许可到哪天", "加上 --until 日期，例如 --until 5-31")
    if until < start:
        raise RuleError(f"许可截止 {until} 早于起始 {start}", "核对 --from 和 --until")
    if start < row.applied_on:
        raise RuleError(f"{row.applied_on} 才申请，不能从 {start} 起许可", "核对 --from")
    permitted = replace(row, permit=clean(number) or row.permit, permit_from=start, permit_until=until)
    desk.tx.update(RENOVATION, [permitted])
    if permitted.in_work(desk.today):
        _tell_room(desk, permitted, works=True)
    return permitted


def finish(desk: WritingDesk, text: str, day: date) -> Renovation:
    """Keep that the work has ended; anew where it did not pass its acceptance."""
    row = _open(desk, text)
    refuse_future(desk, Moment(day))
    if row.permit_from is None:
        raise RuleError(
            f"第 {row.id} 份档案还没有许可", f"先登记许可：gridctl renovation permit {row.id} --from 日期 --until 日期"
        )
    if row.finished_on is not None and row.passed is None:
        raise RuleError(
            f"第 {row.id} 份档案 {row.finished_on} 已经完工", f"等待验收：gridctl renovation accept {row.id}"
        )
    after = [row.permit_from, *(event.day for event in events_of(desk, row.id)), *filter(None, [row.accepted_on])]
    if day < max(after):
        raise RuleError(f"{max(after)} 还在施工，不能在 {day} 完工", "核对 --on 的日期")
    finished = replace(row, finished_on=day, accepted_on=None, accepted_by=None, passed=None)
    desk.tx.update(RENOVATION, [finished])
    return finished


@dataclass(frozen=True, slots=True)
class Acceptance:
    """An acceptance as typed: by whom, whether it passed, and what is still wrong where it did not."""

    by: str
    passed: bool
    note: str = ""


def accept(desk: WritingDesk, text: str, said: Acceptance, day: date) -> Renovation:
    """Keep the acceptance of finished work; it does not pass while a violation is not put right."""
    row, note = _open(desk, text), clean(said.note)
    refuse_future(desk, Moment(day))
    person = doer_meant(desk, said.by, day, "验收")
    if row.finished_on is None or row.passed is not None:
        raise RuleError(f"第 {row.id} 份档案还没有完工", f"先登记完工：gridctl renovation finish {row.id} --on 日期")
    if day < row.finished_on:
        raise RuleError(f"{row.finished_on} 才完工，不能在 {day} 验收", "核对 --on 的日期")
    left, hint = _left(desk, row)
    if said.passed and left:
        raise RuleError(left, f"{hint}；没有整改的验收不合格：--failed --note 文字")
    if not (said.passed or note):
        raise UsageError("验收不合格要写明哪里不合格", "加上 --note 文字")
    told = f"{day} {person.name}验收不合格：{note}" if not said.passed else note
    accepted = replace(
        row,
        accepted_on=day,
        accepted_by=person.id,
        passed=int(said.passed),
        note=_joined(row.note, told),
    )
    desk.tx.update(RENOVATION, [accepted])
    _tell_room(desk, accepted, works=not said.passed)
    return accepted


def cancel(desk: WritingDesk, text: str, reason: str, day: date) -> Renovation:
    """Keep that a renovation came to nothing."""
    row, why = _open(desk, text), clean(reason)
    if not why:
        raise UsageError("没有写为什么取消", "加上 --reason 文字")
    refuse_future(desk, Moment(day))
    if day < row.applied_on:
        raise RuleError(f"{row.applied_on} 才申请，不能在 {day} 取消", "核对 --on 的日期")
    cancelled = replace(row, cancelled_on=day, note=_joined(row.note, f"{day} 取消：{why}"))
    desk.tx.update(RENOVATION, [cancelled])
    left, hint = _left(desk, row)
    if left:
        desk.notices.append(f"{left}；{hint}")
    _tell_room(desk, cancelled, works=False)
    return cancelled


def mark_room(desk: WritingDesk, text: str, state: str) -> Renovation:
    """Write what a file's home is registered as: 装修中 while the work goes on, 已入住 behind it."""
    row = find_renovation(desk, text)
    word = room_state_from_text(state)
    if word is None:
        raise UsageError(f"房屋没有“{state}”这个状态", f"状态有：{'、'.join(one.name for one in room_states())}")
    place = _place(desk, row)
    if place.state == word.code:
        raise RuleError(f"{place_name(desk, place)} 登记的已经是{word.name}", "不用再改")
    before = _state_name(place) or "空白"
    desk.tx.update(PLACE, [replace(place, state=word.code)])
    desk.notices.append(f"{place_name(desk, place)} 的房屋状态由{before}改为{word.name}")
    return row


def _open(desk: Desk, text: str) -> Renovation:
    """The file that is meant, which must not be closed."""
    row = find_renovation(desk, text)
    state = RenovationState.of(row, desk.today)
    if state is RenovationState.CANCELLED:
        raise RuleError(f"第 {row.id} 份档案 {row.cancelled_on} 已经取消", f"查看：gridctl renovation show {row.id}")
    if state is RenovationState.ACCEPTED:
        raise RuleError(f"第 {row.id} 份档案 {row.accepted_on} 已经验收合格", f"查看：gridctl renovation show {row.id}")
    return row


def _left(desk: Desk, row: Renovation) -> tuple[str, str]:
    """Which violations are not put right, and what to type once they are; "" where there are none."""
    left = unmended(desk, row.id)
    if not left:
        return "", ""
    numbers = "、".join(str(event.id) for event in left)
    told = f"还有 {len(left)} 处违规没有整改（第 {numbers} 号）"
    return told, f"整改后登记：gridctl renovation mend {left[0].id}"


def _tell_room(desk: WritingDesk, row: Renovation, *, works: bool) -> None:
    """Say where the register of rooms says otherwise; it is changed only by whoever says so.

    An estate that keeps no states of its rooms is not asked for any.
    """
    place = _place(desk, row)
    if not place.state or works == (place.state == RENOVATING):
        return
    name, wanted = _state_name(place), "装修中" if works else "已入住"
    desk.notices.append(
        f"{place_name(desk, place)} 的房屋状态登记为{name}，没有改动；要改：gridctl renovation room {row.id} {wanted}"
    )


def _place(desk: Desk, row: Renovation) -> Place:
    return desk.reader.alike(PLACE, desk.pid, id=row.place)[0]


def _state_name(place: Place) -> str:
    return next((word.name for word in room_states() if word.code == place.state), place.state)


def _joined(there: str, added: str) -> str:
    return "；".join(part for part in (there, added) if part)

"""Who does an environment service: a contractor under contract that day, or one of our own staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.text import fold
from gridctl.errors import NotFoundError, RuleError
from gridctl.regulation.contractors import service_name
from gridctl.services.contractors.register import find_contractor
from gridctl.store.staff import STAFF, find_staff

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gridctl.domain.contractors import Contractor
    from gridctl.domain.staff import Staff
    from gridctl.regulation.upkeep import UpkeepService
    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Doer:
    """A contractor or a member of staff; neither where nobody was named yet."""

    contractor: Contractor | None = None
    staff: Staff | None = None

    @property
    def keys(self) -> tuple[int | None, int | None]:
        """The ids, of which one at most is there."""
        return self.contractor.id if self.contractor else None, self.staff.id if self.staff else None


def doer_meant(desk: Desk, text: str) -> Doer:
    """Whoever is meant: a member of staff named in full, else a contractor, else a member of staff by a short way."""
    if not text:
        return Doer()
    wanted = fold(text)
    if any(wanted in (one.number, one.name) for one in desk.reader.find(STAFF, desk.pid)):
        return Doer(staff=find_staff(desk.reader, desk.pid, text))
    try:
        return Doer(contractor=find_contractor(desk, text))
    except NotFoundError:
        pass
    try:
        return Doer(staff=find_staff(desk.reader, desk.pid, text))
    except NotFoundError:
        hint = "查看：gridctl contractor list、gridctl staff list"
        raise NotFoundError(f"没有叫“{wanted}”的外委单位或人员", hint) from None


def check_doer(desk: Desk, doer: Doer, service: UpkeepService, days: Iterable[date]) -> None:
    """Refuse (RuleError) who is not there on one of the days; what is only unusual is noticed."""
    for day in days:
        if doer.contractor and not doer.contractor.holds_on(day):
            name = doer.contractor.name
            raise RuleError(f"{name} {day} 没有合同", f"查看：gridctl contractor show {name}；续约：contractor renew")
        if doer.staff:
            refuse_absent(doer.staff, day)
    if doer.contractor and doer.contractor.service not in service.contractors:
        known = service_name(doer.contractor.service)
        desk.notices.append(f"{doer.contractor.name}登记的服务是{known}，不是{service.name}")


def refuse_absent(person: Staff, day: date) -> None:
    """Refuse (RuleError) somebody who had not come yet or had left on a day."""
    who = f"{person.name}（{person.number}）"
    if person.departed and person.departed <= day:
        raise RuleError(f"{who}{person.departed} 已离岗，{day} 不在", "换一个人，或核对日期")
    if person.joined and day < person.joined:
        raise RuleError(f"{who}{person.joined} 才入职，{day} 还不在", "换一个人，或核对日期")


def notice_leave(desk: Desk, doer: Doer, day: date) -> None:
    """Tell that who is said to have done it was on leave that day."""
    from gridctl.domain.leaves import on_leave  # noqa: PLC0415 - tables load with their noun
    from gridctl.store.leaves import LEAVE  # noqa: PLC0415 - likewise

    if doer.staff is None:
        return
    rows = desk.reader.alike(LEAVE, desk.pid, staff=doer.staff.id)
    if leave := on_leave(rows, doer.staff.id, day):
        desk.notices.append(f"{doer.staff.name} {leave.valid_from} 起请假，{leave.valid_to} 上班，{day} 不在岗")

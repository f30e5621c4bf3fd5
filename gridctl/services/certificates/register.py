"""Certificates that people hold, entered and ended (P2, D3 步骤四)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridctl.domain.moments import Moment
from gridctl.domain.text import clean
from gridctl.domain.trainings import Certificate
from gridctl.errors import NotFoundError, RuleError, UsageError
from gridctl.regulation.staffing import certificate_kind
from gridctl.services.tickets.opening import refuse_future
from gridctl.store.staff import STAFF, find_staff
from gridctl.store.trainings import CERTIFICATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gridctl.domain.staff import Staff
    from gridctl.services.desk import Desk, WritingDesk


@dataclass(frozen=True, slots=True)
class Issued:
    """A certificate as typed; `until` is its last day, None for ever; `number` may be unknown."""

    kind: str
    number: str = ""
    until: date | None = None
    issuer: str = ""


def add_certificates(desk: WritingDesk, people: Sequence[str], said: Issued, day: date) -> list[Certificate]:
    """Enter a certificate of each of some people, issued on a day.

    RuleError for who has left, and for a number that is known already; UsageError for one number and several people.
    """
    kind, number = certificate_kind(said.kind), clean(said.number)
    staff = list(
        {person.id: person for person in (find_staff(desk.reader, desk.pid, text) for text in people)}.values()
    )
    if number and len(staff) > 1:
        raise UsageError("几个人不会是同一个证书编号", "有编号的一个人一条")
    refuse_future(desk, Moment(day))
    if said.until and said.until < day:
        raise UsageError(f"有效期至 {said.until} 早于发证日期 {day}", "核对 --issued 和 --until")
    for person in staff:
        _refuse_gone(desk, person)
        _refuse_known(desk, person, kind.code, number, day)
    first = desk.tx.next_id(desk.pid, CERTIFICATE, len(staff))
    rows = [
        Certificate(desk.pid, first + i, one.id, kind.code, number, day, said.until, clean(said.issuer), training=None)
        for i, one in enumerate(staff)
    ]
    desk.tx.insert(CERTIFICATE, rows)
    return rows


def end_certificate(desk: WritingDesk, number: int, day: date) -> Certificate:
    """Let a certificate hold no longer from a day on; RuleError where it does not hold on the day before."""
    row, last = find_certificate(desk, number), day - timedelta(days=1)
    if row.valid_until and row.valid_until <= last:
        raise RuleError(f"第 {number} 张证书有效期至 {row.valid_until}", "已经到期，不用再登记")
    if last < row.issued_on:
        raise RuleError(f"{row.issued_on} 才发证，不能从 {day} 起无效", "录错了的用 gridctl undo 撤销；核对 --on")
    ended = replace(row, valid_until=last)
    desk.tx.update(CERTIFICATE, [ended])
    return ended


def find_certificate(desk: Desk, number: int) -> Certificate:
    """The certificate of a number in the list."""
    row = desk.reader.get(CERTIFICATE, desk.pid, number)
    if row is None:
        raise NotFoundError(f"没有第 {number} 张证书", "查看编号：gridctl certificate list --all")
    return row


def _refuse_gone(desk: Desk, person: Staff) -> None:
    if person.departed and person.departed <= desk.today:
        raise RuleError(f"{person.number} {person.name} 已于 {person.departed} 离岗", "核对人员")


def _refuse_known(desk: Desk, person: Staff, kind: str, number: str, day: date) -> None:
    for other in desk.reader.find(CERTIFICATE, desk.pid, CERTIFICATE.c["kind"] == kind):
        same_paper = number and other.number == number
        same_day = not number and (other.staff, other.issued_on) == (person.id, day)
        if same_paper or same_day:
            holder = desk.reader.get(STAFF, desk.pid, other.staff)
            name = f"{holder.number} {holder.name}" if holder else ""
            raise RuleError(
                f"{name} 的这张证书已经登记，是第 {other.id} 张",
                "查看：gridctl certificate list --all；换新证要写新编号",
            )

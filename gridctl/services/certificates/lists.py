"""Certificates as they are listed: who holds which, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gridctl.regulation.staffing import certificate_kind
from gridctl.services.certificates.holding import Holdings, Standing
from gridctl.store.staff import STAFF, find_staff

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gridctl.domain.trainings import Certificate
    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which certificates are wanted, as typed; unless `everything`, only of who is there and not those replaced."""

    staff: str = ""
    kind: str = ""
    expired: bool = False
    expiring: bool = False
    everything: bool = False


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """A certificate in a list; `days_left` counts to its last day, below 0 once that has passed, null without an end."""

    number: int
    staff: str
    name: str
    post: str
    kind: str
    certificate_number: str
    issued_on: date
    valid_until: date | None
    days_left: int | None
    state: str
    issuer: str
    training: int | None


def find_certificates(desk: Desk, wanted: Wanted, day: date) -> list[CertificateLine]:
    """The certificates that are asked for, as they stand on a day, by 工号 and then oldest first."""
    kind = certificate_kind(wanted.kind).code if wanted.kind else ""
    who = find_staff(desk.reader, desk.pid, wanted.staff).id if wanted.staff else None
    there = {person.id for person in desk.reader.find(STAFF, desk.pid) if person.works_on(day)}
    holdings = Holdings(desk, day)
    rows = [
        row
        for row in holdings.rows
        if (not kind or row.kind == kind)
        and (who is None or row.staff == who)
        and (wanted.everything or who is not None or row.staff in there)
    ]
    lines = _lines(desk, rows, holdings)
    states = {Standing.EXPIRED} if wanted.expired else set[Standing]()
    states |= {Standing.EXPIRING} if wanted.expiring else set()
    if not states:
        states = set(Standing) if wanted.everything else set(Standing) - {Standing.REPLACED}
    return sorted((line for line in lines if line.state in states), key=lambda line: (line.staff, line.issued_on))


def certificate_lines(desk: Desk, rows: Iterable[Certificate]) -> list[CertificateLine]:
    """Certificates in words, as they stand today."""
    return _lines(desk, rows, Holdings(desk, desk.today))


def _lines(desk: Desk, rows: Iterable[Certificate], holdings: Holdings) -> list[CertificateLine]:
    staff = {person.id: person for person in desk.reader.find(STAFF, desk.pid)}
    return [
        CertificateLine(
            number=row.id,
            staff=staff[row.staff].number,
            name=staff[row.staff].name,
            post=staff[row.staff].post,
            kind=row.kind,
            certificate_number=row.number,
            issued_on=row.issued_on,
            valid_until=row.valid_until,
            days_left=(row.valid_until - holdings.day).days if row.valid_until else None,
            state=holdings.standing(row).value,
            issuer=row.issuer,
            training=row.training,
        )
        for row in rows
    ]

"""Whether certificates hold on a day, and what somebody lacks of what his posts demand (P2)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from gridctl.regulation.staffing import certificate_kinds, demanded, reminder_days, suffices
from gridctl.store.trainings import CERTIFICATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gridctl.domain.trainings import Certificate
    from gridctl.regulation.staffing import CertificateKind
    from gridctl.services.desk import Desk


class Standing(StrEnum):
    """How a certificate stands on a day; replaced: it is over or soon will be, and another does for longer."""

    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Lack:
    """A kind that a post demands and somebody does not hold on a day; `expired` is the last day of what he had."""

    kind: CertificateKind
    post: str
    expired: date | None


class Holdings:
    """All certificates, looked at on a day."""

    def __init__(self, desk: Desk, day: date) -> None:
        self.day = day
        self.rows = desk.reader.find(CERTIFICATE, desk.pid, order="issued_on")
        self._of: dict[int, list[Certificate]] = defaultdict(list)
        for row in self.rows:
            if row.issued_on <= day:
                self._of[row.staff].append(row)
        self._head_post = desk.policy("grid_head_post", day)
        self._does = {kind.code: suffices(kind) for kind in certificate_kinds()}

    def standing(self, row: Certificate) -> Standing:
        """How a certificate stands."""
        if row.valid_until is None or row.valid_until > self.day + timedelta(days=reminder_days()):
            return Standing.VALID
        others = (other for other in self._doing(row.staff, row.kind) if other.id != row.id)
        if any(other.valid_until is None or other.valid_until > row.valid_until for other in others):
            return Standing.REPLACED
        return Standing.EXPIRED if row.valid_until < self.day else Standing.EXPIRING

    def lacking(self, staff: int, posts: Iterable[str], *, usual: bool = False) -> Iterator[Lack]:
        """What somebody lacks of what these posts demand, each kind once; with `usual` also what the trade expects."""
        told = set[str]()
        for post in sorted(posts):
            for kind in demanded(post, self._head_post, usual=usual):
                rows = list(self._doing(staff, kind.code))
                if kind.code in told or any(row.valid_until is None or self.day <= row.valid_until for row in rows):
                    continue
                told.add(kind.code)
                yield Lack(kind, post, max((row.valid_until for row in rows if row.valid_until), default=None))

    def _doing(self, staff: int, kind: str) -> Iterator[Certificate]:
        """What somebody was issued by the day that does for a kind."""
        return (row for row in self._of[staff] if row.kind in self._does.get(kind, {kind}))

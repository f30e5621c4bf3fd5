"""What people are called on lists of meetings: names of the staff, and of others masked where they are personal data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.privacy import mask_name
from gridctl.services.meetings.people import is_private
from gridctl.store.attendances import ATTENDANCE
from gridctl.store.staff import STAFF

if TYPE_CHECKING:
    from gridctl.services.desk import Desk


class Names:
    """Names of the staff by id, and what others attended as, the last time; all in full where that was asked for."""

    def __init__(self, desk: Desk, *, full: bool) -> None:
        self._desk, self._full = desk, full
        self._staff = {one.id: one.name for one in desk.reader.find(STAFF, desk.pid)}
        self._known: dict[str, str] | None = None

    def of(self, staff: int | None, person: str, role: str = "") -> str:
        """The name of a member of staff or of somebody else; `role` is what he is, where that is known."""
        if staff is not None:
            return self._staff.get(staff, "")
        hide = person and not self._full and is_private(role or self._roles().get(person, person))
        return mask_name(person) if hide else person

    def _roles(self) -> dict[str, str]:
        if self._known is None:
            rows = self._desk.reader.find(ATTENDANCE, self._desk.pid, ATTENDANCE.c["staff"].is_(None))
            self._known = {row.person: row.capacity for row in rows}
        return self._known

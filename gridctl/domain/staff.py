"""Staff: who works in the project, in which post."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff; `number` is the 工号, `post` a code of the regulations, `departed` the first day no longer here."""

    project: int
    id: int
    number: str
    name: str
    post: str
    phone: str
    joined: date | None
    departed: date | None
    lives_in: str
    remark: str

    def works_on(self, day: date) -> bool:
        """Whether this person is with the project on a day."""
        return (self.joined is None or self.joined <= day) and (self.departed is None or day < self.departed)

"""Check-lists of posts: points and their items, in versions from a date on (I1 to I6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Checklist:
    """A version of a check-list, true in [valid_from, valid_to).

    `definition` is canonical JSON of its points and items, as in checklists.toml. An inspection keeps the version that
    it was made with.
    """

    project: int
    id: int
    code: str
    name: str
    valid_from: date
    valid_to: date | None
    definition: str
    clause: str

"""Hand-over from shift to shift (交接班): what is open, in two names (P6)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShiftHandover:
    """A hand-over at the moment `at`: `content` is canonical JSON of what was open then, as it was signed for."""

    project: int
    id: int
    at: str
    post: str
    giver: int
    taker: int
    content: str
    note: str
    recorded_at: str

"""Hand-over from shift to shift (交接班): what is open, in two names (P6)."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


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


@dataclass(frozen=True, slots=True)
class TicketLeft:
    """An open ticket that is handed over, in words; `due` is a day, `note` how far it is or until when it is put aside."""

    kind: str
    number: str
    place: str
    problem: str
    state: str
    who: str
    due: str
    note: str


@dataclass(frozen=True, slots=True)
class KeyLent:
    """A key in somebody's hands who is to bring it back; days as text, `due` "" where none was said."""

    number: str
    name: str
    holder: str
    handed: str
    due: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class ShiftContent:
    """What is open at a hand-over: 未派, 待验收, 待回访, 挂起, and the keys that are lent."""

    undispatched: tuple[TicketLeft, ...] = ()
    to_verify: tuple[TicketLeft, ...] = ()
    to_call_back: tuple[TicketLeft, ...] = ()
    held: tuple[TicketLeft, ...] = ()
    keys: tuple[KeyLent, ...] = ()

    @property
    def text(self) -> str:
        """The content as the ledger keeps it: canonical JSON."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def of(cls, text: str) -> ShiftContent:
        """Read what `text` gave."""
        kept = json.loads(text)
        tickets = {name: tuple(TicketLeft(**row) for row in rows) for name, rows in kept.items() if name != "keys"}
        return cls(**tickets, keys=tuple(KeyLent(**row) for row in kept["keys"]))


@dataclass(frozen=True, slots=True)
class ShiftSheet:
    """A hand-over shaped once: the screen, JSON and the form all say the same; `note` is what else there is."""

    company: str
    project: str
    number: int
    at: str
    post: str
    giver_number: str
    giver: str
    taker_number: str
    taker: str
    undispatched: tuple[TicketLeft, ...]
    to_verify: tuple[TicketLeft, ...]
    to_call_back: tuple[TicketLeft, ...]
    held: tuple[TicketLeft, ...]
    keys: tuple[KeyLent, ...]
    note: str

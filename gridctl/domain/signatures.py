"""Signatures: an extension asked for and made valid by the project leader, by PIN or on paper (D10 3.3.1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Means(StrEnum):
    """How somebody signed; the two are never confused."""

    PIN = "pin"
    PAPER = "paper"


class ExtensionState(StrEnum):
    """What became of a request for more time."""

    ASKED = "asked"
    SIGNED = "signed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Pin:
    """The PIN of a member of staff, salted and hashed; `failures` wrong tries in a row lock it until `locked_until` (UTC)."""

    project: int
    id: int
    staff: int
    salt: str
    digest: str
    set_at: str
    failures: int
    locked_until: str


@dataclass(frozen=True, slots=True)
class Extension:
    """More time for a round of a ticket, until the end of a day.

    `signed_at` is the clock's UTC when it was signed or refused here; `paper_on` the day on the paper, `attachment`
    its photo or scan.
    """

    project: int
    id: int
    ticket: int
    round: int
    asked_on: date
    asked_by: int | None
    until: date
    reason: str
    state: str
    signer: int | None
    means: str
    signed_at: str
    paper_on: date | None
    attachment: int | None
    note: str

"""The reception register: calls, visitors and conveniences at the front desk (D7 四.4)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reception:
    """What came in and what became of it; `at` and `answered` are moments, `ticket` is there where it became one.

    `kind` is call, visit, convenience or another of the regulation's.
    """

    project: int
    id: int
    at: str
    kind: str
    caller: str
    phone: str
    place: int | None
    what: str
    received_by: int | None
    passed_to: int | None
    ticket: int | None
    answer: str
    answered: str

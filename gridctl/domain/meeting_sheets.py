"""The minutes and the sign-in sheet of a meeting as they are printed (M1)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SignIn:
    """Somebody on the sign-in sheet: what he is, and whether he came where that is known, with why not."""

    name: str
    role: str
    state: str


@dataclass(frozen=True, slots=True)
class ItemRow:
    """What a meeting resolved, in words."""

    number: str
    what: str
    owner: str
    due: str
    result: str


@dataclass(frozen=True, slots=True)
class MeetingSheet:
    """A meeting in words; `present` are those on its list by whether they came, `held` whether it was."""

    company: str
    project: str
    number: int
    title: str
    held: bool
    when: str
    venue: str
    convener: str
    topic: str
    counts: str
    present: tuple[tuple[str, str], ...]
    people: tuple[SignIn, ...]
    agenda: tuple[str, ...]
    carried: tuple[ItemRow, ...]
    minutes: tuple[str, ...]
    resolved: tuple[ItemRow, ...]
    needs: tuple[str, ...]

"""Meetings: planned, held, their minutes, and what was resolved, carried over until it is done (M1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting: `kind` is a code of meetings.toml, `also` canonical JSON of other kinds that it serves too.

    `state` is planned, held or cancelled; `at` and `ended` are local moments. The convener is a member of staff or a
    name; `deputised` is 1 where a deputy convened. `recorded_at` is the instant at which it was entered as held.
    """

    project: int
    id: int
    kind: str
    also: str
    day: date
    at: str
    ended: str
    state: str
    convener: int | None
    convener_name: str
    deputised: int
    venue: str
    topic: str
    minutes: str
    recorded_at: str


@dataclass(frozen=True, slots=True)
class MeetingItem:
    """What a meeting resolved: by whom and until when; open until `done_on`. `need` is the need that it settles."""

    project: int
    id: int
    meeting: int
    number: int
    what: str
    owner: int | None
    owner_name: str
    due: date | None
    done_on: date | None
    result: str
    need: int | None

"""Meetings: planned, held, their minutes, and what was resolved, carried over until it is done (M1)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gridctl.domain.moments import Moment, not_before


class MeetingState(StrEnum):
    """How far a meeting is."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


STATE_WORDS = {MeetingState.PLANNED: "未开", MeetingState.HELD: "已开", MeetingState.CANCELLED: "取消"}


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

    @property
    def others(self) -> tuple[str, ...]:
        """The other kinds that it serves too."""
        return tuple(json.loads(self.also))

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind that it serves, its own first."""
        return (self.kind, *self.others)

    def serves(self, kinds: Iterable[str]) -> bool:
        """Whether it serves one of these kinds."""
        return not set(self.kinds).isdisjoint(kinds)

    def begun_before(self, moment: str) -> bool:
        """Whether it had certainly begun before a moment as stored; not where that is unknown ("")."""
        return bool(moment) and not not_before(Moment.parse_stored(self.at), Moment.parse_stored(moment))


def also_text(kinds: Iterable[str]) -> str:
    """Other kinds of a meeting as they are kept."""
    return json.dumps(sorted(set(kinds)))


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

    def open_on(self, day: date) -> bool:
        """Whether it was not yet done before a day: it comes up in a meeting of that day."""
        return self.done_on is None or self.done_on >= day

"""What time an agenda tells of: since the last meeting of the kind, or as long back as the kind goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gridctl.domain.clock import written
from gridctl.domain.meetings import MeetingState
from gridctl.domain.moments import Moment
from gridctl.regulation.meetings import meeting_kind, night
from gridctl.services.meetings.roster import meetings_held

if TYPE_CHECKING:
    from gridctl.domain.meetings import Meeting
    from gridctl.services.desk import Desk

_DAYS = {"day": 1, "week": 7, "month": 31, "quarter": 92, "half_year": 183}
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Span:
    """Moments as stored from `since` to `until`, both included; `day` is the last day of it.

    `before` is the day of the last meeting, else the day before the span. `meeting` is None for an agenda without one.
    """

    kinds: tuple[str, ...]
    meeting: Meeting | None
    since: str
    until: str
    before: date
    day: date

    @property
    def first(self) -> date:
        """Its first day."""
        return Moment.parse_stored(self.since).day

    @property
    def nights(self) -> list[tuple[str, str]]:
        """Its nights, each from an evening to a morning, as moments."""
        start, end = night()
        days = (self.before + _DAY * i for i in range((self.day - self.before).days))
        return [(f"{day} {written(start)}", f"{day + _DAY} {written(end)}") for day in days]

    @property
    def ahead(self) -> int:
        """For how many days the kind looks ahead."""
        return _DAYS[meeting_kind(self.kinds[0]).period]


def span_of(desk: Desk, kinds: tuple[str, ...], meeting: Meeting | None) -> Span:
    """The span of a meeting, to now while it is still to come or under way; of none: to now."""
    now = str(Moment.of(desk.now))
    over = meeting is not None and meeting.state == MeetingState.HELD
    until = meeting.at if meeting and over else now
    day = Moment.parse_stored(until).day
    earlier = [row for row in meetings_held(desk, kinds[:1]) if row.at < until and row != meeting]
    if earlier:
        last = earlier[-1]
        return Span(kinds, meeting, last.at, until, min(last.day, day - _DAY), day)
    first = day - _DAY * (_DAYS[meeting_kind(kinds[0]).period] - 1)
    return Span(kinds, meeting, first.isoformat(), until, first - _DAY, day)

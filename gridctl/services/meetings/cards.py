"""A meeting shown whole (会议纪要): who came, the agenda, the minutes, what was resolved and what was carried over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gridctl.domain.meetings import MeetingState
from gridctl.domain.privacy import mask_free_text
from gridctl.regulation.meetings import meeting_kind
from gridctl.regulation.posts import posts
from gridctl.regulation.regulations import clause_words
from gridctl.services.attendances.register import Event, attendances_of
from gridctl.services.meetings.convening import convener_capacity
from gridctl.services.meetings.item_lists import ItemLine, item_lines
from gridctl.services.meetings.items import carried_over
from gridctl.services.meetings.lists import MeetingLine, line_fields
from gridctl.services.meetings.naming import Names
from gridctl.services.meetings.roster import lacking
from gridctl.store.meetings import MEETING_ITEM
from gridctl.store.staff import STAFF
from gridctl.store.visits import NEED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gridctl.domain.meetings import Meeting
    from gridctl.services.desk import Desk
    from gridctl.services.needs.lists import NeedLine


@dataclass(frozen=True, slots=True)
class AttendeeLine:
    """Somebody on the list, `number` is his 工号; `asked_late`: leave was not asked before the meeting began."""

    number: str
    name: str
    post_name: str
    capacity: str
    state: str
    asked_at: str
    asked_late: bool
    granted_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class MeetingCard(MeetingLine):
    """A meeting shown whole; `lacking` are those who must attend and of whom nobody is on the list."""

    project: str
    convener_capacity: str
    clause: str
    cancelled_for: str
    attendees: tuple[AttendeeLine, ...]
    lacking: tuple[str, ...]
    agenda: tuple[str, ...]
    minutes: tuple[str, ...]
    carried: tuple[ItemLine, ...]
    resolved: tuple[ItemLine, ...]
    needs: tuple[NeedLine, ...]


def meeting_card(desk: Desk, row: Meeting, *, full: bool = False) -> MeetingCard:
    """A meeting whole; the names of residents are masked unless `full`."""
    names, listed = Names(desk, full=full), attendances_of(desk, Event(meeting=row.id))
    items = desk.reader.alike(MEETING_ITEM, desk.pid, meeting=row.id)
    cancelled = row.state == MeetingState.CANCELLED
    hide = str if full else mask_free_text
    return MeetingCard(
        **line_fields(row, listed, items, names),
        project=desk.project.name,
        convener_capacity=convener_capacity(desk, row),
        clause="、".join(clause_words(meeting_kind(kind).clause) for kind in row.kinds),
        cancelled_for=hide(row.minutes) if cancelled else "",
        attendees=attendee_lines(desk, row, full=full),
        lacking=() if cancelled else lacking(desk, row, listed),
        agenda=agenda_parts(row.kinds),
        minutes=() if cancelled else tuple(map(hide, row.minutes.splitlines())),
        carried=tuple(item_lines(desk, carried_over(desk, row), full=full)),
        resolved=tuple(item_lines(desk, items, full=full)),
        needs=_needs(desk, row, full=full),
    )


def agenda_parts(kinds: Iterable[str]) -> tuple[str, ...]:
    """The parts of the agenda of some kinds, in order."""
    return tuple(part.name for kind in kinds for part in meeting_kind(kind).parts)


def attendee_lines(desk: Desk, row: Meeting, *, full: bool = False) -> tuple[AttendeeLine, ...]:
    """Those on the list of a meeting; the names of residents are masked unless `full`."""
    names = Names(desk, full=full)
    staff = {one.id: one for one in desk.reader.find(STAFF, desk.pid)}
    titles = {post.code: post.name for post in posts()}
    return tuple(
        AttendeeLine(
            number=staff[one.staff].number if one.staff is not None else "",
            name=names.of(one.staff, one.person, one.capacity),
            post_name=titles.get(staff[one.staff].post, "") if one.staff is not None else "",
            capacity=one.capacity,
            state=one.state,
            asked_at=one.asked_at,
            asked_late=row.begun_before(one.asked_at),
            granted_by=names.of(one.granted_by, one.granted_name),
            reason=one.reason if full else mask_free_text(one.reason),
        )
        for one in attendances_of(desk, Event(meeting=row.id))
    )


def _needs(desk: Desk, row: Meeting, *, full: bool) -> tuple[NeedLine, ...]:
    """The needs that were put to a meeting."""
    if not desk.reader.alike(NEED, desk.pid, meeting=row.id):
        return ()
    from gridctl.services.needs.lists import chosen_needs  # noqa: PLC0415 - few meetings have any

    return tuple(chosen_needs(desk, row.id, full=full))

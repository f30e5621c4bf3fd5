"""What meetings resolved, as it is listed and followed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gridctl.domain.privacy import mask_free_text
from gridctl.regulation.meetings import meeting_kind
from gridctl.services.meetings.items import reference
from gridctl.services.meetings.naming import Names
from gridctl.services.meetings.people import person_meant
from gridctl.store.meetings import MEETING, MEETING_ITEM

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gridctl.domain.meetings import MeetingItem
    from gridctl.services.desk import Desk


@dataclass(frozen=True, slots=True)
class AskedItems:
    """Which items are wanted, as typed; only those not yet done, unless `everything`."""

    kind: str = ""
    owner: str = ""
    overdue: bool = False
    everything: bool = False


@dataclass(frozen=True, slots=True)
class ItemLine:
    """What a meeting resolved; `overdue_days` is null unless it is open and its date has passed."""

    number: str
    kind_name: str
    day: date
    what: str
    owner: str
    due: date | None
    overdue_days: int | None
    done_on: date | None
    result: str
    need: int | None


def find_items(desk: Desk, asked: AskedItems) -> list[ItemLine]:
    """The items that are asked for, in the order of their dates, those without one last."""
    meetings = {row.id: row for row in desk.reader.find(MEETING, desk.pid)}
    wanted = (meeting_kind(asked.kind).code,) if asked.kind else ()
    owner = person_meant(desk, asked.owner).key if asked.owner else None
    items = [
        item
        for item in desk.reader.find(MEETING_ITEM, desk.pid)
        if (asked.everything or item.done_on is None)
        and (not wanted or meetings[item.meeting].serves(wanted))
        and (owner is None or (item.owner, item.owner_name) == owner)
    ]
    lines = item_lines(desk, sorted(items, key=lambda item: (item.due or date.max, item.meeting, item.number)))
    return [line for line in lines if line.overdue_days] if asked.overdue else lines


def item_lines(desk: Desk, items: Iterable[MeetingItem], *, full: bool = False) -> list[ItemLine]:
    """Items in words; the names of residents are masked unless `full`."""
    if not (items := list(items)):
        return []
    names, meetings = Names(desk, full=full), {row.id: row for row in desk.reader.find(MEETING, desk.pid)}
    show = str if full else mask_free_text
    return [
        ItemLine(
            number=reference(item),
            kind_name=meeting_kind(meetings[item.meeting].kind).name,
            day=meetings[item.meeting].day,
            what=show(item.what),
            owner=names.of(item.owner, item.owner_name),
            due=item.due,
            overdue_days=_overdue(item, desk.today),
            done_on=item.done_on,
            result=show(item.result),
            need=item.need,
        )
        for item in items
    ]


def _overdue(item: MeetingItem, today: date) -> int | None:
    if item.due is None or item.done_on is not None or item.due >= today:
        return None
    return (today - item.due).days

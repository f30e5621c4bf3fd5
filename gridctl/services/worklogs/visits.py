"""What a work log's fourth part has by itself: the day's visits, activities and patrols of renovations (D9, D10 3.1.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gridctl.domain.renovations import EventKind
from gridctl.services.activities.lists import activity_lines
from gridctl.services.renovations.lists import event_lines
from gridctl.services.visits.lists import visit_lines
from gridctl.store.activities import ACTIVITY
from gridctl.store.renovations import RENOVATION_EVENT
from gridctl.store.visits import VISIT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gridctl.services.desk import Desk

    Line = tuple[object, dict[str, str]]


def visits_of_day(desk: Desk, person: int, day: date) -> Iterator[Line]:
    """Whom somebody visited on a day, how it came out, and what they needed."""
    rows = desk.reader.find(VISIT, desk.pid, VISIT.c["day"] == day, VISIT.c["staff"] == person, order="at")
    for line in visit_lines(desk, rows):
        needs = "；".join(f"{need.kind_name}：{need.what}（{need.state_name}）" for need in line.needs)
        yield (
            ("visit", line.number),
            {
                "time": line.at,
                "place": line.place or line.grid,
                "what": f"{line.mode_name} {line.outcome_name} {line.people}".rstrip(),
                "who": line.name,
                "progress": "；".join(part for part in (needs, line.note) if part),
            },
        )


def activities_of_day(desk: Desk, person: int, day: date) -> Iterator[Line]:
    """What somebody held on a day, and for how many."""
    rows = desk.reader.find(ACTIVITY, desk.pid, ACTIVITY.c["day"] == day, ACTIVITY.c["staff"] == person)
    for line in activity_lines(desk, rows):
        yield (
            ("activity", line.number),
            {
                "time": str(day),
                "place": line.venue or line.grid,
                "what": f"{line.kind_name}：{line.topic}",
                "who": line.name,
                "progress": "；".join(
                    part for part in (f"{line.attendance} 人参加" if line.attendance else "", line.material) if part
                ),
            },
        )


def renovations_of_day(desk: Desk, person: int, day: date) -> Iterator[Line]:
    """Which homes under renovation somebody patrolled on a day, and what was wrong there."""
    event = RENOVATION_EVENT.c
    rows = desk.reader.find(RENOVATION_EVENT, desk.pid, event["day"] == day, event["staff"] == person)
    for line in event_lines(desk, rows):
        wrong = line.kind == EventKind.VIOLATION
        yield (
            ("renovation", line.number),
            {
                "time": str(day),
                "number": line.ticket,
                "place": line.place,
                "what": f"装修{line.kind_name}" + (f"：{line.what}" if wrong else ""),
                "who": line.name,
                "progress": "" if wrong else line.what or "正常",
                "due": line.due.isoformat() if line.due else "",
            },
        )
